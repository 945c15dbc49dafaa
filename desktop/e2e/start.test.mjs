// How the app starts, and how it stands when something breaks.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { App, below, Home, program, until } from "./driver.mjs";

const desktop = program("POCKETCOACH_DESKTOP_BIN");

test("a wrong key is told in words, with a way to try again, and nothing is overwritten", async () => {
  const home = new Home();
  try {
    let app = await App.start(desktop, home);
    await app.find("button", "Understood, let us begin");
    await app.stop();
    home.env.POCKETCOACH_KEY = "00".repeat(32);
    app = await App.start(desktop, home);
    await app.run(() => (location.hash = "#/today"));
    await app.text(/key/, "[role=alert]");
    await app.find("button", "Try again");
    await app.picture("locked");
    await app.stop();
    home.env.POCKETCOACH_KEY = "5e".repeat(32);
    app = await App.start(desktop, home);
    await app.find("button", "Understood, let us begin");
    await app.stop();
  } finally {
    home.remove();
  }
});

test("a start with a link and a file shows the screen and imports", async () => {
  const home = new Home();
  try {
    const file = home.write("broken.zip", "no archive");
    const app = await App.start(desktop, home, { args: ["pocketcoach://data", file] });
    await app.until("the data", () => location.hash.startsWith("#/data"));
    await app.at("[role=alert]");
    await app.stop();
  } finally {
    home.remove();
  }
});

/** Processor time of a process so far, in hundredths of a second. */
function processorTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

test("a page that crashes comes back, and the coach goes on", async () => {
  const home = new Home();
  const app = spawn(desktop, [], { env: home.env, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  app.stderr.on("data", (piece) => (told += piece));
  const ended = new Promise((resolve) => app.once("close", resolve));
  try {
    const page = () => below(app.pid).find((each) => each.name.startsWith("WebKitWebProces"));
    const first = await until("the process of the page", page);
    // The record is opened beside the window, so it says nothing of the page: that has drawn itself once it rests.
    let busy = { ticks: 0, at: Date.now() };
    await until("the page at rest", () => {
      const ticks = processorTicks(first.pid);
      if (ticks - busy.ticks > 2) busy = { ticks, at: Date.now() };
      return ticks > 30 && Date.now() - busy.at > 1000;
    });
    process.kill(first.pid, "SIGKILL");
    const second = await until("a new page", () => {
      const now = page();
      return now && now.pid !== first.pid ? now : undefined;
    });
    assert.notEqual(second.pid, first.pid);
    assert.equal(app.exitCode, null);
    assert.match(told, /the page crashed/);
  } finally {
    app.kill("SIGTERM");
    await ended;
    home.remove();
  }
});
