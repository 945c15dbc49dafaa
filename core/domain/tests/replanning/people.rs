//! The people of the scenarios: what they had trained, their plan, what they did of it, and what came between.

use coach_domain::exercise::{Equipment, Exercise, Joint, Loading, Pattern, exercise};
use coach_domain::person::{Level, Profile, Sex};
use coach_domain::plan::{Block, Event, Frame, Goal, Part, Plan, PlannedSession};
use coach_domain::planner::{Change, Request, adapt, plan};
use coach_domain::safety::facts::{DoneSession, DoneSet, Facts, OpenPain};
use coach_domain::safety::reviewed::Reviewable;
use coach_domain::safety::screening::{Answers, Intensity, screen};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

/// Minutes that a kilometre takes the people here.
pub(crate) const MINUTES_A_KM: f64 = 6.0;

/// One scenario, played to its end.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) case: Value,
    /// The plan before the event.
    pub(crate) before: Plan,
    /// The plan after it, as the envelope let it stand.
    pub(crate) after: Plan,
    /// What the envelope said to the changed plan.
    pub(crate) said: Vec<String>,
    /// What was known on the day of the event.
    pub(crate) facts: Facts,
}

impl Story {
    pub(crate) fn id(&self) -> &str {
        self.case["id"].as_str().unwrap()
    }

    pub(crate) fn today(&self) -> Date {
        self.facts.today
    }

    /// Sessions that lie ahead on the day of the event.
    pub(crate) fn ahead(&self) -> Vec<&PlannedSession> {
        self.after.sessions.iter().filter(|session| session.date >= self.today()).collect()
    }

    /// The zone in which a person is on a day.
    pub(crate) fn zone(&self, day: Date) -> TimeZone {
        let event = &self.case["event"];
        if event["kind"] == "travel" && day > day_of(&event["departs"]) && day < day_of(&event["returns"]) {
            return TimeZone::get(text(&event["to_zone"])).unwrap();
        }
        self.facts.zone.clone()
    }

    /// The first and last instant of a session, in milliseconds.
    pub(crate) fn span(&self, session: &PlannedSession) -> (i64, i64) {
        let at = session.start.unwrap_or(Time::midnight());
        let start = session.date.to_datetime(at).to_zoned(self.zone(session.date)).unwrap();
        let start = start.timestamp().as_millisecond();
        (start, start + (session.minutes() * 60_000.0) as i64)
    }

    /// The week of the travel or of what is missing, if the event names days.
    pub(crate) fn week_away(&self) -> u32 {
        self.before.week_of(day_of(&self.case["event"]["from"])).unwrap()
    }

    /// The first week that lies ahead as a whole, after the days that the event names.
    pub(crate) fn first_back(&self) -> u32 {
        if self.case["event"]["kind"] == "equipment" {
            return self.before.week_of(day_of(&self.case["event"]["to"])).unwrap() + 1;
        }
        let mut weeks = 1..=self.before.weeks;
        weeks.find(|week| self.before.week(*week).all(|session| session.date >= self.today())).unwrap()
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}"))
}

/// The day of a date, or of an instant as it is written.
pub(crate) fn day_of(value: &Value) -> Date {
    text(value)[..10].parse().unwrap()
}

pub(crate) fn weekdays(value: &Value) -> Vec<i8> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = value.as_array().unwrap().iter();
    days.map(|day| names.iter().position(|name| *name == text(day)).unwrap() as i8).collect()
}

pub(crate) fn equipment(value: &Value) -> Vec<Equipment> {
    let named = value.as_array().unwrap().iter().filter_map(|name| match text(name) {
        "none" | "body weight" => None,
        "barbell" => Some(Equipment::Barbell),
        "rack" => Some(Equipment::Rack),
        "bench" => Some(Equipment::Bench),
        "dumbbells" => Some(Equipment::Dumbbell),
        "cable machine" => Some(Equipment::Cable),
        "leg press" | "leg curl machine" => Some(Equipment::Machine),
        "pull-up bar" => Some(Equipment::PullUpBar),
        "bands" => Some(Equipment::Band),
        "treadmill" => Some(Equipment::Treadmill),
        other => panic!("unknown equipment {other}"),
    });
    let mut all: Vec<Equipment> = named.collect();
    all.dedup();
    all
}

fn goal(words: &str) -> Goal {
    match words {
        "build muscle" => Goal::Muscle,
        "get stronger" | "powerlifting meet" => Goal::Strength,
        "half marathon" | "run 10 km" => Goal::Running,
        "general fitness" => Goal::Health,
        other => panic!("unknown goal {other}"),
    }
}

/// The load that a person chooses where the plan leaves the choice to them.
fn chosen_load(known: &Exercise, profile: &Profile) -> f64 {
    let light = [Equipment::Dumbbell, Equipment::Kettlebell, Equipment::Plate];
    let by_hand = known.equipment.iter().any(|needed| light.contains(needed));
    let share = match (known.loading, known.pattern) {
        (Loading::None | Loading::Added { .. }, _) => return 0.0,
        (_, Pattern::Squat | Pattern::Hinge | Pattern::Lunge) if by_hand => 0.25,
        (_, Pattern::HorizontalPush | Pattern::HorizontalPull) if by_hand => 0.22,
        (_, Pattern::VerticalPush | Pattern::VerticalPull | Pattern::HipIsolation) if by_hand => 0.18,
        (_, _) if by_hand => 0.1,
        (_, Pattern::Squat | Pattern::HipIsolation) => 1.0,
        (_, Pattern::Hinge) => 1.2,
        (_, Pattern::HorizontalPush | Pattern::HorizontalPull) => 0.7,
        (_, Pattern::VerticalPull) => 0.6,
        (_, Pattern::VerticalPush) => 0.45,
        (_, _) => 0.2,
    };
    let trained = match profile.level {
        Some(Level::Advanced) => 1.4,
        Some(Level::Intermediate) => 1.0,
        _ => 0.5,
    };
    let step = known.loading.step_kg().unwrap();
    ((share * trained * profile.weight_kg.unwrap() / step).floor() * step).max(step)
}

pub(crate) fn is_run(block: &Block) -> bool {
    let known = block.known();
    known.is_some_and(|known| known.pattern == Pattern::Endurance && known.id.contains("run"))
}

/// Minutes of running of a planned session.
pub(crate) fn run_minutes(session: &PlannedSession) -> f64 {
    session.blocks.iter().filter(|block| is_run(block)).map(|block| block.minutes).sum()
}

/// A session done as it was planned.
fn done_as_planned(session: &PlannedSession, facts: &Facts, last: &mut dyn FnMut(&Exercise) -> f64) -> DoneSession {
    let mut sets = Vec::new();
    for block in session.blocks.iter().filter(|block| block.part == Part::Main) {
        let known = block.known().unwrap();
        if matches!(known.pattern, Pattern::Endurance | Pattern::Conditioning | Pattern::Mobility) {
            continue;
        }
        sets.extend(block.sets.iter().map(|set| DoneSet {
            exercise: known.id.to_owned(),
            weight_kg: set.weight_kg.unwrap_or_else(|| last(known)),
            reps: set.reps.unwrap_or(1),
            rpe: set.rpe,
            warmup: set.warmup,
            missed: false,
        }));
    }
    let at = session.date.to_datetime(session.start.unwrap_or(Time::constant(17, 0, 0, 0)));
    let start_ms = at.to_zoned(facts.zone.clone()).unwrap().timestamp().as_millisecond();
    let running = run_minutes(session);
    let kind = match (sets.is_empty(), running > 0.0, session.counts()) {
        (false, _, _) => "strength_training",
        (true, true, _) => "running",
        (true, false, true) => "cycling",
        (true, false, false) => "walking",
    };
    DoneSession {
        start_ms,
        end_ms: start_ms + (session.minutes() * 60_000.0) as i64,
        day: session.date,
        kind: kind.to_owned(),
        distance_m: (kind == "running").then_some(running / MINUTES_A_KM * 1_000.0),
        easy: !session.counts(),
        deload: session.deload,
        sets,
    }
}

/// Appends what is done of a plan.
fn train(facts: &mut Facts, plan: &Plan, does: impl Fn(&PlannedSession) -> bool) {
    let profile = facts.profile.clone();
    for session in plan.sessions.iter().filter(|session| does(session)) {
        let done = done_as_planned(session, facts, &mut |known| chosen_load(known, &profile));
        facts.done.push(done);
    }
}

/// A run on a day, at six in the evening.
fn run(day: Date, minutes: f64, facts: &Facts) -> DoneSession {
    let at = day.to_datetime(Time::constant(18, 0, 0, 0)).to_zoned(facts.zone.clone()).unwrap();
    let start_ms = at.timestamp().as_millisecond();
    DoneSession {
        start_ms,
        end_ms: start_ms + (minutes * 60_000.0) as i64,
        day,
        kind: "running".to_owned(),
        distance_m: Some(minutes / MINUTES_A_KM * 1_000.0),
        easy: false,
        deload: false,
        sets: Vec::new(),
    }
}

fn at_six(facts: &mut Facts, today: Date) {
    facts.today = today;
    let now = today.to_datetime(Time::constant(6, 0, 0, 0)).to_zoned(facts.zone.clone()).unwrap();
    facts.now_ms = now.timestamp().as_millisecond();
}

/// The person before anything was trained, some weeks before the plan begins.
fn person(case: &Value, first: Date) -> Facts {
    let said = &case["person"];
    let age = said["age"].as_i64().unwrap() as i16;
    let year = day_of(&case["before"]["today"]).year();
    let sex = if said["sex"] == "female" { Sex::Female } else { Sex::Male };
    let level = match text(&said["level"]) {
        "beginner" => Level::Beginner,
        "intermediate" => Level::Intermediate,
        _ => Level::Advanced,
    };
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    let mut facts = Facts {
        profile: Profile {
            birth_date: Some(Date::new(year - age, 1, 1).unwrap()),
            sex: Some(sex),
            level: Some(level),
            weight_kg: Some(if sex == Sex::Female { 64.0 } else { 80.0 }),
            resting_hr_bpm: Some(58.0),
            ..Profile::default()
        },
        zone: TimeZone::get(text(&case["before"]["time_zone"])).unwrap(),
        screening: Some(screen(&answers)),
        ..Facts::default()
    };
    at_six(&mut facts, first);
    facts
}

/// Plays one scenario: a block of four weeks before the plan, the plan, what was done of it, the event, the change.
pub(crate) fn play(case: &Value) -> Story {
    let id = text(&case["id"]);
    let (said, known, event) = (&case["person"], &case["before"], &case["event"]);
    let today = day_of(&known["today"]);
    let monday = today - i64::from(today.weekday().to_monday_zero_offset()).days();
    let start = monday - (7 * (known["current_week"].as_i64().unwrap() - 1)).days();
    let mut facts = person(case, start - 28.days());

    let request = Request {
        id: id.to_owned(),
        goal: goal(text(&said["goal"])),
        weeks: known["plan_weeks"].as_u64().unwrap() as u32,
        start,
        frame: Frame {
            weekdays: weekdays(&said["days"]),
            start: if id == "nine_time_zones" { Time::constant(17, 40, 0, 0) } else { Time::constant(17, 0, 0, 0) },
            minutes: said["session_minutes"].as_u64().unwrap() as u32,
            equipment: equipment(&said["equipment"]),
        },
        event: ["race_date", "meet_date"]
            .iter()
            .find_map(|field| known.get(*field))
            .map(|date| Event { date: day_of(date), distance_m: (id == "two_missed_long_runs").then_some(21_097.5) }),
        likes: Vec::new(),
        avoids: Vec::new(),
    };
    if request.goal == Goal::Running {
        // Tuesday, Thursday, Saturday and a longer one on Sunday.
        for week in 0..4 {
            for (day, minutes) in [(1, 40.0), (3, 40.0), (5, 34.0), (6, 90.0)] {
                let done = run(start - 28.days() + (7 * week + day).days(), minutes, &facts);
                facts.done.push(done);
            }
        }
    } else {
        let earlier = Request { weeks: 4, start: start - 28.days(), event: None, ..request.clone() };
        let block = plan(&earlier, &facts).unwrap().review(&facts).unwrap().into_inner();
        train(&mut facts, &block, |_| true);
    }
    if id == "changed_goal" {
        let once = run(start - 20.days(), 20.0, &facts);
        facts.done.push(once);
        facts.done.sort_by_key(|done| done.start_ms);
    }
    at_six(&mut facts, start);
    let mut before = plan(&request, &facts).unwrap();
    if id == "two_missed_long_runs" {
        lengthen(&mut before, known);
    }
    let before = before.review(&facts).unwrap().into_inner();

    let missed = |week: u32, session: &PlannedSession| match id {
        "missed_week" => week == 5,
        "illness_ten_days" => session.date >= today - 10.days(),
        "two_missed_long_runs" => (7..=8).contains(&week) && run_minutes(session) >= longest_of(&before, week),
        "six_weeks_off" => week > 5,
        _ => false,
    };
    let week = |session: &PlannedSession| before.week_of(session.date).unwrap();
    train(&mut facts, &before, |session| session.date < today && !missed(week(session), session));
    facts.plan = Some(before.clone());
    at_six(&mut facts, today);

    let lost: Vec<String> = before
        .sessions
        .iter()
        .filter(|session| session.date < today && missed(week(session), session))
        .map(|session| session.id.clone())
        .collect();
    let all = request.frame.equipment.clone();
    let changes = match id {
        "missed_week" | "six_weeks_off" => vec![Change::Missed { sessions: lost }],
        "illness_ten_days" => vec![Change::Illness { from: today - 10.days(), to: today - 1.days() }],
        "new_knee_pain" => {
            facts.pain.push(OpenPain {
                id: "knee".to_owned(),
                at_ms: facts.now_ms,
                joint: Some(Joint::Knee),
                exercise: Some(exercise("back_squat").unwrap().id.to_owned()),
                score: Some(event["pain"].as_u64().unwrap() as u8),
                times: 1,
            });
            vec![Change::Pain]
        }
        "hotel_gym" => vec![Change::NoEquipment {
            have: equipment(&event["equipment"]),
            from: day_of(&event["from"]),
            to: day_of(&event["to"]),
        }],
        "changed_goal" => {
            let race = Event { date: day_of(&event["date"]), distance_m: Some(10_000.0) };
            vec![Change::Goal { goal: goal(text(&event["goal"])), event: Some(race) }]
        }
        "two_missed_long_runs" => vec![Change::MissedLongRuns],
        "nine_time_zones" => vec![Change::Travel {
            from: day_of(&event["departs"]),
            to: day_of(&event["returns"]),
            equipment: all,
            other_zone: true,
        }],
        "less_time" => vec![Change::Days { weekdays: weekdays(&event["days"]), minutes: Some(30) }],
        "race_moved_forward" => {
            let meet = Event { date: day_of(&event["new"]), distance_m: None };
            vec![Change::Goal { goal: Goal::Strength, event: Some(meet) }, Change::ReactiveDeload]
        }
        other => panic!("no change for {other}"),
    };
    let (mut after, mut said, mut reasons) = (before.clone(), Vec::new(), Vec::new());
    for change in changes {
        let changed = adapt(&after, &change, &facts).unwrap();
        reasons.push(changed.reason.clone());
        let reviewed = changed.review(&facts).unwrap();
        said.extend(
            reviewed.interventions().iter().map(|one| format!("{} {}: {}", one.rule.id(), one.action, one.detail)),
        );
        after = reviewed.into_inner();
    }
    after.reason = reasons.join(" ");
    if id == "nine_time_zones" {
        // Landed: the same plan by the facts and the zone of that day.
        let mut landed = Facts { plan: Some(after.clone()), ..facts.clone() };
        landed.zone = TimeZone::get(text(&event["to_zone"])).unwrap();
        let arrival = day_of(&event["arrives"]);
        train(&mut landed, &after, |session| session.date >= today && session.date < arrival);
        at_six(&mut landed, arrival);
        let reviewed = after.review(&landed).unwrap();
        said.extend(
            reviewed.interventions().iter().map(|one| format!("{} {}: {}", one.rule.id(), one.action, one.detail)),
        );
        after = reviewed.into_inner();
    }
    Story { case: case.clone(), before, after, said, facts }
}

/// Gives a plan the long runs of the scenario, and easy ones beside them, as a person does who has run so much before.
/// What is left of it is what the envelope lets stand.
fn lengthen(plan: &mut Plan, known: &Value) {
    // Kilometres of the weeks that the scenario does not name. In the last one only easy runs follow from it: its long
    // run is the race.
    let mut ladder = [12.0, 13.0, 14.0, 9.0, 14.0, 0.0, 0.0, 0.0, 0.0, 17.8, 16.0, 9.0, 11.0];
    for named in known["planned_long_runs"].as_array().unwrap() {
        ladder[named["week"].as_u64().unwrap() as usize - 1] = named["km"].as_f64().unwrap();
    }
    let (start, most) = (plan.start, f64::from(plan.frame.minutes));
    for session in &mut plan.sessions {
        let week = ((session.date - start).get_days() / 7) as usize;
        let around: f64 = session.blocks.iter().filter(|block| !is_run(block)).map(|block| block.minutes).sum();
        for block in session.blocks.iter_mut().filter(|block| is_run(block) && block.sets.is_empty()) {
            let long = ladder[week] * MINUTES_A_KM;
            let wanted = if block.exercise.as_deref() == Some("long_run") { long } else { 0.45 * long };
            block.minutes = block.minutes.max(wanted.floor().min((most - around).floor()));
        }
    }
}

/// The longest run of a week in minutes.
pub(crate) fn longest_of(plan: &Plan, week: u32) -> f64 {
    plan.week(week).map(run_minutes).fold(0.0, f64::max)
}
