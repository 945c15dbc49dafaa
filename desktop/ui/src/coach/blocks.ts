import { marked, type Token } from "marked";

/** A text in markdown, cut into blocks. */
export interface Cut {
  text: string;
  blocks: Token[];
  /** Targets of links that are told apart from the links; 0 while the text still grows. */
  targets: number;
}

/** How many of the last blocks may still change when more comes: the one that grows, and one to be sure. */
const OPEN = 2;

/** All of a text at once. */
export function cut(text: string): Cut {
  const blocks = marked.lexer(text);
  return { text, blocks, targets: Object.keys(blocks.links).length };
}

/**
 * A text that may be an earlier one with more behind it. Only the last blocks are cut again, so that a reply of any length
 * costs as much with each piece. Where a link is told at the end of a text (`[1]: https://…`), the blocks before it do not
 * know; whoever has the whole text cuts it at once.
 */
export function grow(before: Cut, text: string): Cut {
  if (text === before.text) return before;
  // Line ends of another system are one letter shorter in a block than in the text.
  if (!text.startsWith(before.text) || text.includes("\r")) return { ...cut(text), targets: 0 };
  let keep = before.blocks.length;
  for (let open = 0; keep > 0 && open < OPEN; ) if (before.blocks[--keep]!.type !== "space") open++;
  const kept = before.blocks.slice(0, keep);
  const from = kept.reduce((sum, block) => sum + block.raw.length, 0);
  return { text, blocks: [...kept, ...marked.lexer(text.slice(from))], targets: 0 };
}
