// The real app in the real engine: a display, a session bus, WebKitWebDriver, and a page to ask and to press.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { shot } from "./screen.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** How long anything may take to come true; nothing waits longer than it has to. */
const PATIENCE_MS = 30_000;
/** How much a window is larger with what openbox puts around it, in pixels. */
const FRAME = { width: 2, height: 27 };
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Waits until `look` gives something, and gives that. */
export async function until(what, look, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`, { cause: last });
    await setTimeout(60);
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A home of its own for one person: data, settings and downloads lie under one folder, which goes at the end. */
export class Home {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "pocketcoach-desktop-"));
    const at = (name) => {
      mkdirSync(join(this.folder, name), { recursive: true, mode: 0o700 });
      return join(this.folder, name);
    };
    this.downloads = at("Downloads");
    this.env = {
      ...process.env,
      HOME: this.folder,
      XDG_DATA_HOME: at("data"),
      XDG_CONFIG_HOME: at("config"),
      XDG_CACHE_HOME: at("cache"),
      XDG_RUNTIME_DIR: at("run"),
      POCKETCOACH_HOME: join(this.folder, "coach"),
      POCKETCOACH_KEY: "5e".repeat(32),
      LANG: "en_US.UTF-8",
      LC_ALL: "C.UTF-8",
      // The bridge to screen readers waits for a service that no test machine has.
      NO_AT_BRIDGE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    };
    writeFileSync(join(at("config"), "user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  }

  write(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The app with a page that can be asked and pressed. */
export class App {
  /** Starts `program` in `home`. `trace` names a file that takes every connection that is tried. */
  static async start(program, home, { args = [], trace } = {}) {
    const app = new App();
    app.home = home;
    app.program = program;
    app.port = await freePort();
    const driver = ["WebKitWebDriver", `--host=127.0.0.1`, `--port=${app.port}`];
    const command = trace ? ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect", "-o", trace, ...driver] : driver;
    app.driver = spawn(command[0], command.slice(1), {
      env: { ...home.env, TAURI_WEBVIEW_AUTOMATION: "true" },
      stdio: ["ignore", "ignore", "pipe"],
      // A group of its own, so that all of it can be ended.
      detached: true,
    });
    app.told = "";
    app.driver.stderr.on("data", (piece) => (app.told += piece));
    app.ended = new Promise((resolve) => app.driver.once("exit", resolve));
    await until("WebKitWebDriver", async () => (await fetch(`http://127.0.0.1:${app.port}/status`)).ok);
    const options = { binary: program, args };
    const session = await app.#send("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
    app.session = `/session/${session.sessionId}`;
    await app.#send("POST", `${app.session}/timeouts`, { script: PATIENCE_MS });
    return app;
  }

  async #send(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}${this.told ? `\n${this.told}` : ""}`);
    return value;
  }

  /** Runs a function in the page. */
  run(work, ...args) {
    return this.#send("POST", `${this.session}/execute/sync`, { script: `return (${work}).apply(null, arguments)`, args });
  }

  /** Runs a function in the page that gives a promise. */
  runAsync(work, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${work}).apply(null, [...arguments].slice(0, -1))).then(done, (error) => done({ error: String(error) }));`;
    return this.#send("POST", `${this.session}/execute/async`, { script, args });
  }

  /** Waits until a function gives something in the page. */
  until(what, work, ...args) {
    return until(what, () => this.run(work, ...args));
  }

  /** The element with a role and a name that can be seen and used, once there is one. */
  find(role, name, within = "body") {
    const words = name instanceof RegExp ? { pattern: name.source } : { exact: name };
    return this.until(
      `${role} “${name}”`,
      (role, { pattern, exact }, within) => {
        const tags = {
          button: "button, [role=button]",
          link: "a[href]",
          tab: "[role=tab]",
          radio: "input[type=radio]",
          checkbox: "input[type=checkbox]",
          heading: "h1, h2, h3",
          field: "input, select, textarea",
        };
        const said = (each) => {
          if (each.ariaLabel) return each.ariaLabel;
          const labels = [...(each.labels ?? [])].map((label) => label.innerText).join(" ");
          return (labels || each.innerText || each.value || "").replace(/\s+/g, " ").trim();
        };
        const fits = (text) => (exact === undefined ? new RegExp(pattern).test(text) : text === exact);
        const seen = (each) => /radio|checkbox|file/.test(each.type) || each.getClientRects().length > 0;
        const root = document.querySelector(within);
        return [...(root?.querySelectorAll(tags[role]) ?? [])].find(
          (each) => seen(each) && !each.disabled && fits(said(each)),
        );
      },
      role,
      words,
      within,
    );
  }

  /** Presses what has a role and a name, as a person would. */
  async press(role, name, within) {
    const element = await this.find(role, name, within);
    await this.run((each) => each.scrollIntoView({ block: "center", behavior: "instant" }), element);
    if (role === "radio" || role === "checkbox") return this.run((each) => each.click(), element);
    await this.#send("POST", `${this.session}/element/${element[ELEMENT]}/click`, {});
  }

  /** Writes into the field with a label. */
  async fill(label, value) {
    const element = await this.find("field", label);
    await this.run(
      (each, value) => {
        const kind = { SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[each.tagName] ?? HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(each, value);
        each.dispatchEvent(new Event("input", { bubbles: true }));
        each.dispatchEvent(new Event("change", { bubbles: true }));
      },
      element,
      value,
    );
    return element;
  }

  /** Types keys, the last ones of which may be special ones of WebDriver. */
  type(element, text) {
    return this.#send("POST", `${this.session}/element/${element[ELEMENT]}/value`, { text });
  }

  /** The element that a selector finds, once there is one. */
  at(selector) {
    return this.until(selector, (selector) => document.querySelector(selector), selector);
  }

  /** Waits until a text can be read somewhere. */
  text(words, within = "body") {
    const pattern = words instanceof RegExp ? words.source : words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return this.until(
      `the text “${words}”`,
      (pattern, within) => {
        const found = [...document.querySelectorAll(within)].some((each) => new RegExp(pattern, "m").test(each.innerText));
        return found && location.hash;
      },
      pattern,
      within,
    );
  }

  /** Waits until the page asks for nothing more. */
  async settle() {
    const quiet = () =>
      document.querySelector("h1, [role=alert]") !== null &&
      document.querySelector('[aria-busy="true"]') === null &&
      document.fonts.status === "loaded";
    await this.until("a quiet page", quiet);
    // What an answer leads to is asked in the next turns of the event loop; two looks apart find it.
    await setTimeout(80);
    await this.until("a quiet page", quiet);
  }

  /** Goes to another screen, as a link would. */
  async go(route) {
    // A screen that was seen before is there at once, so what is left is read first.
    const left = await this.run((to) => {
      const left = location.hash.split("?")[0] === `#/${to}` ? null : document.querySelector("h1")?.innerText;
      location.hash = `#/${to}`;
      return left ?? null;
    }, route);
    await this.until(
      `the screen ${route}`,
      (to, left) => {
        const heading = document.querySelector("h1")?.innerText;
        const here = document.querySelector('nav a[aria-current="page"]')?.getAttribute("href")?.endsWith(`/${to}`);
        return here && heading && heading !== left;
      },
      route,
      left,
    );
    await this.settle();
  }

  /** Takes a picture into the folder that POCKETCOACH_PICTURES names, once nothing moves any more. */
  async picture(name) {
    const folder = process.env.POCKETCOACH_PICTURES;
    if (!folder) return;
    await this.settle();
    await this.until("a still page", () => document.getAnimations().every((each) => each.playState !== "running"));
    // What was painted takes a moment to the display.
    await this.runAsync(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
    await setTimeout(400);
    mkdirSync(folder, { recursive: true });
    const { x, y, width, height } = await this.#send("GET", `${this.session}/window/rect`);
    const framed = { x, y, width: width + FRAME.width, height: height + FRAME.height };
    writeFileSync(join(folder, `desktop-${name}.png`), shot(readFileSync(process.env.POCKETCOACH_SCREEN), framed));
  }

  /** Goes on as if the introduction had been gone through. */
  skipIntroduction() {
    return this.runAsync(() =>
      window.__TAURI_INTERNALS__.invoke("ask", {
        question: {
          id: "introduction",
          method: "PUT",
          path: "settings/interface",
          body: JSON.stringify({ value: { onboarding: null, changed_ms: Date.now() } }),
        },
        upload: null,
      }).then(() => true),
    );
  }

  minimize() {
    return this.#send("POST", `${this.session}/window/minimize`, {});
  }

  resize(width, height) {
    return this.#send("POST", `${this.session}/window/rect`, { width, height });
  }

  /** Starts the program once more, as a person would who has forgotten that it runs; gives its status. */
  startAgain(...args) {
    const { status, error, stderr } = spawnSync(this.program, args, {
      env: this.home.env,
      encoding: "utf8",
      timeout: PATIENCE_MS,
    });
    if (error) throw new Error(`the second start did not end: ${stderr}`, { cause: error });
    return status;
  }

  /** Ends the app and waits until it is gone. */
  async stop() {
    // The driver closes the window, which ends the app as a person would.
    await this.#send("DELETE", this.session).catch(() => undefined);
    await until("the end of the app", () => !below(this.driver.pid).some(({ name }) => name.startsWith("coach-desktop")));
    this.#end("SIGTERM");
    const late = setTimeout(5000, undefined, { ref: false }).then(() => this.#end("SIGKILL"));
    await Promise.race([this.ended, late.then(() => this.ended)]);
    this.driver.stderr.destroy();
  }

  #end(signal) {
    try {
      process.kill(-this.driver.pid, signal);
    } catch {
      // It is gone.
    }
  }
}

/** An export of a phone with so many counts of steps. */
export const steps = (count) => {
  const samples = Array.from({ length: count }, (_, at) => {
    const time = `2024-03-${String(1 + (at % 28)).padStart(2, "0")} ${String(6 + (at % 14)).padStart(2, "0")}:00:00 +0000`;
    return `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Kim’s Phone" unit="count" creationDate="${time}" startDate="${time}" endDate="${time}" value="${100 + at}"/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n<ExportDate value="2024-04-01 00:00:00 +0000"/>\n${samples.join("\n")}\n</HealthData>\n`;
};

/** Starts a display and what draws its windows; `end` stops both. */
export async function startDisplay() {
  const memory = mkdtempSync(join(tmpdir(), "pocketcoach-screen-"));
  const size = ["-screen", "0", "1440x1000x24", "-nocursor", "-fbdir", memory];
  const server = spawn("Xvfb", ["-displayfd", "3", ...size, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once("data", (piece) => resolve(String(piece).trim()));
    server.once("error", reject);
    server.once("exit", () => reject(new Error("failed to start Xvfb")));
  });
  const display = `:${number}`;
  const windows = spawn("openbox", ["--sm-disable"], { env: { ...process.env, DISPLAY: display }, stdio: "ignore" });
  await new Promise((resolve, reject) => {
    windows.once("spawn", resolve);
    windows.once("error", reject);
  });
  return {
    display,
    screen: join(memory, "Xvfb_screen0"),
    end() {
      windows.kill();
      server.kill();
      rmSync(memory, { recursive: true, force: true });
    },
  };
}

/** Processes below one, with their names. */
export function below(parent) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
        const [state, above] = rest.split(" ");
        return [{ pid: Number(pid), name, above: Number(above), dead: state === "Z" }];
      } catch {
        return [];
      }
    });
  const found = new Set([parent]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const each of all) if (found.has(each.above)) found.add(each.pid);
  }
  return all.filter((each) => found.has(each.pid) && each.pid !== parent && !each.dead);
}

/** The program that a variable names. */
export function program(variable) {
  const path = process.env[variable];
  if (!path || !existsSync(path)) throw new Error(`failed to find the program: set ${variable} to its path`);
  return path;
}
