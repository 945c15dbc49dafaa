import { type Client, type Stream, type Streams, Problem } from "./client";

/** The part of Tauri's bridge that this client uses; the page has no other way to the core. */
interface Bridge {
  invoke(command: string, args: unknown): Promise<unknown>;
  transformCallback(callback: (message: unknown) => void): number;
}

const bridge = (): Bridge | undefined => (window as unknown as { __TAURI_INTERNALS__?: Bridge }).__TAURI_INTERNALS__;

/** Whether this page runs inside the desktop app. */
export const insideTauri = (): boolean => bridge() !== undefined;

let calls = 0;

/** Talks to the core through the commands of the desktop shell; pieces come over a channel. */
export function tauriClient(): Client {
  const invoke = async (command: string, args: unknown): Promise<unknown> => {
    const tauri = bridge();
    if (!tauri) throw new Problem("offline", "");
    try {
      return await tauri.invoke(command, args);
    } catch (thrown) {
      const told = thrown as { kind?: string; message?: string; rule?: string };
      throw new Problem(told.kind ?? "internal", told.message ?? String(thrown), told.rule);
    }
  };
  return {
    kind: "desktop",
    call: (command, args) => invoke("call", { command, args }) as Promise<never>,
    async stream<S extends Stream>(
      command: S,
      args: Streams[S][0],
      on: (event: Streams[S][1]) => void,
      signal?: AbortSignal,
    ) {
      const id = `${command}-${++calls}`;
      const channel = bridge()?.transformCallback((message) => {
        // A channel wraps each message with its index, and ends with one that has none.
        const piece = message as { message?: Streams[S][1] };
        if (piece.message !== undefined) on(piece.message);
      });
      const cancel = () => void invoke("cancel", { id }).catch(() => undefined);
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        await invoke("stream", { id, command, args, channel: `__CHANNEL__:${channel}` });
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    download: async (what) => new Blob([new Uint8Array((await invoke("download", { what })) as ArrayBuffer)]),
    live(on, lost) {
      const id = `live-${++calls}`;
      const channel = bridge()?.transformCallback((message) =>
        on((message as { message: Parameters<typeof on>[0] }).message),
      );
      void invoke("live_start", { id, channel: `__CHANNEL__:${channel}` }).catch(lost);
      return {
        send: (input) => void invoke("live_input", { id, input }).catch(lost),
        close: () => void invoke("cancel", { id }).catch(() => undefined),
      };
    },
    changes: () => () => undefined,
  };
}
