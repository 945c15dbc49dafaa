import { Channel, invoke } from "@tauri-apps/api/core";
import { type Arrival, type Client, type Desk, type DeskState, Problem, problem, type Update } from "./client";
import { type Carrier, pathOf, routeClient, told } from "./routes";

/** Bytes of a file that are handed over at a time. */
const PIECE_BYTES = 1 << 20;

/** Whether this page runs inside the desktop app. */
export const insideTauri = (): boolean => "__TAURI_INTERNALS__" in window;

let ids = 0;

/** Asks the shell; what it refuses with is a problem document. */
async function ask<V>(command: string, args: Record<string, unknown>): Promise<V> {
  try {
    return await invoke<V>(command, args);
  } catch (thrown) {
    throw typeof thrown === "object" ? told(thrown as Parameters<typeof told>[0]) : new Problem("internal", String(thrown));
  }
}

/** Carries questions to the routes of the core in this very process: no socket, and nothing that another program hears. */
function overCommands(): Carrier {
  /** Hands a file over piece by piece; the next piece waits until the last one was taken. */
  async function feed(upload: string, file: Blob): Promise<void> {
    const headers = { upload };
    for (let from = 0; from < file.size; from += PIECE_BYTES)
      await invoke("piece", new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer()), { headers });
    await invoke("piece", new Uint8Array(), { headers });
  }

  async function send(request: Parameters<Carrier["send"]>[0], signal?: AbortSignal): Promise<Response> {
    if (signal?.aborted) throw new Problem("cancelled", "");
    const id = `ask-${++ids}`;
    const upload = request.file && `upload-${id}`;
    const cancel = () => void invoke("cancel", { id }).catch(() => undefined);
    signal?.addEventListener("abort", cancel, { once: true });
    const question = {
      id,
      method: request.method ?? "GET",
      path: pathOf(request),
      body: request.body === undefined ? null : JSON.stringify(request.body),
    };
    const over = () => signal?.removeEventListener("abort", cancel);
    if (request.events) {
      let begun!: () => void;
      const begins = new Promise<void>((resolve) => (begun = resolve));
      let control!: ReadableStreamDefaultController<Uint8Array>;
      let ended = false;
      const body = new ReadableStream<Uint8Array>({
        start: (given) => void (control = given),
        cancel,
      });
      const pieces = new Channel<ArrayBuffer>((piece) => {
        begun();
        if (piece.byteLength > 0) return control.enqueue(new Uint8Array(piece));
        // The last piece is empty.
        ended = true;
        control.close();
        over();
      });
      const asked = ask<void>("stream", { question, pieces });
      asked.catch((wrong) => ended || control.error(wrong)).finally(over);
      await Promise.race([begins, asked]);
      return new Response(body);
    }
    try {
      if (upload) await invoke("upload", { id, upload });
      const asked = ask<ArrayBuffer>("ask", { question, upload: upload ?? null });
      // A route that refuses takes no more pieces, and its reason is the one to tell.
      if (upload) void feed(upload, request.file!).catch(() => undefined);
      const bytes = await asked;
      return bytes.byteLength > 0 ? new Response(bytes) : new Response(null, { status: 204 });
    } finally {
      over();
    }
  }

  return {
    kind: "desktop",
    send,
    talk(on) {
      const id = `talk-${++ids}`;
      let over = false;
      // The last message is empty.
      const messages = new Channel<string>((text) => (text ? on.message(JSON.parse(text)) : over || on.closed()));
      // What is said before the talk has begun waits for it.
      let last: Promise<unknown> = ask<void>("talk", { id, messages }).then(
        () => on.open?.(),
        () => over || on.closed(),
      );
      return {
        say(message) {
          // One after the other: their order is their meaning.
          last = last.then(() => ask("say", { id, text: JSON.stringify(message) })).catch(() => undefined);
        },
        close() {
          over = true;
          void invoke("cancel", { id }).catch(() => undefined);
        },
      };
    },
  };
}

/** What only the desktop app has. */
function desk(): Desk {
  return {
    state: () => ask<DeskState>("desk", {}),
    set: (preferences) => ask<DeskState>("set_desk", { preferences }),
    checkUpdate: () => ask<Update | null>("check_update", {}),
    installUpdate: () => ask<void>("install_update", {}),
    arrivals(on) {
      let over = false;
      const arrivals = new Channel<Arrival>((arrival) => void (over || on(arrival)));
      invoke("arrivals", { arrivals }).catch((thrown) => on({ kind: "problem", problem: problem(thrown).message }));
      return () => void (over = true);
    },
  };
}

/** Talks to the core within the desktop app. */
export const tauriClient = (): Client => ({ ...routeClient(overCommands()), desk: desk() });
