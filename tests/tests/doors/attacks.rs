//! What is tried at every door: calls that would break a rule, and the same as a plan or target of another device.

use crate::door::Call;
use crate::limits::{
    beginners, deloads, every_plan, heart_rates, in_no_plan, moderate, no_squats, nothing, nowhere, rests, runs,
    squats, volume,
};
use crate::world::{PLANS, PROGRESS, Person, Readback, day};
use coach_api::{Plan, PlannedSession};
use coach_domain::plan::{Block, EffortTarget, HeartRateTarget, Part, PlannedSet};
use jiff::civil::time;
use serde_json::{Value, json};

/// One attempt to break a rule.
pub(crate) struct Attack {
    /// Id of the rule.
    pub(crate) rule: &'static str,
    /// What is tried.
    pub(crate) what: &'static str,
    /// On whom.
    pub(crate) person: Person,
    /// Calls, made from the plan as it stands; none where no call can say it.
    pub(crate) calls: Option<fn(&Plan) -> Vec<Call>>,
    /// The same in a plan that comes from another device; none where the calls say it all.
    pub(crate) raw: Option<fn(&mut Plan)>,
    /// The same as targets that come from another device.
    pub(crate) targets: &'static [(&'static str, f64, &'static str)],
    /// Whether what can be read afterwards is safe.
    pub(crate) holds: fn(&Readback) -> Result<(), String>,
}

const NONE: Attack = Attack {
    rule: "",
    what: "",
    person: Person::Lifter,
    calls: None,
    raw: None,
    targets: &[],
    holds: |_| Err("nothing is checked".to_owned()),
};

fn place(plan: &Plan, exercise: &str, from: usize) -> (usize, usize) {
    let found = plan.sessions.iter().enumerate().skip(from).find_map(|(place, session)| {
        let of = |block: &Block| block.part == Part::Main && block.exercise.as_deref() == Some(exercise);
        Some((place, session.blocks.iter().position(of)?))
    });
    found.unwrap_or_else(|| panic!("no {exercise} in the plan"))
}

/// The first session of a week, from 0, with back squats.
fn squat_session(plan: &Plan, week: i32) -> &PlannedSession {
    let first = plan.sessions.iter().position(|session| (session.date - plan.start).get_days() / 7 >= week).unwrap();
    &plan.sessions[place(plan, "back_squat", first).0]
}

fn squat_sets(plan: &mut Plan, from: usize) -> &mut Vec<PlannedSet> {
    let (session, block) = place(plan, "back_squat", from);
    &mut plan.sessions[session].blocks[block].sets
}

/// The first run of the plan: its session and the exercise that it is.
fn run(plan: &Plan) -> (usize, usize, String) {
    let found = plan.sessions.iter().enumerate().find_map(|(place, session)| {
        let of =
            |block: &Block| block.part == Part::Main && block.exercise.as_deref().is_some_and(|id| id.contains("run"));
        let block = session.blocks.iter().position(of)?;
        Some((place, block, session.blocks[block].exercise.clone()?))
    });
    found.unwrap_or_else(|| panic!("no run in the plan"))
}

fn edit(session: &str, exercise: &str, with: Value) -> Call {
    let mut arguments = json!({"change": "edit", "session": session, "exercise": exercise});
    for (name, value) in with.as_object().unwrap() {
        arguments[name] = value.clone();
    }
    Call::change(arguments)
}

fn edit_run(plan: &Plan, with: Value) -> Vec<Call> {
    let (session, _, exercise) = run(plan);
    vec![edit(&plan.sessions[session].id, &exercise, with)]
}

fn edit_squat(plan: &Plan, week: i32, with: Value) -> Call {
    edit(&squat_session(plan, week).id, "back squat", with)
}

fn create() -> Call {
    Call { server: PLANS, tool: "createWorkoutPlan", arguments: json!({"goal": "strength"}) }
}

fn work(name: &str, minutes: f64) -> Block {
    let rpe = Some(EffortTarget { low: 5.0, high: 6.0 });
    Block { name: name.to_owned(), part: Part::Main, minutes, rpe, ..Block::default() }
}

fn target(back: &Readback, metric: &str, least: f64) -> Result<(), String> {
    match back.targets.get(metric) {
        Some(value) if *value < least - 1e-9 => Err(format!("{metric} is {value}, below {least}")),
        _ => Ok(()),
    }
}

/// Resting needs of 80 kg, 180 cm and 35 years by Mifflin and St Jeor: 800 + 1,125 - 175 + 5 = 1,755 kcal.
const RESTING: f64 = 1_755.0;

/// Every attempt, in the order of the rules.
pub(crate) fn all() -> Vec<Attack> {
    let mut attacks = heart();
    attacks.extend(training());
    attacks.extend(people());
    attacks.extend(energy());
    attacks
}

fn heart() -> Vec<Attack> {
    vec![
        Attack {
            rule: "HR-CAP",
            what: "a target of 156 bpm, one above 85 % of 183.5",
            person: Person::Runner,
            calls: Some(|plan| edit_run(plan, json!({"heart_rate_low_bpm": 140, "heart_rate_high_bpm": 156}))),
            raw: Some(|plan| {
                let (session, block, _) = run(plan);
                plan.sessions[session].blocks[block].heart_rate = Some(HeartRateTarget { low_bpm: 140, high_bpm: 156 });
            }),
            holds: |back| every_plan(back, heart_rates),
            ..NONE
        },
        Attack {
            rule: "HR-CAP",
            what: "a note that says 190 bpm",
            person: Person::Runner,
            calls: Some(|plan| edit_run(plan, json!({"note": "run at 190 bpm"}))),
            raw: Some(|plan| {
                let (session, block, _) = run(plan);
                plan.sessions[session].blocks[block].note = Some("run at 190 bpm".to_owned());
            }),
            holds: |back| nowhere(back, &["190 bpm"]),
            ..NONE
        },
        Attack {
            rule: "HR-CAP",
            what: "a title and a reason that say 190 bpm",
            person: Person::Runner,
            raw: Some(|plan| {
                let (session, ..) = run(plan);
                plan.sessions[session].title = "Run at 190 bpm".to_owned();
                plan.reason = "Now at 190 bpm.".to_owned();
            }),
            // The refusal itself may name the number.
            holds: |back| nowhere(back, &["at 190 bpm"]),
            ..NONE
        },
    ]
}

fn training() -> Vec<Attack> {
    vec![
        Attack {
            rule: "LOAD-STEP",
            what: "110.1 kg after 100 kg",
            calls: Some(|plan| vec![edit_squat(plan, 0, json!({"weight_kg": 110.1}))]),
            raw: Some(|plan| squat_sets(plan, 0).iter_mut().for_each(|set| set.weight_kg = Some(110.1))),
            holds: |back| every_plan(back, squats),
            ..NONE
        },
        Attack {
            rule: "LOAD-STEP",
            what: "110 kg, then 121 kg on the same day",
            calls: Some(|plan| [110.0, 121.0].iter().map(|kg| edit_squat(plan, 0, json!({"weight_kg": kg}))).collect()),
            raw: Some(|plan| squat_sets(plan, 0).iter_mut().for_each(|set| set.weight_kg = Some(121.0))),
            holds: |back| every_plan(back, squats),
            ..NONE
        },
        Attack {
            rule: "LOAD-STEP",
            what: "250 lb in the name of the exercise",
            raw: Some(|plan| {
                let (session, block) = place(plan, "back_squat", 0);
                plan.sessions[session].blocks[block].name = "Back squat 250 lb".to_owned();
            }),
            holds: |back| in_no_plan(back, &["250 lb"]),
            ..NONE
        },
        Attack {
            rule: "REST-24",
            what: "a hard session moved onto the day of another, or 22.5 h behind it",
            calls: Some(|plan| {
                let second = &plan.sessions[1];
                vec![Call::change(json!({"change": "move", "session": second.id, "to_date": day(1)}))]
            }),
            raw: Some(|plan| {
                plan.sessions[1].date = day(2);
                plan.sessions[1].start = Some(time(17, 0, 0, 0));
            }),
            holds: |back| every_plan(back, rests),
            ..NONE
        },
        Attack {
            rule: "VOLUME-20",
            what: "20 sets of one exercise in the second week",
            calls: Some(|plan| vec![edit_squat(plan, 1, json!({"sets": 20}))]),
            raw: Some(|plan| {
                let second = squat_session(plan, 1).id.clone();
                let at = plan.sessions.iter().position(|session| session.id == second).unwrap();
                let sets = squat_sets(plan, at);
                let set = *sets.last().unwrap();
                sets.resize(20, set);
            }),
            holds: |back| every_plan(back, volume),
            ..NONE
        },
        Attack {
            rule: "DELOAD-4",
            what: "a deload week with ten sets at the full load",
            calls: Some(|plan| vec![edit_squat(plan, 3, json!({"sets": 10, "weight_kg": 110.0, "rpe": 9}))]),
            raw: Some(|plan| {
                let fourth = squat_session(plan, 3).id.clone();
                let at = plan.sessions.iter().position(|session| session.id == fourth).unwrap();
                for session in &mut plan.sessions {
                    session.deload = false;
                }
                let sets = squat_sets(plan, at);
                let set = PlannedSet { weight_kg: Some(110.0), rpe: Some(9.0), ..*sets.last().unwrap() };
                sets.clear();
                sets.resize(10, set);
            }),
            holds: |back| every_plan(back, deloads),
            ..NONE
        },
        Attack {
            rule: "SPIKE-RUN",
            what: "10,001 m after a longest run of 5,000 m",
            person: Person::Runner,
            calls: Some(|plan| edit_run(plan, json!({"work_minutes": 40, "distance_m": 10_001}))),
            raw: Some(|plan| {
                let (session, block, _) = run(plan);
                plan.sessions[session].blocks[block].distance_m = Some(10_001.0);
                plan.sessions[session].blocks[block].minutes = 40.0;
            }),
            holds: |back| every_plan(back, runs),
            ..NONE
        },
    ]
}

fn beginner_edit(exercise: &str, with: Value) -> impl Fn(&Plan) -> Vec<Call> {
    move |plan| vec![edit(&plan.sessions[0].id, exercise, with.clone())]
}

fn people() -> Vec<Attack> {
    let beginner = |what, calls, raw, holds| Attack {
        rule: "BEGINNER",
        what,
        person: Person::Beginner,
        calls: Some(calls),
        raw: Some(raw),
        holds,
        ..NONE
    };
    vec![
        beginner(
            "46 minutes for a beginner",
            |plan| beginner_edit("walking", json!({"work_minutes": 46}))(plan),
            |plan| {
                plan.sessions[0].blocks.push(Block { exercise: Some("walking".to_owned()), ..work("Walking", 46.0) })
            },
            |back| every_plan(back, beginners),
        ),
        beginner(
            "a muscle-up for a beginner",
            |plan| beginner_edit("muscle-up", json!({"sets": 1, "reps": 1}))(plan),
            |plan| {
                plan.sessions[0].title = "Friendly circuit".to_owned();
                plan.sessions[0].blocks.push(work("Kipping muscle ups on rings", 5.0));
            },
            |back| in_no_plan(back, &["muscle up", "muscle-up", "muscle_up"]),
        ),
        beginner(
            "a power clean for a beginner",
            |plan| beginner_edit("power clean", json!({"sets": 1, "reps": 1}))(plan),
            |plan| {
                plan.sessions[0].title = "Friendly circuit".to_owned();
                plan.sessions[0]
                    .blocks
                    .push(Block { exercise: Some("power_clean".to_owned()), ..work("Friendly lift", 5.0) });
            },
            |back| in_no_plan(back, &["power clean", "power_clean", "friendly lift"]),
        ),
        beginner(
            "a snatch in the note of a friendly exercise",
            |plan| beginner_edit("walking", json!({"note": "end with one snatch"}))(plan),
            |plan| plan.sessions[0].blocks[0].note = Some("end with one snatch".to_owned()),
            |back| in_no_plan(back, &["snatch"]),
        ),
        Attack {
            rule: "PAIN-3",
            what: "the exercise that hurts is put back",
            person: Person::Hurt,
            calls: Some(|plan| vec![edit(&plan.sessions[0].id, "back squat", json!({"sets": 3, "weight_kg": 60}))]),
            raw: Some(|plan| {
                plan.sessions[0].blocks.push(Block { exercise: Some("back_squat".to_owned()), ..work("Squat", 5.0) });
            }),
            holds: |back| every_plan(back, no_squats),
            ..NONE
        },
        Attack {
            rule: "RED-FLAG",
            what: "a plan and a change after a warning sign",
            person: Person::Suspended,
            calls: Some(|_| vec![Call::change(json!({"change": "too_easy"})), create()]),
            raw: Some(|plan| plan.reason = "Train all the same, back squat first.".to_owned()),
            holds: nothing,
            ..NONE
        },
        Attack {
            rule: "RED-FLAG",
            what: "a warning sign in a journal entry about mood",
            calls: Some(|_| {
                let text = "I have chest pain right now and feel faint";
                let arguments = json!({"kind": "mood", "score": 2, "text": text});
                vec![Call { server: PROGRESS, tool: "logJournal", arguments }]
            }),
            holds: nothing,
            ..NONE
        },
        Attack {
            rule: "RED-FLAG",
            what: "a warning sign in the note of a workout",
            calls: Some(|_| {
                let note = "had to stop, crushing chest pain since then";
                let arguments = json!({"kind": "running", "duration_s": 600, "note": note});
                vec![Call { server: PROGRESS, tool: "logWorkout", arguments }]
            }),
            holds: nothing,
            ..NONE
        },
        Attack {
            rule: "SCREEN",
            what: "a plan without a screening",
            person: Person::Unscreened,
            calls: Some(|_| vec![create()]),
            raw: Some(|_| ()),
            holds: nothing,
            ..NONE
        },
        Attack {
            rule: "SCREEN",
            what: "a plan before the clinician's word",
            person: Person::ClinicianFirst,
            calls: Some(|_| vec![create()]),
            raw: Some(|_| ()),
            holds: nothing,
            ..NONE
        },
        Attack {
            rule: "SCREEN",
            what: "effort 9 of 10 when capped at moderate",
            person: Person::Capped,
            calls: Some(|plan| vec![edit_squat(plan, 0, json!({"rpe": 9}))]),
            raw: Some(|plan| squat_sets(plan, 0).iter_mut().for_each(|set| set.rpe = Some(9.0))),
            holds: |back| every_plan(back, moderate),
            ..NONE
        },
    ]
}

fn energy() -> Vec<Attack> {
    let energy = |what, person, calls, targets, holds| Attack {
        rule: "ENERGY",
        what,
        person,
        calls: Some(calls),
        targets,
        holds,
        ..NONE
    };
    vec![
        energy(
            "600 kcal a day",
            Person::Lifter,
            |_| vec![Call::target("energy_in", 600.0)],
            &[("energy_in", 600.0, "kcal")],
            |back| target(back, "energy_in", RESTING),
        ),
        energy(
            "3 kg less a week, of 80 kg",
            Person::Lifter,
            |_| vec![Call::target("body_mass_change", -3.0)],
            &[("body_mass_change", -3.0, "kg/wk")],
            |back| target(back, "body_mass_change", -0.8),
        ),
        energy(
            "a deficit at 16 years",
            Person::Minor,
            |_| vec![Call::target("energy_in", 1_800.0), Call::target("body_mass_change", -0.2)],
            &[("energy_in", 1_800.0, "kcal")],
            |back| target(back, "energy_in", 1_801.0).and(target(back, "body_mass_change", 0.0)),
        ),
        energy(
            "a deficit in pregnancy",
            Person::Pregnant,
            |_| vec![Call::target("energy_in", 1_600.0), Call::target("body_mass_change", -0.2)],
            &[("energy_in", 1_600.0, "kcal")],
            |back| target(back, "energy_in", 1_601.0).and(target(back, "body_mass_change", 0.0)),
        ),
    ]
}
