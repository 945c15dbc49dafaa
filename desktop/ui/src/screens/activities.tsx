import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useDay } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { HeatChart } from "@/charts/heat";
import { LongChart } from "@/charts/long";
import { TrackChart } from "@/charts/track";
import { ZoneChart } from "@/charts/zones";
import type { Workout } from "@/client/types";
import { Await, Card, Empty, Field, Page, Sheet } from "@/design/parts";
import { daysOf } from "./trends";

const DAYS = 84;
/** Rows that are shown before more are asked for. */
const FIRST = 20;
const localDay = (workout: Workout) =>
  new Date(workout.start_ms + workout.offset_min * 60_000).toISOString().slice(0, 10);

export function ActivitiesScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const day = useDay();
  const [kind, setKind] = useState("");
  const [open, setOpen] = useState<Workout | null>(null);
  const [all, setAll] = useState(false);
  const workouts = useAsk("workouts", { from: daysBefore(day, DAYS - 1), to: day });
  return (
    <Page title={t("nav.activities")} lead={t("activities.lead")}>
      <Await answer={workouts}>
        {(list) => {
          if (list.length === 0) return <Empty title={t("activities.emptyTitle")} text={t("activities.emptyText")} />;
          const kinds = [...new Set(list.map((workout) => workout.kind))].toSorted();
          const shown = list
            .filter((workout) => !kind || workout.kind === kind)
            .toSorted((a, b) => b.start_ms - a.start_ms);
          const sum = (field: "active_s" | "distance_m" | "energy_active_kcal") =>
            shown.reduce((total, workout) => total + (workout[field] ?? 0), 0);
          return (
            <>
              <div className="columns wide">
                <Card title={t("activities.calendar")}>
                  <Calendar workouts={shown} to={day} />
                </Card>
                <Card title={t("activities.totals")}>
                  <dl className="figures">
                    {[
                      [t("activities.count"), format.number(shown.length)],
                      [t("activities.time"), format.duration(sum("active_s"))],
                      [t("activities.distance"), format.quantity(sum("distance_m"), "m")],
                      [t("activities.energy"), format.quantity(sum("energy_active_kcal"), "kcal")],
                    ].map(([name, value]) => (
                      <div className="stat" key={name}>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                      </div>
                    ))}
                  </dl>
                  <Field label={t("activities.filter")}>
                    {(id) => (
                      <select id={id} value={kind} onChange={(event) => setKind(event.target.value)}>
                        <option value="">{t("activities.all")}</option>
                        {kinds.map((each) => (
                          <option key={each} value={each}>
                            {format.name("kind", each)}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                </Card>
              </div>
              <Card className="flush">
                <div className="scroll" tabIndex={0} role="group" aria-label={t("nav.activities")}>
                  <table>
                    <caption className="hidden">{t("nav.activities")}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t("chart.day")}</th>
                        <th scope="col">{t("log.kind")}</th>
                        <th scope="col" className="end">
                          {t("activities.time")}
                        </th>
                        <th scope="col" className="end">
                          {t("activities.distance")}
                        </th>
                        <th scope="col" className="end">
                          {t("metric.heart_rate")}
                        </th>
                        <th scope="col">{t("source.from")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {shown.slice(0, all ? undefined : FIRST).map((workout) => (
                        <tr key={workout.id}>
                          <th scope="row">
                            <button type="button" className="figure-plain" onClick={() => setOpen(workout)}>
                              {format.date(localDay(workout), { weekday: "short", day: "numeric", month: "short" })}
                            </button>
                          </th>
                          <td>{format.name("kind", workout.kind)}</td>
                          <td className="end">{format.duration(workout.active_s)}</td>
                          <td className="end">{workout.distance_m ? format.quantity(workout.distance_m, "m") : "–"}</td>
                          <td className="end">
                            {workout.heart_rate_mean_bpm ? (
                              format.quantity(workout.heart_rate_mean_bpm, "bpm")
                            ) : (
                              <span className="muted">{t("activities.noHr")}</span>
                            )}
                          </td>
                          <td className="muted">{words.say(workout.source.name)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                {!all && shown.length > FIRST && (
                  <p style={{ padding: "0.75rem" }}>
                    <button type="button" className="button small" onClick={() => setAll(true)}>
                      {t("activities.more", { count: shown.length - FIRST })}
                    </button>
                  </p>
                )}
              </Card>
            </>
          );
        }}
      </Await>
      {open && <Detail workout={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Calendar({ workouts, to }: { workouts: Workout[]; to: string }) {
  const { t } = useTranslation();
  // Columns are whole weeks from Monday.
  const lead = (new Date(`${daysBefore(to, DAYS - 1)}T12:00:00Z`).getUTCDay() + 6) % 7;
  const days = daysOf(to, DAYS + lead);
  const by = new Map<string, number>();
  for (const workout of workouts) by.set(localDay(workout), (by.get(localDay(workout)) ?? 0) + workout.active_s);
  return (
    <HeatChart
      name={t("activities.calendar")}
      label={t("activities.time")}
      days={days}
      lead={lead}
      seconds={days.map((day) => by.get(day) ?? 0)}
    />
  );
}

function Detail({ workout, onClose }: { workout: Workout; onClose(): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const heart = useAsk("workout_heart_rate", { id: workout.id });
  const zones = useAsk("workout_zones", { id: workout.id });
  const track = useAsk("workout_track", { id: workout.id });
  const at_s = useMemo(() => heart.data?.at_ms.map((ms) => ms / 1000) ?? [], [heart.data]);
  const facts: [string, string][] = [
    [t("activities.time"), format.duration(workout.active_s)],
    [t("activities.distance"), workout.distance_m ? format.quantity(workout.distance_m, "m") : ""],
    [t("activities.energy"), workout.energy_active_kcal ? format.quantity(workout.energy_active_kcal, "kcal") : ""],
    [t("activities.hrMean"), workout.heart_rate_mean_bpm ? format.quantity(workout.heart_rate_mean_bpm, "bpm") : ""],
    [t("activities.hrMax"), workout.heart_rate_max_bpm ? format.quantity(workout.heart_rate_max_bpm, "bpm") : ""],
    [t("log.rpe"), workout.rpe ? format.number(workout.rpe, 1) : ""],
  ];
  return (
    <Sheet open side onClose={onClose} title={format.name("kind", workout.kind)}>
      <p className="muted">
        {format.instant(workout.start_ms, workout.offset_min, { dateStyle: "full", timeStyle: "short" })} ·{" "}
        {words.say(workout.source.name)}
      </p>
      <dl className="figures">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div className="stat" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {workout.note && <p>{workout.note}</p>}
      {heart.data && at_s.length > 1 ? (
        <LongChart
          name={t("metric.heart_rate")}
          at_s={at_s}
          values={heart.data.value}
          unit="bpm"
          fill="var(--hue-4)"
          offset_min={workout.offset_min}
        />
      ) : (
        !heart.isPending && <p className="small muted">{t("activities.noSeries")}</p>
      )}
      {zones.data && zones.data.zones.some((zone) => zone.seconds > 0) && <ZoneChart zones={zones.data.zones} />}
      {zones.data?.missing && at_s.length > 1 && (
        <p className="small muted">{t("activities.zonesLack", { what: zones.data.missing })}</p>
      )}
      {track.data && track.data.east_m.length > 1 && (
        <TrackChart track={track.data} offset_min={workout.offset_min} name={t("activities.track")} />
      )}
      {workout.sets && workout.sets.length > 0 && (
        <table>
          <caption>{t("source.sets", { count: workout.sets.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("log.exercise")}</th>
              <th scope="col" className="end">
                {t("source.value")}
              </th>
              <th scope="col" className="end">
                {t("log.rpe")}
              </th>
            </tr>
          </thead>
          <tbody>
            {workout.sets.map((set, at) => (
              <tr key={at}>
                <th scope="row">
                  {words.exercise(set.exercise)}
                  {set.warmup && (
                    <>
                      {" "}
                      <span className="chip">{t("live.warmup")}</span>
                    </>
                  )}
                </th>
                <td className="end">
                  {t("log.setText", { reps: set.reps, weight: format.quantity(set.weight_kg, "kg") })}
                </td>
                <td className="end">{set.rpe ? format.number(set.rpe, 1) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}
