import type { Client } from "./client";
import { insideTauri, tauriClient } from "./tauri";

/** The client for where this page runs. */
export async function choose(): Promise<Client> {
  if (import.meta.env.MODE === "mock") {
    // Tests steer the recordings by the address; the shipped build has none of this.
    const wanted = new URLSearchParams(location.search);
    const { mockClient } = await import("./mock");
    return mockClient({
      empty: wanted.has("empty"),
      offline: wanted.has("offline"),
      synced: wanted.has("synced"),
      huge: wanted.has("huge"),
      reply: wanted.get("reply") ?? undefined,
      delay_ms: Number(wanted.get("delay") ?? 16),
    });
  }
  if (insideTauri()) return tauriClient();
  const { httpClient } = await import("./http");
  return httpClient();
}
