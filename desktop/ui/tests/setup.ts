import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll, vi } from "vitest";

// Code that is fetched when first needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks and the pages ask for.
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
}));
Element.prototype.scrollIntoView = () => undefined;
window.scrollTo = () => undefined;

beforeAll(async () => {
  const { startTexts } = await import("@/i18n");
  await startTexts();
});
afterEach(async () => {
  cleanup();
  const { change } = await import("@/app/settings");
  change({ felt_on: "", standing: [], coach: "" });
});
