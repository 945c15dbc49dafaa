import { Tabs } from "@base-ui/react/tabs";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay, useProfile, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import type { SetEntry, Workout } from "@/client/types";
import { Card, Field, Notice, Page, tell, Wrong } from "@/design/parts";
import { MoodForm, PainForm, WordsForm } from "./journal";
import { RestTimer } from "./rest";

const TABS = ["sets", "workout", "meal", "weight", "pain", "symptom", "mood"] as const;
const LB = 0.45359237;

export function LogScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t("nav.log")} lead={t("log.lead")}>
      <Tabs.Root defaultValue="sets" className="stack">
        <Tabs.List className="tabs" aria-label={t("log.what")}>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`log.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="sets">
          <SetLogger />
        </Tabs.Panel>
        <Tabs.Panel value="workout">
          <WorkoutForm />
        </Tabs.Panel>
        <Tabs.Panel value="meal">
          <MealForm />
        </Tabs.Panel>
        <Tabs.Panel value="weight">
          <WeightForm />
        </Tabs.Panel>
        <Tabs.Panel value="pain">
          <PainForm />
        </Tabs.Panel>
        <Tabs.Panel value="symptom">
          <WordsForm />
        </Tabs.Panel>
        <Tabs.Panel value="mood">
          <MoodForm />
        </Tabs.Panel>
      </Tabs.Root>
    </Page>
  );
}

/** Sets of an exercise the last time it was done, newest workout first. */
export function lastSets(
  workouts: Workout[],
  exercise: string,
): { workout: Workout; sets: NonNullable<Workout["sets"]> } | null {
  const wanted = exercise.trim().toLowerCase();
  for (const workout of workouts.toSorted((a, b) => b.start_ms - a.start_ms)) {
    const sets = (workout.sets ?? []).filter((set) => set.exercise.toLowerCase() === wanted && !set.warmup);
    if (sets.length) return { workout, sets };
  }
  return null;
}

interface Row {
  weight: string;
  reps: string;
  rpe: string;
}

export function SetLogger(props: { exercise?: string; planned?: SetEntry[]; onSaved?: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDay();
  const units = useProfile().data?.units ?? "metric";
  const factor = units === "imperial" ? LB : 1;
  const workouts = useAsk("workouts", { from: daysBefore(day, 89), to: day });
  const save = useTell("log_workout");
  const [exercise, setExercise] = useState(props.exercise ?? "");
  const shown = (value: number) => String(Math.round((value / factor) * 10) / 10);
  const [rows, setRows] = useState<Row[]>(
    () =>
      props.planned?.map((set) => ({ weight: shown(set.weight_kg), reps: String(set.reps), rpe: "" })) ?? [
        { weight: "", reps: "", rpe: "" },
      ],
  );
  const [rest, setRest] = useState<number | null>(null);
  const known = [
    ...new Set((workouts.data ?? []).flatMap((workout) => (workout.sets ?? []).map((set) => set.exercise))),
  ].toSorted();
  const last = exercise ? lastSets(workouts.data ?? [], exercise) : null;
  const edit = (at: number, part: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const sets = rows
    .filter((row) => row.reps !== "" && Number(row.reps) > 0)
    .map((row) => ({
      exercise: exercise.trim(),
      weight_kg: Number(row.weight || 0) * factor,
      reps: Number(row.reps),
      rpe: row.rpe === "" ? null : Number(row.rpe),
      warmup: false,
    }));
  return (
    <div className="columns wide">
      <Card title={t("log.tab.sets")}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(
              {
                kind: "traditional_strength_training",
                start: null,
                duration_s: Math.max(60, sets.length * 120),
                distance_m: null,
                rpe: null,
                note: null,
                sets,
              },
              {
                onSuccess: () => {
                  tell(t("log.saved"));
                  setRows([{ weight: "", reps: "", rpe: "" }]);
                  props.onSaved?.();
                },
              },
            );
          }}
        >
          <Field label={t("log.exercise")}>
            {(id) => (
              <>
                <input
                  id={id}
                  required
                  list={`${id}-list`}
                  value={exercise}
                  onChange={(event) => setExercise(event.target.value)}
                />
                <datalist id={`${id}-list`}>
                  {known.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Field>
          {last && (
            <p className="small muted">
              {t("log.last", {
                day: format.instant(last.workout.start_ms, last.workout.offset_min, { day: "numeric", month: "short" }),
                sets: last.sets
                  .map((set) => t("log.setText", { reps: set.reps, weight: format.quantity(set.weight_kg, "kg") }))
                  .join(", "),
              })}
            </p>
          )}
          <div className="sets">
            {rows.map((row, at) => (
              <fieldset className="set" key={at}>
                <legend className="hidden">{t("log.setNumber", { number: at + 1 })}</legend>
                <span className="muted number" style={{ paddingBlockEnd: "0.6rem" }} aria-hidden>
                  {format.number(at + 1)}
                </span>
                <Field label={units === "imperial" ? t("log.weightLb") : t("log.weightKg")}>
                  {(id) => (
                    <input
                      id={id}
                      type="number"
                      inputMode="decimal"
                      step="any"
                      min={0}
                      value={row.weight}
                      placeholder={last?.sets[at] && shown(last.sets[at].weight_kg)}
                      onChange={(event) => edit(at, { weight: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t("log.reps")}>
                  {(id) => (
                    <input
                      id={id}
                      type="number"
                      inputMode="numeric"
                      min={1}
                      max={500}
                      value={row.reps}
                      placeholder={last?.sets[at] && String(last.sets[at].reps)}
                      onChange={(event) => edit(at, { reps: event.target.value })}
                    />
                  )}
                </Field>
                <Field className="rpe" label={t("log.rpe")}>
                  {(id) => (
                    <input
                      id={id}
                      type="number"
                      inputMode="decimal"
                      step={0.5}
                      min={0}
                      max={10}
                      value={row.rpe}
                      onChange={(event) => edit(at, { rpe: event.target.value })}
                    />
                  )}
                </Field>
                <button
                  type="button"
                  className="button quiet icon"
                  aria-label={t("log.removeSet", { number: at + 1 })}
                  disabled={rows.length === 1}
                  onClick={() => setRows(rows.filter((_, index) => index !== at))}
                >
                  <Trash2 aria-hidden />
                </button>
              </fieldset>
            ))}
          </div>
          <div className="row">
            <button
              type="button"
              className="button"
              onClick={() => {
                setRows([...rows, { ...rows.at(-1)!, rpe: "" }]);
                setRest(Date.now());
              }}
            >
              <Plus aria-hidden />
              {t("log.addSet")}
            </button>
            <button
              type="submit"
              className="button primary"
              disabled={save.isPending || sets.length === 0 || !exercise.trim()}
            >
              {t("log.save")}
            </button>
          </div>
          {save.error && <Wrong inline problem={save.error} />}
        </form>
      </Card>
      <Card title={t("log.rest")}>
        <RestTimer begun={rest} />
      </Card>
    </div>
  );
}

const KINDS = [
  "running",
  "walking",
  "cycling",
  "swimming",
  "traditional_strength_training",
  "hiking",
  "rowing",
  "yoga",
  "hiit",
  "other",
];

function WorkoutForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const save = useTell("log_workout");
  const units = useProfile().data?.units ?? "metric";
  const empty = { kind: "running", minutes: "", distance: "", rpe: "", note: "" };
  const [form, setForm] = useState(empty);
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <Card title={t("log.tab.workout")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            {
              kind: form.kind,
              start: null,
              duration_s: Number(form.minutes) * 60,
              distance_m: form.distance ? Number(form.distance) * (units === "imperial" ? 1609.344 : 1000) : null,
              rpe: form.rpe ? Number(form.rpe) : null,
              note: form.note || null,
              sets: [],
            },
            {
              onSuccess: () => {
                tell(t("log.saved"));
                setForm(empty);
              },
            },
          );
        }}
      >
        <div className="columns narrow">
          <Field label={t("log.kind")}>
            {(id) => (
              <select id={id} value={form.kind} onChange={(event) => set({ kind: event.target.value })}>
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {format.name("kind", kind)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t("log.minutes")}>
            {(id) => (
              <input
                id={id}
                type="number"
                required
                min={1}
                max={1440}
                value={form.minutes}
                onChange={(event) => set({ minutes: event.target.value })}
              />
            )}
          </Field>
          <Field label={units === "imperial" ? t("log.miles") : t("log.kilometres")}>
            {(id) => (
              <input
                id={id}
                type="number"
                step="any"
                min={0}
                value={form.distance}
                onChange={(event) => set({ distance: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("log.rpe")} hint={t("log.rpeHint")}>
            {(id, about) => (
              <input
                id={id}
                aria-describedby={about}
                type="number"
                step={0.5}
                min={0}
                max={10}
                value={form.rpe}
                onChange={(event) => set({ rpe: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={t("log.note")}>
          {(id) => (
            <textarea
              id={id}
              maxLength={1000}
              value={form.note}
              onChange={(event) => set({ note: event.target.value })}
            />
          )}
        </Field>
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

function MealForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const save = useTell("log_meal");
  const [text, setText] = useState("");
  const items = (save.data?.entry.items ?? []) as { name: string; grams: number; energy_kcal?: number }[];
  const questions = (save.data?.entry.questions ?? []) as { what: string }[];
  return (
    <Card title={t("log.tab.meal")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { text },
            {
              onSuccess: () => {
                tell(t("log.saved"));
                setText("");
              },
            },
          );
        }}
      >
        <Field label={t("log.mealWords")} hint={t("log.mealHint")}>
          {(id, about) => (
            <textarea
              id={id}
              aria-describedby={about}
              required
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div>
          <button type="submit" className="button primary" disabled={save.isPending || !text.trim()}>
            {t("log.save")}
          </button>
        </div>
        {save.error && <Wrong inline problem={save.error} />}
        {save.data && (
          <Notice>
            <p>{words.line(save.data.text)}</p>
            {items.length > 0 && (
              <ul>
                {items.map((item, at) => (
                  <li key={at}>
                    {[
                      item.name,
                      format.quantity(item.grams, "g"),
                      item.energy_kcal === undefined ? "" : format.quantity(item.energy_kcal, "kcal"),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </li>
                ))}
              </ul>
            )}
            {questions.map((question, at) => (
              <p key={at}>{words.say(question.what)}</p>
            ))}
          </Notice>
        )}
      </form>
    </Card>
  );
}

function WeightForm() {
  const { t } = useTranslation();
  const save = useTell("log_measurement");
  const units = useProfile().data?.units ?? "metric";
  const [value, setValue] = useState("");
  return (
    <Card title={t("log.tab.weight")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { metric: "body_mass", value: Number(value) * (units === "imperial" ? LB : 1) },
            {
              onSuccess: () => {
                tell(t("log.saved"));
                setValue("");
              },
            },
          );
        }}
      >
        <Field label={units === "imperial" ? t("log.weightLb") : t("log.weightKg")}>
          {(id) => (
            <input
              id={id}
              type="number"
              inputMode="decimal"
              step="any"
              required
              min={1}
              value={value}
              onChange={(event) => setValue(event.target.value)}
              style={{ maxInlineSize: "14rem" }}
            />
          )}
        </Field>
        <div>
          <button type="submit" className="button primary" disabled={save.isPending || !value}>
            {t("log.save")}
          </button>
        </div>
        {save.error && <Wrong inline problem={save.error} />}
      </form>
    </Card>
  );
}
