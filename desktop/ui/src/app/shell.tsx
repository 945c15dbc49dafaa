import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { CloudOff, CornerDownLeft, FileUp, FlaskConical, HardDrive, Menu as Lines, PanelLeft, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { localDay, useAsk, useClient } from "./data";
import { useWords } from "./words";
import { showSource, Sources } from "./figure";
import { GROUPS, PLACES } from "./places";
import { change, useSettings } from "./settings";
import { SHORTCUTS, shown, useShortcuts } from "./shortcuts";
import { Loading, Sheet, tell } from "@/design/parts";

const loadPalette = () => import("./palette");
const Palette = lazy(loadPalette);
const Toasts = lazy(() => import("@/design/toasts"));

/** How often the clock is looked at, in milliseconds. */
const CLOCK_MS = 15_000;

/** The frame around every screen: rail, status, palette, help. */
export function Shell() {
  const { t } = useTranslation();
  const words = useWords();
  const { rail, onboarding } = useSettings();
  const go = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<"palette" | "help" | "more" | null>(null);
  const visited = useRef(path);

  const client = useClient();
  const queries = useQueryClient();
  // Fetched ahead, so that what is typed right after the shortcut is not lost.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 500);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => client.changes(() => void queries.invalidateQueries()), [client, queries]);
  // A day that begins while the page is open, and a clock that is set, make what is shown that of another day.
  useEffect(() => {
    let day = localDay(new Date());
    const timer = setInterval(() => {
      const now = localDay(new Date());
      if (now === day) return;
      day = now;
      void queries.invalidateQueries();
    }, CLOCK_MS);
    return () => clearInterval(timer);
  }, [queries]);
  const [over, setOver] = useState(false);
  // What arrives is listened to without a gap, also while sentences are still on their way.
  const say = useRef(words.say);
  useEffect(() => void (say.current = words.say), [words]);
  useEffect(
    () =>
      client.desk?.arrivals((arrival) => {
        setOver(arrival.kind === "over" && arrival.over);
        if (arrival.kind === "go") void go({ to: arrival.place as "/today" });
        if (arrival.kind === "import") void go({ to: "/data", search: { job: arrival.id } as never });
        if (arrival.kind === "saved") tell(t("desk.saved", { name: arrival.name }));
        if (arrival.kind === "problem") tell(say.current(arrival.problem));
      }),
    [client, go, t],
  );

  useEffect(() => {
    if (visited.current === path) return;
    visited.current = path;
    setOpen(null);
    showSource(null);
    // A new screen is read from its heading, and begins at its top.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);

  const places = Object.fromEntries(
    SHORTCUTS.filter((each) => each.to).map((each) => [each.id, () => void go({ to: each.to as "/today" })]),
  );
  useShortcuts({
    ...places,
    palette: () => setOpen((now) => (now === "palette" ? null : "palette")),
    help: () => setOpen("help"),
    rail: () => change({ rail: rail === "open" ? "closed" : "open" }),
    newChat: () => void go({ to: "/coach", search: { new: Date.now() } as never }),
    composer: () => void go({ to: "/coach" }).then(() => document.getElementById("composer")?.focus()),
  });

  if (path === "/welcome")
    return (
      <>
        <Outlet />
        <Sources />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </>
    );
  return (
    <div className="app" data-rail={rail}>
      <a
        className="skip button primary"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("nav.skip")}
      </a>
      <aside className="rail" aria-label={t("app.name")}>
        <Link to="/today" className="brand" aria-label={t("app.name")}>
          <img src="./icon.svg" alt="" />
          <span className="word">{t("app.name")}</span>
        </Link>
        <nav aria-label={t("nav.main")}>
          {GROUPS.map((group) => (
            <div key={group}>
              <h2>{t(`nav.group.${group}`)}</h2>
              {PLACES.filter((place) => place.group === group).map((place) => (
                <Link
                  key={place.to}
                  to={place.to}
                  aria-current={path === place.to ? "page" : undefined}
                  title={rail === "closed" ? t(`nav.${place.id}`) : undefined}
                >
                  <place.icon aria-hidden />
                  <span className="word">{t(`nav.${place.id}`)}</span>
                </Link>
              ))}
            </div>
          ))}
        </nav>
        <div className="foot">
          <button
            type="button"
            className="button quiet"
            onClick={() => change({ rail: rail === "open" ? "closed" : "open" })}
            aria-expanded={rail === "open"}
          >
            <PanelLeft aria-hidden />
            <span className="word">{t("nav.rail")}</span>
          </button>
        </div>
      </aside>
      <main id="main" className="main" tabIndex={-1} ref={main}>
        {over && (
          <div className="drop-over" role="status">
            <FileUp aria-hidden />
            {t("data.drop")}
          </div>
        )}
        <div className="topbar">
          <Status />
          <span className="grow" />
          {onboarding !== null && (
            <Link className="button small" to="/welcome">
              {t("welcome.goOn")}
            </Link>
          )}
          <button type="button" className="button small" onClick={() => setOpen("palette")}>
            <Search aria-hidden />
            {t("nav.find")}
            <kbd aria-hidden>{shown(SHORTCUTS[0]!)[0]}</kbd>
          </button>
        </div>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className="tabbar" aria-label={t("nav.short")}>
        {(["today", "coach", "log", "trends"] as const).map((id) => {
          const place = PLACES.find((each) => each.id === id)!;
          return (
            <Link key={id} to={place.to} aria-current={path === place.to ? "page" : undefined}>
              <place.icon aria-hidden />
              {t(`nav.${id}`)}
            </Link>
          );
        })}
        <button type="button" onClick={() => setOpen("more")}>
          <Lines aria-hidden />
          {t("nav.more")}
        </button>
      </nav>
      <Suspense fallback={null}>
        {open === "palette" && <Palette onClose={() => setOpen(null)} onHelp={() => setOpen("help")} />}
      </Suspense>
      <Sheet open={open === "help"} onClose={() => setOpen(null)} title={t("nav.shortcuts")}>
        <Shortcuts />
      </Sheet>
      <Sheet open={open === "more"} onClose={() => setOpen(null)} title={t("nav.more")}>
        <ul role="list" className="stack tight">
          {PLACES.map((place) => (
            <li key={place.to}>
              <Link
                className="row button quiet"
                style={{ justifyContent: "flex-start" }}
                to={place.to}
                onClick={() => setOpen(null)}
              >
                <place.icon aria-hidden />
                {t(`nav.${place.id}`)}
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sources />
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
    </div>
  );
}

/** Where the coach runs, whether it can be reached, and whether what is shown is a made-up person's. */
function Status() {
  const { t } = useTranslation();
  const client = useClient();
  const today = useAsk("today", {});
  const sources = useAsk("sources", {});
  const offline = today.error?.kind === "offline";
  // The sample year marks every source of its own; that mark is the core's, and the same everywhere.
  const sample = sources.data?.some((source) => source.name.endsWith("(sample data)"));
  return (
    <>
      {offline ? (
        <span className="chip bad">
          <CloudOff aria-hidden />
          {t("status.offline")}
        </span>
      ) : (
        <span className="chip">
          <HardDrive aria-hidden />
          {client.kind === "mock" ? t("status.mock") : t("status.local")}
        </span>
      )}
      {sample && (
        <span className="chip warn">
          <FlaskConical aria-hidden />
          {t("status.sample")}
        </span>
      )}
    </>
  );
}

export function Shortcuts() {
  const { t } = useTranslation();
  return (
    <>
      {(["general", "coach", "go"] as const).map((group) => (
        <section key={group} className="stack tight">
          <h3>{t(`shortcut.group.${group}`)}</h3>
          <ul role="list">
            {SHORTCUTS.filter((each) => each.group === group).map((each) => (
              <li key={each.id} className="row spread" style={{ paddingBlock: "0.25rem" }}>
                <span>{t(`shortcut.${each.id}`)}</span>
                <span className="row" style={{ gap: "0.25rem" }}>
                  {shown(each).map((key) => (
                    <kbd key={key}>{key === "ENTER" ? <CornerDownLeft aria-hidden /> : key}</kbd>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
