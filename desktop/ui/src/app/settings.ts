import { useSyncExternalStore } from "react";
import type { Client } from "@/client/client";

/** What the person set for this face. No health value is ever kept here. */
export interface Settings {
  language: string;
  theme: "system" | "light" | "dark";
  contrast: "system" | "more";
  motion: "system" | "less";
  scale: number;
  rail: "open" | "closed";
  /** Step of the first visit that comes next; `null` when it is over. */
  onboarding: number | null;
  /** Coach who answers; empty when the question decides. */
  coach: string;
  /** Writes that need no question, as `server/tool`. */
  standing: string[];
  /** When something was changed last, in milliseconds since 1970 UTC; of two copies the later one counts. */
  changed_ms: number;
  /** Last day on which the person said how they feel. */
  felt_on: string;
}

const KEY = "pocketcoach.settings";
export const LANGUAGES = ["en", "de", "es", "fr", "zh", "ar"] as const;

function preferred(): string {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((tag) => (LANGUAGES as readonly string[]).includes(tag)) ?? "en";
}

const first: Settings = {
  language: preferred(),
  theme: "system",
  contrast: "system",
  motion: "system",
  scale: 1,
  rail: "open",
  onboarding: 0,
  coach: "",
  standing: [],
  felt_on: "",
  changed_ms: 0,
};

function read(): Settings {
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return first;
  }
}

let current = read();
const listeners = new Set<() => void>();
let keep: ((settings: Settings) => void) | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds for which changes are gathered before the core is asked to keep them. */
const GATHER_MS = 400;
const NAME = "interface";

/** Takes over what the core kept from an earlier visit, and has it keep what changes from now on. */
export async function restore(client: Client): Promise<void> {
  try {
    const { value } = await client.call("setting", { name: NAME }, AbortSignal.timeout(2000));
    const kept = value as Partial<Settings> | null | undefined;
    if ((kept?.changed_ms ?? 0) > current.changed_ms) {
      current = { ...current, ...kept };
      apply();
      for (const listener of listeners) listener();
    }
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Without the core there is what this browser kept.
  }
  keep = (settings) => void client.call("set_setting", { name: NAME, value: settings }).catch(() => undefined);
}

export const settings = (): Settings => current;

export function change(part: Partial<Settings>): void {
  current = { ...current, ...part, changed_ms: Date.now() };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still works for as long as the page is open.
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => keep?.(current), GATHER_MS);
  apply();
  for (const listener of listeners) listener();
}

export function useSettings(): Settings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, settings);
}

/** Writes theme, contrast, motion and size to the page; the style sheets read them there. */
export function apply(): void {
  const root = document.documentElement;
  const matches = (query: string) => typeof matchMedia === "function" && matchMedia(query).matches;
  const dark = current.theme === "dark" || (current.theme === "system" && matches("(prefers-color-scheme: dark)"));
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.contrast = current.contrast === "more" || matches("(prefers-contrast: more)") ? "more" : "no";
  root.dataset.motion = current.motion;
  root.style.setProperty("--scale", String(current.scale));
}
