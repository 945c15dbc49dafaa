import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import { ChartFrame } from "./frame";
import { useWidth } from "./width";

const LEFT = 34;
const TOP = 18;
/** Seconds of a day that count as a full one. */
const FULL_S = 5400;

/** Days as squares in whole weeks from Monday, the darker the longer; `lead` days before the first one only fill its week. */
export function HeatChart(props: { name: string; label: string; days: string[]; lead: number; seconds: number[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [place, width] = useWidth();
  const { days, lead, seconds } = props;
  const weeks = Math.ceil(days.length / 7);
  const step = Math.max(10, Math.min(26, (width - LEFT) / weeks));
  const counted = days.slice(lead);
  const trained = seconds.slice(lead).filter((each) => each > 0).length;
  const height = TOP + step * 7;
  return (
    <ChartFrame
      name={props.name}
      columns={[t("chart.day"), props.label]}
      rows={days.flatMap((day, at) =>
        at < lead || seconds[at] === 0 ? [] : [[format.date(day), format.duration(seconds[at]!)]],
      )}
      summary={t("activities.heat", { count: trained, days: counted.length })}
    >
      <svg ref={place} viewBox={`0 0 ${width} ${height}`} style={{ blockSize: height }}>
        {[0, 2, 4, 6].map((weekday) => (
          <text key={weekday} x={0} y={TOP + step * weekday + step * 0.7}>
            {format.date(days[weekday] ?? days[0]!, { weekday: "short" })}
          </text>
        ))}
        {days.map((day, at) => {
          if (at < lead) return null;
          const long = seconds[at]!;
          const column = Math.floor(at / 7);
          const first = Number(day.slice(8)) <= 7 && at % 7 === 0;
          const share = long === 0 ? 0 : Math.min(100, 30 + (long / FULL_S) * 70);
          return (
            <g key={day}>
              {first && (
                <text x={LEFT + column * step} y={11}>
                  {format.date(day, { month: "short" })}
                </text>
              )}
              <rect
                className="mark"
                x={LEFT + column * step}
                y={TOP + (at % 7) * step}
                width={step - 3}
                height={step - 3}
                rx={Math.min(5, step / 4)}
                fill={share ? `color-mix(in oklab, var(--hue-1) ${share}%, var(--sunken))` : "var(--sunken)"}
              >
                <title>{long ? `${format.date(day)}: ${format.duration(long)}` : format.date(day)}</title>
              </rect>
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}
