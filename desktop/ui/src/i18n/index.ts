import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Forms, slug } from "@/app/said";
import { change, settings } from "@/app/settings";
import en from "./en.json";

const files = import.meta.glob<{ default: Record<string, unknown> }>(["./*.json", "!./en.json"]);
/** Sentences of the core, and names of exercises, metrics and kinds of workouts that the first screen has no need of: they
 * are fetched beside it, and shown when they are there. */
const said = import.meta.glob<{ default: Forms | string[] }>("./said/*.json");
const names = import.meta.glob<{ default: Forms | string[] }>("./names/*.json");

/** A file in English and in a language, by codes; lists are in the order of the English one. */
async function coded(from: typeof said, folder: string, language: string): Promise<[Forms, Forms]> {
  const file = async (name: string) => (await from[`./${folder}/${name}.json`]?.())?.default ?? {};
  const [english, texts] = await Promise.all([file("en") as Promise<Forms>, file(language)]);
  const codes = Object.keys(english);
  return [english, Array.isArray(texts) ? Object.fromEntries(codes.map((code, at) => [code, texts[at]!])) : texts];
}

/** Fetches what is said in sentences. A screen that waits for none of it shows the core's own words until then. */
async function loadSaid(language: string): Promise<void> {
  if (i18next.hasResourceBundle(language, "said")) return;
  const [[english, spoken], [known, named]] = await Promise.all([
    coded(said, "said", language),
    coded(names, "names", language),
  ]);
  const groups: Record<string, Forms> = {};
  for (const [key, name] of Object.entries(named)) {
    const [group, id] = key.split(".") as [string, string];
    const all = (groups[group] ??= {});
    all[id] = name;
    // Sets and sentences name an exercise in English, not by its id.
    if (group === "exercise") all[slug(known[key]!)] ??= name;
  }
  i18next.addResourceBundle(language, "translation", groups, true);
  // Last, as it tells the screens to look again.
  i18next.addResourceBundle("en", "said", english);
  i18next.addResourceBundle(language, "said", spoken);
}

/** Name of each language in itself. */
export const LANGUAGE_NAMES: Record<string, string> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  zh: "中文",
  ar: "العربية",
};

function turn(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

/** A language that no one speaks: every text is 40 % longer, so that tests find what has no room for other languages. */
function longer(texts: object): object {
  const grow = (text: string) => {
    const extra = "ĿőŋĝÞřĕ ".repeat(Math.ceil(text.length / 8));
    return `⟦${text} ${extra.slice(0, Math.ceil(text.length * 0.4))}⟧`;
  };
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === "string" ? grow(text) : longer(text as object)]),
  );
}

async function load(language: string): Promise<void> {
  // The shipped build has none of this.
  if (import.meta.env.MODE === "mock" && language === "xx")
    i18next.addResourceBundle(language, "translation", longer(en));
  if (language !== "en" && !i18next.hasResourceBundle(language, "translation")) {
    const file = files[`./${language}.json`];
    if (file) i18next.addResourceBundle(language, "translation", (await file()).default);
  }
  // Names are put into the groups that are there by now. A file that does not come takes nothing with it.
  void loadSaid(language).catch(() => undefined);
}

/** Speaks another language from now on. */
export async function speak(language: string): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  turn(language);
  change({ language });
}

/** Speaks the language of the settings, if it speaks another one. */
export async function speakAsSet(): Promise<void> {
  const { language } = settings();
  if (!i18next.isInitialized || i18next.language === language) return;
  await load(language);
  await i18next.changeLanguage(language);
  turn(language);
}

export async function startTexts(): Promise<void> {
  const { language } = settings();
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { bindI18nStore: "added" },
  });
  await load(language);
  await i18next.changeLanguage(language);
  turn(language);
}
