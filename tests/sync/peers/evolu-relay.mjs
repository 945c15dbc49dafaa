// Evolu's relay as its package starts it, in the folder where this is run, on the port that is given.

import { createConsole } from "@evolu/common";
import { createRelayDeps, createRun, startRelay } from "@evolu/nodejs";

const run = createRun({ ...createRelayDeps(), console: createConsole({ level: "error" }) });
await run.orThrow(startRelay({ port: Number(process.argv[2]), isOwnerWithinQuota: () => true }));
