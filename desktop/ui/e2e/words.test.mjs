// What the core names in English, on a German screen: plans, exercises, tools and checks, by the real program.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { go, ROOT, settle } from "./lib.mjs";
import { Visit } from "./program.mjs";

const [german, english] = ["de", "en"].map((language) => JSON.parse(readFileSync(join(ROOT, `src/i18n/${language}.json`), "utf8")));
const GOALS = Object.keys(german.goal);
let visit;
let today;

before(async () => {
  visit = await Visit.begin({
    settings: { language: "de" },
    prepare(person) {
      person.tell("init", "--name", "Kim", "--birth-date", "1990-05-01", "--sex", "female", "--height-cm", "170", "--weight-kg", "64", "--level", "intermediate");
      person.tell("demo", "--days", "30");
      today = person.run("today").date;
    },
  });
});
after(() => visit?.end());

const plan = (goal, equipment) => {
  visit.person.tell("plan", "create", "--goal", goal, "--equipment", equipment, "--weeks", "4", "--days", "4", "--start", today);
  return visit.person.run("plan", "show").plan;
};

test("every exercise of a plan, of every goal and with whatever there is to train with, has a name", () => {
  const missing = new Set();
  let named = 0;
  for (const goal of GOALS)
    for (const equipment of ["gym", "home", "none"])
      for (const block of plan(goal, equipment).sessions.flatMap((each) => each.blocks).filter((each) => each.exercise)) {
        named++;
        if (!german.exercise[block.exercise]) missing.add(block.exercise);
      }
  assert.ok(named > 100);
  assert.deepEqual([...missing], []);
});

test("titles, exercises, remarks, tools, checks and who read are in German", async () => {
  const { page } = visit;
  // Words that are the same in both languages tell nothing.
  const foreign = ["session", "remark", "exercise", "tool", "check"].flatMap((group) =>
    Object.keys(english[group]).filter((key) => german[group][key] !== english[group][key] && english[group][key].length > 5).map((key) => english[group][key]),
  );
  const look = async (route) => {
    await go(page, route);
    const lines = new Set((await page.locator("main").innerText()).split("\n").map((line) => line.trim()));
    assert.deepEqual(foreign.filter((each) => lines.has(each)), [], route);
    return lines;
  };
  for (const goal of ["mixed", "cycling"]) {
    const { sessions } = plan(goal, "none");
    await page.reload();
    await settle(page);
    const lines = await look("plan");
    assert.ok([...lines].some((line) => line.startsWith(`${german.goal[goal]}: 4 Wochen, 4 Tage die Woche`)), goal);
    for (const { title } of sessions) assert.ok(!lines.has(title), title);
    await look("live");
  }
  for (const route of ["today", "activities", "settings", "privacy"]) await look(route);
  await go(page, "tools");
  const tools = await page.locator("main strong").allInnerTexts();
  assert.deepEqual(tools.filter((each) => foreign.includes(each)), []);
  assert.ok(tools.includes(german.tool.getWorkoutPlan));
  assert.deepEqual(visit.wrong, []);
});
