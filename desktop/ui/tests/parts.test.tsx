import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { SHORTCUTS, pressed, useShortcuts } from "@/app/shortcuts";
import { format } from "@/app/format";
import { csv } from "@/charts/export";
import { LineChart } from "@/charts/small";
import { path, rolling, ticks } from "@/charts/scale";
import { mockClient } from "@/client/mock";
import { Problem } from "@/client/client";
import { rows } from "@/coach/cards";
import { CoachScreen } from "@/coach/screen";
import { lastSets, LogScreen } from "@/screens/log";
import { heartRate } from "@/screens/sensor";
import { TodayScreen } from "@/screens/today";
import { daysOf, onDays } from "@/screens/trends";
import { show } from "./render";

const plain = (key: string, options?: Record<string, unknown>) => `${options?.value ?? ""} ${key.split(".")[1]}`;
const en = format("en", "metric", plain, () => false);

describe("figures in words", () => {
  it("follow language and units", () => {
    expect(en.quantity(80, "kg")).toBe("80 kg");
    expect(format("en", "imperial", plain, () => false).quantity(80, "kg")).toBe("176.4 lb");
    expect(format("de", "metric", plain, () => false).quantity(5600, "m")).toBe("5,6 km");
    expect(en.duration(19770)).toBe("5 hr 30 min");
    expect(en.duration(59)).toBe("1 min");
    expect(en.duration(3600)).toBe("1 hr");
  });

  it("keep sign and digits of what the core said", () => {
    const figure = (text: string, value: number, unit = "", metric = "m") => en.figure({ text, value, unit, metric });
    expect(figure("+3", 2.6)).toBe("+3");
    expect(figure("48", 48.4)).toBe("48");
    expect(figure("-25 %", -24.6, "%")).toBe("-25%");
    expect(figure("23:58", 1)).toBe("11:58 PM");
    expect(figure("15 breaths/min", 15, "/min", "respiratory_rate")).toBe("15 breaths");
    expect(figure("3 times", 3, "{times}")).toBe("3 times");
    expect(figure("7,554 steps", 7554, "1", "steps")).toBe("7,554");
  });
});

describe("charts", () => {
  it("divide any range by round numbers that hold it", () => {
    for (const [low, high] of [
      [0, 1],
      [52, 59],
      [-4, 31],
      [0.001, 0.0042],
      [1e6, 1e6],
      [0, 0],
      [-3, -3],
    ] as const) {
      const steps = ticks(low, high);
      expect(steps[0]).toBeLessThanOrEqual(low);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(high);
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.length).toBeLessThan(9);
    }
  });

  it("leave gaps where there is no value", () => {
    expect(path([[0, 0], null, [2, 2], [3, 3]])).toBe("M0.0 0.0M2.0 2.0L3.0 3.0");
    expect(rolling([1, null, null, null, 3], 3)).toEqual([null, null, null, null, null]);
    expect(rolling([1, 2, 3], 2)).toEqual([1, 1.5, 2.5]);
    const days = daysOf("2026-03-02", 3);
    expect(days).toEqual(["2026-02-28", "2026-03-01", "2026-03-02"]);
    expect(onDays([{ start: "2026-03-01", value: 5, unit: "1", count: 1, source: "s" }], days)).toEqual([
      null,
      5,
      null,
    ]);
  });

  it("have a name, a summary and a table of the same values", async () => {
    show(
      <LineChart
        name="Pulse"
        days={["2026-01-01", "2026-01-02", "2026-01-03"]}
        unit="bpm"
        lines={[{ label: "Pulse", fill: "red", values: [50, null, 60] }]}
      />,
    );
    const figure = await screen.findByRole("figure", { name: "Pulse" });
    expect(figure.textContent).toContain("Values: 2");
    await userEvent.click(within(figure).getByRole("button", { name: "Show Pulse as a table" }));
    expect(
      within(figure)
        .getAllByRole("row")
        .map((row) => row.textContent),
    ).toEqual(["DayPulse", "Jan 1, 202650 bpm", "Jan 3, 202660 bpm"]);
  });

  it("export values that a spreadsheet shows and does not run", async () => {
    const blob = csv(
      ["day", "a,b"],
      [
        ["=HYPERLINK(1)", "-3.5"],
        ['say "x"', "+cmd"],
        ["line\nbreak", 4],
      ],
    );
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(String(reader.result)));
      reader.readAsText(blob);
    });
    expect(text.replace("\ufeff", "")).toBe(
      'day,"a,b"\r\n\'=HYPERLINK(1),-3.5\r\n"say ""x""",\'+cmd\r\n"line\nbreak",4\r\n',
    );
  });
});

describe("shortcuts", () => {
  it("have each key once", () => {
    const keys = SHORTCUTS.filter((each) => each.group !== "coach").map((each) => each.keys.join(" "));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("stay silent while someone writes or an input method composes", async () => {
    const palette = vi.fn();
    const goToday = vi.fn();
    const Listener = () => {
      useShortcuts({ palette, goToday });
      return <input aria-label="field" />;
    };
    render(<Listener />);
    await userEvent.keyboard("gt");
    expect(goToday).toHaveBeenCalledTimes(1);
    await userEvent.type(screen.getByLabelText("field"), "gt{Control>}k{/Control}");
    expect(goToday).toHaveBeenCalledTimes(1);
    expect(palette).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, isComposing: true }));
    expect(palette).toHaveBeenCalledTimes(1);
  });

  it("name keys the same on every layout", () => {
    const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
      pressed({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("˜", { altKey: true, code: "KeyN" })).toBe("alt+n");
    expect(press("A", { shiftKey: true })).toBe("shift+a");
  });
});

describe("sensor", () => {
  const read = (...bytes: number[]) => heartRate(new DataView(new Uint8Array(bytes).buffer));
  it("reads both widths and calls a lost contact no value", () => {
    expect(read(0, 72)).toBe(72);
    expect(read(1, 0x2c, 0x01)).toBe(300);
    expect(read(0b110, 90)).toBe(90);
    expect(read(0b100, 90)).toBeNull();
    expect(read(0, 0)).toBeNull();
    expect(read(1, 5)).toBeNull();
    expect(read()).toBeNull();
  });
});

describe("arguments of a write", () => {
  it("are shown but for ids", () => {
    const say = (name: string, value: string | number | boolean) => `${value}${name === "grams" ? " g" : ""}`;
    expect(
      rows(
        {
          text: "eggs",
          entry_id: "x",
          items: [{ food: "egg", grams: 100 }],
          days: ["mon", "wed"],
          none: null,
          deep: { a: 1 },
        },
        say,
      ),
    ).toEqual([
      ["text", "eggs"],
      ["items 1", "egg, 100 g"],
      ["days", "mon, wed"],
      ["deep.a", "1"],
    ]);
  });
});

describe("screens", () => {
  it("ask how the day feels before any score is shown", async () => {
    show(<TodayScreen />);
    await screen.findByText("How do you feel today?");
    expect(screen.queryByText("Confidence: high")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Good" }));
    expect(await screen.findByText("Confidence: high")).toBeTruthy();
    expect(screen.getByRole("button", { name: /^48, Readiness/ })).toBeTruthy();
  });

  it("say that nothing is there rather than show zeros", async () => {
    const { container } = show(<TodayScreen />, mockClient({ empty: true }));
    await screen.findByText("Nothing to show yet");
    expect(container.querySelectorAll(".stat, .score").length).toBe(0);
  });

  it("say that the coach cannot be reached, and try again", async () => {
    const down = mockClient({ delay_ms: 0 });
    let works = false;
    show(<TodayScreen />, {
      ...down,
      call: async (command, args) =>
        works ? down.call(command, args) : Promise.reject(new Problem("internal", "read the disk")),
    });
    await screen.findByText("Read the disk.");
    works = true;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("How do you feel today?")).toBeTruthy();
  });

  it("show an answer with its tool, its handoff and its status for screen readers", async () => {
    show(<CoachScreen />);
    await userEvent.type(await screen.findByLabelText("Message to the coach"), "How did I sleep last night?{Enter}");
    expect(await screen.findByText("Reply ready")).toBeTruthy();
    expect(screen.getByRole("log").getAttribute("aria-live")).toBe("off");
    expect(screen.getByText("getSleepData")).toBeTruthy();
    expect(screen.getByText("because it is about sleep, recovery and wellbeing")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Ask again" }));
    expect(await screen.findByText("2 of 2")).toBeTruthy();
  });

  it("write a proposal only on the person's word, by keys on the card alone", async () => {
    const client = mockClient({ delay_ms: 0 });
    const call = vi.spyOn(client, "call");
    show(<CoachScreen />, client);
    const composer = await screen.findByLabelText("Message to the coach");
    await userEvent.type(composer, "I ate 2 eggs{Enter}");
    const card = await screen.findByRole("group", { name: "Waits for your word" });
    await screen.findByText("Permission needed");
    await userEvent.type(composer, "aad");
    expect(call.mock.calls.filter(([command]) => command === "approve" || command === "reject")).toEqual([]);
    card.focus();
    await userEvent.keyboard("a");
    expect(await screen.findByText(/^Written down\./)).toBeTruthy();
    expect(call.mock.calls.filter(([command]) => command === "approve").length).toBe(1);
  });

  it("show emergency advice by itself", async () => {
    show(<CoachScreen />);
    await userEvent.type(await screen.findByLabelText("Message to the coach"), "I have chest pain{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("112");
    expect(alert.textContent).toContain("This can be an emergency");
  });

  it("stop a reply, keep what was said, and say so", async () => {
    show(<CoachScreen />, mockClient({ delay_ms: 30 }));
    await userEvent.type(await screen.findByLabelText("Message to the coach"), "How did I sleep?{Enter}");
    await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
    expect(await screen.findByText("Stopped.")).toBeTruthy();
  });

  it("show the sets of the last time while logging", async () => {
    const client = mockClient();
    const workouts = await client.call("workouts", { from: "2000-01-01", to: "2100-01-01" });
    expect(lastSets(workouts, " Deadlift ")?.sets.every((set) => !set.warmup)).toBe(true);
    expect(lastSets(workouts, "no such thing")).toBeNull();
    show(<LogScreen />, client);
    await userEvent.type(await screen.findByLabelText("Exercise"), "deadlift");
    expect(await screen.findByText(/^Last time/)).toBeTruthy();
  });
});
