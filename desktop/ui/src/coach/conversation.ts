import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "@/app/data";
import { settings } from "@/app/settings";
import { type Client, problem, type Problem } from "@/client/client";
import type { Citation, CoachEvent, Handoff, Intervention, Proposal, ToolCall } from "@/client/types";

/** A question and what came of it. */
export interface Turn {
  id: number;
  question: string;
  text: string;
  coach: string;
  handoffs: Handoff[];
  tools: (ToolCall & { running?: boolean })[];
  citations: Citation[];
  interventions: Intervention[];
  proposals: Proposal[];
  fallback: { from: string; to: string } | null;
  state: "running" | "done" | "stopped" | "failed";
  problem: Problem | null;
  trace_id: string;
  model: string;
  /** Earlier answers to the same question, or to how it was put before. */
  before: Turn[];
}

export const begun = (id: number, question: string, before: Turn[] = []): Turn => ({
  id,
  question,
  before,
  text: "",
  coach: "",
  handoffs: [],
  tools: [],
  citations: [],
  interventions: [],
  proposals: [],
  fallback: null,
  state: "running",
  problem: null,
  trace_id: "",
  model: "",
});

/** A turn after one more event. */
export function next(turn: Turn, event: CoachEvent): Turn {
  switch (event.type) {
    case "run_started":
      return { ...turn, coach: event.agent, trace_id: event.trace_id };
    case "agent_changed":
      return { ...turn, coach: event.to, handoffs: [...turn.handoffs, event] };
    case "text_delta":
      return { ...turn, text: turn.text + event.text };
    case "tool_started":
      return { ...turn, tools: [...turn.tools, { ...event, duration_ms: 0, ok: true, running: true }] };
    case "tool_finished": {
      const at = turn.tools.findIndex(
        (tool) => tool.running && tool.server === event.server && tool.tool === event.tool,
      );
      return {
        ...turn,
        tools: turn.tools.map((tool, index) =>
          index === at ? { ...tool, ...event, arguments: tool.arguments, running: false } : tool,
        ),
      };
    }
    case "intervention":
      return { ...turn, interventions: [...turn.interventions, event.intervention] };
    case "proposal":
      return { ...turn, proposals: [...turn.proposals, event.proposal] };
    case "citations":
      return { ...turn, citations: [...turn.citations, ...event.citations] };
    case "usage":
      return { ...turn, model: event.model };
    // What the failed model had said no longer counts.
    case "fallback":
      return { ...turn, fallback: event, text: "", citations: [] };
    case "finished": {
      const { result } = event;
      return {
        ...turn,
        state: "done",
        text: result.reply,
        coach: result.coach,
        citations: result.citations,
        interventions: result.interventions,
        proposals: result.proposals.map(
          (proposal) => turn.proposals.find((each) => each.id === proposal.id) ?? proposal,
        ),
        trace_id: result.trace_id,
        model: result.model,
        tools: turn.tools.map((tool) => ({ ...tool, running: false })),
      };
    }
    case "failed":
      return {
        ...turn,
        state: event.kind === "cancelled" ? "stopped" : "failed",
        problem: event.kind === "cancelled" ? null : problem(new Error(event.message)),
      };
    default:
      return turn;
  }
}

/** The turns of a stored conversation. */
async function stored(client: Client, session_id: string): Promise<Turn[]> {
  const [rows, open] = await Promise.all([client.call("messages", { session_id }), client.call("proposals", {})]);
  const turns: Turn[] = [];
  for (const row of rows) {
    if (row.role === "user") turns.push({ ...begun(turns.length, row.text ?? ""), state: "done" });
    else if (row.role === "assistant" && turns.length > 0) {
      Object.assign(turns.at(-1)!, {
        text: row.text ?? "",
        citations: row.citations ?? [],
        interventions: row.interventions ?? [],
        trace_id: row.turn_id,
        proposals: open.filter((proposal) => row.proposals?.includes(proposal.id)),
        state: row.status === "cancelled" ? "stopped" : "done",
      });
    }
  }
  return turns;
}

/** Milliseconds over which pieces of text are gathered before the page is drawn again. */
const BATCH_MS = 40;

export interface Conversation {
  turns: Turn[];
  session: string | null;
  running: boolean;
  ask(text: string, replacing?: number): void;
  stop(): void;
  open(session: string | null): Promise<void>;
  /** Notes that a proposal of a turn was decided. */
  decided(id: string, state: Proposal["state"]): void;
  /** Puts a proposal that was put right in the place of the one before. */
  revised(id: string, proposal: Proposal): void;
  /** Goes on in a new conversation with what was said before a turn; this one stays. */
  branch(turn: Turn): Promise<void>;
}

export function useConversation(): Conversation {
  const client = useClient();
  const queries = useQueryClient();
  const [turns, setTurns] = useState<Turn[]>([]);
  const [session, setSession] = useState<string | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  const update = useCallback(
    (id: number, change: (turn: Turn) => Turn) =>
      setTurns((list) => list.map((turn) => (turn.id === id ? change(turn) : turn))),
    [],
  );

  const ask = useCallback(
    (text: string, replacing?: number) => {
      if (work.current) return;
      const id = Date.now();
      const control = new AbortController();
      work.current = control;
      setTurns((list) => {
        const old = list.find((turn) => turn.id === replacing);
        if (!old) return [...list, begun(id, text)];
        return [...list.filter((turn) => turn !== old), begun(id, text, [...old.before, { ...old, before: [] }])];
      });
      let waiting: CoachEvent[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const flush = () => {
        clearTimeout(timer);
        timer = undefined;
        const events = waiting;
        waiting = [];
        if (events.length) update(id, (turn) => events.reduce(next, turn));
      };
      const on = (event: CoachEvent) => {
        waiting.push(event);
        if (event.type === "run_started") setSession(event.session_id);
        if (event.type !== "text_delta") flush();
        else timer ??= setTimeout(flush, BATCH_MS);
      };
      const { coach, standing } = settings();
      client
        .stream(
          "chat",
          { text, session_id: session ?? undefined, coach: coach || undefined, standing_approvals: standing },
          on,
          control.signal,
        )
        .then(() => {
          flush();
          update(id, (turn) => (turn.state === "running" ? { ...turn, state: "stopped" } : turn));
        })
        .catch((thrown: unknown) => {
          flush();
          const told = problem(thrown);
          update(id, (turn) => ({
            ...turn,
            state: told.kind === "cancelled" ? "stopped" : "failed",
            problem: told.kind === "cancelled" ? null : told,
          }));
        })
        .finally(() => {
          work.current = null;
          // What the turn wrote or proposed is asked again by whoever shows it.
          void queries.invalidateQueries();
        });
    },
    [client, queries, session, update],
  );

  const stop = useCallback(() => work.current?.abort(), []);
  const open = useCallback(
    async (id: string | null) => {
      work.current?.abort();
      setSession(id);
      setTurns(id ? await stored(client, id) : []);
    },
    [client],
  );
  const decided = useCallback(
    (id: string, state: Proposal["state"]) =>
      setTurns((list) =>
        list.map((turn) => ({
          ...turn,
          proposals: turn.proposals.map((each) => (each.id === id ? { ...each, state } : each)),
        })),
      ),
    [],
  );
  const revised = useCallback(
    (id: string, proposal: Proposal) =>
      setTurns((list) =>
        list.map((turn) => ({
          ...turn,
          proposals: turn.proposals.map((each) => (each.id === id ? proposal : each)),
        })),
      ),
    [],
  );
  const branch = useCallback(
    async (turn: Turn) => {
      if (!session) return;
      const said = await client.call("messages", { session_id: session });
      const messages = said.find((row) => row.turn_id === turn.trace_id)?.index ?? said.length;
      const begun = await client.call("branch_session", { id: session, messages });
      await open(begun.id);
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    },
    [client, open, queries, session],
  );
  return { turns, session, running: turns.some((turn) => turn.state === "running"), ask, stop, open, decided, revised, branch };
}
