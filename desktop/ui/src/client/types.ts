// What the core answers, as the screens use it. Names and units are the core's own.

/** A number that was computed from the person's data, with where it came from. */
export interface Figure {
  name: string;
  label: string;
  /** The number in words, in the person's units. */
  text: string;
  value: number;
  /** UCUM unit; empty when there is none. */
  unit: string;
  metric: string;
  source: string;
  from: string | null;
  to: string | null;
  confidence?: "high" | "medium" | "low";
}

/** Something that a result would need and does not have. */
export interface Missing {
  what: string;
  reason: string;
}

export interface Figures {
  from: string;
  to: string;
  figures: Figure[];
  missing: Missing[];
}

export interface Driver {
  name: string;
  metric: string;
  effect: "helps" | "hurts" | "neutral";
  z: number;
  weight: number;
}

export interface Readiness extends Figures {
  band?: "low" | "moderate" | "high" | null;
  drivers?: Driver[];
}

export interface LoadDay {
  date: string;
  load: number;
  workouts: number;
  unknown: number;
  ctl: number | null;
  atl: number | null;
  tsb: number | null;
}

export interface Load extends Figures {
  method?: string;
  form?: string;
  days?: LoadDay[];
}

export interface Freshness {
  metric: string;
  first_day: string;
  last_day: string;
  samples: number;
}

export interface ToolWorkout {
  id: string;
  date: string;
  start: string;
  kind: string;
  active_s: number;
}

export interface Today {
  date: string;
  readiness: Readiness;
  sleep: Figures;
  load: Load;
  day: Figures & { workouts?: ToolWorkout[]; sources?: { name: string; last_day: string }[] };
  intake: Figures & { targets_from?: string | null; meals?: number };
  plan: PlannedSession[];
  freshness: Freshness[];
}

export interface Effort {
  low: number;
  high: number;
}

export interface PlannedSet {
  reps?: number;
  /** Length of a timed set. */
  seconds?: number;
  weight_kg?: number;
  rest_s?: number;
  rpe?: number;
  warmup: boolean;
}

export interface Block {
  name: string;
  exercise: string;
  part: "warm_up" | "main" | "cool_down";
  minutes: number;
  rpe?: Effort;
  note?: string;
  sets?: PlannedSet[];
  heart_rate?: { low_bpm: number; high_bpm: number };
}

export interface PlannedSession {
  id: string;
  date: string;
  start?: string;
  title: string;
  deload: boolean;
  blocks: Block[];
}

export interface Plan {
  id: string;
  title: string;
  goal: string;
  start: string;
  weeks: number;
  first_deload: number;
  sessions: PlannedSession[];
  reason: string;
}

export interface Intervention {
  rule: string;
  action: string;
  detail: string;
}

export interface PlanView {
  plan: Plan | null;
  version: number | null;
  suspended: Intervention | null;
  interventions: Intervention[];
}

export interface PlanVersion {
  number: number;
  at_ms: number;
  actor: string;
  title: string;
  reason: string;
}

export interface PlanChange {
  session?: string;
  date?: string;
  what: string;
  from?: string | null;
  to?: string | null;
}

export interface Row {
  start: string;
  value: number;
  min?: number;
  max?: number;
  unit: string;
  count: number;
  source: string;
}

export interface Night {
  wake_day: string;
  nap: boolean;
  start_ms: number;
  end_ms: number;
  offset_min: number;
  asleep_s: number;
  in_bed_s: number;
  awake_s: number;
  light_s: number | null;
  deep_s: number | null;
  rem_s: number | null;
  source: string;
}

export interface DoneSet {
  exercise: string;
  weight_kg: number;
  reps: number;
  rpe?: number | null;
  warmup: boolean;
  missed?: boolean;
}

export interface Workout {
  id: string;
  kind: string;
  source: { name: string; kind: string };
  start_ms: number;
  end_ms: number;
  offset_min: number;
  active_s: number;
  distance_m?: number | null;
  energy_active_kcal?: number | null;
  heart_rate_mean_bpm?: number | null;
  heart_rate_min_bpm?: number | null;
  heart_rate_max_bpm?: number | null;
  rpe?: number | null;
  note?: string | null;
  sets?: DoneSet[];
}

export interface Source {
  name: string;
  kind: string;
  samples: number;
  workouts: number;
  metrics: string[];
  last_day: string | null;
  priority: Record<string, number>;
}

export interface Profile {
  name: string | null;
  birth_date: string | null;
  sex: "female" | "male" | "other" | null;
  height_cm: number | null;
  weight_kg: number | null;
  level: "beginner" | "intermediate" | "advanced" | null;
  goal: string | null;
  max_hr_bpm: number | null;
  resting_hr_bpm: number | null;
  conditions: string[];
  units: "metric" | "imperial";
  time_zone: string | null;
  country: string | null;
  [further: string]: unknown;
}

export interface Answers {
  active: boolean;
  diseases: string[];
  signs: string[];
  intensity: "light" | "moderate" | "vigorous";
  cleared: boolean;
}

export interface Screening {
  answers: Answers;
  outcome: string;
  cap: string;
  reasons: string[];
}

export interface Citation {
  /** The words in the reply. */
  text: string;
  value: number;
  unit: string;
  metric: string;
  source: string;
  from: string | null;
  to: string | null;
}

export interface ToolCall {
  server: string;
  tool: string;
  arguments: unknown;
  duration_ms: number;
  ok: boolean;
  /** First line of the answer. */
  summary?: string;
}

export interface Handoff {
  from: string;
  to: string;
  reason: string;
}

export interface Proposal {
  id: string;
  at_ms: number;
  actor: string;
  tool: string;
  arguments: unknown;
  summary: string;
  state: "open" | "approved" | "rejected";
}

export interface TurnResult {
  session_id: string;
  reply: string;
  coach: string;
  handoffs: Handoff[];
  tool_calls: ToolCall[];
  citations: Citation[];
  interventions: Intervention[];
  proposals: Proposal[];
  usage: { input_tokens: number; output_tokens: number };
  trace_id: string;
  model: string;
}

/** One thing that happens during a turn, in order. */
export type CoachEvent =
  | { type: "run_started"; session_id: string; trace_id: string; agent: string }
  | { type: "agent_changed"; from: string; to: string; reason: string }
  | { type: "text_delta"; text: string }
  | { type: "tool_started"; server: string; tool: string; arguments: unknown }
  | { type: "tool_finished"; server: string; tool: string; ok: boolean; duration_ms: number; summary: string }
  | { type: "intervention"; intervention: Intervention }
  | { type: "proposal"; proposal: Proposal }
  | { type: "citations"; citations: Citation[] }
  | { type: "usage"; model: string; usage: { input_tokens: number; output_tokens: number } }
  | { type: "fallback"; from: string; to: string; reason: string }
  | { type: "finished"; result: TurnResult }
  | { type: "failed"; kind: string; message: string };

export interface SessionRow {
  id: string;
  created_ms: number;
  agent: string;
  messages: number;
  title?: string | null;
}

/** One message of a stored conversation. */
export interface Message {
  index: number;
  at_ms: number;
  role: string;
  text?: string;
  turn_id: string;
  status?: string;
  citations?: Citation[];
  interventions?: Intervention[];
  proposals?: string[];
}

export interface Tool {
  server: string;
  name: string;
  title: string;
  description: string;
  scope: string;
  read_only: boolean;
}

export interface ToolOutcome {
  server: string;
  tool: string;
  ok: boolean;
  text: string;
  result: Record<string, unknown>;
  refused_by?: string | null;
  duration_ms: number;
}

export interface Entry {
  kind: string;
  text: string;
  entry: Record<string, unknown>;
}

export interface SetEntry {
  exercise: string;
  weight_kg: number;
  reps: number;
  rpe: number | null;
  warmup: boolean;
}

export interface WorkoutEntry {
  kind: string;
  start: string | null;
  duration_s: number;
  distance_m: number | null;
  rpe: number | null;
  note: string | null;
  sets: SetEntry[];
}

export interface Audit {
  accesses: { at_ms: number; actor: string; kind: string; subject: string; scope: string }[];
  interventions: ({ at_ms: number; actor: string } & Record<string, unknown>)[];
  log: { sequence: number; at_ms: number; kinds: string[]; actor: string; hash: string }[];
}

export interface Diagnosis {
  ok: boolean;
  version: string;
  findings: { name: string; ok: boolean; detail: string }[];
}

/** Progress of long work; totals are 0 while unknown. */
export type Progress =
  | { type: "progress"; done: number; total: number; records: number; stage: string; seconds_left: number | null }
  | { type: "finished"; report: Record<string, unknown> }
  | { type: "failed"; message: string };

export interface PlanRequest {
  goal?: string;
  weeks?: number;
  days?: number;
  minutes?: number;
  equipment?: string[];
}

/** What is told of a workout to the watch over it. Times are milliseconds on one clock. */
export type LiveInput =
  | { input: "sample"; t_ms: number; heart_rate_bpm: number | null }
  | { input: "said"; text: string }
  | { input: "tick"; t_ms: number }
  | { input: "confirm"; t_ms: number; effort?: number }
  | { input: "finish"; t_ms: number };

/** What follows from it; further kinds are shown by their text alone. */
export interface LiveEvent {
  event: string;
  t_ms?: number | null;
  text?: string | null;
  heart_rate_bpm?: number | null;
  zone?: string;
  reason?: string;
  cool_down_text?: string;
  maximum_bpm?: number;
  stop_above_bpm?: number;
}

/** Points of a picture, as few as can be seen. */
export interface ChartData {
  unit: string;
  rows: number;
  at_ms: number[];
  value: number[];
}

export interface SleepStretch {
  stage: string;
  start_ms: number;
  end_ms: number;
}

export interface Personality {
  name: string;
  flag: string;
  style: string;
}

export interface Question {
  id: string;
  text: string;
  kind: unknown;
  why: string;
}
