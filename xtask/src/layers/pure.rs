//! The text of a pure crate: no file, socket, process, environment, clock, thread or async in it.
//!
//! A reading of the text, not of the types: comments, strings and test modules are passed over, and
//! a clock that hides behind a dependency's own function is caught only when it is named here.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of `std` that reach outside, or that name a clock.
const STD: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread"];

/// Further words that bring in a clock, the machine's time zone, async or randomness.
const WORDS: &[&str] = &[
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "TimeZone::try_system",
    "RandomState",
    "async ",
    ".await",
    "include!(",
];

/// Reads every source file of the crate at `path`, adds what it finds, and returns how many it read.
pub(super) fn inspect(root: &Path, path: &str, crossings: &mut Vec<String>) -> Result<usize> {
    let mut files = Vec::new();
    collect(&root.join(path).join("src"), &mut files)?;
    for file in &files {
        let text = fs::read_to_string(file).with_context(|| format!("failed to read {}", file.display()))?;
        let shown = file.strip_prefix(root).unwrap_or(file).display();
        for (line, word) in impure_words(&text) {
            crossings.push(format!("{shown}:{line} says {word}: no input, output, clock, randomness or async here"));
        }
    }
    Ok(files.len())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("failed to list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// The lines, counted from 1, that say a forbidden word outside comments, strings and test modules.
fn impure_words(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut before_tests = true;
    let mut in_group = false;
    for (number, raw) in text.lines().enumerate() {
        // By the habit of this code base the test module is the last thing in a file.
        before_tests &= raw.trim() != "#[cfg(test)]";
        if !before_tests {
            break;
        }
        let line = code_of(raw);
        let mut say = |word: &str| found.push((number + 1, word.trim().to_owned()));
        WORDS.iter().filter(|word| contains_word(&line, word)).for_each(|word| say(word));
        STD.iter().filter(|module| contains_word(&line, &format!("std::{module}"))).for_each(|module| say(module));
        let group = line.split_once("use std::{").map(|(_, group)| group);
        if let Some(group) = group.or(in_group.then_some(line.as_str())) {
            STD.iter().filter(|module| contains_word(group, module)).for_each(|module| say(module));
            in_group = !group.contains(';');
        }
    }
    found
}

/// The line without its comment and without what stands in quotation marks.
fn code_of(line: &str) -> String {
    let mut code = String::new();
    let mut characters = line.chars().peekable();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if quoted => {
                characters.next();
            }
            '"' => quoted = !quoted,
            '/' if !quoted && characters.peek() == Some(&'/') => break,
            _ if quoted => {}
            _ => code.push(character),
        }
    }
    code
}

/// Whether `word` stands in `line` without a letter, digit or underscore touching either end.
fn contains_word(line: &str, word: &str) -> bool {
    let touches = |neighbour: Option<char>| neighbour.is_some_and(|found| found.is_alphanumeric() || found == '_');
    let bare_start = !word.starts_with(|first: char| first.is_alphanumeric());
    let bare_end = !word.ends_with(|last: char| last.is_alphanumeric());
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        (bare_start || !touches(before)) && (bare_end || !touches(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        impure_words(text).into_iter().map(|(line, word)| format!("{line}:{word}")).collect()
    }

    #[test]
    fn the_outside_world_is_found() {
        assert_eq!(words("let a = 1;\nlet t = std::fs::read(path);"), ["2:fs"]);
        assert_eq!(words("use std::{collections::BTreeMap, env, fmt};"), ["1:env"]);
        assert_eq!(words("use std::{\n    fmt,\n    net::IpAddr,\n};\nfn net() {}"), ["3:net"]);
        assert_eq!(words("let today = Zoned::now();"), ["1:Zoned::now"]);
        assert_eq!(words("pub async fn load() { other().await }"), ["1:async", "1:.await"]);
        assert_eq!(words("let t: SystemTime = x;"), ["1:SystemTime"]);
    }

    #[test]
    fn comments_strings_tests_and_longer_names_are_passed_over() {
        for text in [
            "// std::fs is for others",
            "/// Never calls `Zoned::now`.",
            "let text = \"std::fs and \\\" Instant\";",
            "struct Instantaneous;",
            "use std::fmt;",
            "fn process(net: f64) -> f64 { net }",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}",
        ] {
            assert_eq!(words(text), Vec::<String>::new(), "{text}");
        }
    }
}
