import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { useAsk, useProfile, useTell } from "@/app/data";
import { change, LANGUAGES, useSettings } from "@/app/settings";
import { Shortcuts } from "@/app/shell";
import type { Profile } from "@/client/types";
import { Await, Card, Field, Page, Segments, tell, Wrong } from "@/design/parts";
import { LANGUAGE_NAMES, speak } from "@/i18n";
import { DeskCard } from "./desk";
import { ProfileFields } from "./profile";

export function SettingsScreen() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const settings = useSettings();
  const profile = useProfile();
  const doctor = useAsk("doctor", {});
  return (
    <Page title={t("nav.settings")}>
      <Card title={t("settings.look")}>
        <div className="columns">
          <Field label={t("settings.language")}>
            {(id) => (
              <select id={id} value={i18n.language} onChange={(event) => void speak(event.target.value)}>
                {LANGUAGES.map((language) => (
                  <option key={language} value={language} lang={language}>
                    {LANGUAGE_NAMES[language]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="field">
            <span className="label">{t("settings.theme")}</span>
            <Segments
              label={t("settings.theme")}
              value={settings.theme}
              options={(["system", "light", "dark"] as const).map((value) => ({
                value,
                label: t(`settings.themes.${value}`),
              }))}
              onChange={(theme) => change({ theme })}
            />
          </div>
          <div className="field">
            <span className="label">{t("settings.contrast")}</span>
            <Segments
              label={t("settings.contrast")}
              value={settings.contrast}
              options={(["system", "more"] as const).map((value) => ({
                value,
                label: t(`settings.contrasts.${value}`),
              }))}
              onChange={(contrast) => change({ contrast })}
            />
          </div>
          <div className="field">
            <span className="label">{t("settings.motion")}</span>
            <Segments
              label={t("settings.motion")}
              value={settings.motion}
              options={(["system", "less"] as const).map((value) => ({ value, label: t(`settings.motions.${value}`) }))}
              onChange={(motion) => change({ motion })}
            />
          </div>
          <Field label={t("settings.size")}>
            {(id) => (
              <select
                id={id}
                value={String(settings.scale)}
                onChange={(event) => change({ scale: Number(event.target.value) })}
              >
                {[0.9, 1, 1.15, 1.3, 1.5].map((scale) => (
                  <option key={scale} value={scale}>
                    {new Intl.NumberFormat(i18n.language, { style: "percent" }).format(scale)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </Card>
      <DeskCard />
      <Await answer={profile}>{(value) => <Me key={JSON.stringify(value)} profile={value} />}</Await>
      <Card title={t("nav.shortcuts")}>
        <div className="columns">
          <Shortcuts />
        </div>
      </Card>
      <Card title={t("settings.check")} note={t("settings.checkNote")}>
        <Await answer={doctor}>
          {(found) => (
            <ul role="list" className="list">
              {found.findings.map((finding) => (
                <li key={finding.name}>
                  {finding.ok ? (
                    <CircleCheck aria-label={t("settings.fine")} style={{ color: "var(--good)" }} />
                  ) : (
                    <TriangleAlert aria-label={t("settings.notFine")} style={{ color: "var(--bad)" }} />
                  )}
                  <strong>{format.name("check", finding.name)}</strong>
                  <span className="muted grow">{words.say(finding.detail)}</span>
                </li>
              ))}
              <li>
                <span className="muted">{t("settings.version", { version: found.version })}</span>
              </li>
            </ul>
          )}
        </Await>
      </Card>
    </Page>
  );
}

function Me(props: { profile: Profile }) {
  const { t } = useTranslation();
  const save = useTell("set_profile");
  const [profile, setProfile] = useState(props.profile);
  return (
    <Card title={t("settings.you")} note={t("settings.youNote")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ profile }, { onSuccess: () => tell(t("log.saved")) });
        }}
      >
        <ProfileFields profile={profile} onChange={setProfile} />
        <div>
          <button type="submit" className="button primary" disabled={save.isPending}>
            {t("log.save")}
          </button>
        </div>
        {save.error && <Wrong inline problem={save.error} />}
      </form>
    </Card>
  );
}
