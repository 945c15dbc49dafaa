import { afterEach, describe, expect, it, vi } from "vitest";
import { Problem } from "@/client/client";
import { httpClient, takeToken } from "@/client/http";
import { readEvents } from "@/client/sse";
import { begun, next } from "@/coach/conversation";
import type { CoachEvent } from "@/client/types";

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const stream = (parts: (string | Uint8Array)[]) =>
  new ReadableStream<Uint8Array>({
    start(control) {
      for (const part of parts) control.enqueue(typeof part === "string" ? new TextEncoder().encode(part) : part);
      control.close();
    },
  });
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

describe("server-sent events", () => {
  const text =
    'event: text_delta\ndata: {"type":"text_delta","text":"größer 数 🙂"}\n\n: still here\n\nevent: finished\r\ndata: {"type":"finished"}\r\n\r\n';

  it("come out whole however the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const heard: [string, unknown][] = [];
      await readEvents(stream([bytes.slice(0, cut), bytes.slice(cut)]), (name, data) => heard.push([name, data]));
      expect(heard).toEqual([
        ["text_delta", { type: "text_delta", text: "größer 数 🙂" }],
        ["finished", { type: "finished" }],
      ]);
    }
  });

  it("join data of several lines and need no last empty line", async () => {
    const heard: unknown[] = [];
    await readEvents(stream(['data: {"a":\ndata: 1}']), (_, data) => heard.push(data));
    expect(heard).toEqual([{ a: 1 }]);
  });
});

describe("the web client", () => {
  it("takes the token out of the address and keeps it for the tab", () => {
    window.history.replaceState(null, "", "/#token=abc%20d");
    expect(takeToken()).toBe("abc d");
    expect(location.hash).toBe("");
    expect(takeToken()).toBe("abc d");
    expect(JSON.stringify({ ...localStorage })).not.toContain("abc");
  });

  it("sends the token as a header, never in the address, and nothing to other places", async () => {
    const asked = vi.fn(async () => json([]));
    vi.stubGlobal("fetch", asked);
    await httpClient("secret").call("query", {
      metric: "heart_rate/../x",
      from: "2026-01-01",
      to: "2026-01-02",
      bucket: "day",
    });
    const [address, options] = asked.mock.calls[0] as unknown as [string, RequestInit];
    expect(address).toBe("/v1/query/heart_rate%2F..%2Fx?from=2026-01-01&to=2026-01-02&bucket=day");
    expect(new Headers(options.headers).get("Authorization")).toBe("Bearer secret");
    expect(options).toMatchObject({ credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
  });

  it("turns problem documents, lost servers and cancelled calls into problems", async () => {
    const client = httpClient("t");
    vi.stubGlobal("fetch", async () =>
      json({ code: "refused", detail: "Failed to plan: screen first.", rule: "SCREEN" }, 403),
    );
    await expect(client.call("create_plan", {})).rejects.toMatchObject({
      kind: "refused",
      message: "Failed to plan: screen first.",
      rule: "SCREEN",
    });
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
    await expect(client.call("today", {})).rejects.toMatchObject({ kind: "internal" });
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("refused")));
    await expect(client.call("today", {})).rejects.toMatchObject({ kind: "offline" });
    await expect(client.call("today", {}, AbortSignal.abort())).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("tells each kind of journal entry to its own route", async () => {
    const asked = vi.fn(async () => json({ kind: "pain", text: "", entry: {} }, 201));
    vi.stubGlobal("fetch", asked);
    await httpClient("t").call("log_journal", { kind: "pain", place: "left knee", score: 4, text: "sharp" });
    const [address, options] = asked.mock.calls[0] as unknown as [string, RequestInit];
    expect(address).toBe("/v1/log/pain");
    expect(JSON.parse(String(options.body))).toEqual({ place: "left knee", score: 4, note: "sharp" });
  });

  it("ends a chat with the problem that the server tells in the stream", async () => {
    vi.stubGlobal(
      "fetch",
      async () =>
        new Response(
          stream([
            'event: text_delta\ndata: {"type":"text_delta","text":"a"}\n\n',
            'event: problem\ndata: {"type":"urn:x","code":"unavailable","detail":"Failed to answer."}\n\n',
          ]),
        ),
    );
    const heard: CoachEvent[] = [];
    await expect(httpClient("t").stream("chat", { text: "x" }, (event) => heard.push(event))).rejects.toEqual(
      new Problem("unavailable", "Failed to answer."),
    );
    expect(heard).toEqual([{ type: "text_delta", text: "a" }]);
  });

  it("cancels the import itself when it is given up", async () => {
    const job = { id: "j1", kind: "import", state: "running", phase: "", done: 0, total: 0, records: 0 };
    const control = new AbortController();
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (address: string, options: RequestInit) => {
      asked.push(`${options.method} ${address}`);
      if (address.endsWith("/events")) {
        control.abort();
        return new Response(stream([`data: ${JSON.stringify({ ...job, state: "cancelled" })}\n\n`]));
      }
      return json(job, 202);
    });
    await expect(
      httpClient("t").stream("import", { file: new File(["x"], "a b.zip") }, () => undefined, control.signal),
    ).rejects.toMatchObject({ kind: "cancelled" });
    expect(asked).toEqual(["POST /v1/imports?name=a+b.zip", "GET /v1/jobs/j1/events", "DELETE /v1/jobs/j1"]);
  });
});

describe("a turn", () => {
  it("forgets what a model said that failed", () => {
    const events: CoachEvent[] = [
      { type: "text_delta", text: "half an ans" },
      { type: "citations", citations: [{ text: "1", value: 1, unit: "", metric: "m", source: "s" }] },
      { type: "fallback", from: "big", to: "builtin", reason: "timeout" },
      { type: "text_delta", text: "whole" },
    ];
    const turn = events.reduce(next, begun(1, "q"));
    expect(turn.text).toBe("whole");
    expect(turn.citations).toEqual([]);
    expect(turn.fallback).toMatchObject({ from: "big", to: "builtin" });
  });

  it("matches an answer to the call of the same tool that still runs", () => {
    const started = (n: number): CoachEvent => ({ type: "tool_started", server: "s", tool: "t", arguments: { n } });
    const finished: CoachEvent = {
      type: "tool_finished",
      server: "s",
      tool: "t",
      ok: false,
      duration_ms: 5,
      summary: "no",
    };
    const turn = [started(1), finished, started(2)].reduce(next, begun(1, "q"));
    expect(turn.tools.map((tool) => [tool.arguments, tool.running, tool.ok])).toEqual([
      [{ n: 1 }, false, false],
      [{ n: 2 }, true, true],
    ]);
  });
});
