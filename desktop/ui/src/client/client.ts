import type * as T from "./types";

/** Every question that the interface asks: arguments and answer by command. */
export interface Commands {
  today: [{ date?: string }, T.Today];
  profile: [object, T.Profile];
  set_profile: [{ profile: T.Profile }, T.Profile];
  screening: [object, T.Screening | null];
  screen: [{ answers: T.Answers }, T.Screening];
  query: [{ metric: string; from: string; to: string; bucket: "raw" | "hour" | "day" | "week" | "month" }, T.Row[]];
  sleep: [{ from: string; to: string }, T.Night[]];
  workouts: [{ from: string; to: string }, T.Workout[]];
  sources: [object, T.Source[]];
  order_sources: [{ metric: string; sources: string[] }, unknown];
  delete_source: [{ source: string }, unknown];
  plan: [{ version?: number }, T.PlanView];
  plan_versions: [object, T.PlanVersion[]];
  plan_diff: [{ from: number; to: number }, T.PlanChange[]];
  create_plan: [T.PlanRequest, T.PlanView];
  change_plan: [Record<string, unknown>, T.Entry];
  restore_plan: [{ version: number }, T.PlanView];
  log_measurement: [{ metric: string; value: number }, T.Entry];
  log_workout: [T.WorkoutEntry, T.Entry];
  log_meal: [{ text: string; at?: string }, T.Entry];
  log_journal: [Record<string, unknown>, T.Entry];
  approve: [{ id: string }, T.Entry];
  reject: [{ id: string }, T.Proposal];
  proposals: [object, T.Proposal[]];
  sessions: [object, T.SessionRow[]];
  messages: [{ session_id: string }, T.Message[]];
  tools: [object, T.Tool[]];
  call_tool: [{ server: string; tool: string; arguments: Record<string, unknown> }, T.ToolOutcome];
  audit: [{ limit: number }, T.Audit];
  erase: [object, { files: string[] }];
  feedback: [{ turn_id: string; helpful: boolean }, unknown];
  workout_heart_rate: [{ id: string }, T.ChartData];
  sleep_stages: [{ wake_day: string }, T.SleepStretch[]];
  /** A metric in as many points as can be seen. */
  chart: [{ metric: string; from: string; to: string; bucket?: "raw"; max_points?: number }, T.ChartData];
  workout_track: [{ id: string }, T.Track];
  workout_zones: [{ id: string }, T.HeartZones];
  name_session: [{ id: string; name: string }, T.SessionRow];
  delete_session: [{ id: string }, unknown];
  branch_session: [{ id: string; messages: number }, T.SessionRow];
  revise: [{ id: string; arguments: Record<string, unknown> }, T.Proposal];
  models: [object, { active: string; order: string[] }];
  set_model_order: [{ order: string[] }, { order: string[] }];
  local_models: [object, T.LocalModel[]];
  remove_model: [{ name: string }, { bytes: number }];
  bench_model: [{ name: string }, T.ModelSpeed];
  model_limits: [object, T.CloudLimits];
  set_model_limits: [T.CloudLimits, T.CloudLimits];
  model_servers: [object, Record<string, T.ModelServer>];
  set_model_server: [{ name: string; server: T.ModelServer }, unknown];
  remove_model_server: [{ name: string }, unknown];
  service_keys: [object, T.ServiceKey[]];
  /** The key goes to the core, which keeps it; it never comes back. */
  set_service_key: [{ service: string; key: string }, T.ServiceKey];
  remove_service_key: [{ service: string }, unknown];
  shares: [object, T.Share[]];
  share: [{ categories: string[]; shared: boolean }, T.Share[]];
  preview: [{ text: string; coach?: string }, T.Preview | null];
  outbound: [{ limit: number }, T.OutboundEntry[]];
  jobs: [object, T.Job[]];
  sync_status: [object, T.SyncStatus];
  sync_devices: [object, T.SyncDevice[]];
  sync_init: [{ server: string; device: string }, T.SyncAccount];
  sync_recover: [{ server: string; device: string; words: string; account?: string }, { state_of_ms: number }];
  sync_now: [object, T.SyncReport];
  sync_rotate: [object, { epoch: number }];
  sync_revoke: [{ id: string }, T.SyncDevice[]];
  sync_erase: [object, { entries: number; bytes: number }];
  sync_join: [{ server: string; device: string }, T.Enrolment];
  sync_pair: [{ code: string }, T.Enrolment];
  sync_enrolment: [object, T.Enrolment];
  sync_enrolment_cancel: [object, unknown];
  sync_words: [{ words: string }, T.Enrolment];
  /** A setting of the interface, kept by the core so that it outlives this browser. */
  setting: [{ name: string }, { value?: unknown }];
  set_setting: [{ name: string; value: unknown }, unknown];
  doctor: [object, T.Diagnosis];
}

/** Every question whose answer comes in pieces. */
export interface Streams {
  chat: [{ text: string; session_id?: string; coach?: string; standing_approvals?: string[] }, T.CoachEvent];
  demo: [object, T.Progress];
  import: [{ file: File }, T.Progress];
  pull_model: [{ what: string; trust_first_download?: boolean }, T.Progress];
  verify_model: [{ name: string }, T.Progress];
  import_model: [{ file: File }, T.Progress];
  /** Work that was begun elsewhere. */
  follow: [{ id: string }, T.Progress];
}

export type Command = keyof Commands;
export type Stream = keyof Streams;

/** A workout that the core watches over, for as long as this is open. */
export interface LiveLink {
  send(input: T.LiveInput): void;
  close(): void;
}

/** How the desktop app behaves on this machine. Times are `HH:MM:SS`, local. */
export interface Preferences {
  /** Starts when the person logs in, in the tray. */
  autostart: boolean;
  /** Stays in the tray when its window is closed. */
  keep_running: boolean;
  /** Shows its window on a key combination that works everywhere. */
  shortcut: boolean;
  /** When to remind of the day's plan; `null` never. */
  reminder: string | null;
  /** From when to when no notification comes. */
  quiet_from: string;
  quiet_to: string;
}

/** How the desktop app behaves, and what it can do here. */
export interface DeskState {
  preferences: Preferences;
  /** The key combination. */
  shortcut_keys: string;
  /** There is a tray. */
  tray: boolean;
  /** This build can update itself. */
  updates: boolean;
  version: string;
}

/** A newer version. */
export interface Update {
  version: string;
  notes: string;
}

/** Something that came from outside the page. */
export type Arrival =
  | { kind: "go"; place: string }
  | { kind: "import"; id: string; name: string }
  | { kind: "over"; over: boolean }
  | { kind: "saved"; name: string }
  | { kind: "problem"; problem: string };

/** What only the desktop app has. */
export interface Desk {
  state(): Promise<DeskState>;
  set(preferences: Preferences): Promise<DeskState>;
  /** Asks the place of updates, which nothing else ever does. */
  checkUpdate(): Promise<Update | null>;
  installUpdate(): Promise<void>;
  /** Hands over what comes from the menu, the tray, links and files; returns how to stop that. */
  arrivals(on: (arrival: Arrival) => void): () => void;
}

/** The one way from the interface to the core. */
export interface Client {
  readonly kind: "desktop" | "web" | "mock";
  /** What only the desktop app has. */
  readonly desk?: Desk;
  /** Asks once. Rejects with a {@link Problem}. */
  call<C extends Command>(command: C, args: Commands[C][0], signal?: AbortSignal): Promise<Commands[C][1]>;
  /** Asks and hands over each piece; resolves after the last one. Aborting ends the work in the core too. */
  stream<S extends Stream>(
    command: S,
    args: Streams[S][0],
    on: (event: Streams[S][1]) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** The export of everything, or of the plan, as a file. */
  download(
    what:
      | { kind: "everything"; form: "json" | "csv" | "fhir" }
      | { kind: "plan"; form: "json" | "ics" }
      | { kind: "outbound"; id: number },
  ): Promise<Blob>;
  /** Begins to watch over a workout; `session` is the id of the planned session that is gone through. */
  live(on: (event: T.LiveEvent) => void, lost: (problem: Problem) => void, session?: string): LiveLink;
  /** Calls back whenever something was written elsewhere; returns how to stop that. */
  changes(on: () => void): () => void;
}

/** What went wrong, in the core's words, and what kind of thing it is. */
export class Problem extends Error {
  constructor(
    /** `offline`, `unauthorized`, `not_found`, `set_up`, `refused`, `invalid`, `unavailable`, `cancelled` or `internal`. */
    readonly kind: string,
    message: string,
    /** The safety rule that refused it, if one did. */
    readonly rule?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "Problem";
  }
}

/** Any thrown thing as a problem. */
export function problem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof DOMException && thrown.name === "AbortError") return new Problem("cancelled", "");
  return new Problem("internal", thrown instanceof Error ? thrown.message : String(thrown));
}
