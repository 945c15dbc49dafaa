import { Eye, KeyRound, Plus, Server, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useClient, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { useSettings } from "@/app/settings";
import { save } from "@/charts/export";
import { problem, type Problem } from "@/client/client";
import type { ModelServer } from "@/client/types";
import { Await, Card, Field, tell, Wrong } from "@/design/parts";

const MAKERS = ["openai", "anthropic"];
const MAKER_NAMES: Record<string, string> = { openai: "OpenAI", anthropic: "Anthropic" };
const called = (service: string) => MAKER_NAMES[service] ?? service;

/** Services and their keys. A key goes in and never comes back. */
export function Services() {
  const { t } = useTranslation();
  const keys = useAsk("service_keys", {});
  const servers = useAsk("model_servers", {});
  const [adding, setAdding] = useState(false);
  return (
    <Card title={t("models.services")} note={t("models.servicesNote")}>
      <Await answer={keys}>
        {(known) => (
          <div className="stack">
            <ul role="list" className="list">
              {[...MAKERS, ...Object.keys(servers.data ?? {})].map((service) => (
                <Service
                  key={service}
                  service={service}
                  server={servers.data?.[service]}
                  held={known.find((each) => each.service === service)?.in_keyring}
                />
              ))}
            </ul>
            {adding ? (
              <NewServer onDone={() => setAdding(false)} />
            ) : (
              <div>
                <button type="button" className="button small" onClick={() => setAdding(true)}>
                  <Plus aria-hidden />
                  {t("models.addServer")}
                </button>
              </div>
            )}
          </div>
        )}
      </Await>
    </Card>
  );
}

function Service({ service, server, held }: { service: string; server?: ModelServer; held?: boolean }) {
  const { t } = useTranslation();
  const put = useTell("set_service_key");
  const forget = useTell("remove_service_key");
  const drop = useTell("remove_model_server");
  const [key, setKey] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const wrong = refused ?? forget.error ?? drop.error;
  return (
    <li style={{ flexWrap: "wrap" }}>
      {server ? <Server aria-hidden size={18} /> : <KeyRound aria-hidden size={18} />}
      <span className="grow">
        <strong>{called(service)}</strong>
        {server && <code className="tiny muted"> {server.url}</code>}
        <br />
        <span className="small muted">
          {held === undefined ? t("models.noKey") : t(held ? "models.inKeyring" : "models.inDatabase")}
        </span>
      </span>
      {key === null ? (
        <span className="row" style={{ gap: "0.35rem" }}>
          <button
            type="button"
            className="button small"
            aria-label={`${t(held === undefined ? "models.giveKey" : "models.newKey")}: ${called(service)}`}
            onClick={() => setKey("")}
          >
            {t(held === undefined ? "models.giveKey" : "models.newKey")}
          </button>
          {held !== undefined && (
            <button
              type="button"
              className="button quiet small"
              aria-label={`${t("models.forget")}: ${called(service)}`}
              onClick={() => forget.mutate({ service })}
            >
              {t("models.forget")}
            </button>
          )}
          {server && (
            <button
              type="button"
              className="button quiet icon small"
              aria-label={t("models.drop", { name: service })}
              onClick={() => drop.mutate({ name: service })}
            >
              <Trash2 aria-hidden />
            </button>
          )}
        </span>
      ) : (
        <form
          className="row"
          style={{ inlineSize: "100%" }}
          onSubmit={(event) => {
            event.preventDefault();
            // The field is emptied at once, whatever becomes of it: the page keeps no key.
            const given = key;
            setKey(null);
            setRefused(null);
            put.mutate(
              { service, key: given },
              // The work forgets what it was given, and with it why it was refused.
              { onSuccess: () => tell(t("models.keyKept")), onError: setRefused, onSettled: put.reset },
            );
          }}
        >
          <Field label={t("models.key", { name: called(service) })} className="grow">
            {(id) => (
              <input
                id={id}
                type="password"
                autoComplete="off"
                value={key}
                autoFocus
                onChange={(event) => setKey(event.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="button primary small" disabled={!key.trim()} style={{ alignSelf: "end" }}>
            {t("models.keep")}
          </button>
          <button
            type="button"
            className="button quiet small"
            style={{ alignSelf: "end" }}
            onClick={() => setKey(null)}
          >
            {t("act.cancel")}
          </button>
        </form>
      )}
      {wrong && <Wrong inline problem={wrong} />}
    </li>
  );
}

function NewServer({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const add = useTell("set_model_server");
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [api, setApi] = useState<ModelServer["api"]>("chat");
  const [here, setHere] = useState(false);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name: name.trim(), server: { url: url.trim(), api, on_this_machine: here } }, { onSuccess: onDone });
      }}
    >
      <Field label={t("models.serverName")}>
        {(id) => <input id={id} value={name} maxLength={64} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t("models.serverUrl")}>
        {(id) => <input id={id} type="url" value={url} onChange={(event) => setUrl(event.target.value)} />}
      </Field>
      <Field label={t("models.serverApi")}>
        {(id) => (
          <select id={id} value={api} onChange={(event) => setApi(event.target.value as ModelServer["api"])}>
            <option value="chat">{t("models.api.chat")}</option>
            <option value="responses">{t("models.api.responses")}</option>
            <option value="messages">{t("models.api.messages")}</option>
          </select>
        )}
      </Field>
      <label className="check">
        <input type="checkbox" checked={here} onChange={(event) => setHere(event.target.checked)} />
        <span>{t("models.onThisMachine")}</span>
      </label>
      <div className="row">
        <button type="submit" className="button primary small" disabled={!name.trim() || !url.trim() || add.isPending}>
          {t("models.addDo")}
        </button>
        <button type="button" className="button quiet small" onClick={onDone}>
          {t("act.cancel")}
        </button>
      </div>
      {add.error && <Wrong inline problem={add.error} />}
    </form>
  );
}

/** What may go to a service, category by category; nothing unless it is switched on here. */
export function Shares() {
  const { t, i18n } = useTranslation();
  const shares = useAsk("shares", {});
  const set = useTell("share");
  return (
    <Card title={t("models.shares")} note={t("models.sharesNote")}>
      <Await answer={shares}>
        {(list) => (
          <div className="stack tight">
            {list.map((each) => (
              <label key={each.category} className="check">
                <input
                  type="checkbox"
                  checked={each.shared}
                  disabled={set.isPending}
                  onChange={(event) => set.mutate({ categories: [each.category], shared: event.target.checked })}
                />
                <span>
                  {i18n.exists(`share.${each.category}`)
                    ? t(`share.${each.category}`)
                    : each.covers}
                </span>
              </label>
            ))}
            <div>
              <button
                type="button"
                className="button quiet small"
                disabled={set.isPending || list.every((each) => !each.shared)}
                onClick={() => set.mutate({ categories: ["all"], shared: false })}
              >
                {t("models.shareNothing")}
              </button>
            </div>
            {set.error && <Wrong inline problem={set.error} />}
          </div>
        )}
      </Await>
    </Card>
  );
}

/** What would leave for a question, to the byte. Nothing is sent. */
export function PreviewCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useTell("preview");
  // Who answers is part of what is sent.
  const { coach } = useSettings();
  const [text, setText] = useState("");
  const found = look.data;
  return (
    <Card title={t("models.preview")} note={t("models.previewNote")}>
      <div className="stack">
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) look.mutate({ text: text.trim(), coach: coach || undefined });
          }}
        >
          <Field label={t("models.previewQuestion")} className="grow">
            {(id) => <input id={id} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />}
          </Field>
          <button type="submit" className="button" style={{ alignSelf: "end" }} disabled={!text.trim() || look.isPending}>
            <Eye aria-hidden />
            {t("models.previewDo")}
          </button>
        </form>
        {look.isSuccess && found === null && (
          <p role="status" className="notice">
            {t("models.previewNothing")}
          </p>
        )}
        {found && (
          <div className="stack tight" role="status">
            <p className="small">
              {t("models.previewFound", { model: found.model, url: found.url, size: format.number(found.bytes) })}
            </p>
            <pre className="bytes" tabIndex={0} aria-label={t("models.previewBody")}>
              {found.body}
            </pre>
            <p className="tiny muted">
              <code>{found.sha256}</code>
            </p>
          </div>
        )}
        {look.error && <Wrong inline problem={look.error} />}
      </div>
    </Card>
  );
}

/** The most that services may take, in tokens a day and seconds an answer. */
export function Budget() {
  const { t } = useTranslation();
  const limits = useAsk("model_limits", {});
  const set = useTell("set_model_limits");
  const [tokens, setTokens] = useState<string | null>(null);
  const [seconds, setSeconds] = useState<string | null>(null);
  return (
    <Card title={t("models.budget")} note={t("models.budgetNote")}>
      <Await answer={limits}>
        {(now) => {
          const day = tokens ?? String(now.tokens_per_day ?? "");
          const wait = seconds ?? String(now.timeout_s);
          return (
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                set.mutate(
                  { tokens_per_day: day === "" ? null : Number(day), timeout_s: Number(wait) },
                  { onSuccess: () => tell(t("models.budgetSaved")) },
                );
              }}
            >
              <Field label={t("models.tokens")} hint={t("models.tokensHint")}>
                {(id, described) => (
                  <input
                    id={id}
                    aria-describedby={described}
                    type="number"
                    min={0}
                    step={1}
                    value={day}
                    onChange={(event) => setTokens(event.target.value)}
                  />
                )}
              </Field>
              <Field label={t("models.seconds")}>
                {(id) => (
                  <input
                    id={id}
                    type="number"
                    min={1}
                    max={600}
                    value={wait}
                    onChange={(event) => setSeconds(event.target.value)}
                  />
                )}
              </Field>
              <div>
                <button type="submit" className="button" disabled={set.isPending}>
                  {t("models.save")}
                </button>
              </div>
              {set.error && <Wrong inline problem={set.error} />}
            </form>
          );
        }}
      </Await>
    </Card>
  );
}

/** Every request that left, with its bytes. */
export function Outbound() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const client = useClient();
  const sent = useAsk("outbound", { limit: 50 });
  const [wrong, setWrong] = useState<Problem | null>(null);
  return (
    <Card title={t("models.outbound")} note={t("models.outboundNote")} className="flush">
      <Await answer={sent}>
        {(list) =>
          list.length === 0 ? (
            <p style={{ padding: "0 var(--space-5) var(--space-5)" }} className="muted">
              {t("models.outboundNone")}
            </p>
          ) : (
            <div className="scroll" tabIndex={0} role="group" aria-label={t("models.outbound")}>
              <table>
                <caption className="hidden">{t("models.outbound")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("source.when")}</th>
                    <th scope="col">{t("models.model")}</th>
                    <th scope="col">{t("models.what")}</th>
                    <th scope="col">{t("models.outcome")}</th>
                    <th scope="col" className="end">
                      {t("models.tokensUsed")}
                    </th>
                    <th scope="col" className="end">
                      {t("models.bytes")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((each) => (
                    <tr key={each.id}>
                      <th scope="row" className="number">
                        {format.instant(each.at_ms, undefined, { dateStyle: "short", timeStyle: "short" })}
                      </th>
                      <td>{words.model(each.model)}</td>
                      <td>{each.categories.map((id) => format.name("category", id, id)).join(", ")}</td>
                      <td>{words.say(each.outcome)}</td>
                      <td className="end number">{format.number(each.input_tokens + each.output_tokens)}</td>
                      <td className="end">
                        <button
                          type="button"
                          className="button quiet small number"
                          onClick={() =>
                            void client.download({ kind: "outbound", id: each.id }).then(
                              (blob) => save(`sent-${each.id}.json`, blob),
                              (thrown: unknown) => setWrong(problem(thrown)),
                            )
                          }
                        >
                          {format.number(each.bytes)}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Await>
      {wrong && <Wrong inline problem={wrong} />}
    </Card>
  );
}
