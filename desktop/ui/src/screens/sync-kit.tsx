import { Download, Printer } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { save } from "@/charts/export";
import type { SyncAccount } from "@/client/types";
import { Card, Field, Notice } from "@/design/parts";

/** How many words are asked back. */
const ASKED = 3;

/** Places among the words, different ones each time. */
function places(count: number): number[] {
  const left = Array.from({ length: count }, (_, at) => at);
  const random = crypto.getRandomValues(new Uint32Array(ASKED));
  return [...random].map((each) => left.splice(each % left.length, 1)[0]!).toSorted((a, b) => a - b);
}

/** The recovery kit: 24 words, shown once, and asked back before it goes away. They live in this page's memory alone. */
export function Kit({ account, onDone }: { account: SyncAccount; onDone(): void }) {
  const { t } = useTranslation();
  const [drill, setDrill] = useState(false);
  return drill ? (
    <Drill words={account.recovery_words} onBack={() => setDrill(false)} onDone={onDone} />
  ) : (
    <Card title={t("sync.kit")} note={t("sync.kitNote")} className="kit-page">
      <div className="stack">
        <Notice tone="warn">
          <p>{t("sync.kitText")}</p>
        </Notice>
        <ol className="words">
          {account.recovery_words.map((word, at) => (
            <li key={at} translate="no">
              {word}
            </li>
          ))}
        </ol>
        <p className="small muted">
          {t("sync.at")} <code>{account.server}</code>
          <br />
          {t("sync.account")} <code>{account.account}</code>
        </p>
        <div className="row">
          <button type="button" className="button" onClick={() => window.print()}>
            <Printer aria-hidden />
            {t("sync.print")}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => save("pocketcoach-recovery.txt", new Blob([account.kit], { type: "text/plain" }))}
          >
            <Download aria-hidden />
            {t("sync.saveKit")}
          </button>
          <button type="button" className="button primary" onClick={() => setDrill(true)}>
            {t("sync.written")}
          </button>
        </div>
      </div>
    </Card>
  );
}

function Drill({ words, onBack, onDone }: { words: string[]; onBack(): void; onDone(): void }) {
  const { t } = useTranslation();
  const asked = useMemo(() => places(words.length), [words.length]);
  const [typed, setTyped] = useState<string[]>(() => asked.map(() => ""));
  const [looked, setLooked] = useState(false);
  const right = (at: number) => typed[at]!.trim().toLowerCase() === words[asked[at]!];
  return (
    <Card title={t("sync.drill")} note={t("sync.drillNote")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setLooked(true);
          if (asked.every((_, at) => right(at))) onDone();
        }}
      >
        {asked.map((place, at) => (
          <Field
            key={place}
            label={t("sync.word", { number: place + 1 })}
            wrong={looked && !right(at) ? t("sync.wordWrong") : null}
          >
            {(id, described) => (
              <input
                id={id}
                aria-describedby={described}
                aria-invalid={looked && !right(at)}
                value={typed[at]}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setTyped(typed.map((each, index) => (index === at ? event.target.value : each)))}
              />
            )}
          </Field>
        ))}
        <div className="row">
          <button type="submit" className="button primary">
            {t("sync.check")}
          </button>
          <button type="button" className="button quiet" onClick={onBack}>
            {t("sync.again")}
          </button>
        </div>
      </form>
    </Card>
  );
}
