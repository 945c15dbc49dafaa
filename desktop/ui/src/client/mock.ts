import { type Client, type Command, type Commands, type Stream, type Streams, Problem } from "./client";
import type * as T from "./types";

const files = import.meta.glob("./fixtures/*.json");

async function recorded<V>(name: string): Promise<V> {
  const file = files[`./fixtures/${name}.json`];
  if (!file) throw new Problem("not_found", name);
  const module = (await file()) as { default: V };
  return structuredClone(module.default);
}

export interface MockOptions {
  /** Nothing set up yet. */
  empty?: boolean;
  /** Every call fails as if the core could not be reached. */
  offline?: boolean;
  /** Text that the coach answers with, whatever is asked. */
  reply?: string;
  /** Milliseconds before each piece. */
  delay_ms?: number;
}

/** Answers from recordings of the real program; for tests and for looking at screens. What is written stays in memory. */
export function mockClient(options: MockOptions = {}): Client {
  let profile: T.Profile | null = null;
  let empty = options.empty ?? false;
  let screening: T.Screening | null | undefined;
  const open = new Map<string, T.Proposal>();
  const messages = new Map<string, T.Message[]>();
  const between = (date: string, args: { from: string; to: string }) => date >= args.from && date <= args.to;
  const entry = (kind: string, value: Record<string, unknown>): T.Entry => ({
    kind,
    text: "",
    entry: { written: true, ...value },
  });

  const answers: { [C in Command]: (args: Commands[C][0]) => Promise<Commands[C][1]> } = {
    today: async () => {
      const today = await recorded<T.Today>("today");
      if (!empty) return today;
      const none = (part: string) => ({
        from: today.date,
        to: today.date,
        figures: [],
        missing: [{ what: part, reason: "no data" }],
      });
      return {
        date: today.date,
        readiness: none("recovery_score"),
        sleep: none("sleep"),
        load: none("load"),
        day: none("day"),
        intake: none("intake"),
        plan: [],
        freshness: [],
      };
    },
    profile: async () => {
      profile ??= await recorded<T.Profile>("profile");
      return empty
        ? {
            ...profile,
            name: null,
            birth_date: null,
            sex: null,
            height_cm: null,
            weight_kg: null,
            level: null,
            goal: null,
          }
        : profile;
    },
    set_profile: async (args) => (profile = args.profile),
    screening: async () => (screening === undefined ? (empty ? null : recorded<T.Screening>("screening")) : screening),
    screen: async (args) => (screening = { ...(await recorded<T.Screening>("screening")), answers: args.answers }),
    query: async (args) => {
      if (empty) return [];
      if (args.metric === "heart_rate") return recorded<T.Row[]>("heartRate");
      const series = await recorded<Record<string, T.Row[]>>("series");
      return (series[args.metric] ?? []).filter((row) => between(row.start.slice(0, 10), args));
    },
    sleep: async (args) =>
      empty ? [] : (await recorded<T.Night[]>("sleep")).filter((night) => between(night.wake_day, args)),
    workouts: async (args) =>
      empty
        ? []
        : (await recorded<T.Workout[]>("workouts")).filter((w) =>
            between(new Date(w.start_ms).toISOString().slice(0, 10), args),
          ),
    sources: async () => (empty ? [] : recorded("sources")),
    order_sources: async () => ({}),
    delete_source: async () => ({}),
    plan: () =>
      empty
        ? Promise.resolve({ plan: null, version: null, suspended: null, interventions: [], text: "" })
        : recorded<T.PlanView>("plan"),
    plan_versions: async () => (empty ? [] : recorded("planVersions")),
    plan_diff: async () => [],
    create_plan: () => recorded<T.PlanView>("plan"),
    change_plan: async () => entry("plan", {}),
    restore_plan: () => recorded<T.PlanView>("plan"),
    log_measurement: async (args) => entry(args.metric, { value: args.value }),
    log_workout: async (args) => entry("workout", { ...args }),
    log_meal: async (args) => {
      const turns = await recorded<T.TurnResult[]>("turns");
      return { ...entry("meal", { text: args.text }), text: turns[2]!.proposals[0]!.summary };
    },
    log_journal: async (args) => entry(String(args.kind), args),
    approve: async (args) => {
      const proposal = open.get(args.id);
      if (!proposal) throw new Problem("not_found", `find the proposal ${args.id}`);
      open.delete(args.id);
      return { ...entry("meal", {}), text: proposal.summary };
    },
    reject: async (args) => {
      const proposal = open.get(args.id);
      if (!proposal) throw new Problem("not_found", `find the proposal ${args.id}`);
      open.delete(args.id);
      return { ...proposal, state: "rejected" };
    },
    proposals: async () => [...open.values()],
    sessions: async () =>
      [...messages]
        .map(([id, list]) => ({ id, created_ms: list[0]?.at_ms ?? 0, agent: "Emma Encourage", messages: list.length }))
        .toReversed(),
    messages: async (args) => messages.get(args.session_id) ?? [],
    tools: () => recorded("tools"),
    call_tool: async (args) => {
      const results = await recorded<Record<string, Record<string, unknown>>>("toolResults");
      const result = empty ? undefined : results[`${args.server}/${args.tool}`];
      return {
        server: args.server,
        tool: args.tool,
        ok: result !== undefined,
        text: "",
        result: result ?? {},
        duration_ms: 8,
      };
    },
    audit: () => recorded("audit"),
    erase: async () => {
      empty = true;
      return { files: ["coach.db", "coach.key"] };
    },
    feedback: async () => null,
    workout_heart_rate: async (args) => {
      const rows = await recorded<T.Row[]>("heartRate");
      const workout = (await recorded<T.Workout[]>("workouts")).find((each) => each.id === args.id);
      const inside = rows.filter(
        (row) => workout && Date.parse(row.start) >= workout.start_ms && Date.parse(row.start) <= workout.end_ms,
      );
      return {
        unit: "/min",
        rows: inside.length,
        at_ms: inside.map((row) => Date.parse(row.start)),
        value: inside.map((row) => row.value),
      };
    },
    sleep_stages: async () => [],
    models: async () => ({ active: "builtin" }),
    setting: async () => ({ value: null }),
    set_setting: async () => null,
    doctor: () => recorded("doctor"),
  };

  async function chat(args: Streams["chat"][0], on: (event: T.CoachEvent) => void, signal?: AbortSignal) {
    const turns = await recorded<T.TurnResult[]>("turns");
    const asked = args.text.toLowerCase();
    const pick = /chest pain|faint/.test(asked)
      ? 3
      : /egg|toast|ate|breakfast/.test(asked)
        ? 2
        : /squat|strong/.test(asked)
          ? 1
          : 0;
    const session_id = args.session_id ?? `mock-${messages.size + 1}`;
    const result = { ...turns[pick]!, session_id, reply: options.reply ?? turns[pick]!.reply };
    const pause = () =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(new Problem("cancelled", ""));
        setTimeout(resolve, options.delay_ms ?? 16);
      });
    on({ type: "run_started", session_id, trace_id: result.trace_id, agent: result.handoffs[0]?.from ?? result.coach });
    for (const handoff of result.handoffs) on({ type: "agent_changed", ...handoff });
    for (const call of result.tool_calls) {
      on({ type: "tool_started", server: call.server, tool: call.tool, arguments: call.arguments });
      await pause();
      on({ type: "tool_finished", ...call, summary: result.reply.split("\n")[0] ?? "" });
    }
    for (const intervention of result.interventions) on({ type: "intervention", intervention });
    on({ type: "citations", citations: result.citations });
    for (const text of result.reply.match(/[\s\S]{1,14}/g) ?? []) {
      await pause();
      on({ type: "text_delta", text });
    }
    for (const proposal of result.proposals) {
      open.set(proposal.id, proposal);
      on({ type: "proposal", proposal });
    }
    const list = messages.get(session_id) ?? [];
    list.push({ index: list.length, at_ms: Date.now(), role: "user", text: args.text, turn_id: result.trace_id });
    list.push({
      index: list.length,
      at_ms: Date.now(),
      role: "assistant",
      text: result.reply,
      turn_id: result.trace_id,
      citations: result.citations,
    });
    messages.set(session_id, list);
    on({ type: "finished", result });
  }

  async function work(on: (event: T.Progress) => void, signal?: AbortSignal) {
    for (let done = 0; done <= 100; done += 10) {
      if (signal?.aborted) throw new Problem("cancelled", "");
      on({ type: "progress", done, total: 100, records: done * 2052, stage: "", seconds_left: (100 - done) / 25 });
      await new Promise((resolve) => setTimeout(resolve, options.delay_ms ?? 16));
    }
    empty = false;
    on({ type: "finished", report: { records: 205283, new: 205283, duplicates: 0, samples: 205283, workouts: 205 } });
  }

  const check = () => {
    if (options.offline) throw new Problem("offline", "");
  };
  return {
    kind: "mock",
    async call(command, args) {
      check();
      return answers[command](args as never) as never;
    },
    async stream<S extends Stream>(
      command: S,
      args: Streams[S][0],
      on: (event: Streams[S][1]) => void,
      signal?: AbortSignal,
    ) {
      check();
      if (command === "chat") return chat(args as Streams["chat"][0], on as (event: T.CoachEvent) => void, signal);
      return work(on as (event: T.Progress) => void, signal);
    },
    download: async (what) => new Blob([JSON.stringify(what)], { type: "application/json" }),
    live(on) {
      on({ event: "began", stop_above_bpm: 175, text: null });
      return {
        send: (input) => {
          if (input.input !== "sample" || input.heart_rate_bpm == null) return;
          if (input.heart_rate_bpm > 175)
            on({
              event: "stop",
              reason: "Your heart rate is above 95 % of its maximum.",
              cool_down_text: "Stop and walk slowly.",
            });
          else on({ event: "zone", text: "Moderate" });
        },
        close: () => undefined,
      };
    },
    changes: () => () => undefined,
  };
}
