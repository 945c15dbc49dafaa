import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Sentences and names are shipped as lists in the order of the English file: their codes are in it once, not six times. */
const lists: NonNullable<ViteUserConfig["plugins"]>[number] = {
  name: "lists",
  enforce: "pre",
  transform(text, id) {
    if (!/\/i18n\/(said|names)\/(?!en)\w+\.json$/.test(id)) return;
    const all = JSON.parse(text) as Record<string, string>;
    const codes = Object.keys(JSON.parse(readFileSync(join(dirname(id), "en.json"), "utf8")) as object);
    return { code: JSON.stringify(codes.map((code) => all[code] ?? "")), map: null };
  },
};

// `--mode mock` builds the interface on recorded answers: for tests and for looking at it, never shipped.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [lists, react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    outDir: mode === "mock" ? "dist-mock" : "dist",
    target: "es2023",
    manifest: true,
    // Files stay files: the content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
  test: {
    environment: "jsdom",
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 30_000,
  },
}));
