// Where the system names no language, as with the locale `C`, an engine reports a tag that `Intl` does not take, and what
// asks for it when it is loaded, as the library for long charts does, breaks down. Such a tag is put right before
// anything else is loaded.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}

export {};
