import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay } from "@/app/data";
import { unitOf, useFormat } from "@/app/format";
import { LongChart } from "@/charts/long";
import { LineChart } from "@/charts/small";
import { rolling } from "@/charts/scale";
import type { Row } from "@/client/types";
import { Await, Card, Empty, Field, Page, Segments } from "@/design/parts";

const RANGES = ["28", "90", "180", "365"];
const METRICS = [
  "heart_rate",
  "resting_hr",
  "hrv_sdnn",
  "steps",
  "body_mass",
  "vo2max",
  "energy_active",
  "exercise_time",
  "respiratory_rate",
  "distance_walk_run",
  "body_fat",
  "energy_in",
  "protein",
];
/** Days with a value below which a line would say more than the data does. */
const ENOUGH = 14;

/** Every day of a range, oldest first. */
export function daysOf(to: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => daysBefore(to, count - 1 - at));
}

/** Values on their days; a day without one is a gap, never a zero. */
export function onDays(rows: Row[], days: string[]): (number | null)[] {
  const by = new Map(rows.map((row) => [row.start.slice(0, 10), row.value]));
  return days.map((day) => by.get(day) ?? null);
}

export function TrendsScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDay();
  const [range, setRange] = useState("90");
  const [first, setFirst] = useState("resting_hr");
  const [second, setSecond] = useState("");
  const known = useAsk("today", {}).data?.freshness.map((each) => each.metric);
  const metrics = METRICS.filter((metric) => !known || known.includes(metric));
  if (known && metrics.length === 0)
    return (
      <Page title={t("nav.trends")}>
        <Empty title={t("trends.emptyTitle")} text={t("trends.emptyText")} />
      </Page>
    );
  return (
    <Page
      title={t("nav.trends")}
      lead={t("trends.lead")}
      action={
        <Segments
          label={t("trends.range")}
          value={range}
          options={RANGES.map((value) => ({ value, label: t("trends.days", { count: Number(value) }) }))}
          onChange={setRange}
        />
      }
    >
      <div className="columns">
        <Field label={t("trends.metric")}>
          {(id) => (
            <select id={id} value={first} onChange={(event) => setFirst(event.target.value)}>
              {metrics.map((metric) => (
                <option key={metric} value={metric}>
                  {format.name("metric", metric)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("trends.compare")}>
          {(id) => (
            <select id={id} value={second} onChange={(event) => setSecond(event.target.value)}>
              <option value="">{t("trends.nothing")}</option>
              {metrics
                .filter((metric) => metric !== first)
                .map((metric) => (
                  <option key={metric} value={metric}>
                    {format.name("metric", metric)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
      <Trend metric={first} to={day} count={Number(range)} hue="--hue-1" />
      {second && <Trend metric={second} to={day} count={Number(range)} hue="--hue-2" />}
      <Load />
    </Page>
  );
}

/** Metrics that are shown measurement by measurement, as many as can be seen. */
const RAW = new Set(["heart_rate"]);
/** Points that a wide screen can show. */
const POINTS = 2000;

type TrendProps = { metric: string; to: string; count: number; hue: string; title?: string };

export function Trend(props: TrendProps) {
  return RAW.has(props.metric) ? <EveryTrend {...props} /> : <DailyTrend {...props} />;
}

/** Every measurement of a range. */
function EveryTrend(props: TrendProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = props.title ?? format.name("metric", props.metric);
  const from = daysBefore(props.to, props.count - 1);
  const asked = { metric: props.metric, from, to: props.to, bucket: "raw", max_points: POINTS } as const;
  const chart = useAsk("chart", asked, { keep: true });
  const at_s = useMemo(() => chart.data?.at_ms.map((ms) => ms / 1000) ?? [], [chart.data]);
  return (
    <Card
      title={name}
      note={
        chart.data &&
        t("trends.every", { value: format.number(chart.data.rows), shown: format.number(chart.data.at_ms.length) })
      }
    >
      <Await answer={chart}>
        {(found) =>
          at_s.length < 2 ? (
            <p className="muted">{t("trends.none")}</p>
          ) : (
            <LongChart
              name={name}
              at_s={at_s}
              values={found.value}
              unit={unitOf(props.metric, found.unit)}
              fill={`var(${props.hue})`}
              offset_min={-new Date().getTimezoneOffset()}
            />
          )
        }
      </Await>
    </Card>
  );
}

function DailyTrend(props: TrendProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = props.title ?? format.name("metric", props.metric);
  const days = daysOf(props.to, props.count);
  const rows = useAsk("query", { metric: props.metric, from: days[0]!, to: props.to, bucket: "day" }, { keep: true });
  return (
    <Card title={name}>
      <Await answer={rows}>
        {(list) => {
          if (list.length === 0) return <p className="muted">{t("trends.none")}</p>;
          const values = onDays(list, days);
          const enough = list.length >= ENOUGH;
          return (
            <>
              <LineChart
                name={name}
                days={days}
                unit={unitOf(props.metric, list[0]!.unit)}
                digits={props.metric === "steps" ? 0 : 1}
                lines={[
                  ...(enough
                    ? [{ label: t("trends.mean"), fill: `var(${props.hue})`, values: rolling(values, 7), area: true }]
                    : []),
                  { label: t("trends.daily"), fill: `var(${props.hue})`, values, dots: enough },
                ]}
              />
              {!enough && <p className="small muted">{t("trends.few", { count: list.length, need: ENOUGH })}</p>}
            </>
          );
        }}
      </Await>
    </Card>
  );
}

function Load() {
  const { t } = useTranslation();
  const today = useAsk("today", {});
  const days = today.data?.load.days;
  if (!days?.length) return null;
  return (
    <Card title={t("trends.load")} note={t("trends.loadNote")}>
      <LineChart
        name={t("trends.load")}
        days={days.map((each) => each.date)}
        unit=""
        digits={0}
        lines={[
          { label: t("fig.ctl"), fill: "var(--hue-2)", values: days.map((each) => each.ctl) },
          { label: t("fig.atl"), fill: "var(--hue-3)", values: days.map((each) => each.atl) },
          { label: t("fig.tsb"), fill: "var(--hue-5)", values: days.map((each) => each.tsb) },
        ]}
      />
    </Card>
  );
}
