// The real program for browser tests: `coach` with a home of its own, `coach serve`, and a page that shows the built
// interface at the program's own address, so that a program built before the interface will do.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { openBrowser, POLICY, ROOT, TYPES } from "./lib.mjs";

const PROGRAM = process.env.POCKETCOACH_BIN;

/** One person's coach. */
export class Coach {
  constructor() {
    if (!PROGRAM || !existsSync(PROGRAM)) throw new Error("failed to find the program: set POCKETCOACH_BIN to its path");
    this.home = mkdtempSync(join(tmpdir(), "pocketcoach-ui-"));
    this.env = { ...process.env, POCKETCOACH_HOME: this.home, POCKETCOACH_KEY: randomBytes(32).toString("hex") };
  }

  /** What a command answers. */
  run(...args) {
    return JSON.parse(execFileSync(PROGRAM, [...args, "--json"], { env: this.env, encoding: "utf8", maxBuffer: 1 << 28 }));
  }

  /** Runs a command that answers nothing that is looked at. */
  tell(...args) {
    execFileSync(PROGRAM, args, { env: this.env, stdio: ["ignore", "ignore", "inherit"] });
  }

  /** Starts the server and resolves to its address and token. */
  serve() {
    return new Promise((resolve, reject) => {
      this.server = spawn(PROGRAM, ["serve", "--port", "0", "--json"], {
        env: this.env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let told = "";
      this.server.stdout.on("data", (piece) => {
        told += piece;
        try {
          resolve(JSON.parse(told));
        } catch {
          // Not whole yet.
        }
      });
      this.server.on("exit", (code) => reject(new Error(`failed to start coach serve: it ended with ${code}`)));
    });
  }

  /** Ends the server, with a signal that it may or may not hear. */
  stop(signal = "SIGINT") {
    const { server } = this;
    return new Promise((resolve) => {
      if (!server || server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", resolve);
      server.kill(signal);
    });
  }

  async remove() {
    await this.stop("SIGKILL");
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Opens the interface of a running server. What it asks of other places, and what breaks in it, is kept in `wrong`. */
export async function openPage(context, { address, token }, wrong = []) {
  const origin = `http://${address}`;
  await context.unrouteAll();
  await context.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith("/v1")) return route.continue();
    const file = join(ROOT, "dist", pathname === "/" ? "index.html" : pathname);
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: readFileSync(file),
      contentType: TYPES[extname(file)],
      headers: { "Content-Security-Policy": POLICY },
    });
  });
  const page = await context.newPage();
  page.on(
    "request",
    (request) =>
      !request.url().startsWith(origin) && !/^(blob|data):/.test(request.url()) && wrong.push(`asked ${request.url()}`),
  );
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on(
    "console",
    (message) =>
      message.type() === "error" && /Content Security|CSP/.test(message.text()) && wrong.push(message.text()),
  );
  await page.goto(`${origin}/#token=${token}`);
  // The page takes the token out of its address; whoever goes elsewhere before that takes it away.
  await page.waitForFunction(() => !location.hash.includes("token="));
  return page;
}

/** Settings of a person who has been here before, for a context. */
export const seasoned = (settings = {}) => [
  (value) => {
    if (localStorage.getItem("pocketcoach.settings") === null)
      localStorage.setItem("pocketcoach.settings", JSON.stringify(value));
  },
  { onboarding: null, language: "en", felt_on: "", changed_ms: 1, ...settings },
];

/** A browser of one person, at the interface of a program of their own. */
export class Visit {
  wrong = [];

  /** `prepare` makes the record, `settings` are those of the interface, `env` is more of the program's environment. */
  static async begin({ prepare, settings, env = {}, browser } = {}) {
    const visit = new Visit();
    visit.person = new Coach();
    Object.assign(visit.person.env, env);
    prepare?.(visit.person);
    visit.browser = browser ?? (await openBrowser());
    visit.context = await visit.browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      acceptDownloads: true,
      locale: "en-US",
    });
    await visit.context.addInitScript(...seasoned(settings));
    visit.page = await openPage(visit.context, await visit.person.serve(), visit.wrong);
    return visit;
  }

  /** Ends the program, starts it anew, and opens its page. */
  async again() {
    await this.person.stop();
    await this.page.close();
    this.page = await openPage(this.context, await this.person.serve(), this.wrong);
    return this.page;
  }

  async end() {
    await this.browser?.close();
    await this.person.remove();
  }
}
