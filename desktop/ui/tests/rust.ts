// What the core's sources say in words: the string literals of a file of Rust, without those of its tests.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export const CORE = join(process.cwd(), "../../core");

export interface Literal {
  text: string;
  line: number;
  /** The code right before it. */
  before: string;
}

/** Files of Rust under a path within `core`, none of them tests. */
export function files(path: string): string[] {
  const whole = join(CORE, path);
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole)
    .toSorted()
    .flatMap((name) => files(join(path, name)))
    .filter((name) => name.endsWith(".rs") && !/(^|\/)tests?(\/|\.rs$)|_tests?\.rs$/.test(name));
}

export const read = (path: string): string => readFileSync(join(CORE, path), "utf8");

const LITERAL = /\/\/[^\n]*|'(?:\\.|[^\\'\n])'|(?<![A-Za-z0-9_])r(#*)"([\s\S]*?)"\1|"((?:\\[\s\S]|[^"\\])*)"/g;

/** The literals of a source, with its escapes read; what stands in a module of tests at its end is left out. */
export function literals(source: string): Literal[] {
  const end = /#\[cfg\(test\)\]\s*mod \w+ \{/.exec(source)?.index ?? source.length;
  const found: Literal[] = [];
  for (const match of source.slice(0, end).matchAll(LITERAL)) {
    const [, , raw, plain] = match;
    if (raw === undefined && plain === undefined) continue;
    const text =
      raw ??
      plain!
        .replaceAll(/\\\n\s*/g, "")
        .replaceAll(/\\u\{([0-9a-f]+)\}/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
        .replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign === "t" ? "\t" : sign));
    found.push({
      text,
      line: source.slice(0, match.index).split("\n").length,
      before: source.slice(Math.max(0, match.index - 200), match.index),
    });
  }
  return found;
}
