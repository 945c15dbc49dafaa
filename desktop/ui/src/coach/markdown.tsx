import type { Token, Tokens } from "marked";
import { createElement, Fragment, memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { showSource } from "@/app/figure";
import { useSourceName } from "@/app/words";
import type { Citation } from "@/client/types";
import { type Cut, cut, grow } from "./blocks";
import { pieces, quiet } from "./numbers";

/**
 * Markdown as elements of this page. HTML is shown as text, pictures as their description, links as words with their
 * address: nothing in a reply, a tool result or a note can load, run or lead anywhere.
 */
export function Markdown(props: { text: string; citations: Citation[]; done: boolean; lang?: string }) {
  const { blocks, targets } = useBlocks(props.text, props.done);
  return (
    // A reply may be in another language than the page, and then runs its own way.
    <div className="prose" dir="auto" lang={props.lang}>
      {blocks.map((block, at) => (
        <Block key={at} token={block} targets={targets} citations={props.citations} done={props.done} />
      ))}
    </div>
  );
}

/** The blocks of a text that grows until it is done. */
function useBlocks(text: string, done: boolean): Cut {
  const [last, keep] = useState(() => ({ ...cut(text), whole: true }));
  const stands = last.text === text && (last.whole || !done);
  const now = stands ? last : done ? { ...cut(text), whole: true } : { ...grow(last, text), whole: false };
  if (now !== last) keep(now);
  return now;
}

interface Around {
  citations: Citation[];
  done: boolean;
}

const NUMERAL = /\p{Nd}/u;

/**
 * One block; drawn again only when its own text changes, so that a long reply streams evenly. Figures, and whether the
 * reply is done, matter to blocks with a number in them; targets of links to all.
 */
const Block = memo(
  function Block({ token, ...around }: { token: Token; targets: number } & Around) {
    return <>{block(token, around, 0)}</>;
  },
  (before, after) =>
    before.token.raw === after.token.raw &&
    before.targets === after.targets &&
    ((before.citations === after.citations && before.done === after.done) || !NUMERAL.test(after.token.raw)),
);

const all = (tokens: Token[] | undefined, around: Around, each: typeof block): ReactNode =>
  tokens?.map((token, at) => <Fragment key={at}>{each(token, around, at)}</Fragment>);

function block(token: Token, around: Around, _at: number): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "hr":
      return <hr />;
    case "heading":
      return createElement(
        `h${Math.min(4, (token as Tokens.Heading).depth + 2)}`,
        null,
        all(token.tokens, around, inline),
      );
    case "code":
      return (
        <pre tabIndex={0}>
          <code>
            <Plain text={(token as Tokens.Code).text} {...around} />
          </code>
        </pre>
      );
    case "blockquote":
      return <blockquote>{all(token.tokens, around, block)}</blockquote>;
    case "list": {
      const list = token as Tokens.List;
      const items = list.items.map((item, at) => <li key={at}>{all(item.tokens, around, block)}</li>);
      // A list counts its own items: where it begins to count is a number that a model could make up.
      return list.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table": {
      const table = token as Tokens.Table;
      return (
        <div className="scroll" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {table.header.map((cell, at) => (
                  <th key={at} scope="col">
                    {all(cell.tokens, around, inline)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>{all(cell.tokens, around, inline)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    case "paragraph":
      return <p>{all(token.tokens, around, inline)}</p>;
    default:
      return inline(token, around, 0);
  }
}

function inline(token: Token, around: Around, _at: number): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong>{all(token.tokens, around, inline)}</strong>;
    case "em":
      return <em>{all(token.tokens, around, inline)}</em>;
    case "del":
      return <del>{all(token.tokens, around, inline)}</del>;
    case "codespan":
      return (
        <code>
          <Plain text={(token as Tokens.Codespan).text} {...around} />
        </code>
      );
    case "br":
      return <br />;
    case "link": {
      const { href, text } = token as Tokens.Link;
      return text === href ? (
        <Plain text={href} {...around} />
      ) : (
        <>
          {all(token.tokens, around, inline)}{" "}
          <span className="muted">
            (
            <bdi>
              <Plain text={href} {...around} />
            </bdi>
            )
          </span>
        </>
      );
    }
    case "image":
      return <em className="muted">[<Plain text={(token as Tokens.Image).text} {...around} />]</em>;
    case "text":
    case "escape":
      return "tokens" in token && token.tokens ? (
        all(token.tokens, around, inline)
      ) : (
        <Plain text={(token as Tokens.Text).text} {...around} />
      );
    default:
      return <Plain text={token.raw} {...around} />;
  }
}

function Plain({ text, citations, done }: { text: string } & Around) {
  const { t } = useTranslation();
  return (
    <>
      {pieces(text, citations).map((piece, at) => {
        if ("citation" in piece) return <Chip key={at} text={piece.text} citation={piece.citation} />;
        // Figures arrive with or just after the words; only a finished reply can be said to lack one.
        if ("unsourced" in piece && done)
          return (
            <span key={at} className="unsourced" title={t("source.none")}>
              {piece.text}
              <span className="hidden"> ({t("source.none")})</span>
            </span>
          );
        return piece.text;
      })}
    </>
  );
}

/** A number with where it comes from behind it. */
function Chip({ text, citation }: { text: string; citation: Citation }) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  return (
    <button
      type="button"
      className={quiet(citation) ? "figure-plain" : "figure-chip"}
      aria-label={t("source.open", { text, label: sourceName(citation.source) })}
      onClick={() => showSource(citation)}
    >
      {text}
    </button>
  );
}
