// Words that are 40 % longer, at every width and zoom: nothing is cut off, on screens, in dialogs, in cards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cutOff, go, openBrowser, ROUTES, serveFolder, settle } from "./lib.mjs";
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

async function open({ query = "", settings = {}, ...options }) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  await context.addInitScript(...seasoned({ language: "xx", ...settings }));
  const page = await context.newPage();
  await page.goto(`${site.address}/?delay=1${query}#/today`);
  await settle(page);
  return page;
}

const widths = {
  "a wide screen": { viewport: { width: 1280, height: 900 } },
  // Half and a quarter of 1280: what zoom leaves.
  "200 % zoom": { viewport: { width: 640, height: 512 } },
  "400 % zoom": { viewport: { width: 320, height: 256 } },
};

for (const [name, options] of Object.entries(widths)) {
  test(`no screen cuts longer words off on ${name}`, async () => {
    const page = await open(options);
    assert.match(await page.locator("h1").innerText(), /^⟦.*⟧/, "the words are not longer");
    for (const route of ROUTES) {
      await go(page, route);
      assert.deepEqual(await cutOff(page), [], route);
    }
    await page.context().close();
  });
}

const button = (page, text) => page.getByRole("button", { name: new RegExp(text) });
/** Dialogs, drawers and cards, by where they are and what opens them. Names are those of the longer language. */
const scenes = {
  palette: ["today", (page) => page.keyboard.press("Control+k")],
  shortcuts: ["today", (page) => page.keyboard.press("?")],
  "the source of a figure": ["sleep", (page) => page.locator(".figure-plain").first().click()],
  "a workout": ["activities", (page) => page.locator("tbody .figure-plain").nth(2).click()],
  "a new plan": ["plan", (page) => button(page, "New plan").click()],
  versions: ["plan", (page) => button(page, "Versions").click()],
  "a source that goes": ["data", (page) => button(page, "^⟦Remove").first().click()],
  "everything goes": ["privacy", (page) => button(page, "Delete everything").click()],
  "something is wrong": ["live", (page) => button(page, "Something feels wrong").click()],
  "a key": ["models", (page) => button(page, "Give a key.*OpenAI").click()],
  "a server": ["models", (page) => button(page, "Add a server of your own").click()],
  "a reply": ["coach", (page) => ask(page, "How did I sleep last night?")],
  "an approval": ["coach", (page) => ask(page, "I ate 2 eggs")],
  "an approval that is put right": [
    "coach",
    async (page) => {
      await ask(page, "I ate 2 eggs");
      await button(page, "Put it right").last().click();
    },
  ],
  "a name for a conversation": ["coach", (page) => button(page, "^⟦Name “").first().click()],
  "a conversation that goes": ["coach", (page) => button(page, "^⟦Erase “").first().click()],
  "a warning sign": ["coach", (page) => ask(page, "I have chest pain")],
  "the recovery kit": [
    "sync",
    async (page) => {
      const form = page.locator("form").first();
      await form.locator("input").nth(0).fill("https://sync.example.org");
      await form.locator("input").nth(1).fill("Laptop");
      await form.locator("button").click();
      await page.locator(".words").waitFor();
    },
  ],
  "a device that joins": [
    "sync",
    async (page) => {
      const form = page.locator("form").nth(1);
      await form.locator("input").nth(0).fill("https://sync.example.org");
      await form.locator("input").nth(1).fill("Phone");
      await form.locator("button").click();
      await page.locator(".qr").waitFor();
    },
  ],
};

async function ask(page, text) {
  const before = await page.locator("article.message:not(.mine)").count();
  await page.locator("#composer").fill(text);
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (before) =>
      document.querySelectorAll("article.message:not(.mine)").length > before &&
      document.querySelector('.transcript[aria-busy="true"]') === null,
    before,
  );
}

for (const [name, options] of Object.entries({ "a wide screen": widths["a wide screen"], "a phone": { viewport: { width: 390, height: 844 } } })) {
  test(`no dialog and no card cuts longer words off on ${name}`, async () => {
    const page = await open(options);
    for (const [scene, [route, act]] of Object.entries(scenes)) {
      await go(page, route === "sync" ? "tools" : "sync");
      await go(page, route);
      if (/conversation/.test(scene)) await ask(page, "How did I sleep last night?");
      await act(page);
      await settle(page);
      assert.deepEqual(await cutOff(page), [], scene);
      await page.keyboard.press("Escape");
    }
    await page.context().close();
  });
}

test("an account with its devices and alerts has room too", async () => {
  for (const options of Object.values(widths)) {
    const page = await open({ ...options, query: "&synced" });
    await go(page, "sync");
    assert.deepEqual(await cutOff(page), []);
    await page.context().close();
  }
});
