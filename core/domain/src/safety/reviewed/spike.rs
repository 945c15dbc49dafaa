//! SPIKE-RUN: no run or ride far longer than the longest of the last 30 days.

use super::Verdict;
use super::change::{Sessions, listed, named, number, refusal};
use super::timeline::{Item, timeline};
use crate::safety::facts::Facts;
use crate::safety::limits::{Spike, Sport, SportHistory, is_past, sport_amount};
use crate::safety::{Intervention, Rule};

fn words(sport: Sport, spike: &Spike, session: &str) -> String {
    let unit = if spike.in_metres { "m" } else { "minutes" };
    let longest = match spike.day {
        Some(day) => format!("the longest of the 30 days before, {} {unit} on {day}", number(spike.longest)),
        None => format!("the {} {unit} to start from without history", number(spike.longest)),
    };
    let (amount, ratio) = (number(spike.amount), number(spike.ratio()));
    format!("the {} in {session} has {amount} {unit}, {ratio} times {longest}", sport.words())
}

/// Warns of a run or ride more than a tenth longer, and refuses one more than twice as long unless the person has
/// confirmed it.
pub(super) fn rule<T: Sessions>(value: &T, facts: &Facts) -> Verdict<T> {
    let mut history = SportHistory::new(facts);
    let mut warnings = Vec::new();
    for item in timeline(value, facts) {
        let session = match item {
            Item::Beside(session) => session,
            Item::Judged(index) => {
                let Some(session) = value.sessions().get(index) else { continue };
                for sport in Sport::ALL.into_iter().filter(|_| !is_past(session, facts)) {
                    let Some(amount) = sport_amount(session, sport) else { continue };
                    let spike = history.compare(sport, amount, session.date);
                    let told = words(sport, &spike, &named(session));
                    if spike.is_refused() && !facts.confirmed.spike {
                        let detail = format!("{told}; confirm it yourself if you want it all the same");
                        return Verdict::Refused(refusal(Rule::SpikeRun, detail));
                    }
                    if spike.is_warned() {
                        warnings.push(told);
                    }
                }
                session
            }
        };
        history.add_planned(session);
    }
    listed(warnings).map_or(Verdict::Allowed, |list| {
        let detail = format!("{list}; a single session far longer than the last ones is what injuries follow");
        Verdict::Warned(Intervention { rule: Rule::SpikeRun, action: "warned".to_owned(), detail })
    })
}
