import { type Client, Problem } from "./client";
import { type Carrier, pathOf, routeClient, told } from "./routes";

/** How long an answer may take before the person is told that none comes, in milliseconds. */
const PATIENCE_MS = 20_000;
const TOKEN = "pocketcoach.token";

/**
 * The token of this start of the server. It comes behind `#`, which no browser sends or logs, is taken out of the
 * address at once, and lives as long as the tab.
 */
export function takeToken(place: Pick<Location, "hash" | "pathname" | "search"> = location): string | null {
  const given = /(?:^#|&)token=([^&]+)/.exec(place.hash)?.[1];
  if (given) {
    sessionStorage.setItem(TOKEN, decodeURIComponent(given));
    history.replaceState(null, "", place.pathname + place.search);
  }
  return sessionStorage.getItem(TOKEN);
}

/** Carries questions to `coach serve` on the same address as this page. */
function overHttp(token: string | null, base: string): Carrier {
  return {
    kind: "web",
    async send(request, signal) {
      const headers = new Headers();
      if (token) headers.set("Authorization", `Bearer ${token}`);
      if (request.events) headers.set("Accept", "text/event-stream");
      if (request.body !== undefined) headers.set("Content-Type", "application/json");
      if (request.file) headers.set("Content-Type", "application/octet-stream");
      // What only reads is asked for again; a write may still be going on, so it is waited for.
      const patience = new AbortController();
      const reads = (request.method ?? "GET") === "GET" && !request.events;
      const timer = reads ? setTimeout(() => patience.abort(), PATIENCE_MS) : undefined;
      const given = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal;
      let response: Response;
      try {
        response = await fetch(base + pathOf(request), {
          method: request.method ?? "GET",
          body: request.file ?? (request.body === undefined ? undefined : JSON.stringify(request.body)),
          headers,
          signal: given,
          cache: "no-store",
          redirect: "error",
          referrerPolicy: "no-referrer",
          credentials: "omit",
        });
      } catch (thrown) {
        if (signal?.aborted) throw new Problem("cancelled", "");
        if (patience.signal.aborted) throw new Problem("slow", "");
        throw new Problem("offline", "", undefined, { cause: thrown });
      } finally {
        clearTimeout(timer);
      }
      if (response.ok) return response;
      throw told((await response.json().catch(() => ({}))) as Parameters<typeof told>[0]);
    },
    talk(on) {
      const link = new WebSocket(new URL(`${base}ws`, location.href.replace(/^http/, "ws")), [
        "pocketcoach.v1",
        `bearer.${token ?? ""}`,
      ]);
      const waiting: string[] = [];
      let over = false;
      link.addEventListener("open", () => {
        waiting.splice(0).forEach((text) => link.send(text));
        on.open?.();
      });
      link.addEventListener("message", ({ data }) => on.message(JSON.parse(String(data))));
      link.addEventListener("close", () => !over && on.closed());
      return {
        say(message) {
          const text = JSON.stringify(message);
          if (link.readyState === WebSocket.OPEN) link.send(text);
          else waiting.push(text);
        },
        close() {
          over = true;
          link.close();
        },
      };
    },
  };
}

/** Talks to `coach serve` on the same address as this page. */
export const httpClient = (token: string | null = takeToken(), base = "/v1/"): Client =>
  routeClient(overHttp(token, base));
