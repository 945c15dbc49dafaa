import { useId, useState } from "react";
import { useWidth } from "./width";
import { useTranslation } from "react-i18next";
import { ChartFrame, type Told } from "./frame";
import { path, ticks } from "./scale";
import { useFormat } from "@/app/format";

const LEFT = 40;
const BOTTOM = 22;

export interface Line {
  label: string;
  fill: string;
  values: (number | null)[];
  /** Drawn as dots that a line of another series runs through. */
  dots?: boolean;
  area?: boolean;
}

interface Common {
  name: string;
  /** Days, one for each value. */
  days: string[];
  unit: string;
  digits?: number;
  height?: number;
  summary?: string;
}

/** Round numbers for an axis; durations are divided by hours. */
const unitTicks = (low: number, high: number, unit: string): number[] =>
  unit === "s" ? ticks(low / 3600, high / 3600).map((hours) => hours * 3600) : ticks(low, high);

/** Words for a series: how much, from where to where, lowest and highest. */
export function useSummary() {
  const { t } = useTranslation();
  const format = useFormat();
  return (days: string[], values: (number | null)[], unit: string, digits?: number): string => {
    const known = values.flatMap((value, at) => (value === null ? [] : [{ value, day: days[at]! }]));
    if (known.length === 0) return t("chart.none");
    const numbers = known.map((each) => each.value);
    return t("chart.summary", {
      count: known.length,
      from: format.date(known[0]!.day, { day: "numeric", month: "short" }),
      to: format.date(known.at(-1)!.day, { day: "numeric", month: "short" }),
      low: format.quantity(Math.min(...numbers), unit, digits),
      high: format.quantity(Math.max(...numbers), unit, digits),
      last: format.quantity(known.at(-1)!.value, unit, digits),
    });
  };
}

function told(
  common: Common,
  lines: { label: string; values: (number | null)[] }[],
  format: ReturnType<typeof useFormat>,
  dayWord: string,
): Omit<Told, "summary"> {
  return {
    name: common.name,
    columns: [dayWord, ...lines.map((line) => line.label)],
    rows: common.days.flatMap((day, at) =>
      lines.every((line) => line.values[at] == null)
        ? []
        : [
            [
              format.date(day),
              ...lines.map((line) =>
                line.values[at] == null ? "" : format.quantity(line.values[at], common.unit, common.digits),
              ),
            ],
          ],
    ),
  };
}

/** Lines over days, with the usual range behind them if there is one. */
export function LineChart(
  props: Common & { lines: Line[]; band?: { low: number; high: number; label: string }; zero?: boolean },
) {
  const { t } = useTranslation();
  const format = useFormat();
  const summarise = useSummary();
  const [at, setAt] = useState<number | null>(null);
  const [place, width] = useWidth();
  const clip = useId();
  const height = props.height ?? 200;
  const values = props.lines.flatMap((line) => line.values.filter((value) => value !== null));
  const low = Math.min(...values, props.band?.low ?? Infinity, props.zero ? 0 : Infinity);
  const high = Math.max(...values, props.band?.high ?? -Infinity);
  const steps = values.length ? unitTicks(low, high, props.unit) : [0, 1];
  const bottom = steps[0]!;
  const top = steps.at(-1)!;
  const x = (index: number) => LEFT + ((width - LEFT - 8) * index) / Math.max(1, props.days.length - 1);
  const y = (value: number) => 8 + (height - BOTTOM - 8) * (1 - (value - bottom) / (top - bottom || 1));
  const labels = (width < 420 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1])
    .map((share) => Math.round(share * (props.days.length - 1)))
    .filter((each, index, list) => list.indexOf(each) === index);
  const some = props.lines.filter((line) => line.values.some((value) => value !== null));
  const main = some.find((line) => !line.dots) ?? some[0] ?? props.lines[0]!;
  const legend = [
    ...(props.lines.length > 1
      ? props.lines.map((line) => ({
          label: line.label,
          fill: line.dots ? `color-mix(in oklab, ${line.fill} 45%, var(--surface))` : line.fill,
        }))
      : []),
    ...(props.band ? [{ label: props.band.label, fill: "color-mix(in oklab, var(--hue-1) 22%, var(--surface))" }] : []),
  ];
  return (
    <ChartFrame
      {...told(props, props.lines, format, t("chart.day"))}
      legend={legend.length ? legend : undefined}
      summary={props.summary ?? summarise(props.days, main.values, props.unit, props.digits)}
    >
      <svg
        ref={place}
        viewBox={`0 0 ${width} ${height}`}
        style={{ blockSize: height }}
        onPointerLeave={() => setAt(null)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const share = (((event.clientX - box.left) / box.width) * width - LEFT) / (width - LEFT - 8);
          setAt(Math.max(0, Math.min(props.days.length - 1, Math.round(share * (props.days.length - 1)))));
        }}
      >
        <defs>
          <clipPath id={clip}>
            <rect x={LEFT - 4} y={0} width={width - LEFT + 4} height={height - BOTTOM + 4} />
          </clipPath>
        </defs>
        {steps.map((step) => (
          <g key={step}>
            <line x1={LEFT} x2={width - 8} y1={y(step)} y2={y(step)} stroke="var(--line)" strokeWidth={1} />
            <text x={LEFT - 8} y={y(step) + 4} textAnchor="end">
              {props.unit === "s" ? format.number(step / 3600, 1) : format.number(step, 1)}
            </text>
          </g>
        ))}
        {props.band && (
          <rect
            x={LEFT}
            width={width - LEFT - 8}
            y={y(props.band.high)}
            height={Math.max(1, y(props.band.low) - y(props.band.high))}
            fill="var(--hue-1)"
            opacity={0.13}
            rx={3}
          />
        )}
        {labels.map((label) => (
          <text
            key={label}
            x={x(label)}
            y={height - 4}
            textAnchor={label === 0 ? "start" : label === props.days.length - 1 ? "end" : "middle"}
          >
            {format.date(props.days[label]!, { day: "numeric", month: "short" })}
          </text>
        ))}
        <g clipPath={`url(#${clip})`} className="mark">
          {props.lines.map((line) => {
            const points = line.values.map((value, index) =>
              value === null ? null : ([x(index), y(value)] as [number, number]),
            );
            if (line.dots)
              return (
                <g key={line.label}>
                  {points.map(
                    (point, index) =>
                      point && (
                        <circle key={index} cx={point[0]} cy={point[1]} r={2.2} fill={line.fill} opacity={0.45} />
                      ),
                  )}
                </g>
              );
            const known = points.filter((point) => point !== null);
            return (
              <g key={line.label}>
                {line.area && known.length > 1 && (
                  <path
                    d={`${path(known)}L${known.at(-1)![0]} ${y(bottom)}L${known[0]![0]} ${y(bottom)}Z`}
                    fill={line.fill}
                    opacity={0.1}
                  />
                )}
                <path
                  d={path(points)}
                  fill="none"
                  stroke={line.fill}
                  strokeWidth={2.25}
                  strokeLinejoin="round"
                  strokeLinecap="round"
                />
              </g>
            );
          })}
        </g>
        {at !== null && (
          <g>
            <line x1={x(at)} x2={x(at)} y1={4} y2={height - BOTTOM} stroke="var(--line-strong)" strokeWidth={1} />
            {props.lines.map(
              (line) =>
                line.values[at] != null && (
                  <circle
                    key={line.label}
                    cx={x(at)}
                    cy={y(line.values[at])}
                    r={4}
                    fill={line.fill}
                    stroke="var(--surface)"
                    strokeWidth={2}
                  />
                ),
            )}
            <Readout
              x={x(at)}
              width={width}
              rows={[
                format.date(props.days[at]!, { weekday: "short", day: "numeric", month: "short" }),
                ...props.lines.flatMap((line) =>
                  line.values[at] == null
                    ? []
                    : [
                        `${props.lines.length > 1 ? `${line.label} ` : ""}${format.quantity(line.values[at], props.unit, props.digits)}`,
                      ],
                ),
              ]}
            />
          </g>
        )}
      </svg>
    </ChartFrame>
  );
}

function Readout(props: { x: number; width: number; rows: string[] }) {
  const width = Math.max(...props.rows.map((row) => row.length)) * 6.6 + 18;
  const left = props.x + width + 12 > props.width ? props.x - width - 8 : props.x + 8;
  return (
    <g>
      <rect
        x={left}
        y={6}
        width={width}
        height={props.rows.length * 16 + 10}
        rx={6}
        fill="var(--raised)"
        stroke="var(--line)"
      />
      {props.rows.map((row, index) => (
        <text key={index} x={left + 9} y={23 + index * 16} style={{ fill: index ? "var(--ink)" : "var(--muted)" }}>
          {row}
        </text>
      ))}
    </g>
  );
}

/** One bar a day or week, with a target line if there is one. */
export function BarChart(
  props: Common & {
    values: (number | null)[];
    label: string;
    fill: string;
    target?: number | null;
    targetLabel?: string;
  },
) {
  const { t } = useTranslation();
  const format = useFormat();
  const summarise = useSummary();
  const [place, width] = useWidth();
  const height = props.height ?? 180;
  const known = props.values.filter((value) => value !== null);
  const steps = unitTicks(0, Math.max(...known, props.target ?? 0, 1), props.unit);
  const top = steps.at(-1)!;
  const y = (value: number) => 8 + (height - BOTTOM - 8) * (1 - value / top);
  const room = (width - LEFT - 8) / props.values.length;
  const every = Math.ceil(props.days.length / Math.max(2, Math.min(7, Math.floor(width / 75))));
  return (
    <ChartFrame
      {...told(props, [{ label: props.label, values: props.values }], format, t("chart.day"))}
      summary={props.summary ?? summarise(props.days, props.values, props.unit, props.digits)}
    >
      <svg ref={place} viewBox={`0 0 ${width} ${height}`} style={{ blockSize: height }}>
        {steps.map((step) => (
          <g key={step}>
            <line x1={LEFT} x2={width - 8} y1={y(step)} y2={y(step)} stroke="var(--line)" />
            <text x={LEFT - 8} y={y(step) + 4} textAnchor="end">
              {props.unit === "s" ? format.number(step / 3600, 1) : format.number(step, 1)}
            </text>
          </g>
        ))}
        {props.values.map((value, at) => (
          <g key={props.days[at]}>
            {value !== null && value > 0 && (
              <rect
                className="mark"
                x={LEFT + room * at + room * 0.16}
                width={Math.max(1, room * 0.68)}
                y={y(value)}
                height={Math.max(1, y(0) - y(value))}
                rx={Math.min(4, room * 0.2)}
                fill={props.fill}
              >
                <title>{`${format.date(props.days[at]!)}: ${format.quantity(value, props.unit, props.digits)}`}</title>
              </rect>
            )}
            {at % every === 0 && (
              <text x={LEFT + room * (at + 0.5)} y={height - 4} textAnchor="middle">
                {format.date(
                  props.days[at]!,
                  props.days.length <= 8 ? { weekday: "short" } : { day: "numeric", month: "short" },
                )}
              </text>
            )}
          </g>
        ))}
        {props.target != null && (
          <line
            x1={LEFT}
            x2={width - 8}
            y1={y(props.target)}
            y2={y(props.target)}
            stroke="var(--ink)"
            strokeDasharray="5 4"
            strokeWidth={1.25}
          />
        )}
      </svg>
      {props.target != null && props.targetLabel && <span className="tiny muted">{props.targetLabel}</span>}
    </ChartFrame>
  );
}

/** The score as an open ring; colour says the band, and words beside it do too. */
export function Ring(props: { value: number; colour: string }) {
  const radius = 84;
  const arc = 2 * Math.PI * radius * 0.75;
  return (
    <svg viewBox="0 0 200 200" aria-hidden>
      <g transform="rotate(135 100 100)" fill="none" strokeWidth={9} strokeLinecap="round">
        <circle cx={100} cy={100} r={radius} stroke="var(--sunken)" strokeDasharray={`${arc} 999`} />
        <circle
          className="mark"
          cx={100}
          cy={100}
          r={radius}
          stroke={props.colour}
          strokeDasharray={`${(arc * Math.max(0, Math.min(100, props.value))) / 100} 999`}
        />
      </g>
    </svg>
  );
}

/** A value on its usual range: where it lies, and where it usually does. */
export function NormalBand(props: { value: number; low: number; high: number; label: string; tone: string }) {
  const pad = Math.max((props.high - props.low) * 0.9, Math.abs(props.value) * 0.01, 0.5);
  const start = Math.min(props.low, props.value) - pad;
  const end = Math.max(props.high, props.value) + pad;
  const x = (value: number) => ((value - start) / (end - start)) * 240;
  return (
    <svg
      viewBox="0 0 240 14"
      role="img"
      aria-label={props.label}
      style={{ inlineSize: "100%", blockSize: "0.9rem" }}
      preserveAspectRatio="none"
    >
      <rect x={0} y={5} width={240} height={4} rx={2} fill="var(--sunken)" />
      <rect
        className="mark"
        x={x(props.low)}
        y={5}
        width={x(props.high) - x(props.low)}
        height={4}
        fill="var(--line-strong)"
        opacity={0.55}
      />
      <rect className="mark" x={x(props.value) - 2.5} y={0} width={5} height={14} rx={2.5} fill={props.tone} />
    </svg>
  );
}
