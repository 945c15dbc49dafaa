import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowRight, ArrowUp, GitBranch, Languages, Pencil, RotateCcw, Square, ThumbsDown, ThumbsUp } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { change, useSettings } from "@/app/settings";
import { problem } from "@/client/client";
import { Notice, Page, tell, Wrong } from "@/design/parts";
import { Approval, InterventionNote, RedFlag, ToolCard } from "./cards";
import { type Conversation, type Turn, useConversation } from "./conversation";
import { Markdown } from "./markdown";
import { Threads } from "./threads";

const COACHES = ["max", "emma", "progress"] as const;
const LIMIT = 2000;
/** The coach by rules, as the core names it among models, and the language that it understands and speaks. */
const BUILTIN = "builtin";
const RULES_SPEAK = "en";
const HUES: Record<string, string> = {
  "Max Power": "var(--hue-3)",
  "Emma Encourage": "var(--hue-1)",
  "Dr. Progress": "var(--hue-2)",
};

export function CoachScreen() {
  const { t } = useTranslation();
  const conversation = useConversation();
  const search = useSearch({ strict: false }) as { ask?: string; new?: number };
  const go = useNavigate();
  const handled = useRef<unknown>(null);
  const { ask, open, turns } = conversation;
  useEffect(() => {
    // What the palette or another screen wants asked is asked once, however often this draws.
    const wanted = search.ask ?? search.new;
    if (wanted === undefined || handled.current === wanted) return;
    handled.current = wanted;
    void go({ to: "/coach", search: {}, replace: true });
    if (search.ask) ask(search.ask);
    else void open(null).then(() => document.getElementById("composer")?.focus());
  }, [search.ask, search.new, ask, open, go]);
  return (
    <Page title={t("nav.coach")}>
      <div className="coach">
        <section className="conversation" aria-label={t("coach.conversation")}>
          {turns.length === 0 ? <Welcome ask={ask} /> : <Transcript conversation={conversation} />}
          <Composer conversation={conversation} />
        </section>
        <Threads conversation={conversation} />
      </div>
    </Page>
  );
}

function Welcome({ ask }: { ask(text: string): void }) {
  const { t, i18n } = useTranslation();
  const models = useAsk("models", {});
  // The built-in coach would not understand what it is asked in another language.
  const foreign = models.data?.active === BUILTIN && i18n.language !== RULES_SPEAK;
  const suggested = foreign ? i18n.getFixedT(RULES_SPEAK) : t;
  const profile = useAsk("profile", {});
  const name = profile.data?.name;
  return (
    <div className="welcome">
      <h2>{name ? t("coach.hello", { name }) : t("coach.helloNobody")}</h2>
      <p className="muted">{t("coach.lead")}</p>
      {foreign && (
        <Notice icon={<Languages aria-hidden />}>
          <p>{t("coach.englishOnly")}</p>
          <p>
            <Link className="button small" to="/models">
              {t("coach.englishOnlyModels")}
            </Link>
          </p>
        </Notice>
      )}
      <div className="suggestions" lang={foreign ? RULES_SPEAK : undefined} dir={foreign ? "ltr" : undefined}>
        {["sleep", "ready", "squat", "plan"].map((id) => {
          const text = suggested(`coach.suggest.${id}`);
          return (
            <button key={id} type="button" onClick={() => ask(text)}>
              {text}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function Transcript({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { turns, running } = conversation;
  const last = turns.at(-1);
  const following = useRef(true);
  useEffect(() => {
    const watch = () =>
      (following.current = window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 160);
    window.addEventListener("scroll", watch, { passive: true });
    return () => window.removeEventListener("scroll", watch);
  }, []);
  useEffect(() => {
    if (following.current) window.scrollTo(0, document.documentElement.scrollHeight);
  }, [last?.text.length, last?.tools.length, turns.length, last?.state]);
  const waits = last?.proposals.some((proposal) => proposal.state === "open");
  return (
    <>
      <div
        className="transcript"
        role="log"
        aria-busy={running}
        aria-live="off"
        aria-label={t("coach.conversation")}
        tabIndex={0}
      >
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} conversation={conversation} />
        ))}
      </div>
      <p role="status" className="hidden">
        {running ? t("coach.replying") : waits ? t("coach.needsYou") : last?.state === "done" ? t("coach.ready") : ""}
      </p>
    </>
  );
}

/** Puts words into the composer, to be gone on with. */
function beginWith(text: string): void {
  const composer = document.getElementById("composer");
  composer?.focus();
  composer?.dispatchEvent(new CustomEvent("begin", { detail: text }));
}

/** One turn; drawn again only when it changes itself, or when what may be done with it does. */
const TurnView = memo(
  Exchange,
  (before, after) =>
    before.turn === after.turn &&
    before.conversation.running === after.conversation.running &&
    before.conversation.ask === after.conversation.ask &&
    before.conversation.branch === after.conversation.branch,
);

function Exchange({ turn, conversation }: { turn: Turn; conversation: Conversation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const [version, setVersion] = useState<number | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const versions = [...turn.before, turn];
  const at = version ?? versions.length - 1;
  const shownTurn = versions[at]!;
  const flag = shownTurn.interventions.find((each) => each.rule === "RED-FLAG");
  const done = shownTurn.state !== "running";
  const coach = shownTurn.coach ? words.agent(shownTurn.coach) : t("nav.coach");
  const builtin = shownTurn.model === BUILTIN;
  return (
    <>
      <article className="message mine" aria-label={t("coach.you")}>
        {editing === null ? (
          <p className="bubble" dir="auto">{shownTurn.question}</p>
        ) : (
          <form
            className="stack tight"
            onSubmit={(event) => {
              event.preventDefault();
              if (editing.trim()) {
                conversation.ask(editing.trim(), turn.id);
                setEditing(null);
              }
            }}
          >
            <div className="field">
              <textarea
                autoFocus
                aria-label={t("coach.edit")}
                value={editing}
                maxLength={LIMIT}
                onChange={(event) => setEditing(event.target.value)}
                onKeyDown={(event) => event.key === "Escape" && setEditing(null)}
              />
            </div>
            <div className="row">
              <button className="button primary small" type="submit">
                {t("coach.send")}
              </button>
              <button className="button quiet small" type="button" onClick={() => setEditing(null)}>
                {t("act.cancel")}
              </button>
            </div>
          </form>
        )}
      </article>
      <article className="message" aria-label={coach} aria-busy={!done}>
        <h2 className="who">
          <span className="avatar" aria-hidden style={{ "--fill": HUES[shownTurn.coach ?? ""] ?? "var(--muted)" } as object}>
            {coach.replace("Dr. ", "").charAt(0)}
          </span>
          {coach}
          {shownTurn.model && (
            <span className="chip">{builtin ? t("coach.builtin") : shownTurn.model}</span>
          )}
        </h2>
        {shownTurn.handoffs.map((handoff, index) => (
          <p key={index} className="handoff">
            <span>{words.agent(handoff.from)}</span>
            <ArrowRight aria-hidden className="flip" />
            <strong>{words.agent(handoff.to)}</strong>
            {handoff.reason && <span>{t("coach.because", { reason: words.say(handoff.reason) })}</span>}
          </p>
        ))}
        {shownTurn.tools.map((call, index) => (
          <ToolCard key={index} call={call} />
        ))}
        {shownTurn.fallback && (
          <p className="notice warn">
            {t(shownTurn.fallback.to === BUILTIN ? "coach.fallbackBuiltin" : "coach.fallback", {
              from: words.model(shownTurn.fallback.from),
              to: words.model(shownTurn.fallback.to),
            })}
          </p>
        )}
        {flag ? (
          done && <RedFlag text={shownTurn.text} />
        ) : (
          <Markdown
            text={shownTurn.text}
            citations={shownTurn.citations}
            done={done}
            lang={builtin ? RULES_SPEAK : undefined}
          />
        )}
        {!done && !shownTurn.text && (
          <span className="dots" aria-hidden>
            <i />
            <i />
            <i />
          </span>
        )}
        {shownTurn.interventions
          .filter((each) => each !== flag)
          .map((each, index) => (
            <InterventionNote key={index} intervention={each} />
          ))}
        {shownTurn.proposals.map((proposal) => (
          <Approval
            key={proposal.id}
            proposal={proposal}
            onDecided={(state) => conversation.decided(proposal.id, state)}
            onRevised={(revised) => conversation.revised(proposal.id, revised)}
          />
        ))}
        {shownTurn.state === "stopped" && <p className="small muted">{t("coach.stopped")}</p>}
        {shownTurn.problem && (
          <Wrong inline problem={shownTurn.problem} onRetry={() => conversation.ask(turn.question, turn.id)} />
        )}
        {done && (
          <div className="row" style={{ gap: "0.25rem" }}>
            {versions.length > 1 && (
              <span className="row small muted" style={{ gap: "0.25rem" }}>
                <button
                  type="button"
                  className="button quiet small icon"
                  disabled={at === 0}
                  aria-label={t("coach.previousVersion")}
                  onClick={() => setVersion(at - 1)}
                >
                  {"‹"}
                </button>
                <span className="number">
                  {t("coach.version", { at: format.number(at + 1), of: format.number(versions.length) })}
                </span>
                <button
                  type="button"
                  className="button quiet small icon"
                  disabled={at === versions.length - 1}
                  aria-label={t("coach.nextVersion")}
                  onClick={() => setVersion(at + 1)}
                >
                  {"›"}
                </button>
              </span>
            )}
            {shownTurn.trace_id && <Opinion turn={shownTurn.trace_id} />}
            <button
              type="button"
              className="button quiet small"
              disabled={conversation.running}
              onClick={() => conversation.ask(turn.question, turn.id)}
            >
              <RotateCcw aria-hidden />
              {t("coach.again")}
            </button>
            <button
              type="button"
              className="button quiet small"
              disabled={conversation.running}
              onClick={() => setEditing(turn.question)}
            >
              <Pencil aria-hidden />
              {t("coach.edit")}
            </button>
            <button
              type="button"
              className="button quiet small"
              disabled={conversation.running}
              onClick={() =>
                void conversation.branch(turn).then(
                  () => beginWith(turn.question),
                  (thrown: unknown) => tell(words.wrong(problem(thrown))),
                )
              }
            >
              <GitBranch aria-hidden />
              {t("coach.branch")}
            </button>
          </div>
        )}
      </article>
    </>
  );
}

/** Whether the reply helped; kept with the turn. */
function Opinion({ turn }: { turn: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const give = useTell("feedback");
  const said = give.isSuccess ? give.variables.helpful : null;
  return (
    <>
      {([true, false] as const).map((helpful) => (
        <button
          key={String(helpful)}
          type="button"
          className="button quiet small icon"
          aria-pressed={said === helpful}
          disabled={give.isPending}
          aria-label={t(helpful ? "coach.helpful" : "coach.notHelpful")}
          onClick={() =>
            give.mutate(
              { turn_id: turn, helpful },
              { onSuccess: () => tell(t("coach.thanks")), onError: (wrong) => tell(words.wrong(wrong)) },
            )
          }
        >
          {helpful ? <ThumbsUp aria-hidden /> : <ThumbsDown aria-hidden />}
        </button>
      ))}
    </>
  );
}

function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { coach } = useSettings();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const { running, ask, stop } = conversation;
  useEffect(() => {
    const element = field.current;
    const begin = (event: Event) => setText((event as CustomEvent<string>).detail);
    element?.addEventListener("begin", begin);
    return () => element?.removeEventListener("begin", begin);
  }, []);
  useEffect(() => {
    if (!running) return;
    const escape = (event: KeyboardEvent) => event.key === "Escape" && stop();
    window.addEventListener("keydown", escape);
    return () => window.removeEventListener("keydown", escape);
  }, [running, stop]);
  const send = () => {
    const words = text.trim();
    if (!words || running) return;
    ask(words);
    setText("");
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        id="composer"
        ref={field}
        rows={1}
        value={text}
        maxLength={LIMIT}
        aria-label={t("coach.message")}
        placeholder={t("coach.placeholder")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter chooses a word; it must not send.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="tools">
        <label className="row" style={{ gap: 0 }}>
          <span className="hidden">{t("coach.who")}</span>
          <select value={coach} onChange={(event) => change({ coach: event.target.value })}>
            <option value="">{t("coach.auto")}</option>
            {COACHES.map((id) => (
              <option key={id} value={id}>
                {t(`coach.name.${id}`)}
              </option>
            ))}
          </select>
        </label>
        <span className="row">
          {text.length > LIMIT * 0.8 && (
            <span className="tiny muted number">
              {t("coach.left", { count: LIMIT - text.length, value: format.number(LIMIT - text.length) })}
            </span>
          )}
          {running ? (
            <button type="button" className="button icon" aria-label={t("coach.stop")} onClick={stop}>
              <Square aria-hidden />
            </button>
          ) : (
            <button type="submit" className="button primary icon" aria-label={t("coach.send")} disabled={!text.trim()}>
              <ArrowUp aria-hidden />
            </button>
          )}
        </span>
      </div>
    </form>
  );
}
