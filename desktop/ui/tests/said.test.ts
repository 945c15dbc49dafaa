import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "@/app/format";
import { type Forms, Reader, slug } from "@/app/said";
import { wordsIn } from "@/app/words";
import { covered } from "./covered";
import { CORE, files, type Literal, literals, read } from "./rust";

const LANGUAGES = ["en", "de", "es", "fr", "zh", "ar"];
const file = (path: string) => JSON.parse(readFileSync(join(process.cwd(), "src/i18n", path), "utf8"));
const said: Record<string, Forms> = Object.fromEntries(LANGUAGES.map((each) => [each, file(`said/${each}.json`)]));
const named: Record<string, Forms> = Object.fromEntries(LANGUAGES.map((each) => [each, file(`names/${each}.json`)]));
/** Names of exercises, by their ids. */
const names: Record<string, Forms> = Object.fromEntries(
  LANGUAGES.map((each) => [each, Object.fromEntries(Object.entries(named[each]!).flatMap(([key, name]) => (key.startsWith("exercise.") ? [[key.slice(9), name]] : [])))]),
);
const reader = new Reader(said.en!);

type Texts = { [key: string]: Texts | string };
function words(language: string, units: "metric" | "imperial" = "metric") {
  const exercise = Object.fromEntries(
    Object.entries(names.en!).flatMap(([id, name]) => [[slug(name), names[language]![id]!], [id, names[language]![id]!]]),
  );
  const texts: Texts = { ...file(`${language}.json`), ...(language === "en" ? {} : { exercise }) };
  const find = (key: string) => key.split(".").reduce<Texts | string | undefined>((at, part) => (at as Texts)?.[part], texts);
  const t = (key: string, options: Record<string, unknown> = {}) =>
    String(find(key)).replaceAll(/\{\{(\w+)\}\}/g, (_, hole: string) => String(options[hole]));
  return wordsIn(format(language, units, t, (key) => typeof find(key) === "string"), t, language, said.en, said[language]);
}

describe("sentences of the core", () => {
  const german = words("de");

  it("are said in the language of the interface, with its dates, numbers and names", () => {
    expect(german.say("On 2 Mar 2026 Goblet squat stands in for Back squat.")).toBe(
      "Am 2. März 2026 ersetzt Goblet-Kniebeuge Kniebeuge.",
    );
    expect(german.say("Back squat from 62.5 kg to 55 kg, at most 10 % more than the 50 kg lifted on 2026-03-02 (Full body A of 2026-03-05)")).toBe(
      "Kniebeuge von 62,5 kg auf 55 kg, höchstens 10 % mehr als die 50 kg, gehoben am 2. März 2026 (Ganzkörper A vom 5. März 2026)",
    );
    expect(words("en", "imperial").say("a gain of more than 0.5 kg a week is none of muscle")).toBe(
      "a gain of more than 1.1 lb a week is none of muscle",
    );
  });

  it("are said piece by piece where the core puts them together", () => {
    const reason =
      "Training for strength and endurance, for someone who trains regularly; weights and volume follow from what you did last and rise in small steps; lighter weeks: 4, 8; effort is steered by feel and the talk test.";
    expect(german.say(reason)).toBe(
      "Training für: Kraft und Ausdauer, für regelmäßig Trainierende; Gewichte und Umfang folgen aus dem, was du zuletzt gemacht hast, und steigen in kleinen Schritten; leichtere Wochen: 4, 8; die Anstrengung richtet sich nach Gefühl und Sprechtest.",
    );
    expect(german.say("Failed to find the server `x`. Refused by the safety rule SCREEN: a plan has 1 to 52 weeks.")).toBe(
      "Den Server `x` gibt es nicht. Die Sicherheitsregel SCREEN lehnt ab: ein Plan hat 1 bis 52 Wochen.",
    );
    expect(german.say("Not written yet: Week 3 is a lighter one already. Approve it to change the plan")).toBe(
      "Noch nicht geschrieben: Woche 3 ist schon eine leichtere. Stimme zu, um den Plan zu ändern",
    );
    expect(words("zh").say("Week 3 is a lighter one already.")).toBe("第 3 周已经是减量周。");
  });

  it("keep every value as it was given, and add none", () => {
    const digits = (text: string) => [...text.matchAll(/\d+/g)].map(String).toSorted();
    const sentence =
      "week 3 from 42 to 36 work sets and from 90 to 75 minutes of continuous work, measured by 30 work sets and 63 minutes (planned in week 2)";
    for (const language of ["en", "de", "es", "fr", "zh"])
      expect(digits(words(language).say(sentence)), language).toEqual(digits(sentence));
  });

  it("stay as they came where there is no form, also in part and from a hostile hand", () => {
    for (const text of ["", "Something nobody ever said.", "Heute war gut; ich bin müde.", "a".repeat(20_000), "{text} of {date}"])
      expect(german.say(text)).toBe(text);
    // Many ways to read them: this ends, however often a piece could be part of a form.
    german.say("took out of as in from to effort ".repeat(200));
    german.say("in in in in of of 2026-03-02 from to (".repeat(22));
    expect(german.say("find the server `<img src=x>`; `coach mcp list` shows the servers")).toBe("Den Server `<img src=x>` gibt es nicht");
  });

  it("of which a form could be two are read as the one that says more", () => {
    const first = (text: string) => reader.read(text).next().value?.code;
    expect(first("Training for strength, for a beginner")).toBe("plan.training_for_for_a");
    expect(first("{} cannot be read: denied")).toBe("store.cannot_be_read");
  });
});

describe("what a tool wrote", () => {
  it("is told in one line, without the day and the figures that it closes with", () => {
    expect(words("de").line("Written: Week 3 is a lighter one already., 26 Nov 2026\n- sessions: 4")).toBe("Geschrieben: Woche 3 ist schon eine leichtere.");
    expect(words("en").line("Written: breakfast on 20 Nov 2026: egg, 20 Nov 2026")).toBe("Written: breakfast on Nov 20, 2026: egg");
    expect(words("de").line("Written: Strength: 6 weeks, 4 days a week, from 27 Nov 2026, 26 Nov 2026")).toBe(
      "Geschrieben: Kraft: 6 Wochen, 4 Tage die Woche, ab 27. Nov. 2026",
    );
  });
});

describe("translations of what the core says", () => {
  it("are there for every form and every name, with values of the form alone", () => {
    const wrong: string[] = [];
    const holes = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));
    for (const language of LANGUAGES) {
      for (const [code, form] of Object.entries(said.en!)) {
        const text = said[language]![code];
        if (!text?.trim()) wrong.push(`${language} lacks ${code}`);
        else for (const hole of holes(text)) if (!holes(form).has(hole)) wrong.push(`${language}: ${code} has {${hole}}`);
      }
      for (const code of Object.keys(said[language]!)) if (!(code in said.en!)) wrong.push(`${language} has ${code}, which no form has`);
      for (const key of Object.keys(named.en!)) if (!named[language]![key]?.trim()) wrong.push(`${language} lacks ${key}`);
      for (const key of Object.keys(named[language]!)) if (!(key in named.en!)) wrong.push(`${language} has ${key}, which nothing is named by`);
    }
    expect(wrong).toEqual([]);
  });

  it("leave no number of a form out", () => {
    const wrong = LANGUAGES.flatMap((language) =>
      Object.entries(said.en!).flatMap(([code, form]) =>
        [...form.matchAll(/\{((?:number|kg|metres|bytes|date|time)\d*)\}/g)]
          .filter(([hole]) => !said[language]![code]!.includes(hole))
          .map(([hole]) => `${language}: ${code} lacks ${hole}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("cover the catalogue of exercises", () => {
    const rows = files("domain/src/exercise/catalogue").flatMap((path) => [...read(path).matchAll(/^ {4}([a-z0-9_]+) "([^"]+)" \[/gm)]);
    expect(rows.length).toBeGreaterThan(700);
    for (const [, id, name] of rows) expect([id, names.en![id!]]).toEqual([id, name]);
    // Two of one name would be one to a sentence.
    const ids = Object.entries(names.en!).map(([id, name]) => [slug(name), id]);
    for (const language of LANGUAGES.slice(1))
      for (const [name, id] of ids) if (names[language]?.[name!]) expect(names[language]?.[name!], `${id} ${name}`).toBe(names[language]![id!]);
  });

  it("cover the catalogue of models, and every tool with its server", () => {
    const { models } = JSON.parse(readFileSync(join(CORE, "../models/catalogue.json"), "utf8"));
    expect(models.length).toBeGreaterThan(10);
    for (const { good_for, notes } of models)
      for (const text of [good_for, notes]) expect([text, words("de").say(text) !== text]).toEqual([text, true]);
    const tools = ["exercises", "nutrition", "progress", "wearables"].flatMap((server) => [
      ...read(`servers/src/${server}/mod.rs`).matchAll(/builder\("(\w+)"\)[\s\S]*?\.description\(\s*"((?:\\[\s\S]|[^"\\])+)"/g),
    ]);
    expect(tools.length).toBeGreaterThan(25);
    for (const [, name, written] of tools) {
      const description = written!.replaceAll(/\\\n\s*/g, "");
      for (const language of LANGUAGES) {
        expect(Object.keys(file(`${language}.json`).tool)).toContain(name);
        if (language !== "en") expect([name, words(language).say(description) !== description]).toEqual([name, true]);
      }
    }
  });

  it("cover every kind of problem and every safety rule", () => {
    const told = /`set_up`[\s\S]*?pub code/.exec(read("web/src/problem.rs"))![0];
    const rules = [...read("domain/src/safety/mod.rs").matchAll(/Rule::\w+ => "([A-Z0-9-]+)"/g)].map((row) => row[1]!);
    expect(rules.length).toBeGreaterThan(14);
    expect(rules.filter((id) => !(id in file("en.json").rule) && !(`rule.${id}` in named.en!))).toEqual([]);
    // What only a stranger to the page is answered.
    const strange = ["foreign_host", "foreign_origin", "method_not_allowed", "media_type"];
    const codes = [...told.matchAll(/`(\w+)`/g)].map((match) => match[1]!);
    expect(codes.length).toBeGreaterThan(15);
    for (const language of LANGUAGES) expect(codes.filter((code) => !strange.includes(code) && !file(`${language}.json`).problem[code])).toEqual([]);
  });

  it("cover names of metrics, joints and conditions", () => {
    const rows = [...read("domain/src/metric.rs").matchAll(/^ +\d+ [A-Z_0-9]+ "([a-z0-9_]+)" "([^"]+)"/gm)];
    const main = file("en.json").metric;
    expect(rows.map((row) => row[1]!).filter((id) => !(id in main) && !(`metric.${id}` in named.en!))).toEqual([]);
    const metrics = rows.map((row) => row[2]!);
    const exercise = read("domain/src/exercise/mod.rs");
    const ofType = (type: string) =>
      [...exercise.slice(exercise.indexOf(`    ${type} {\n`)).split("\n    }")[0]!.matchAll(/^ +\w+ "\w+" "([^"]+)"/gm)].map((match) => match[1]!);
    const gear = [...exercise.slice(exercise.indexOf("    Equipment {\n")).split("\n    }")[0]!.matchAll(/^ +\w+ "(\w+)" "[^"]+"/gm)];
    expect(gear.length).toBeGreaterThan(30);
    expect(gear.map((row) => row[1]!).filter((id) => !(`equipment.${id}` in named.en!))).toEqual([]);
    const all = [...metrics, ...ofType("Joint"), ...ofType("Contraindication")];
    expect(all.length).toBeGreaterThan(60);
    const known = new Set(Object.values(said.en!).map((form) => form.toLowerCase()));
    expect(all.filter((each) => each !== "VO2max" && !known.has(each.toLowerCase()))).toEqual([]);
  });
});

/** What comes to a screen, by where the core says it. `not` are words of a file that are for others: agents, logs, patterns
 * to look for, descriptions of interfaces, and the built-in coach's own replies. */
const SAID: { path: string; only?: RegExp; not?: RegExp }[] = [
  { path: "domain/src/planner", not: /^(first day|heel spur|after birth|run and walk|high blood pressure)$/ },
  { path: "domain/src/safety/reviewed" },
  { path: "domain/src/safety/reviewed.rs" },
  { path: "domain/src/safety/live" },
  { path: "domain/src/safety/live.rs" },
  { path: "domain/src/safety/pain.rs" },
  // The questions themselves stand in the translation files.
  { path: "domain/src/safety/screening.rs", only: /because\(|error\(|expected/ },
  { path: "domain/src/safety/red_flags.rs" },
  { path: "domain/src/safety/red_flags/reply.rs", only: /detail = format!\(|kinds\.is_empty|resolved \{/ },
  { path: "domain/src/safety/scope.rs", only: /detail|Removal::\w+ =>/ },
  { path: "domain/src/safety/grounding.rs", not: /^I cannot back/ },
  { path: "agent/src/error.rs" },
  { path: "agent/src/slots.rs" },
  { path: "agent/src/target.rs", only: /HrCap|Energy|removed\(/ },
  { path: "agent/src/run/end.rs", only: /detail|let place/ },
  { path: "mcp/src/arguments.rs", not: /^Optional:/ },
  { path: "mcp/src/call.rs" },
  { path: "mcp/src/connection.rs" },
  { path: "mcp/src/router.rs", not: /^(tool call|Nothing was written: it waits.*|an audit line could not be kept|a result does not fit its schema)$/ },
  { path: "mcp/src/schema.rs", not: /^the value$/ },
  { path: "mcp/src/tool.rs" },
  { path: "mcp/src/typed.rs" },
  { path: "mcp/src/upstream.rs", not: /^Data from your server/ },
  { path: "store/src/error.rs" },
  { path: "store/src/key.rs" },
  { path: "sync/src", not: /^(\n?[A-Z]|one is made for each question)/ },
  { path: "wire/src/lib.rs" },
  { path: "sources/src/error.rs" },
  { path: "sources/src/openfoodfacts.rs" },
  { path: "sources/src/fooddata/mod.rs", not: /^quantity not specified$/ },
  { path: "sources/src/container", not: /^larger than its declared$/ },
  { path: "sources/src/apple" },
  { path: "llm/src/llama/mod.rs" },
  // What is wrong within a file of a model is for who made it; the sentences around it are said.
  { path: "llm/src/gguf.rs", only: /#\[error\(/ },
  { path: "llm/src/chat.rs", only: /#\[error\(/, not: /^follow the script/ },
  { path: "llm/src/device.rs" },
  { path: "llm/src/embedding.rs" },
  { path: "llm/src/cloud/endpoint.rs" },
  { path: "llm/src/cloud/model.rs" },
  { path: "llm/src/cloud/transport.rs", not: /^a model service answered$/ },
  { path: "llm/src/cloud/privacy", only: /Unavailable\(/ },
  { path: "llm/src/catalogue", not: /^(pocketcoach model catalogue|the public key is none|the secret key is none|the (file )?name (or file )?of `|`\{\}` lacks|an address of `|it has a number that is not whole)/ },
  { path: "api/src", not: /^(tools' answers are passed on|not found|reading |building figures|live workout|looked for words only|the build with the engine|it is only ever one|Max Power|Sleep, food, easy running|Write a long story|Tell me about)/ },
  { path: "web/src", only: /CoachError::|not_found\(|Failed|detail|malformed\(|too_large\(|refused\(/, not: /^(?!Failed)[A-Z]|charset=|default-src/ },
  { path: "../desktop/src-tauri/src/updates.rs" },
  { path: "../desktop/src-tauri/src/preferences.rs" },
  { path: "servers/src", only: /(Arguments|wrong)\(\s*(format!\(\s*)?$|summary: format!\($|detail = $|Some\(\s*"This is|advice/ },
  { path: "servers/src/desk.rs" },
  { path: "servers/src/calc.rs", not: /^(pull|chin|muscle) up$/ },
  ...["wearables/recovery.rs", "wearables/sleep.rs", "progress/load.rs", "nutrition/macros.rs"].map((name) => ({
    path: `servers/src/${name}`,
    only: /\.miss\([^;{}]*$|reason: [^;]*$|insufficient\(\s*$/,
  })),
  { path: "servers/src/nutrition/targets.rs", not: /^(your target|Institute of Medicine 2005|measured from your|estimated from resting)/ },
];

describe("sources of the core", () => {
  it("say nothing to a person that has no form", () => {
    const missing: string[] = [];
    let found = 0;
    for (const { path, only, not } of SAID) {
      const meant = ({ text, before }: Literal) => (!only || only.test(before.slice(-160))) && !not?.test(text);
      const here = files(path).flatMap((each) => literals(read(each)).filter(meant).map((literal) => ({ ...literal, each })));
      const judged = here.map((literal) => ({ ...literal, covered: covered(literal.text) })).filter((literal) => literal.covered !== null);
      // A part that is gone is to be noticed too.
      if (judged.length === 0) missing.push(`${path} says nothing any more`);
      found += judged.length;
      for (const { each, line, text, covered: is } of judged) if (!is) missing.push(`${each}:${line}: no form for ${JSON.stringify(text)}`);
    }
    expect(found).toBeGreaterThan(600);
    expect(missing).toEqual([]);
  });

  it("would be found saying something new", () => {
    expect(covered("a plan has 1 to {MOST_WEEKS} weeks")).toBe(true);
    expect(covered("a plan has {} to {MOST_WEEKS} fortnights")).toBe(false);
    expect(covered("begin a dance while another one of this conversation runs; wait for it or cancel it")).toBe(false);
    expect(covered("steps")).toBe(null);
    expect(literals('// "no"\nlet a = "one {} \\\n   two"; let b = \'"\'; #[cfg(test)]\nmod tests { "three" }').map((each) => each.text)).toEqual(["one {} two"]);
  });
});
