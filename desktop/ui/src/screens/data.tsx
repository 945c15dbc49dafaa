import { useNavigate, useSearch } from "@tanstack/react-router";
import { FileUp, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import type { Source } from "@/client/types";
import { Await, Card, Confirm, Empty, Field, Page, tell, Wrong } from "@/design/parts";
import { useWork, type Work, WorkProgress } from "./work";

export function DataScreen() {
  const { t } = useTranslation();
  const sources = useAsk("sources", {});
  const work = useWork();
  const { job } = useSearch({ strict: false }) as { job?: string };
  const go = useNavigate();
  // Files that came to the window or the program are being read already; this follows them.
  const { begin } = work;
  const following = useRef("");
  useEffect(() => {
    if (!job || following.current === job) return;
    following.current = job;
    void begin("follow", { id: job });
    // Coming back to this address later follows nothing any more.
    void go({ to: "/data", search: {} as never, replace: true });
  }, [job, begin, go]);
  return (
    <Page title={t("nav.data")} lead={t("data.lead")}>
      <div className="columns wide">
        <Card title={t("data.import")}>
          <Import work={work} />
        </Card>
        <Card title={t("data.supported")}>
          <ul className="small stack tight" style={{ paddingInlineStart: "1.2em" }}>
            <li>{t("data.apple")}</li>
            <li>{t("data.again")}</li>
            <li>{t("data.stays")}</li>
          </ul>
        </Card>
      </div>
      <Await answer={sources}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t("data.emptyTitle")} text={t("data.emptyText")}>
              <button
                type="button"
                className="button"
                disabled={work.running}
                onClick={() => void work.begin("demo", {})}
              >
                {t("data.sample")}
              </button>
            </Empty>
          ) : (
            <>
              <List sources={list} />
              <Coverage sources={list} />
              <Order sources={list} />
            </>
          )
        }
      </Await>
    </Page>
  );
}

export function Import({ work }: { work: Work }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined | null) => file && void work.begin("import", { file });
  return (
    <div className="stack">
      <div
        className="state"
        style={{
          justifyItems: "center",
          textAlign: "center",
          ...(over && { borderColor: "var(--accent)", background: "var(--accent-soft)" }),
        }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!work.running) take(event.dataTransfer.files[0]);
        }}
      >
        <FileUp aria-hidden style={{ color: "var(--accent)", strokeWidth: 1.5 }} size={32} />
        <p>{t("data.drop")}</p>
        <button
          type="button"
          className="button primary"
          disabled={work.running}
          onClick={() => picker.current?.click()}
        >
          {t("data.choose")}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={t("data.choose")}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      <WorkProgress work={work} />
    </div>
  );
}

function List({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const remove = useTell("delete_source");
  const [asked, setAsked] = useState<Source | null>(null);
  return (
    <Card title={t("data.sources")} className="flush">
      <div className="scroll" tabIndex={0} role="group" aria-label={t("data.sources")}>
        <table>
          <caption className="hidden">{t("data.sources")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("source.from")}</th>
              <th scope="col">{t("data.kind")}</th>
              <th scope="col" className="end">
                {t("data.samples")}
              </th>
              <th scope="col" className="end">
                {t("data.workouts")}
              </th>
              <th scope="col">{t("data.latest")}</th>
              <th scope="col">
                <span className="hidden">{t("data.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.name}>
                <th scope="row">{words.say(source.name)}</th>
                <td>{format.name("source_kind", source.kind)}</td>
                <td className="end">{format.number(source.samples)}</td>
                <td className="end">{format.number(source.workouts)}</td>
                <td>{source.last_day ? format.date(source.last_day) : "–"}</td>
                <td className="end">
                  <button
                    type="button"
                    className="button quiet icon small"
                    aria-label={t("data.removeNamed", { name: words.say(source.name) })}
                    onClick={() => setAsked(source)}
                  >
                    <Trash2 aria-hidden />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Confirm
        open={asked !== null}
        title={t("data.removeNamed", { name: asked ? words.say(asked.name) : "" })}
        text={t("data.removeText", { count: asked?.samples ?? 0, value: format.number(asked?.samples ?? 0) })}
        action={t("data.remove")}
        busy={remove.isPending}
        onClose={() => setAsked(null)}
        onYes={() =>
          asked &&
          remove.mutate(
            { source: asked.name },
            {
              onSuccess: () => {
                setAsked(null);
                tell(t("data.removed"));
              },
              onError: (wrong) => tell(words.wrong(wrong)),
            },
          )
        }
      />
    </Card>
  );
}

function Coverage({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const metrics = [...new Set(sources.flatMap((source) => source.metrics))].toSorted((a, b) =>
    format.name("metric", a).localeCompare(format.name("metric", b)),
  );
  return (
    <Card title={t("data.coverage")} note={t("data.coverageNote")} className="flush">
      <div className="scroll" tabIndex={0} role="group" aria-label={t("data.coverage")}>
        <table>
          <caption className="hidden">{t("data.coverage")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("source.metric")}</th>
              {sources.map((source) => (
                <th key={source.name} scope="col" style={{ whiteSpace: "normal", minInlineSize: "7rem" }}>
                  {words.say(source.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => (
              <tr key={metric}>
                <th scope="row">{format.name("metric", metric)}</th>
                {sources.map((source) => {
                  const has = source.metrics.includes(metric);
                  const place = source.priority[metric];
                  return (
                    <td key={source.name}>
                      {has ? (
                        <span className="chip good">
                          {place ? t("data.place", { place: format.number(place) }) : t("data.yes")}
                        </span>
                      ) : (
                        <span className="muted">
                          <span aria-hidden>·</span>
                          <span className="hidden">{t("data.no")}</span>
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Order({ sources }: { sources: Source[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const order = useTell("order_sources");
  const metrics = [...new Set(sources.flatMap((source) => source.metrics))].filter(
    (metric) => sources.filter((source) => source.metrics.includes(metric)).length > 1,
  );
  const [metric, setMetric] = useState(metrics[0] ?? "");
  if (metrics.length === 0) return null;
  const ranked = sources
    .filter((source) => source.metrics.includes(metric))
    .toSorted((a, b) => (a.priority[metric] ?? 99) - (b.priority[metric] ?? 99))
    .map((source) => source.name);
  const up = (at: number) => {
    const next = [...ranked];
    [next[at - 1], next[at]] = [next[at]!, next[at - 1]!];
    order.mutate({ metric, sources: next });
  };
  return (
    <Card title={t("data.order")} note={t("data.orderNote")}>
      <div className="stack">
        <Field label={t("source.metric")}>
          {(id) => (
            <select
              id={id}
              value={metric}
              onChange={(event) => setMetric(event.target.value)}
              style={{ maxInlineSize: "20rem" }}
            >
              {metrics.map((each) => (
                <option key={each} value={each}>
                  {format.name("metric", each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ol className="list" style={{ listStyle: "none" }}>
          {ranked.map((name, at) => (
            <li key={name}>
              <span className="chip number">{format.number(at + 1)}</span>
              <span className="grow">{words.say(name)}</span>
              {at > 0 && (
                <button type="button" className="button small" disabled={order.isPending} onClick={() => up(at)}>
                  {t("data.up")}
                  <span className="hidden"> {words.say(name)}</span>
                </button>
              )}
            </li>
          ))}
        </ol>
        {order.error && <Wrong inline problem={order.error} />}
      </div>
    </Card>
  );
}
