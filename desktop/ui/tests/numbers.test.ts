import { describe, expect, it } from "vitest";
import type { Citation } from "@/client/types";
import turns from "@/client/fixtures/turns.json";
import { pieces } from "@/coach/numbers";

const cited = (text: string, more: Partial<Citation> = {}): Citation => ({
  text,
  value: 1,
  unit: "",
  metric: "m",
  source: "s",
  from: null,
  to: null,
  ...more,
});
const joined = (text: string, citations: Citation[]) =>
  pieces(text, citations)
    .map((piece) => piece.text)
    .join("");
const shown = (text: string, citations: Citation[]) =>
  pieces(text, citations)
    .filter((piece) => "citation" in piece)
    .map((piece) => piece.text);
const bare = (text: string, citations: Citation[]) =>
  pieces(text, citations)
    .filter((piece) => "unsourced" in piece)
    .map((piece) => piece.text);

describe("numbers of a reply", () => {
  it("never lose or add a letter", () => {
    for (const turn of turns) expect(joined(turn.reply, turn.citations as Citation[])).toBe(turn.reply);
    for (const text of [
      "",
      "no number",
      "1",
      "7,554 steps and 7,554",
      "a1b2",
      "-3 °C",
      "١٢٣ خطوة",
      "3.5.2026",
      "**81**%",
    ])
      expect(joined(text, [cited("7,554 steps")])).toBe(text);
  });

  it("in what the real coach answers are all tied to a figure", () => {
    for (const turn of turns) expect(bare(turn.reply, turn.citations as Citation[])).toEqual([]);
    expect(turns.length).toBeGreaterThan(3);
  });

  it("are not found inside other numbers or words", () => {
    expect(shown("1981, 81.5, 81, 810, v81", [cited("81")])).toEqual(["81"]);
    expect(bare("1981, 81.5, 81, 810", [cited("81")])).toEqual(["1981", "81.5", "810"]);
  });

  it("take the longest figure", () => {
    expect(shown("You slept 5 h 30 min.", [cited("30 min"), cited("5 h 30 min")])).toEqual(["5 h 30 min"]);
  });

  it("without a figure are told apart, whatever signs the figure has", () => {
    expect(bare("Your HRV is 99 ms", [cited("55 ms")])).toEqual(["99"]);
    expect(shown("+3 (a+b)* 4", [cited("+3"), cited("(a+b)* 4")])).toEqual(["+3", "(a+b)* 4"]);
    expect(bare("٩٩ نبضة", [])).toEqual(["٩٩"]);
  });
});
