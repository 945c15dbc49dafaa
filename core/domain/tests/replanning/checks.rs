//! What the scenarios ask of a changed plan, in plain code: neither the envelope nor its limits are asked.

use crate::people::{MINUTES_A_KM, Story, day_of, equipment, is_run, longest_of, run_minutes, text, weekdays};
use coach_domain::exercise::{Equipment, Exercise, Joint, Muscle, Pattern};
use coach_domain::plan::{Block, Part, Plan, PlannedSession};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether something holds, or what does not.
pub(crate) type Found = Result<(), String>;

/// Far below what can be trained, far above the error of floating point.
const SLACK: f64 = 1e-6;

fn at_most(value: f64, most: f64, what: &str) -> Found {
    if value <= most + SLACK { Ok(()) } else { Err(format!("{what}: {value:.2} is above {most:.2}")) }
}

fn at_least(value: f64, least: f64, what: &str) -> Found {
    if value >= least - SLACK { Ok(()) } else { Err(format!("{what}: {value:.2} is below {least:.2}")) }
}

fn number(check: &Value, field: &str) -> f64 {
    check[field].as_f64().unwrap_or_else(|| panic!("a number {field} in {check}"))
}

/// Within the bounds that a check names.
fn within(check: &Value, value: f64, what: &str) -> Found {
    if let Some(most) = check["at_most"].as_f64() {
        at_most(value, most, what)?;
    }
    check["at_least"].as_f64().map_or(Ok(()), |least| at_least(value, least, what))
}

fn known(block: &Block) -> &'static Exercise {
    block.known().unwrap_or_else(|| panic!("{} is in the catalogue", block.name))
}

/// Blocks of the work of a session, and what a set or stretch of them asks for at most.
fn work(session: &PlannedSession) -> impl Iterator<Item = &Block> {
    session.blocks.iter().filter(|block| block.part == Part::Main)
}

fn effort(block: &Block) -> f64 {
    let sets = block.sets.iter().filter(|set| !set.warmup).filter_map(|set| set.rpe);
    sets.chain(block.rpe.map(|range| range.high)).fold(0.0, f64::max)
}

/// A training session: something in it is more than easy.
fn trains(session: &PlannedSession) -> bool {
    work(session).any(|block| known(block).pattern != Pattern::Mobility && effort(block) > 3.0)
}

fn hard_sets_of(block: &Block) -> f64 {
    let hard = known(block).pattern != Pattern::Mobility && effort(block) > 3.0;
    if hard { block.sets.iter().filter(|set| !set.warmup).count() as f64 } else { 0.0 }
}

fn hard_sets(session: &PlannedSession) -> f64 {
    work(session).map(hard_sets_of).sum()
}

fn measure(session: &PlannedSession, of: &str) -> f64 {
    match of {
        "hard_sets" => hard_sets(session),
        "running_minutes" => run_minutes(session),
        "running_km" => run_minutes(session) / MINUTES_A_KM,
        other => panic!("no measure {other}"),
    }
}

/// A measure of a week.
pub(crate) fn week_measure(plan: &Plan, week: u32, of: &str) -> f64 {
    plan.week(week).fold(0.0, |sum, session| sum + measure(session, of))
}

fn heaviest(block: &Block) -> Option<f64> {
    block.sets.iter().filter(|set| !set.warmup).filter_map(|set| set.weight_kg).reduce(f64::max)
}

/// Heaviest completed work set of each exercise in the last session of it outside a deload.
fn last_loads(story: &Story) -> BTreeMap<String, f64> {
    let mut loads = BTreeMap::new();
    for done in story.facts.done.iter().filter(|done| !done.deload) {
        let mut of_day: BTreeMap<String, f64> = BTreeMap::new();
        for set in done.sets.iter().filter(|set| !set.warmup && !set.missed) {
            let most = of_day.entry(set.exercise.clone()).or_insert(0.0);
            *most = most.max(set.weight_kg);
        }
        loads.extend(of_day);
    }
    loads
}

/// Runs before a day and in the thirty days before it, in minutes.
fn runs_done(story: &Story) -> Vec<(Date, f64)> {
    let runs = story.facts.done.iter().filter(|done| done.kind == "running");
    runs.map(|done| (done.day, done.distance_m.unwrap() / 1_000.0 * MINUTES_A_KM)).collect()
}

fn weeks_ahead(story: &Story) -> std::ops::RangeInclusive<u32> {
    story.first_back()..=story.after.weeks
}

/// The weeks that a check names.
fn weeks(story: &Story, name: &str) -> Vec<u32> {
    match name {
        "first_back" => vec![story.first_back()],
        "second_back" => vec![story.first_back() + 1],
        "travel" => vec![story.week_away()],
        "each" => weeks_ahead(story).collect(),
        "race_week" => vec![story.after.week_of(race_day(story)).unwrap_or(story.after.weeks + 1)],
        other => panic!("no week {other}"),
    }
}

fn race_day(story: &Story) -> Date {
    let (before, event) = (&story.case["before"], &story.case["event"]);
    let moved = if event["kind"] == "date" { &event["new"] } else { &event["date"] };
    day_of(if moved.is_string() { moved } else { &before["race_date"] })
}

fn reference_week(story: &Story, of: &str) -> u32 {
    let before = &story.case["before"];
    let named = &before[of]["week"];
    // The last full week is the one that was no deload where the scenario names no other.
    let week = if named.is_u64() { named } else { &before["last_full_week"]["week"] };
    week.as_u64().unwrap() as u32
}

/// Whether the words for people name each thing.
fn names(story: &Story, about: &str) -> bool {
    let said = format!("{} {}", story.after.reason, story.said.join(" ")).to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match about {
        "missed week" => any(&["missed"]),
        "not made up" => any(&["not made up"]),
        "chest pain or breathlessness" => any(&["chest pain"]) && any(&["breathless"]),
        "doctor" => any(&["doctor"]),
        "see a professional" => any(&["see a professional"]),
        "race goal" => any(&["race", "goal"]),
        "long run" => any(&["long run", "long session"]),
        "less time" => any(&["less time"]),
        "goal" => any(&["hold what you have"]) && any(&["gains come slower"]),
        other => panic!("no words for {other}"),
    }
}

fn has_none_of(story: &Story, what: &str) -> Found {
    let notes = story.ahead().into_iter().flat_map(|session| &session.blocks).filter_map(|block| block.note.as_deref());
    let mut said = format!("{} {}", story.after.reason, story.said.join(" "));
    notes.for_each(|note| said += note);
    let said = said.to_lowercase();
    let words: &[&str] = match what {
        "diagnosis" => &["itis", "meniscus", "ligament", "arthro", "influenza", "infection", "syndrome", "bursa"],
        "drug or dose" => &["ibuprofen", "paracetamol", "aspirin", "painkiller", "tablet", "medicine", " mg", "dose"],
        "guaranteed result" => &["guarantee", "promise", "you will finish", "certainly", "for sure"],
        "pregnancy" => &["pregnan"],
        "post-partum" => &["partum", "after birth", "pelvic floor"],
        other => panic!("no words for {other}"),
    };
    words.iter().find(|word| said.contains(**word)).map_or(Ok(()), |word| Err(format!("it says {word}")))
}

fn each<T>(items: impl IntoIterator<Item = T>, holds: impl Fn(T) -> Found) -> Found {
    let mut count = 0;
    for item in items {
        holds(item)?;
        count += 1;
    }
    if count == 0 { Err("there is nothing to check".to_owned()) } else { Ok(()) }
}

/// Ends and starts of what was done and is planned, in order.
fn rests(story: &Story, least_h: f64) -> Found {
    let done = story.facts.done.iter().filter(|done| !done.easy).map(|done| (done.start_ms, done.end_ms));
    let ahead = story.ahead().into_iter().filter(|session| trains(session)).map(|session| story.span(session));
    let mut all: Vec<(i64, i64)> = done.chain(ahead).collect();
    all.sort_unstable();
    let now = story.facts.now_ms;
    each(all.windows(2).filter(|pair| pair[1].0 >= now), |pair| {
        at_least((pair[1].0 - pair[0].1) as f64 / 3_600_000.0, least_h, "hours of rest")
    })
}

fn loads(story: &Story, check: &Value) -> Found {
    let mut last = last_loads(story);
    let patterns: Option<Vec<&str>> = check["patterns"].as_array().map(|all| all.iter().map(text).collect());
    let follows = check["weeks"] == "each";
    let of_weeks = weeks(story, text(&check["weeks"]));
    let mut count = 0;
    for session in story.ahead() {
        if !of_weeks.contains(&story.after.week_of(session.date).unwrap()) {
            continue;
        }
        for block in work(session) {
            let exercise = known(block);
            if patterns.as_ref().is_some_and(|patterns| !patterns.contains(&exercise.pattern.id())) {
                continue;
            }
            let (Some(before), Some(now)) = (last.get(exercise.id).copied(), heaviest(block)) else { continue };
            if before > 0.0 {
                within(check, now / before, exercise.name)?;
                count += 1;
            }
            if follows && !session.deload {
                last.insert(exercise.id.to_owned(), now);
            }
        }
    }
    if count == 0 { Err("no load to compare".to_owned()) } else { Ok(()) }
}

fn volumes(story: &Story, check: &Value) -> Found {
    let (after, of) = (&story.after, text(&check["measure"]));
    let value = |week: u32| week_measure(after, week, of);
    let mut reference = match text(&check["of"]) {
        "largest_week" => (1..=after.weeks).map(value).fold(0.0, f64::max),
        "previous_week_not_deload" => 0.0,
        name => week_measure(&story.before, reference_week(story, name), of),
    };
    let moves = check["week"] == "each";
    each(weeks(story, text(&check["week"])), |week| {
        if week > after.weeks { Err(format!("there is no week {week}")) } else { Ok(()) }
    })?;
    for week in weeks(story, text(&check["week"])) {
        // Where nothing was done before, the first week is the start.
        if reference > 0.0 {
            within(check, value(week) / reference, &format!("week {week}, {of}"))?;
        }
        if moves && !after.is_deload(week) {
            reference = value(week);
        }
    }
    Ok(())
}

/// No run longer than so many times the longest of the thirty days before it, done or planned.
fn steps_of_runs(story: &Story, most: f64, free: usize) -> Found {
    let mut runs = runs_done(story);
    let mut count = 0;
    for session in story.ahead().into_iter().filter(|session| run_minutes(session) > 0.0) {
        let since = session.date - 30.days();
        let minutes = run_minutes(session);
        let recent = runs.iter().filter(|(day, _)| (since..session.date).contains(day)).map(|(_, minutes)| *minutes);
        let longest = recent.fold(0.0, f64::max);
        if count >= free {
            at_most(minutes, most * longest, &format!("run on {}", session.date))?;
        }
        runs.push((session.date, minutes));
        count += 1;
    }
    if count == 0 { Err("there is no run".to_owned()) } else { Ok(()) }
}

fn sets_by<K: Ord>(plan: &Plan, week: u32, keys: impl Fn(&'static Exercise) -> Vec<K>) -> BTreeMap<K, f64> {
    let mut sets = BTreeMap::new();
    for block in plan.week(week).flat_map(work) {
        for key in keys(known(block)) {
            *sets.entry(key).or_insert(0.0) += hard_sets_of(block);
        }
    }
    sets
}

fn muscles(plan: &Plan, week: u32) -> BTreeMap<Muscle, f64> {
    sets_by(plan, week, |exercise| exercise.primary.to_vec())
}

/// Sets of each muscle in a week, those in which it works along counted half, as the catalogue says.
fn muscles_with_helpers(plan: &Plan, week: u32) -> BTreeMap<Muscle, f64> {
    let mut sets = muscles(plan, week);
    for (muscle, more) in sets_by(plan, week, |exercise| exercise.secondary.to_vec()) {
        *sets.entry(muscle).or_insert(0.0) += more / 2.0;
    }
    sets
}

fn upper_body(plan: &Plan, week: u32) -> f64 {
    use Pattern as P;
    let upper = [P::HorizontalPush, P::VerticalPush, P::HorizontalPull, P::VerticalPull, P::ElbowFlexion];
    let more = [P::ElbowExtension, P::ShoulderIsolation];
    let sets = sets_by(plan, week, |exercise| vec![exercise.pattern]);
    upper.iter().chain(&more).filter_map(|pattern| sets.get(pattern)).sum()
}

fn is_compound(exercise: &Exercise) -> bool {
    use Pattern as P;
    let large = [P::Squat, P::Hinge, P::Lunge, P::HorizontalPush, P::VerticalPush, P::HorizontalPull, P::VerticalPull];
    large.contains(&exercise.pattern)
}

fn days(check: &Value) -> std::ops::RangeInclusive<Date> {
    let to = if check["to"].is_string() { day_of(&check["to"]) } else { Date::MAX };
    day_of(&check["from"])..=to
}

fn instant(value: &Value) -> i64 {
    text(value).parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// Checks one property of a scenario.
pub(crate) fn check(story: &Story, check: &Value) -> Found {
    let ahead = story.ahead();
    let value = || number(check, "value");
    let training = || ahead.iter().copied().filter(|session| trains(session));
    let within_days = |session: &PlannedSession| days(check).contains(&session.date);
    match text(&check["kind"]) {
        "sessions_per_day_at_most" => each(&ahead, |session| {
            let same = ahead.iter().filter(|other| other.date == session.date).count();
            at_most(same as f64, value(), &format!("sessions on {}", session.date))
        }),
        "hours_between_sessions_at_least" => rests(story, value()),
        "sessions_only_on" => {
            let open = weekdays(&check["days"]);
            each(ahead, |session| {
                let weekday = session.date.weekday().to_monday_zero_offset();
                if open.contains(&weekday) { Ok(()) } else { Err(format!("a session on {}", session.date)) }
            })
        }
        "session_minutes_at_most" => each(ahead, |session| at_most(session.minutes(), value(), "minutes")),
        "session_hard_sets_ratio" => {
            let full = story.before.week(reference_week(story, "last_full_week_not_deload"));
            let most = full.map(hard_sets).fold(0.0, f64::max);
            let back = story.after.week(story.first_back());
            each(back, |session| at_most(hard_sets(session), number(check, "at_most") * most, "hard sets of a session"))
        }
        "sessions_per_week_at_most" => each(1..=story.after.weeks, |week| {
            let of_week = ahead.iter().filter(|session| story.after.week_of(session.date) == Some(week));
            at_most(of_week.count() as f64, value(), &format!("sessions of week {week}"))
        }),
        "week_volume_ratio" => volumes(story, check),
        "load_ratio" => loads(story, check),
        "weeks_between_deloads_at_most" => {
            let light = |week: u32| story.after.week(week).all(|session| session.deload);
            let mut last = 0;
            for week in (1..=story.after.weeks).filter(|week| light(*week)) {
                at_most(f64::from(week - last), value(), "weeks from one deload to the next")?;
                last = week;
            }
            at_most(f64::from(story.after.weeks - last), value(), "weeks after the last deload")
        }
        "past_unchanged" => {
            let past = |plan: &Plan| -> Vec<PlannedSession> {
                plan.sessions.iter().filter(|session| session.date < story.today()).cloned().collect()
            };
            let (was, is) = (past(&story.before), past(&story.after));
            if was.is_empty() { Err("nothing lies behind".to_owned()) } else { same(was == is, "what lies behind") }
        }
        "explanation_names" => {
            each(check["about"].as_array().unwrap(), |about| same(names(story, text(about)), text(about)))
        }
        "explanation_has_none_of" => each(check["what"].as_array().unwrap(), |what| has_none_of(story, text(what))),
        "no_rule_applied" => each(check["rules"].as_array().unwrap(), |rule| has_none_of(story, text(rule))),
        "weeks_until_full_volume_at_least" => {
            let full = week_measure(&story.before, reference_week(story, "last_full_week"), "hard_sets");
            let light = weeks_ahead(story).take_while(|week| week_measure(&story.after, *week, "hard_sets") < full);
            at_least(light.count() as f64, value(), "weeks below the full volume")
        }
        "effort_at_most" => {
            let named = check["weeks"].as_str().map(|name| weeks(story, name));
            let of = training().filter(|session| match &named {
                Some(weeks) => weeks.contains(&story.after.week_of(session.date).unwrap()),
                None => within_days(session),
            });
            each(of.flat_map(work), |block| at_most(effort(block), value(), &block.name))
        }
        "no_session_of_kind" => {
            let of: Vec<u32> =
                check["weeks"].as_array().unwrap().iter().flat_map(|name| weeks(story, text(name))).collect();
            let sets = of.iter().flat_map(|week| story.after.week(*week)).flat_map(work).flat_map(|block| &block.sets);
            each(sets, |set| {
                same(set.reps != Some(1) && set.rpe.is_none_or(|rpe| rpe < 10.0), "no single or all-out set")
            })
        }
        "no_exercise" => each(ahead.iter().flat_map(|session| &session.blocks), |block| {
            let exercise = known(block);
            let listed = |field: &str, name: &str| {
                check[field].as_array().is_some_and(|all| all.iter().any(|one| text(one) == name))
            };
            let id = exercise.id.replace('_', " ");
            let by_name = check["names"].as_array().is_some_and(|all| {
                all.iter().any(|one| id.contains(text(one)) || exercise.name.to_lowercase().contains(text(one)))
            });
            let named =
                by_name || listed("patterns", exercise.pattern.id()) || (is_run(block) && listed("names", "running"));
            let joint = check["loads_joint"].as_str().and_then(Joint::by_id);
            let loads = joint.is_none_or(|joint| exercise.joints.contains(&joint));
            same(!(named && loads), exercise.name)
        }),
        "exclusion_persists" => each(ahead.iter().flat_map(|session| work(session)), |block| {
            let exercise = known(block);
            same(!exercise.joints.contains(&Joint::Knee) || exercise.pattern == Pattern::Mobility, exercise.name)
        }),
        "volume_kept" => {
            let full = upper_body(&story.before, reference_week(story, "last_full_week"));
            within(check, upper_body(&story.after, story.first_back()) / full, "sets of the upper body")
        }
        "muscle_volume_ratio" => {
            let full = muscles(&story.before, reference_week(story, "last_full_week"));
            each(muscles(&story.after, story.first_back()), |(muscle, sets)| {
                let before = full.get(&muscle).copied().unwrap_or(0.0);
                // Sets are whole.
                at_most(sets, (number(check, "at_most") * before).ceil(), &format!("sets of {}", muscle.words()))
            })
        }
        "only_equipment" => {
            let have = equipment(&check["equipment"]);
            let away = ahead.iter().filter(|session| within_days(session)).flat_map(|session| &session.blocks);
            each(away, |block| same(known(block).equipment.iter().all(|need| have.contains(need)), known(block).name))
        }
        "implement_weight_at_most" => {
            let away = ahead.iter().filter(|session| within_days(session)).flat_map(|session| &session.blocks);
            let hand = away.filter(|block| known(block).equipment.contains(&Equipment::Dumbbell));
            each(hand, |block| at_most(heaviest(block).unwrap_or(0.0), number(check, "kg"), known(block).name))
        }
        "muscles_kept" => {
            let away = muscles_with_helpers(&story.after, story.week_away());
            let full = muscles(&story.before, reference_week(story, "last_full_week"));
            each(full.keys(), |muscle| {
                at_least(away.get(muscle).copied().unwrap_or(0.0), number(check, "at_least_sets"), muscle.words())
            })
        }
        "patterns_kept" => {
            let away = sets_by(&story.after, story.week_away(), |exercise| vec![exercise.pattern.words()]);
            each(check["patterns"].as_array().unwrap(), |pattern| {
                let pattern = text(pattern).replace("hinge", "hip hinge");
                same(away.contains_key(pattern.as_str()), &pattern)
            })
        }
        "equipment_used" => {
            let need = equipment(&check["equipment"]);
            let back = ahead.iter().filter(|session| within_days(session)).flat_map(|session| work(session));
            let used: Vec<Equipment> = back.flat_map(|block| known(block).equipment.iter().copied()).collect();
            each(need, |one| same(used.contains(&one), one.words()))
        }
        "first_run_minutes_at_most" => {
            let first = ahead.iter().map(|session| run_minutes(session)).find(|minutes| *minutes > 0.0);
            first.map_or(Err("no run".to_owned()), |minutes| at_most(minutes, value(), "minutes of the first run"))
        }
        "longest_run_ratio" => {
            steps_of_runs(story, number(check, "at_most"), check["after_runs"].as_u64().unwrap_or(0) as usize)
        }
        "hard_runs_at_most" => {
            let from = story.first_back();
            let of = check["weeks"].as_array().unwrap().iter().map(|week| from + week.as_u64().unwrap() as u32 - 1);
            let runs: Vec<&Block> =
                of.flat_map(|week| story.after.week(week)).flat_map(work).filter(|block| is_run(block)).collect();
            let hard = runs.iter().filter(|block| effort(block) > 5.0).count();
            if runs.is_empty() { Err("no run".to_owned()) } else { at_most(hard as f64, value(), "hard runs") }
        }
        "sessions_of_kind_per_week" => each(weeks_ahead(story), |week| {
            let strength = story.after.week(week).filter(|session| hard_sets(session) > 0.0).count();
            within(check, strength as f64, &format!("strength sessions of week {week}"))
        }),
        "runs_longer_than_per_week_at_most" => each(weeks_ahead(story), |week| {
            let longer = |session: &&PlannedSession| run_minutes(session) / MINUTES_A_KM > number(check, "km") + SLACK;
            at_most(story.after.week(week).filter(longer).count() as f64, value(), &format!("long runs of week {week}"))
        }),
        "longest_run_km_at_most" => each(weeks(story, text(&check["week"])), |week| {
            at_most(longest_of(&story.after, week) / MINUTES_A_KM, value(), "km of the longest run")
        }),
        "days_from_longest_run_to_race_at_least" => {
            let race = race_day(story);
            let before: Vec<_> = ahead.iter().filter(|session| session.date < race).collect();
            let most = before.iter().map(|session| run_minutes(session)).fold(0.0, f64::max);
            let last = before.iter().filter(|session| run_minutes(session) >= most).map(|session| session.date).max();
            at_least(f64::from((race - last.unwrap()).get_days()), value(), "days from the longest run to the race")
        }
        "hard_days_in_a_row_at_most" => {
            let longest = |session: &PlannedSession| {
                let week = story.after.week_of(session.date).unwrap();
                run_minutes(session) >= longest_of(&story.after, week)
            };
            let hard = |session: &PlannedSession| longest(session) || work(session).any(|block| effort(block) > 5.0);
            each(ahead.windows(2).filter(|pair| (pair[1].date - pair[0].date).get_days() == 1), |pair| {
                let both = hard(pair[0]) && hard(pair[1]);
                same(!both, &format!("an easy day beside {}", pair[1].date))
            })
        }
        "no_session_between" => {
            let (from, to) = (instant(&check["from"]), instant(&check["to"]));
            each(training(), |session| {
                let (start, end) = story.span(session);
                same(end <= from || start >= to, &format!("no session on {}", session.date))
            })
        }
        "session_local_hours" => {
            let event = &story.case["event"];
            let abroad = day_of(&event["arrives"])..day_of(&event["returns"]);
            let (earliest, latest): (Time, Time) =
                (text(&check["earliest"]).parse().unwrap(), text(&check["latest_end"]).parse().unwrap());
            each(ahead.iter().filter(|session| abroad.contains(&session.date) && session.start.is_some()), |session| {
                let start = session.date.to_datetime(session.start.unwrap());
                let end = start + ((session.minutes() * 60.0) as i64).seconds();
                let day = end.date() == session.date && start.time() >= earliest && end.time() <= latest;
                same(day, &format!("{} within the day", session.date))
            })
        }
        "muscles_trained" => {
            use Muscle as M;
            let groups: BTreeMap<&str, Vec<Muscle>> = BTreeMap::from([
                ("quadriceps", vec![M::Quadriceps]),
                ("hamstrings or glutes", vec![M::Hamstrings, M::Glutes]),
                ("chest", vec![M::Chest]),
                ("back", vec![M::Lats, M::UpperBack]),
                ("shoulders", vec![M::FrontDelts, M::SideDelts, M::RearDelts]),
            ]);
            let sets = muscles_with_helpers(&story.after, story.first_back());
            each(check["muscles"].as_array().unwrap(), |name| {
                let of = groups[text(name)].iter().filter_map(|muscle| sets.get(muscle)).sum();
                at_least(of, number(check, "at_least_sets"), text(name))
            })
        }
        "compound_share_at_least" => each(training().filter(|session| hard_sets(session) > 0.0), |session| {
            let compound: f64 = work(session).filter(|block| is_compound(known(block))).map(hard_sets_of).sum();
            at_least(compound / hard_sets(session), value(), &format!("compound sets on {}", session.date))?;
            same(work(session).next().is_some_and(|block| is_compound(known(block))), "a compound comes first")
        }),
        "rest_seconds_at_least" => {
            let heavy = training()
                .flat_map(work)
                .filter(|block| is_compound(known(block)) && known(block).equipment.contains(&Equipment::Barbell));
            let sets = heavy.flat_map(|block| block.sets.split_last().map_or(&[][..], |(_, rest)| rest));
            each(sets.filter(|set| !set.warmup), |set| at_least(set.rest_s, value(), "rest of a heavy compound"))
        }
        "session_note_in_each" => {
            each(ahead, |session| same(session.form_check.is_some(), &format!("a form check on {}", session.date)))
        }
        "days_from_last_heavy_to_event_at_least" => {
            let race = race_day(story);
            let heavy = ahead.iter().filter(|session| session.date <= race).filter(|session| {
                work(session).any(|block| known(block).id.contains("deadlift") && effort(block) > 7.0)
            });
            let last = heavy.map(|session| session.date).max();
            last.map_or(Ok(()), |day| at_least(f64::from((race - day).get_days()), value(), "days"))
        }
        "last_session_on_or_before" => {
            let last = training().map(|session| session.date).max().unwrap();
            same(last <= day_of(&check["date"]), &format!("the last session, on {last}, in the block"))
        }
        other => Err(format!("no check of the kind {other}")),
    }
}

fn same(holds: bool, what: &str) -> Found {
    if holds { Ok(()) } else { Err(format!("not so: {what}")) }
}

/// What has to hold whatever the scenario asks for.
pub(crate) fn always(story: &Story) -> Vec<Found> {
    let (after, today) = (&story.after, story.today());
    let planned = story.before.frame.weekdays.len().max(after.frame.weekdays.len());
    let age = f64::from(story.facts.profile.age_on(today).unwrap());
    // Tanaka, Monahan and Seals (2001).
    let most = 0.85 * (208.0 - 0.7 * age);
    let ahead = story.ahead();
    let rates = ahead.iter().flat_map(|session| &session.blocks).filter_map(|block| block.heart_rate);
    let mut found = vec![rests(story, 24.0)];
    for rate in rates {
        found.push(at_most(f64::from(rate.high_bpm), most, "heart rate"));
    }
    for session in &ahead {
        found.push(at_most(session.minutes(), f64::from(after.frame.minutes), "minutes of a session"));
        let same_day = ahead.iter().filter(|other| other.date == session.date).count();
        found.push(at_most(same_day as f64, 1.0, "sessions of a day"));
        let week = after.week_of(session.date).unwrap();
        let lasts = week >= after.first_deload && (week - after.first_deload).is_multiple_of(4);
        found.push(same(session.deload == lasts, &format!("the deload of week {week}")));
    }
    for week in 1..=after.weeks {
        let of_week = ahead.iter().filter(|session| after.week_of(session.date) == Some(week)).count();
        found.push(at_most(of_week as f64, planned as f64, "sessions of a week"));
    }
    found.push(same((after.start, after.weeks) == (story.before.start, story.before.weeks), "the same weeks"));
    found.push(check(story, &serde_json::json!({"kind": "past_unchanged"})));
    found
}
