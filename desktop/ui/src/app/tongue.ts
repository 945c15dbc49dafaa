// Where the system names no language, as with the locale `C`, an engine reports a tag that `Intl` does not take, and what
// asks for it when it is loaded, as the library for long charts does, breaks down. Such a tag is put right before
// anything else is loaded.
const isTaken = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
};

/** The language that the engine reports, or the one that was put in its place. */
export const tongue: string = isTaken(navigator.language) ? navigator.language : "en-US";

if (tongue !== navigator.language) {
  Object.defineProperty(navigator, "language", { value: tongue, configurable: true });
}
