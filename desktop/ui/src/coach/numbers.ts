import type { Citation } from "@/client/types";

/** A stretch of a reply: plain words, a number with its source, or a number that nothing stands behind. */
export type Piece = { text: string } | { text: string; citation: Citation } | { text: string; unsourced: true };

const NUMERAL = /\p{Nd}[\p{Nd}.,:]*/gu;

/** Splits text so that each number is told from words, and each cited one is tied to its figure. */
export function pieces(text: string, citations: Citation[]): Piece[] {
  const words = [
    ...new Map(citations.filter((each) => /\p{Nd}/u.test(each.text)).map((each) => [each.text, each])).values(),
  ].toSorted((a, b) => b.text.length - a.text.length);
  if (words.length === 0) return flagged(text);
  // A figure's text never matches inside a longer word or number: the 81 of "81" is not that of "1981" or "81.5".
  const alternatives = words.map((each) => each.text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])(?:${alternatives})(?![\\p{L}\\p{N}]|[.,]\\p{N})`, "gu");
  const by = new Map(words.map((each) => [each.text, each]));
  const out: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) out.push(...flagged(text.slice(end, match.index)));
    out.push({ text: match[0], citation: by.get(match[0])! });
    end = match.index + match[0].length;
  }
  if (end < text.length) out.push(...flagged(text.slice(end)));
  return out;
}

function flagged(text: string): Piece[] {
  const out: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(NUMERAL)) {
    const number = match[0].replace(/[.,:]+$/, "");
    if (match.index > end) out.push({ text: text.slice(end, match.index) });
    out.push({ text: number, unsourced: true });
    end = match.index + number.length;
  }
  if (end < text.length) out.push({ text: text.slice(end) });
  return out;
}

/** Whether a citation stands for a name or a date rather than for a measured number; it is shown more quietly. */
export const quiet = (citation: Citation): boolean =>
  citation.unit.startsWith("{") || /\p{L}{3,}.*\p{Nd}{4}$/u.test(citation.text);
