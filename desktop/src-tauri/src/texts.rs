//! The texts of menu, tray and notifications: the groups `native` and `session` of the interface's translation files, and
//! its names of exercises.

use coach_api::PlannedSession;
use serde_json::Value;
use std::sync::LazyLock;

/// The texts of one language.
struct Language {
    id: &'static str,
    native: Value,
    /// Titles of planned sessions.
    session: Value,
    /// Names of exercises, which are read only when a title has one.
    names: &'static str,
}

macro_rules! languages {
    ($($id:literal),*) => {
        [$((
            $id,
            include_str!(concat!("../../ui/src/i18n/", $id, ".json")),
            include_str!(concat!("../../ui/src/i18n/names/", $id, ".json")),
        )),*]
    };
}

static ALL: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let files = languages!("en", "de", "es", "fr", "zh", "ar");
    let read = |(id, text, names)| {
        let mut all: Value = serde_json::from_str(text).unwrap_or_default();
        Language { id, native: all["native"].take(), session: all["session"].take(), names }
    };
    files.into_iter().map(read).collect()
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
        Texts(ALL.iter().find(|known| known.id == language).map_or("en", |known| known.id))
    }

    fn language(self) -> Option<&'static Language> {
        ALL.iter().find(|language| language.id == self.0)
    }

    /// The text of a key, for example `feels.1`.
    pub(crate) fn get(self, key: &str) -> &'static str {
        let text = self.language().and_then(|own| key.split('.').try_fold(&own.native, |value, part| value.get(part)));
        text.and_then(Value::as_str).unwrap_or_default()
    }

    /// Titles of planned sessions, which the core gives in English: “Walking, easy” is an exercise and how it is done,
    /// others are of a few kinds. What has no text stays as it came.
    pub(crate) fn titles(self, sessions: &[PlannedSession]) -> Vec<String> {
        let names: Value = self
            .language()
            .filter(|own| own.id != "en" && !sessions.is_empty())
            .and_then(|own| serde_json::from_str(own.names).ok())
            .unwrap_or_default();
        sessions.iter().map(|session| self.title(session, &names).unwrap_or_else(|| session.title.clone())).collect()
    }

    fn title(self, session: &PlannedSession, names: &Value) -> Option<String> {
        let texts = &self.language()?.session;
        let known = |text: &str| texts.get(slug(text)).and_then(Value::as_str);
        let lead = session.blocks.iter().find_map(|block| {
            let rest = session.title.strip_prefix(block.name.as_str())?;
            let how = if rest.is_empty() { Some("") } else { rest.strip_prefix(", ") }?;
            Some((block.exercise.as_deref()?, how))
        });
        let Some((exercise, how)) = lead else { return known(&session.title).map(ToOwned::to_owned) };
        let exercise = names.get(format!("exercise.{exercise}"))?.as_str()?;
        if how.is_empty() {
            return Some(exercise.to_owned());
        }
        let form = texts.get("how")?.as_str()?;
        Some(form.replace("{{exercise}}", exercise).replace("{{how}}", known(how).unwrap_or(how)))
    }
}

/// A short text as a key: small letters and digits, with `_` for all between them.
fn slug(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
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
        for Language { id, .. } in ALL.iter() {
            for key in &keys {
                assert!(!Texts::of(id).get(key).is_empty(), "{id} {key}");
            }
        }
        assert_eq!(Texts::of("xx"), Texts::of("en"));
        assert_eq!(Texts::of("en").get("no.such.key"), "");
    }

    fn session(title: &str, block: (&str, &str)) -> PlannedSession {
        let (name, exercise) = block;
        serde_json::from_value(serde_json::json!({
            "id": "w01-mon", "date": "2026-03-02", "title": title,
            "blocks": [{"name": name, "exercise": exercise, "minutes": 30.0}],
        }))
        .unwrap()
    }

    #[test]
    fn titles_of_sessions_are_in_the_language_of_the_shell() {
        let sessions = [
            session("Full body A", ("Back squat", "back_squat")),
            session("Walking, easy", ("Walking", "walking")),
            session("Easy run", ("Easy run", "easy_run")),
            session("My own thing", ("Back squat", "back_squat")),
            session("Walkingstick, easy", ("Walking", "walking")),
        ];
        let german = Texts::of("de").titles(&sessions);
        assert_eq!(german, ["Ganzkörper A", "Gehen, locker", "Lockerer Lauf", "My own thing", "Walkingstick, easy"]);
        assert_eq!(Texts::of("en").titles(&sessions), sessions.map(|session| session.title));
    }
}
