import { type Client, type Command, type Commands, Problem, type Stream, type Streams } from "./client";
import { readEvents } from "./sse";
import type { CoachEvent, LiveEvent, Progress } from "./types";

/** A question to a route of the core. */
export interface Request {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/v1/`, without its parameters. */
  path: string;
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of a body. */
  file?: Blob;
  /** Asks for the answer as server-sent events. */
  events?: boolean;
}

/** The path of a question with its parameters. */
export function pathOf({ path, query = {} }: Request): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size ? `${path}?${given}` : path;
}

/** A problem document as a problem. */
export function told(document: { code?: string; detail?: string; rule?: string }): Problem {
  return new Problem(document.code ?? "internal", document.detail ?? "", document.rule);
}

/** A connection for live events. */
export interface Talk {
  say(message: unknown): void;
  close(): void;
}

/** What carries questions to the routes of the core and answers back. */
export interface Carrier {
  readonly kind: Client["kind"];
  /** Asks a route; rejects with a {@link Problem} when it refuses. */
  send(request: Request, signal?: AbortSignal): Promise<Response>;
  /** Opens a connection for live events. What is said before it stands is kept. `closed` is not called after `close`. */
  talk(on: { open?(): void; message(message: unknown): void; closed(): void }): Talk;
}

const at = (text: string) => encodeURIComponent(text);

/** Which route answers which command. */
const ROUTES: { [C in Exclude<Command, "audit" | "log_journal">]: (args: Commands[C][0]) => Request } = {
  today: ({ date }) => ({ path: "today", query: { date } }),
  profile: () => ({ path: "users/me" }),
  set_profile: ({ profile }) => ({ method: "PUT", path: "users/me", body: profile }),
  screening: () => ({ path: "screening" }),
  screen: ({ answers }) => ({ method: "POST", path: "screening", body: answers }),
  query: ({ metric, ...query }) => ({ path: `query/${at(metric)}`, query }),
  sleep: (query) => ({ path: "sleep", query }),
  sleep_stages: ({ wake_day }) => ({ path: `sleep/${at(wake_day)}/stages` }),
  workouts: (query) => ({ path: "workouts/sessions", query }),
  workout_heart_rate: ({ id }) => ({ path: `workouts/sessions/${at(id)}/heart-rate` }),
  sources: () => ({ path: "sources" }),
  order_sources: ({ metric, sources }) => ({ method: "PUT", path: `sources/order/${at(metric)}`, body: { sources } }),
  delete_source: ({ source }) => ({ method: "DELETE", path: `sources/${at(source)}` }),
  plan: ({ version }) => ({ path: "workouts/plans", query: { version } }),
  plan_versions: () => ({ path: "workouts/plans/current/versions" }),
  plan_diff: (query) => ({ path: "workouts/plans/current/diff", query }),
  create_plan: (body) => ({ method: "POST", path: "workouts/plans", body }),
  change_plan: (body) => ({ method: "PUT", path: "workouts/plans/current", body }),
  restore_plan: (body) => ({ method: "POST", path: "workouts/plans/current/versions", body }),
  log_measurement: (body) => ({ method: "POST", path: "log/measurement", body }),
  log_workout: (body) => ({ method: "POST", path: "workouts/sessions", body }),
  log_meal: (body) => ({ method: "POST", path: "log/meal", body }),
  approve: ({ id }) => ({ method: "POST", path: `proposals/${at(id)}/approve` }),
  reject: ({ id }) => ({ method: "POST", path: `proposals/${at(id)}/reject` }),
  proposals: () => ({ path: "proposals" }),
  sessions: () => ({ path: "sessions" }),
  messages: ({ session_id }) => ({ path: `sessions/${at(session_id)}/messages` }),
  feedback: ({ turn_id, helpful }) => ({ method: "PUT", path: `ai/turns/${at(turn_id)}/feedback`, body: { helpful } }),
  tools: () => ({ path: "tools" }),
  call_tool: ({ server, tool, arguments: body }) => ({ method: "POST", path: `tools/${at(server)}/${at(tool)}`, body }),
  erase: () => ({ method: "POST", path: "privacy/delete", body: { confirm: "delete everything" } }),
  doctor: () => ({ path: "doctor" }),
  chart: ({ metric, ...query }) => ({ path: `chart/${at(metric)}`, query }),
  workout_track: ({ id }) => ({ path: `workouts/sessions/${at(id)}/track`, query: { max_points: 400 } }),
  workout_zones: ({ id }) => ({ path: `workouts/sessions/${at(id)}/zones` }),
  name_session: ({ id, name }) => ({ method: "PUT", path: `sessions/${at(id)}`, body: { name } }),
  delete_session: ({ id }) => ({ method: "DELETE", path: `sessions/${at(id)}` }),
  branch_session: ({ id, messages }) => ({ method: "POST", path: `sessions/${at(id)}/branch`, body: { messages } }),
  revise: ({ id, arguments: changed }) => ({
    method: "POST",
    path: `proposals/${at(id)}/revise`,
    body: { arguments: changed },
  }),
  models: () => ({ path: "models" }),
  set_model_order: (body) => ({ method: "PUT", path: "models/order", body }),
  local_models: () => ({ path: "models/local" }),
  remove_model: ({ name }) => ({ method: "DELETE", path: `models/local/${at(name)}` }),
  bench_model: ({ name }) => ({ method: "POST", path: `models/local/${at(name)}/bench` }),
  model_limits: () => ({ path: "models/limits" }),
  set_model_limits: (body) => ({ method: "PUT", path: "models/limits", body }),
  model_servers: () => ({ path: "models/servers" }),
  set_model_server: ({ name, server }) => ({ method: "PUT", path: `models/servers/${at(name)}`, body: server }),
  remove_model_server: ({ name }) => ({ method: "DELETE", path: `models/servers/${at(name)}` }),
  service_keys: () => ({ path: "models/keys" }),
  set_service_key: ({ service, key }) => ({ method: "PUT", path: `models/keys/${at(service)}`, body: { key } }),
  remove_service_key: ({ service }) => ({ method: "DELETE", path: `models/keys/${at(service)}` }),
  shares: () => ({ path: "privacy/shares" }),
  share: (body) => ({ method: "PUT", path: "privacy/shares", body }),
  preview: (body) => ({ method: "POST", path: "privacy/preview", body }),
  outbound: (query) => ({ path: "privacy/outbound", query }),
  jobs: () => ({ path: "jobs" }),
  sync_status: () => ({ path: "sync" }),
  sync_devices: () => ({ path: "sync/devices" }),
  sync_init: (body) => ({ method: "POST", path: "sync", body }),
  sync_recover: (body) => ({ method: "POST", path: "sync/recover", body }),
  sync_now: () => ({ method: "POST", path: "sync/now" }),
  sync_rotate: () => ({ method: "POST", path: "sync/rotate" }),
  sync_revoke: ({ id }) => ({ method: "DELETE", path: `sync/devices/${at(id)}` }),
  sync_erase: () => ({ method: "DELETE", path: "sync", body: { confirm: "erase the account" } }),
  sync_join: (body) => ({ method: "POST", path: "sync/join", body }),
  sync_pair: (body) => ({ method: "POST", path: "sync/pair", body }),
  sync_enrolment: () => ({ path: "sync/enrolment" }),
  sync_enrolment_cancel: () => ({ method: "DELETE", path: "sync/enrolment" }),
  sync_words: (body) => ({ method: "POST", path: "sync/enrolment/words", body }),
  setting: ({ name }) => ({ path: `settings/${at(name)}` }),
  set_setting: ({ name, value }) => ({ method: "PUT", path: `settings/${at(name)}`, body: { value } }),
};

interface Job {
  id: string;
  state: "running" | "done" | "cancelled" | "failed";
  phase: string;
  done: number;
  total: number;
  records: number;
  seconds_left: number | null;
  report: Record<string, unknown> | null;
  demo: Record<string, unknown> | null;
  model: Record<string, unknown> | null;
  problem: { code: string; detail: string; rule?: string } | null;
}

/** The client over the routes of the core, whatever carries them. */
export function routeClient(carrier: Carrier): Client {
  const send = carrier.send.bind(carrier);
  async function answer(request: Request, signal?: AbortSignal): Promise<unknown> {
    const response = await send(request, signal);
    return response.status === 204 ? null : response.json();
  }

  /** The journal has a route for each kind of entry; in the interface an entry names its kind. */
  function journal(entry: Record<string, unknown>): Request {
    const { kind, text, score, ...rest } = entry;
    const of: Record<string, [string, unknown]> = {
      pain: ["pain", { ...rest, score, note: text }],
      symptom: ["symptom", { text, severity: score }],
      mood: ["mood", { score, note: text }],
      habit: ["habit", rest],
      cleared: ["clearance", rest],
    };
    const [path, body] = of[String(kind)] ?? ["symptom", { text }];
    return { method: "POST", path: `log/${path}`, body };
  }

  async function audit(limit: number, signal?: AbortSignal): Promise<unknown> {
    const [accesses, interventions, log] = await Promise.all(
      ["audit", "interventions", "log"].map((part) => answer({ path: `privacy/${part}`, query: { limit } }, signal)),
    );
    return { accesses, interventions, log };
  }

  async function chat(args: Streams["chat"][0], on: (event: CoachEvent) => void, signal?: AbortSignal): Promise<void> {
    const response = await send({ method: "POST", path: "ai/chat", body: args, events: true }, signal);
    try {
      await readEvents(response.body!, (name, data) => {
        if (name === "problem") throw told(data as { code: string; detail: string; rule?: string });
        on(data as CoachEvent);
      });
    } catch (thrown) {
      if (thrown instanceof Problem) throw thrown;
      throw new Problem(signal?.aborted ? "cancelled" : "offline", "");
    }
  }

  /** Begins long work and follows it; giving up cancels the work itself, not only the following. */
  async function work(
    begin: () => Promise<Response>,
    on: (event: Progress) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const job = (await (await begin()).json()) as Job;
    const cancel = () => void send({ method: "DELETE", path: `jobs/${at(job.id)}` }).catch(() => undefined);
    signal?.addEventListener("abort", cancel, { once: true });
    if (signal?.aborted) cancel();
    let last = job;
    try {
      const events = await send({ path: `jobs/${at(job.id)}/events`, events: true });
      await readEvents(events.body!, (_, data) => {
        last = data as Job;
        if (last.state === "running")
          on({
            type: "progress",
            done: last.done,
            total: last.total,
            records: last.records,
            stage: last.phase,
            seconds_left: last.seconds_left,
          });
      });
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
    if (last.state === "cancelled") throw new Problem("cancelled", "");
    if (last.state === "failed") throw told(last.problem ?? {});
    on({ type: "finished", report: last.report ?? last.demo ?? last.model ?? {} });
  }

  return {
    kind: carrier.kind,
    call<C extends Command>(command: C, args: Commands[C][0], signal?: AbortSignal) {
      if (command === "audit") return audit((args as Commands["audit"][0]).limit, signal) as Promise<Commands[C][1]>;
      const request =
        command === "log_journal"
          ? journal(args as Record<string, unknown>)
          : ROUTES[command as keyof typeof ROUTES](args as never);
      return answer(request, signal) as Promise<Commands[C][1]>;
    },
    stream<S extends Stream>(
      command: S,
      args: Streams[S][0],
      on: (event: Streams[S][1]) => void,
      signal?: AbortSignal,
    ) {
      if (command === "chat") return chat(args as Streams["chat"][0], on as (event: CoachEvent) => void, signal);
      const begin: { [S in Exclude<Stream, "chat">]: (args: Streams[S][0]) => Request } = {
        import: ({ file }) => ({ method: "POST", path: "imports", query: { name: file.name }, file }),
        pull_model: (body) => ({ method: "POST", path: "models/local", body }),
        verify_model: ({ name }) => ({ method: "POST", path: `models/local/${at(name)}/verify` }),
        import_model: ({ file }) => ({ method: "POST", path: "models/imports", query: { file: file.name }, file }),
        demo: () => ({ method: "POST", path: "demo", body: {} }),
        follow: ({ id }) => ({ path: `jobs/${at(id)}` }),
      };
      const request = begin[command as keyof typeof begin](args as never);
      // Work that is given up before its name is known would go on: only a file that is still on its way is broken off.
      return work(() => send(request, request.file && signal), on as (event: Progress) => void, signal);
    },
    async download(what) {
      const request =
        what.kind === "plan"
          ? { path: `workouts/plans/current/export/${what.form}/plan.${what.form}` }
          : what.kind === "outbound"
            ? { path: `privacy/outbound/${what.id}` }
            : { path: "privacy/export", query: { format: what.form } };
      return (await send(request)).blob();
    },
    live(on, lost, session) {
      const talk = carrier.talk({
        message(data) {
          const message = data as { type: string; event?: LiveEvent; problem?: { code: string; detail: string } };
          if (message.type === "live" && message.event) on(message.event);
          else if (message.problem) lost(told(message.problem));
        },
        closed: () => lost(new Problem("offline", "")),
      });
      talk.say({ type: "live_start", session });
      return { send: (input) => talk.say({ type: "live_input", input }), close: talk.close };
    },
    changes(on) {
      let talk: Talk;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let lost = false;
      const connect = () => {
        let opened = false;
        talk = carrier.talk({
          open() {
            opened = true;
            if (lost) on();
            lost = false;
          },
          message: (data) => (data as { type: string }).type === "changed" && on(),
          // The core may come back; asking now and then costs nothing on the same machine.
          closed() {
            // Whether the core is gone shows in the next answer that is asked for.
            if (opened) on();
            lost = true;
            timer = setTimeout(connect, 5000);
          },
        });
      };
      connect();
      return () => {
        clearTimeout(timer);
        talk.close();
      };
    },
  };
}
