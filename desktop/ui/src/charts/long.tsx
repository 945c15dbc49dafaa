import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import { useSettings } from "@/app/settings";
import { ChartFrame } from "./frame";

/** A stretch beyond which the day says more than the hour, in seconds. */
const DAYS_S = 2 * 86_400;

/** A raw or long series on a canvas: seconds since 1970 and values, with zoom by dragging. */
export function LongChart(props: {
  name: string;
  at_s: number[];
  values: number[];
  unit: string;
  fill: string;
  offset_min: number;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { theme, contrast } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const { at_s, values, fill, offset_min } = props;
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const style = getComputedStyle(host);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const named = fill.match(/^var\((.+)\)$/)?.[1];
    const axis = {
      stroke: colour("--muted"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1 },
      font: `500 11px ${style.fontFamily}`,
    };
    const long = (at_s.at(-1) ?? 0) - (at_s[0] ?? 0) > DAYS_S;
    const time = new Intl.DateTimeFormat(
      i18n.language,
      long
        ? { timeZone: "UTC", day: "numeric", month: "short" }
        : { timeZone: "UTC", hour: "2-digit", minute: "2-digit" },
    );
    const plot = new uPlot(
      {
        width: host.clientWidth || 600,
        height: 220,
        legend: { show: false },
        cursor: { y: false },
        scales: { x: { time: false } },
        axes: [
          { ...axis, space: 90, values: (_, splits) => splits.map((each) => time.format((each + offset_min * 60) * 1000)) },
          { ...axis, size: 44 },
        ],
        series: [{}, { stroke: named ? colour(named) : fill, width: 1.75, points: { show: false }, spanGaps: false }],
      },
      [at_s, values],
      host,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: 220 }));
    watch.observe(host);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [at_s, values, fill, offset_min, i18n.language, theme, contrast]);
  const long = (at_s.at(-1) ?? 0) - (at_s[0] ?? 0) > DAYS_S;
  const instant = (second: number) =>
    format.instant(second * 1000, offset_min, long ? { dateStyle: "medium", timeStyle: "short" } : undefined);
  const summary =
    values.length === 0
      ? t("chart.none")
      : t("chart.summary", {
          count: values.length,
          from: instant(at_s[0]!),
          to: instant(at_s.at(-1)!),
          low: format.quantity(Math.min(...values), props.unit),
          high: format.quantity(Math.max(...values), props.unit),
          last: format.quantity(values.at(-1)!, props.unit),
        });
  return (
    <ChartFrame
      name={props.name}
      summary={summary}
      columns={[t("chart.time"), props.name]}
      rows={() => at_s.map((second, index) => [instant(second), format.quantity(values[index]!, props.unit)])}
    >
      <div className="plot" ref={place} dir="ltr" />
    </ChartFrame>
  );
}
