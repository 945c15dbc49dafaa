import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords, type Words } from "@/app/words";
import { SHORTCUTS, shown } from "@/app/shortcuts";
import type { SessionRow } from "@/client/types";
import { Confirm, Field, Sheet, tell, Wrong } from "@/design/parts";
import type { Conversation } from "./conversation";

/** Conversations that are listed before more are asked for. */
const FIRST = 20;

/** The conversations so far: to go on with, to name, to erase. */
export function Threads({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const sessions = useAsk("sessions", {});
  const [naming, setNaming] = useState<SessionRow | null>(null);
  const [erasing, setErasing] = useState<SessionRow | null>(null);
  const [all, setAll] = useState(false);
  const rows = sessions.data?.filter((row) => row.messages > 0);
  return (
    <aside className="threads" aria-label={t("coach.threads")}>
      <button
        type="button"
        className="button"
        onClick={() => void conversation.open(null).then(() => document.getElementById("composer")?.focus())}
      >
        <Plus aria-hidden />
        {t("coach.new")}
        <kbd aria-hidden>{shown(SHORTCUTS.find((each) => each.id === "newChat")!)[0]}</kbd>
      </button>
      <div className="list-of stack tight">
        <h2 className="small muted">{t("coach.threads")}</h2>
        {rows?.length === 0 && <p className="muted">{t("coach.noThreads")}</p>}
        <ul role="list">
          {rows?.slice(0, all ? undefined : FIRST).map((row) => (
            <Thread
              key={row.id}
              row={row}
              current={row.id === conversation.session}
              onOpen={() => void conversation.open(row.id)}
              onName={() => setNaming(row)}
              onErase={() => setErasing(row)}
            />
          ))}
        </ul>
        {!all && rows && rows.length > FIRST && (
          <button type="button" className="button quiet small" onClick={() => setAll(true)}>
            {t("activities.more", { count: rows.length - FIRST })}
          </button>
        )}
      </div>
      {naming && <Naming row={naming} onClose={() => setNaming(null)} />}
      <Erasing
        row={erasing}
        onClose={() => setErasing(null)}
        onGone={(id) => {
          if (id === conversation.session) void conversation.open(null);
        }}
      />
    </aside>
  );
}

/** What a conversation is called: the person's name for it, or how it began. */
function titleOf(row: SessionRow, words: Words) {
  return row.name ?? row.about ?? words.agent(row.agent);
}

function Thread(props: { row: SessionRow; current: boolean; onOpen(): void; onName(): void; onErase(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row } = props;
  const words = useWords();
  const name = titleOf(row, words);
  return (
    <li className="thread-row">
      <button type="button" className="thread" aria-current={props.current} onClick={props.onOpen}>
        <span className="about">{name}</span>
        <span className="tiny">
          {words.agent(row.agent)} ·{" "}
          {format.instant(row.created_ms, undefined, {
            day: "numeric",
            month: "short",
            hour: "2-digit",
            minute: "2-digit",
          })}
        </span>
      </button>
      <button
        type="button"
        className="button quiet icon small"
        aria-label={t("coach.nameIt", { name })}
        onClick={props.onName}
      >
        <Pencil aria-hidden />
      </button>
      <button
        type="button"
        className="button quiet icon small"
        aria-label={t("coach.eraseIt", { name })}
        onClick={props.onErase}
      >
        <Trash2 aria-hidden />
      </button>
    </li>
  );
}

function Naming({ row, onClose }: { row: SessionRow; onClose(): void }) {
  const { t } = useTranslation();
  const name = useTell("name_session");
  const [text, setText] = useState(row.name ?? "");
  const keep = () => name.mutate({ id: row.id, name: text }, { onSuccess: onClose });
  return (
    <Sheet
      open
      onClose={onClose}
      title={t("coach.rename")}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("act.cancel")}
          </button>
          <button type="button" className="button primary" disabled={name.isPending} onClick={keep}>
            {t("models.save")}
          </button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field label={t("coach.name_")} hint={t("coach.nameHint")}>
          {(id, described) => (
            <input
              id={id}
              aria-describedby={described}
              autoFocus
              value={text}
              maxLength={100}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {name.error && <Wrong inline problem={name.error} />}
      </form>
    </Sheet>
  );
}

function Erasing(props: { row: SessionRow | null; onClose(): void; onGone(id: string): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const erase = useTell("delete_session");
  const { row } = props;
  return (
    <>
      <Confirm
        open={row !== null}
        title={t("coach.erase")}
        text={t("coach.eraseText", { name: row ? titleOf(row, words) : "" })}
        action={t("coach.eraseDo")}
        busy={erase.isPending}
        onClose={props.onClose}
        onYes={() =>
          row &&
          erase.mutate(
            { id: row.id },
            {
              onSuccess: () => {
                props.onGone(row.id);
                tell(t("coach.erased"));
              },
              onSettled: props.onClose,
            },
          )
        }
      />
      {erase.error && <Wrong inline problem={erase.error} />}
    </>
  );
}
