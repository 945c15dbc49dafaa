import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { type Cut, cut, grow } from "@/coach/blocks";

/** Texts whose last block changes what it is while more comes. */
const TEXTS = [
  "One.\n\nTwo with **bold\nand more** words.\n\n\nThree.",
  "Title\n=====\n\nBelow\n---\n\n# Another #\ntext at once",
  "- one\n- two\n\n  goes on\n\n- three\n\nno item\n\n1. a\n2. b\n   - c\n\n   d\n\n3. e",
  "> said\nlazily\n>\n> - in it\n\noutside\n\n> again",
  "|a|b|\n|-|-|\n|c|d|\n|e|f|\n\nafter\n|no|table|",
  "```js\nlet a = 1;\n\n# no title\n```\n\n    four spaces\n\n    go on\n\ntext\n    not code",
  "<div>\n\n<b>raw</b>\n\n</div>\n\n<!-- a\n\ncomment -->\n\ntext <i>x</i>",
  "***\n\n* * *\ntext\n***\n- a\n***\n- b",
  "A line  \nbroken\\\nagain\n\n&amp; \\* [words](https://a.example) ![x](y)\n\n\ttab",
  "\n\n  indented\n\n\n\n- [ ] to do\n- [x] done\n\n\n\nend\n",
];

const shape = (text: Cut) => text.blocks.map(({ type, raw }) => [type, raw]);

describe("a text that grows", () => {
  it("has the blocks of the whole at every step, however it comes", () => {
    const texts = [...TEXTS, TEXTS.join("\n\n"), TEXTS.toReversed().join("\n"), TEXTS.join("\n\n\n").repeat(2)];
    for (const text of texts)
      for (const step of [1, 3, 7, 40]) {
        let so = cut("");
        for (let end = step; end < text.length + step; end += step) {
          so = grow(so, text.slice(0, end));
          expect(shape(so)).toEqual(shape(cut(text.slice(0, end))));
        }
      }
  });

  it("is cut anew where it is another one, or has line ends of another system", () => {
    const before = grow(cut("One.\n\nTwo."), "One.\n\nTwo.\n\nThree.");
    expect(shape(grow(before, "None.\n\nOther."))).toEqual(shape(cut("None.\n\nOther.")));
    const lines = "One.\r\n\r\nTwo.\r\n\r\nThree.";
    expect(shape(grow(cut(lines), `${lines}\r\n\r\nFour.`))).toEqual(shape(cut(`${lines}\r\n\r\nFour.`)));
  });

  it("keeps what lies behind as it is, and cuts no more than the end of it", () => {
    const words = Array.from({ length: 400 }, (_, at) => `Paragraph ${at}.`);
    let so = cut("");
    let seen = 0;
    const { lexer } = marked;
    marked.lexer = (text, ...rest) => {
      seen = Math.max(seen, text.length);
      return lexer(text, ...rest);
    };
    try {
      for (let count = 1; count <= words.length; count++) {
        const [first] = so.blocks;
        so = grow(so, words.slice(0, count).join("\n\n"));
        if (count > 3) expect(so.blocks[0]).toBe(first);
      }
    } finally {
      marked.lexer = lexer;
    }
    expect(seen).toBeLessThan(100);
  });
});
