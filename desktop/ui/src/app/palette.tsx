import { Dialog } from "@base-ui/react/dialog";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { PLACES } from "./places";
import { change, settings } from "./settings";
import { SHORTCUTS, shown } from "./shortcuts";

interface Action {
  id: string;
  label: string;
  keys?: string[];
  run(): void;
}

/** Every screen and action by name, from the keyboard. */
export default function Palette(props: { onClose(): void; onHelp(): void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const all = useMemo<Action[]>(
    () => [
      ...PLACES.map((place) => {
        const shortcut = SHORTCUTS.find((each) => each.to === place.to);
        return {
          id: place.to,
          label: t(`nav.${place.id}`),
          keys: shortcut && shown(shortcut),
          run: () => void go({ to: place.to }),
        };
      }),
      {
        id: "new",
        label: t("shortcut.newChat"),
        run: () => void go({ to: "/coach", search: { new: Date.now() } as never }),
      },
      {
        id: "theme",
        label: t("nav.theme"),
        run: () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }),
      },
      {
        id: "rail",
        label: t("shortcut.rail"),
        run: () => change({ rail: settings().rail === "open" ? "closed" : "open" }),
      },
      {
        id: "welcome",
        label: t("welcome.again"),
        run: () => {
          change({ onboarding: 0 });
          void go({ to: "/welcome" });
        },
      },
      { id: "help", label: t("nav.shortcuts"), keys: ["?"], run: props.onHelp },
    ],
    [t, go, props.onHelp],
  );
  const parts = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((action) => parts.every((part) => action.label.toLocaleLowerCase().includes(part)));
  const asking = words.trim() !== "";
  const rows: Action[] = asking
    ? [
        ...found,
        {
          id: "ask",
          label: t("coach.askThis", { text: words.trim() }),
          run: () => void go({ to: "/coach", search: { ask: words.trim() } as never }),
        },
      ]
    : found;
  const chosen = Math.min(at, rows.length - 1);
  const run = (action: Action | undefined) => {
    props.onClose();
    action?.run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog" aria-label={t("shortcut.palette")}>
          <div className="palette-input">
            <Search aria-hidden width={18} />
            <input
              role="combobox"
              aria-expanded
              aria-controls={list}
              aria-activedescendant={`${list}-${chosen}`}
              aria-label={t("nav.find")}
              placeholder={t("nav.findHint")}
              value={words}
              autoFocus
              onChange={(event) => {
                setWords(event.target.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
                if (step) {
                  event.preventDefault();
                  setAt((chosen + step + rows.length) % rows.length);
                } else if (event.key === "Enter") {
                  event.preventDefault();
                  run(rows[chosen]);
                }
              }}
            />
          </div>
          <div role="listbox" id={list} aria-label={t("nav.find")} className="palette-list">
            {rows.map((action, index) => (
              <div
                key={action.id}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === chosen}
                tabIndex={-1}
                ref={(node) => {
                  if (index === chosen) node?.scrollIntoView?.({ block: "nearest" });
                }}
                onPointerMove={() => setAt(index)}
                onClick={() => run(action)}
              >
                <span>{action.label}</span>
                {action.keys && (
                  <span className="row" style={{ gap: "0.25rem" }}>
                    {action.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </span>
                )}
              </div>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
