import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/client/client";
import type { Block, Plan, PlannedSession } from "@/client/types";
import { format as formatOf, type Format, useFormat } from "./format";
import { type Forms, Reader, sayer, slug } from "./said";

/** `, 26 Nov 2026` or `, 20 Nov 2026 to 26 Nov 2026`. */
const CLOSING = /, \d{1,2} [A-Z][a-z]{2} \d{4}(?: to \d{1,2} [A-Z][a-z]{2} \d{4})?$/;

type Translate = (key: string, options?: Record<string, unknown>) => string;

/** One reader for all: making it takes as long as a hundred sentences. */
let reading: { english: Forms; reader: Reader } | undefined;

function readerOf(english: Forms): Reader {
  if (reading?.english !== english) reading = { english, reader: new Reader(english) };
  return reading.reader;
}

/** Names that the core gives in English, in the language of the interface. `forms` are those of its sentences, where they
 * are there already; without them, and for what is unknown, the core's own words stay. */
export function wordsIn(format: Format, t: Translate, language: string, english?: Forms, forms?: Forms) {
  const block = (each: Block) => (each.exercise ? format.name("exercise", each.exercise, each.name) : each.name);
  const exercise = (name: string) => format.name("exercise", slug(name), name);
  const titled = (title: string, lead: string, name: string) => {
    const how = title.slice(lead.length + 2);
    return how ? t("session.how", { exercise: name, how: format.name("session", slug(how), how) }) : name;
  };
  /** A title without its session: what stands before the first comma may be an exercise. */
  const title = (text: string) => {
    const lead = text.split(", ")[0]!;
    const name = format.name("exercise", slug(lead), "");
    return name ? titled(text, lead, name) : format.name("session", slug(text), text);
  };
  const goals: Record<string, string> = { general_health: "health", strength_and_endurance: "mixed" };
  const plan = (text: string) => {
    const found = /^(.+): (\d+) weeks?, (\d+) days? a week(.*)$/.exec(text);
    if (!found) return text;
    const goal = goals[slug(found[1]!)] ?? slug(found[1]!);
    const [weeks, days] = [found[2]!, found[3]!].map((each) => format.number(Number(each)));
    return t("plan.titled", { goal: format.name("goal", goal, found[1]), weeks, days }) + found[4];
  };
  const say =
    english && forms
      ? sayer(readerOf(english), forms, { language, format, exercise, title, plan })
      : (text: string) => text;
  return {
    /** Coaches are called by their names everywhere; what works behind them has a name in each language. */
    agent: (name: string) => format.name("agent", slug(name), name),
    block,
    exercise,
    /** A model as the person knows it. */
    model: (name: string) => (name === "builtin" ? t("models.builtin") : name.replace(/^llama:/, "")),
    remark: (text: string) => format.name("remark", slug(text), text),
    /** “Walking, easy” is an exercise and how it is done; other titles are of a few kinds. */
    session({ title: text, blocks }: PlannedSession): string {
      const lead = blocks.find((each) => text === each.name || text.startsWith(`${each.name}, `));
      return lead ? titled(text, lead.name, block(lead)) : format.name("session", slug(text), text);
    },
    /** A plan is titled by its goal, weeks and days; what is said behind that stays. */
    plan: ({ title: text }: Plan) => plan(text),
    /** Sentences that the core made, for people: why, what was changed, what went wrong. */
    say,
    /** What went wrong: the core's sentence, or the kind of thing it is where there is none. */
    wrong: ({ kind, message }: Pick<Problem, "kind" | "message">) =>
      say(message) || format.name("problem", `${kind}.title`, t("problem.internal.title")),
    /** A safety rule by its name, with the id that the log and the command line know it by. */
    rule: (id: string) => {
      const name = format.name("rule", id, "");
      return name ? `${name} (${id})` : id;
    },
    /** What a tool wrote, in one line: its first, without the day that it closes with, and without the figures below. */
    line: (text: string) => say(text.split("\n")[0]!.replace(CLOSING, "")),
  };
}

function useForms() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const english = i18n.getResourceBundle("en", "said") as Forms | undefined;
  const forms = i18n.getResourceBundle(language, "said") as Forms | undefined;
  return { t: t as Translate, i18n, language, english, forms };
}

export type Words = ReturnType<typeof useWords>;

export function useWords() {
  const format = useFormat();
  const { t, language, english, forms } = useForms();
  return useMemo(() => wordsIn(format, t, language, english, forms), [t, format, language, english, forms]);
}

/** Names of sources, which have no units and so ask nothing about the person: there is one behind every number. */
export function useSourceName(): (name: string) => string {
  const { t, i18n, language, english, forms } = useForms();
  return useMemo(
    () => wordsIn(formatOf(language, "metric", t, (key) => i18n.exists(key)), t, language, english, forms).say,
    [t, i18n, language, english, forms],
  );
}
