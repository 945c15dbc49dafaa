// Takes a picture of every screen, in light and dark, wide and narrow. Run: npm run shots -- FOLDER [ROUTE…]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { serveFolder, openBrowser, ROUTES, settle } from "./lib.mjs";

const [folder = "/tmp/pocketcoach-shots", ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serveFolder("dist-mock");
const browser = await openBrowser();
const settings = { onboarding: null, felt_on: "", language: process.env.SHOT_LANGUAGE ?? "en" };
/** What has to be done on a page before its picture is taken; the name before the dash is the route. */
const SCENES = {
  "today-score": (page) => page.getByRole("button", { name: "Good", exact: true }).click(),
  "today-source": async (page) => {
    await page.getByRole("button", { name: "Good", exact: true }).click();
    await page.locator(".drivers .figure-plain").first().click();
    await page.getByRole("dialog").waitFor();
  },
  "today-palette": (page) => page.keyboard.press("Control+k"),
  "coach-answer": (page) => ask(page, "How did I sleep last night?"),
  "coach-approval": (page) => ask(page, "I had 2 eggs and toast for breakfast"),
  "coach-redflag": (page) => ask(page, "I have chest pain right now"),
  "log-meal": (page) => page.getByRole("tab", { name: "Meal" }).click(),
  "activities-detail": (page) => page.locator("tbody .figure-plain").first().click(),
  "trends-compare": (page) => page.getByLabel("Compare with").selectOption("hrv_sdnn"),
  "plan-new": (page) => page.getByRole("button", { name: "New plan" }).click(),
};
async function ask(page, text) {
  await page.getByLabel("Message to the coach").fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ask again" }).waitFor();
}
for (const theme of (process.env.SHOT_THEMES ?? "light,dark").split(",")) {
  for (const [size, viewport] of Object.entries({ wide: { width: 1360, height: 900 }, narrow: { width: 390, height: 844 } })) {
    if (process.env.SHOT_SIZES && !process.env.SHOT_SIZES.includes(size)) continue;
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce" });
    await context.addInitScript((value) => localStorage.getItem("pocketcoach.settings") ?? localStorage.setItem("pocketcoach.settings", JSON.stringify(value)), { ...settings, theme });
    for (const name of only.length ? only : [...ROUTES, ...Object.keys(SCENES)]) {
      const page = await context.newPage();
      await page.addInitScript(() => sessionStorage.clear());
      await page.goto(`${site.address}/?delay=1${process.env.SHOT_QUERY ?? ""}#/${name.split("-")[0]}`);
      await settle(page);
      await SCENES[name]?.(page);
      await settle(page);
      await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`), fullPage: !SCENES[name] });
      await page.evaluate((value) => localStorage.setItem("pocketcoach.settings", JSON.stringify(value)), { ...settings, theme });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
site.close();
