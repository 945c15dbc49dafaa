import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  Reflect.deleteProperty(navigator, "language");
  vi.resetModules();
});

it("a system without a language gets one that Intl takes, and others keep theirs", async () => {
  for (const [told, kept] of [
    ["C", "en-US"],
    ["POSIX.", "en-US"],
    ["pt-BR", "pt-BR"],
  ]) {
    Object.defineProperty(navigator, "language", { value: told, configurable: true });
    vi.resetModules();
    await import("@/app/tongue");
    expect(navigator.language).toBe(kept);
    expect(() => new Intl.NumberFormat(navigator.language)).not.toThrow();
  }
});
