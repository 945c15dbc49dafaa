// Checks the translation files: equal keys and placeholders in every language, no key that is used and lacks a text, no
// text that nothing uses, and no words for people outside these files.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = new URL("..", import.meta.url).pathname;
const wrong = [];

const flat = (value, name = "") =>
  typeof value === "string"
    ? [[name, value]]
    : Object.entries(value).flatMap(([key, each]) => flat(each, name ? `${name}.${key}` : key));
const languages = readdirSync(join(root, "src/i18n")).filter((file) => file.endsWith(".json"));
const texts = Object.fromEntries(
  languages.map((file) => [
    file.slice(0, -5),
    new Map(flat(JSON.parse(readFileSync(join(root, "src/i18n", file), "utf8")))),
  ]),
);
const holes = (text) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1])
    .toSorted()
    .join();
for (const [language, all] of Object.entries(texts)) {
  for (const [key, text] of texts.en) {
    if (!all.has(key)) wrong.push(`${language}.json lacks ${key}`);
    else if (holes(all.get(key)) !== holes(text)) wrong.push(`${language}.json: ${key} has other placeholders`);
    else if (all.get(key).trim() === "") wrong.push(`${language}.json: ${key} is empty`);
  }
  for (const key of all.keys()) if (!texts.en.has(key)) wrong.push(`${language}.json has ${key}, which en.json lacks`);
}

const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
/** Groups whose keys come from the core, so that no source names them; `native` are the texts of the desktop shell. */
const FROM_DATA = ["tool.", "check.", "actor.", "session.", "remark.", "exercise.", "argument.", "metric.", "kind.", "fig.", "server.", "rule.", "source_kind.", "slot.", "problem.", "native."];
const SAID = new Set(["aria-label", "title", "placeholder", "alt", "label", "note", "lead", "hint", "text"]);
const used = new Set();
const prefixes = [...FROM_DATA];
for (const path of files(join(root, "src"))) {
  if (path.endsWith("api.ts")) continue;
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const at = (node) => `${path.slice(root.length)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const keys = (node) => {
    if (ts.isStringLiteralLike(node)) {
      used.add(node.text);
      if (!texts.en.has(node.text)) wrong.push(`${at(node)}: no text for ${node.text}`);
    } else if (ts.isTemplateExpression(node)) {
      prefixes.push(node.head.text);
      if (![...texts.en.keys()].some((key) => key.startsWith(node.head.text)))
        wrong.push(`${at(node)}: no text begins with ${node.head.text}`);
    } else if (ts.isConditionalExpression(node)) {
      keys(node.whenTrue);
      keys(node.whenFalse);
    } else wrong.push(`${at(node)}: a key must be written out`);
  };
  const walk = (node) => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === "t" &&
      node.arguments[0]
    )
      keys(node.arguments[0]);
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text))
      wrong.push(`${at(node)}: words outside the translation files: ${node.text.trim()}`);
    if (
      ts.isJsxAttribute(node) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      SAID.has(node.name.getText()) &&
      /\p{L}/u.test(node.initializer.text)
    ) {
      wrong.push(`${at(node)}: words outside the translation files: ${node.initializer.text}`);
    }
    if (
      ts.isJsxExpression(node) &&
      node.expression &&
      ts.isStringLiteral(node.expression) &&
      /\p{L}/u.test(node.expression.text) &&
      !ts.isJsxAttribute(node.parent)
    ) {
      wrong.push(`${at(node)}: words outside the translation files: ${node.expression.text}`);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
}
for (const key of texts.en.keys())
  if (!used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix))) wrong.push(`nothing uses ${key}`);

for (const each of wrong) console.error(each);
console.log(`texts: ${texts.en.size} in each of ${languages.length} languages, ${wrong.length} wrong`);
process.exitCode = wrong.length ? 1 : 0;
