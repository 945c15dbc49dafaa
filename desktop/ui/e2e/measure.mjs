// Measures the interface in Chromium against the real program: what a person waits for, and how evenly a reply streams.
// Prints a table and writes the figures to the file that it is given. Needs POCKETCOACH_BIN and a build in dist/.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { go, openBrowser, settle } from "./lib.mjs";
import { Coach, openPage, seasoned } from "./program.mjs";

/** Days of the sample person. */
const DAYS = 3 * 365;
/** Tokens of a reply, and how many come in a second. */
const TOKENS = 4000;
const A_SECOND = 80;
/** Minutes of heart rate: a year. */
const MINUTES = 365 * 24 * 60;
const LOADS = 5;
const OPENINGS = 5;

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const rows = {};
const tell = (name, value, words) => {
  rows[name] = value;
  console.log(`${name}: ${words}`);
};

/**
 * Answers a question in the page as the server would with a reply of so many tokens, which is longer than any reply that
 * the coach lets through: what came in 40 ms is one event. Without a numeral, so that nothing has to be looked up.
 */
function longReply([tokens, aSecond]) {
  const words = ["sleep", "food", "easy", "running", "and", "days", "of", "rest", "belong", "together", "in", "a", "good"];
  const text = Array.from({ length: tokens }, (_, at) => `${words[at % words.length]}${at % 60 === 59 ? ".\n\n" : " "}`);
  const real = globalThis.fetch;
  globalThis.fetch = (address, options) => {
    if (!String(address).endsWith("/ai/chat")) return real(address, options);
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      async start(control) {
        const send = (event) => control.enqueue(encoder.encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`));
        send({ type: "run_started", session_id: "long", trace_id: "long", agent: "Emma Encourage" });
        const begun = performance.now();
        for (let at = 0; at < text.length; ) {
          await new Promise((done) => setTimeout(done, 40));
          const due = Math.min(text.length, Math.floor(((performance.now() - begun) / 1000) * aSecond));
          if (due > at) send({ type: "text_delta", text: text.slice(at, due).join("") });
          at = due;
        }
        const result = { reply: text.join(""), coach: "Emma Encourage", citations: [], interventions: [], proposals: [] };
        send({ type: "finished", result: { ...result, trace_id: "long", model: "long", session_id: "long" } });
        control.close();
      },
    });
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "text/event-stream" } }));
  };
}

/** A year of minute heart rate as an export of a phone. */
function heartRates(path) {
  const end = Date.now() - 3_600_000;
  const stamp = (ms) => `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} +0000`;
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<HealthData locale="en_GB">', `<ExportDate value="${stamp(end)}"/>`];
  for (let at = MINUTES - 1; at >= 0; at--) {
    const ms = end - at * 60_000;
    const bpm = 62 + Math.round(14 * Math.sin(ms / 13_750_000) + 9 * Math.sin(ms / 977_000));
    const when = stamp(ms);
    lines.push(`<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" creationDate="${when}" startDate="${when}" endDate="${when}" value="${bpm}"/>`);
  }
  writeFileSync(path, `${lines.join("\n")}\n</HealthData>\n`);
}

const person = new Coach();
const other = new Coach();
const browser = await openBrowser();
const visit = async (coach) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
  await context.addInitScript(...seasoned());
  await context.addInitScript(() => {
    globalThis.vitals = { lcp: 0, cls: 0 };
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) globalThis.vitals.lcp = each.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const each of list.getEntries()) if (!each.hadRecentInput) globalThis.vitals.cls += each.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const served = coach.served ?? (coach.served = await coach.serve());
  return openPage(context, served);
};
try {
  person.tell("init", "--birth-date", "1990-05-01", "--sex", "female", "--height-cm", "170", "--weight-kg", "64");
  person.tell("demo", "--days", String(DAYS));

  // The first view, cold each time.
  const loads = [];
  for (let at = 0; at <= LOADS; at++) {
    const page = await visit(person);
    await page.locator("h1").waitFor();
    await settle(page);
    await page.waitForTimeout(500);
    if (at > 0) loads.push(await page.evaluate(() => globalThis.vitals));
    await page.context().close();
  }
  const lcp = Math.round(middle(loads.map((each) => each.lcp)));
  const cls = Math.max(...loads.map((each) => each.cls));
  tell("lcp_ms", { median: lcp, all: loads.map((each) => Math.round(each.lcp)) }, `${lcp} ms (aim: 2,000)`);
  tell("cls", Math.round(cls * 1000) / 1000, `${cls.toFixed(3)} at most (aim: 0.05)`);

  // A long reply, token by token.
  const page = await visit(person);
  await go(page, "coach");
  await page.evaluate(longReply, [TOKENS, A_SECOND]);
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frames.push([now, now - last]);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.getByLabel("Message to the coach").fill("Tell me about a good week");
  await page.keyboard.press("Enter");
  await page.locator("article.message:not(.mine) .prose p").first().waitFor({ timeout: 60_000 });
  const began = await page.evaluate(() => performance.now());
  await page.getByText(/^Reply ready$/).waitFor({ state: "attached", timeout: 180_000 });
  const streamed = await page.evaluate((began) => {
    const end = performance.now();
    const gaps = globalThis.frames.filter(([at]) => at >= began && at <= end).map(([, gap]) => gap);
    const letters = [...document.querySelectorAll("article.message:not(.mine) .prose")].at(-1).innerText.length;
    return { seconds: (end - began) / 1000, longest_ms: Math.max(...gaps), over_100: gaps.filter((gap) => gap > 100).length, frames: gaps.length, letters };
  }, began);
  tell(
    "stream",
    streamed,
    `${streamed.letters} letters in ${streamed.seconds.toFixed(1)} s, longest gap between frames ${streamed.longest_ms.toFixed(0)} ms, ${streamed.over_100} over 100 ms (aim: none)`,
  );
  await page.context().close();

  // A year of heart rate by the minute.
  other.tell("init");
  const file = join(other.home, "export.xml");
  heartRates(file);
  other.tell("import", file);
  const chart = await visit(other);
  await go(chart, "trends");
  const opened = [];
  for (let at = 0; at <= OPENINGS; at++) {
    await go(chart, "today");
    await go(chart, "trends");
    await chart.getByText("28 days", { exact: true }).click();
    await chart.getByLabel("Metric").selectOption("heart_rate");
    await settle(chart);
    const answer = chart.waitForResponse((response) => /\/chart\/heart_rate/.test(response.url()));
    const began = await chart.evaluate(() => performance.now());
    await chart.evaluate(() => [...document.querySelectorAll(".segments input")].at(-1).click());
    const response = await answer;
    const points = (await response.json()).at_ms.length;
    // The picture is there when its caption tells of the year.
    await chart.waitForFunction((rows) => document.body.innerText.includes(rows), "Measurements: 52");
    const ms = await chart.evaluate(
      (began) => new Promise((done) => requestAnimationFrame(() => done(performance.now() - began))),
      began,
    );
    const timing = response.request().timing();
    if (at > 0) opened.push({ ms, points, request_ms: timing.responseEnd });
    // What was asked is kept for a while; a new page asks again.
    await chart.reload();
    await settle(chart);
  }
  const ms = Math.round(middle(opened.map((each) => each.ms)));
  tell(
    "year_of_heart_rate",
    { median_ms: ms, all_ms: opened.map((each) => Math.round(each.ms)), request_ms: opened.map((each) => Math.round(each.request_ms)), points: opened[0].points, measurements: MINUTES },
    `${ms} ms from the press to the picture, ${opened[0].points} points of ${MINUTES} (aims: 300 ms, 2,000)`,
  );
  if (process.argv[2]) writeFileSync(process.argv[2], `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await browser.close();
  await person.remove();
  await other.remove();
}
