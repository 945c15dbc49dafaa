import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import type { HeartZones } from "@/client/types";
import { ChartFrame } from "./frame";
import { useWidth } from "./width";

const HUES: Record<string, string> = {
  light: "var(--hue-2)",
  moderate: "var(--hue-1)",
  vigorous: "var(--hue-3)",
  near_max: "var(--hue-4)",
};
const ROW = 30;

/** How long the heart was in each zone. */
export function ZoneChart({ zones }: { zones: HeartZones["zones"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [place, width] = useWidth();
  const most = Math.max(...zones.map((zone) => zone.seconds), 1);
  const whole = zones.reduce((sum, zone) => sum + zone.seconds, 0) || 1;
  const name = (zone: string) => t(`heartZone.${zone}`);
  const range = (zone: HeartZones["zones"][number]) =>
    t("activities.zoneRange", { from: format.number(zone.from_bpm), to: format.quantity(zone.to_bpm, "bpm") });
  const left = Math.min(width * 0.42, Math.max(...zones.map((zone) => name(zone.zone).length)) * 7 + 16);
  const room = width - left - 84;
  return (
    <ChartFrame
      name={t("activities.zones")}
      columns={[t("activities.zone"), t("metric.heart_rate"), t("activities.time"), t("sleep.share")]}
      rows={zones.map((zone) => [
        name(zone.zone),
        range(zone),
        format.duration(zone.seconds),
        format.quantity((zone.seconds / whole) * 100, "%", 0),
      ])}
      summary={zones
        .filter((zone) => zone.seconds > 0)
        .map((zone) => `${name(zone.zone)} ${format.duration(zone.seconds)}`)
        .join(", ")}
    >
      <svg ref={place} viewBox={`0 0 ${width} ${zones.length * ROW}`} style={{ blockSize: zones.length * ROW }}>
        {zones.map((zone, at) => (
          <g key={zone.zone}>
            <text x={0} y={at * ROW + 19}>
              {name(zone.zone)}
            </text>
            <rect x={left} y={at * ROW + 8} width={room} height={ROW - 16} rx={4} fill="var(--sunken)" />
            <rect
              className="mark"
              x={left}
              y={at * ROW + 8}
              width={(room * zone.seconds) / most}
              height={ROW - 16}
              rx={4}
              fill={HUES[zone.zone] ?? "var(--hue-1)"}
            >
              <title>{range(zone)}</title>
            </rect>
            <text x={width} y={at * ROW + 19} textAnchor="end">
              {format.duration(zone.seconds)}
            </text>
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}
