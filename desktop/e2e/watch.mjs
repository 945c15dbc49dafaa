// Runs files of tests with node's own runner, hands on what it says, and ends with a line of counts.
import { spawn } from "node:child_process";

/** Runs `files` in `folder`, at most `together` at a time, behind `before` (a command that runs commands). */
export function runTests({ folder, files, together, before = [], env = process.env }) {
  const node = [process.execPath, "--test", `--test-concurrency=${together}`, "--test-reporter=spec", ...files];
  const [command, ...args] = [...before, ...node];
  const run = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
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
  return new Promise((resolve) =>
    run.on("close", (code) => {
      console.log(`${counts.pass} passed, ${counts.fail} failed`);
      process.exitCode = code ?? 1;
      resolve(process.exitCode);
    }),
  );
}
