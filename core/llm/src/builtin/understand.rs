//! From a message to what the person wants to know.

use super::coaching::{self, Said, Wish};
use super::learned::{self, Reading};
use super::lexicon::{self, Concept, Meaning, Spot};
use super::plan;
use super::text::{self, Token};
use super::time::{self, DateRange, Mention, When};
use super::topic::{self, Group, Topic};
use super::workout::{self, SpokenWorkout};
use crate::intent::Intent;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod named;

/// A coach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coach {
    /// `Max Power`.
    Max,
    /// `Emma Encourage`.
    Emma,
    /// `Dr. Progress`.
    Progress,
}

/// What a message was understood to ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Understanding {
    /// Subject.
    pub topic: Topic,
    /// Days that were named; `None` leaves the choice to the tool.
    pub range: Option<DateRange>,
    /// Days to compare with.
    pub compare_to: Option<DateRange>,
    /// Metric that was named, by its contract name; tools' own names (`deep_sleep`) where the topic has them.
    pub metric: Option<String>,
    /// Exercise that was named, also one that is not in the lexicon.
    pub exercise: Option<String>,
    /// Part of the body that was named, for example `legs`.
    pub body_part: Option<String>,
    /// Kind of workout that was named, for example `running`.
    pub sport: Option<String>,
    /// Coach that was called by name.
    pub coach: Option<Coach>,
    /// A development is asked for.
    pub trend: bool,
    /// A comparison is asked for.
    pub comparison: bool,
    /// A reason or an explanation is asked for.
    pub why: bool,
    /// The person says that they are tired or low.
    pub low: bool,
    /// The latest one of its kind is asked for ("my last run").
    pub latest: bool,
    /// The best one of its kind is asked for ("my longest run").
    pub best: bool,
    /// A number or amount is asked for ("how many").
    pub counts: bool,
    /// The sentence is about the past ("how did I …").
    pub past: bool,
    /// Taken over from an earlier message, at least in part.
    pub follow_up: bool,
    /// Quantities of a workout, when one is to be logged.
    pub workout: Option<SpokenWorkout>,
    /// What is wanted done with meals, plans, exercises or the journal.
    pub wish: Option<Wish>,
    /// The topic by the score alone, which holds when nothing can do what is wanted.
    pub otherwise: Topic,
    /// Every topic's score above zero, highest first.
    pub scores: Vec<(Topic, f32)>,
}

/// What a message is read against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The person's day.
    pub today: Date,
    /// First and last day with data.
    pub data_span: Option<(Date, Date)>,
    /// Dates are written month first.
    pub month_first: bool,
}

/// Reads one message by itself: topic, days, metric, exercise and coach.
///
/// `today` is the person's local day; `data_span` the first and last day with data, used for "ever".
#[must_use]
pub fn understand(text: &str, today: Date, data_span: Option<(Date, Date)>) -> Understanding {
    read(text, Frame { today, data_span, month_first: false }, Before::default(), None)
}

/// What was understood of the messages before.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Before<'a> {
    /// The latest that asks for data.
    pub data: Option<&'a Understanding>,
    /// The wish of the message just before.
    pub wish: Option<&'a Wish>,
}

/// Reads a message after an earlier one, which lends what this one leaves out, and beside what was learned that it asks
/// for.
pub(crate) fn read(text: &str, frame: Frame, before: Before<'_>, intent: Option<&Intent>) -> Understanding {
    let earlier = before.data;
    let raw = text;
    let tokens = text::tokens(text);
    let mentions = time::find(&tokens, frame.today, frame.month_first);
    // the "last" of "last week" asks for no latest one
    let in_time = |spot: &Spot| mentions.iter().any(|mention| (mention.start..mention.end).contains(&spot.start));
    let mut spots = lexicon::spot(&tokens);
    // and the holidays since which something changed are no matter of travel
    spots.retain(|spot| !matches!(spot.meaning, Meaning::Concept(Concept::Last | Concept::OffTopic)) || !in_time(spot));
    let goal = named::step_goal(&tokens, &spots, &mentions);
    if let Some(goal) = &goal {
        // "my 10k" was no run
        spots.retain(|spot| !goal.contains(&spot.start));
    }
    let lift = named::lift(&tokens, &spots, &mentions);
    let has = |concept: Concept| spots.iter().any(|spot| spot.meaning == Meaning::Concept(concept));

    let spoken = workout::read(&tokens, &spots);
    let told = tells_a_workout(&tokens, &spots, &spoken);
    let weighed = !asks(&tokens) && says_a_weight(&tokens, &spots);
    let mut boost: Vec<(Topic, f32)> = Vec::new();
    if told || weighed {
        boost.push((Topic::LogWorkout, 9.0));
    } else if goal.is_some() {
        boost.push((Topic::Activity, 8.0));
    } else if lift.is_some() && ![Concept::Should, Concept::Advice, Concept::LogVerb].into_iter().any(has) {
        boost.push((Topic::Strength, 10.0));
    } else if named::lists_a_day(&spots, &mentions) {
        boost.push((Topic::Summary, 20.0));
    }
    let (topic, scores) = topic::score(&spots, &boost);

    let mut understanding = Understanding {
        topic,
        range: None,
        compare_to: None,
        metric: if goal.is_some() { Some("steps".to_owned()) } else { metric(&spots) },
        exercise: exercise(&tokens, &spots).or(lift),
        body_part: body_part(&spots),
        sport: topic::sport(&spots).map(|sport| sport.kind().to_owned()),
        coach: coach(&tokens, &spots),
        trend: (has(Concept::Better) && !mentions.is_empty())
            || has(Concept::Trend)
            || has(Concept::Fitter)
            || has(Concept::Change)
            || has(Concept::Stall),
        comparison: has(Concept::Compare),
        why: has(Concept::Why) || has(Concept::Explain),
        low: has(Concept::Tired) || has(Concept::Motivation) || has(Concept::Beginner),
        latest: has(Concept::Last) && !has(Concept::Count),
        best: has(Concept::Best) || has(Concept::Achievement),
        counts: [Concept::Count, Concept::HowFar, Concept::Amount, Concept::Distance].into_iter().any(has),
        past: has(Concept::Past),
        follow_up: false,
        workout: (topic == Topic::LogWorkout).then_some(spoken),
        wish: None,
        otherwise: topic,
        scores,
    };
    if topic == Topic::Unclear && understanding.exercise.is_some() {
        understanding.topic = Topic::Strength;
    }
    lend(&mut understanding, &tokens, &spots, &mentions, earlier);
    if understanding.topic == Topic::Unclear && asks_for_a_time(&tokens, &mentions) {
        understanding.topic = Topic::Summary;
    }
    days(&mut understanding, &mentions, frame, earlier);
    settle_metric(&mut understanding, &tokens, &spots);
    understanding.otherwise = understanding.topic;
    let said = Said {
        raw,
        tokens: &tokens,
        spots: &spots,
        mentions: &mentions,
        today: frame.today,
        topic: understanding.topic,
        tells_workout: told || weighed,
        previous: before.wish,
    };
    // whatever else is said of plans begins with a look at the plan, or with the offer of one
    let of_plans = matches!(understanding.topic, Topic::PlanCreation | Topic::Plan | Topic::PlanChange);
    let look = || of_plans.then(|| coaching::look_at_plan(&said)).flatten();
    if let Some(wish) = coaching::read(&said).or_else(look) {
        understanding.topic = wish.matter.topic();
        understanding.wish = Some(wish);
    }
    let learned = intent.and_then(|intent| {
        let reading = learned::reading(&understanding, intent, frame.today)?;
        let other = read_as(&understanding, &said, reading)?;
        // a reading that comes to another tool lacks something, so the rules' own stands
        let fits = plan::leading(&other, frame.today) == intent.tool();
        fits.then_some(other)
    });
    learned.unwrap_or(understanding)
}

/// The same message read otherwise; `None` when it lacks what that needs.
fn read_as(rules: &Understanding, said: &Said<'_>, reading: Reading) -> Option<Understanding> {
    let mut other = rules.clone();
    other.wish = None;
    let figures = |other: &mut Understanding, topic: Topic, develops: bool| {
        (other.topic, other.otherwise, other.trend) = (topic, topic, develops);
        other.metric = metric(said.spots);
        settle_metric(other, said.tokens, said.spots);
    };
    match reading {
        Reading::Rules => return None,
        Reading::OffTopic => (other.topic, other.otherwise) = (Topic::OffTopic, Topic::OffTopic),
        Reading::Figures(topic) => figures(&mut other, topic, false),
        Reading::Development(topic) => {
            let subject = matches!(
                rules.otherwise,
                Topic::Sleep | Topic::Activity | Topic::HeartRate | Topic::BodyMetric | Topic::Intake
            );
            let own = topic == Topic::Progress && subject && rules.metric.is_some();
            figures(&mut other, if own { rules.otherwise } else { topic }, true);
        }
        Reading::Act(matter) => {
            let wish = coaching::read_as(said, matter)?;
            (other.topic, other.wish) = (matter.topic(), Some(wish));
        }
    }
    Some(other)
}

impl Understanding {
    /// Takes back a wish that nothing can do here; the topic of the score holds then.
    pub(crate) fn forget_wish(&mut self) {
        self.wish = None;
        self.topic = self.otherwise;
    }
}

/// Tells whether a sentence begins like a question.
fn asks(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|token| {
        token.is(&[
            "how", "what", "when", "was", "is", "are", "am", "why", "who", "which", "do", "can", "should", "have",
            "could", "show", "tell", "compare",
        ]) || (token.is(&["did"]) && tokens.get(1).is_some_and(|next| next.is(&["i", "we", "my", "the"])))
    })
}

/// "How was 3 March": a question with days in it and hardly anything else.
fn asks_for_a_time(tokens: &[Token], mentions: &[Mention]) -> bool {
    let outside = tokens.len().saturating_sub(mentions.iter().map(|mention| mention.end - mention.start).sum());
    let dated = mentions.iter().any(|mention| matches!(mention.when, When::Days(_)));
    dated && outside <= 4 && tokens.first().is_some_and(|token| token.is(&["how", "what", "show", "tell", "summarise"]))
}

/// "I weighed 80 kg this morning".
fn says_a_weight(tokens: &[Token], spots: &[Spot]) -> bool {
    spots.iter().any(|spot| spot.meaning == Meaning::Metric("body_mass"))
        && tokens.windows(2).any(|pair| pair[0].number.is_some() && pair[1].is(&["kg", "lb", "stone"]))
}

/// A statement with quantities, not a question: "I ran 5 km in 25 min".
fn tells_a_workout(tokens: &[Token], spots: &[Spot], spoken: &SpokenWorkout) -> bool {
    // "I did 3x8 bench" tells, "what did I do" asks
    let first_person = tokens.first().is_some_and(|token| token.is(&["i", "we"]))
        && spots.iter().any(|spot| spot.start == 0 && spot.meaning == Meaning::Concept(Concept::Past));
    let says = first_person
        || spots.iter().any(|spot| matches!(spot.meaning, Meaning::Concept(Concept::Did | Concept::LogVerb)))
        || tokens.first().is_some_and(|token| {
            token.is(&[
                "ran",
                "cycled",
                "rode",
                "swam",
                "walked",
                "jogged",
                "lifted",
                "squatted",
                "benched",
                "deadlifted",
                "hiked",
                "rowed",
                "biked",
                "did",
                "played",
            ])
        });
    let logs = spots.iter().any(|spot| spot.meaning == Meaning::Concept(Concept::LogVerb));
    (!asks(tokens) || logs) && says && spoken.is_complete()
}

fn metric(spots: &[Spot]) -> Option<String> {
    // the metric with the longest name is the one that was meant
    spots
        .iter()
        .filter_map(|spot| match spot.meaning {
            Meaning::Metric(id) => Some((spot.end - spot.start, id)),
            _ => None,
        })
        .fold(None, |best: Option<(usize, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, id)| id.to_owned())
}

fn body_part(spots: &[Spot]) -> Option<String> {
    spots.iter().find_map(|spot| match spot.meaning {
        Meaning::BodyPart(name) => Some(name.to_owned()),
        _ => None,
    })
}

/// A named exercise, or an unknown one where the words around it say that it is one ("my zercher squat 1rm").
fn exercise(tokens: &[Token], spots: &[Spot]) -> Option<String> {
    let known = spots.iter().find_map(|spot| match spot.meaning {
        Meaning::Exercise(name) => Some((spot.start, name)),
        _ => None,
    });
    let covered = |at: usize| spots.iter().any(|spot| (spot.start..spot.end).contains(&at));
    let unknown_at = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.number.is_none() && !covered(at) && token.text.len() > 3 && !lexicon::is_common(&token.text)
        })
    };
    if let Some((start, name)) = known {
        // "zercher squat": the words before belong to the name
        let before = start.checked_sub(1).filter(|at| unknown_at(*at));
        return Some(match before.and_then(|at| tokens.get(at)) {
            Some(token) => format!("{} {}", token.typed, name.rsplit(' ').next().unwrap_or(name)),
            None => name.to_owned(),
        });
    }
    let max =
        spots.iter().find(|spot| matches!(spot.meaning, Meaning::Concept(Concept::OneRepMax | Concept::Strength)))?;
    let mut words: Vec<&str> = Vec::new();
    let mut at = max.start;
    while let Some(before) = at.checked_sub(1).filter(|at| unknown_at(*at)) {
        words.insert(0, &tokens.get(before)?.typed);
        at = before;
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn coach(tokens: &[Token], spots: &[Spot]) -> Option<Coach> {
    let named = spots.iter().find_map(|spot| match spot.meaning {
        Meaning::Concept(Concept::MaxPower) => Some(Coach::Max),
        Meaning::Concept(Concept::Emma) => Some(Coach::Emma),
        Meaning::Concept(Concept::Progress) => Some(Coach::Progress),
        _ => None,
    });
    named.or_else(|| {
        // "Max, what now?": a name at the beginning, not the start of "max heart rate"
        let first = tokens.first()?;
        let covered = spots.iter().any(|spot| spot.start == 0 && spot.end > 1);
        (first.is(&["max"]) && !covered).then_some(Coach::Max)
    })
}

/// Takes over from the earlier message what this one leaves out.
fn lend(
    understanding: &mut Understanding,
    tokens: &[Token],
    spots: &[Spot],
    mentions: &[Mention],
    earlier: Option<&Understanding>,
) {
    let Some(earlier) = earlier.filter(|earlier| earlier.topic.is_data()) else { return };
    let opens =
        tokens.first().is_some_and(|token| token.is(&["and", "what", "how", "but", "also", "then", "ok", "okay"]))
            && (tokens.first().is_some_and(|token| token.is(&["and", "also", "but", "then"]))
                || spots.iter().any(|spot| spot.meaning == Meaning::Concept(Concept::And)));
    let short = tokens.len() <= 8;
    // the topic's score without what any question may contain
    let vague = matches!(understanding.topic, Topic::Unclear | Topic::Acknowledgement | Topic::Progress)
        && understanding.metric.is_none()
        && understanding.exercise.is_none()
        && understanding.sport.is_none()
        && !spots.iter().any(|spot| matches!(spot.meaning, Meaning::Concept(Concept::Fitter | Concept::Fitness)));
    let night_only = understanding.topic == Topic::Sleep
        && earlier.topic != Topic::Sleep
        && spots.iter().all(|spot| {
            !matches!(spot.meaning, Meaning::Concept(Concept::Sleep | Concept::SleepStage | Concept::Bedtime))
        })
        && opens;
    let points_back =
        !mentions.is_empty() || understanding.why || understanding.comparison || understanding.trend || opens;
    if (vague || night_only) && short && points_back {
        understanding.topic = earlier.topic;
        understanding.metric.clone_from(&earlier.metric);
        understanding.exercise.clone_from(&earlier.exercise);
        understanding.body_part.clone_from(&earlier.body_part);
        understanding.sport.clone_from(&earlier.sport);
        understanding.latest |= earlier.latest && mentions.is_empty();
        understanding.past |= earlier.past;
        understanding.trend |= earlier.trend;
        understanding.follow_up = true;
        if mentions.is_empty() {
            understanding.range = earlier.range;
            understanding.compare_to = earlier.compare_to;
        }
        return;
    }
    if opens && mentions.is_empty() && understanding.topic.is_data() {
        understanding.range = earlier.range;
        understanding.follow_up = true;
        // "and squats?" after a question about the bench asks the same of another exercise
        if understanding.topic == earlier.topic {
            understanding.trend |= earlier.trend;
        }
    }
}

/// Settles the days: what was named, relative to the earlier message where it says so.
fn days(understanding: &mut Understanding, mentions: &[Mention], frame: Frame, earlier: Option<&Understanding>) {
    let resolve = |mention: &Mention| match mention.when {
        When::Days(range) => Some(range),
        When::LastNight => {
            let day = if understanding.topic == Topic::Workouts || understanding.topic == Topic::LogWorkout {
                frame.today.saturating_sub(jiff::Span::new().days(1))
            } else {
                frame.today
            };
            Some(DateRange::day(day))
        }
        When::Before => {
            let period = mention.period.unwrap_or(time::Period::Week);
            // "last week compared to the week before": the days named beside it
            let beside = mentions.iter().find_map(|other| match other.when {
                When::Days(range) if other.start < mention.start => Some(range),
                _ => None,
            });
            let anchor = beside.or_else(|| earlier.and_then(|earlier| earlier.range)).unwrap_or_else(|| {
                // "than the week before" looks back from the running week, "the week before" alone from the last one
                if understanding.comparison {
                    time::running_now(period, frame.today)
                } else {
                    time::last_whole(period, frame.today)
                }
            });
            Some(match mention.period {
                Some(period) => time::one_before(period, anchor),
                None => anchor.preceding(),
            })
        }
        When::Ever => Some(match frame.data_span {
            Some((first, last)) => DateRange::new(first, last.max(first)),
            None => DateRange::new(frame.today.saturating_sub(jiff::Span::new().years(10)), frame.today),
        }),
    };
    let ranges: Vec<DateRange> = mentions.iter().filter_map(resolve).collect();
    match ranges.as_slice() {
        [] => {}
        [only] => {
            let running = *only != DateRange::day(frame.today) && only.to < frame.today;
            let calendar = mentions.first().and_then(|mention| mention.period);
            // "better than last week" compares the running week with that one
            if understanding.comparison
                && running
                && !understanding.follow_up
                && let Some(period) = calendar
            {
                understanding.range = Some(time::running_now(period, frame.today));
                understanding.compare_to = Some(*only);
            } else {
                understanding.range = Some(*only);
                // "compared to the week before?" keeps the later days in front
                if let Some(before) = earlier
                    .and_then(|earlier| earlier.range)
                    .filter(|_| understanding.comparison && understanding.follow_up)
                {
                    let later = if before.from > only.from { before } else { *only };
                    let earlier = if before.from > only.from { *only } else { before };
                    (understanding.range, understanding.compare_to) = (Some(later), Some(earlier));
                }
            }
        }
        [a, b, ..] => {
            // a change reads from the earlier days to the later ones
            let (later, earlier) = if a.from >= b.from { (*a, *b) } else { (*b, *a) };
            understanding.range = Some(later);
            understanding.compare_to = Some(earlier);
            understanding.comparison = true;
        }
    }
}

/// Chooses the metric that fits the topic, with the names that tools have beside the canonical ones.
fn settle_metric(understanding: &mut Understanding, tokens: &[Token], spots: &[Spot]) {
    let has = |concept: Concept| spots.iter().any(|spot| spot.meaning == Meaning::Concept(concept));
    let says = |word: &str| tokens.iter().any(|token| token.stem == word);
    let named = understanding.metric.clone();
    // body fat unless it was eaten
    if named.as_deref() == Some("fat") && !has(Concept::Eat) && understanding.topic != Topic::Nutrition {
        understanding.metric = Some("body_fat".to_owned());
        if understanding.topic == Topic::Intake {
            understanding.topic = Topic::BodyMetric;
        }
        return;
    }
    let of_group = |group: Group| named.clone().filter(|metric| topic::group_of(metric) == group);
    let inherited = || named.clone().filter(|_| understanding.follow_up);
    let fixed = |name: &str| Some(name.to_owned());
    let sport = understanding.sport.as_deref();
    understanding.metric = match understanding.topic {
        Topic::Sleep if says("deep") => fixed("deep_sleep"),
        Topic::Sleep if says("rem") => fixed("rem_sleep"),
        Topic::Sleep if has(Concept::Bedtime) && !has(Concept::Sleep) => fixed("bedtime"),
        Topic::Sleep => inherited().or_else(|| fixed("asleep")),
        Topic::Activity => of_group(Group::Activity).or_else(|| {
            if has(Concept::Calories) {
                return fixed("energy_active");
            }
            if has(Concept::HowFar) || has(Concept::Distance) {
                return fixed(match sport {
                    Some("cycling") => "distance_cycle",
                    Some("swimming") => "distance_swim",
                    _ => "distance_walk_run",
                });
            }
            inherited()
        }),
        Topic::Intake if has(Concept::Calories) => fixed("energy_in"),
        Topic::Hrv => of_group(Group::Hrv).or_else(inherited),
        Topic::HeartRate if has(Concept::MaxHeartRate) => fixed("heart_rate"),
        Topic::HeartRate => of_group(Group::Heart).or_else(inherited),
        Topic::Workouts => {
            fixed(match (sport, has(Concept::HowFar) || has(Concept::Distance), has(Concept::HowLong)) {
                (Some("running"), true, _) => "running_distance",
                (Some("cycling"), true, _) => "cycling_distance",
                (_, true, _) => "workout_distance",
                (_, _, true) => "workout_time",
                _ => "workout_count",
            })
        }
        _ => named.clone(),
    };
}
