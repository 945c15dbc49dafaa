import { useNavigate } from "@tanstack/react-router";
import { Cloud, EyeOff, HeartHandshake, Quote, ShieldAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useDay, useProfile, useTell } from "@/app/data";
import { useWords } from "@/app/words";
import { FigureValue } from "@/app/figure";
import { change, LANGUAGES, useSettings } from "@/app/settings";
import type { Answers, Profile } from "@/client/types";
import { Await, Notice, Options, Wrong } from "@/design/parts";
import { LANGUAGE_NAMES, speak } from "@/i18n";
import { Import } from "./data";
import { ProfileFields } from "./profile";
import { useWork } from "./work";

const STEPS = ["promise", "you", "screening", "data", "brain", "coach", "insight"] as const;
const DISEASES = ["cardiovascular", "metabolic", "renal"] as const;
const SIGNS = [
  "chest_pain",
  "breathless_at_rest",
  "dizziness_or_fainting",
  "breathless_lying",
  "ankle_swelling",
  "palpitations",
  "leg_pain_walking",
  "heart_murmur",
  "unusual_fatigue",
] as const;

/** The first visit. Each step can be left out, and the next visit goes on where this one ended. */
export function Welcome() {
  const { t, i18n } = useTranslation();
  const { onboarding } = useSettings();
  const go = useNavigate();
  const main = useRef<HTMLElement>(null);
  const at = Math.max(0, Math.min(STEPS.length - 1, onboarding ?? 0));
  const step = STEPS[at]!;
  useEffect(() => {
    document.title = `${t(`welcome.${step}.title`)} · ${t("app.name")}`;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step, t]);
  const leave = (to: "/today" | "/coach" = "/today") => {
    change({ onboarding: null });
    void go({ to });
  };
  const next = () => (at + 1 < STEPS.length ? change({ onboarding: at + 1 }) : leave());
  const later = () => {
    change({ onboarding: at });
    void go({ to: "/today" });
  };
  return (
    <div className="welcome-page">
      <header className="welcome-side">
        <span className="brand">
          <img src="./icon.svg" alt="" />
          {t("app.name")}
        </span>
        <p className="line">{t(`welcome.${step}.line`)}</p>
        <p className="small">{t("welcome.disclaimer")}</p>
      </header>
      <main className="welcome-main" tabIndex={-1} ref={main}>
        <div className="row spread">
          <span className="small muted">{t("welcome.step", { at: at + 1, of: STEPS.length })}</span>
          <label className="row">
            <span className="hidden">{t("settings.language")}</span>
            <select className="button small" value={i18n.language} onChange={(event) => void speak(event.target.value)}>
              {LANGUAGES.map((language) => (
                <option key={language} value={language} lang={language}>
                  {LANGUAGE_NAMES[language]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <ol className="steps" aria-hidden>
          {STEPS.map((each, index) => (
            <li key={each} data-done={index <= at} />
          ))}
        </ol>
        <h1>{t(`welcome.${step}.title`)}</h1>
        {step === "promise" && <Promises onNext={next} onLater={later} />}
        {step === "you" && <You onNext={next} />}
        {step === "screening" && <Screen onNext={next} />}
        {step === "data" && <Data onNext={next} />}
        {step === "brain" && <Brain onNext={next} />}
        {step === "coach" && <Coaches onNext={next} />}
        {step === "insight" && <Insight onDone={leave} />}
        {at > 0 && (
          <div className="row spread">
            <button type="button" className="button quiet" onClick={() => change({ onboarding: at - 1 })}>
              {t("live.back")}
            </button>
            <button type="button" className="button quiet" onClick={later}>
              {t("welcome.later")}
            </button>
          </div>
        )}
      </main>
    </div>
  );
}

function Promises({ onNext, onLater }: { onNext(): void; onLater(): void }) {
  const { t } = useTranslation();
  const icons = { stays: EyeOff, source: Quote, asks: HeartHandshake, doctor: ShieldAlert } as const;
  return (
    <>
      <ul role="list" className="promises">
        {(Object.keys(icons) as (keyof typeof icons)[]).map((id) => {
          const Icon = icons[id];
          return (
            <li key={id}>
              <Icon aria-hidden />
              <div>
                <strong>{t(`welcome.promise.${id}`)}</strong>
                <p className="muted">{t(`welcome.promise.${id}Text`)}</p>
              </div>
            </li>
          );
        })}
      </ul>
      <div className="row">
        <button type="button" className="button primary" onClick={onNext}>
          {t("welcome.understood")}
        </button>
        <button type="button" className="button quiet" onClick={onLater}>
          {t("welcome.later")}
        </button>
      </div>
    </>
  );
}

function You({ onNext }: { onNext(): void }) {
  const profile = useProfile();
  return <Await answer={profile}>{(value) => <YouForm profile={value} onNext={onNext} />}</Await>;
}

function YouForm(props: { profile: Profile; onNext(): void }) {
  const { t } = useTranslation();
  const save = useTell("set_profile");
  const [profile, setProfile] = useState(props.profile);
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ profile }, { onSuccess: props.onNext });
      }}
    >
      <ProfileFields profile={profile} onChange={setProfile} />
      {save.error && <Wrong inline problem={save.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t("welcome.next")}
        </button>
        <button type="button" className="button quiet" onClick={props.onNext}>
          {t("welcome.skip")}
        </button>
      </div>
    </form>
  );
}

function Screen({ onNext }: { onNext(): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const screen = useTell("screen");
  const [answers, setAnswers] = useState<Required<Answers>>({
    active: false,
    diseases: [],
    signs: [],
    intensity: "moderate",
    cleared: false,
  });
  const tick = (list: "diseases" | "signs", id: string, on: boolean) => {
    const others = (answers[list] as string[]).filter((each) => each !== id);
    setAnswers({ ...answers, [list]: on ? [...others, id] : others });
  };
  if (screen.data) {
    return (
      <div className="stack loose">
        <Notice tone={screen.data.outcome === "ready" ? undefined : "warn"} icon={<HeartHandshake aria-hidden />}>
          {screen.data.reasons.map((reason) => (
            <p key={reason}>{words.say(reason)}</p>
          ))}
        </Notice>
        <div>
          <button type="button" className="button primary" onClick={onNext}>
            {t("welcome.next")}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        screen.mutate({ answers });
      }}
    >
      <p className="muted">{t("welcome.screening.lead")}</p>
      <Options
        label={t("welcome.screening.active")}
        value={answers.active ? "yes" : "no"}
        options={[
          { value: "yes", label: t("welcome.yes"), note: t("welcome.screening.activeYes") },
          { value: "no", label: t("welcome.no") },
        ]}
        onChange={(value) => setAnswers({ ...answers, active: value === "yes" })}
      />
      <fieldset>
        <legend className="small">
          <strong>{t("welcome.screening.diseases")}</strong>
        </legend>
        {DISEASES.map((id) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={answers.diseases.includes(id)}
              onChange={(event) => tick("diseases", id, event.target.checked)}
            />
            {t(`disease.${id}`)}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="small">
          <strong>{t("welcome.screening.signs")}</strong>
        </legend>
        {SIGNS.map((id) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={answers.signs.includes(id)}
              onChange={(event) => tick("signs", id, event.target.checked)}
            />
            {t(`sign.${id}`)}
          </label>
        ))}
      </fieldset>
      <Options
        label={t("welcome.screening.intensity")}
        value={answers.intensity}
        options={(["light", "moderate", "vigorous"] as const).map((value) => ({
          value,
          label: t(`intensity.${value}`),
          note: t(`intensity.${value}Text`),
        }))}
        onChange={(intensity) => setAnswers({ ...answers, intensity })}
      />
      {(answers.diseases.length > 0 || answers.signs.length > 0) && (
        <label className="check">
          <input
            type="checkbox"
            checked={answers.cleared}
            onChange={(event) => setAnswers({ ...answers, cleared: event.target.checked })}
          />
          {t("welcome.screening.cleared")}
        </label>
      )}
      {screen.error && <Wrong inline problem={screen.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={screen.isPending}>
          {t("welcome.next")}
        </button>
        <button type="button" className="button quiet" onClick={onNext}>
          {t("welcome.skip")}
        </button>
      </div>
    </form>
  );
}

function Data({ onNext }: { onNext(): void }) {
  const { t } = useTranslation();
  const work = useWork();
  const sources = useAsk("sources", {});
  const some = (sources.data?.length ?? 0) > 0;
  return (
    <div className="stack loose">
      <p className="muted">{t("welcome.data.lead")}</p>
      <Import work={work} />
      {!some && (
        <div className="card">
          <div className="row spread">
            <div className="grow">
              <strong>{t("data.sample")}</strong>
              <p className="small muted">{t("welcome.data.sample")}</p>
            </div>
            <button
              type="button"
              className="button"
              disabled={work.running}
              onClick={() => void work.begin("demo", {})}
            >
              {t("welcome.data.use")}
            </button>
          </div>
        </div>
      )}
      <div className="row">
        <button type="button" className={`button ${some ? "primary" : ""}`} onClick={onNext}>
          {some ? t("welcome.next") : t("welcome.skip")}
        </button>
      </div>
    </div>
  );
}

function Brain({ onNext }: { onNext(): void }) {
  const { t } = useTranslation();
  return (
    <div className="stack loose">
      <div className="card">
        <div className="row">
          <EyeOff aria-hidden style={{ color: "var(--accent)" }} />
          <div className="grow">
            <strong>{t("models.builtin")}</strong>
            <p className="small muted">{t("models.builtinText")}</p>
          </div>
          <span className="chip good">{t("models.ready")}</span>
        </div>
      </div>
      <Notice icon={<Cloud aria-hidden />}>
        <p>
          <strong>{t("welcome.brain.otherTitle")}</strong>
        </p>
        <p>{t("welcome.brain.other")}</p>
      </Notice>
      <div>
        <button type="button" className="button primary" onClick={onNext}>
          {t("welcome.next")}
        </button>
      </div>
    </div>
  );
}

function Coaches({ onNext }: { onNext(): void }) {
  const { t } = useTranslation();
  const { coach } = useSettings();
  return (
    <div className="stack loose">
      <Options
        label={t("coach.who")}
        value={coach}
        options={["", "max", "emma", "progress"].map((id) => ({
          value: id,
          label: id ? t(`coach.name.${id}`) : t("coach.auto"),
          note: t(`coach.about.${id || "auto"}`),
        }))}
        onChange={(value) => change({ coach: value })}
      />
      <div>
        <button type="button" className="button primary" onClick={onNext}>
          {t("welcome.next")}
        </button>
      </div>
    </div>
  );
}

function Insight({ onDone }: { onDone(to?: "/today" | "/coach"): void }) {
  const { t } = useTranslation();
  const day = useDay();
  const today = useAsk("today", {});
  const night = today.data?.sleep.figures.find((figure) => figure.name === "asleep_last_night");
  const usual = today.data?.readiness.figures.find((figure) => figure.name === "asleep_normal");
  return (
    <div className="stack loose">
      {night && usual ? (
        <div className="card hero">
          <p style={{ font: "400 var(--text-xl)/1.4 var(--font-display)" }}>
            {t("welcome.insight.slept")} <FigureValue figure={night} />. {t("welcome.insight.usual")}{" "}
            <FigureValue figure={usual} />.
          </p>
          <p className="small muted">{t("welcome.insight.press")}</p>
        </div>
      ) : (
        <p className="muted" key={day}>
          {t("welcome.insight.none")}
        </p>
      )}
      <div className="row">
        <button type="button" className="button primary" onClick={() => onDone("/today")}>
          {t("welcome.toToday")}
        </button>
        <button type="button" className="button" onClick={() => onDone("/coach")}>
          {t("welcome.toCoach")}
        </button>
      </div>
    </div>
  );
}
