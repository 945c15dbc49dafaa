// What the core answers, as the screens use it. Names and units are the core's own: all but a few come from the types
// that are written from its description.

import type { components } from "./api";

type Api = components["schemas"];

/** A number that was computed from the person's data, with where it came from. */
export type Figure = Api["ShownFigure"];
export type Citation = Api["Citation"];
export type Freshness = Api["Freshness"];
export type PlanView = Api["PlanView"];
export type Plan = Api["Plan"];
export type PlannedSession = Api["PlannedSession"];
export type Block = Api["Block"];
export type PlanVersion = Api["PlanVersionInfo"];
export type PlanChange = Api["PlanChange"];
export type PlanRequest = Api["PlanRequest"];
export type Row = Api["BucketValue"];
export type Night = Api["SleepSession"];
export type SleepStretch = Api["SleepStretch"];
export type Workout = Api["StoredWorkout"];
export type Source = Api["SourceView"];
export type Profile = Api["Profile"];
export type Answers = Api["ScreeningAnswers"];
export type Screening = Api["Screening"];
export type Handoff = Api["Handoff"];
export type Intervention = Api["Intervention"];
export type Proposal = Api["ProposalRow"];
export type TurnResult = Api["TurnResult"];
/** One thing that happens during a turn, in order. */
export type CoachEvent = Api["CoachEvent"];
export type SessionRow = Api["Conversation"];
export type Tool = Omit<Api["McpTool"], "input_schema" | "output_schema">;
export type ToolOutcome = Omit<Api["ToolCallReport"], "result"> & { result: Record<string, unknown> };
export type SetEntry = Api["SetEntry"];
export type WorkoutEntry = Api["WorkoutEntry"];
export type Diagnosis = Api["Diagnosis"];
export type ChartData = Pick<Api["Chart"], "unit" | "rows" | "at_ms" | "value">;
export type LiveInput = Api["LiveInput"];
export type Job = Api["Job"];
export type LocalModel = Api["LocalModel"];
export type ModelSpeed = Api["ModelSpeed"];
export type CloudLimits = Api["CloudLimits"];
export type ModelServer = Api["ModelServer"];
export type ServiceKey = Api["ServiceKey"];
export type Share = Api["Share"];
export type Preview = Api["Preview"];
export type OutboundEntry = Api["OutboundEntry"];
export type SyncStatus = Api["SyncStatus"];
export type SyncDevice = Api["SyncDevice"];
export type SyncAccount = Api["SyncAccount"];
export type SyncReport = Api["SyncReport"];
export type Enrolment = Api["Enrolment"];
export type Track = Api["Track"];
export type HeartZones = Api["HeartZones"];

/** One tool call of a turn. */
export type ToolCall = Api["TurnToolCall"] & {
  /** First line of the answer. */
  summary?: string;
};

/** What was written. */
export type Entry = Omit<Api["LoggedEntry"], "entry"> & { entry: Record<string, unknown> };

/** One message of a stored conversation. */
export type Message = Pick<
  Api["HistoryMessage"],
  "index" | "at_ms" | "turn_id" | "status" | "citations" | "interventions" | "proposals"
> & { role: string; text?: string };

export interface Audit {
  accesses: Api["AccessEntry"][];
  interventions: Api["StoredIntervention"][];
  log: Api["LogEntryInfo"][];
}

/** What follows from an input to a live workout; all kinds have their words in `text` or `reason`. */
export interface LiveEvent {
  event: string;
  text?: string | null;
  reason?: string;
  cool_down_text?: string;
  stop_above_bpm?: number;
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
  ctl: number | null;
  atl: number | null;
  tsb: number | null;
}

/** The day at a glance. The parts are results of tools, whose fields the description leaves open. */
export interface Today {
  date: string;
  readiness: Readiness;
  sleep: Figures;
  load: Figures & { days?: LoadDay[] };
  day: Figures & { sources?: { name: string; last_day: string }[] };
  intake: Figures & { targets_from?: string | null };
  plan: PlannedSession[];
  freshness: Freshness[];
}

/** Progress of long work; totals are 0 while unknown. */
export type Progress =
  | { type: "progress"; done: number; total: number; records: number; stage: string; seconds_left: number | null }
  | { type: "finished"; report: Record<string, unknown> };
