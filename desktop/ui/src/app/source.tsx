import { useTranslation } from "react-i18next";
import { daysBefore, useAsk } from "./data";
import type { Behind } from "./figure";
import { unitOf, useFormat } from "./format";
import { useWords } from "./words";
import { LineChart } from "@/charts/small";
import { Await, Sheet } from "@/design/parts";

const NIGHT = {
  asleep: "asleep_s",
  in_bed: "in_bed_s",
  awake: "awake_s",
  light: "light_s",
  deep: "deep_s",
  rem: "rem_s",
} as const;
const SETS = ["e1rm", "weight", "reps"];
const SHOWN = 200;

/** Where a number comes from: its source, its days, and the samples themselves. */
export default function SourceDrawer(props: { behind: Behind; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { behind } = props;
  const about: [string, string][] = [
    [t("source.metric"), format.name("metric", behind.metric)],
    [t("source.from"), words.say(behind.source)],
    [t("source.days"), format.range(behind.from, behind.to)],
    [t("source.exact"), behind.unit.startsWith("{") ? "" : `${format.number(behind.value, 4)} ${behind.unit}`.trim()],
    [t("source.confidence"), behind.confidence ? t(`confidence.${behind.confidence}`) : ""],
  ];
  return (
    <Sheet open side onClose={props.onClose} title={behind.text}>
      {behind.label && <p className="muted">{words.say(behind.label)}</p>}
      <table>
        <caption className="hidden">{t("source.title")}</caption>
        <tbody>
          {about
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <Samples behind={behind} />
    </Sheet>
  );
}

function Samples({ behind }: { behind: Behind }) {
  const { t } = useTranslation();
  const today = useAsk("today", {});
  const stored = today.data?.freshness.some((each) => each.metric === behind.metric);
  if (!behind.from || !behind.to || behind.unit.startsWith("{"))
    return <p className="small muted">{t("source.rule")}</p>;
  const days = { from: behind.from, to: behind.to };
  if (behind.metric in NIGHT || behind.metric.startsWith("sleep")) return <Nights metric={behind.metric} {...days} />;
  if (SETS.includes(behind.metric)) return <Sets {...days} />;
  if (stored) return <Rows metric={behind.metric} {...days} />;
  return <p className="small muted">{t("source.computed")}</p>;
}

function Rows(props: { metric: string; from: string; to: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const oneDay = props.from === props.to;
  const rows = useAsk("query", { ...props, bucket: oneDay ? "raw" : "day" });
  return (
    <Await answer={rows}>
      {(list) => (
        <>
          {!oneDay && list.length > 2 && (
            <LineChart
              name={format.name("metric", props.metric)}
              days={list.map((row) => row.start.slice(0, 10))}
              unit={unitOf(props.metric, list[0]!.unit)}
              lines={[
                {
                  label: format.name("metric", props.metric),
                  fill: "var(--hue-1)",
                  values: list.map((row) => row.value),
                },
              ]}
            />
          )}
          <table>
            <caption>{t("source.samples", { count: list.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("source.when")}</th>
                <th scope="col" className="end">
                  {t("source.value")}
                </th>
                <th scope="col">{t("source.from")}</th>
              </tr>
            </thead>
            <tbody>
              {list
                .slice(-SHOWN)
                .toReversed()
                .map((row) => (
                  <tr key={row.start}>
                    <th scope="row">
                      {row.start.length > 10
                        ? format.instant(Date.parse(`${row.start.slice(0, 19)}Z`), 0, {
                            day: "numeric",
                            month: "short",
                            hour: "2-digit",
                            minute: "2-digit",
                          })
                        : format.date(row.start)}
                    </th>
                    <td className="end">{format.quantity(row.value, unitOf(props.metric, row.unit))}</td>
                    <td>{row.source}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {list.length > SHOWN && <p className="tiny muted">{t("source.latest", { count: SHOWN })}</p>}
        </>
      )}
    </Await>
  );
}

function Nights(props: { metric: string; from: string; to: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nights = useAsk("sleep", { from: props.from, to: props.to });
  const field = NIGHT[props.metric as keyof typeof NIGHT] ?? "asleep_s";
  return (
    <Await answer={nights}>
      {(list) => (
        <table>
          <caption>{t("source.nights", { count: list.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("source.when")}</th>
              <th scope="col" className="end">
                {format.name("metric", field.slice(0, -2))}
              </th>
              <th scope="col">{t("source.from")}</th>
            </tr>
          </thead>
          <tbody>
            {list.toReversed().map((night) => (
              <tr key={`${night.wake_day}-${night.start_ms}`}>
                <th scope="row">
                  {format.date(night.wake_day, { weekday: "short", day: "numeric", month: "short" })}
                  <br />
                  <span className="tiny muted">
                    {format.instant(night.start_ms, night.offset_min)} –{" "}
                    {format.instant(night.end_ms, night.offset_min)}
                  </span>
                </th>
                <td className="end">{night[field] == null ? "–" : format.duration(night[field])}</td>
                <td>{night.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Await>
  );
}

function Sets(props: { from: string; to: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workouts = useAsk("workouts", { from: daysBefore(props.from, 0), to: props.to });
  return (
    <Await answer={workouts}>
      {(list) => {
        const sets = list.flatMap((workout) =>
          (workout.sets ?? []).filter((set) => !set.warmup).map((set) => ({ set, workout })),
        );
        return (
          <table>
            <caption>{t("source.sets", { count: sets.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("source.when")}</th>
                <th scope="col">{t("log.exercise")}</th>
                <th scope="col" className="end">
                  {t("source.value")}
                </th>
              </tr>
            </thead>
            <tbody>
              {sets.map(({ set, workout }, at) => (
                <tr key={at}>
                  <th scope="row">
                    {format.instant(workout.start_ms, workout.offset_min, { day: "numeric", month: "short" })}
                  </th>
                  <td>{set.exercise}</td>
                  <td className="end">
                    {t("log.setText", { reps: set.reps, weight: format.quantity(set.weight_kg, "kg") })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </Await>
  );
}
