import { CloudOff, TriangleAlert } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { UseQueryResult } from "@tanstack/react-query";
import { useWords } from "@/app/words";
import type { Problem } from "@/client/client";
import type { SheetProps } from "./sheet";

export function Page(props: { title: string; lead?: string; action?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${props.title} · ${t("app.name")}`;
  }, [props.title, t]);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{props.title}</h1>
          {props.lead && <p>{props.lead}</p>}
        </div>
        {props.action && <div className="row">{props.action}</div>}
      </header>
      {props.children}
    </div>
  );
}

export function Card(props: {
  title?: string;
  note?: ReactNode;
  children: ReactNode;
  className?: string;
  action?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`card ${props.className ?? ""}`} aria-labelledby={props.title ? id : undefined}>
      {props.title && (
        <div className="card-head">
          <h2 id={id}>{props.title}</h2>
          {props.note && <p>{props.note}</p>}
          {props.action}
        </div>
      )}
      {props.children}
    </section>
  );
}

export function Field(props: {
  label: string;
  hint?: string;
  wrong?: string | null;
  children: (id: string, described: string | undefined) => ReactNode;
  className?: string;
}) {
  const id = useId();
  const described = props.hint || props.wrong ? `${id}-about` : undefined;
  return (
    <div className={`field ${props.className ?? ""}`}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id, described)}
      {described && (
        <span id={described} className={props.wrong ? "wrong" : "hint"}>
          {props.wrong ?? props.hint}
        </span>
      )}
    </div>
  );
}

/** A choice of one from few, as a group of radio buttons. */
export function Segments<V extends string>(props: {
  label: string;
  value: V;
  options: { value: V; label: string }[];
  onChange(value: V): void;
}) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="hidden">{props.label}</legend>
      {props.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

export function Options<V extends string>(props: {
  label: string;
  value: V | null;
  options: { value: V; label: string; note?: string }[];
  onChange(value: V): void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="small" style={{ fontWeight: 550, marginBlockEnd: "0.5rem" }}>
        {props.label}
      </legend>
      <div className="options">
        {props.options.map((option) => (
          <label className="option" key={option.value} data-chosen={option.value === props.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <strong>{option.label}</strong>
            {option.note && <span>{option.note}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const Opened = lazy(() => import("./sheet"));

/** A dialog, or a drawer at the side. Its code is fetched when one is first opened. */
export function Sheet(props: SheetProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  return <Suspense fallback={null}>{wanted && <Opened {...props} />}</Suspense>;
}

export function Confirm(props: {
  open: boolean;
  title: string;
  text: string;
  action: string;
  word?: string;
  busy?: boolean;
  onClose(): void;
  onYes(): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const ready = !props.word || typed.trim() === props.word;
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      foot={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            {t("act.cancel")}
          </button>
          <button type="button" className="button danger solid" disabled={!ready || props.busy} onClick={props.onYes}>
            {props.action}
          </button>
        </>
      }
    >
      <p>{props.text}</p>
      {props.word && (
        <Field label={t("act.typeWord", { word: props.word })}>
          {(id) => (
            <input id={id} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      )}
    </Sheet>
  );
}

export function Empty(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{props.title}</h2>
      <p className="muted">{props.text}</p>
      {props.children && <div className="row">{props.children}</div>}
    </div>
  );
}

/** What a problem means to the person: the core's sentence in the person's language, what to do, and the details to hand on. */
export function Wrong(props: { problem: Problem; onRetry?: () => void; inline?: boolean }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { kind, rule } = props.problem;
  const text = i18n.exists(`problem.${kind}.text`) ? t(`problem.${kind}.text`) : t("problem.internal.text");
  return (
    <div className={`state ${props.inline ? "inline" : ""}`} role="alert">
      <h2 className="row">
        {kind === "offline" ? <CloudOff aria-hidden /> : <TriangleAlert aria-hidden />}
        {i18n.exists(`problem.${kind}.title`) ? t(`problem.${kind}.title`) : t("problem.internal.title")}
      </h2>
      <p>{props.problem.message ? capital(words.say(props.problem.message)) : text}</p>
      {rule && <span className="chip warn">{t("safety.rule", { rule: words.rule(rule) })}</span>}
      <div className="row">
        {props.onRetry && (
          <button type="button" className="button" onClick={props.onRetry}>
            {t("act.retry")}
          </button>
        )}
        <button
          type="button"
          className="button quiet"
          onClick={() => void navigator.clipboard?.writeText(`${kind}: ${props.problem.message}`)}
        >
          {t("act.copyDetails")}
        </button>
      </div>
    </div>
  );
}

function capital(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?。]$/.test(whole) ? whole : `${whole}.`;
}

export function Loading(props: { lines?: number }) {
  const { t } = useTranslation();
  // A short wait shows nothing: a flash of grey bars is worse than none.
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 100);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div aria-busy="true" style={{ minBlockSize: "6rem" }} />;
  return (
    <div className="stack" aria-busy="true">
      <span className="hidden">{t("state.loading")}</span>
      {Array.from({ length: props.lines ?? 3 }, (_, line) => (
        <div
          key={line}
          className="skeleton"
          style={{ blockSize: line === 0 ? "5rem" : "1.25rem", inlineSize: `${100 - line * 18}%` }}
        />
      ))}
    </div>
  );
}

/** Waits for an answer and shows each state that it can be in. */
export function Await<V>(props: {
  answer: UseQueryResult<V, Problem>;
  lines?: number;
  children: (value: V) => ReactNode;
}) {
  const { answer } = props;
  if (answer.isPending) return <Loading lines={props.lines} />;
  if (answer.isError && answer.data === undefined)
    return <Wrong problem={answer.error} onRetry={() => void answer.refetch()} />;
  return <>{props.children(answer.data as V)}</>;
}

/** Tells something in passing. */
export function tell(text: string): void {
  void import("./toasts").then((module) => module.add(text));
}

export function Notice(props: { tone?: "warn" | "bad"; icon?: ReactNode; children: ReactNode }) {
  return (
    <div className={`notice ${props.tone ?? ""}`}>
      {props.icon ?? <TriangleAlert aria-hidden />}
      <div className="stack tight grow">{props.children}</div>
    </div>
  );
}

export function Bar(props: { value: number; max: number; label: string; fill?: string }) {
  const share = props.max > 0 ? Math.min(1, Math.max(0, props.value / props.max)) : 0;
  return (
    <div className="bar" role="img" aria-label={props.label}>
      <i style={{ inlineSize: `${share * 100}%`, ...(props.fill && ({ "--fill": props.fill } as object)) }} />
    </div>
  );
}
