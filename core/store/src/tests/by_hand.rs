//! What people write by hand: the journal, plans on two devices, and the facts that both come to.

use super::*;
use coach_domain::exercise::Joint;
use coach_domain::journal::{Body, Clearance, Cleared, Entry, Pain};
use coach_domain::metric::{ENERGY_IN, FIBRE, PROTEIN, WATER};
use coach_domain::nutrition::meal::{Item, Meal};
use coach_domain::plan::{Block, Frame, Goal, Part, Plan, PlannedSession};
use coach_domain::safety::reviewed::{Reviewable, Reviewed};
use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;

/// Thursday, 19 November 2026, 12:00 UTC.
const NOON_MS: i64 = 1_795_089_600_000;

pub(super) fn entry(id: &str, at_ms: i64, body: Body) -> Entry {
    Entry { id: id.to_owned(), at_ms, offset_min: 60, body }
}

/// Name, grams and amounts by metric of one food.
type Eaten<'a> = (&'a str, f64, &'a [(&'a str, f64)]);

fn meal(items: &[Eaten<'_>]) -> Body {
    let items = items.iter().map(|(name, grams, nutrients)| Item {
        words: (*name).to_owned(),
        food: (*name).to_owned(),
        name: (*name).to_owned(),
        grams: *grams,
        amount: String::new(),
        assumed: Vec::new(),
        nutrients: nutrients.iter().map(|(metric, value)| ((*metric).to_owned(), *value)).collect(),
        source: "test".to_owned(),
    });
    Body::Meal(Meal { slot: None, text: "lunch".to_owned(), items: items.collect() })
}

fn of_day(store: &Store, metric: coach_domain::metric::MetricCode, day: Date) -> Option<f64> {
    store.days(metric, day, day).unwrap().first().map(|figure| figure.value)
}

#[test]
fn a_meal_is_eaten_energy_until_it_is_corrected_or_removed() {
    let (_folder, store) = new_store();
    let day = date(2026, 11, 19);
    let eggs: Eaten<'_> = ("egg", 100.0, &[("energy_in", 143.0), ("protein", 12.6), ("fibre", 0.0)]);
    let toast: Eaten<'_> = ("toast", 60.0, &[("energy_in", 170.0), ("protein", 5.4)]);
    let water: Eaten<'_> = ("water", 300.0, &[("energy_in", 0.0), ("water", 299.7)]);
    store.put_entry(&entry("m1", NOON_MS, meal(&[eggs, toast, water])), "person").unwrap();
    store.put_entry(&entry("m2", NOON_MS + 1, meal(&[toast])), "person").unwrap();
    assert_eq!(of_day(&store, ENERGY_IN, day), Some(483.0));
    assert_eq!(of_day(&store, PROTEIN, day).map(|grams| (grams * 10.0).round()), Some(234.0));
    assert_eq!(of_day(&store, FIBRE, day), Some(0.0), "a true zero is a figure");
    assert_eq!(of_day(&store, WATER, day), Some(299.7), "water in food is no drink");
    // Corrected: the same meal with one egg less.
    store.put_entry(&entry("m1", NOON_MS, meal(&[eggs])), "person").unwrap();
    assert_eq!((of_day(&store, ENERGY_IN, day), of_day(&store, WATER, day)), (Some(313.0), None));
    assert_eq!(store.entries("meal", day, day).unwrap().len(), 2);
    store.remove_entry("m1", "person").unwrap();
    store.remove_entry("m2", "person").unwrap();
    assert!(matches!(store.remove_entry("m2", "person"), Err(Error::Missing { .. })));
    assert_eq!((of_day(&store, ENERGY_IN, day), store.entries("meal", day, day).unwrap()), (None, Vec::new()));
    // Eaten again, as people do.
    store.put_entry(&entry("m3", NOON_MS, meal(&[eggs])), "person").unwrap();
    assert_eq!(of_day(&store, ENERGY_IN, day), Some(143.0));
    let before = dump(&store);
    store.rebuild().unwrap();
    assert_eq!(dump(&store), before);
}

#[test]
fn a_meal_that_cannot_be_leaves_nothing_behind() {
    let (_folder, store) = new_store();
    let absurd = entry("m", NOON_MS, meal(&[("egg", 1.0, &[("protein", 5.0), ("energy_in", 1.0e9)])]));
    assert!(matches!(store.put_entry(&absurd, "person"), Err(Error::Implausible(_))));
    assert!(store.entry("m").is_err());
    assert_eq!(of_day(&store, PROTEIN, date(2026, 11, 19)), None);
}

#[test]
fn pain_stays_until_it_is_cleared_and_counts_how_often_it_came() {
    let (_folder, store) = new_store();
    let pain = |score| {
        Body::Pain(Pain {
            place: "left knee".to_owned(),
            joint: Some(Joint::Knee),
            score,
            exercise: Some("Squat".to_owned()),
            note: None,
        })
    };
    let open = || store.facts(NOON_MS, &TimeZone::UTC).unwrap().pain;
    assert!(open().is_empty());
    store.put_entry(&entry("p1", NOON_MS - 86_400_000, pain(Some(4))), "person").unwrap();
    store.put_entry(&entry("p2", NOON_MS, pain(None)), "person").unwrap();
    let both = open();
    assert_eq!(
        both.iter().map(|pain| (pain.id.as_str(), pain.score, pain.times)).collect::<Vec<_>>(),
        [("p2", None, 2), ("p1", Some(4), 2)]
    );
    let clear = |id: &str| Body::Clearance(Clearance { of: Cleared::Pain { id: id.to_owned() }, by_clinician: false });
    store.put_entry(&entry("c1", NOON_MS + 1, clear("p2")), "person").unwrap();
    assert_eq!(open().len(), 1, "one clearance clears one entry");
    store.put_entry(&entry("c2", NOON_MS + 2, clear("p1")), "person").unwrap();
    assert!(open().is_empty());
}

#[test]
fn workouts_become_sessions_with_exercises_of_the_catalogue() {
    let (_folder, store) = new_store();
    let source = Source { name: "Strong".to_owned(), kind: SourceKind::Other };
    let start = NOON_MS - 3 * 86_400_000;
    let plain =
        Workout::plain(WorkoutKind("traditional_strength_training".to_owned()), source, start, start + 3_600_000, 0);
    let set = |exercise: &str| coach_domain::record::StrengthSet {
        exercise: exercise.to_owned(),
        weight_kg: 80.0,
        reps: 5,
        rpe: None,
        warmup: false,
        missed: false,
    };
    let energy_active_kcal = Some(280.0);
    store
        .log_workout(&Workout { sets: vec![set("Back squat"), set("Zorblax")], energy_active_kcal, ..plain }, "person")
        .unwrap();
    let facts = store.facts(NOON_MS, &TimeZone::UTC).unwrap();
    assert_eq!(facts.done.len(), 1);
    assert_eq!(facts.done[0].day, date(2026, 11, 16));
    assert_eq!(
        facts.done[0].sets.iter().map(|set| set.exercise.as_str()).collect::<Vec<_>>(),
        ["back_squat", "zorblax"]
    );
    assert!(!facts.done[0].easy);
    assert_eq!(facts.exercise_kcal, Some(10.0), "280 kcal over 28 days");
}

pub(super) fn session(id: &str, day: Date, hour: i8) -> PlannedSession {
    let walk = |part| Block {
        name: "Walking".to_owned(),
        exercise: Some("walking".to_owned()),
        part,
        minutes: 10.0,
        rpe: Some(coach_domain::plan::EffortTarget { low: 2.0, high: 3.0 }),
        ..Block::default()
    };
    PlannedSession {
        id: id.to_owned(),
        date: day,
        start: Some(time(hour, 0, 0, 0)),
        title: "Easy walk".to_owned(),
        deload: false,
        form_check: None,
        blocks: vec![walk(Part::Main)],
    }
}

pub(super) fn plan(sessions: Vec<PlannedSession>) -> Plan {
    Plan {
        id: "p".to_owned(),
        title: "Walks".to_owned(),
        goal: Goal::Health,
        start: date(2026, 11, 16),
        weeks: 2,
        first_deload: 4,
        frame: Frame { weekdays: vec![3, 4], start: time(8, 0, 0, 0), minutes: 30, equipment: Vec::new() },
        event: None,
        sessions,
        reason: "first plan".to_owned(),
    }
}

/// Reviews by the facts of the store, with the screening answered.
fn reviewed(store: &Store, plan: Plan) -> Reviewed<Plan> {
    plan.review(&store.facts(NOON_MS, &TimeZone::UTC).unwrap()).unwrap()
}

#[test]
fn sessions_that_two_devices_change_at_once_both_stand_and_every_version_is_kept() {
    let (_one, first) = new_store();
    let (_two, second) = second_device(&first);
    screened(&first, NOON_MS);
    let days = [date(2026, 11, 19), date(2026, 11, 20)];
    let whole = reviewed(&first, plan(vec![session("a", days[0], 8), session("b", days[1], 8)]));
    first.put_plan(&whole, "person").unwrap();
    let mut sent = [0, 0];
    exchange(&first, &second, &mut sent);
    let edit = |store: &Store, id: &str, hour: i8| {
        let mut changed = plan(vec![session("a", days[0], 8), session("b", days[1], 8)]);
        let place = changed.sessions.iter().position(|planned| planned.id == id).unwrap();
        changed.sessions[place].start = Some(time(hour, 0, 0, 0));
        changed.reason = format!("{id} at {hour}");
        store.put_planned_session(&reviewed(store, changed), id, "person").unwrap();
    };
    edit(&first, "a", 9);
    edit(&second, "b", 10);
    exchange(&first, &second, &mut sent);
    for store in [&first, &second] {
        let plan = store.plan(NOON_MS, &TimeZone::UTC).unwrap().unwrap().unwrap().into_inner();
        let hours: Vec<_> = plan.sessions.iter().map(|planned| planned.start.unwrap().hour()).collect();
        assert_eq!(hours, [9, 10]);
        let versions = store.plan_versions().unwrap();
        assert_eq!(versions.len(), 3);
        assert_eq!(versions[0].plan.reason, "first plan");
        assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [1, 2, 3]);
    }
    assert!(matches!(
        first.put_planned_session(
            &reviewed(&first, Plan { id: "other".to_owned(), ..plan(vec![session("a", days[0], 8)]) }),
            "a",
            "person"
        ),
        Err(Error::Missing { .. })
    ));
}

fn screened(store: &Store, at_ms: i64) {
    use coach_domain::safety::screening::{Answers, Intensity, screen};
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    store.put_entry(&entry("s", at_ms, Body::Screening(screen(&answers))), "person").unwrap();
}

/// What a device with broken or hostile software writes to its log: nothing there was reviewed.
pub(super) fn written_raw(store: &Store, kind: &'static str, data: serde_json::Value) {
    let db = store.db();
    db.write(|tx| db.log.append(tx, &db.kinds, db.now_ms(), "person", vec![log::Draft::new(kind, data)])).unwrap();
}

/// A healthy person of 35 years on the day of these tests, screened at an instant, whose maximum by Tanaka is 183.5 bpm and cap 155.
pub(super) fn healthy(store: &Store, at_ms: i64) {
    screened(store, at_ms);
    let profile = Profile {
        birth_date: Some(date(1991, 1, 1)),
        sex: Some(coach_domain::person::Sex::Male),
        height_cm: Some(180.0),
        weight_kg: Some(80.0),
        level: Some(coach_domain::person::Level::Intermediate),
        ..Profile::default()
    };
    store.set_profile(&profile, "person").unwrap();
}

fn with_heart_rate(mut session: PlannedSession, high_bpm: u32) -> PlannedSession {
    session.blocks[0].heart_rate = Some(coach_domain::plan::HeartRateTarget { low_bpm: 100, high_bpm });
    session
}

/// A hard session: half an hour of cycling.
pub(super) fn hard(id: &str, day: Date, hour: i8) -> PlannedSession {
    let mut hard = session(id, day, hour);
    hard.title = "Ride".to_owned();
    hard.blocks[0] = Block {
        name: "Cycling".to_owned(),
        exercise: None,
        minutes: 30.0,
        rpe: Some(coach_domain::plan::EffortTarget { low: 5.0, high: 6.0 }),
        ..hard.blocks[0].clone()
    };
    hard
}

fn plan_of(store: &Store) -> PlanToday {
    store.plan(NOON_MS, &TimeZone::UTC).unwrap().unwrap()
}

fn audited(store: &Store, rule: Rule) -> usize {
    store.interventions(1_000).unwrap().iter().filter(|stored| stored.intervention.rule == rule).count()
}

#[test]
fn a_hostile_log_shows_nothing_unsafe_and_leaves_its_mark_in_the_audit() {
    let (_one, first) = new_store();
    let (_two, second) = second_device(&first);
    healthy(&first, NOON_MS);
    let days = [date(2026, 11, 19), date(2026, 11, 20)];
    let whole = reviewed(&first, plan(vec![session("a", days[0], 18), session("b", days[1], 18)]));
    first.put_plan(&whole, "person").unwrap();
    let mut sent = [0, 0];
    exchange(&first, &second, &mut sent);

    // One session of the plan, with a heart rate above the cap.
    let edit = json!({"plan": "p", "session": with_heart_rate(session("b", days[1], 18), 156), "reason": "harder"});
    written_raw(&second, "plan.session", edit);
    exchange(&first, &second, &mut sent);
    let shown = plan_of(&first).unwrap().into_inner();
    assert_eq!(shown.sessions[1].blocks[0].heart_rate.map(|target| target.high_bpm), Some(155));
    assert_eq!(audited(&first, Rule::HrCap), 1);
    plan_of(&first).unwrap();
    assert_eq!(audited(&first, Rule::HrCap), 1, "the same is written once");
    let version = first.plan_version(2, NOON_MS, &TimeZone::UTC).unwrap().unwrap().unwrap().into_inner();
    assert_eq!(version.sessions[1].blocks[0].heart_rate.map(|target| target.high_bpm), Some(155));

    // A whole plan, whose title sets a heart rate.
    let hostile = Plan { title: "Run at 190 bpm".to_owned(), ..plan(vec![session("a", days[0], 18)]) };
    written_raw(&second, "plan.put", serde_json::to_value(&hostile).unwrap());
    exchange(&first, &second, &mut sent);
    assert_eq!(plan_of(&first).unwrap_err().0.rule, Rule::HrCap);
    assert_eq!(first.plan_version(3, NOON_MS, &TimeZone::UTC).unwrap().unwrap().unwrap_err().0.rule, Rule::HrCap);
    let facts = first.facts(NOON_MS, &TimeZone::UTC).unwrap();
    let versions = first.plan_versions_today(&facts).unwrap();
    assert_eq!((versions.len(), versions[2].plan.title.as_str()), (3, ""));
    assert!(versions[2].plan.sessions.is_empty() && versions[2].plan.reason.starts_with("Not shown"));
    assert!(!versions[0].plan.sessions.is_empty());

    // Targets: resting needs by Mifflin and St Jeor are 800 + 1,125 - 175 + 5 = 1,755 kcal, and 1 % of 80 kg is 0.8 kg.
    for (id, value, unit) in [("energy_in", 600.0, "kcal"), ("body_mass_change", -3.0, "kg/wk")] {
        written_raw(&second, "target.put", json!({"id": id, "metric": id, "value": value, "unit": unit}));
    }
    exchange(&first, &second, &mut sent);
    let targets = first.targets(&facts).unwrap();
    let value = |metric: &str| targets.iter().find(|target| target.metric == metric).map(|target| target.value);
    assert!(value("energy_in").is_some_and(|kcal| kcal >= 1_755.0), "{targets:?}");
    assert!(value("body_mass_change").is_some_and(|kg| kg >= -0.8 - 1e-9), "{targets:?}");
    assert_eq!(audited(&first, Rule::Energy), 2);
    first.targets(&facts).unwrap();
    assert_eq!(audited(&first, Rule::Energy), 2, "the same is written once");
}

#[test]
fn two_edits_that_are_each_fine_are_reviewed_together() {
    let (_one, first) = new_store();
    let (_two, second) = second_device(&first);
    healthy(&first, NOON_MS);
    // 19 November at 18:00 and 22 November at 18:00.
    let (day, later) = (date(2026, 11, 19), date(2026, 11, 22));
    let start = plan(vec![hard("a", day, 18), hard("b", later, 18)]);
    first.put_plan(&reviewed(&first, start.clone()), "person").unwrap();
    let mut sent = [0, 0];
    exchange(&first, &second, &mut sent);
    let moved = |store: &Store, id: &str, to: Date| {
        let mut changed = start.clone();
        changed.sessions.iter_mut().find(|session| session.id == id).unwrap().date = to;
        store.put_planned_session(&reviewed(store, changed), id, "person").unwrap();
    };
    // Each device moves another session by a day: 47.5 h are left by each, and 23.5 h by both.
    moved(&first, "a", date(2026, 11, 20));
    moved(&second, "b", date(2026, 11, 21));
    exchange(&first, &second, &mut sent);
    for store in [&first, &second] {
        match plan_of(store) {
            Err(refused) => assert_eq!(refused.0.rule, Rule::Rest24),
            Ok(stands) => {
                let sessions = stands.into_inner().sessions;
                let at = |place: usize| sessions[place].date.to_datetime(sessions[place].start.unwrap());
                let hours = at(1).duration_since(at(0)).as_secs_f64() / 3_600.0;
                assert!(hours >= 24.5, "{hours} h from start to start of sessions of half an hour");
            }
        }
        assert!(audited(store, Rule::Rest24) > 0);
    }
}

#[test]
fn while_training_is_suspended_no_version_is_shown() {
    let (_one, store) = new_store();
    healthy(&store, NOON_MS);
    store.put_plan(&reviewed(&store, plan(vec![session("a", date(2026, 11, 20), 18)])), "person").unwrap();
    let mut profile = store.profile().unwrap();
    profile.suspend_training(true);
    store.set_profile(&profile, "person").unwrap();
    assert_eq!(plan_of(&store).unwrap_err().0.rule, Rule::RedFlag);
    assert_eq!(store.plan_version(1, NOON_MS, &TimeZone::UTC).unwrap().unwrap().unwrap_err().0.rule, Rule::RedFlag);
    let facts = store.facts(NOON_MS, &TimeZone::UTC).unwrap();
    assert!(store.plan_versions_today(&facts).unwrap()[0].plan.sessions.is_empty());
    assert!(store.plan_version(2, NOON_MS, &TimeZone::UTC).unwrap().is_none());
}
