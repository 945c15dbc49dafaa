import { ChevronRight, CircleCheck, CircleX, Loader, Phone, ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTell } from "@/app/data";
import { type Format, useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { change, settings } from "@/app/settings";
import { save } from "@/charts/export";
import type { Intervention, Proposal, ToolCall } from "@/client/types";
import { tell, Wrong } from "@/design/parts";
import { Edit } from "./edit";

/** Letters of a result that are drawn: a page of them is more than anyone reads, and a long one stops the page. */
const SHOWN = 4000;

/** Says that there is more than is drawn, and hands it over whole. */
function Shortened({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const whole = new Blob([text], { type: "text/plain" });
  return (
    <div className="row spread small muted">
      <span>{t("coach.shortened", { shown: format.number(SHOWN), size: format.bytes(whole.size) })}</span>
      <button type="button" className="button small" onClick={() => save(`${name}.txt`, whole)}>
        {t("coach.saveWhole")}
      </button>
    </div>
  );
}

/** One tool call: what was asked for, how long it took, what came back. */
export function ToolCard({ call }: { call: ToolCall & { running?: boolean } }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <details className="tool">
      <summary>
        <ChevronRight className="turn" aria-hidden />
        {call.running ? (
          <Loader aria-hidden />
        ) : call.ok ? (
          <CircleCheck aria-hidden />
        ) : (
          <CircleX aria-hidden style={{ color: "var(--bad)" }} />
        )}
        <span className="grow">
          <strong>{format.name("server", call.server)}</strong> <code>{call.tool}</code>
        </span>
        <span className="muted number">
          {call.running
            ? t("coach.toolRunning")
            : t(call.ok ? "coach.toolTook" : "coach.toolFailed", { ms: format.number(call.duration_ms) })}
        </span>
      </summary>
      <div className="inside">
        <div className="stack tight">
          <h3>{t("coach.toolArguments")}</h3>
          <pre tabIndex={0} dir="ltr">
            {JSON.stringify(call.arguments, null, 2).slice(0, SHOWN)}
          </pre>
        </div>
        {call.summary && (
          <div className="stack tight">
            <h3>{t("coach.toolResult")}</h3>
            {/* As a model was given it. */}
            <pre tabIndex={0} lang="en" dir="ltr">
              {call.summary.slice(0, SHOWN)}
            </pre>
            {call.summary.length > SHOWN && <Shortened text={call.summary} name={call.tool} />}
          </div>
        )}
      </div>
    </details>
  );
}

/** How single arguments are said to a person. */
export type Say = (name: string, value: string | number | boolean) => string;

type Name = "metric" | "goal" | "change" | "equipment";
/** Arguments that take one of a list, by the list. */
const LISTS: Record<string, Name> = { metric: "metric", goal: "goal", change: "change", equipment: "equipment" };
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** An argument of a tool as a person reads it. */
function sayArgument(
  name: string,
  value: string | number | boolean,
  format: Format,
  words: { exercise(name: string): string },
  t: (key: string) => string,
): string {
  if (typeof value === "boolean") return t(value ? "welcome.yes" : "welcome.no");
  if (typeof value === "number") {
    const unit = /_(kg|m|bpm|kcal|s)$/.exec(name)?.[1] ?? (name === "grams" ? "g" : "");
    return unit ? format.quantity(value, unit) : format.number(value, 2);
  }
  if (/^\d{4}-\d\d-\d\dT/.test(value))
    return format.instant(Date.parse(value), undefined, { dateStyle: "medium", timeStyle: "short" });
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return format.date(value);
  // 2 March 2026 is a Monday.
  if (name === "weekdays" && WEEKDAYS.includes(value))
    return format.date(`2026-03-${String(WEEKDAYS.indexOf(value) + 2).padStart(2, "0")}`, { weekday: "long" });
  if (name === "slot") return format.name("slot", value, value);
  if (name === "kind") return format.name("kind", value, value);
  if (name === "exercise" || name === "to_exercise") return words.exercise(value);
  if (name === "food") return value.replaceAll("-", " ");
  return LISTS[name] ? format.name(LISTS[name], value, value) : value;
}

/** Arguments as rows; ids and fingerprints, which say nothing to a person, are left out. */
export function rows(value: unknown, say: Say, name = ""): [string, string][] {
  if (value === null || value === undefined || /(^|\.)(entry_id|fingerprint|user_id)$/.test(name)) return [];
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== "object"))
      return [[name, value.map((each) => say(name, each as string)).join(", ")]];
    return value.flatMap((each, at) => {
      const parts = rows(each, say);
      return parts.length ? [[`${name} ${at + 1}`, parts.map(([, text]) => text).join(", ")] as [string, string]] : [];
    });
  }
  if (typeof value === "object")
    return Object.entries(value).flatMap(([key, each]) => rows(each, say, name ? `${name}.${key}` : key));
  return [[name, say(name, value as string)]];
}

/** A write that waits: what will be written, and the person's word on it. */
export function Approval(props: {
  proposal: Proposal;
  onDecided(state: Proposal["state"]): void;
  onRevised(proposal: Proposal): void;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const approve = useTell("approve");
  const reject = useTell("reject");
  const [done, setDone] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const { proposal } = props;
  const busy = approve.isPending || reject.isPending;
  const allow = (always: boolean) => {
    if (busy || done || editing) return;
    if (always) change({ standing: [...new Set([...settings().standing, proposal.tool])] });
    approve.mutate(
      { id: proposal.id },
      {
        onSuccess: (entry) => {
          setDone(words.line(entry.text || proposal.summary));
          props.onDecided("approved");
          tell(t("approval.done"));
        },
      },
    );
  };
  const deny = () => {
    if (busy || done) return;
    reject.mutate({ id: proposal.id }, { onSuccess: () => props.onDecided("rejected") });
  };
  if (proposal.state === "approved" || done)
    return (
      <div className="notice">
        <ShieldCheck aria-hidden />
        <p>{done ? `${t("approval.written")} ${done}` : t("approval.written")}</p>
      </div>
    );
  if (proposal.state === "rejected")
    return (
      <div className="notice warn">
        <CircleX aria-hidden />
        <p>{t("approval.denied")}</p>
      </div>
    );
  const sayValue: Say = (name, value) => sayArgument(name.split(".").at(-1)!, value, format, words, t);
  const said = (key: string) =>
    key
      .split(" ")
      .map((part) => (i18n.exists(`argument.${part}`) ? t(`argument.${part}`) : part.replaceAll(/[_.]/g, " ")))
      .join(" ");
  return (
    <div
      className="approval"
      role="group"
      aria-label={t("approval.title")}
      tabIndex={0}
      onKeyDown={(event) => {
        // The keys count while the card itself has the focus, so that typing elsewhere never writes anything.
        if (
          event.target !== event.currentTarget ||
          event.nativeEvent.isComposing ||
          event.ctrlKey ||
          event.metaKey ||
          event.altKey
        )
          return;
        if (event.key === "a") allow(false);
        else if (event.key === "A") allow(true);
        else if (event.key.toLowerCase() === "d") deny();
      }}
    >
      <div className="stack tight">
        <span className="chip accent" style={{ justifySelf: "start" }}>
          {t("approval.title")}
        </span>
        <h3>{words.say(proposal.summary)}</h3>
        <p className="small muted">{proposal.actor === "person" ? t("approval.leadOwn") : t("approval.lead", { who: format.name("actor", proposal.actor, proposal.actor) })}</p>
      </div>
      {editing ? (
        <Edit
          proposal={proposal}
          said={said}
          onClose={() => setEditing(false)}
          onRevised={(revised) => {
            setEditing(false);
            props.onRevised(revised);
          }}
        />
      ) : (
      <div className="diff">
        <table>
          <caption className="hidden">{t("approval.diff")}</caption>
          <tbody>
            {rows(proposal.arguments, sayValue).map(([key, value]) => (
              <tr key={key} className="plus">
                <th scope="row">{said(key)}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      )}
      {(approve.error ?? reject.error) && <Wrong inline problem={(approve.error ?? reject.error)!} />}
      <div className="row">
        <button type="button" className="button primary" disabled={busy || editing} onClick={() => allow(false)}>
          {t("approval.once")}
        </button>
        <button type="button" className="button" disabled={busy || editing} onClick={() => allow(true)}>
          {t("approval.always")}
        </button>
        <button type="button" className="button" disabled={busy} aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {t("approval.edit")}
        </button>
        <button type="button" className="button quiet" disabled={busy} onClick={deny}>
          {t("approval.deny")}
        </button>
      </div>
    </div>
  );
}

/** Emergency advice. The words are the core's; nothing else of the turn stands beside them. */
export function RedFlag(props: { text: string }) {
  const { t } = useTranslation();
  return (
    <div className="redflag" role="alert">
      <h3>
        <Phone aria-hidden />
        {t("safety.redFlag")}
      </h3>
      <p className="call">{props.text}</p>
      <p className="small">{t("safety.suspended")}</p>
    </div>
  );
}

export function InterventionNote({ intervention }: { intervention: Intervention }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className="notice warn">
      <ShieldAlert aria-hidden />
      <p>
        <strong>{t("safety.rule", { rule: words.rule(intervention.rule) })}</strong>{" "}
        {words.say(intervention.detail)}
      </p>
    </div>
  );
}
