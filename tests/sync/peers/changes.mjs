// What the clients of both peers have in common: the changes, and how they are told what to do.
//
// A client reads one step a line, does it, and answers with one line of JSON. In between nothing is on the line, so that
// who counts bytes knows where a step ends.

import { createInterface } from "node:readline";

export const CHANGES = 50_000;

// Random printable letters, as many as our own changes have; the generator is mulberry32, so that every run has the same.
export function* values() {
  let state = 1;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let change = 0; change < CHANGES; change++) {
    let text = "";
    while (text.length < 120) text += String.fromCharCode(32 + Math.floor(random() * 95));
    yield text;
  }
}

export async function obey(steps) {
  for await (const line of createInterface({ input: process.stdin })) {
    // A server may have let go of a line that nobody used, and that has to be heard of before it is used again.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    const done = await steps[line.trim()]();
    process.stdout.write(`${JSON.stringify({ ...done, wall_s: (performance.now() - began) / 1000 })}\n`);
  }
  process.exit(0);
}
