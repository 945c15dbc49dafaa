// A desktop around the app: tray, notifications and a file to drag, as `session.py` has them; keys and a mouse.
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Debian's own Python has the bindings of GTK; one that lies before it on the path may not. */
const PYTHON = "/usr/bin/python3";

export class Session {
  static async start() {
    const session = new Session();
    session.program = spawn(PYTHON, [fileURLToPath(new URL("session.py", import.meta.url))], {
      env: { ...process.env, NO_AT_BRIDGE: "1" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    session.lines = createInterface({ input: session.program.stdout })[Symbol.asyncIterator]();
    await session.#answer();
    return session;
  }

  async #answer() {
    const { value, done } = await this.lines.next();
    if (done) throw new Error("the desktop around the app has ended");
    const answer = JSON.parse(value);
    if ("failed" in answer) throw new Error(answer.failed);
    return answer.is;
  }

  #ask(name, given = null) {
    this.program.stdin.write(`${JSON.stringify({ [name]: given })}\n`);
    return this.#answer();
  }

  /** The tray: name of its icon, and its menu. */
  tray() {
    return this.#ask("tray");
  }

  /** Presses the line of the tray that these texts lead to, from the menu into what it opens. */
  async press(...texts) {
    let { lines } = await this.tray();
    let found;
    for (const text of texts) {
      found = lines.find((each) => each.text === text);
      if (!found) throw new Error(`the tray has no line “${text}”: ${JSON.stringify(lines)}`);
      lines = found.below;
    }
    return this.#ask("press", found.id);
  }

  /** Notifications so far, each with title and text. */
  notes() {
    return this.#ask("notes");
  }

  /** Shows a file that can be dragged; gives where it can be taken. */
  offer(path) {
    return this.#ask("offer", path);
  }

  dragging() {
    return this.#ask("dragging");
  }

  end() {
    this.program.stdin.end();
    this.program.kill();
  }
}

/** Lets a hand do something: keys and mouse, by xdotool. */
export const hand = (...args) => void execFileSync("xdotool", args.map(String));
