// One person's first day with the app: the real program, its real window, one home from the first start to a restart.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { after, before, test } from "node:test";
import { App, Home, program, ROOT, steps, until } from "./driver.mjs";
import { ROUTES } from "../ui/e2e/routes.mjs";

const desktop = program("POCKETCOACH_DESKTOP_BIN");
const coachProgram = program("POCKETCOACH_BIN");
const axe = readFileSync(createRequire(join(ROOT, "desktop/ui/package.json")).resolve("axe-core/axe.min.js"), "utf8");
const home = new Home();
const trace = join(home.folder, "connections");
/** What the command line says about the same person. */
const coach = (...args) =>
  JSON.parse(execFileSync(coachProgram, [...args, "--json"], { env: home.env, encoding: "utf8", maxBuffer: 1 << 28 }));
const picture = (name) => app.picture(name);
let app;

async function ask(text) {
  const replies = await app.run(() => document.querySelectorAll("article").length);
  await app.fill("Message to the coach", text);
  await app.type(await app.find("field", "Message to the coach"), "\uE007");
  await app.until(
    `a reply to “${text}”`,
    (replies) =>
      document.querySelectorAll("article").length > replies + 1 &&
      document.querySelector('[aria-label="Stop the reply"]') === null &&
      [...document.querySelectorAll("[role=status]")].some((each) => /^(Reply ready|Permission needed)$/.test(each.textContent.trim())),
    replies,
  );
  await app.settle();
}

before(async () => {
  app = await App.start(desktop, home, { trace });
});
after(async () => {
  await app?.stop();
  home.remove();
});

test("the first start makes an encrypted record and shows the introduction, with the sample person in it", async () => {
  await app.find("button", "Understood, let us begin");
  await picture("first-start");
  await app.press("button", "Understood, let us begin");
  await app.fill("Name to be called by", "Kim");
  await app.fill("Date of birth", "1990-05-01");
  await app.fill("Sex", "female");
  await app.fill("Height in cm", "170");
  await app.fill("Weight in kg", "64");
  await app.fill("Training experience", "intermediate");
  await app.press("button", "Next");
  await app.find("heading", "Before you train");
  await app.press("radio", /^Yes/);
  await app.press("radio", /^Vigorous/);
  await app.press("button", "Next");
  await app.text("You are active");
  await app.press("button", "Next");
  await app.press("button", "Use it");
  await app.text("The sample year is there");
  await app.press("button", "Next");
  await app.press("button", "Next");
  await app.press("radio", /^Emma/);
  await app.press("button", "Next");
  await app.text("Last night you slept");
  await app.press("button", "See today");
  await app.text("How do you feel today?");
  const profile = coach("profile");
  assert.equal(profile.name, "Kim");
  assert.equal(profile.height_cm, 170);
  const files = readdirSync(home.env.POCKETCOACH_HOME);
  assert.ok(files.length > 0);
  for (const file of files.filter((each) => /\.(db|sqlite)/.test(each)))
    assert.ok(!readFileSync(join(home.env.POCKETCOACH_HOME, file)).includes("SQLite format 3"), `${file} is not encrypted`);
});

test("the day: a feeling is written, and the score is the one that the command line has", async () => {
  await app.press("button", "Good");
  await app.at(".score");
  const figure = coach("today").readiness.figures.find((each) => each.name === "recovery_score");
  await app.text(String(Math.round(figure.value)), ".score");
  assert.equal(coach("mcp", "call", "progress-tracking", "getJournal", "{}").result.entries[0].kind, "mood");
  await app.settle();
  await picture("today");
});

test("a chat streams with a handoff and a tool card, and a number opens the samples behind it", async () => {
  await app.go("coach");
  await ask("How did I sleep last night?");
  await app.text("getSleepData");
  const night = coach("sleep").at(-1);
  await picture("coach");
  await app.run(() => document.querySelector("article .figure-chip").click());
  await app.text("Nights: 1", ".drawer");
  const exact = await app.run(() => /Exact value\s+([\d,.]+) s/.exec(document.querySelector(".drawer").innerText)[1]);
  assert.equal(Number(exact.replaceAll(",", "")), night.asleep_s);
  await picture("figure");
  await app.press("button", "Close", ".drawer");
  await app.until("no drawer", () => !document.querySelector(".drawer"));
  assert.equal(await app.run(() => document.querySelectorAll("article .unsourced").length), 0);
});

test("an approval writes what its card shows, and a refusal writes nothing", async () => {
  const meals = () => coach("mcp", "call", "nutrition-tracking", "getMeals", "{}").result.meals.length;
  const before = meals();
  await ask("I had 2 eggs and a banana for breakfast");
  await app.press("button", "Turn down");
  await app.text("Turned down. Nothing was written.");
  assert.equal(meals(), before);
  await ask("I had 2 eggs and a banana for lunch");
  const allow = await app.find("button", "Allow once");
  await app.run((each) => each.scrollIntoView({ block: "center", behavior: "instant" }), allow);
  await picture("approval");
  await app.press("button", "Allow once");
  await app.text(/^Written down\./);
  assert.equal(meals(), before + 1);
});

test("a file that is chosen is imported piece by piece, and again adds nothing", async () => {
  const path = home.write("export.xml", steps(400));
  await app.go("data");
  await app.type(await app.at('input[type="file"]'), path);
  await app.text(/^Read: 400/);
  await app.text("Kim’s Phone");
  await picture("import");
  await app.type(await app.at('input[type="file"]'), path);
  await app.text(/New: 0\. Known already: 400/);
  await app.type(await app.at('input[type="file"]'), home.write("notes.txt", "no export at all"));
  await app.at("[role=alert]");
});

test("a file larger than a piece arrives whole", async () => {
  // Over 4 MiB, so that several pieces have to keep their order.
  const filler = `<!--${"x".repeat(1 << 20)}-->\n`;
  const text = steps(404).replace("<ExportDate", `${filler.repeat(5)}<ExportDate`);
  await app.go("data");
  await app.type(await app.at('input[type="file"]'), home.write("large.xml", text));
  await app.text(/Read: 404\. New: 4\./);
});

test("a second start brings the first window to the front, and ends", async () => {
  await app.go("today");
  await app.minimize();
  await app.until("a window that is away", () => document.visibilityState === "hidden");
  assert.equal(app.startAgain(), 0);
  await app.until("the window in front", () => document.visibilityState === "visible" && document.hasFocus());
});

test("a second start with a link leads to its screen, and with a file imports it", async () => {
  assert.equal(app.startAgain("pocketcoach://plan"), 0);
  await app.until("the plan", () => location.hash.startsWith("#/plan"));
  assert.equal(app.startAgain("pocketcoach://evil.example/../../etc"), 0);
  assert.equal(app.startAgain(home.write("second.xml", steps(410))), 0);
  await app.until("the data", () => location.hash.startsWith("#/data"));
  await app.text(/Read: 410\. New: 6\./);
});

test("what a heart rate leads to comes over a talk in the process", async () => {
  await app.go("live");
  await app.press("button", "Watch my heart rate");
  await app.text("Waiting for a heart rate");
  const stopped = () => app.run(() => document.querySelector("[role=alert]") !== null);
  for (const bpm of ["120", "198", "199", "200", "201", "199", "202", "200"]) {
    if (await stopped()) break;
    try {
      await app.fill("Heart rate from your watch", bpm);
      await app.press("button", "Enter");
    } catch (error) {
      // The stop takes the place of the field, also between two of our steps.
      if (!(await stopped())) throw error;
    }
    await setTimeout(450);
  }
  await app.text("Stop training now", "[role=alert]");
  assert.ok(coach("audit").interventions.some((each) => each.rule === "HR-STOP"));
});

test("how the app behaves is asked and kept; nothing is on that was not switched on", async () => {
  await app.go("settings");
  const reminder = () => app.find("checkbox", /^Remind me/);
  assert.equal(await app.run(() => [...document.querySelectorAll("input[type=checkbox]:checked")].length), 0);
  await app.press("checkbox", /^Remind me/);
  await app.fill("Remind at", "07:15");
  await app.until("the time", () => document.querySelector('input[type="time"]:not([disabled])')?.value === "07:15");
  assert.ok(await app.run((each) => each.checked, await reminder()));
  await app.press("checkbox", /^Start with the computer/);
  const entry = () => readdirSync(join(home.folder, ".config/autostart")).length;
  await until("an entry of the session", () => entry() === 1);
  await app.press("checkbox", /^Start with the computer/);
  await until("no entry of the session", () => entry() === 0);
  await app.text("This build does not update itself");
  await picture("settings");
});

test("what leaves as a file lands beside what is there", async () => {
  await app.go("privacy");
  for (let count = 1; count <= 2; count++) {
    await app.press("button", "JSON lines");
    await until("a file", () => readdirSync(home.downloads).filter((name) => !name.endsWith(".wkdownload")).length === count);
    await app.text("Saved in Downloads");
  }
  for (const name of readdirSync(home.downloads)) {
    const lines = await until(`the whole of ${name}`, () => {
      const text = readFileSync(join(home.downloads, name), "utf8");
      return text.endsWith("\n") && text.trim().split("\n").map((line) => JSON.parse(line));
    });
    assert.ok(lines.length > 1000, `${name}: ${lines.length}`);
  }
});

test("no screen has a barrier that axe finds, light or dark", async () => {
  // What goes away by itself is seen while it is there, not while it fades.
  await app.until("no notice", () => !document.body.innerText.includes("Saved in Downloads"));
  await app.run((source) => void (0, eval)(source), axe).catch(() => undefined);
  if (!(await app.run(() => typeof window.axe === "object"))) await app.run(`function () { ${axe}\n }`);
  for (const theme of ["light", "dark"]) {
    for (const route of ROUTES.filter((each) => each !== "welcome")) {
      await app.go(route);
      const found = await app.runAsync(async (theme) => {
        document.documentElement.dataset.theme = theme;
        // Colours that are on their way from one theme to the other are in neither.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const ending = (each) => Number.isFinite(each.effect.getComputedTiming().endTime);
        await Promise.allSettled(document.getAnimations().filter(ending).map((each) => each.finished));
        const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"] });
        return {
          passes: passes.length,
          violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`),
        };
      }, theme);
      assert.deepEqual(found.violations, [], `${route} ${theme}`);
      assert.ok(found.passes > 5, `${route} ${theme}: axe looked at nothing`);
    }
  }
});

test("the page has no way out: no request, no window, no other page, no command that was not given to it", async () => {
  const tried = await app.runAsync(async () => {
    const refused = [];
    const blocked = (name, work) =>
      Promise.race([work(), new Promise((resolve) => setTimeout(resolve, 2000, "no answer"))]).then(
        (got) => refused.push([name, got]),
        () => refused.push([name, "refused"]),
      );
    await blocked("fetch", () => fetch("http://127.0.0.1:9/").then(() => "answered"));
    await blocked("image", () => {
      const image = new Image();
      const done = new Promise((resolve, reject) => ((image.onload = () => resolve("loaded")), (image.onerror = reject)));
      image.src = "https://example.org/x.png";
      return done;
    });
    await blocked("socket", () => {
      const socket = new WebSocket("ws://127.0.0.1:9/");
      return new Promise((resolve, reject) => ((socket.onopen = () => resolve("open")), (socket.onerror = reject)));
    });
    await blocked("beacon", async () => {
      if (!navigator.sendBeacon("https://example.org/", "x")) throw new Error();
      return "queued";
    });
    await blocked("window", async () => {
      if (!window.open("https://example.org/")) throw new Error();
      return "open";
    });
    for (const command of ["plugin:notification|notify", "plugin:autostart|enable", "plugin:event|listen", "plugin:window|close"])
      await blocked(command, () => window.__TAURI_INTERNALS__.invoke(command, {}).then(() => "allowed"));
    location.href = "https://example.org/";
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { refused, at: location.origin, global: typeof window.__TAURI__, frozen: Object.isFrozen(Object.prototype) };
  });
  for (const [name, got] of tried.refused) assert.ok(got === "refused" || (name === "beacon" && got === "queued"), `${name}: ${got}`);
  assert.equal(tried.at, "tauri://localhost");
  assert.equal(tried.global, "undefined");
  assert.ok(tried.frozen);
});

test("a restart finds the person, the conversation and the meal again", async () => {
  await app.stop();
  app = await App.start(desktop, home);
  await app.text("Good to see you, Kim");
  await app.go("coach");
  await app.text("How did I sleep last night?");
  await app.go("settings");
  await app.until("the reminder", () => [...document.querySelectorAll('input[type="time"]')].some((each) => each.value === "07:15"));
  await app.go("today");
  await app.at(".score");
});

test("in all of this the processes of the app connected to nothing but the test itself", () => {
  assert.ok(existsSync(trace), "nothing was traced");
  const connections = readFileSync(trace, "utf8").split("\n").filter((line) => line.includes("connect("));
  assert.ok(connections.some((line) => line.includes("AF_UNIX")), "the trace is empty");
  const outward = connections.filter((line) => /AF_INET6?/.test(line) && !/inet_addr\("127\.0\.0\.1"\)/.test(line));
  assert.deepEqual(outward, []);
});
