import { lazy, Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format";
import { useWords } from "./words";
import type { Citation, Figure } from "@/client/types";

/** What stands behind a number on the screen. */
export type Behind = Citation & { label?: string; confidence?: string | null };

let shown: Behind | null = null;
const listeners = new Set<() => void>();

/** Opens the samples behind a number. */
export function showSource(behind: Behind | null): void {
  shown = behind;
  for (const listener of listeners) listener();
}

const SourceDrawer = lazy(() => import("./source"));

/** The drawer with the samples behind a number; once on the page. */
export function Sources() {
  const behind = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <Suspense fallback={null}>{behind && <SourceDrawer behind={behind} onClose={() => showSource(null)} />}</Suspense>
  );
}

/** A figure of a result; pressing it opens where it comes from. */
export function FigureValue(props: { figure: Figure; text?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { figure } = props;
  const text = props.text ?? format.figure(figure);
  const label = format.name("fig", figure.name, words.say(figure.label));
  return (
    <button
      type="button"
      className="figure-plain number"
      aria-label={t("source.open", { text, label })}
      onClick={() => showSource({ ...figure, text, label })}
    >
      {text}
    </button>
  );
}

/** Named figures of a result as a list; those that are missing are left out, never shown as 0. */
export function Stats(props: { figures: Figure[]; names: string[] }) {
  const format = useFormat();
  const words = useWords();
  return (
    <dl className="figures">
      {props.names.flatMap((name) => {
        const figure = props.figures.find((each) => each.name === name);
        return figure
          ? [
              <div className="stat" key={name}>
                <dt>{format.name("fig", name, words.say(figure.label))}</dt>
                <dd>
                  <FigureValue figure={figure} />
                </dd>
              </div>,
            ]
          : [];
      })}
    </dl>
  );
}
