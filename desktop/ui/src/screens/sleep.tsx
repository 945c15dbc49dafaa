import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay } from "@/app/data";
import { Stats } from "@/app/figure";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { ChartFrame } from "@/charts/frame";
import { StageChart } from "@/charts/stages";
import { BarChart } from "@/charts/small";
import type { Night } from "@/client/types";
import { Await, Card, Empty, Page, Segments } from "@/design/parts";
import { daysOf } from "./trends";

const STAGES = ["deep", "light", "rem", "awake"] as const;
const RANGES = ["14", "30", "90"];

export function SleepScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const day = useDay();
  const [range, setRange] = useState("30");
  const count = Number(range);
  const nights = useAsk("sleep", { from: daysBefore(day, count - 1), to: day }, { keep: true });
  const today = useAsk("today", {});
  return (
    <Page
      title={t("nav.sleep")}
      action={
        <Segments
          label={t("trends.range")}
          value={range}
          options={RANGES.map((value) => ({ value, label: t("trends.days", { count: Number(value) }) }))}
          onChange={setRange}
        />
      }
    >
      <Await answer={nights}>
        {(all) => {
          const list = all.filter((night) => !night.nap);
          if (list.length === 0) return <Empty title={t("sleep.emptyTitle")} text={t("sleep.emptyText")} />;
          const last = list.at(-1)!;
          const days = daysOf(day, count);
          const by = new Map(list.map((night) => [night.wake_day, night.asleep_s]));
          return (
            <>
              <Card
                title={t("sleep.last")}
                note={`${format.date(last.wake_day, { weekday: "long", day: "numeric", month: "long" })} · ${words.say(last.source)}`}
              >
                <div className="stack">
                  <StageBar night={last} />
                  <Hypnogram night={last} />
                  {last.wake_day === today.data?.date && (
                    <Stats
                      figures={today.data.sleep.figures}
                      names={[
                        "asleep_last_night",
                        "in_bed_last_night",
                        "deep_last_night",
                        "rem_last_night",
                        "light_last_night",
                        "awake_last_night",
                        "awakenings_last_night",
                        "sleep_score_last_night",
                      ]}
                    />
                  )}
                </div>
              </Card>
              <Card title={t("sleep.asleep")}>
                <BarChart
                  name={t("sleep.asleep")}
                  label={t("metric.asleep")}
                  days={days}
                  values={days.map((each) => by.get(each) ?? null)}
                  unit="s"
                  fill="var(--hue-2)"
                />
              </Card>
              <Card title={t("sleep.nights")} className="flush">
                <div className="scroll" tabIndex={0} role="group" aria-label={t("sleep.nights")}>
                  <table>
                    <caption className="hidden">{t("sleep.nights")}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t("chart.day")}</th>
                        <th scope="col">{t("sleep.times")}</th>
                        <th scope="col" className="end">
                          {t("metric.asleep")}
                        </th>
                        {STAGES.map((stage) => (
                          <th key={stage} scope="col" className="end">
                            {t(`metric.${stage}`)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {list.toReversed().map((night) => (
                        <tr key={night.start_ms}>
                          <th scope="row">
                            {format.date(night.wake_day, { weekday: "short", day: "numeric", month: "short" })}
                          </th>
                          <td className="number">
                            {format.instant(night.start_ms, night.offset_min)} –{" "}
                            {format.instant(night.end_ms, night.offset_min)}
                          </td>
                          <td className="end">{format.duration(night.asleep_s)}</td>
                          {STAGES.map((stage) => (
                            <td key={stage} className="end">
                              {night[`${stage}_s`] == null ? "–" : format.duration(night[`${stage}_s`]!)}
                            </td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </Card>
            </>
          );
        }}
      </Await>
    </Page>
  );
}

function StageBar({ night }: { night: Night }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = STAGES.flatMap((stage) =>
    night[`${stage}_s`] ? [{ stage, seconds: night[`${stage}_s`]!, fill: `var(--stage-${stage})` }] : [],
  );
  const total = parts.reduce((sum, part) => sum + part.seconds, 0);
  return (
    <ChartFrame
      name={t("sleep.stages")}
      legend={parts.map((part) => ({ label: t(`metric.${part.stage}`), fill: part.fill }))}
      summary={parts.map((part) => `${t(`metric.${part.stage}`)} ${format.duration(part.seconds)}`).join(", ")}
      columns={[t("sleep.stage"), t("sleep.length"), t("sleep.share")]}
      rows={parts.map((part) => [
        t(`metric.${part.stage}`),
        format.duration(part.seconds),
        format.quantity((part.seconds / total) * 100, "%", 0),
      ])}
    >
      <svg viewBox="0 0 640 44" preserveAspectRatio="none" style={{ blockSize: "2.75rem" }}>
        {parts.map((part, at) => {
          const width = (part.seconds / total) * 640;
          const left = (parts.slice(0, at).reduce((sum, each) => sum + each.seconds, 0) / total) * 640;
          return (
            <rect
              key={part.stage}
              className="mark"
              x={left + 1}
              y={0}
              width={Math.max(0, width - 2)}
              height={44}
              rx={4}
              fill={part.fill}
            />
          );
        })}
      </svg>
    </ChartFrame>
  );
}

/** The night over time. */
function Hypnogram({ night }: { night: Night }) {
  const { t } = useTranslation();
  const stages = useAsk("sleep_stages", { wake_day: night.wake_day });
  const inside = stages.data?.filter((each) => each.start_ms >= night.start_ms && each.end_ms <= night.end_ms) ?? [];
  if (inside.length < 2) return null;
  return <StageChart name={t("sleep.overTime")} stretches={inside} />;
}
