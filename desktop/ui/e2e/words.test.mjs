// What the core names and says in English, on a German screen: plans and why they changed, refusals, exercises, tools,
// models, checks and sources, by the real program.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { go, ROOT, settle } from "./lib.mjs";
import { Visit } from "./program.mjs";

const file = (path) => JSON.parse(readFileSync(join(ROOT, "src/i18n", path), "utf8"));
const [german, english] = ["de", "en"].map((language) => {
  const exercise = Object.entries(file(`names/${language}.json`)).filter(([key]) => key.startsWith("exercise."));
  return { ...file(`${language}.json`), exercise: Object.fromEntries(exercise.map(([key, name]) => [key.slice(9), name])) };
});
const [saidInGerman, said] = ["de", "en"].map((language) => file(`said/${language}.json`));
/** Every run of words of the core's sentences that is long enough to be nothing else. */
const PHRASES = Object.entries(said).flatMap(([code, form]) =>
  form === saidInGerman[code] ? [] : form.split(/`[^`]*`|\{\w+\}/).map((part) => part.trim()).filter((part) => part.split(" ").length > 3),
);
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

/** English sentences of the core that stand in a text. */
const left = (text) => PHRASES.filter((phrase) => text.includes(phrase) || text.includes(phrase[0].toUpperCase() + phrase.slice(1)));

test("titles, exercises, remarks, tools, checks and who read are in German", async () => {
  const { page } = visit;
  // Words that are the same in both languages tell nothing.
  const foreign = ["session", "remark", "exercise", "tool", "check"].flatMap((group) =>
    Object.keys(english[group]).filter((key) => german[group][key] !== english[group][key] && english[group][key].length > 5).map((key) => english[group][key]),
  );
  const look = async (route) => {
    await go(page, route);
    const text = await page.locator("main").innerText();
    const lines = new Set(text.split("\n").map((line) => line.trim()));
    assert.deepEqual(left(text), [], route);
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
  for (const route of ["today", "activities", "settings", "privacy", "data", "models", "sync", "nutrition", "sleep"]) await look(route);
  await go(page, "tools");
  const tools = await page.locator("main strong").allInnerTexts();
  assert.deepEqual(tools.filter((each) => foreign.includes(each)), []);
  assert.ok(tools.includes(german.tool.getWorkoutPlan));
  assert.deepEqual(visit.wrong, []);
});

/** The page in another language, as the settings keep it. */
async function speak(page, language) {
  await page.evaluate((to) => {
    const kept = JSON.parse(localStorage.getItem("pocketcoach.settings"));
    localStorage.setItem("pocketcoach.settings", JSON.stringify({ ...kept, language: to, changed_ms: Date.now() }));
  }, language);
  await page.reload();
  await settle(page);
}

test("a coach that speaks English alone says so on a German screen, and what it offers to be asked it understands", async () => {
  const { page } = visit;
  await go(page, "coach");
  await page.getByText(german.coach.englishOnly).waitFor();
  assert.ok(await page.getByRole("link", { name: german.coach.englishOnlyModels }).isVisible());
  const offered = page.locator('.suggestions[lang="en"]');
  for (const text of Object.values(english.coach.suggest)) await offered.getByRole("button", { name: text }).waitFor();
  await offered.getByRole("button", { name: english.coach.suggest.sleep }).click();
  const reply = page.getByRole("log").locator("article").last();
  await reply.locator('.prose[lang="en"] .figure-chip').first().waitFor();
  const [from, to] = await reply.locator(".handoff").locator("span, strong").allInnerTexts();
  assert.equal(from, german.agent.coach_selector);
  assert.ok(["Max Power", "Emma Encourage", "Dr. Progress"].includes(to), to);
  // What a tool gave to the coach stays as it was given, and is marked as English.
  await reply.locator("details.tool summary").first().click();
  await reply.locator('details.tool pre[lang="en"]').first().waitFor();
  assert.deepEqual(visit.wrong, []);
});

test("no screen says a sentence of the core in English, in any other language", async () => {
  const { page } = visit;
  for (const language of ["es", "fr", "zh", "ar"]) {
    await speak(page, language);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    const forms = file(`said/${language}.json`);
    for (const route of ["plan", "models", "tools", "settings", "data", "today"]) {
      await go(page, route);
      await settle(page);
      const text = await page.locator("main").innerText();
      assert.deepEqual(left(text), [], `${language} ${route}`);
      if (route === "settings") assert.ok(text.includes(forms["doctor.empty"]), text);
    }
  }
  await speak(page, "de");
});

test("why a plan changed, what was refused and what went wrong are said in German, with the core's own values", async () => {
  const { page } = visit;
  plan("strength", "gym");
  await page.reload();
  await go(page, "plan");
  await settle(page);
  const why = async () => (await page.locator("section", { hasText: german.plan.why }).last().innerText()).replace(german.plan.why, "").trim();
  const told = await why();
  assert.ok(told.startsWith("Training für: Kraft"), told);
  assert.deepEqual(left(told), []);
  const { reason } = visit.person.run("plan", "show").plan;
  // One is a word in German.
  const numbers = (text) => [...text.matchAll(/\d+/g)].map(String).filter((each) => each !== "1");
  assert.deepEqual(numbers(told), numbers(reason));

  // A change by the person: the toast and the card say why.
  await page.getByRole("button", { name: german.plan.change.too_hard }).click();
  const toast = page.locator(".toast").first();
  await toast.waitFor();
  const said = await toast.innerText();
  assert.ok(/war zu hart; am .* gibt es von jeder Übung einen Satz weniger/.test(said), said);
  await settle(page);
  assert.ok(/war zu hart/.test(await why()), await why());

  // What makes no sense is refused in German too.
  await page.getByRole("button", { name: german.plan.new }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(german.plan.minutes).fill("5");
  await dialog.getByRole("button", { name: german.plan.make }).click();
  const alert = dialog.getByRole("alert");
  await alert.waitFor();
  const refused = await alert.innerText();
  assert.deepEqual(left(refused), []);
  assert.ok(refused.includes("`minutes` muss mindestens 15 sein."), refused);
  assert.ok(!/Failed to|must be/.test(refused), refused);
  await page.keyboard.press("Escape");

  // A warning sign suspends the plan, and both the rule and the plan say so.
  visit.person.tell("log", "symptom", "chest pain since this morning");
  await page.reload();
  await settle(page);
  for (const route of ["plan", "today", "live", "privacy"]) {
    await go(page, route);
    await settle(page);
    const text = await page.locator("main").innerText();
    assert.deepEqual(left(text), [], route);
    assert.ok(/Warnzeichen|ausgesetzt/.test(text), `${route}: ${text}`);
  }
});
