import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import type { Track } from "@/client/types";
import { ChartFrame } from "./frame";
import { useWidth } from "./width";

const PAD = 14;

/** The way of a workout as a line, in metres, with no map behind it: no place is asked for one. */
export function TrackChart(props: { name: string; track: Track; offset_min: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [place, width] = useWidth();
  const { east_m, north_m, at_ms, elevation_m } = props.track;
  const west = Math.min(...east_m);
  const south = Math.min(...north_m);
  const wide = Math.max(...east_m) - west;
  const tall = Math.max(...north_m) - south;
  const height = Math.round(Math.max(160, Math.min(340, (width * tall) / (wide || 1) + PAD * 2)));
  const scale = Math.min((width - PAD * 2) / (wide || 1), (height - PAD * 2 - 18) / (tall || 1));
  const x = (at: number) => (width - wide * scale) / 2 + (east_m[at]! - west) * scale;
  const y = (at: number) => (height - 18 - tall * scale) / 2 + (tall - (north_m[at]! - south)) * scale;
  const line = east_m.map((_, at) => `${at ? "L" : "M"}${x(at).toFixed(1)} ${y(at).toFixed(1)}`).join("");
  // A length that fits a third of the picture, in round numbers.
  const third = width / 3 / scale;
  const ten = 10 ** Math.floor(Math.log10(third));
  const rule = [5, 2, 1].map((times) => times * ten).find((metres) => metres <= third) ?? ten;
  const last = east_m.length - 1;
  const heights = elevation_m.filter((metres) => metres != null);
  return (
    <ChartFrame
      name={props.name}
      columns={[t("chart.time"), t("activities.east"), t("activities.north"), t("activities.elevation")]}
      rows={at_ms.map((ms, at) => [
        format.instant(ms, props.offset_min),
        format.number(east_m[at]!),
        format.number(north_m[at]!),
        elevation_m[at] == null ? "" : format.number(elevation_m[at]!),
      ])}
      summary={[
        t("activities.trackSummary", {
          count: props.track.rows,
          wide: format.quantity(wide, "m"),
          tall: format.quantity(tall, "m"),
        }),
        heights.length > 0
          ? t("activities.trackHeight", {
              low: format.number(Math.min(...heights)),
              high: format.number(Math.max(...heights)),
            })
          : "",
      ]
        .filter(Boolean)
        .join(" ")}
      legend={[
        { label: t("activities.start"), fill: "var(--good)" },
        { label: t("activities.end"), fill: "var(--bad)" },
      ]}
    >
      <svg ref={place} viewBox={`0 0 ${width} ${height}`} style={{ blockSize: height }}>
        <path d={line} fill="none" stroke="var(--hue-1)" strokeWidth={2.5} strokeLinejoin="round" strokeLinecap="round" />
        <circle cx={x(0)} cy={y(0)} r={5.5} fill="var(--good)" stroke="var(--surface)" strokeWidth={2} />
        <circle cx={x(last)} cy={y(last)} r={5.5} fill="var(--bad)" stroke="var(--surface)" strokeWidth={2} />
        <path d={`M${PAD} ${height - 12}v5h${rule * scale}v-5`} fill="none" stroke="var(--line-strong)" strokeWidth={1.5} />
        <text x={PAD + rule * scale + 8} y={height - 6}>
          {format.quantity(rule, "m")}
        </text>
      </svg>
    </ChartFrame>
  );
}
