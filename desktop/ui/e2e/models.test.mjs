// Models on the screen, against the real program: files that are installed, fetched, checked and measured; keys that go in
// and never come out; what may leave, what would leave and what left; order and budget.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { go, settle } from "./lib.mjs";
import { serveModel } from "./model.mjs";
import { Visit } from "./program.mjs";

const tiny = readFileSync(fileURLToPath(new URL("../../../models/coach-tiny/coach-tiny.gguf", import.meta.url)));
const HALF = Math.floor(tiny.length / 2);
const HALF_WAY = /^1\.\d MB of 2\.4 MB$/;
const SECRET = "sk-canary-5f2e8c17";
const QUESTION = "How did I sleep, and what of the violet umbrella?";
const model = await serveModel(() => ({ text: "Rest well tonight." }));
let files;
let proxy;
let visit;
let page;

/** A server of one file: its first answer crawls from the half on until it is given up, later ones go on where they are asked to. */
async function serveFile() {
  const asked = [];
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(from);
    const range = from > 0 && { "Content-Range": `bytes ${from}-${tiny.length - 1}/${tiny.length}` };
    response.writeHead(from > 0 ? 206 : 200, { ETag: '"1"', "Content-Length": tiny.length - from, ...range });
    if (asked.length > 1) return response.end(tiny.subarray(from));
    response.write(tiny.subarray(0, HALF));
    let sent = HALF;
    const crawl = setInterval(() => response.write(tiny.subarray(sent, (sent += 1000))), 50);
    response.on("close", () => clearInterval(crawl));
  });
  await listen(server);
  return { asked, server, address: `http://127.0.0.1:${server.address().port}/fetched.gguf` };
}

/** A way to the internet that leads nowhere and answers nothing, and notes where it was to lead. */
async function nowhere() {
  const asked = [];
  const server = createServer((_, response) => response.writeHead(404).end());
  const reached = new Promise((resolve) => server.once("connect", resolve));
  server.on("connect", (request, socket) => {
    asked.push(request.url);
    socket.on("error", () => undefined);
  });
  await listen(server);
  return { asked, reached, server, address: `http://127.0.0.1:${server.address().port}` };
}

const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const item = (name) => page.getByRole("listitem", { name, exact: true });
const card = (name) => page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });
const row = (name) => page.getByRole("listitem").filter({ has: page.locator("strong", { hasText: name }) });
const confirm = (name) => page.locator(".dialog").getByRole("button", { name, exact: true }).click();
const install = (name, buffer) =>
  page.getByLabel("Install a file of your own").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
/** Every file of the person's folder. */
const kept = () =>
  readdirSync(visit.person.home, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath ?? each.path, each.name));

async function ask(text) {
  await go(page, "coach");
  await page.getByLabel("Message to the coach").fill(text);
  await page.keyboard.press("Enter");
  await page.getByText("Reply ready", { exact: true }).waitFor({ state: "attached" });
  await settle(page);
  return page.locator("article.message:not(.mine)").last().innerText();
}

before(async () => {
  [files, proxy] = [await serveFile(), await nowhere()];
  visit = await Visit.begin({
    settings: { coach: "emma" },
    env: { HTTPS_PROXY: proxy.address, NO_PROXY: "127.0.0.1" },
    prepare: (person) => {
      person.tell("init", "--name", "Kim");
      person.tell("demo", "--days", "30");
    },
  });
  page = visit.page;
  await go(page, "models");
});
after(async () => {
  await visit?.end();
  model.close();
  for (const each of [files, proxy]) {
    each?.server.closeAllConnections();
    each?.server.close();
  }
});

test("files that are no model are refused in words, and nothing of them stays", async () => {
  const sized = (tensors, values) => {
    const head = Buffer.alloc(24);
    head.write("GGUF");
    head.writeUInt32LE(3, 4);
    head.writeBigUInt64LE(tensors, 8);
    head.writeBigUInt64LE(values, 16);
    return head;
  };
  const alert = card("On this device").getByRole("alert");
  for (const [name, bytes, told] of [
    ["empty.gguf", Buffer.alloc(0), "it is empty"],
    ["words.gguf", Buffer.from("I am a model, honestly".repeat(4000)), "words.gguf as a model"],
    ["cut.gguf", tiny.subarray(0, 100_000), "it is cut off"],
    ["huge.gguf", sized(2n ** 62n, 2n ** 62n), "huge.gguf as a model"],
    ["../../up.gguf", sized(1n, 1n), "up.gguf as a model"],
  ]) {
    await install(name, bytes);
    await alert.getByText(told).waitFor();
  }
  assert.deepEqual(kept().filter((path) => /\.gguf|uploads/.test(path) && !path.endsWith("/lock")), []);
  assert.ok(!existsSync(join(visit.person.home, "../up.gguf")));
});

test("a file of one's own is installed, measured, checked, and removed when it was changed", async () => {
  await install("coach-tiny.gguf", tiny);
  await page.getByText("The model is on this device.").waitFor();
  const mine = item("coach-tiny");
  await mine.getByText("here", { exact: true }).waitFor();
  await mine.getByText("You brought it. Its hash:").waitFor();
  const path = join(visit.person.home, "models/coach-tiny.gguf");
  assert.deepEqual(readFileSync(path), tiny);
  await mine.getByRole("button", { name: "Check the file: coach-tiny" }).click();
  await mine.getByText("The file is there, and it is the right one.").waitFor();
  await mine.getByRole("button", { name: "Measure: coach-tiny" }).click();
  await mine.getByText(/^Loaded in [\d.,]+ s, reads [1-9][\d.,]* and writes [\d.,]+ tokens a second\.$/).waitFor();
  const changed = Buffer.from(tiny);
  changed[HALF] ^= 1;
  writeFileSync(path, changed);
  await mine.getByRole("button", { name: "Check the file: coach-tiny" }).click();
  await mine.getByRole("alert").getByText(/no longer the one that was installed/).waitFor();
  await mine.getByRole("button", { name: "Remove: coach-tiny" }).click();
  await confirm("Remove");
  await page.getByText("Free again: 2.4 MB").waitFor();
  await mine.waitFor({ state: "detached" });
  assert.ok(!existsSync(path));
});

test("a fetch shows how far it is, is stopped, goes on where it stopped, and holds on to the hash", async () => {
  const own = card("On this device");
  const fetching = async () => {
    await page.getByLabel("Or fetch one from an address").fill(files.address);
    await own.getByRole("button", { name: "Fetch", exact: true }).first().click();
  };
  await fetching();
    await own.getByText(HALF_WAY).waitFor();
  await own.getByRole("img", { name: /^[4-9]\d% done$/ }).waitFor();
  await own.getByText("Fetching", { exact: true }).waitFor();
  // Another visit finds it under way.
  await page.reload();
  await own.getByText(HALF_WAY).waitFor();
  await own.getByRole("button", { name: "Cancel" }).click();
  await own.getByText(/^Stopped\./).waitFor();
  assert.ok(!existsSync(join(visit.person.home, "models/fetched.gguf")));
  await fetching();
  await page.getByText("The model is on this device.").waitFor();
  assert.equal(files.asked.length, 2);
  assert.ok(files.asked[1] > 0 && files.asked[1] < tiny.length, String(files.asked));
  assert.deepEqual(readFileSync(join(visit.person.home, "models/fetched.gguf")), tiny);
  await item("fetched").getByText("Its hash is that of the first download:").waitFor();
});

test("a model of the catalogue is asked for when its button is pressed, and not before", async () => {
  assert.deepEqual(proxy.asked, []);
  const name = await page.locator(".models > li", { has: page.getByRole("button", { name: /^Fetch:/ }) }).first().getAttribute("aria-label");
  const entry = item(name);
  await entry.getByRole("button", { name: `Fetch: ${name}` }).click();
  await proxy.reached;
  await entry.getByRole("button", { name: "Cancel" }).click();
  await entry.getByText(/^Stopped\./).waitFor();
  await entry.getByRole("button", { name: `Go on fetching: ${name}` }).waitFor();
  assert.ok(proxy.asked.length > 0 && proxy.asked.every((each) => each.endsWith(":443")), String(proxy.asked));
});

/** Where a secret is, of all places that a page and its person's folder have. */
async function places(secret) {
  const found = await page.evaluate(async (secret) => {
    const all = {
      page: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll("input, textarea")].map((each) => each.value).join("\n"),
      stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
      databases: JSON.stringify(await indexedDB.databases()),
    };
    return Object.keys(all).filter((name) => all[name].includes(secret));
  }, secret);
  return [...found, ...kept().filter((path) => readFileSync(path).includes(secret))];
}

test("a key goes in once and is nowhere any more, and a text that is no key is refused without being repeated", async () => {
  const carried = [];
  const answered = [];
  page.on("request", (request) => request.postData()?.includes(SECRET) && carried.push(`${request.method()} ${new URL(request.url()).pathname}`));
  page.on("response", (response) => void response.text().then((text) => text.includes(SECRET) && answered.push(response.url()), () => undefined));
  const openai = row("OpenAI");
  const give = async (button, text) => {
    await openai.getByRole("button", { name: button }).click();
    await page.getByLabel("Key for OpenAI").fill(text);
    assert.equal(await page.getByLabel("Key for OpenAI").getAttribute("type"), "password");
    await openai.getByRole("button", { name: "Keep" }).click();
  };
  await give("Give a key: OpenAI", `${SECRET} and more`);
  await openai.getByRole("alert").getByText(/is no key/).waitFor();
  assert.deepEqual(await places(SECRET), []);
  await openai.getByText("no key", { exact: true }).waitFor();
  await give("Give a key: OpenAI", SECRET);
  await openai.getByText("key in the encrypted database").waitFor();
  assert.deepEqual(await places(SECRET), []);
  await openai.getByRole("button", { name: "Another key: OpenAI" }).click();
  assert.equal(await page.getByLabel("Key for OpenAI").inputValue(), "");
  await openai.getByRole("button", { name: "Cancel" }).click();
  await page.reload();
  await openai.getByText("key in the encrypted database").waitFor();
  assert.deepEqual(await places(SECRET), []);
  assert.deepEqual(visit.person.run("models", "key", "list").map(({ service }) => service), ["openai"]);
  await openai.getByRole("button", { name: "Forget: OpenAI" }).click();
  await openai.getByText("no key", { exact: true }).waitFor();
  assert.deepEqual(visit.person.run("models", "key", "list"), []);
  assert.deepEqual(carried, Array(2).fill("PUT /v1/models/keys/openai"));
  assert.deepEqual(answered, []);
});

test("models are put in order; a server that cannot be one is refused", async () => {
  const order = card("Who is asked first");
  const now = () => visit.person.run("models", "order");
  const add = async (choice, name) => {
    await order.getByLabel("Add a model").selectOption(choice);
    if (name) await order.getByLabel("Name of the model there").fill(name);
    await order.getByRole("button", { name: "Add", exact: true }).click();
  };
  const server = async (name, url, here) => {
    await page.getByRole("button", { name: "Add a server of your own" }).click();
    const form = card("Services and keys").locator("form");
    await form.getByLabel("Name").fill(name);
    await form.getByLabel("Address").fill(url);
    if (here) await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Add", exact: true }).click();
    return form;
  };
  const form = await server("afar", "http://192.0.2.1/v1", true);
  await form.getByRole("alert").first().waitFor();
  await form.getByRole("button", { name: "Cancel" }).click();
  await server("home", model.url, false);
  await row("home").waitFor();
  await row("home").getByRole("button", { name: "Give a key: home" }).click();
  await page.getByLabel("Key for home").fill(SECRET);
  await row("home").getByRole("button", { name: "Keep" }).click();
  await row("home").getByText("key in the encrypted database").waitFor();
  await add("llama:fetched");
  await order.getByRole("button", { name: "Take fetched out" }).waitFor();
  await add("at:home", "scripted");
  await page.getByText("The order is kept. It counts from the next start on.").first().waitFor();
  await order.getByRole("button", { name: "Ask server:home/scripted earlier" }).click();
  await order.getByRole("listitem").first().getByText("server:home/scripted").waitFor();
  await order.getByRole("button", { name: "Take fetched out" }).click();
  await order.getByRole("button", { name: "Take fetched out" }).waitFor({ state: "detached" });
  assert.deepEqual(now(), { order: ["server:home/scripted"] });
});

const share = (name) => page.getByRole("checkbox", { name, exact: true });
const look = async () => {
  await page.getByLabel("A question").fill(QUESTION);
  await page.getByRole("button", { name: "Show it" }).click();
};

test("nothing leaves until it is shared, and what is shared is what the preview shows and the log keeps", async () => {
  page = await visit.again();
  await go(page, "models");
  await page.getByText("server:home/scripted").first().waitFor();
  for (const each of await card("What may leave").getByRole("checkbox").all()) assert.ok(!(await each.isChecked()));
  await ask(QUESTION);
  assert.deepEqual(model.asked, []);
  await go(page, "models");
  await card("What left").getByText("Nothing has ever left this device.").waitFor();
  await share("What you write to the coach").click();
  await page.waitForFunction(() => document.querySelector("input[type=checkbox]:checked"));
  await page.reload();
  assert.ok(await share("What you write to the coach").isChecked());
  assert.deepEqual(visit.person.run("models", "consent", "show").filter((each) => each.shared).map(({ category }) => category), ["conversation"]);
  await look();
  const bytes = page.getByLabel("The bytes that would leave");
  await bytes.waitFor();
  const shown = await bytes.innerText();
  assert.ok(shown.includes("violet umbrella") && !shown.includes("Kim") && !shown.includes(SECRET), shown);
  assert.deepEqual(model.asked, []);
  assert.match(await ask(QUESTION), /Rest well tonight/);
  assert.equal(model.asked.length, 1);
  assert.deepEqual(model.asked[0], JSON.parse(shown).messages);
  await go(page, "models");
  const left = card("What left").locator("tbody tr");
  assert.equal(await left.count(), 1);
  const [file] = await Promise.all([page.waitForEvent("download"), left.getByRole("button").click()]);
  assert.deepEqual(JSON.parse(readFileSync(await file.path(), "utf8")).messages, model.asked[0]);
});

test("a budget that is used up and a share that is taken back stop what leaves at once", async () => {
  const budget = card("Budget");
  const limit = async (tokens) => {
    await budget.getByLabel("Tokens a day").fill(tokens);
    await budget.getByRole("button", { name: "Save" }).click();
    await page.getByText("The budget is kept.").first().waitFor();
  };
  await limit("1");
  assert.equal(visit.person.run("models", "budget").tokens_per_day, 1);
  await ask(QUESTION);
  assert.equal(model.asked.length, 1);
  await go(page, "models");
  await limit("");
  assert.equal(visit.person.run("models", "budget").tokens_per_day, null);
  await ask(QUESTION);
  assert.equal(model.asked.length, 2);
  await go(page, "models");
  await page.getByRole("button", { name: "Share nothing" }).click();
  await page.waitForFunction(() => !document.querySelector("input[type=checkbox]:checked"));
  await ask(QUESTION);
  assert.equal(model.asked.length, 2);
});

test("in all of this the page asked nothing of any other place", () => assert.deepEqual(visit.wrong, []));
