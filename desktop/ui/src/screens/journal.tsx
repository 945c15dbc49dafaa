import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTell } from "@/app/data";
import { useWords } from "@/app/words";
import { Card, Field, Notice, Segments, tell, Wrong } from "@/design/parts";

export function PainForm() {
  const { t } = useTranslation();
  const words = useWords();
  const save = useTell("log_journal");
  const [form, setForm] = useState({ place: "", score: "3", exercise: "", text: "" });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const advice = save.data?.entry.advice;
  return (
    <Card title={t("log.tab.pain")} note={t("log.painNote")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            {
              kind: "pain",
              place: form.place,
              score: Number(form.score),
              ...(form.exercise && { exercise: form.exercise }),
              ...(form.text && { text: form.text }),
            },
            { onSuccess: () => tell(t("log.saved")) },
          );
        }}
      >
        <div className="columns">
          <Field label={t("log.place")}>
            {(id) => (
              <input id={id} required value={form.place} onChange={(event) => set({ place: event.target.value })} />
            )}
          </Field>
          <Field label={t("log.atExercise")}>
            {(id) => (
              <input id={id} value={form.exercise} onChange={(event) => set({ exercise: event.target.value })} />
            )}
          </Field>
        </div>
        <Field label={t("log.strength", { value: form.score })}>
          {(id) => (
            <input
              id={id}
              type="range"
              min={0}
              max={10}
              value={form.score}
              onChange={(event) => set({ score: event.target.value })}
              style={{ accentColor: "var(--accent)" }}
            />
          )}
        </Field>
        <Field label={t("log.note")}>
          {(id) => (
            <textarea
              id={id}
              maxLength={1000}
              value={form.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        <div>
          <button type="submit" className="button primary" disabled={save.isPending || !form.place.trim()}>
            {t("log.save")}
          </button>
        </div>
        {save.error && <Wrong inline problem={save.error} />}
        {typeof advice === "string" && (
          <Notice tone="warn">
            <p>{words.say(advice)}</p>
          </Notice>
        )}
      </form>
    </Card>
  );
}

export function WordsForm() {
  const { t } = useTranslation();
  const words = useWords();
  const save = useTell("log_journal");
  const [text, setText] = useState("");
  const advice = save.data?.entry.advice;
  return (
    <Card title={t("log.tab.symptom")} note={t("log.symptomNote")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { kind: "symptom", text },
            {
              onSuccess: () => {
                tell(t("log.saved"));
                setText("");
              },
            },
          );
        }}
      >
        <Field label={t("log.symptomWords")}>
          {(id) => (
            <textarea
              id={id}
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
        {typeof advice === "string" && (
          <Notice tone="bad">
            <p>{words.say(advice)}</p>
          </Notice>
        )}
      </form>
    </Card>
  );
}

export function MoodForm() {
  const { t } = useTranslation();
  const save = useTell("log_journal");
  const [score, setScore] = useState("3");
  return (
    <Card title={t("log.tab.mood")}>
      <div className="stack">
        <Segments
          label={t("today.feel")}
          value={score}
          options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: t(`feel.${value}`) }))}
          onChange={setScore}
        />
        <div>
          <button
            type="button"
            className="button primary"
            disabled={save.isPending}
            onClick={() =>
              save.mutate({ kind: "mood", score: Number(score) }, { onSuccess: () => tell(t("log.saved")) })
            }
          >
            {t("log.save")}
          </button>
        </div>
        {save.error && <Wrong inline problem={save.error} />}
      </div>
    </Card>
  );
}
