import { Link } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysBefore, useAsk, useClient, useDay, useTell } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { save } from "@/charts/export";
import { problem } from "@/client/client";
import type { Plan, PlannedSession } from "@/client/types";
import { Await, Card, Empty, Field, Page, Segments, Sheet, tell, Wrong } from "@/design/parts";
import { minutes, SessionBlocks } from "./session";

const CHANGES = ["less_time", "too_hard", "too_easy", "skip", "no_equipment", "illness"] as const;

export function PlanScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const client = useClient();
  const plan = useAsk("plan", {});
  const [making, setMaking] = useState(false);
  const [versions, setVersions] = useState(false);
  const get = (form: "json" | "ics") =>
    client.download({ kind: "plan", form }).then(
      (blob) => save(`plan.${form}`, blob),
      (thrown: unknown) => tell(words.wrong(problem(thrown))),
    );
  return (
    <Page
      title={t("nav.plan")}
      lead={plan.data?.plan ? words.plan(plan.data.plan) : undefined}
      action={
        plan.data?.plan && (
          <>
            <button type="button" className="button" onClick={() => setVersions(true)}>
              {t("plan.versions")}
            </button>
            <button type="button" className="button" onClick={() => void get("ics")}>
              <Download aria-hidden />
              {t("plan.calendar")}
            </button>
            <button type="button" className="button primary" onClick={() => setMaking(true)}>
              {t("plan.new")}
            </button>
          </>
        )
      }
    >
      <Await answer={plan}>
        {(view) =>
          view.plan ? (
            <>
              {view.suspended && <p className="notice bad">{words.say(view.suspended.detail)}</p>}
              <Weeks plan={view.plan} />
              {view.plan.reason && (
                <Card title={t("plan.why")}>
                  <p>{words.say(view.plan.reason)}</p>
                </Card>
              )}
            </>
          ) : (
            <Empty title={t("plan.emptyTitle")} text={view.suspended ? words.say(view.suspended.detail) : t("plan.emptyText")}>
              <button type="button" className="button primary" onClick={() => setMaking(true)}>
                {t("plan.new")}
              </button>
              <Link className="button" to="/coach">
                {t("plan.askCoach")}
              </Link>
            </Empty>
          )
        }
      </Await>
      <Make open={making} onClose={() => setMaking(false)} />
      <Versions open={versions} onClose={() => setVersions(false)} />
    </Page>
  );
}

function Weeks({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const now = useDay();
  const weekOf = (day: string) => Math.floor((Date.parse(day) - Date.parse(plan.start)) / (7 * 86_400_000));
  const current = Math.max(0, Math.min(plan.weeks - 1, weekOf(now)));
  const [week, setWeek] = useState(current);
  const [chosen, setChosen] = useState<string | null>(null);
  const days = Array.from({ length: 7 }, (_, at) => daysBefore(plan.start, -(week * 7 + at)));
  const of = (day: string) => plan.sessions.filter((session) => session.date === day);
  const sessions = days.flatMap(of);
  const session =
    sessions.find((each) => each.id === chosen) ?? sessions.find((each) => each.date >= now) ?? sessions[0];
  const turn = (by: number) => {
    setWeek(week + by);
    setChosen(null);
  };
  return (
    <div className="stack">
      <div className="row spread">
        <div className="row">
          <button
            type="button"
            className="button icon"
            disabled={week === 0}
            aria-label={t("plan.previousWeek")}
            onClick={() => turn(-1)}
          >
            <ChevronLeft aria-hidden className="flip" />
          </button>
          <h2 aria-live="polite">{t("plan.week", { at: format.number(week + 1), of: format.number(plan.weeks) })}</h2>
          <button
            type="button"
            className="button icon"
            disabled={week === plan.weeks - 1}
            aria-label={t("plan.nextWeek")}
            onClick={() => turn(1)}
          >
            <ChevronRight aria-hidden className="flip" />
          </button>
          {sessions.some((each) => each.deload) && <span className="chip accent">{t("plan.deload")}</span>}
        </div>
        <span className="small muted">
          {t("plan.weekSum", {
            count: sessions.length,
            time: format.duration(sessions.reduce((sum, each) => sum + minutes(each) * 60, 0)),
          })}
        </span>
      </div>
      <div className="week">
        {days.map((day) => {
          const planned = of(day);
          const label = format.date(day, { weekday: "short", day: "numeric" });
          const mark = day === now ? "today-day" : "";
          if (planned.length === 0)
            return (
              <div key={day} className={`day rest ${mark}`}>
                <span className="tiny">{label}</span>
                <span className="small">{t("plan.rest")}</span>
              </div>
            );
          return planned.map((each) => (
            <button
              key={each.id}
              type="button"
              className={`day ${mark}`}
              aria-pressed={each === session}
              onClick={() => setChosen(each.id)}
            >
              <span className="tiny muted">{label}</span>
              <strong>{words.session(each)}</strong>
              <span className="tiny muted">{format.duration(minutes(each) * 60)}</span>
            </button>
          ));
        })}
      </div>
      {session && <SessionCard key={session.id} session={session} />}
    </div>
  );
}

function SessionCard({ session }: { session: PlannedSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const change = useTell("change_plan");
  const [less, setLess] = useState("25");
  const [to, setTo] = useState(session.date);
  const tellChange = (what: Record<string, unknown>) =>
    change.mutate(what, { onSuccess: (entry) => tell(words.line(entry.text) || t("plan.changed")) });
  // Some changes are of a session, others of the days that it lies on.
  const toSession = { session: session.id };
  const toDay = { from: session.date, to: session.date };
  const of = {
    less_time: { ...toDay, minutes: Number(less) },
    no_equipment: { ...toDay, equipment: ["none"] },
    illness: toDay,
    too_hard: toSession,
    too_easy: toSession,
    skip: toSession,
  };
  return (
    <Card
      title={`${format.date(session.date, { weekday: "long", day: "numeric", month: "long" })}: ${words.session(session)}`}
      note={session.start && t("plan.begins", { time: session.start.slice(0, 5) })}
    >
      <div className="stack">
        <SessionBlocks session={session} />
        {change.error && <Wrong inline problem={change.error} />}
        <div className="row">
          <Link className="button primary" to="/live" search={{ session: session.id } as never}>
            {t("today.start")}
          </Link>
          {CHANGES.map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              disabled={change.isPending}
              onClick={() => tellChange({ change: kind, ...of[kind] })}
            >
              {t(`plan.change.${kind}`, { value: less })}
            </button>
          ))}
        </div>
        <div className="row" style={{ alignItems: "end" }}>
          <Field label={t("plan.minutesLeft")}>
            {(id) => (
              <input
                id={id}
                type="number"
                min={10}
                max={120}
                value={less}
                onChange={(event) => setLess(event.target.value)}
              />
            )}
          </Field>
          <Field label={t("plan.moveTo")}>
            {(id) => <input id={id} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
          </Field>
          <button
            type="button"
            className="button"
            disabled={change.isPending || to === session.date}
            onClick={() => tellChange({ change: "move", ...toSession, to_date: to })}
          >
            {t("plan.move")}
          </button>
        </div>
      </div>
    </Card>
  );
}

const GOALS = ["strength", "muscle", "running", "cycling", "weight_loss", "health", "mixed"] as const;
const PLACES = ["gym", "home", "hotel", "none"] as const;

function Make(props: { open: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const create = useTell("create_plan");
  const [form, setForm] = useState({ goal: "mixed", weeks: "8", days: "3", minutes: "45", place: "gym" });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t("plan.new")}
      foot={
        <button
          type="button"
          className="button primary"
          disabled={create.isPending}
          onClick={() =>
            create.mutate(
              {
                goal: form.goal,
                weeks: Number(form.weeks),
                days: Number(form.days),
                minutes: Number(form.minutes),
                equipment: [form.place],
              },
              {
                onSuccess: () => {
                  tell(t("plan.made"));
                  props.onClose();
                },
              },
            )
          }
        >
          {t("plan.make")}
        </button>
      }
    >
      <p className="small muted">{t("plan.makeLead")}</p>
      <Field label={t("plan.goal")}>
        {(id) => (
          <select id={id} value={form.goal} onChange={(event) => set({ goal: event.target.value })}>
            {GOALS.map((goal) => (
              <option key={goal} value={goal}>
                {t(`goal.${goal}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="columns narrow">
        <Field label={t("plan.weeks")}>
          {(id) => (
            <input
              id={id}
              type="number"
              min={1}
              max={26}
              value={form.weeks}
              onChange={(event) => set({ weeks: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("plan.days")}>
          {(id) => (
            <input
              id={id}
              type="number"
              min={1}
              max={7}
              value={form.days}
              onChange={(event) => set({ days: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("plan.minutes")}>
          {(id) => (
            <input
              id={id}
              type="number"
              min={15}
              max={120}
              value={form.minutes}
              onChange={(event) => set({ minutes: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Segments
        label={t("plan.place")}
        value={form.place as "gym"}
        options={PLACES.map((place) => ({ value: place as "gym", label: t(`place.${place}`) }))}
        onChange={(place) => set({ place })}
      />
      {create.error && <Wrong inline problem={create.error} />}
    </Sheet>
  );
}

function Versions(props: { open: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const versions = useAsk("plan_versions", {}, { enabled: props.open });
  const restore = useTell("restore_plan");
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t("plan.versions")} side>
      <Await answer={versions}>
        {(list) => (
          <ul role="list" className="list">
            {list
              .toSorted((a, b) => b.number - a.number)
              .map((version, at) => (
                <li key={version.number}>
                  <div className="grow">
                    <strong>{t("plan.version", { number: format.number(version.number) })}</strong>
                    <p className="small muted">
                      {format.instant(version.at_ms, undefined, { dateStyle: "medium", timeStyle: "short" })} ·{" "}
                      {format.name("actor", version.actor, version.actor)}
                    </p>
                    <p className="small">{words.say(version.reason)}</p>
                  </div>
                  {at > 0 && (
                    <button
                      type="button"
                      className="button small"
                      disabled={restore.isPending}
                      onClick={() =>
                        restore.mutate(
                          { version: version.number },
                          {
                            onSuccess: () => {
                              tell(t("plan.changed"));
                              props.onClose();
                            },
                          },
                        )
                      }
                    >
                      {t("plan.restore")}
                    </button>
                  )}
                </li>
              ))}
          </ul>
        )}
      </Await>
      {restore.error && <Wrong inline problem={restore.error} />}
    </Sheet>
  );
}
