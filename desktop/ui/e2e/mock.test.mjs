// The interface on recorded answers, in a real browser: accessibility, layout, keyboard, and that nothing leaves it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { cutOff, go, openBrowser, ROUTES, serveFolder, settle } from "./lib.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

/** A page on which every request to another place and every complaint of the browser is a failure. */
async function open({ route = "today", query = "", settings = {}, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    bypassCSP: false,
    ...options,
  });
  await context.addInitScript(
    (value) => {
      if (localStorage.getItem("pocketcoach.settings") === null)
        localStorage.setItem("pocketcoach.settings", JSON.stringify(value));
    },
    { onboarding: null, language: "en", ...settings },
  );
  const page = await context.newPage();
  page.wrong = [];
  page.on(
    "request",
    (request) =>
      !request.url().startsWith(site.address) &&
      !/^(blob|data):/.test(request.url()) &&
      page.wrong.push(`asked ${request.url()}`),
  );
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  await page.goto(`${site.address}/?delay=1${query}#/${route}`);
  await settle(page);
  return page;
}

async function close(page) {
  const { wrong } = page;
  await page.context().close();
  assert.deepEqual(wrong, []);
}

/** Violations of WCAG 2.2 A and AA and of good practice, each with where it is. */
async function violations(page) {
  // Evaluated in the page's own world through the protocol, which the content security policy lets pass.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.violations.flatMap((each) =>
      each.nodes.map((node) => `${each.id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`),
    );
  });
}

async function ask(page, text) {
  await page.getByLabel("Message to the coach").fill(text);
  await page.keyboard.press("Enter");
  await page.getByText(/^(Reply ready|Permission needed)$/).waitFor({ state: "attached" });
}

const looks = [
  { name: "light", settings: { theme: "light" } },
  { name: "dark", settings: { theme: "dark" } },
];
for (const look of looks) {
  test(`axe finds nothing on any screen, ${look.name}`, async (t) => {
    const page = await open({ settings: look.settings });
    for (const route of ROUTES) {
      await t.test(route, async () => {
        await go(page, route);
        assert.match(page.url(), new RegExp(`#/${route}`));
        assert.deepEqual(await violations(page), []);
      });
    }
    await close(page);
  });
  test(`axe finds nothing on dialogs, tabs and cards, ${look.name}`, async () => {
    const scenes = [
      ["today", (page) => page.keyboard.press("Control+k")],
      ["today", (page) => page.keyboard.press("?")],
      [
        "today",
        async (page) => {
          await page.getByRole("button", { name: "Good", exact: true }).click();
          await page.getByRole("button", { name: /^48, Readiness/ }).click();
        },
      ],
      [
        "today",
        (page) =>
          page
            .getByRole("button", { name: /^5 hr 30 min/ })
            .first()
            .click(),
      ],
      ["coach", (page) => ask(page, "How did I sleep last night?")],
      ["coach", (page) => ask(page, "I had 2 eggs for breakfast")],
      ["coach", (page) => ask(page, "I have chest pain")],
      ["plan", (page) => page.getByRole("button", { name: "New plan" }).click()],
      ["plan", (page) => page.getByRole("button", { name: "Versions" }).click()],
      ["activities", (page) => page.locator("tbody .figure-plain").first().click()],
      [
        "data",
        (page) =>
          page
            .getByRole("button", { name: /^Remove/ })
            .first()
            .click(),
      ],
      ["privacy", (page) => page.getByRole("button", { name: "Delete everything" }).click()],
      ["live", (page) => page.getByRole("button", { name: "Something feels wrong" }).click()],
      [
        "coach",
        async (page) => {
          await ask(page, "I had 2 eggs for breakfast");
          await page.getByRole("button", { name: "Put it right" }).click();
        },
      ],
      [
        "coach",
        async (page) => {
          await ask(page, "How did I sleep last night?");
          await page.getByRole("button", { name: /^Name “/ }).first().click();
        },
      ],
      [
        "coach",
        async (page) => {
          await ask(page, "How did I sleep last night?");
          await page.getByRole("button", { name: /^Erase “/ }).first().click();
        },
      ],
      ["models", (page) => page.getByRole("button", { name: "Give a key: OpenAI" }).click()],
      ["models", (page) => page.getByRole("button", { name: "Add a server of your own" }).click()],
      [
        "models",
        async (page) => {
          await page.getByLabel("A question").fill("How did I sleep?");
          await page.getByRole("button", { name: "Show it" }).click();
        },
      ],
      [
        "sync",
        async (page) => {
          const form = page.locator("form").nth(1);
          await form.getByLabel("Address of the server").fill("https://sync.example.org");
          await form.getByLabel("What this device is called").fill("Phone");
          await form.getByRole("button").click();
          await page.locator(".qr").waitFor();
        },
      ],
      [
        "sync",
        async (page) => {
          const form = page.locator("form").first();
          await form.getByLabel("Address of the server").fill("https://sync.example.org");
          await form.getByLabel("What this device is called").fill("Laptop");
          await form.getByRole("button").click();
          await page.locator(".words").waitFor();
          assert.deepEqual(await violations(page), [], "the recovery kit");
          await page.getByRole("button", { name: "I have written them down" }).click();
          await page.getByRole("button", { name: "Check" }).click();
        },
      ],
      [
        "trends",
        (page) =>
          page
            .getByRole("button", { name: /as a table/ })
            .first()
            .click(),
      ],
      ...["Workout", "Meal", "Weight", "Pain", "Symptom", "Mood"].map((tab) => [
        "log",
        (page) => page.getByRole("tab", { name: tab }).click(),
      ]),
    ];
    const page = await open({ settings: look.settings });
    for (const [route, act] of scenes) {
      // Another screen in between closes what the last scene opened.
      await go(page, route === "sync" ? "tools" : "sync");
      await go(page, route);
      await act(page);
      await settle(page);
      assert.deepEqual(await violations(page), [], `${route}: ${act}`);
    }
    await close(page);
  });
}

test("axe finds nothing on empty screens, right to left, and with more contrast", async () => {
  for (const [route, query, settings] of [
    ["today", "&empty", {}],
    ["trends", "&empty", {}],
    ["data", "&empty", {}],
    ["plan", "&empty", {}],
    ["sync", "&synced", {}],
    ["sync", "&synced", { theme: "dark" }],
    ["models", "", { language: "ar" }],
    ["sync", "&synced", { language: "ar" }],
    ["today", "", { language: "ar" }],
    ["coach", "", { language: "ar" }],
    ["log", "", { language: "ar", theme: "dark" }],
    ["today", "", { contrast: "more" }],
  ]) {
    const page = await open({ route, query, settings });
    assert.deepEqual(await violations(page), [], `${route} ${query} ${JSON.stringify(settings)}`);
    await close(page);
  }
});

test("every step of the introduction is accessible", async () => {
  const page = await open({ route: "welcome", query: "&empty", settings: { onboarding: 0 } });
  for (let step = 1; step <= 7; step++) {
    await page.getByText(`Step ${step} of 7`).waitFor();
    assert.deepEqual(await violations(page), [], `step ${step}`);
    if (step === 7) break;
    await page
      .getByRole("button", { name: step === 1 ? "Understood, let us begin" : /^(Skip|Next)$/ })
      .last()
      .click();
  }
  await close(page);
});

for (const [name, options] of Object.entries({
  "a phone": { viewport: { width: 390, height: 844 } },
  "400 % zoom": { viewport: { width: 320, height: 640 } },
  "150 % text": { viewport: { width: 900, height: 900 }, settings: { scale: 1.5 } },
})) {
  test(`nothing is cut off on ${name}, in the language with the longest words and from right to left`, async () => {
    for (const language of ["de", "ar"]) {
      const page = await open({ ...options, settings: { ...options.settings, language } });
      for (const route of ROUTES) {
        await go(page, route);
        assert.deepEqual(await cutOff(page), [], `${language} ${route}`);
      }
      await close(page);
    }
  });
}

test("hostile words of a model ask nothing of any place", async () => {
  const hostile = [
    "![x](https://evil.example/a.png)",
    "<img src='https://evil.example/b.png'>",
    "[go](https://evil.example/c)",
    "<script src='https://evil.example/d.js'></script>",
    "<iframe src='https://evil.example/e'></iframe>",
    "<style>@import 'https://evil.example/f'</style>",
    "<link rel=prefetch href='https://evil.example/g'>",
    "<svg><image href='https://evil.example/h'/></svg>",
  ].join("\n\n");
  const page = await open({ route: "coach", query: `&reply=${encodeURIComponent(hostile)}` });
  await ask(page, "Anything");
  await page.waitForTimeout(300);
  assert.equal(
    await page.locator("article img, article iframe, article script, article a, article svg image").count(),
    0,
  );
  assert.match(await page.locator("article").last().innerText(), /evil\.example\/c/);
  await close(page);
});

test("everything is done by keyboard alone", async () => {
  const page = await open({ route: "today" });
  const key = (...keys) => keys.reduce((done, each) => done.then(() => page.keyboard.press(each)), Promise.resolve());
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return {
        tag: element.tagName,
        id: element.id,
        text: element.textContent.slice(0, 40),
        seen:
          style.outlineStyle !== "none" ||
          style.boxShadow !== "none" ||
          element.closest(".composer, .palette-input, .option") !== null,
      };
    });
  await key("Tab");
  assert.equal((await focused()).text, "To the content");
  for (let at = 0; at < 40; at++) {
    await key("Tab");
    const where = await focused();
    assert.ok(where.seen || where.tag === "BODY", `the focus is not seen on ${where.tag} ${where.text}`);
  }
  await key("Control+k");
  await page.getByRole("combobox", { name: "Find" }).waitFor();
  await page.keyboard.type("log");
  await key("Enter");
  await page.getByRole("heading", { name: "Log", level: 1 }).waitFor();
  // A set.
  const exercise = page.getByRole("combobox", { name: "Exercise" }).or(page.getByLabel("Exercise"));
  await exercise.first().focus();
  await page.keyboard.type("deadlift");
  await key("Tab");
  await page.keyboard.type("100");
  await key("Tab");
  await page.keyboard.type("5");
  await key("Enter");
  await page.getByText("Saved").first().waitFor();
  // An approval.
  await key("Escape", "Control+/");
  await page.waitForFunction(() => document.activeElement?.id === "composer");
  await page.keyboard.type("I ate 2 eggs");
  await key("Enter");
  const card = page.getByRole("group", { name: "Waits for your word" });
  await card.waitFor();
  for (let at = 0; at < 40 && !(await card.evaluate((element) => element === document.activeElement)); at++)
    await key("Shift+Tab");
  await key("a");
  await page.getByText("Written down.").first().waitFor();
  // A number's source, and out again to where the focus was.
  await page
    .getByRole("button", { name: /^438 kcal/ })
    .first()
    .focus();
  await key("Enter");
  await page.getByRole("dialog", { name: "438 kcal" }).waitFor();
  await key("Escape");
  await page.waitForFunction(() => document.activeElement?.textContent === "438 kcal");
  // The export.
  await page.locator("main").first().focus();
  await key("Control+k");
  await page.getByRole("combobox", { name: "Find" }).waitFor();
  await page.keyboard.type("privacy");
  await key("Enter");
  await page.getByRole("heading", { name: "Privacy", level: 1 }).waitFor();
  await page.getByRole("button", { name: "JSON lines" }).focus();
  const [file] = await Promise.all([page.waitForEvent("download"), key("Enter")]);
  assert.equal(file.suggestedFilename(), "pocketcoach.jsonl");
  await close(page);
});

test("a lost coach has a state that says what to do", async () => {
  const page = await open({ route: "today", query: "&offline" });
  await page.getByText("The coach cannot be reached").first().waitFor();
  await page.getByText("Offline").first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("forced colours and printing keep every control", async () => {
  const page = await open({ route: "today", forcedColors: "active" });
  assert.ok(await page.getByRole("button", { name: "Good", exact: true }).isVisible());
  assert.deepEqual(await violations(page), []);
  await close(page);
});
