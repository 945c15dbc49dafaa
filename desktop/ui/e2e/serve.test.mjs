// The shipped interface against the real program: `coach serve`, named by POCKETCOACH_BIN, with a fresh person.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { go, openBrowser, ROUTES, settle } from "./lib.mjs";
import { Coach, openPage } from "./program.mjs";

const person = new Coach();
const { home } = person;
const coach = (...args) => person.run(...args);
const wrong = [];
let browser;
let context;
let page;

async function ask(text) {
  await page.getByLabel("Message to the coach").fill(text);
  await page.keyboard.press("Enter");
  await page.getByText(/^(Reply ready|Permission needed)$/).waitFor({ state: "attached" });
  await settle(page);
}

before(async () => {
  coach("init");
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    acceptDownloads: true,
    locale: "en-US",
  });
  page = await openPage(context, await person.serve(), wrong);
});
after(async () => {
  await browser?.close();
  await person.remove();
});

test("the introduction: promise, profile, screening, sample data, brain, coach, first insight", async () => {
  await page.getByRole("button", { name: "Understood, let us begin" }).click();
  assert.ok(!page.url().includes("token"), "the token stays in the address");
  await page.getByLabel("Name to be called by").fill("Kim");
  await page.getByLabel("Date of birth").fill("1990-05-01");
  await page.getByLabel("Sex", { exact: true }).selectOption("female");
  await page.getByLabel("Height in cm").fill("170");
  await page.getByLabel("Weight in kg").fill("64");
  await page.getByLabel("Training experience").selectOption("intermediate");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "Before you train" }).waitFor();
  await page.getByRole("radio", { name: /^Yes/ }).check({ force: true });
  await page.getByRole("radio", { name: /^Vigorous/ }).check({ force: true });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText(/You are active/).waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  // A visit that breaks off goes on where it was.
  await page.reload();
  await page.getByRole("heading", { name: "Bring your data" }).waitFor();
  await page.getByRole("button", { name: "Use it" }).click();
  await page.getByText(/The sample year is there/).waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: /^Emma/ }).check({ force: true });
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Last night you slept").waitFor();
  await page.getByRole("button", { name: "See today" }).click();
  await page.getByText("How do you feel today?").waitFor();
  const profile = coach("profile");
  assert.equal(profile.name, "Kim");
  assert.equal(profile.height_cm, 170);
});

test("the day: the feel-check is written, then the score with its drivers is shown", async () => {
  await page.getByRole("button", { name: "Good", exact: true }).click();
  await page.locator(".score").waitFor();
  const figure = coach("today").readiness.figures.find((each) => each.name === "recovery_score");
  assert.equal(await page.locator(".score").innerText(), String(Math.round(figure.value)));
  assert.equal(coach("mcp", "call", "progress-tracking", "getJournal", "{}").result.entries[0].kind, "mood");
});

test("every screen shows the sample year without a problem", async () => {
  for (const route of ROUTES.filter((each) => each !== "welcome")) {
    await go(page, route);
    assert.equal(
      await page.getByRole("alert").count(),
      0,
      `${route}: ${await page.getByRole("alert").allInnerTexts()}`,
    );
    assert.equal(await page.locator("h1").count(), 1, route);
  }
});

test("a chat: handoff, tool card, and a number whose samples add up to it", async () => {
  await go(page, "coach");
  await ask("How did I sleep last night?");
  await page.getByText("getSleepData").waitFor();
  const night = coach("sleep").at(-1);
  await page.locator("article .figure-chip").first().click();
  const drawer = page.locator(".drawer");
  await drawer.getByText("Nights: 1").waitFor();
  const exact = (await drawer.innerText()).match(/Exact value\s+([\d,.]+) s/);
  assert.equal(Number(exact[1].replaceAll(",", "")), night.asleep_s);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("article .unsourced").count(), 0);
});

test("an approval writes what the card shows, and a refusal writes nothing", async () => {
  const meals = () => coach("mcp", "call", "nutrition-tracking", "getMeals", "{}").result.meals.length;
  const before = meals();
  await ask("I had 2 eggs and a banana for breakfast");
  await page.getByRole("button", { name: "Turn down" }).click();
  await page.getByText("Turned down. Nothing was written.").waitFor();
  assert.equal(meals(), before);
  await ask("I had 2 eggs and a banana for lunch");
  await page.getByRole("button", { name: "Allow once" }).click();
  await page
    .getByText(/^Written down\./)
    .first()
    .waitFor();
  assert.equal(meals(), before + 1);
});

test("figures written by hand arrive, and an impossible one is refused in words", async () => {
  await go(page, "log");
  await page.getByRole("tab", { name: "Weight" }).click();
  const panel = page.getByRole("tabpanel", { name: "Weight" });
  await panel.getByLabel("Weight in kg").fill("63.4");
  await panel.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").first().waitFor();
  const today = coach("today").date;
  assert.ok(
    coach("query", "body_mass", "--bucket", "raw", "--from", today, "--to", today).some((row) => row.value === 63.4),
  );
  await panel.getByLabel("Weight in kg").fill("6000");
  await panel.getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("alert")
    .getByText(/log the/i)
    .waitFor();
});

test("an export of a phone is imported by file, with progress, and again adds nothing", async () => {
  const samples = Array.from({ length: 400 }, (_, at) => {
    const time = `2024-03-${String(1 + (at % 28)).padStart(2, "0")} ${String(6 + (at % 14)).padStart(2, "0")}:00:00 +0000`;
    return `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Kim’s Phone" unit="count" creationDate="${time}" startDate="${time}" endDate="${time}" value="${100 + at}"/>`;
  });
  const file = join(home, "export.xml");
  writeFileSync(
    file,
    `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n<ExportDate value="2024-04-01 00:00:00 +0000"/>\n${samples.join("\n")}\n</HealthData>\n`,
  );
  await go(page, "data");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByText(/^Read: 400/).waitFor({ timeout: 60_000 });
  await page.getByText("Kim’s Phone").first().waitFor();
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByText(/New: 0\. Known already: 400/).waitFor({ timeout: 60_000 });
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no export at all") });
  await page.getByRole("alert").waitFor();
});

test("a plan is made, changed and taken back", async () => {
  await go(page, "plan");
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.locator(".dialog, .drawer").waitFor({ state: "detached" });
  await page.getByText(/^Week 1 of 8$/).waitFor();
  const versions = () => coach("plan", "versions").length;
  const made = versions();
  const changed = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().endsWith("/workouts/plans/current"),
  );
  await page.getByRole("button", { name: /^Fit into/ }).click();
  assert.equal((await changed).status(), 200);
  assert.equal(versions(), made + 1);
  await page.getByRole("button", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Take back" }).first().click();
  await page.locator(".dialog, .drawer").waitFor({ state: "detached" });
  assert.equal(versions(), made + 2);
});

test("a heart rate that is too high stops the workout", async () => {
  await go(page, "live");
  await page.getByRole("button", { name: "Watch my heart rate" }).click();
  await page.getByText("Waiting for a heart rate").waitFor();
  for (const bpm of ["120", "198", "199", "200", "201", "199"]) {
    await page.getByLabel("Heart rate from your watch").fill(bpm);
    await page.getByRole("button", { name: "Enter" }).click();
    await page.waitForTimeout(450);
  }
  await page.getByRole("alert").getByText("Stop training now").waitFor();
  assert.ok(coach("audit").interventions.some((each) => each.rule === "HR-STOP"));
});

test("a warning sign in chat shows the emergency number and suspends the plan", async () => {
  await go(page, "coach");
  await ask("I have chest pain right now and feel dizzy");
  await page.getByText("This can be an emergency").waitFor();
  assert.match(await page.locator(".redflag").innerText(), /112|911/);
  assert.notEqual(coach("plan", "show").suspended, null);
});

test("everything leaves as a file", async () => {
  await go(page, "privacy");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "JSON lines" }).click(),
  ]);
  const path = join(home, "everything.jsonl");
  await file.saveAs(path);
  const lines = readFileSync(path, "utf8").trim().split("\n");
  assert.ok(lines.length > 1000);
  for (const line of lines) JSON.parse(line);
});

test("a server that ends is told, and a new start finds everything again", async () => {
  await go(page, "today");
  await person.stop();
  await page.getByText("Offline", { exact: true }).waitFor();
  // A day that was not looked at before is not there; what was shown stays.
  await page.getByRole("button", { name: "Previous day" }).click();
  await page.getByText("The coach cannot be reached").first().waitFor();
  await page.close();
  page = await openPage(context, await person.serve(), wrong);
  await page.getByRole("heading", { name: "Good to see you, Kim" }).waitFor();
});

test("without the token of this start, and with a wrong one, nothing is shown", async () => {
  const address = new URL(page.url()).origin;
  const stranger = await page.context().newPage();
  await stranger.goto(`${address}/#token=0000`);
  await stranger.evaluate(() => (location.hash = "#/today"));
  await stranger.getByText("This page has no key").first().waitFor();
  assert.equal(await stranger.locator(".stat, .score").count(), 0);
  await stranger.close();
});

test("erasing takes the word, lists what went, and leaves nothing behind", async () => {
  await go(page, "privacy");
  await page.getByRole("button", { name: "Delete everything" }).click();
  const sure = page.locator(".dialog").getByRole("button", { name: "Delete everything" });
  assert.ok(await sure.isDisabled());
  await page.getByLabel("Type “delete” to go on").fill("delete");
  await sure.click();
  await page.getByText("Everything is gone").waitFor();
  assert.throws(() => coach("today"), /find a database/);
});

test("in all of this nothing was asked of any other place, and no policy was broken", () =>
  assert.deepEqual(wrong, []));
