// Runs the browser tests. Without POCKETCOACH_BIN those against the program are left out.
import { runTests } from "../../e2e/watch.mjs";
import { ROOT } from "./lib.mjs";

const recorded = ["e2e/mock.test.mjs", "e2e/states.test.mjs", "e2e/longer.test.mjs"];
const real = ["e2e/serve.test.mjs", "e2e/lies.test.mjs", "e2e/sync.test.mjs", "e2e/models.test.mjs", "e2e/words.test.mjs", "e2e/faults.test.mjs"];
if (!process.env.POCKETCOACH_BIN)
  console.log("POCKETCOACH_BIN names no program: the tests against `coach serve` are left out");
await runTests({ folder: ROOT, files: [...recorded, ...(process.env.POCKETCOACH_BIN ? real : [])], together: 2 });
