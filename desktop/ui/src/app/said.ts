// Sentences that the core makes in English, in the language of the interface.
//
// The core speaks English to programs, agents and the command line, and keeps what it said: reasons of plans and what a
// safety rule did are stored, signed and synced as they were written. Each of its sentences has a form with a code, for
// example `plan.on_stands_in_for`: `On {date} {exercise} stands in for {exercise2}`. A sentence is read by its form into that code
// and its values, and said again from the form of the language, with dates, numbers and units as the person has them.
// Values are only ever copied. What has no form stays as it came. `tests/said.test.ts` reads the core's sources and
// fails for a sentence without a form.

import type { Format } from "./format";

/** A short text of the core as a key. */
export const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "");

/** Forms by their codes. A hole `{date2}` is a value of the kind `date`; the digit tells holes of one kind apart. */
export type Forms = Record<string, string>;

/** A sentence as read: its code, and the words of its holes. */
export interface Read {
  code: string;
  values: Record<string, string>;
}

interface Form {
  code: string;
  pattern: RegExp;
  holes: string[];
  /** The longest run of letters that it must have, to pass over most forms quickly. */
  needle: string;
  /** It has several clauses, or takes a sentence that may. */
  wide: boolean;
}

const NUMBER = String.raw`[+−-]?\d[\d,]*(?:\.\d+)?`;
const DAY = String.raw`(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2} \d{4}|\d{4}-\d{2}-\d{2}`;
/** What a hole of each kind takes. Only sentences may have several clauses; the others take the words of one. */
const ONE = String.raw`(?:(?!; )[^\n])+?`;
const TAKES: Record<string, string> = {
  said: ".+?",
  known: ".+?",
  number: NUMBER,
  kg: `${NUMBER} kg`,
  metres: `${NUMBER} m`,
  bytes: String.raw`\d+(?: bytes)?`,
  date: DAY,
  span: `on (?:${DAY})|from (?:${DAY}) to (?:${DAY})`,
  time: String.raw`\d{2}:\d{2}|any time`,
  session: `${ONE} of (?:${DAY})`,
};
/** Longer texts, and longer sentences, are none of the core's; nothing is looked for in them. */
const LONGEST = 8_000;
const LONGEST_SENTENCE = 600;
/** Most sentences that are remembered as they were said. */
const MOST_KNOWN = 1_000;
/** Most pieces that one form is tried on. */
const PIECES = 6;

const kindOf = (hole: string) => hole.replace(/\d+$/, "");
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
/** A sentence begins in either case, and its full stop is that of the whole. */
const bare = (text: string) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");

/** Reads sentences by their English forms. */
export class Reader {
  private readonly plain = new Map<string, string>();
  private readonly open: Form[] = [];
  private readonly wide: Form[];

  constructor(english: Forms) {
    for (const [code, form] of Object.entries(english)) {
      if (!form.includes("{")) {
        this.plain.set(bare(form), code);
        continue;
      }
      const pieces = bare(form).split(/\{(\w+)\}/);
      const words = pieces.filter((_, at) => at % 2 === 0);
      const pattern = pieces.map((piece, at) => (at % 2 ? `(${TAKES[kindOf(piece)] ?? ONE})` : escaped(piece))).join("");
      const needle = words.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
      const wide = form.includes("; ") || /\{(said|known)\d*\}/.test(form);
      const holes = pieces.filter((_, at) => at % 2 === 1);
      this.open.push({ code, pattern: new RegExp(`^${pattern}$`, "s"), holes, needle, wide });
    }
    // The form that says most itself is the one that is meant.
    const own = ({ code }: Form) => english[code]!.replaceAll(/\{\w+\}/g, "").length;
    this.open.sort((a, b) => own(b) - own(a));
    this.wide = this.open.filter((form) => form.wide);
  }

  /** All readings of one sentence, the closest first. */
  *read(text: string): Generator<Read> {
    const sentence = bare(text.trim());
    const plain = this.plain.get(sentence);
    if (plain) yield { code: plain, values: {} };
    for (const form of sentence.includes("; ") ? this.wide : this.open) {
      if (!sentence.includes(form.needle)) continue;
      const found = form.pattern.exec(sentence);
      // The case of a value that comes first is its own.
      if (found) {
        const first = text.trim().charAt(0);
        const values = form.holes.map((hole, at) => {
          const value = found[at + 1]!;
          return [hole, at === 0 && form.pattern.source.startsWith("^(") ? first + value.slice(1) : value];
        });
        yield { code: form.code, values: Object.fromEntries(values) };
      }
    }
  }
}

/** How values are said. */
export interface Voice {
  language: string;
  format: Format;
  /** The name of an exercise, from its English one. */
  exercise(name: string): string;
  /** The title of a planned session. */
  title(title: string): string;
  /** The title of a plan. */
  plan(title: string): string;
}

const MARKS: Record<string, { semicolon: string; colon: string; stop: string; gap: string }> = {
  fr: { semicolon: " ; ", colon: " : ", stop: ".", gap: " " },
  zh: { semicolon: "；", colon: "：", stop: "。", gap: "" },
  ar: { semicolon: "؛ ", colon: ": ", stop: ".", gap: " " },
};
const COMMON = { semicolon: "; ", colon: ": ", stop: ".", gap: " " };

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const numberOf = (text: string) => Number(text.replaceAll(",", "").replace("−", "-").replace(/[^\d.+-].*$/, ""));
const digitsOf = (text: string) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
const FAILED = /^failed to /i;

/** `2 Mar 2026` as `2026-03-02`. */
function day(text: string): string {
  const found = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(text);
  if (!found) return text;
  const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(found[2]!) / 3 + 1;
  return `${found[3]}-${String(month).padStart(2, "0")}-${found[1]!.padStart(2, "0")}`;
}

/** Says sentences of the core in a language. */
export function sayer(reader: Reader, forms: Forms, voice: Voice): (text: string) => string {
  const { format, language } = voice;
  const marks = MARKS[language] ?? COMMON;
  const english = language === "en";
  const known = new Map<string, string>();
  const isolated = (text: string) => (language === "ar" ? `\u2068${text}\u2069` : text);

  /** A value; `null` when it is none of its kind. */
  function value(hole: string, text: string): string | null {
    switch (kindOf(hole)) {
      case "number":
        return (text.startsWith("+") ? "+" : "") + format.number(numberOf(text), digitsOf(text));
      case "kg":
        return format.quantity(numberOf(text), "kg", Math.max(1, digitsOf(text)));
      case "metres":
        return format.quantity(numberOf(text), "m");
      case "bytes":
        return format.bytes(numberOf(text));
      case "date":
        return format.date(day(text));
      case "span":
      case "session":
        return sentence(text) ?? text;
      case "time":
        return /^\d/.test(text)
          ? format.figure({ text, value: 0, unit: "", metric: "" })
          : (sentence(text) ?? text);
      case "exercise":
        return voice.exercise(text);
      case "title":
        return voice.title(text);
      case "plan":
        return voice.plan(text);
      case "known":
        return sentence(text);
      case "said":
        return parts(text).text;
      case "list":
        return text
          .split(/, | and /)
          .map((each) => sentence(each) ?? voice.exercise(each))
          .join(language === "zh" ? "、" : language === "ar" ? "، " : ", ");
      default:
        return isolated(text);
    }
  }

  /** One sentence or clause; `null` when it has no form. */
  function sentence(text: string): string | null {
    if (text.length > LONGEST_SENTENCE) return null;
    const told = text.replace(FAILED, "");
    for (const { code, values } of reader.read(told)) {
      const form = forms[code];
      if (form === undefined) continue;
      let whole = true;
      const said = form.replaceAll(/\{(\w+)\}/g, (_, hole: string) => {
        const found = value(hole, values[hole] ?? "");
        if (found === null) whole = false;
        return found ?? "";
      });
      if (whole) return english && told !== text ? `failed to ${said}` : said;
    }
    return null;
  }

  /** Several sentences and clauses, each in as long a form as there is. */
  function parts(text: string): { text: string; any: boolean } {
    const pieces = text.split(/(; |: |(?<=[.?!]) )/);
    let out = "";
    let any = false;
    for (let from = 0; from < pieces.length; ) {
      let to = Math.min(pieces.length, from + 2 * PIECES - 1);
      let said: string | null = null;
      for (; to > from; to -= 2) {
        said = sentence(pieces.slice(from, to).join(""));
        if (said !== null) break;
      }
      if (said === null) to = from + 1;
      else any = true;
      const given = pieces.slice(from, to).join("");
      const begins = from === 0 ? /^\p{Lu}/u.test(given) : pieces[from - 1] === " ";
      let shown = said ?? given;
      if (said !== null && begins) shown = capital(shown);
      if (said !== null && given.endsWith(".") && !/[.?!。؟？…]$/.test(shown)) shown += marks.stop;
      const separator = pieces[to];
      out += shown + (separator === undefined ? "" : { "; ": marks.semicolon, ": ": marks.colon, " ": marks.gap }[separator]);
      from = to + 1;
    }
    return { text: out, any };
  }

  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    let said = text;
    if (text && text.length <= LONGEST)
      said = text
        .split("\n")
        .map((line) => {
          const found = parts(line);
          return found.any ? found.text : line;
        })
        .join("\n");
    if (known.size > MOST_KNOWN) known.clear();
    known.set(text, said);
    return said;
  };
}
