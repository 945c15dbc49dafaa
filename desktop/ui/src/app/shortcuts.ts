import { useEffect, useRef } from "react";

/** What a shortcut does is known where it is used; which keys it has is known here alone. */
export interface Shortcut {
  id: string;
  /** Keys one after the other; `mod` is Control, on a Mac Command. */
  keys: string[];
  group: "general" | "coach" | "go";
  /** Route, for the shortcuts that only go somewhere. */
  to?: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { id: "palette", keys: ["mod+k"], group: "general" },
  { id: "help", keys: ["?"], group: "general" },
  { id: "rail", keys: ["mod+b"], group: "general" },
  { id: "settings", keys: ["mod+,"], group: "general", to: "/settings" },
  { id: "previousDay", keys: ["["], group: "general" },
  { id: "nextDay", keys: ["]"], group: "general" },
  { id: "newChat", keys: ["alt+n"], group: "coach" },
  { id: "composer", keys: ["mod+/"], group: "coach" },
  { id: "send", keys: ["enter"], group: "coach" },
  { id: "newLine", keys: ["shift+enter"], group: "coach" },
  { id: "stop", keys: ["escape"], group: "coach" },
  { id: "allowOnce", keys: ["a"], group: "coach" },
  { id: "allowAlways", keys: ["shift+a"], group: "coach" },
  { id: "deny", keys: ["d"], group: "coach" },
  { id: "goToday", keys: ["g", "t"], group: "go", to: "/today" },
  { id: "goCoach", keys: ["g", "c"], group: "go", to: "/coach" },
  { id: "goPlan", keys: ["g", "p"], group: "go", to: "/plan" },
  { id: "goLog", keys: ["g", "l"], group: "go", to: "/log" },
  { id: "goTrends", keys: ["g", "r"], group: "go", to: "/trends" },
  { id: "goData", keys: ["g", "d"], group: "go", to: "/data" },
];

const mac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

/** Keys as people read them. */
export function shown(shortcut: Shortcut): string[] {
  return shortcut.keys.map((key) =>
    key
      .split("+")
      .map(
        (part) =>
          ({
            mod: mac ? "⌘" : "Ctrl",
            alt: mac ? "⌥" : "Alt",
            shift: mac ? "⇧" : "Shift",
            enter: "Enter",
            escape: "Esc",
          })[part] ?? part.toUpperCase(),
      )
      .join(mac ? "" : "+"),
  );
}

/** One key press in the notation of the registry. */
export function pressed(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "code">,
): string {
  // With Alt, systems put other signs on keys; the place of the key is what is meant.
  const key =
    event.altKey && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
  const letter = /^[a-z]$/.test(key) || key.length > 1;
  return [
    (mac ? event.metaKey : event.ctrlKey) ? "mod" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && letter ? "shift" : "",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Listens for shortcuts anywhere on the page. Keys without a modifier stay silent while the person writes, all while an input method composes. */
export function useShortcuts(run: Partial<Record<string, () => void>>): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let first = "";
    let forget: ReturnType<typeof setTimeout> | undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
      const key = pressed(event);
      if (writing(event.target) && !/^(mod|alt)\+/.test(key)) return;
      const found = SHORTCUTS.find(
        (each) =>
          latest.current[each.id] &&
          (each.keys.length === 1 ? each.keys[0] === key : first === each.keys[0] && each.keys[1] === key),
      );
      clearTimeout(forget);
      if (found) {
        event.preventDefault();
        first = "";
        latest.current[found.id]?.();
        return;
      }
      first = key;
      forget = setTimeout(() => (first = ""), 1500);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
      clearTimeout(forget);
    };
  }, []);
}
