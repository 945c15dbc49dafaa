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
  /** A tool answers with 5 MB. */
  huge?: boolean;
  /** This device is in an account. */
  synced?: boolean;
  /** Text that the coach answers with, whatever is asked. */
  reply?: string;
  /** Milliseconds before each piece. */
  delay_ms?: number;
}

/** A night of the recorded length in the usual order of stages: nights are recorded as sums. */
function stages(night: T.Night): T.SleepStretch[] {
  const order = ["light", "deep", "light", "rem", "light", "awake", "light", "deep", "light", "rem"] as const;
  const length = (night.end_ms - night.start_ms) / (order.length * 3);
  return Array.from({ length: order.length * 3 }, (_, at) => ({
    stage: order[at % order.length]!,
    start_ms: night.start_ms + at * length,
    end_ms: night.start_ms + (at + 1) * length,
    offset_min: night.offset_min,
  }));
}

/** A way around a park: the sample person carries no receiver of places. */
function track(id: string): T.Track {
  if (!id) return { rows: 0, east_m: [], north_m: [], at_ms: [], elevation_m: [] };
  const turn = Array.from({ length: 160 }, (_, at) => (at / 159) * Math.PI * 2);
  const wide = (angle: number) => 620 + 90 * Math.sin(3 * angle) + 40 * Math.cos(7 * angle);
  return {
    rows: 2405,
    east_m: turn.map((angle) => wide(angle) * Math.cos(angle)),
    north_m: turn.map((angle) => 0.7 * wide(angle) * Math.sin(angle)),
    at_ms: turn.map((_, at) => 1_795_600_000_000 + at * 15_000),
    elevation_m: turn.map((angle) => 41 + 6 * Math.sin(angle * 2)),
  };
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

  const names = new Map<string, string>();
  const keys = new Set<string>();
  let order: string[] = [];
  let limits: T.CloudLimits = { tokens_per_day: 1_000_000, timeout_s: 30 };
  let shares: T.Share[] = [
    "conversation",
    "profile",
    "biometrics",
    "sleep",
    "activity",
    "workouts",
    "nutrition",
    "body",
    "journal",
    "further_servers",
  ].map((category) => ({ category, covers: category, shared: false }));
  let enrolment: T.Enrolment | null = null;
  const row = (id: string): T.SessionRow => {
    const list = messages.get(id) ?? [];
    return {
      id,
      created_ms: list[0]?.at_ms ?? 0,
      agent: "Emma Encourage",
      messages: list.length,
      name: names.get(id) || null,
      about: list[0]?.text ?? null,
    };
  };

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
        .map(([id]) => row(id))
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
    sleep_stages: async (args) => {
      const night = (await recorded<T.Night[]>("sleep")).find((each) => each.wake_day === args.wake_day && !each.nap);
      return night ? stages(night) : [];
    },
    chart: async (args) => {
      const rows = empty ? [] : await recorded<T.Row[]>("heartRate");
      const inside = rows.filter((row) => between(row.start.slice(0, 10), args));
      return {
        unit: "/min",
        rows: inside.length,
        at_ms: inside.map((row) => Date.parse(row.start)),
        value: inside.map((row) => row.value),
      };
    },
    workout_track: async (args) => {
      const workout = (await recorded<T.Workout[]>("workouts")).find((each) => each.id === args.id);
      return track(workout?.kind === "running" ? args.id : "");
    },
    workout_zones: async (args) => {
      // Only where there is a heart rate to tell zones from.
      const { rows } = await answers.workout_heart_rate({ id: args.id });
      if (rows === 0) return { zones: [], missing: null };
      const zone = (name: string, from_bpm: number, to_bpm: number, minutes: number) => ({
        zone: name,
        from_bpm,
        to_bpm,
        seconds: minutes * 60,
      });
      return {
        zones: [
          zone("light", 93, 107, 11),
          zone("moderate", 107, 133, 25),
          zone("vigorous", 133, 173, 13),
          zone("near_max", 173, 186, 0),
        ],
        missing: null,
      };
    },
    name_session: async (args) => {
      names.set(args.id, args.name);
      return row(args.id);
    },
    delete_session: async (args) => {
      messages.delete(args.id);
      return null;
    },
    branch_session: async (args) => {
      const id = `mock-${messages.size + 1}`;
      messages.set(id, (messages.get(args.id) ?? []).slice(0, args.messages));
      return row(id);
    },
    revise: async (args) => {
      const proposal = open.get(args.id);
      if (!proposal) throw new Problem("not_found", `find the proposal ${args.id}`);
      const revised = { ...proposal, id: `${args.id}-again`, arguments: args.arguments };
      open.delete(args.id);
      open.set(revised.id, revised);
      return revised;
    },
    models: async () => ({ active: "builtin", order }),
    set_model_order: async (args) => ({ order: (order = args.order) }),
    local_models: () => recorded("models"),
    remove_model: async () => ({ bytes: 0 }),
    bench_model: async (args) => ({
      name: args.name,
      load_s: 1.4,
      prompt_tokens: 611,
      prompt_tokens_per_s: 182,
      written_tokens: 96,
      written_tokens_per_s: 21.5,
    }),
    model_limits: async () => limits,
    set_model_limits: async (args) => (limits = args),
    model_servers: async () => ({}),
    set_model_server: async () => null,
    remove_model_server: async () => null,
    service_keys: async () => [...keys].map((service) => ({ service, in_keyring: true })),
    set_service_key: async (args) => {
      keys.add(args.service);
      return { service: args.service, in_keyring: true };
    },
    remove_service_key: async (args) => keys.delete(args.service),
    shares: async () => shares,
    share: async (args) =>
      (shares = shares.map((each) =>
        args.categories.includes("all") || args.categories.includes(each.category)
          ? { ...each, shared: args.shared }
          : each,
      )),
    preview: async () => null,
    outbound: async () => [],
    jobs: async () => [],
    sync_status: async () => {
      if (!options.synced) throw new Problem("set_up", "find an account: this device is in none");
      return {
        account: "4f2k9-7mq3x-0z8dc-1hw5",
        server: "https://sync.example.org/",
        device: "9c41d07ab3",
        devices: 2,
        epoch: 1,
        unsent: 3,
        unsent_blobs: 0,
        quarantined: 0,
        last_sync_ms: Date.UTC(2026, 10, 26, 7, 40),
        alerts: [{ alert: "kept_back", device: "51be20ff8e" }],
        trimmed_ms: Date.UTC(2026, 10, 20, 7, 40),
        log_entries: 212,
        waiting_for: [],
      };
    },
    sync_devices: async () => [
      { id: "9c41d07ab3", name: "Laptop", this: true, revoked: false, added_ms: Date.UTC(2026, 8, 1), entries: 212 },
      { id: "51be20ff8e", name: "Phone", this: false, revoked: false, added_ms: Date.UTC(2026, 8, 2), entries: 140 },
      { id: "07aa11c2d4", name: "Old phone", this: false, revoked: true, added_ms: Date.UTC(2025, 2, 9), entries: 88 },
    ],
    sync_init: async (args) => ({
      account: "4f2k9-7mq3x-0z8dc-1hw5",
      server: args.server,
      // From the test vectors of BIP-39: a key of zeros.
      recovery_words: [...Array<string>(23).fill("abandon"), "art"],
      kit: "",
    }),
    sync_recover: async () => ({ state_of_ms: Date.UTC(2026, 10, 25) }),
    sync_now: async () => ({
      sent: 3,
      received: 1,
      blobs_sent: 0,
      blobs_received: 0,
      blobs_missing: 0,
      round_trips: 4,
      alerts: [],
      words: [],
      interventions: [],
    }),
    sync_rotate: async () => ({ epoch: 2 }),
    sync_revoke: async () => [],
    sync_erase: async () => ({ entries: 352, bytes: 91_000 }),
    sync_join: async () => (enrolment = await recorded<T.Enrolment>("enrolment")),
    sync_pair: async () =>
      (enrolment = { ...(await recorded<T.Enrolment>("enrolment")), side: "lets_in", stage: "asks_words", code: null }),
    sync_enrolment: async () => {
      if (!enrolment) throw new Problem("not_found", "find an enrolment");
      return enrolment;
    },
    sync_enrolment_cancel: async () => (enrolment = null),
    sync_words: async () => {
      if (!enrolment) throw new Problem("not_found", "find an enrolment");
      return (enrolment = { ...enrolment, stage: "done" });
    },
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
      const summary = options.huge ? "lorem ipsum ".repeat(437_000) : (result.reply.split("\n")[0] ?? "");
      on({ type: "tool_finished", ...call, summary });
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
      // Tests count what is asked.
      const page = globalThis as { pocketcoachAsked?: number };
      page.pocketcoachAsked = (page.pocketcoachAsked ?? 0) + 1;
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
