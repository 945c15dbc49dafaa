//! The texts of menu, tray and notifications: the group `native` of the interface's translation files.

use serde_json::Value;
use std::sync::LazyLock;

static ALL: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
    let files = [
        ("en", include_str!("../../ui/src/i18n/en.json")),
        ("de", include_str!("../../ui/src/i18n/de.json")),
        ("es", include_str!("../../ui/src/i18n/es.json")),
        ("fr", include_str!("../../ui/src/i18n/fr.json")),
        ("zh", include_str!("../../ui/src/i18n/zh.json")),
        ("ar", include_str!("../../ui/src/i18n/ar.json")),
    ];
    let group = |text| serde_json::from_str(text).map(|mut all: Value| all["native"].take()).unwrap_or_default();
    files.into_iter().map(|(language, text)| (language, group(text))).collect()
});

/// The texts in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Texts(&'static str);

impl Default for Texts {
    /// In the language of the system, where it is one of ours; in English else.
    fn default() -> Self {
        let system = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
        Texts::of(system.as_deref().and_then(|value| value.get(..2)).unwrap_or_default())
    }
}

impl Texts {
    /// In a language; in English when there are none in it.
    pub(crate) fn of(language: &str) -> Self {
        Texts(ALL.iter().find(|(known, _)| *known == language).map_or("en", |(known, _)| known))
    }

    /// The text of a key, for example `feels.1`.
    pub(crate) fn get(self, key: &str) -> &'static str {
        let group = ALL.iter().find(|(language, _)| *language == self.0).map(|(_, group)| group);
        let text = group.and_then(|group| key.split('.').try_fold(group, |value, part| value.get(part)));
        text.and_then(Value::as_str).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_the_shell_uses_has_a_text_in_every_language() {
        let sources =
            [include_str!("menu.rs"), include_str!("tray.rs"), include_str!("reminder.rs"), include_str!("window.rs")];
        let mut keys: Vec<&str> = sources
            .iter()
            .flat_map(|source| source.split("texts.get(\"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        keys.extend(["feels.1", "feels.2", "feels.3", "feels.4", "feels.5"]);
        assert!(keys.len() > 20, "{keys:?}");
        for (language, _) in ALL.iter() {
            for key in &keys {
                assert!(!Texts::of(language).get(key).is_empty(), "{language} {key}");
            }
        }
        assert_eq!(Texts::of("xx"), Texts::of("en"));
        assert_eq!(Texts::of("en").get("no.such.key"), "");
    }
}
