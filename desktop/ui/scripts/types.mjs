// Writes the types of the HTTP API from its description. With --check, fails when they are out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";

const description = new URL("../../../core/web/openapi.json", import.meta.url);
const target = new URL("../src/client/api.ts", import.meta.url);
if (!existsSync(description)) {
  console.error("failed to find core/web/openapi.json, from which the types are written");
  process.exit(1);
}
const head = "// Written by `npm run types` from core/web/openapi.json; do not edit.\n\n";
const text = head + astToString(await openapi(description, { rootTypes: false }));
if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
  console.error("src/client/api.ts does not fit core/web/openapi.json; run `npm run types`");
  process.exit(1);
}
