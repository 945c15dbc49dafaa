// Measures the script that the built interface makes a browser load, gzip-compressed, against its budget.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** Every script that is loaded before an entry can run. */
function needed(entry, seen = new Set()) {
  const chunk = manifest[entry];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const each of chunk.imports ?? []) needed(each, seen);
  return seen;
}

const first = new Set([...needed("index.html"), ...needed("src/screens/today.tsx"), ...needed("src/client/http.ts")]);
const all = readdirSync(join(dist, "assets"))
  .filter((file) => file.endsWith(".js"))
  .map((file) => `assets/${file}`);
const sum = (files) => [...files].filter((file) => file.endsWith(".js")).reduce((total, file) => total + size(file), 0);
const rows = [
  ["first route (Today)", sum(first), 180],
  ["all script", sum(all), 600],
];
for (const [name, bytes, most] of rows) console.log(`${name}: ${(bytes / 1024).toFixed(1)} KiB of ${most} KiB`);
process.exitCode = rows.some(([, bytes, most]) => bytes > most * 1024) ? 1 : 0;
