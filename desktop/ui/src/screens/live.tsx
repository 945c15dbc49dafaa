import { Link, useSearch } from "@tanstack/react-router";
import { OctagonAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useDay, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import type { Block, PlannedSession } from "@/client/types";
import { Card, Empty, Field, Notice, Page, Sheet, tell, Wrong } from "@/design/parts";
import { Heart } from "./heart";
import { SetLogger } from "./log";
import { RestTimer } from "./rest";
import { minutes, useTargets } from "./session";

export function LiveScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const { session: wanted } = useSearch({ strict: false }) as { session?: string };
  const day = useDay();
  const plan = useAsk("plan", {});
  const sessions = plan.data?.plan?.sessions ?? [];
  const session =
    sessions.find((each) => each.id === wanted) ??
    sessions.find((each) => each.date === day) ??
    sessions.find((each) => each.date > day);
  return (
    <Page title={t("nav.live")} lead={session && words.session(session)} action={<Trouble />}>
      {plan.data?.suspended && (
        <Notice tone="bad">
          <p>{words.say(plan.data.suspended.detail)}</p>
        </Notice>
      )}
      {session && !plan.data?.suspended ? (
        <Running key={session.id} session={session} />
      ) : (
        !plan.isPending && (
          <Empty title={t("live.emptyTitle")} text={t("live.emptyText")}>
            <Link className="button primary" to="/plan">
              {t("nav.plan")}
            </Link>
            <Link className="button" to="/log">
              {t("nav.log")}
            </Link>
          </Empty>
        )
      )}
    </Page>
  );
}

function Running({ session }: { session: PlannedSession }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const targets = useTargets();
  const [begun, setBegun] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const [at, setAt] = useState(0);
  const [rest, setRest] = useState<number | null>(null);
  useEffect(() => {
    if (begun === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [begun]);
  const block = session.blocks[at];
  const passed = begun === null ? 0 : Math.max(0, Math.floor((now - begun) / 1000));
  if (!block) {
    return (
      <Empty title={t("live.done")} text={t("live.doneText", { time: format.duration(passed) })}>
        <Link className="button primary" to="/today">
          {t("nav.today")}
        </Link>
      </Empty>
    );
  }
  return (
    <>
      <div className="columns wide">
        <Card
          title={t("live.step", { at: format.number(at + 1), of: format.number(session.blocks.length) })}
          note={t(`plan.part.${block.part}`)}
        >
          <div className="stack">
            <h3 style={{ font: "400 var(--text-2xl)/1.15 var(--font-display)" }}>{words.block(block)}</h3>
            <p className="muted">{targets(block)}</p>
            {block.note && <p>{words.remark(block.note)}</p>}
            <Sets block={block} />
            <div className="row">
              {begun === null && (
                <button
                  type="button"
                  className="button primary"
                  onClick={() => {
                    setBegun(Date.now());
                    setNow(Date.now());
                  }}
                >
                  {t("live.begin")}
                </button>
              )}
              <button type="button" className="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
                {t("live.back")}
              </button>
              <button
                type="button"
                className={`button ${begun === null ? "" : "primary"}`}
                onClick={() => {
                  setAt(at + 1);
                  setRest(Date.now());
                }}
              >
                {at + 1 === session.blocks.length ? t("live.finish") : t("live.next")}
              </button>
            </div>
          </div>
        </Card>
        <div className="stack">
          <Card title={t("live.time")} note={t("live.planned", { time: format.duration(minutes(session) * 60) })}>
            <p
              className="timer"
              role="timer"
              aria-live="off"
            >{`${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`}</p>
          </Card>
          <Card title={t("log.rest")}>
            <RestTimer begun={rest} />
          </Card>
          <Heart session={session.id} />
        </div>
      </div>
      {block.sets?.some((set) => set.reps != null) && (
        <SetLogger
          key={`${session.id}-${at}`}
          exercise={block.name.toLowerCase()}
          planned={block.sets
            .filter((set) => !set.warmup)
            .map((set) => ({
              exercise: block.name,
              weight_kg: set.weight_kg ?? 0,
              reps: set.reps ?? 0,
              rpe: null,
              warmup: false,
            }))}
          onSaved={() => setRest(Date.now())}
        />
      )}
    </>
  );
}

function Sets({ block }: { block: Block }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!block.sets) return null;
  return (
    <table>
      <caption className="hidden">{t("live.targets")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("live.set")}</th>
          <th scope="col" className="end">
            {t("log.reps")}
          </th>
          <th scope="col" className="end">
            {t("live.weight")}
          </th>
          <th scope="col" className="end">
            {t("log.rpe")}
          </th>
          <th scope="col" className="end">
            {t("log.rest")}
          </th>
        </tr>
      </thead>
      <tbody>
        {block.sets.map((set, at) => (
          <tr key={at}>
            <th scope="row">{set.warmup ? t("live.warmup") : format.number(at + 1)}</th>
            <td className="end">
              {set.reps != null
                ? format.number(set.reps)
                : set.seconds == null
                  ? "–"
                  : t("log.seconds", { value: format.number(set.seconds) })}
            </td>
            <td className="end">{set.weight_kg == null ? "–" : format.quantity(set.weight_kg, "kg")}</td>
            <td className="end">{set.rpe == null ? "–" : format.number(set.rpe, 1)}</td>
            <td className="end">{set.rest_s == null ? "–" : t("log.seconds", { value: format.number(set.rest_s) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Something feels wrong: the words go to the core's watch for warning signs at once. */
function Trouble() {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const say = useTell("log_journal");
  const advice = say.data?.entry.advice;
  return (
    <>
      <button type="button" className="button danger" onClick={() => setOpen(true)}>
        <OctagonAlert aria-hidden />
        {t("live.wrong")}
      </button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t("live.wrong")}
        foot={
          <button
            type="button"
            className="button danger solid"
            disabled={!text.trim() || say.isPending}
            onClick={() =>
              say.mutate(
                { kind: "symptom", text },
                {
                  onSuccess: (entry) => {
                    if (entry.entry.advice === undefined) tell(t("log.saved"));
                  },
                },
              )
            }
          >
            {t("live.tell")}
          </button>
        }
      >
        <p>
          <strong>{t("live.stopNow")}</strong>
        </p>
        <Field label={t("log.symptomWords")}>
          {(id) => <textarea id={id} value={text} maxLength={1000} onChange={(event) => setText(event.target.value)} />}
        </Field>
        {say.error && <Wrong inline problem={say.error} />}
        {typeof advice === "string" && (
          <Notice tone="bad">
            <p role="alert">{words.say(advice)}</p>
          </Notice>
        )}
      </Sheet>
    </>
  );
}
