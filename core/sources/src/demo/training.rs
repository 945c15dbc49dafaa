//! The sample person's screening and training plan, made by the planner from the sample year, as anyone's would be.

use super::{DemoOptions, WATERMARK};
use crate::Error;
use coach_domain::exercise::Equipment as E;
use coach_domain::journal::{Body, Entry};
use coach_domain::plan::{Frame, Goal, Plan};
use coach_domain::planner::{Request, plan};
use coach_domain::safety::reviewed::Reviewable;
use coach_domain::safety::screening::{Answers, Intensity, screen};
use coach_store::Store;
use jiff::civil::{Weekday, time};

/// Who the log names.
const ACTOR: &str = "sample data";

/// Writes a screening and a plan that began on the Monday of the last week, unless the person has a screening already.
pub(super) fn write(store: &Store, options: &DemoOptions) -> Result<(), Error> {
    let back = i64::from(options.last_day.weekday().since(Weekday::Monday));
    let monday = options.last_day.saturating_sub(jiff::Span::new().days(back));
    let Ok(morning) = monday.at(6, 0, 0, 0).to_zoned(options.home.clone()) else { return Ok(()) };
    let now_ms = morning.timestamp().as_millisecond();
    if store.facts(now_ms, &options.home)?.screening.is_some() || store.has_plan()? {
        return Ok(());
    }
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    let entry = Entry {
        id: format!("sample-screening-{}", options.seed),
        at_ms: now_ms - 1,
        offset_min: i16::try_from(morning.offset().seconds() / 60).unwrap_or(0),
        body: Body::Screening(screen(&answers)),
    };
    store.put_entry(&entry, ACTOR)?;
    let facts = store.facts(now_ms, &options.home)?;
    let request = Request {
        id: format!("sample-plan-{}", options.seed),
        goal: Goal::Mixed,
        weeks: 8,
        start: monday,
        frame: Frame {
            weekdays: vec![0, 2, 4, 5],
            start: time(18, 0, 0, 0),
            minutes: 45,
            equipment: vec![E::Barbell, E::Dumbbell, E::Plate, E::Rack, E::Bench, E::Cable, E::PullUpBar],
        },
        event: None,
        likes: Vec::new(),
        avoids: Vec::new(),
    };
    // A sample person for whom there is no plan is shown without one.
    let Ok(draft) = plan(&request, &facts) else { return Ok(()) };
    let titled = Plan { title: format!("{} {WATERMARK}", draft.title), ..draft };
    if let Ok(reviewed) = titled.review(&facts) {
        store.put_plan(&reviewed, ACTOR)?;
    }
    Ok(())
}
