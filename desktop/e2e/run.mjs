// Runs the tests of the desktop app under a display and a session bus of their own, and ends with a line of counts.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startDisplay } from "./driver.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const screen = await startDisplay();
// One file after the other: there is one instance of the app on a bus.
const run = spawn(
  "dbus-run-session",
  ["--", process.execPath, "--test", "--test-concurrency=1", "--test-reporter=spec", "app.test.mjs", "start.test.mjs"],
  { cwd: here, env: { ...process.env, DISPLAY: screen.display, GDK_BACKEND: "x11" }, stdio: ["ignore", "pipe", "inherit"] },
);
const counts = { pass: 0, fail: 0 };
let rest = "";
run.stdout.on("data", (piece) => {
  process.stdout.write(piece);
  const lines = (rest + piece).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    const found = /^ℹ (pass|fail) (\d+)$/.exec(line);
    if (found) counts[found[1]] = Number(found[2]);
  }
});
run.on("close", (code) => {
  screen.end();
  console.log(`${counts.pass} passed, ${counts.fail} failed`);
  process.exitCode = code ?? 1;
});
