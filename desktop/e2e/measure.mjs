// Measures the app: how long a start takes until Today is there with three years of data, and how much memory it holds
// when nothing happens. Prints a table and writes the figures to the file that it is given.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { App, below, Home, program, startDisplay } from "./driver.mjs";

/** Days of data. */
const DAYS = 3 * 365;
/** Starts that are measured, after one that fills the caches of the system. */
const STARTS = 7;
/** Seconds without a thing to do before memory is read. */
const IDLE_S = 10;

if (!process.env.POCKETCOACH_MEASURING) {
  // Under a display and a session bus of its own.
  const screen = await startDisplay();
  const env = { ...process.env, DISPLAY: screen.display, GDK_BACKEND: "x11", POCKETCOACH_MEASURING: "1" };
  const { status } = spawnSync("dbus-run-session", ["--", process.execPath, ...process.argv.slice(1)], { env, stdio: "inherit" });
  screen.end();
  process.exit(status ?? 1);
}

const desktop = program("POCKETCOACH_DESKTOP_BIN");
const home = new Home();
const coach = (...args) => execFileSync(program("POCKETCOACH_BIN"), args, { env: home.env, stdio: ["ignore", "ignore", "inherit"] });

/** When a process began, in milliseconds since 1970. */
function began(pid) {
  const ticks = Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[19]);
  const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))[1]);
  // The second of the boot is cut; how long ago that was is not.
  const up = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
  const start = Date.now() - up * 1000;
  return (Math.abs(start / 1000 - boot) < 2 ? start : boot * 1000) + ticks * 10;
}

/** Proportional set size of a process in MB: shared pages count for their share. */
const share = (pid) => Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]) / 1024;

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

/** One start; gives its length, and the app as it stands. */
async function start() {
  const app = await App.start(desktop, home);
  const shown = await app.until("the day", () => {
    const mark = performance.getEntriesByName("today-shown")[0];
    return mark && performance.timeOrigin + mark.startTime;
  });
  const shell = below(app.driver.pid).find((each) => each.name.startsWith("coach-desktop"));
  return { app, shell, ms: shown - began(shell.pid) };
}

try {
  coach("init");
  coach("demo", "--days", String(DAYS));
  const first = await App.start(desktop, home);
  await first.find("button", "Understood, let us begin");
  await first.skipIntroduction();
  await first.stop();
  const lengths = [];
  let memory = [];
  for (let count = 0; count <= STARTS; count++) {
    const { app, shell, ms } = await start();
    if (count > 0) lengths.push(ms);
    if (count === STARTS) {
      await app.settle();
      await sleep(IDLE_S * 1000);
      memory = [shell, ...below(shell.pid)].map(({ pid, name }) => ({ name, pss_mb: Math.round(share(pid) * 10) / 10 }));
    }
    await app.stop();
  }
  const rows = {
    days: DAYS,
    ready_on_today_ms: { median: Math.round(middle(lengths)), all: lengths.map(Math.round) },
    idle_pss_mb: { total: Math.round(memory.reduce((sum, each) => sum + each.pss_mb, 0)), processes: memory },
  };
  console.log(`ready on Today, ${DAYS} days of data: ${rows.ready_on_today_ms.median} ms (${rows.ready_on_today_ms.all.join(", ")})`);
  console.log(`idle, proportional set size: ${rows.idle_pss_mb.total} MB (${memory.map((each) => `${each.name} ${each.pss_mb}`).join(", ")})`);
  if (process.argv[2]) writeFileSync(process.argv[2], `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  home.remove();
}
