import { useTranslation } from "react-i18next";
import { useFormat } from "@/app/format";
import type { SleepStretch } from "@/client/types";
import { ChartFrame } from "./frame";
import { useWidth } from "./width";

/** Rows from the top, as a sleep laboratory draws them. */
const ALL_ROWS = ["awake", "rem", "asleep", "light", "deep"] as const;
type Row = (typeof ALL_ROWS)[number];
const HUES: Record<Row, string> = {
  awake: "var(--stage-awake)",
  rem: "var(--stage-rem)",
  // Asleep, and the device did not say how.
  asleep: "var(--muted)",
  light: "var(--stage-light)",
  deep: "var(--stage-deep)",
};
const HEIGHT = 150;
const BOTTOM = 22;
const GAP = 6;

/** A night over time: which stage when. */
export function StageChart(props: { name: string; stretches: SleepStretch[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [place, width] = useWidth();
  const untold = props.stretches.some(({ stage }) => stage === "asleep");
  const kinds: Row[] = ALL_ROWS.filter((each) => each !== "asleep" || untold);
  const row = (stage: string) => kinds.indexOf((stage === "out_of_bed" ? "awake" : stage) as Row);
  const known = props.stretches.filter((each) => row(each.stage) >= 0).toSorted((a, b) => a.start_ms - b.start_ms);
  const from = known[0]?.start_ms ?? 0;
  const to = Math.max(...known.map((each) => each.end_ms));
  const offset = known[0]?.offset_min ?? 0;
  const names = kinds.map((stage) => t(`metric.${stage}`));
  const left = Math.max(...names.map((name) => name.length)) * 6.4 + 14;
  const x = (ms: number) => left + ((width - left - 8) * (ms - from)) / (to - from || 1);
  const room = (HEIGHT - BOTTOM) / kinds.length;
  const y = (at: number) => at * room + GAP / 2;
  const hour = 3_600_000;
  // The wall clock of the night, every two hours, or every three where there is little room.
  const every = (width < 420 ? 3 : 2) * hour;
  const first = Math.ceil((from + offset * 60_000) / every) * every - offset * 60_000;
  const marks = Array.from({ length: Math.max(0, Math.floor((to - first) / every) + 1) }, (_, at) => first + at * every);
  // Where the clocks change in a night, each stretch has the wall clock of its own time.
  const clock = (ms: number, of?: SleepStretch) => format.instant(ms, of?.offset_min ?? offset);
  return (
    <ChartFrame
      name={props.name}
      columns={[t("sleep.begins"), t("sleep.ends"), t("sleep.stage"), t("sleep.length")]}
      rows={known.map((each, at) => [
        clock(each.start_ms, each),
        clock(each.end_ms, known[at + 1] ?? each),
        t(`metric.${kinds[row(each.stage)]}`),
        format.duration((each.end_ms - each.start_ms) / 1000),
      ])}
      summary={t("sleep.overTimeSummary", { count: known.length, from: clock(from), to: clock(to, known.at(-1)) })}
    >
      <svg ref={place} viewBox={`0 0 ${width} ${HEIGHT}`} style={{ blockSize: HEIGHT }}>
        {kinds.map((stage, at) => (
          <g key={stage}>
            <text x={0} y={y(at) + (room - GAP) / 2 + 4}>
              {names[at]}
            </text>
            <line x1={left} x2={width - 8} y1={(at + 1) * room} y2={(at + 1) * room} stroke="var(--line)" />
          </g>
        ))}
        {marks.map((ms) => (
          <g key={ms}>
            <line x1={x(ms)} x2={x(ms)} y1={0} y2={HEIGHT - BOTTOM} stroke="var(--line)" strokeDasharray="2 4" />
            <text x={x(ms)} y={HEIGHT - 4} textAnchor="middle">
              {clock(ms, known.findLast((each) => each.start_ms <= ms))}
            </text>
          </g>
        ))}
        {known.map((each, at) => {
          const next = known[at + 1];
          const end = x(each.end_ms);
          return (
            <g key={each.start_ms}>
              {next && row(next.stage) !== row(each.stage) && next.start_ms - each.end_ms < 60_000 && (
                <line
                  x1={end}
                  x2={end}
                  y1={y(row(each.stage)) + (room - GAP) / 2}
                  y2={y(row(next.stage)) + (room - GAP) / 2}
                  stroke="var(--line-strong)"
                />
              )}
              <rect
                className="mark"
                x={x(each.start_ms)}
                width={Math.max(1.5, end - x(each.start_ms))}
                y={y(row(each.stage))}
                height={room - GAP}
                rx={2}
                fill={HUES[kinds[row(each.stage)]!]}
              >
                <title>{`${clock(each.start_ms, each)} – ${clock(each.end_ms, each)}: ${names[row(each.stage)]}`}</title>
              </rect>
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}
