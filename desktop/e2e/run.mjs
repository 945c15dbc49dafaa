// Runs the tests of the desktop app under a display and a session bus of their own.
import { fileURLToPath } from "node:url";
import { startDisplay } from "./driver.mjs";
import { runTests } from "./watch.mjs";

const screen = await startDisplay();
await runTests({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  files: ["app.test.mjs", "start.test.mjs", "desk.test.mjs"],
  // One file after the other: there is one instance of the app on a bus.
  together: 1,
  before: ["dbus-run-session", "--"],
  env: { ...process.env, DISPLAY: screen.display, GDK_BACKEND: "x11", POCKETCOACH_SCREEN: screen.screen },
});
screen.end();
