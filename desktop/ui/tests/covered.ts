// Whether a sentence of the core has a form that the interface can say in its own language.
import main from "@/i18n/en.json";
import english from "@/i18n/said/en.json";
import { slug } from "@/app/said";

const FORMS = Object.values(english)
  .map((form) => form.replaceAll(/\{kg\d*\}/g, "{} kg").replaceAll(/\{metres\d*\}/g, "{} m").replaceAll(/\{bytes\d*\}/g, "{} bytes"))
  .join("\n")
  .toLowerCase();
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Whether each line of a literal is part of a form, or is a name of its own; `null` when it is no sentence. */
export function covered(literal: string): boolean | null {
  const lines = literal
    .split("\n")
    .map((line) => line.toLowerCase().replace(/(^|: )failed to /, "$1").replace(/^[\s;,.:·-]+|[\s;,:.]+$/g, ""))
    .filter((line) => /\p{L}{2,}[,;:]? \p{L}+/u.test(line.replaceAll(/\{[^{}]*\}/g, "")));
  if (lines.length === 0) return null;
  return lines.every((line) => {
    if (slug(line) in main.session || slug(line) in main.remark) return true;
    const pieces = line.replaceAll("{{", "\u0001").replaceAll("}}", "\u0002").split(/\{[^{}]*\}/);
    const words = pieces.map((piece) => escaped(piece.replaceAll("\u0001", "{").replaceAll("\u0002", "}")));
    // Where a literal is put together with others, a form has them one after another.
    const parts = words.join("[^\n]*").split("; ");
    return new RegExp(words.join("[^\\n]*"), "u").test(FORMS) || parts.every((part) => new RegExp(part.replaceAll("[^\n]*", "[^\\n]*"), "u").test(FORMS));
  });
}
