//! The page that shows the scenarios, made from the same plans that are judged.

use crate::checks::week_measure;
use crate::people::{Story, text};
use coach_domain::person::UnitSystem;
use coach_domain::plan::{Plan, text as words};
use std::fmt::Write as _;

const INTRO: &str = "\
# When life comes between

Ten things that come between a person and a plan, and what the planner makes of them: a missed week, an illness, a knee
that hurts, a hotel, another goal, missed long runs, nine time zones, less time, six weeks off, and a race that was moved
forward. The people and the dates are made up (`tests/data/replan.json`); the plans are not written by hand, they are what
the planner and the envelope give for these facts, and a test makes this page anew and compares it.

Before each plan the person trained for four weeks; then they did what was planned until the day of the event, but for
what the event took from them. \"Before\" shows the week of the change and the one after it as they were planned,
\"after\" the same two weeks as they are now. In the tables, what lies behind is as planned, done or not.
The planner gives a half marathon shorter long runs than that scenario names, so there the runs were lengthened to those
before the envelope saw them. Loads that a plan leaves open are chosen by a simple share of body weight.
";

/// The page as Markdown.
pub(crate) fn page(stories: &[Story], exception: fn(&str, usize) -> Option<&'static str>) -> String {
    let mut page = INTRO.to_owned();
    let (mut holds, mut all) = (0, 0);
    let mut open = String::new();
    for story in stories {
        let properties = story.case["properties"].as_array().unwrap();
        let excepted: Vec<usize> =
            (1..=properties.len()).filter(|number| exception(story.id(), *number).is_some()).collect();
        all += properties.len();
        holds += properties.len() - excepted.len();
        section(&mut page, story, properties.len(), excepted.len());
        for number in excepted {
            let why = exception(story.id(), number).unwrap();
            let asked = text(&properties[number - 1]["words"]);
            let _ = writeln!(open, "- **{}**: “{asked}”. {why}", heading(story.id()));
        }
    }
    let _ = write!(page, "\n## What does not hold, and why\n\n{holds} of the {all} properties hold.\n");
    if !open.is_empty() {
        let _ = write!(page, "The others:\n\n{open}");
    }
    page
}

fn heading(id: &str) -> String {
    let spaced = id.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn section(page: &mut String, story: &Story, properties: usize, excepted: usize) {
    let today = story.today();
    let first =
        story.before.sessions.iter().find(|session| session.date >= today).map_or(today, |session| session.date);
    let week = story.before.week_of(first).unwrap();
    let _ = write!(
        page,
        "\n## {}\n\n> {}\n\nTold on {}, in week {} of {}, {}.\n",
        heading(story.id()),
        text(&story.case["event"]["text"]),
        today.strftime("%A, %-d %B %Y"),
        story.before.week_of(today).unwrap(),
        story.before.weeks,
        text(&story.case["before"]["time_zone"]),
    );
    let _ = write!(page, "\n### Before\n\n{}", two_weeks(&story.before, week));
    let _ = write!(page, "\n### After\n\n{}", two_weeks(&story.after, week));
    let _ = write!(page, "\n### The weeks\n\n{}", table(story));
    let _ = write!(page, "\n### What the rules say\n\n{}\n", story.after.reason);
    if story.said.is_empty() {
        page.push_str("\nThe envelope let it stand as it is.\n");
    }
    for said in &story.said {
        let _ = write!(page, "\n- {said}\n");
    }
    let _ = write!(page, "\n{} of {properties} properties hold.\n", properties - excepted);
}

fn two_weeks(plan: &Plan, week: u32) -> String {
    let mut text = "```text\n".to_owned();
    for week in (week..=week + 1).filter(|week| *week <= plan.weeks) {
        let deload = if plan.is_deload(week) { ", deload" } else { "" };
        let _ = write!(text, "Week {week}{deload}\n\n");
        for session in plan.week(week) {
            let _ = write!(text, "{}\n\n", words::session(session, UnitSystem::Metric));
        }
    }
    format!("{}\n```\n", text.trim_end())
}

fn table(story: &Story) -> String {
    let runs = (1..=story.before.weeks)
        .any(|week| [&story.before, &story.after].iter().any(|plan| week_measure(plan, week, "running_minutes") > 0.0));
    let amount = |plan: &Plan, week: u32| {
        let sets = week_measure(plan, week, "hard_sets");
        let minutes = week_measure(plan, week, "running_minutes");
        if runs { format!("{sets:.0} sets, {minutes:.0} min of running") } else { format!("{sets:.0} sets") }
    };
    let mut text = "| Week | Before | After |\n|---|---|---|\n".to_owned();
    for week in 1..=story.before.weeks {
        let deload = if story.after.is_deload(week) { ", deload" } else { "" };
        let (before, after) = (amount(&story.before, week), amount(&story.after, week));
        let _ = writeln!(text, "| {week}{deload} | {before} | {after} |");
    }
    text
}
