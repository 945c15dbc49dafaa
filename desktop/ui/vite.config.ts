import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `--mode mock` builds the interface on recorded answers: for tests and for looking at it, never shipped.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [react()],
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
