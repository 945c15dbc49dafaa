// Sync on the screen: two devices, two browsers, and the real relay (POCKETCOACH_SERVER_BIN).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { go, openBrowser, settle } from "./lib.mjs";
import { Visit } from "./program.mjs";

const relayProgram = process.env.POCKETCOACH_SERVER_BIN;
const folder = mkdtempSync(join(tmpdir(), "pocketcoach-relay-"));
const visits = [];
/** The 24 words and the code of the account, as a person has written them down. */
const kit = {};
let laptop;
let phone;
let relay;
let address;
let browser;
let first;
let second;

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

before(async () => {
  assert.ok(relayProgram && existsSync(relayProgram), "failed to find the relay: set POCKETCOACH_SERVER_BIN to its path");
  const listen = `127.0.0.1:${await freePort()}`;
  address = `http://${listen}`;
  relay = spawn(relayProgram, ["serve", "--listen", listen, "--data-dir", folder], { stdio: "ignore" });
  for (let tries = 0; ; tries++) {
    if (await fetch(`${address}/health`).then((answer) => answer.ok, () => false)) break;
    assert.ok(tries < 200, "the relay does not answer");
    await new Promise((done) => setTimeout(done, 50));
  }
  browser = await openBrowser();
  [laptop, first] = await device("--name", "Kim");
  [phone, second] = await device();
});
after(async () => {
  await browser?.close();
  for (const each of visits) await each.person.remove();
  relay?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Another device, on its screen for sync. */
async function device(...init) {
  const visit = await Visit.begin({ browser, prepare: (person) => person.tell("init", ...init) });
  visits.push(visit);
  await go(visit.page, "sync");
  return [visit.person, visit.page];
}

test("an account is begun: 24 words, shown once, and asked back before they go", async () => {
  const form = first.locator("section", { has: first.getByRole("heading", { name: "Begin an account" }) });
  await form.getByLabel("Address of the server").fill(address);
  await form.getByLabel("What this device is called").fill("Laptop");
  await form.getByRole("button", { name: "Begin", exact: true }).click();
  await first.getByRole("heading", { name: "Your recovery kit" }).waitFor();
  const words = await first.locator(".words li").allInnerTexts();
  assert.equal(words.length, 24);
  assert.ok(words.every((word) => /^[a-z]+$/.test(word)), words.join(" "));
  Object.assign(kit, { words, account: await first.locator("code").last().innerText() });
  await first.getByRole("button", { name: "I have written them down" }).click();
  const fields = first.locator("form input");
  assert.equal(await fields.count(), 3);
  for (const field of await fields.all()) await field.fill("wrong");
  await first.getByRole("button", { name: "Check" }).click();
  assert.equal(await first.getByText("That is another word.").count(), 3);
  for (const field of await fields.all()) {
    const label = await field.evaluate((each) => each.labels[0].innerText);
    await field.fill(words[Number(/\d+/.exec(label)[0]) - 1]);
  }
  await first.getByRole("button", { name: "Check" }).click();
  await first.getByRole("heading", { name: "How it stands" }).waitFor();
  // The words are nowhere any more.
  const left = await first.evaluate(() => document.documentElement.outerHTML + JSON.stringify([localStorage, sessionStorage]));
  assert.ok(!left.includes(words.slice(0, 3).join(" ")));
  assert.equal(laptop.run("sync", "status").devices, 1);
});

test("a wrong code, and words that differ, let nobody in", async () => {
  await first.getByLabel("Code that the new device shows").fill("nonsense");
  await first.getByRole("button", { name: "Go on" }).click();
  await first.getByRole("alert").first().waitFor();
  const form = second.locator("section", { has: second.getByRole("heading", { name: "Join with this device" }) });
  await form.getByLabel("Address of the server").fill(address);
  await form.getByLabel("What this device is called").fill("Phone");
  await form.getByRole("button", { name: "Show the code" }).click();
  const code = await second.locator(".code-line").innerText();
  assert.ok(await second.getByRole("img", { name: "The code as a QR code" }).isVisible());
  await first.getByLabel("Code that the new device shows").fill(code);
  await first.getByRole("button", { name: "Go on" }).click();
  await first.getByLabel("The three words that it shows").fill("one two three");
  await first.getByRole("button", { name: "Let it in" }).click();
  await first.getByText(/words/i).first().waitFor();
  await first.getByLabel("Code that the new device shows").waitFor();
  assert.equal(laptop.run("sync", "status").devices, 1);
  await second.getByRole("button", { name: "Cancel" }).click();
  await second.locator(".code-line, .three").waitFor({ state: "detached" });
});

test("a device is let in by its code and the three words, and has the record", async () => {
  const form = second.locator("section", { has: second.getByRole("heading", { name: "Join with this device" }) });
  await form.getByLabel("Address of the server").fill(address);
  await form.getByLabel("What this device is called").fill("Phone");
  await form.getByRole("button", { name: "Show the code" }).click();
  const code = await second.locator(".code-line").innerText();
  await first.getByLabel("Code that the new device shows").fill(code);
  await first.getByRole("button", { name: "Go on" }).click();
  const words = (await second.locator(".three").innerText()).split("·").map((word) => word.trim());
  assert.equal(words.length, 3);
  await first.getByLabel("The three words that it shows").fill(words.join(" "));
  await first.getByRole("button", { name: "Let it in" }).click();
  await first.getByText(/“Phone” is in since/).waitFor();
  await second.getByRole("heading", { name: "How it stands" }).waitFor();
  assert.equal(phone.run("profile").name, "Kim");
  assert.equal(laptop.run("sync", "status").devices, 2);
});

test("what is written on one device is there on the other after a sync, and a device that is put out stays out", async () => {
  phone.tell("log", "weight", "63.4");
  await second.getByRole("button", { name: "Sync now" }).click();
  await second.getByText(/^Sent: [1-9]/).waitFor();
  await first.getByRole("button", { name: "Sync now" }).click();
  await first.getByText(/Received: [1-9]/).waitFor();
  await settle(first);
  await first.getByRole("button", { name: "Put out: Phone" }).click();
  await first.locator(".dialog").getByRole("button", { name: "Put out" }).click();
  await first.getByText("put out", { exact: true }).waitFor();
  await second.getByRole("button", { name: "Sync now" }).click();
  await second.getByRole("alert").getByText("The server does not let this device in").waitFor();
  await second.getByRole("heading", { name: "Join with this device" }).waitFor();
  assert.equal(phone.run("profile").name, "Kim");
});

let third;
test("an account comes back on a new device with its 24 words, and a wrong word is named", async () => {
  let tablet;
  [tablet, third] = await device();
  const form = third.locator("section", { has: third.getByRole("heading", { name: "Bring an account back" }) });
  const recover = form.getByRole("button", { name: "Bring it back" });
  const alert = form.getByRole("alert");
  await form.getByLabel("Address of the server").fill(address);
  await form.getByLabel("What this device is called").fill("Tablet");
  const words = form.getByLabel("The 24 words");
  const give = async (changed, told) => {
    await words.fill(changed.join(" "));
    await recover.click();
    await alert.getByText(told).waitFor();
  };
  const another = kit.words[6] === "zebra" ? "zone" : "zebra";
  await words.fill(kit.words.slice(1).join(" "));
  assert.ok(await recover.isDisabled(), "23 words are enough");
  await form.getByText("Words so far: 23 of 24").waitFor();
  // A word that is in no list is not repeated: it may be most of a secret.
  await give(kit.words.with(6, "quillonia"), /word 7 is not a word of the list/);
  assert.ok(!(await alert.innerText()).includes("quillonia"));
  await form.getByLabel("Account code").fill(kit.account);
  await give(kit.words.with(6, another), new RegExp(`word 7 \\(\`${another}\`\\) is not the one`));
  await form.getByLabel("Account code").fill("nonsense");
  await give(kit.words, /the account code: it is mistyped/);
  await form.getByLabel("Account code").fill("");
  await words.fill(kit.words.join("\n").toUpperCase());
  await recover.click();
  await third.getByText(/^The account is back, as it was changed last on/).waitFor();
  await third.getByRole("heading", { name: "How it stands" }).waitFor();
  const left = await third.evaluate(() => document.documentElement.outerHTML + JSON.stringify([localStorage, sessionStorage]));
  assert.ok(!new RegExp(kit.words.slice(0, 3).join("\\s"), "i").test(left));
  assert.equal(tablet.run("profile").name, "Kim");
  const today = tablet.run("today").date;
  assert.ok(tablet.run("query", "body_mass", "--bucket", "raw", "--from", today, "--to", today).some((row) => row.value === 63.4));
});

test("erasing the account takes the word and tells how much went; another device is told, and keeps its record", async () => {
  await first.getByRole("button", { name: "Erase the account on the server" }).click();
  const sure = first.locator(".dialog").getByRole("button", { name: "Erase the account on the server" });
  assert.ok(await sure.isDisabled());
  await first.getByLabel("Type “delete” to go on").fill("delete");
  await sure.click();
  await first.getByText(/^The server erased [1-9]\d* sealed entries, /).waitFor();
  assert.equal(laptop.run("profile").name, "Kim");
  await third.getByRole("button", { name: "Sync now" }).click();
  for (const page of [first, third]) {
    await page.getByRole("alert").getByText("The account was erased on the server.").waitFor();
    await page.getByRole("heading", { name: "Begin an account" }).waitFor();
  }
  assert.equal(visits.at(-1).person.run("profile").name, "Kim");
});

test("in all of this the pages asked nothing of any other place", () =>
  assert.deepEqual(visits.flatMap((each) => each.wrong), []));
