import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { change, settings } from "@/app/settings";
import en from "./en.json";

const files = import.meta.glob<{ default: Record<string, unknown> }>(["./*.json", "!./en.json"]);

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
  if (language === "en" || i18next.hasResourceBundle(language, "translation")) return;
  const file = files[`./${language}.json`];
  if (file) i18next.addResourceBundle(language, "translation", (await file()).default);
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
  });
  await load(language);
  await i18next.changeLanguage(language);
  turn(language);
}
