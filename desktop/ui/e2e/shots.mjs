// Takes a picture of every screen, in light and dark, wide and narrow. Run: npm run shots -- FOLDER [SCENE…]
// SHOT_THEMES, SHOT_SIZES, SHOT_LANGUAGE narrow it down; SHOT_WEBP=1 writes pictures for the documentation.
import { mkdirSync, writeFileSync } from "node:fs";
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
  "activities-track": async (page) => {
    await page.locator("tbody tr", { hasText: "Running" }).first().locator(".figure-plain").click();
    await page.getByRole("dialog").waitFor();
  },
  "coach-edit": async (page) => {
    await ask(page, "I had 2 eggs and toast for breakfast");
    await page.getByRole("button", { name: "Put it right" }).click();
  },
  "sync-join": async (page) => {
    const form = page.locator("form").nth(1);
    await form.getByLabel("Address of the server").fill("https://sync.example.org");
    await form.getByLabel("What this device is called").fill("Phone");
    await form.getByRole("button").click();
    await page.locator(".qr").waitFor();
  },
  "plan-new": (page) => page.getByRole("button", { name: "New plan" }).click(),
};
async function ask(page, text) {
  await page.getByLabel("Message to the coach").fill(text);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ask again" }).waitFor();
}
/** The same picture as WebP, which the browser writes. */
async function webp(page, picture) {
  const bytes = await page.evaluate(async (text) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.86 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, picture.toString("base64"));
  return Buffer.from(bytes);
}
for (const theme of (process.env.SHOT_THEMES ?? "light,dark").split(",")) {
  for (const [size, viewport] of Object.entries({
    wide: { width: 1360, height: 900 },
    narrow: { width: 390, height: 844 },
  })) {
    if (process.env.SHOT_SIZES && !process.env.SHOT_SIZES.includes(size)) continue;
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce" });
    await context.addInitScript(
      (value) => {
        if (localStorage.getItem("pocketcoach.settings") === null)
          localStorage.setItem("pocketcoach.settings", JSON.stringify(value));
      },
      { ...settings, theme },
    );
    for (const name of only.length ? only : [...ROUTES, ...Object.keys(SCENES)]) {
      const page = await context.newPage();
      await page.addInitScript(() => sessionStorage.clear());
      await page.goto(`${site.address}/?delay=1${process.env.SHOT_QUERY ?? ""}#/${name.split("-")[0]}`);
      await settle(page);
      await SCENES[name]?.(page);
      await settle(page);
      const picture = await page.screenshot({ fullPage: !SCENES[name] && !process.env.SHOT_WEBP });
      if (process.env.SHOT_WEBP) writeFileSync(join(folder, `${name}-${theme}.webp`), await webp(page, picture));
      else writeFileSync(join(folder, `${name}-${theme}-${size}.png`), picture);
      await page.evaluate((value) => localStorage.setItem("pocketcoach.settings", JSON.stringify(value)), {
        ...settings,
        theme,
      });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
site.close();
