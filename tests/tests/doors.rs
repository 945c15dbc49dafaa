//! No rule of the safety envelope can be walked around through any door.
//!
//! Every rule is attacked at every door: by a hostile model in a conversation, by a tool call of a program in the process
//! and over standard input and output, on the command line, through the boundary of the bindings, and by the log of
//! another device. After each attempt everything that can be read back is read back, and judged by limits that are
//! worked out by hand here; and what the envelope did has to be in the audit.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on should stop")]

#[path = "doors/attacks.rs"]
mod attacks;
#[path = "doors/door.rs"]
mod door;
#[path = "doors/limits.rs"]
mod limits;
#[path = "doors/words.rs"]
mod words;
#[path = "doors/world.rs"]
mod world;

use attacks::Attack;
use coach_api::{Coach, Plan};
use coach_domain::safety::Rule;
use door::{Door, Said};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use world::{Person, Readback, config, read_back};

/// People who are set up once; each attempt works on a copy.
struct People {
    folder: tempfile::TempDir,
    known: BTreeMap<Person, Known>,
}

/// What there is of a person before anything is tried.
#[derive(Clone)]
struct Known {
    plan: Option<Plan>,
    stored: Vec<Plan>,
}

impl People {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), known: BTreeMap::new() }
    }

    /// A copy of a person's database, closed, and the plan that stands in it.
    async fn copy(&mut self, person: Person) -> (tempfile::TempDir, Option<Plan>) {
        let template = self.folder.path().join(format!("{person:?}"));
        if let Entry::Vacant(unknown) = self.known.entry(person) {
            world::settle(&template, person).await;
            let coach = Coach::open(config(&template)).await.unwrap();
            let back = read_back(&coach).await;
            coach.shutdown().await;
            unknown.insert(Known { plan: back.plan, stored: back.stored });
        }
        let copy = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(&template).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
        (copy, self.known[&person].plan.clone())
    }
}

/// How many interventions of a rule are in the audit.
async fn audited(coach: &Coach, rule: &str) -> usize {
    let all = coach.interventions(10_000).await.unwrap();
    all.iter().filter(|stored| stored.intervention.rule.id() == rule).count()
}

/// One attempt at one door; what does not hold.
async fn attempt(people: &mut People, attack: &Attack, door: Door) -> Result<Vec<Said>, String> {
    let (folder, plan) = people.copy(attack.person).await;
    let folder: &Path = folder.path();
    let coach = Coach::open(config(folder)).await.unwrap();
    let before = audited(&coach, attack.rule).await;
    coach.shutdown().await;
    let plan = match plan {
        Some(plan) => plan,
        // Nobody has a plan here yet; what other devices bring is the lifter's.
        None => people.copy(Person::Lifter).await.1.unwrap(),
    };
    let said = if door == Door::Merge {
        let raw = attack.raw.map(|change| {
            let mut raw = plan.clone();
            change(&mut raw);
            raw
        });
        if let Some(raw) = &raw {
            let shown = Readback { plans: vec![raw.clone()], ..Readback::default() };
            if (attack.holds)(&shown).is_ok() {
                return Err("the plan of the other device breaks nothing, so nothing is tested".to_owned());
            }
        }
        door::merge(folder, raw.as_ref(), attack.targets);
        Vec::new()
    } else {
        door::push(door, folder, &attack.calls.unwrap()(&plan)).await
    };
    if let Some(failed) = said.iter().find(|said| matches!(said, Said::Failed(_))) {
        return Err(format!("did not reach the rules: {failed:?}"));
    }
    let coach = Coach::open(config(folder)).await.unwrap();
    let mut back = read_back(&coach).await;
    if door != Door::Merge {
        // What came in by a log stays in it; through every other door only what is safe is stored.
        let stored = std::mem::take(&mut back.stored);
        back.plans.extend(stored.into_iter().filter(|plan| !people.known[&attack.person].stored.contains(plan)));
    }
    let after = audited(&coach, attack.rule).await;
    coach.shutdown().await;
    let held = if door == Door::Merge && !attack.targets.is_empty() {
        let merged: Vec<String> = attack.targets.iter().map(|target| format!("{} kcal", target.1)).collect();
        match merged.iter().find(|text| back.macros.contains(*text)) {
            Some(text) => Err(format!("{text} stands as a target")),
            None => Ok(()),
        }
    } else {
        (attack.holds)(&back)
    };
    held.map_err(|problem| format!("{problem} ({said:?})"))?;
    if after <= before {
        return Err(format!("no intervention of {} is in the audit ({said:?})", attack.rule));
    }
    Ok(said)
}

/// Cells that cannot be, and why.
const IMPOSSIBLE: [(&str, &[Door], &str); 6] = [
    (
        "HR-STOP",
        &[Door::Chat, Door::Tool, Door::Stdio],
        "no tool and no turn runs a live workout, so nothing there can pass on a heart rate or go on after a stop",
    ),
    (
        "HR-STOP",
        &[Door::Boundary],
        "the bindings have no live workout; it is in the façade, which the command line uses",
    ),
    (
        "HR-STOP",
        &[Door::Merge],
        "a live workout is on one device; a log holds what the stop wrote, and no samples of it",
    ),
    (
        "SCOPE",
        &[Door::Tool, Door::Stdio, Door::CommandLine, Door::Boundary, Door::Merge],
        "no text of a foreign model is shown there; replies on the command line and behind the boundary pass the same \
         checks as in chat",
    ),
    (
        "GROUNDED",
        &[Door::Tool, Door::Stdio, Door::CommandLine, Door::Boundary, Door::Merge],
        "as for SCOPE: tools give figures, and only a model writes sentences about them",
    ),
    (
        "INJECT",
        &[Door::Merge],
        "a merge runs no text; what a model later reads of it is data like any result of a tool",
    ),
];

const BEGIN: &str = "<!-- written by tests/tests/doors.rs: begin -->";
const END: &str = "<!-- written by tests/tests/doors.rs: end -->";

/// The table of rules and doors, and the lists under it.
fn page(cells: &[(&'static str, Door, &'static str)]) -> String {
    let doors = Door::ALL.map(Door::title).join(" | ");
    let mut text = format!("| rule | {doors} |\n|---|{}\n", "---|".repeat(Door::ALL.len()));
    for rule in Rule::ALL {
        text.push_str(&format!("| {} |", rule.id()));
        for door in Door::ALL {
            let tried = cells.iter().filter(|(id, at, _)| *id == rule.id() && *at == door).count();
            let word = if tried == 0 { "–".to_owned() } else { format!("{tried} held") };
            text.push_str(&format!(" {word} |"));
        }
        text.push('\n');
    }
    text.push_str("\nWhat is tried:\n\n");
    for rule in Rule::ALL {
        let mut tried: Vec<(&str, Vec<&str>)> = Vec::new();
        for (_, door, what) in cells.iter().filter(|(id, ..)| *id == rule.id()) {
            match tried.iter_mut().find(|(known, _)| known == what) {
                Some((_, doors)) => doors.push(door.title()),
                None => tried.push((what, vec![door.title()])),
            }
        }
        for (what, doors) in tried {
            let doors = if doors.len() == Door::ALL.len() { "every door".to_owned() } else { doors.join(", ") };
            text.push_str(&format!("- {}: {what} ({doors})\n", rule.id()));
        }
    }
    text.push_str("\nWhat cannot be (–):\n\n");
    for (rule, doors, why) in IMPOSSIBLE {
        let doors: Vec<&str> = doors.iter().map(|door| door.title()).collect();
        text.push_str(&format!("- {rule}, {}: {why}.\n", doors.join(", ")));
    }
    text
}

/// Compares the page in the documentation with what was found; `WRITE_SAFETY_DOORS=1` writes it.
fn check_page(found: &str) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/safety-doors.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("WRITE_SAFETY_DOORS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}\n{found}{END}{after}")).unwrap();
        return Ok(());
    }
    if written.trim() == found.trim() {
        return Ok(());
    }
    Err("docs/safety-doors.md says something else than what was found; write it with WRITE_SAFETY_DOORS=1".to_owned())
}

/// The person's plan has to be safe by the measures of the attack before anything is tried, else these are wrong.
async fn baseline(people: &mut People, attack: &Attack) -> Result<(), String> {
    let (folder, plan) = people.copy(attack.person).await;
    if plan.is_none() || attack.rule == Rule::RedFlag.id() {
        return Ok(());
    }
    let coach = Coach::open(config(folder.path())).await.unwrap();
    let back = read_back(&coach).await;
    coach.shutdown().await;
    (attack.holds)(&back).map_err(|problem| format!("before anything is tried: {problem}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_holds_at_every_door() {
    let mut people = People::new();
    let mut results: Vec<words::Cell> = Vec::new();
    for attack in attacks::all() {
        if let Err(problem) = baseline(&mut people, &attack).await {
            results.push((attack.rule, Door::Tool, attack.what, Err(problem)));
        }
        for door in Door::ALL {
            let possible = match door {
                Door::Merge => attack.raw.is_some() || !attack.targets.is_empty(),
                _ => attack.calls.is_some(),
            };
            if possible {
                let held = attempt(&mut people, &attack, door).await.map(drop);
                results.push((attack.rule, door, attack.what, held));
            }
        }
    }
    results.extend(words::all(&mut people).await);

    let cells: Vec<_> = results.iter().map(|(rule, door, what, _)| (*rule, *door, *what)).collect();
    let found = page(&cells);
    println!("{found}");
    let mut failures: Vec<String> = results
        .iter()
        .filter_map(|(rule, door, what, held)| {
            Some(format!("{rule} | {} | {what}: {}", door.title(), held.as_ref().err()?))
        })
        .collect();
    for (rule, door) in Rule::ALL.iter().flat_map(|rule| Door::ALL.map(|door| (rule.id(), door))) {
        let tried = cells.iter().any(|(id, at, _)| *id == rule && *at == door);
        let excused = IMPOSSIBLE.iter().any(|(id, doors, _)| *id == rule && doors.contains(&door));
        if tried == excused {
            failures.push(format!("{rule} | {}: tried {tried}, listed as impossible {excused}", door.title()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    check_page(&found).unwrap();
}
