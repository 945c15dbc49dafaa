// Runs the browser tests and ends with a line of counts. Without POCKETCOACH_BIN those against the program are left out.
import { spawn } from "node:child_process";
import { ROOT } from "./lib.mjs";

const files = ["e2e/mock.test.mjs", ...(process.env.POCKETCOACH_BIN ? ["e2e/serve.test.mjs"] : [])];
if (files.length === 1) console.log("POCKETCOACH_BIN names no program: the tests against `coach serve` are left out");
const run = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...files], {
  cwd: ROOT,
  stdio: ["ignore", "pipe", "inherit"],
});
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
  console.log(`${counts.pass} passed, ${counts.fail} failed`);
  process.exitCode = code ?? 1;
});
