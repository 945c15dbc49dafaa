import { useQueryClient } from "@tanstack/react-query";
import { Check, Copy, LogIn } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useClient, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { problem, Problem } from "@/client/client";
import type { Enrolment, SyncAccount } from "@/client/types";
import { Card, Field, Notice, tell, Wrong } from "@/design/parts";

/** How often a running enrolment is asked how far it has come, in milliseconds. */
const LOOK_MS = 1000;

const goesOn = (enrolment: Enrolment | null) =>
  enrolment !== null && enrolment.stage !== "done" && enrolment.stage !== "failed";

/** The enrolment that goes on, if one does; it lives in the core, so that leaving this screen does not end it. */
function useEnrolment(side: Enrolment["side"]): Enrolment | null {
  const queries = useQueryClient();
  const asked = useAsk("sync_enrolment", {}, { every: (now) => (goesOn(now) ? LOOK_MS : false) });
  const enrolment = asked.data?.side === side ? asked.data : null;
  const stage = enrolment?.stage;
  useEffect(() => {
    if (stage === "done") void queries.invalidateQueries({ predicate: (each) => each.queryKey[0] !== "sync_enrolment" });
  }, [stage, queries]);
  return enrolment;
}

/** Address of a server and a name for this device. */
function Where(props: { server: string; device: string; setServer(text: string): void; setDevice(text: string): void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("sync.server")} hint={t("sync.serverHint")}>
        {(id, described) => (
          <input
            id={id}
            aria-describedby={described}
            type="url"
            required
            value={props.server}
            onChange={(event) => props.setServer(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("sync.deviceName")}>
        {(id) => (
          <input
            id={id}
            required
            maxLength={60}
            value={props.device}
            onChange={(event) => props.setDevice(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

export function BeginForm({ onAccount }: { onAccount(account: SyncAccount): void }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const [server, setServer] = useState("");
  const [device, setDevice] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Problem | null>(null);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        setWrong(null);
        client
          .call("sync_init", { server: server.trim(), device: device.trim() })
          .then(
            (account) => {
              onAccount(account);
              void queries.invalidateQueries();
            },
            (thrown: unknown) => setWrong(problem(thrown)),
          )
          .finally(() => setBusy(false));
      }}
    >
      <Where {...{ server, device, setServer, setDevice }} />
      <div>
        <button type="submit" className="button primary" disabled={busy || !server.trim() || !device.trim()}>
          {busy ? t("work.running") : t("sync.beginDo")}
        </button>
      </div>
      {wrong && <Wrong inline problem={wrong} />}
    </form>
  );
}

export function JoinForm() {
  const { t } = useTranslation();
  const join = useTell("sync_join");
  const [server, setServer] = useState("");
  const [device, setDevice] = useState("");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate({ server: server.trim(), device: device.trim() });
      }}
    >
      <Where {...{ server, device, setServer, setDevice }} />
      <div>
        <button type="submit" className="button" disabled={join.isPending || !server.trim() || !device.trim()}>
          <LogIn aria-hidden />
          {t("sync.joinDo")}
        </button>
      </div>
      {join.error && <Wrong inline problem={join.error} />}
    </form>
  );
}

/** This device wants in: the code with its picture, then the three words. */
export function Entering() {
  const { t } = useTranslation();
  const enrolment = useEnrolment("joins");
  if (!enrolment || enrolment.stage === "done") return null;
  if (enrolment.stage === "failed") return <Failed enrolment={enrolment} />;
  return (
    <Card title={t("sync.joining")} note={t("sync.joiningNote")}>
      <div className="stack" aria-live="polite">
        {enrolment.stage === "begun" && <p role="status">{t("sync.asksServer")}</p>}
        {enrolment.stage === "shows_code" && (
          <div className="row" style={{ alignItems: "start", gap: "1.5rem" }}>
            <QrCode rows={enrolment.picture} name={t("sync.qr")} />
            <div className="stack grow">
              <p>{t("sync.codeText")}</p>
              <p className="code-line" translate="no">
                {enrolment.code}
              </p>
              <div>
                <button
                  type="button"
                  className="button small"
                  onClick={() => {
                    void navigator.clipboard?.writeText(enrolment.code ?? "");
                    tell(t("sync.copied"));
                  }}
                >
                  <Copy aria-hidden />
                  {t("sync.copy")}
                </button>
              </div>
              <p role="status" className="small muted">
                {t("sync.waits")}
              </p>
            </div>
          </div>
        )}
        {enrolment.stage === "shows_words" && (
          <>
            <p>{t("sync.wordsText")}</p>
            <p className="three" translate="no">
              {enrolment.words.join(" · ")}
            </p>
          </>
        )}
        <div>
          <CancelEnrolment small />
        </div>
      </div>
    </Card>
  );
}

function Failed({ enrolment }: { enrolment: Enrolment }) {
  const { problem: told } = enrolment;
  // Who gave it up knows.
  if (!told || told.code === "cancelled") return null;
  return <Wrong inline problem={new Problem(told.code, told.detail)} />;
}

/** A QR code as one path: a screen reader says what it is, and the code itself stands beside it. */
function QrCode({ rows, name }: { rows: string[]; name: string }) {
  const size = rows.length;
  if (size === 0) return null;
  const dark = rows.flatMap((row, y) => [...row].flatMap((sign, x) => (sign === "1" ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shapeRendering="crispEdges">
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}

/** Lets another device in: its code, then the three words that it shows. */
export function LetIn() {
  const { t } = useTranslation();
  const format = useFormat();
  const enrolment = useEnrolment("lets_in");
  const pair = useTell("sync_pair");
  const tellWords = useTell("sync_words");
  const [code, setCode] = useState("");
  const [words, setWords] = useState("");
  const asks = enrolment?.stage === "asks_words";
  return (
    <div className="stack">
      {enrolment?.stage === "done" && enrolment.device && (
        <Notice icon={<Check aria-hidden />}>
          <p role="status">
            {t("sync.isIn", {
              name: enrolment.device.name ?? enrolment.device.id.slice(0, 8),
              when: format.instant(enrolment.device.added_ms),
            })}
          </p>
        </Notice>
      )}
      {enrolment?.stage === "failed" && <Failed enrolment={enrolment} />}
      {goesOn(enrolment) ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            tellWords.mutate({ words });
            setWords("");
          }}
        >
          {asks ? (
            <Field label={t("sync.threeWords")} hint={t("sync.threeWordsHint")}>
              {(id, described) => (
                <input
                  id={id}
                  aria-describedby={described}
                  autoFocus
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  value={words}
                  onChange={(event) => setWords(event.target.value)}
                />
              )}
            </Field>
          ) : (
            <p role="status">{t("sync.asksDevice")}</p>
          )}
          <div className="row">
            {asks && (
              <button type="submit" className="button primary" disabled={tellWords.isPending || words.trim().split(/\s+/).length !== 3}>
                {t("sync.letItIn")}
              </button>
            )}
            <CancelEnrolment />
          </div>
        </form>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            pair.mutate({ code: code.trim() });
            setCode("");
          }}
        >
          <Field label={t("sync.code")} hint={t("sync.codeHint")}>
            {(id, described) => (
              <input
                id={id}
                aria-describedby={described}
                autoComplete="off"
                spellCheck={false}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <div>
            <button type="submit" className="button" disabled={pair.isPending || !code.trim()}>
              {t("sync.letInDo")}
            </button>
          </div>
        </form>
      )}
      {(pair.error ?? tellWords.error) && <Wrong inline problem={(pair.error ?? tellWords.error)!} />}
    </div>
  );
}

/** An account from its 24 words. */
export function RecoverForm({ onSaid }: { onSaid(text: string): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const recover = useTell("sync_recover");
  const [server, setServer] = useState("");
  const [device, setDevice] = useState("");
  const [words, setWords] = useState("");
  const [account, setAccount] = useState("");
  const count = words.trim() === "" ? 0 : words.trim().split(/\s+/).length;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        recover.mutate(
          { server: server.trim(), device: device.trim(), words: words.trim(), account: account.trim() || undefined },
          {
            onSuccess({ state_of_ms }) {
              setWords("");
              const when = format.instant(state_of_ms, undefined, { dateStyle: "long", timeStyle: "short" });
              onSaid(t("sync.recovered", { when }));
            },
          },
        );
      }}
    >
      <Where {...{ server, device, setServer, setDevice }} />
      <Field label={t("sync.words24")} hint={t("sync.wordsSoFar", { count, value: format.number(count) })}>
        {(id, described) => (
          <textarea
            id={id}
            aria-describedby={described}
            rows={4}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("sync.accountCode")} hint={t("sync.accountCodeHint")}>
        {(id, described) => (
          <input
            id={id}
            aria-describedby={described}
            autoComplete="off"
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        )}
      </Field>
      <div>
        <button
          type="submit"
          className="button"
          disabled={recover.isPending || count !== 24 || !server.trim() || !device.trim()}
        >
          {recover.isPending ? t("work.running") : t("sync.recoverDo")}
        </button>
      </div>
      {recover.error && <Wrong inline problem={recover.error} />}
    </form>
  );
}

/** Ends an enrolment on this side. One that is over already needs no word about it. */
function CancelEnrolment({ small = false }: { small?: boolean }) {
  const { t } = useTranslation();
  const client = useClient();
  return (
    <button
      type="button"
      className={small ? "button quiet small" : "button quiet"}
      onClick={() => void client.call("sync_enrolment_cancel", {}).catch(() => undefined)}
    >
      {t("act.cancel")}
    </button>
  );
}
