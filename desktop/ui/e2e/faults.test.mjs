// What people see when the program, the disk or the line fails, in front of the real program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, openBrowser, settle } from "./lib.mjs";
import { askFirst, serveModel } from "./model.mjs";
import { Coach, openPage, seasoned } from "./program.mjs";

// Sentences that differ: the same one over and over would be taken for a model that turns in a circle.
const kinds = ["easy", "steady", "quiet", "brisk", "gentle", "patient"];
const deeds = ["walks", "runs", "rides", "swims", "stretches", "meals"];
const long = kinds.flatMap((kind) => deeds.map((deed) => `Sleep, food and ${kind} ${deed} belong together in a good week.`)).join(" ");
const model = await serveModel(() => ({ text: long }), 60);
const person = new Coach();
let browser;
let context;
let page;
let served;

before(async () => {
  person.tell("init", "--name", "Kim");
  person.tell("demo", "--days", "60");
  askFirst(person, model);
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", locale: "en-US" });
  // A coach who is chosen streams; triage waits until it knows whether it hands over.
  await context.addInitScript(...seasoned({ coach: "emma" }));
  served = await person.serve();
  page = await openPage(context, served);
  await settle(page);
});
after(async () => {
  await browser?.close();
  await person.remove();
  model.close();
});

const refuse = (status, document) => (route) =>
  route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify(document) });

/** Looks at a screen as if for the first time. */
async function look(route) {
  await page.evaluate((to) => (location.hash = `#/${to}`), route);
  await page.reload();
}

test("a fault of the server has words, the details, and a way to try again", async () => {
  await page.route("**/v1/sleep?*", refuse(500, { code: "internal", title: "x", detail: "Failed to finish: an inner task ended unexpectedly.", status: 500 }));
  await look("sleep");
  const alert = page.getByRole("alert").first();
  await alert.getByText("Something went wrong").waitFor();
  await alert.getByText("an inner task ended unexpectedly").waitFor();
  await page.unroute("**/v1/sleep?*");
  await alert.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Last night" }).waitFor();
});

test("an answer that is no document at all is a fault too, not an empty screen", async () => {
  await page.route("**/v1/sleep?*", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }));
  await look("sleep");
  await page.getByRole("alert").first().getByText("Something went wrong").waitFor();
  assert.equal(await page.getByText("Bad gateway").count(), 0);
  await page.unroute("**/v1/sleep?*");
});

test("an answer that never comes is told after a while, and can be asked for again", async () => {
  const waiting = [];
  await page.route("**/v1/sleep?*", (route) => void waiting.push(route));
  await page.clock.install();
  await look("sleep");
  await page.getByRole("heading", { name: "Sleep", level: 1 }).waitFor();
  for (let second = 0; second < 30; second += 5) await page.clock.runFor(5_000);
  await page.getByRole("alert").first().getByText("This takes too long").waitFor();
  assert.ok(waiting.length > 0);
  await page.unroute("**/v1/sleep?*");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await page.clock.runFor(2_000);
  await page.getByRole("heading", { name: "Last night" }).waitFor();
  // The clock of this page stands still; a new one goes by the real one.
  await page.close();
  page = await openPage(context, served);
  await settle(page);
});

test("a disk that is full is told as such, what was typed stays, and nothing looks saved", async () => {
  const detail = "Failed to write: there is no more room on the disk; make room and try again.";
  await go(page, "log");
  await page.getByRole("tab", { name: "Weight" }).click();
  await page.route("**/v1/log/measurement", refuse(507, { code: "storage", title: "x", detail, status: 507 }));
  // The panel before may be there for a frame more, with a field of the same name.
  const panel = page.getByRole("tabpanel", { name: "Weight" });
  await panel.getByLabel("Weight in kg").fill("63.4");
  await panel.getByRole("button", { name: "Save" }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("The disk or the database failed").waitFor();
  await alert.getByText("there is no more room on the disk").waitFor();
  assert.equal(await panel.getByLabel("Weight in kg").inputValue(), "63.4");
  assert.equal(await page.getByText("Saved", { exact: true }).count(), 0);
  await page.unroute("**/v1/log/measurement");
  await panel.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").first().waitFor();
});

test("a core that is killed in the middle of a reply: what was said stays, and the page says what to do", async () => {
  await go(page, "coach");
  await page.getByLabel("Message to the coach").fill("Tell me about a good week");
  await page.keyboard.press("Enter");
  await page.locator("article.message:not(.mine)").getByText(/Sleep, food/).waitFor();
  await person.stop("SIGKILL");
  const alert = page.getByRole("alert").first();
  await alert.getByText("The coach cannot be reached").waitFor();
  assert.match(await page.locator("article.message:not(.mine)").last().innerText(), /Sleep, food/);
  await page.getByText("Offline", { exact: true }).waitFor();
  // A new start finds the record whole.
  page = await openPage(context, await person.serve());
  await page.getByRole("heading", { name: "Good to see you, Kim" }).waitFor();
  assert.equal(person.run("doctor").findings?.some((each) => each.level === "bad") ?? false, false);
});
