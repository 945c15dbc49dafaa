// What the app is on a desktop beside its window: tray, reminder, key combination, and files that are dropped on it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { after, before, test } from "node:test";
import { App, below, Home, program, steps, until } from "./driver.mjs";
import { hand, Session } from "./session.mjs";

const home = new Home();
const coachProgram = program("POCKETCOACH_BIN");
const run = (...args) => execFileSync(coachProgram, args, { env: home.env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const coach = (...args) => JSON.parse(run(...args, "--json"));
const journal = () => coach("mcp", "call", "progress-tracking", "getJournal", "{}").result.entries;
let session;
let app;
let planned;

const hidden = () => app.until("a window that is away", () => document.visibilityState === "hidden");
const inFront = () => app.until("the window in front", () => document.visibilityState === "visible" && document.hasFocus());
const at = (place) => app.until(place, (place) => location.hash.startsWith(`#/${place}`), place);
/** Switches something of the settings, and waits until it is kept. */
async function turn(name, on) {
  await app.press("checkbox", name);
  await until("what was set", async () => (await app.run((each) => each.checked, await app.find("checkbox", name))) === on);
}
const texts = async () => (await session.tray()).lines.map(({ text }) => text).filter(Boolean);

before(async () => {
  session = await Session.start();
  run("init", "--name", "Kim", "--birth-date", "1990-05-01", "--sex", "female", "--height-cm", "170", "--weight-kg", "64");
  run("screen", "--answers", home.write("answers.json", '{"active": true, "diseases": [], "signs": [], "intensity": "moderate", "cleared": false}'));
  app = await App.start(program("POCKETCOACH_DESKTOP_BIN"), home);
  await app.find("button", "Understood, let us begin");
  await app.skipIntroduction();
});
after(async () => {
  await app?.stop();
  session?.end();
  home.remove();
});

test("the tray shows what is planned for today as soon as it is planned, and leads there", async () => {
  await until("the tray", async () => (await texts())[0] === "Nothing planned today");
  const { date } = coach("today");
  const weekday = new Date(`${date}T12:00:00Z`).toUTCString().slice(0, 3).toLowerCase();
  run("plan", "create", "--start", date, "--weekdays", weekday, "--equipment", "none");
  planned = coach("plan", "show").plan.sessions.filter((each) => each.date === date).map((each) => each.title);
  assert.ok(planned.length > 0, "nothing is planned for today");
  await until("the plan in the tray", async () => (await texts())[0] === planned[0]);
  assert.ok((await session.tray()).icon, "the tray has an icon");
  await app.minimize();
  await hidden();
  await session.press(planned[0]);
  await inFront();
  await at("plan");
  await session.press("Meal, weight, workout…");
  await at("log");
  await session.press("Ask the coach");
  await at("coach");
});

test("a feeling is noted from the tray, and a notification says so", async () => {
  const before = journal().length;
  await session.press("How do you feel?", "Good");
  await until("the note", async () => (await session.notes()).some(({ text }) => text === "Noted how you feel."));
  const [entry] = journal();
  assert.deepEqual([journal().length, entry.kind, entry.score], [before + 1, "mood", 4]);
});

test("the key combination shows the window from anywhere, while it is switched on and no longer", async () => {
  const away = async () => {
    await app.minimize();
    await hidden();
  };
  const press = () => hand("key", "ctrl+alt+p");
  const toggle = async (on) => {
    await app.go("settings");
    await turn(/^Show the window with/, on);
  };
  // What must not happen has a while in which it could.
  const nothing = async () => {
    press();
    await setTimeout(1000);
    await hidden();
  };
  await away();
  await nothing();
  assert.equal(app.startAgain(), 0);
  await inFront();
  await toggle(true);
  await away();
  press();
  await inFront();
  await toggle(false);
  await away();
  await nothing();
  assert.equal(app.startAgain(), 0);
  await inFront();
});

test("a file that is dragged over the window is announced, and imported where it is dropped", async () => {
  await app.go("today");
  const path = home.write("export.xml", steps(400));
  const [left, top] = await session.offer(path);
  const over = () => app.until("the announcement", () => document.querySelector(".drop-over")?.innerText.includes("Drop an export here"));
  const drag = async (...places) => {
    hand("mousemove", left, top, "mousedown", 1);
    // A drag begins when the mouse has moved a little way with the button down.
    for (const [x, y] of [[left - 15, top - 15], ...places]) {
      await setTimeout(100);
      hand("mousemove", x, y);
    }
    await until("a drag", () => session.dragging());
  };
  const drop = async () => {
    hand("mouseup", 1);
    await until("the end of the drag", async () => !(await session.dragging()));
    // What was not taken flies back, and lies over what could be dragged until then.
    await setTimeout(1000);
  };
  await drag([600, 420], [610, 430]);
  await over();
  await app.picture("drop");
  hand("mousemove", left, top);
  await app.until("no announcement", () => !document.querySelector(".drop-over"));
  await drop();
  await drag([600, 420], [610, 430]);
  await over();
  await drop();
  await at("data");
  await app.text(/Read: 400\. New: 400\./);
  await app.until("no announcement", () => !document.querySelector(".drop-over"));
  await session.offer(home.write("notes.txt", "no export at all"));
  await drag([600, 420], [610, 430]);
  await over();
  await drop();
  await app.at("[role=alert]");
});

test("the reminder waits for the end of quiet hours, and comes once", async () => {
  const notes = async () => (await session.notes()).filter(({ title }) => title === "Planned for today");
  const clock = (hours) => new Date(Date.now() + hours * 3_600_000).toTimeString().slice(0, 5);
  const set = async (label, time) => {
    await app.fill(label, time);
    await app.until(label, (label, time) => [...document.querySelectorAll("input[type=time]")].some((each) => each.labels[0]?.innerText === label && each.value === time && !each.disabled), label, time);
  };
  await app.go("settings");
  await turn(/^Remind me/, true);
  await set("Quiet from", clock(-1));
  await set("Quiet until", clock(1));
  await set("Remind at", "00:00");
  await app.minimize();
  await hidden();
  // The app looks at the clock every half minute.
  await setTimeout(32_000);
  assert.deepEqual(await notes(), []);
  await session.press("Open PocketCoach");
  await inFront();
  await set("Quiet from", clock(1));
  await set("Quiet until", clock(2));
  await app.minimize();
  await hidden();
  const [note] = await until("the reminder", async () => (await notes()).length > 0 && notes(), 40_000);
  assert.equal(note.text, planned.join("\n"));
  await setTimeout(32_000);
  assert.equal((await notes()).length, 1);
});

test("the tray speaks the language of the interface, keeps a closed window, and quits", async () => {
  await session.press("Open PocketCoach");
  await inFront();
  await app.go("settings");
  await turn(/^Stay in the tray/, true);
  await app.fill("Language", "de");
  await until("a German tray", async () => (await texts()).includes("Den Coach fragen"));
  const shell = () => below(app.driver.pid).find(({ name }) => name.startsWith("coach-desktop"));
  hand("key", "alt+F4");
  await hidden();
  assert.ok(shell(), "the app ended with its window");
  await session.press("PocketCoach öffnen");
  await inFront();
  await session.press("PocketCoach beenden");
  await until("the end of the app", () => !shell());
});
