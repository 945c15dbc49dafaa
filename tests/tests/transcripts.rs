//! One person's way through the app with each coach, from the first hello to a warning sign, as the person reads it.
//!
//! What is said is compared with `tests/transcripts` and `docs/examples`; `UPDATE_TRANSCRIPTS=1` writes them anew. The
//! days in them are those of a fixed calendar: the test runs on any day, at any hour and in any place, and moves its own
//! today to the first Monday of March. Beside the snapshots stand the claims that no snapshot can make.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

use coach_api::screening::{Answers, Intensity};
use coach_api::{
    Coach, CoachConfig, Date, Format, ImportRequest, KeySource, Level, Profile, SendOptions, Session, SetEntry, Sex,
    TurnResult, WorkoutEntry,
};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Names of the coaches, and of their files.
const COACHES: [(&str, &str); 3] =
    [("Max Power", "max-power"), ("Emma Encourage", "emma-encourage"), ("Dr. Progress", "dr-progress")];

/// Most characters of a reply.
const LONGEST: usize = 900;

/// The day that transcripts call today.
const SHOWN_TODAY: Date = jiff::civil::date(2026, 3, 2);

/// The local hour at which everything happens.
const HOUR: i8 = 10;

/// Where it is ten in the morning now: meals, sessions and days then lie the same at every hour of the day.
struct Here {
    zone: String,
    /// Hours from Greenwich.
    offset: i8,
    today: Date,
}

impl Here {
    fn find() -> Self {
        let now = Timestamp::now();
        let hour = now.to_zoned(jiff::tz::TimeZone::UTC).hour();
        let ahead = HOUR - hour;
        let offset = if ahead < -12 { ahead + 24 } else { ahead };
        let sign = if offset < 0 { '+' } else { '-' };
        // these names count westwards
        let zone = if offset == 0 { "Etc/GMT".to_owned() } else { format!("Etc/GMT{sign}{}", offset.abs()) };
        let today = now.to_zoned(jiff::tz::TimeZone::get(&zone).unwrap()).date();
        Self { zone, offset, today }
    }

    fn day(&self, ahead: i64) -> Date {
        self.today.checked_add(ahead.days()).unwrap()
    }

    /// The name of a coming weekday.
    fn weekday(&self, ahead: i64) -> String {
        self.day(ahead).strftime("%A").to_string()
    }

    /// A text with every day moved to the calendar of the transcripts.
    fn shown(&self, text: &str) -> String {
        const FORMS: [&str; 5] = ["%a %-d %b %Y", "%-d %b %Y", "%a %-d %b", "%Y-%m-%d", "%-d %b"];
        let mut moves: Vec<(String, String)> = Vec::new();
        for form in FORMS {
            for ahead in -150_i64..=200 {
                let moved = SHOWN_TODAY.checked_add(ahead.days()).unwrap();
                moves.push((self.day(ahead).strftime(form).to_string(), moved.strftime(form).to_string()));
            }
        }
        for ahead in 0..7 {
            let moved = SHOWN_TODAY.checked_add(ahead.days()).unwrap();
            moves.push((self.weekday(ahead), moved.strftime("%A").to_string()));
        }
        let mut out = String::new();
        let mut rest = text;
        'text: while let Some(first) = rest.chars().next() {
            let after_digit = out.chars().next_back().is_some_and(|before| before.is_ascii_digit());
            // the longest form comes first in the list, so that "2 Mar 2026" is not read as "2 Mar"
            for (from, to) in moves.iter().filter(|_| !(after_digit && first.is_ascii_digit())) {
                if let Some(tail) = rest.strip_prefix(from.as_str()) {
                    out.push_str(to);
                    rest = tail;
                    continue 'text;
                }
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
        out
    }
}

/// A turn as it went.
struct Told {
    /// What the step is about, the same for every coach.
    step: &'static str,
    said: String,
    result: TurnResult,
}

/// A conversation that is under way.
struct Talk<'a> {
    here: &'a Here,
    coach: &'a Coach,
    session: Session,
    name: &'static str,
    told: Vec<Told>,
    /// The transcript.
    page: String,
}

impl Talk<'_> {
    async fn say(&mut self, step: &'static str, text: &str) -> &TurnResult {
        let options = SendOptions { coach: Some(self.name.to_owned()), standing_approvals: Vec::new() };
        let result = self.session.send(text, options).unwrap().finish().await.unwrap();
        let reply = result.reply.lines().map(|line| format!("> {line}").trim_end().to_owned());
        let reply = reply.collect::<Vec<_>>().join("\n");
        let reply = self.here.shown(&reply);
        let said = self.here.shown(text);
        let speaker = if result.model.is_empty() { "PocketCoach" } else { self.name };
        write!(self.page, "\n**You:** {said}\n\n> **{speaker}**\n>\n{reply}\n").unwrap();
        self.told.push(Told { step, said: text.to_owned(), result });
        &self.told.last().unwrap().result
    }

    /// Approves what the last turn proposed, as the person does with a button or a command. That there is one is a claim
    /// of its own.
    async fn approve(&mut self) {
        let proposals = self.told.last().unwrap().result.proposals.clone();
        for proposal in proposals {
            let written = self.coach.approve(&proposal.id).await.unwrap();
            self.note(&format!("You approve it. {}.", written.text.lines().next().unwrap_or_default()));
        }
    }

    fn note(&mut self, text: &str) {
        let text = self.here.shown(text);
        write!(self.page, "\n*{text}*\n").unwrap();
    }
}

/// Forty nights with sleep, resting heart rate and heart rate variability, and the steps of the days, as a phone exports
/// them. The figures are the same on whatever day they end.
fn health_export(here: &Here) -> String {
    let zone = format!("{}{:02}00", if here.offset < 0 { '-' } else { '+' }, here.offset.abs());
    let stamp = |day: Date, time: &str| format!("{day} {time} {zone}");
    let mut page = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"en_GB\">\n");
    let now = stamp(here.today, "09:30:00");
    writeln!(page, " <ExportDate value=\"{now}\"/>").unwrap();
    let mut record = |kind: &str, unit: &str, value: &str, from: String, to: String| {
        writeln!(
            page,
            " <Record type=\"{kind}\" sourceName=\"Watch\"{unit} creationDate=\"{to}\" startDate=\"{from}\" endDate=\"{to}\" value=\"{value}\"/>"
        )
        .unwrap();
    };
    for back in (0..40_i64).rev() {
        let (eve, day) = (here.day(-back - 1), here.day(-back));
        let wobble = (back + 2) % 5;
        let stage = "HKCategoryTypeIdentifierSleepAnalysis";
        let parts = [
            ("AsleepCore", stamp(eve, "23:00:00"), stamp(day, "01:00:00")),
            ("AsleepDeep", stamp(day, "01:00:00"), stamp(day, "02:20:00")),
            ("AsleepREM", stamp(day, "02:20:00"), stamp(day, "04:00:00")),
            ("AsleepCore", stamp(day, "04:00:00"), stamp(day, &format!("06:{:02}:00", 20 + 5 * wobble))),
        ];
        for (value, from, to) in parts {
            record(stage, "", &format!("HKCategoryValueSleepAnalysis{value}"), from, to);
        }
        let (at, to) = (stamp(day, "04:30:00"), stamp(day, "04:31:00"));
        let variability = format!("{}", 52 + 2 * wobble);
        record("HKQuantityTypeIdentifierHeartRateVariabilitySDNN", " unit=\"ms\"", &variability, at, to);
        let (from, to) = (stamp(day, "00:00:00"), stamp(day, "08:00:00"));
        record(
            "HKQuantityTypeIdentifierRestingHeartRate",
            " unit=\"count/min\"",
            &format!("{}", 58 - wobble),
            from,
            to,
        );
        if back > 0 {
            let (from, to) = (stamp(day, "17:00:00"), stamp(day, "18:00:00"));
            let energy = format!("{}", 420 + 20 * wobble);
            record("HKQuantityTypeIdentifierActiveEnergyBurned", " unit=\"kcal\"", &energy, from, to);
            let (from, to) = (stamp(day, "12:00:00"), stamp(day, "13:00:00"));
            record(
                "HKQuantityTypeIdentifierStepCount",
                " unit=\"count\"",
                &format!("{}", 7_000 + 400 * wobble),
                from,
                to,
            );
        }
    }
    page.push_str("</HealthData>\n");
    page
}

async fn new_coach(folder: &Path, here: &Here) -> Coach {
    let key = KeySource::Given("5a".repeat(32).into());
    let config = CoachConfig { data_dir: folder.join("data"), key };
    let born = here.today.checked_sub(34.years()).unwrap().checked_sub(100.days()).unwrap();
    let profile = Profile {
        name: Some("Sam".to_owned()),
        birth_date: Some(born),
        sex: Some(Sex::Female),
        height_cm: Some(170.0),
        weight_kg: Some(72.0),
        level: Some(Level::Intermediate),
        goal: Some("build muscle".to_owned()),
        time_zone: Some(here.zone.clone()),
        country: Some("DE".to_owned()),
        ..Profile::default()
    };
    Coach::create(config, profile).await.unwrap()
}

/// Everything that the person wrote down in the week before: three workouts, meals, weight and mood.
async fn log_a_week(coach: &Coach, here: &Here) {
    for (ahead, weight) in [(-30, 12.0), (-27, 12.0), (-24, 14.0), (-9, 14.0), (-6, 16.0), (-4, 16.0), (-2, 18.0)] {
        let set = |exercise: &str, weight_kg: f64, reps: u32| SetEntry {
            exercise: exercise.to_owned(),
            weight_kg,
            reps,
            rpe: Some(7.0),
            warmup: false,
        };
        let sets = vec![
            set("goblet squat", weight, 10),
            set("goblet squat", weight, 10),
            set("dumbbell bench press", weight, 8),
            set("dumbbell bench press", weight, 8),
        ];
        let workout = WorkoutEntry {
            kind: "strength".to_owned(),
            start: Some(format!("{}T18:00", here.day(ahead))),
            duration_s: 2_400.0,
            rpe: Some(6.0),
            sets,
            ..WorkoutEntry::default()
        };
        coach.log_workout(workout).await.unwrap();
    }
    for (ahead, meal) in [
        (-3, "chicken with rice and broccoli"),
        (-2, "porridge with a banana"),
        (-2, "lentil soup with 2 slices of bread"),
        (-1, "salmon with potatoes"),
    ] {
        coach.log_meal(meal, Some(format!("{}T13:00", here.day(ahead))), None).await.unwrap();
    }
    coach.log_measurement("body_mass", 71.6).await.unwrap();
    coach.log_journal(json!({"kind": "mood", "score": 3})).await.unwrap();
}

async fn import(coach: &Coach, folder: &Path, here: &Here) {
    let file = folder.join("export.xml");
    std::fs::write(&file, health_export(here)).unwrap();
    let request = ImportRequest { paths: vec![file], format: Format::Auto };
    coach.import(request).unwrap().finish().await.unwrap();
}

/// The whole way with one coach.
async fn conversation(here: &Here, name: &'static str) -> (String, Vec<Told>) {
    let folder = tempfile::tempdir().unwrap();
    let coach = new_coach(folder.path(), here).await;
    let mut talk = Talk {
        here,
        session: coach.new_session().await.unwrap(),
        coach: &coach,
        name,
        told: Vec::new(),
        page: String::new(),
    };

    talk.say("hello", "Hi, I'm new here. What do I do first?").await;
    talk.say("refused", "Make me a plan").await;
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    coach.screen(&answers).await.unwrap();
    talk.note("You answer the screening: active, nothing known, no signs.");
    let days = format!("{}, {} and {}", here.weekday(0), here.weekday(2), here.weekday(4));
    talk.say(
        "plan",
        &format!("Make me a 4-week plan to build muscle on {days}, 45 minutes, with dumbbells, starting today"),
    )
    .await;
    talk.say("yes", "Yes, do it").await;
    let plan = talk.told.iter().rev().find(|told| told.step == "plan").unwrap().result.proposals[0].id.clone();
    let written = coach.approve(&plan).await.unwrap();
    talk.note(&format!("You approve it. {}.", written.text.lines().next().unwrap_or_default()));
    import(&coach, folder.path(), here).await;
    log_a_week(&coach, here).await;
    talk.note("You import your health data and write down the week: three workouts, meals, weight and mood.");

    talk.say("breakfast", "I had 2 eggs on toast and a coffee with milk for breakfast").await;
    talk.approve().await;
    talk.say("left", "How many calories do I have left today?").await;
    talk.say("idea", "Any idea for a vegetarian dinner?").await;
    talk.say("mood", "my mood is 4/5 today").await;
    talk.approve().await;
    talk.say("today", "What should I do today?").await;
    talk.say("week", "Show me my sessions for the next 7 days").await;
    talk.say("how", "How do I do a goblet squat?").await;
    talk.say("swap", &format!("Swap the goblet squat for a split squat on {}", here.weekday(0))).await;
    talk.say("swapped", "Swap the goblet squat for dumbbell deadlifts").await;
    talk.say("time", "I only have 30 minutes today").await;
    talk.approve().await;
    talk.say("pain", "My knee hurts 4/10 when squatting").await;
    talk.say("instead", "What can I do instead of squats?").await;
    talk.say("spared", "Show me my workout for today").await;
    no_squat_is_left(&coach).await;
    talk.say("fine", "My knee is fine again").await;
    talk.approve().await;
    talk.say("deload", "I need a deload").await;
    talk.approve().await;
    talk.say("records", "Any new records in the last two weeks?").await;
    talk.say("travel", &format!("I'm travelling from {} to {}", here.weekday(1), here.weekday(3))).await;
    talk.say("flag", "I have chest pain and I feel dizzy").await;
    assert!(coach.plan(None).await.unwrap().suspended.is_some());
    talk.say("after", "What should I do today?").await;

    let Talk { page, told, .. } = talk;
    (page, told)
}

/// Nothing of the plan that stands now bends a loaded knee the way a squat does.
async fn no_squat_is_left(coach: &Coach) {
    let view = coach.plan(None).await.unwrap();
    let plan = view.plan.unwrap();
    let mut seen = 0;
    let work = |block: &&coach_domain::plan::Block| block.part == coach_domain::plan::Part::Main;
    for block in plan.sessions.iter().flat_map(|session| &session.blocks).filter(work) {
        let name = block.name.to_lowercase();
        assert!(!name.contains("squat") && !name.contains("lunge"), "{name} is still planned");
        seen += 1;
    }
    assert!(seen > 10, "the plan is as good as empty");
}

fn compare(path: &Path, text: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    if kept != text {
        let line = kept.lines().zip(text.lines()).position(|(old, new)| old != new);
        let at = line.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
        let show = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
        wrong.push(format!("{} line {}:\n  kept {}\n  now  {}", path.display(), at + 1, show(&kept), show(text)));
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The tools, rules and citations behind the replies, for the snapshot.
fn sheet(told: &[Told], here: &Here) -> String {
    let mut sheet = String::new();
    for told in told {
        let tools: Vec<&str> = told.result.tool_calls.iter().map(|call| call.tool.as_str()).collect();
        let rules: BTreeSet<String> =
            told.result.interventions.iter().map(|done| format!("{} {}", done.rule.id(), done.action)).collect();
        let waits: Vec<String> = told.result.proposals.iter().map(|row| here.shown(&row.summary)).collect();
        writeln!(
            sheet,
            "- {}: {} characters; tools {}; rules {}; proposes {}",
            told.step,
            here.shown(&told.result.reply).chars().count(),
            if tools.is_empty() { "none".to_owned() } else { tools.join(", ") },
            if rules.is_empty() { "none".to_owned() } else { rules.into_iter().collect::<Vec<_>>().join(", ") },
            if waits.is_empty() { "nothing".to_owned() } else { waits.join("; ") },
        )
        .unwrap();
    }
    sheet
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_read_as_kept_and_hold_their_claims() {
    let here = Here::find();
    let mut all = Vec::new();
    let mut wrong = Vec::new();
    for (name, file) in COACHES {
        let (page, told) = conversation(&here, name).await;
        let head = format!(
            "# A conversation with {name}\n\nEvery line below was said by the built-in coach, with no network and no model file.\n"
        );
        compare(&root().join(format!("../docs/examples/conversation-{file}.md")), &format!("{head}{page}"), &mut wrong);
        let behind = format!("# Behind the conversation with {name}\n\n{}", sheet(&told, &here));
        compare(&root().join(format!("transcripts/{file}.md")), &behind, &mut wrong);
        all.push((name, told));
    }
    for (name, told) in &all {
        each_reply_is_sound(name, told, &mut wrong);
        refusals_and_stops(name, told, &mut wrong);
    }
    the_coaches_agree(&all, &mut wrong);
    the_voices_differ(&all, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers of a reply that stand in no citation and in no word of the person. This reader shares nothing with the one
/// that the grounding rule uses.
fn untraced(result: &TurnResult, words: &str) -> Vec<String> {
    let mut rest = result.reply.clone();
    let mut texts: Vec<&str> = result.citations.iter().map(|citation| citation.text.as_str()).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for text in texts {
        rest = rest.replace(text, " ");
    }
    let runs = rest.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
    let said: BTreeSet<&str> = words.split(|letter: char| !letter.is_ascii_digit()).collect();
    runs.filter(|run| !said.contains(run)).map(str::to_owned).collect()
}

fn each_reply_is_sound(name: &str, told: &[Told], wrong: &mut Vec<String>) {
    let mut words = String::new();
    for Told { step, said, result } in told {
        words.push_str(said);
        words.push('\n');
        let reply = &result.reply;
        let length = reply.chars().count();
        if length > LONGEST {
            wrong.push(format!("{name}, {step}: {length} characters"));
        }
        let open = untraced(result, &words);
        if !open.is_empty() {
            wrong.push(format!("{name}, {step}: untraced {open:?} in {reply}"));
        }
        let lower = reply.to_lowercase();
        for lost in [
            "did not understand",
            "do not understand",
            "cannot reach",
            "cannot look up",
            "cannot back the numbers",
            "say it in other words",
            "try again in a moment",
            "not sure what you mean",
        ] {
            if lower.contains(lost) {
                wrong.push(format!("{name}, {step}: “{lost}” in {reply}"));
            }
        }
        if result.interventions.iter().any(|done| done.rule.id() == "GROUNDED") {
            wrong.push(format!("{name}, {step}: a sentence was dropped, left {reply}"));
        }
    }
}

fn refusals_and_stops(name: &str, told: &[Told], wrong: &mut Vec<String>) {
    let of = |step: &str| &told.iter().find(|told| told.step == step).unwrap().result;
    let mut claim = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{name}: {what}"));
        }
    };
    claim(of("refused").reply.contains("`coach screen`"), "a refusal before the screening says what to do");
    claim(of("refused").proposals.is_empty(), "nothing is proposed before the screening");
    claim(
        of("yes").reply.contains("`coach approve`") && of("yes").proposals.is_empty(),
        "a yes in words writes nothing",
    );
    for step in ["plan", "breakfast", "mood", "swapped", "time", "fine", "deload"] {
        claim(of(step).reply.contains("waits for your approval"), "a proposal is said to wait");
        claim(of(step).proposals.len() == 1, "one proposal");
    }
    claim(of("today").reply.chars().count() <= 700, "the advice for the day is short");
    claim(of("records").reply.contains("24 kg, before 18.7 kg"), "a record is one of the sets that were logged");
    claim(of("pain").interventions.iter().any(|done| done.rule.id() == "PAIN-3"), "pain takes exercises out");
    for step in ["instead", "spared"] {
        let lower = of(step).reply.to_lowercase();
        // stretching at the end is no work
        let offered = lower.lines().filter(|line| line.starts_with("- ") && !line.starts_with("- cool-down"));
        let bends = offered.filter(|line| line.contains("squat") || line.contains("lunge")).count();
        claim(bends == 0, "no exercise like a squat is offered while the knee hurts");
    }
    let flag = of("flag");
    claim(flag.tool_calls.is_empty() && flag.model.is_empty(), "a warning sign reaches no model and no tool");
    claim(flag.reply.contains("112"), "the emergency number of the person's country");
    claim(
        flag.interventions.iter().any(|done| done.rule.id() == "RED-FLAG" && done.action == "stopped"),
        "a warning sign stops the turn",
    );
    let after = of("after");
    claim(after.reply.contains("suspended") && after.proposals.is_empty(), "training stays suspended");
    claim(!after.reply.contains("On your plan"), "no session is shown while training is suspended");
}

/// What is measured, and what is limited, is the same whoever says it.
fn the_coaches_agree(all: &[(&str, Vec<Told>)], wrong: &mut Vec<String>) {
    let (first, rest) = all.split_first().unwrap();
    for other in rest {
        for (one, two) in first.1.iter().zip(&other.1) {
            let tools = |told: &Told| told.result.tool_calls.iter().map(|call| call.tool.clone()).collect::<Vec<_>>();
            let rules = |told: &Told| {
                let of = told.result.interventions.iter();
                of.map(|done| (done.rule.id(), done.action.clone(), done.detail.clone())).collect::<BTreeSet<_>>()
            };
            let figures = |told: &Told| {
                let mut figures: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
                let of = told.result.citations.iter().filter(|cited| {
                    !["date", "words", "time", "label", "gap", "source", "plan", "person"]
                        .contains(&cited.metric.as_str())
                });
                for cited in of {
                    let days = format!("{:?} {:?}", cited.from, cited.to);
                    let value = format!("{} {}", cited.value, cited.unit);
                    figures.entry(format!("{} {days}", cited.metric)).or_default().insert(value);
                }
                figures
            };
            if tools(one) != tools(two) || rules(one) != rules(two) {
                wrong.push(format!("{} and {} differ in tools or limits: {}", first.0, other.0, one.step));
            }
            let (left, right) = (figures(one), figures(two));
            for (metric, values) in &left {
                // one coach may name fewer figures than another, but never other ones
                if right.get(metric).is_some_and(|others| !values.is_subset(others) && !others.is_subset(values)) {
                    wrong.push(format!("{} and {} differ in {metric}: {}", first.0, other.0, one.step));
                }
            }
        }
    }
}

fn the_voices_differ(all: &[(&str, Vec<Told>)], wrong: &mut Vec<String>) {
    let page = |at: usize| {
        let of: &[Told] = &all[at].1;
        of.iter().map(|told| told.result.reply.to_lowercase()).collect::<Vec<_>>().join("\n")
    };
    let [max, emma, progress] = [page(0), page(1), page(2)];
    for (at, told) in all[0].1.iter().enumerate() {
        let replies: BTreeSet<&str> = all.iter().map(|(_, told)| told[at].result.reply.as_str()).collect();
        // what a rule says is the same in every voice
        let by_rule = told.result.model.is_empty() || told.step == "after";
        if replies.len() < 3 && !by_rule {
            wrong.push(format!("two coaches say the same: {}: {replies:?}", told.step));
        }
    }
    let counts = |page: &str, marks: &[&str]| marks.iter().map(|mark| page.matches(mark).count()).sum::<usize>();
    let marks: [(&str, &[&str]); 3] = [
        (&max, &["my call", "go get", "no debate", "do it right", "fuel", "on deck", "numbers:", "short and sharp"]),
        (&emma, &["thank you", "lovely", "glad", "sorry", "gladly", "would you like", "gently", "well done"]),
        (&progress, &["reason:", "my recommendation", "rests on", "prepared", "excluded", "planned:", "proposed"]),
    ];
    let pages = [&max, &emma, &progress];
    for (at, (own, words)) in marks.iter().enumerate() {
        let mine = counts(own, words);
        for (other, page) in pages.iter().enumerate().filter(|(other, _)| *other != at) {
            let theirs = counts(page, words);
            if mine < 3 || mine <= theirs {
                wrong.push(format!(
                    "the voice of {} ({mine}) is not its own beside {} ({theirs})",
                    all[at].0, all[other].0
                ));
            }
        }
    }
}

#[test]
fn days_move_to_the_calendar_of_the_transcripts() {
    let here = Here { zone: "Etc/GMT".to_owned(), offset: 0, today: jiff::civil::date(2027, 1, 1) };
    assert_eq!(
        here.shown("Fri 1 Jan 2027, 31 Dec and 12 Jan; 2027-01-03"),
        "Mon 2 Mar 2026, 1 Mar and 13 Mar; 2026-03-04"
    );
    assert_eq!(here.shown("31 Jan is no 1 Jan, 111 Jan is none"), "1 Apr is no 2 Mar, 111 Jan is none");
}
