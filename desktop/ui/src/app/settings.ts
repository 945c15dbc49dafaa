import { useSyncExternalStore } from "react";

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
  language: preferred(), theme: "system", contrast: "system", motion: "system", scale: 1, rail: "open", onboarding: 0, coach: "",
  standing: [], felt_on: "",
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

export const settings = (): Settings => current;

export function change(part: Partial<Settings>): void {
  current = { ...current, ...part };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still works for as long as the page is open.
  }
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
