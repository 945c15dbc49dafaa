// States that people meet when something is out of the ordinary, on recorded answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, openBrowser, serveFolder, settle } from "./lib.mjs";
import { seasoned } from "./program.mjs";

let site;
let browser;
before(async () => {
  site = await serveFolder("dist-mock");
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  site.close();
});

async function open(route, query = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  await context.addInitScript(...seasoned());
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  if (options.clock) await page.clock.install({ time: options.clock });
  await page.goto(`${site.address}/?delay=1${query}#/${route}`);
  if (!options.clock) await settle(page);
  return page;
}

test("a tool that answers with 5 MB is shown by its beginning, says so, and hands the rest over whole", async () => {
  const page = await open("coach", "&huge");
  await page.getByLabel("Message to the coach").fill("How did I sleep last night?");
  await page.keyboard.press("Enter");
  await page.getByText(/^Reply ready$/).waitFor({ state: "attached" });
  await page.locator("details.tool summary").first().click();
  await page.getByText(/^The first 4,000 letters of 5\.\d MB are shown\.$/).waitFor();
  const letters = await page.evaluate(() => document.querySelector("details.tool").textContent.length);
  assert.ok(letters < 10_000, `${letters} letters are in the page`);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save it whole" }).first().click(),
  ]);
  assert.equal(file.suggestedFilename(), "getSleepData.txt");
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test("a day that begins while the page is open, and a clock that is set back, are noticed and asked about anew", async () => {
  const page = await open("today", "", { clock: new Date("2026-11-26T23:58:00+01:00"), timezoneId: "Europe/Berlin" });
  const asked = () => page.evaluate(() => globalThis.pocketcoachAsked ?? 0);
  await page.clock.runFor(2_000);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.clock.runFor(60_000);
  const before = await asked();
  assert.ok(before > 0, "the page asks nothing");
  await page.clock.runFor(30_000);
  assert.equal(await asked(), before, "nothing changed, and it asked anyway");
  await page.clock.runFor(120_000);
  const after = await asked();
  assert.ok(after > before, "midnight went by unnoticed");
  await page.clock.setSystemTime(new Date("2026-11-25T12:00:00+01:00"));
  await page.clock.runFor(20_000);
  assert.ok((await asked()) > after, "the clock was set, and nothing was asked anew");
  await page.context().close();
});

for (const [zone, short, long] of [
  // Where the clocks went forward within the ninety days before the recorded day: a day of 23 hours.
  ["Australia/Sydney", "2026-10-04", 23],
  // And back: a day of 25.
  ["Europe/Berlin", "2026-10-25", 25],
]) {
  test(`in ${zone}, with a day of ${long} hours, no day is lost or doubled`, async () => {
    const page = await open("sleep", "", { timezoneId: zone });
    const hours = await page.evaluate((day) => {
      const [year, month, date] = day.split("-").map(Number);
      return (new Date(year, month - 1, date + 1) - new Date(year, month - 1, date)) / 3_600_000;
    }, short);
    assert.equal(hours, long, "the browser knows the zone");
    await page.getByText("90 days", { exact: true }).click();
    await settle(page);
    const nights = await page.locator("tbody th").allInnerTexts();
    assert.equal(new Set(nights).size, nights.length, "a night is there twice");
    const name = await page.evaluate(
      (day) =>
        new Intl.DateTimeFormat("en", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(
          new Date(`${day}T12:00:00Z`),
        ),
      short,
    );
    assert.ok(nights.includes(name), `${name} is missing`);
    await go(page, "activities");
    const squares = await page.locator(".chart rect title").allTextContents();
    const days = squares.map((each) => each.split(":")[0]);
    assert.equal(days.length, 84);
    assert.equal(new Set(days).size, 84, "a day is there twice");
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });
}
