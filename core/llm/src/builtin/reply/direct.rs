//! Replies that need no figure: who the coach is, what it can do, and what it cannot.

use super::super::conversation::Conversation;
use super::super::topic::Topic;
use super::super::understand::Coach;
use super::provide;
use super::voice::Picker;
use crate::chat::TurnContext;

const CAN: &str = "I can tell you about your sleep, recovery, steps and activity, heart rate and its variability, training load, strength, workouts, weight and other measurements, with trends, comparisons and records.";
const ALSO: &str = "I also log meals, make and change training plans, and explain exercises.";
const ASK: &str = "Ask for example: “How did I sleep last night?”, “Am I ready to train?”, “Compare my steps this month with last month”, “I had eggs on toast for breakfast” or “Make me a training plan.”";

pub(super) fn reply(context: &TurnContext, speaker: Option<Coach>, conversation: &Conversation<'_>) -> String {
    let ask = &conversation.understanding;
    let picker = Picker::new(conversation.question, &conversation.said);
    let name = context
        .person_name
        .as_deref()
        .filter(|name| name.chars().all(|c| c.is_alphabetic() || " -'".contains(c)) && !name.is_empty());
    match ask.topic {
        Topic::Identity => identity(speaker),
        Topic::Help => help(speaker),
        Topic::Greeting => greeting(speaker, name, picker),
        Topic::Thanks => thanks(speaker, picker).to_owned(),
        Topic::Goodbye => match speaker {
            Some(Coach::Max) => "Go. Rest up and come back hungry.",
            Some(Coach::Emma) => "Take good care of yourself. See you soon.",
            _ => "Goodbye. Your data stays here for the next time.",
        }
        .to_owned(),
        Topic::Acknowledgement => match speaker {
            Some(Coach::Max) => "Good. What is next? Ask me what to do today.",
            Some(Coach::Emma) => "Lovely. Is there something you would like to look at together?",
            _ => "All right. What would you like to look at next?",
        }
        .to_owned(),
        Topic::TalkTo => arrived(speaker, ask.coach),
        Topic::Pain => pain(speaker),
        Topic::Medical => {
            format!(
                "I am a fitness coach, so I do not diagnose, and I give no advice on drugs, doses or treatment. Please ask a doctor or pharmacist; if it is urgent, call your local emergency number. {CAN}"
            )
        }
        Topic::Nutrition => {
            format!(
                "I cannot look up meals or foods right now, so I will not guess. If a food diary writes into your health data, I can tell you what it recorded. {CAN}"
            )
        }
        Topic::MealLog => meal_hint(speaker).to_owned(),
        Topic::PlanCreation | Topic::Plan | Topic::PlanChange => {
            format!(
                "I cannot reach training plans right now. What I can do is tell you from your recovery and load what makes sense today: ask “What should I do today?”. {CAN}"
            )
        }
        Topic::Exercise => {
            "I cannot look up exercises right now, so I will not guess. Please ask again in a moment.".to_owned()
        }
        Topic::LogWorkout => log_hint(ask.metric.as_deref()),
        Topic::OffTopic => {
            format!("That is outside of what I can do: I only know your training and health data. {CAN} {ALSO}")
        }
        Topic::Unclear => unclear(speaker),
        Topic::Motivation => encouragement(speaker.unwrap_or(Coach::Emma)).to_owned(),
        _ => format!(
            "I cannot look up {} right now, so I will not guess. Please ask again in a moment; `coach doctor` shows what is wrong if it stays like that.",
            provide::subject(ask)
        ),
    }
}

fn identity(speaker: Option<Coach>) -> String {
    let who = match speaker {
        Some(Coach::Max) => "I am Max Power, the coach who pushes you.",
        Some(Coach::Emma) => "I am Emma Encourage, the coach who is on your side, on slow days too.",
        Some(Coach::Progress) => "I am Dr. Progress, the coach who explains your figures.",
        None => {
            "I am the reception of PocketCoach. Behind me are Max Power, who pushes, Emma Encourage, who supports, and Dr. Progress, who explains."
        }
    };
    format!(
        "{who} I am a program, not a person and not a doctor: the built-in coach works with rules on this device, and your data stays here. Every figure that I name comes from your own data."
    )
}

fn help(speaker: Option<Coach>) -> String {
    let end = match speaker {
        Some(Coach::Max) => " So ask, and then move.",
        Some(Coach::Emma) => " There are no silly questions.",
        Some(Coach::Progress) => " I always name dates and sources.",
        None => " You can also ask for Max, Emma or Dr. Progress by name.",
    };
    format!("{CAN} {ALSO} Tell me about a workout and I prepare the entry for your approval. {ASK}{end}")
}

fn greeting(speaker: Option<Coach>, name: Option<&str>, picker: Picker<'_>) -> String {
    let hello = match name {
        Some(name) => format!("Hello {name}."),
        None => "Hello.".to_owned(),
    };
    let rest = match speaker {
        Some(Coach::Max) => {
            picker.pick(&["Ready to work? Ask me what to do today.", "No time to lose. What are we training?"])
        }
        Some(Coach::Emma) => picker.pick(&[
            "How are you feeling today? I can look at your sleep or recovery.",
            "It is good to see you. What would you like to look at?",
        ]),
        Some(Coach::Progress) => {
            picker.pick(&["Which figure shall we look at?", "Ask me about a trend or a comparison."])
        }
        None => picker.pick(&[
            "What would you like to know about your sleep, recovery or training?",
            "Ask me about your sleep, your recovery, your steps or your training.",
        ]),
    };
    format!("{hello} {rest}")
}

fn thanks(speaker: Option<Coach>, picker: Picker<'_>) -> &'static str {
    picker.pick(match speaker {
        Some(Coach::Max) => &["Thank me with your next session.", "Save it for the finish line. What is next?"],
        Some(Coach::Emma) => {
            &["You are very welcome. I am here whenever you need me.", "Gladly. Keep taking good care of yourself."]
        }
        _ => &[
            "You are welcome. Ask whenever you want to look further.",
            "Gladly. Is there another figure you would like to see?",
        ],
    })
}

/// A coach who was asked for is there, or is not.
fn arrived(speaker: Option<Coach>, wanted: Option<Coach>) -> String {
    match (speaker, wanted) {
        (Some(Coach::Max), None | Some(Coach::Max)) => {
            "Max Power here. Tell me what you want to hit, or ask what to do today.".to_owned()
        }
        (Some(Coach::Emma), None | Some(Coach::Emma)) => {
            "Emma here, and I am glad you asked for me. How are you feeling? We can look at your sleep or your recovery together.".to_owned()
        }
        (Some(Coach::Progress), None | Some(Coach::Progress)) => {
            "Dr. Progress here. Name a figure, and I show you where it stands, where it goes and why.".to_owned()
        }
        (_, Some(wanted)) => {
            format!("I cannot hand over to {} right now. {ASK}", wanted.agent())
        }
        (None, None) => format!("Which coach would you like: Max, Emma or Dr. Progress? {ASK}"),
    }
}

fn pain(speaker: Option<Coach>) -> String {
    let start = match speaker {
        Some(Coach::Max) => "Stop there. Pain is no weakness leaving the body, it is a warning.",
        Some(Coach::Emma) => "I am sorry that it hurts. Please be careful with yourself.",
        _ => "Pain comes first.",
    };
    format!(
        "{start} I cannot judge an injury. Leave out whatever brings the pain on, and see a doctor or physiotherapist when it is strong, came suddenly, or does not ease. Ordinary muscle soreness after training passes by itself with easy movement. If you want, ask me how recovered you are."
    )
}

/// A meal is to be logged, but not what it was.
fn meal_hint(speaker: Option<Coach>) -> &'static str {
    match speaker {
        Some(Coach::Max) => "Log what? Tell me the foods and how much, like “eggs, toast with butter and a coffee”.",
        Some(Coach::Emma) => {
            "Gladly. What did you have, and about how much of it? For example “eggs, toast with butter and a coffee”."
        }
        _ => {
            "Tell me the foods and their amounts, for example “eggs, toast with butter and a coffee”, and I prepare the entry."
        }
    }
}

fn log_hint(metric: Option<&str>) -> String {
    match metric {
        Some("body_mass") => "I cannot write down your weight from here yet; `coach log weight` does it.".to_owned(),
        Some(metric) if metric != "workout_count" => {
            "I can only prepare entries for workouts. Other values come in with an import of your health data.".to_owned()
        }
        _ => "Tell me what you did with its time or distance, or its sets, and I prepare the entry. For example: “I ran for half an hour” or “I benched” with weight and repetitions.".to_owned(),
    }
}

fn unclear(speaker: Option<Coach>) -> String {
    let start = match speaker {
        Some(Coach::Max) => "Say that again, clearer.",
        Some(Coach::Emma) => "I am sorry, I did not quite understand that.",
        _ => "I did not understand that.",
    };
    format!("{start} {CAN} {ALSO} {ASK}")
}

/// Words for a hard time.
pub(super) fn encouragement(coach: Coach) -> &'static str {
    match coach {
        Coach::Max => {
            "Everyone has days like this. You do not need to feel like it, you only need to start small: a short, easy session counts."
        }
        Coach::Emma => {
            "Days like this are part of it, and they say nothing bad about you. A short walk or an early night counts too. If the low mood stays, please talk to someone you trust or a professional."
        }
        Coach::Progress => {
            "Motivation comes and goes; small habits carry over the gaps. A short, easy session keeps the habit alive. If the low mood stays, a professional can help."
        }
    }
}
