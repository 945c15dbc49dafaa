import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tauriClient } from "@/client/tauri";

afterEach(clearMocks);

type Args = Record<string, any>;
const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
/** What the shell does with a channel: messages with their place, in whatever order they arrive. */
const send = (channel: { id: number }, message: unknown, index: number) =>
  (window as any).__TAURI_INTERNALS__.runCallback(channel.id, { message, index });

describe("the desktop client", () => {
  it("asks the same routes as the web client and gives their answers", async () => {
    const asked: Args[] = [];
    mockIPC((command, args) => {
      asked.push({ command, ...(args as Args) });
      return command === "ask" ? bytes('{"active":"builtin"}') : undefined;
    });
    const client = tauriClient();
    expect(await client.call("models", {})).toEqual({ active: "builtin" });
    await client.call("set_setting", { name: "interface", value: { a: 1 } });
    await client.call("query", { metric: "heart_rate/../x", from: "2026-01-01", to: "2026-01-02", bucket: "day" });
    expect(asked.map(({ command, question }) => [command, question.method, question.path, question.body])).toEqual([
      ["ask", "GET", "models", null],
      ["ask", "PUT", "settings/interface", '{"value":{"a":1}}'],
      ["ask", "GET", "query/heart_rate%2F..%2Fx?from=2026-01-01&to=2026-01-02&bucket=day", null],
    ]);
    expect(new Set(asked.map(({ question }) => question.id)).size).toBe(3);
  });

  it("takes an answer without a body, and turns problem documents into problems", async () => {
    mockIPC((_, args) => {
      if ((args as Args).question.method === "PUT") return new ArrayBuffer(0);
      throw { code: "refused", detail: "Failed to plan: screen first.", rule: "SCREEN", status: 403 };
    });
    const client = tauriClient();
    expect(await client.call("feedback", { turn_id: "t", helpful: true })).toBeNull();
    await expect(client.call("plan", {})).rejects.toMatchObject({
      kind: "refused",
      message: "Failed to plan: screen first.",
      rule: "SCREEN",
    });
  });

  it("hears a turn in order however its pieces arrive, and ends with the empty one", async () => {
    const text = 'event: text_delta\ndata: {"type":"text_delta","text":"größer"}\n\nevent: finished\ndata: {"type":"finished"}\n\n';
    const all = new TextEncoder().encode(text);
    const cut = text.indexOf("ö") + 1;
    mockIPC(async (command, args) => {
      if (command !== "stream") return;
      const { pieces } = args as Args;
      send(pieces, all.slice(cut).buffer, 1);
      send(pieces, all.slice(0, cut).buffer, 0);
      // By then the answer is being read.
      await new Promise((resolve) => setTimeout(resolve, 20));
      send(pieces, bytes("\n"), 2);
      send(pieces, new ArrayBuffer(0), 3);
    });
    const heard: unknown[] = [];
    await tauriClient().stream("chat", { text: "hello" }, (event) => heard.push(event));
    expect(heard).toEqual([{ type: "text_delta", text: "größer" }, { type: "finished" }]);
  });

  it("gives a turn up in the core when the person stops it", async () => {
    const cancelled: string[] = [];
    let refuse: (problem: unknown) => void = () => undefined;
    mockIPC((command, args) => {
      if (command === "cancel") {
        cancelled.push((args as Args).id as string);
        refuse({ code: "cancelled", detail: "Cancelled." });
      }
      if (command === "stream") {
        send((args as Args).pieces, bytes('event: x\ndata: {"type":"run_started"}\n\n'), 0);
        return new Promise((_, reject) => (refuse = reject));
      }
    });
    const control = new AbortController();
    const heard = vi.fn(() => control.abort());
    await expect(tauriClient().stream("chat", { text: "hello" }, heard, control.signal)).rejects.toMatchObject({
      kind: "cancelled",
    });
    expect(heard).toHaveBeenCalledOnce();
    expect(cancelled).toHaveLength(1);
  });

  it("hands a file over piece by piece, one after the other, and ends with the empty one", async () => {
    const sizes: number[] = [];
    let waiting = 0;
    let upload = "";
    let whole: (answer: ArrayBuffer) => void = () => undefined;
    mockIPC(async (command, args) => {
      if (command === "upload") upload = (args as Args).upload as string;
      if (command === "piece") {
        expect(++waiting).toBe(1);
        const piece = args as unknown as Uint8Array;
        sizes.push(piece.byteLength);
        await new Promise((resolve) => setTimeout(resolve));
        waiting--;
        if (piece.byteLength === 0) whole(bytes('{"id":"1"}'));
      }
      if (command === "ask") {
        expect((args as Args).upload).toBe(upload);
        expect((args as Args).question.path).toBe("imports?name=a.xml");
        return new Promise((resolve) => (whole = resolve));
      }
      if (command === "stream") {
        send((args as Args).pieces, bytes('event: job\ndata: {"id":"1","state":"done","report":{"records":3}}\n\n'), 0);
        send((args as Args).pieces, new ArrayBuffer(0), 1);
      }
    });
    const heard: unknown[] = [];
    const file = new File([new Uint8Array((1 << 20) + 5)], "a.xml");
    // The file of the test environment has no stream of its own.
    file.slice = (from, to) =>
      ({ arrayBuffer: async () => new ArrayBuffer(Math.min(file.size, to!) - from!) }) as unknown as Blob;
    await tauriClient().stream("import", { file }, (event) => heard.push(event));
    expect(sizes).toEqual([1 << 20, 5, 0]);
    expect(heard).toEqual([{ type: "finished", report: { records: 3 } }]);
  });

  it("tells of writes, and a lost talk is begun anew", async () => {
    vi.useFakeTimers();
    const talks: Args[] = [];
    mockIPC((command, args) => {
      if (command === "talk") talks.push(args as Args);
    });
    const changed = vi.fn();
    const stop = tauriClient().changes(changed);
    await vi.advanceTimersByTimeAsync(1);
    send(talks[0]!.messages, '{"type":"changed","writes":1}', 0);
    expect(changed).toHaveBeenCalledTimes(1);
    send(talks[0]!.messages, "", 1);
    await vi.advanceTimersByTimeAsync(6000);
    expect(talks).toHaveLength(2);
    stop();
    vi.useRealTimers();
  });
});
