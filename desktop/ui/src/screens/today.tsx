import { Link } from "@tanstack/react-router";
import { Annoyed, ArrowRight, ChevronLeft, ChevronRight, Frown, Laugh, Meh, Smile } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay, useProfile, useTell } from "@/app/data";
import { FigureValue, Stats } from "@/app/figure";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { change, useSettings } from "@/app/settings";
import { useShortcuts } from "@/app/shortcuts";
import { BarChart, NormalBand, Ring } from "@/charts/small";
import type { Driver, Figure, Readiness, Today } from "@/client/types";
import { Await, Bar, Card, Empty, Page, tell } from "@/design/parts";
import { minutes, SessionBlocks } from "./session";

const FACES = [Frown, Annoyed, Meh, Smile, Laugh];
const TONE: Record<string, string> = { high: "var(--good)", moderate: "var(--warn)", low: "var(--bad)" };

export function TodayScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useDay();
  const profile = useProfile();
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? now;
  const step = (by: number) =>
    setChosen((at) => {
      const wanted = daysBefore(at ?? now, -by);
      return wanted >= now ? null : wanted;
    });
  useShortcuts({ previousDay: () => step(-1), nextDay: () => step(1) });
  const today = useAsk("today", chosen ? { date: chosen } : {}, { keep: true });
  const name = profile.data?.name;
  const shown = today.data !== undefined;
  // For measuring how long a start takes.
  useEffect(() => void (shown && performance.mark("today-shown")), [shown]);
  return (
    <Page
      title={
        chosen
          ? format.date(day, { weekday: "long", day: "numeric", month: "long" })
          : name
            ? t("today.hello", { name })
            : t("today.helloNobody")
      }
      lead={chosen ? undefined : format.date(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}
      action={
        <>
          <button type="button" className="button icon" aria-label={t("shortcut.previousDay")} onClick={() => step(-1)}>
            <ChevronLeft aria-hidden className="flip" />
          </button>
          <button type="button" className="button" disabled={!chosen} onClick={() => setChosen(null)}>
            {t("today.now")}
          </button>
          <button
            type="button"
            className="button icon"
            disabled={!chosen}
            aria-label={t("shortcut.nextDay")}
            onClick={() => step(1)}
          >
            <ChevronRight aria-hidden className="flip" />
          </button>
        </>
      }
    >
      <Await answer={today} lines={4}>
        {(value) => <Day today={value} past={chosen !== null} />}
      </Await>
    </Page>
  );
}

function Day({ today, past }: { today: Today; past: boolean }) {
  const { t } = useTranslation();
  if (today.freshness.length === 0) {
    return (
      <Empty title={t("today.emptyTitle")} text={t("today.emptyText")}>
        <Link className="button primary" to="/data">
          {t("today.bring")}
        </Link>
        <Link className="button" to="/log">
          {t("today.logByHand")}
        </Link>
      </Empty>
    );
  }
  return (
    <div className="today">
      <div className="stack">
        <Ready readiness={today.readiness} date={today.date} past={past} />
        <Card title={t("today.night")} action={<More to="/sleep" label={t("nav.sleep")} />}>
          {today.sleep.figures.length ? (
            <Stats
              figures={today.sleep.figures}
              names={[
                "asleep_last_night",
                "deep_last_night",
                "rem_last_night",
                "awake_last_night",
                "sleep_start_last_night",
                "sleep_end_last_night",
              ]}
            />
          ) : (
            <p className="muted">{t("today.noNight")}</p>
          )}
        </Card>
        <Card title={t("today.load")} action={<More to="/trends" label={t("nav.trends")} />}>
          <div className="stack">
            <Stats figures={today.load.figures} names={["ctl", "atl", "tsb", "load_last_7d", "load_change"]} />
            {today.load.days && (
              <BarChart
                name={t("today.loadChart")}
                label={t("metric.training_load")}
                days={today.load.days.map((each) => each.date)}
                values={today.load.days.map((each) => each.load)}
                unit=""
                fill="var(--hue-3)"
                height={130}
              />
            )}
          </div>
        </Card>
      </div>
      <div className="stack">
        <Planned today={today} />
        <Intake today={today} />
        <Card title={t("today.moving")}>
          <Stats
            figures={today.day.figures}
            names={[
              "steps_total",
              "distance_walk_run_total",
              "energy_active_total",
              "exercise_time_total",
              "resting_hr_latest",
              "workout_time_total",
            ]}
          />
        </Card>
        <Fresh today={today} />
      </div>
    </div>
  );
}

function More(props: { to: "/sleep" | "/trends" | "/nutrition" | "/plan" | "/data"; label: string }) {
  return (
    <Link className="button quiet small" to={props.to}>
      {props.label}
      <ArrowRight aria-hidden className="flip" />
    </Link>
  );
}

/** How the day feels is asked before any score is shown, so that the score does not answer for the person. */
function Ready({ readiness, date, past }: { readiness: Readiness; date: string; past: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { felt_on } = useSettings();
  const journal = useTell("log_journal");
  const score = readiness.figures.find((figure) => figure.name === "recovery_score");
  if (!past && felt_on !== date) {
    return (
      <section className="card hero" aria-labelledby="feel">
        <div className="stack tight">
          <h2 id="feel">{t("today.feel")}</h2>
          <p className="muted">{t("today.feelWhy")}</p>
        </div>
        <div className="feel">
          {FACES.map((Face, at) => (
            <button
              key={at}
              type="button"
              disabled={journal.isPending}
              onClick={() =>
                journal.mutate(
                  { kind: "mood", score: at + 1 },
                  {
                    onSuccess: () => change({ felt_on: date }),
                    onError: (wrong) => tell(words.wrong(wrong)),
                  },
                )
              }
            >
              <Face aria-hidden />
              {t(`feel.${at + 1}`)}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="button quiet small"
          style={{ justifySelf: "start" }}
          onClick={() => change({ felt_on: date })}
        >
          {t("today.feelSkip")}
        </button>
      </section>
    );
  }
  if (!score) {
    return (
      <Card title={t("today.readiness")}>
        <p>{t("today.noScore")}</p>
        <ul className="muted small">
          {readiness.missing.map((each) => (
            <li key={each.what}>
              {words.say(each.what)}: {words.say(each.reason)}
            </li>
          ))}
        </ul>
      </Card>
    );
  }
  const band = readiness.band ?? "moderate";
  return (
    <section className="card hero" aria-labelledby="ready">
      <div className="hero-top">
        <div className="score">
          <Ring value={score.value} colour={TONE[band]!} />
          <span className="value">
            <FigureValue figure={score} />
          </span>
        </div>
        <div className="stack tight">
          <span
            className={`chip ${{ high: "good", moderate: "warn", low: "bad" }[band]}`}
            style={{ justifySelf: "start" }}
          >
            {t("today.readiness")} · {t(`band.${band}`)}
          </span>
          <h2 id="ready">{t(`today.says.${band}`)}</h2>
          {score.confidence && (
            <p className="small muted">{t("today.confidence", { level: t(`confidence.${score.confidence}`) })}</p>
          )}
        </div>
      </div>
      <div className="drivers">
        {(readiness.drivers ?? []).map((driver) => (
          <DriverLine key={driver.name} driver={driver} figures={readiness.figures} />
        ))}
      </div>
    </section>
  );
}

function DriverLine({ driver, figures }: { driver: Driver; figures: Figure[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const of = (part: string) => figures.find((figure) => figure.name === `${driver.name}_${part}`);
  const last = of("last");
  const low = of("normal_low");
  const high = of("normal_high");
  if (!last) return null;
  const label = format.name("metric", driver.metric);
  const tone = driver.effect === "hurts" ? "var(--bad)" : driver.effect === "helps" ? "var(--good)" : "var(--ink)";
  return (
    <div className="driver">
      <div className="line">
        <span>{label}</span>
        <strong>
          <FigureValue figure={last} />
        </strong>
      </div>
      {low && high && (
        <NormalBand
          value={last.value}
          low={low.value}
          high={high.value}
          tone={tone}
          label={t("today.usual", { label, low: format.figure(low), high: format.figure(high) })}
        />
      )}
      <div className="line tiny muted">
        <span>{t(`effect.${driver.effect}`)}</span>
        {low && high && (
          <span className="number">
            {t("today.usualShort", { low: format.figure(low), high: format.figure(high) })}
          </span>
        )}
      </div>
    </div>
  );
}

function Planned({ today }: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const plan = useAsk("plan", {});
  const words = useWords();
  const next = plan.data?.plan?.sessions.find((session) => session.date > today.date);
  return (
    <Card title={t("today.plan")} action={<More to="/plan" label={t("nav.plan")} />}>
      {plan.data?.suspended && <p className="notice bad">{words.say(plan.data.suspended.detail)}</p>}
      {today.plan.length === 0 && (
        <div className="stack tight">
          <p>{t(plan.data?.plan ? "today.rest" : "today.noPlan")}</p>
          {next && (
            <p className="small muted">
              {t("today.next", { title: words.session(next), day: format.date(next.date, { weekday: "long" }) })}
            </p>
          )}
        </div>
      )}
      {today.plan.map((session) => (
        <div className="stack" key={session.id}>
          <div>
            <strong>{words.session(session)}</strong>
            <p className="small muted">
              {[session.start?.slice(0, 5), format.duration(minutes(session) * 60)].filter(Boolean).join(" · ")}
            </p>
          </div>
          <SessionBlocks session={session} short />
          <Link className="button primary" to="/live" search={{ session: session.id } as never}>
            {t("today.start")}
          </Link>
        </div>
      ))}
    </Card>
  );
}

function Intake({ today }: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const of = (name: string) => today.intake.figures.find((figure) => figure.name === name);
  const macros = [
    ["energy", "--hue-1"],
    ["protein", "--hue-2"],
    ["carbs", "--hue-3"],
    ["fat", "--hue-5"],
  ] as const;
  const some = macros.some(([name]) => of(`${name}_eaten`));
  return (
    <Card title={t("today.intake")} action={<More to="/nutrition" label={t("nav.nutrition")} />}>
      {!some && <p className="muted">{t("today.noMeals")}</p>}
      <div className="stack">
        {macros.map(([name, hue]) => {
          const eaten = of(`${name}_eaten`);
          const target = of(`${name}_target`);
          if (!eaten) return null;
          return (
            <div key={name} className="driver">
              <div className="line">
                <span>{t(`metric.${name === "energy" ? "energy_in" : name}`)}</span>
                <span>
                  <FigureValue figure={eaten} />
                  {target && (
                    <>
                      {" "}
                      <span className="muted">{t("today.of")}</span> <FigureValue figure={target} />
                    </>
                  )}
                </span>
              </div>
              {target && (
                <Bar
                  value={eaten.value}
                  max={target.value}
                  fill={`var(${hue})`}
                  label={t("today.share", { eaten: format.figure(eaten), target: format.figure(target) })}
                />
              )}
            </div>
          );
        })}
      </div>
    </Card>
  );
}

function Fresh({ today }: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const sources = (today.day.sources ?? []).toSorted((a, b) => b.last_day.localeCompare(a.last_day));
  return (
    <Card title={t("today.fresh")} action={<More to="/data" label={t("nav.data")} />}>
      <ul role="list" className="stack tight small">
        {sources.map((source) => {
          const days = Math.round((Date.parse(today.date) - Date.parse(source.last_day)) / 86_400_000);
          return (
            <li key={source.name} className="row spread" style={{ flexWrap: "nowrap" }}>
              <span className="grow">{words.say(source.name)}</span>
              <span className={`chip ${days <= 1 ? "good" : days <= 7 ? "warn" : ""}`}>
                {days === 0 ? t("today.now") : format.date(source.last_day, { day: "numeric", month: "short" })}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
