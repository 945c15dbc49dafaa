// A model that makes numbers up, in front of the real program: whatever it says, every numeral on the screen is a chip
// whose drawer holds the very figure, or is marked as having no source, or is not there at all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, openBrowser, settle } from "./lib.mjs";
import { askFirst, serveModel } from "./model.mjs";
import { Coach, openPage, seasoned } from "./program.mjs";

/** Questions of each kind, with the tool that a model would ask. */
const ABOUT = [
  ["How did I sleep last night?", "getSleepData", {}],
  ["What is my resting heart rate?", "getCurrentBiometrics", {}],
  ["Am I recovered today?", "getRecoveryScore", {}],
  ["How many steps did I take yesterday?", "getDailySummary", {}],
  ["How is my training load?", "getTrainingLoad", {}],
];
/** Ways of making something up: in words around a figure, in tables, in code, in lists, in other digits. */
const LIES = [
  () => "You slept 9 h 59 min with a score of 137.",
  () => "| Night | Score |\n|---|---|\n| yesterday | 141 |\n| before | 142.5 |",
  () => "`sleep_score = 143` and\n\n```\nresting_hr 31\n```",
  () => "1987. first\n1988. second, worth 144 points",
  () => "Dein Puls war ١٤٥ und dein Schlaf १४६ Minuten, **147 %** besser.",
  () => "A link: [148 bpm](https://evil.example/149) and ![150 steps](https://evil.example/151.png)",
  (figure) => `Well, ${figure}. In truth it was 152, up 153 % from 154.`,
  (figure) => `You had ${figure}, ${figure}1, 1${figure} and ${figure}.5.`,
  () => "# 155 is your score\n\n> 156 quoted, ~~157~~ struck, 158&nbsp;steps, <b>159</b>",
  (figure) => `Between ${figure} and 160, that is 161 more than 162 on 2031-02-30.`,
];

const model = await serveModel((messages) => {
  const last = messages.findLastIndex((each) => each.role === "user");
  const question = messages[last].content;
  const results = messages.slice(last).filter((each) => each.role === "tool");
  const at = Number(/\[(\w+)\]$/.exec(question)?.[1].replace("q", "") ?? 0);
  const [, name, args] = ABOUT[at % ABOUT.length];
  if (results.length === 0 && at % 2 === 0) return { call: { name, arguments: args } };
  // A number that the tool did tell, so that a lie stands beside a truth.
  const figure = /(?<![\d.])\d{2,3}(?![\d.])/.exec(results[0]?.content ?? "")?.[0] ?? "163";
  return { text: LIES[Math.floor(at / ABOUT.length)](figure) };
});
const person = new Coach();
const wrong = [];
let browser;
let page;

before(async () => {
  person.tell("init", "--birth-date", "1990-05-01", "--sex", "female", "--height-cm", "170", "--weight-kg", "64");
  person.tell("demo");
  askFirst(person, model);
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", locale: "en-US" });
  await context.addInitScript(...seasoned());
  page = await openPage(context, await person.serve(), wrong);
});
after(async () => {
  await browser?.close();
  await person.remove();
  model.close();
});

/** The numerals of the last reply, each with how it is shown. */
const numerals = () =>
  page.evaluate(() => {
    const article = [...document.querySelectorAll("article.message:not(.mine)")].at(-1);
    const out = { chips: [], marked: 0, bare: [] };
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      if (!/\p{Nd}/u.test(node.data)) continue;
      const element = node.parentElement;
      if (element.closest(".figure-chip, .figure-plain")) out.chips.push(node.data);
      else if (element.closest(".unsourced")) out.marked++;
      // The page's own words: the card of a tool, what a rule took away, the bar below the reply, the name of the model.
      else if (!element.closest(".tool, .notice, .row, .who, .handoff")) out.bare.push(node.data);
    }
    return out;
  });

/** The value that a figure's words say, in the unit of the drawer. */
function said(text, unit) {
  const number = (part) => Number(part.replaceAll(",", ""));
  if (unit === "s") {
    const hours = /([\d,.]+)\s*h/.exec(text);
    const minutes = /([\d,.]+)\s*min/.exec(text);
    if (hours || minutes) return (hours ? number(hours[1]) * 3600 : 0) + (minutes ? number(minutes[1]) * 60 : 0);
  }
  if (unit === "m" && /\bkm\b/.test(text)) return number(/[\d,.]+/.exec(text)[0]) * 1000;
  return number(/[\d,]+(\.\d+)?/.exec(text)[0]);
}

const seen = { answered: 0, chips: 0, opened: 0, marked: 0, removed: 0 };

test("50 questions to a model that makes numbers up: no numeral stands on its own", async (t) => {
  await go(page, "coach");
  for (let at = 0; at < ABOUT.length * LIES.length; at++) {
    const [question] = ABOUT[at % ABOUT.length];
    await t.test(`${at + 1}: ${question}`, async () => {
      const replies = await page.locator("article.message:not(.mine)").count();
      // What is asked is told apart by its number, which the coach sees and the page shows as the person's own words.
      await page.getByLabel("Message to the coach").fill(`${question} [q${at}]`);
      await page.keyboard.press("Enter");
      await page.waitForFunction(
        (before) =>
          document.querySelectorAll("article.message:not(.mine)").length > before &&
          document.querySelector('[aria-label="Stop the reply"], [aria-label="Stop"]') === null,
        replies,
      );
      await settle(page);
      const found = await numerals();
      assert.deepEqual(found.bare, [], `bare numerals: ${found.bare.join(" | ")}`);
      seen.answered++;
      seen.chips += found.chips.length;
      seen.marked += found.marked;
      seen.removed += await page.locator("article.message:not(.mine)").last().locator(".notice").count();
      const chips = page.locator("article.message:not(.mine)").last().locator(".figure-chip");
      for (let chip = 0; chip < Math.min(3, await chips.count()); chip++) {
        const text = await chips.nth(chip).innerText();
        await chips.nth(chip).click();
        const drawer = page.locator(".drawer");
        await drawer.getByText("Exact value").waitFor();
        const exact = /Exact value\s+(-?[\d,]+(?:\.\d+)?)\s*(\S*)/.exec(await drawer.innerText());
        if (exact && !/^\d\d:\d\d$/.test(text)) {
          const value = Number(exact[1].replaceAll(",", ""));
          const shown = said(text, exact[2]);
          // As exact as the words are: half of their last digit, or half a minute.
          const digits = /\.(\d+)/.exec(text)?.[1].length ?? 0;
          const slack = exact[2] === "s" ? 30 : exact[2] === "m" && /km/.test(text) ? 60 : 0.5 * 10 ** -digits;
          assert.ok(Math.abs(Math.abs(value) - shown) <= slack + 1e-9, `“${text}” opens ${exact[0]}`);
          seen.opened++;
        }
        await page.keyboard.press("Escape");
        await drawer.waitFor({ state: "detached" });
      }
    });
  }
});

test("all of them were answered, and lies were met with both: chips for what is true, marks or removal for the rest", () => {
  assert.equal(seen.answered, 50, JSON.stringify(seen));
  assert.ok(model.asked.length >= 50, `the model was asked ${model.asked.length} times`);
  assert.ok(seen.chips > 0 && seen.opened > 0, JSON.stringify(seen));
  assert.ok(seen.marked + seen.removed > 0, JSON.stringify(seen));
  assert.deepEqual(wrong, []);
  console.log(JSON.stringify(seen));
});
