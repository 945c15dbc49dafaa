import { FileDown, ImageDown, Table2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { csv, png, save } from "./export";

/** The same values as a picture shows, in words and cells. */
export interface Told {
  name: string;
  summary: string;
  columns: string[];
  /** Given as a function where there are many, so that only who looks at the table waits for its words. */
  rows: Cells | (() => Cells);
}

type Cells = (string | number)[][];

/** What every chart has besides the picture: a name, a summary in words, a table of the same values, export. */
export function ChartFrame(props: Told & { children: ReactNode; legend?: { label: string; fill: string }[] }) {
  const { t } = useTranslation();
  const [table, setTable] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  const id = useId();
  const cells = () => (typeof props.rows === "function" ? props.rows() : props.rows);
  const file = props.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  return (
    <figure className="chart" aria-labelledby={`${id}-name`} aria-describedby={`${id}-summary`}>
      <span id={`${id}-name`} className="hidden">
        {props.name}
      </span>
      {table ? (
        // Scrolls on its own, so it must be reachable by keyboard.
        <div
          className="scroll"
          style={{ maxBlockSize: "20rem" }}
          tabIndex={0}
          role="group"
          aria-labelledby={`${id}-name`}
        >
          <table>
            <caption className="hidden">{props.name}</caption>
            <thead>
              <tr>
                {props.columns.map((column, at) => (
                  <th key={column} scope="col" className={at ? "end" : ""}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cells().map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) =>
                    column ? (
                      <td key={column} className="end">
                        {cell}
                      </td>
                    ) : (
                      <th key={column} scope="row">
                        {cell}
                      </th>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div ref={picture} className="picture" aria-hidden>
          {props.children}
        </div>
      )}
      <figcaption>
        <span className="grow">
          {props.legend && (
            <span className="legend">
              {props.legend.map((each) => (
                <span key={each.label}>
                  <i style={{ "--fill": each.fill } as object} />
                  {each.label}
                </span>
              ))}
            </span>
          )}
          <span id={`${id}-summary`} className="tiny muted">
            {props.summary}
          </span>
        </span>
        <span className="row" style={{ gap: 0 }}>
          <button
            type="button"
            className="button quiet icon small"
            aria-pressed={table}
            aria-label={t("chart.table", { name: props.name })}
            title={t("chart.table", { name: props.name })}
            onClick={() => setTable(!table)}
          >
            <Table2 aria-hidden />
          </button>
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t("chart.csv", { name: props.name })}
            title={t("chart.csv", { name: props.name })}
            onClick={() => save(`${file}.csv`, csv(props.columns, cells()))}
          >
            <FileDown aria-hidden />
          </button>
          <button
            type="button"
            className="button quiet icon small"
            disabled={table}
            aria-label={t("chart.png", { name: props.name })}
            title={t("chart.png", { name: props.name })}
            onClick={() => picture.current && void png(picture.current).then((blob) => save(`${file}.png`, blob))}
          >
            <ImageDown aria-hidden />
          </button>
        </span>
      </figcaption>
    </figure>
  );
}
