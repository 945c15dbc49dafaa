//! Resources that a client shows to the person, and prompts that it offers.

use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Sheet, markdown};
use crate::wearables::{activity, daily, sleep};
use coach_mcp::{Prompt, Resource, ToolError};
use std::sync::Arc;

/// `coach://today`: figures of the day and what is planned.
pub(crate) fn today(desk: &Desk) -> Resource {
    resource(desk, "coach://today", "Today", "read:biometrics", |desk| {
        let day = desk.clock.today();
        let (sheet, _) = daily::summary(desk, day)?;
        let mut text = markdown("Today", &sheet.answer());
        let planned = daily::planned(desk, day)?;
        text.push_str("\n## Planned\n");
        if planned.is_empty() {
            text.push_str("\nNothing is planned.\n");
        }
        for session in planned {
            text.push_str(&format!("\n- {}: {}", session.title, session.blocks.join(", ")));
        }
        Ok(text)
    })
}

/// `coach://week`: sleep, activity and workouts of the last seven days.
pub(crate) fn week(desk: &Desk) -> Resource {
    resource(desk, "coach://week", "This week", "read:biometrics", |desk| {
        let period = Period::day(desk.clock.today()).reaching_back(6);
        let units = desk.profile()?.units;
        let mut nights = Sheet::new(period, units);
        sleep::fill(desk, &mut nights)?;
        let mut days = Sheet::new(period, units);
        activity::fill(desk, &mut days)?;
        Ok(format!("{}\n{}", markdown("Sleep", &nights.answer()), markdown("Activity", &days.answer())))
    })
}

/// `coach://plan`: the training of today with every set and target.
pub(crate) fn plan(desk: &Desk) -> Resource {
    resource(desk, "coach://plan", "Today's training", "read:plans", |desk| {
        Ok(format!("# Today's training\n\n{}\n", crate::exercises::today_in_words(desk)?))
    })
}

fn resource(
    desk: &Desk,
    uri: &str,
    title: &str,
    scope: &str,
    read: impl Fn(&Desk) -> Result<String, ToolError> + Send + Sync + 'static,
) -> Resource {
    let desk = desk.clone();
    Resource {
        uri: uri.to_owned(),
        title: title.to_owned(),
        mime_type: "text/markdown".to_owned(),
        scope: scope.to_owned(),
        read: Arc::new(move || read(&desk)),
    }
}

/// A review of the week.
pub(crate) fn weekly_review() -> Prompt {
    Prompt {
        name: "weekly_review".to_owned(),
        title: "Review my week".to_owned(),
        description: "Sleep, activity, training load and strength of the last seven days, and one thing to change."
            .to_owned(),
        text: "Review my last seven days. Look at sleep, activity, training load and workouts, compare them with the \
               week before, say what went well with its figures and dates, say what is missing, and suggest one thing \
               to change next week."
            .to_owned(),
    }
}

/// Why the recovery score is what it is.
pub(crate) fn explain_my_recovery() -> Prompt {
    Prompt {
        name: "explain_my_recovery".to_owned(),
        title: "Explain my recovery".to_owned(),
        description: "Today's recovery score with what drives it.".to_owned(),
        text: "Explain my recovery score of today: what raises it, what lowers it, how each compares with my usual \
               range, and what that means for training today."
            .to_owned(),
    }
}

/// A plan for the weeks ahead.
pub(crate) fn plan_my_training() -> Prompt {
    Prompt {
        name: "plan_my_training".to_owned(),
        title: "Plan my training".to_owned(),
        description: "A training plan for a goal, days, minutes and equipment, for approval.".to_owned(),
        text: "Make me a training plan. Ask me for my goal, the days and minutes I have and what I can train with, \
               unless you know them already. Then propose the plan, show me its first week, say what the safety rules \
               changed and why, and wait for my approval."
            .to_owned(),
    }
}

/// A look at what was eaten.
pub(crate) fn review_my_food() -> Prompt {
    Prompt {
        name: "review_my_food".to_owned(),
        title: "Review what I ate".to_owned(),
        description: "Energy and macros of the last seven days against the targets.".to_owned(),
        text: "Review what I ate in the last seven days. Compare energy, protein and fibre with my targets, name the \
               days without a log, and suggest one meal that would help."
            .to_owned(),
    }
}
