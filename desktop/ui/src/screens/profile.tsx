import { useTranslation } from "react-i18next";
import type { Profile } from "@/client/types";
import { Field, Segments } from "@/design/parts";

const LB = 0.45359237;
const INCH = 2.54;

/** The fields of a profile, in the person's units; the profile itself stays in kilograms and centimetres. */
export function ProfileFields({ profile, onChange }: { profile: Profile; onChange(profile: Profile): void }) {
  const { t } = useTranslation();
  const imperial = profile.units === "imperial";
  const set = (part: Partial<Profile>) => onChange({ ...profile, ...part });
  const shown = (value: number | null | undefined, factor: number) =>
    value == null ? "" : String(Math.round((value / (imperial ? factor : 1)) * 10) / 10);
  const read = (text: string, factor: number) => (text === "" ? null : Number(text) * (imperial ? factor : 1));
  return (
    <>
      <div className="columns">
        <Field label={t("you.name")}>
          {(id) => (
            <input
              id={id}
              autoComplete="given-name"
              maxLength={100}
              value={profile.name ?? ""}
              onChange={(event) => set({ name: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t("you.born")}>
          {(id) => (
            <input
              id={id}
              type="date"
              value={profile.birth_date ?? ""}
              onChange={(event) => set({ birth_date: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t("you.sex")} hint={t("you.sexHint")}>
          {(id, about) => (
            <select
              id={id}
              aria-describedby={about}
              value={profile.sex ?? ""}
              onChange={(event) => set({ sex: (event.target.value || null) as Profile["sex"] })}
            >
              <option value="">{t("you.unsaid")}</option>
              {(["female", "male", "other"] as const).map((sex) => (
                <option key={sex} value={sex}>
                  {t(`you.${sex}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={imperial ? t("you.heightIn") : t("you.heightCm")}>
          {(id) => (
            <input
              id={id}
              type="number"
              step="any"
              min={0}
              value={shown(profile.height_cm, INCH)}
              onChange={(event) => set({ height_cm: read(event.target.value, INCH) })}
            />
          )}
        </Field>
        <Field label={imperial ? t("log.weightLb") : t("log.weightKg")}>
          {(id) => (
            <input
              id={id}
              type="number"
              step="any"
              min={0}
              value={shown(profile.weight_kg, LB)}
              onChange={(event) => set({ weight_kg: read(event.target.value, LB) })}
            />
          )}
        </Field>
        <Field label={t("you.level")}>
          {(id) => (
            <select
              id={id}
              value={profile.level ?? ""}
              onChange={(event) => set({ level: (event.target.value || null) as Profile["level"] })}
            >
              <option value="">{t("you.unsaid")}</option>
              {(["beginner", "intermediate", "advanced"] as const).map((level) => (
                <option key={level} value={level}>
                  {t(`you.${level}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={t("you.goal")} hint={t("you.goalHint")}>
        {(id, about) => (
          <input
            id={id}
            aria-describedby={about}
            maxLength={300}
            value={profile.goal ?? ""}
            onChange={(event) => set({ goal: event.target.value || null })}
          />
        )}
      </Field>
      <div className="field">
        <span className="label">{t("you.units")}</span>
        <Segments
          label={t("you.units")}
          value={profile.units ?? "metric"}
          options={(["metric", "imperial"] as const).map((units) => ({ value: units, label: t(`you.${units}`) }))}
          onChange={(units) => set({ units })}
        />
      </div>
    </>
  );
}
