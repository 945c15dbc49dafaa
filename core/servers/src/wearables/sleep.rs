//! `getSleepData`: nights by wake day with their stages, score and averages; naps apart.

use crate::desk::{Desk, Sources, Summary, clock_minutes, failed, local_rfc3339};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::formulas::sleep::sleep_score;
use coach_domain::metric;
use coach_domain::sleep::{SleepSession, SleepStage};
use coach_mcp::{Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Nights before the period that the score looks at for regularity.
const HISTORY_DAYS: i32 = 14;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Nights and naps by wake day, oldest first.
    nights: Vec<NightRow>,
}

/// One night or nap.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NightRow {
    /// Local date of the final waking.
    wake_day: Date,
    /// A nap beside the main sleep.
    nap: bool,
    /// First moment in bed or asleep, on the wall of the place.
    start: String,
    /// Last moment in bed or asleep.
    end: String,
    /// Seconds asleep.
    asleep_s: f64,
    /// Seconds in bed.
    in_bed_s: Option<f64>,
    /// Seconds awake after falling asleep.
    awake_s: f64,
    /// Seconds of light sleep; null when stages were not told apart.
    light_s: Option<f64>,
    /// Seconds of deep sleep.
    deep_s: Option<f64>,
    /// Seconds of REM sleep.
    rem_s: Option<f64>,
    /// Sleep score, 0 to 100.
    score: Option<f64>,
    /// Who measured it.
    source: String,
}

impl Keyed for NightRow {
    fn key(&self) -> String {
        format!("{} {}", self.wake_day, self.start)
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.nights.truncate(items);
    }
}

/// Nights of a period together with those before it that scores look at.
pub(super) struct Nights {
    all: Vec<SleepSession>,
    period: Period,
}

impl Nights {
    pub(super) fn read(desk: &Desk, period: Period) -> Result<Self, ToolError> {
        let reach = period.reaching_back(HISTORY_DAYS);
        let mut all = desk.store.sleep(reach.from, reach.to).map_err(failed)?;
        all.sort_by_key(|session| (session.wake_day, session.start_ms));
        Ok(Self { all, period })
    }

    /// Nights and naps of the period.
    fn sessions(&self) -> impl Iterator<Item = &SleepSession> {
        self.all.iter().filter(|session| self.period.contains(session.wake_day))
    }

    /// Main sleeps of the period.
    fn nights(&self) -> impl DoubleEndedIterator<Item = &SleepSession> {
        self.all.iter().filter(|session| !session.nap && self.period.contains(session.wake_day))
    }

    /// Main sleeps of the period and of the days before it that were read.
    pub(super) fn every_night(&self) -> impl Iterator<Item = &SleepSession> {
        self.all.iter().filter(|session| !session.nap)
    }

    /// The night that ended on a day.
    pub(super) fn of(&self, day: Date) -> Option<&SleepSession> {
        self.nights().rev().find(|night| night.wake_day == day)
    }

    fn score(&self, night: &SleepSession) -> coach_domain::figure::Computed {
        let before: Vec<SleepSession> =
            self.all.iter().filter(|other| !other.nap && other.wake_day < night.wake_day).cloned().collect();
        sleep_score(night, &before)
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 7)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let nights = fill(desk, &mut sheet)?;
    sheet.reply_with_list("Sleep", nights, input.cursor.as_deref(), None, |nights| More { nights })
}

/// Adds the figures of a period and returns its nights and naps.
pub(crate) fn fill(desk: &Desk, sheet: &mut Sheet) -> Result<Vec<NightRow>, ToolError> {
    let period = sheet.period;
    let nights = Nights::read(desk, period)?;
    add_last_night(desk, sheet, &nights)?;
    if nights.nights().count() > 1 {
        add_averages(desk, sheet, &nights)?;
    }
    let naps: Vec<&SleepSession> = nights.sessions().filter(|session| session.nap).collect();
    if !naps.is_empty() {
        let total = naps.iter().map(|nap| nap.asleep_s).sum();
        let source = Sources::of(naps.iter().map(|nap| nap.source.as_str()));
        sheet.add("nap_total", "time asleep in naps", Shown::duration_s(total), Origin::new("asleep", &source, period));
    }
    Ok(nights.sessions().map(|session| row(session, &nights)).collect())
}

/// Adds the night that ended on the period's last day, or says that it is not there and adds the latest one.
fn add_last_night(desk: &Desk, sheet: &mut Sheet, nights: &Nights) -> Result<(), ToolError> {
    let to = nights.period.to;
    if let Some(night) = nights.of(to) {
        return add_night(desk, sheet, nights, night, "last_night");
    }
    match nights.nights().next_back() {
        None => sheet.gap(desk.gap_of("sleep", metric::SLEEP_STAGE)?),
        Some(night) => {
            let reason =
                format!("no night recorded that ended on {}; the latest ended on {}", date(to), date(night.wake_day));
            sheet.miss("sleep of the last night", reason);
            add_night(desk, sheet, nights, night, "latest_night")?;
        }
    }
    Ok(())
}

/// Adds everything known about one night, under names that end in `suffix`.
pub(super) fn add_night(
    desk: &Desk,
    sheet: &mut Sheet,
    nights: &Nights,
    night: &SleepSession,
    suffix: &str,
) -> Result<(), ToolError> {
    let origin = |metric: &str| Origin::day(metric, &night.source, night.wake_day);
    let mut add = |part: &str, label: &str, shown: Shown| {
        sheet.add(format!("{part}_{suffix}"), label, shown, origin(part));
    };
    let staged = night.light_s.is_some() || night.deep_s.is_some() || night.rem_s.is_some();
    add("asleep", "time asleep", Shown::duration_s(night.asleep_s));
    if let Some(seconds) = night.in_bed_s {
        add("in_bed", "time in bed", Shown::duration_s(seconds));
    }
    // Without stages nobody knows whether the person was awake in between.
    if staged || night.awake_s > 0.0 {
        add("awake", "time awake after falling asleep", Shown::duration_s(night.awake_s));
    }
    for (part, label, seconds) in [
        ("light", "light sleep", night.light_s),
        ("deep", "deep sleep", night.deep_s),
        ("rem", "REM sleep", night.rem_s),
    ] {
        if let Some(seconds) = seconds {
            add(part, label, Shown::duration_s(seconds));
        }
    }
    let course = Course::read(desk, night)?;
    if staged {
        add("awakenings", "times awake", Shown::count(course.awakenings, "time", "times"));
    }
    add("sleep_start", "fell asleep at", Shown::clock(clock_minutes(course.fell_asleep_ms, night.offset_min)));
    add("sleep_end", "woke up at", Shown::clock(clock_minutes(course.woke_ms, night.offset_min)));
    if !staged {
        sheet.miss("sleep stages", "the source of this night does not tell them apart");
    }
    match nights.score(night) {
        Ok(score) => sheet.add_with(
            format!("sleep_score_{suffix}"),
            "sleep score",
            Shown::score(score.value),
            origin("sleep_score"),
            Some(score.confidence),
        ),
        Err(reason) => sheet.insufficient("sleep score", &reason),
    }
    Ok(())
}

/// When the person fell asleep and woke, and how often they were awake in between.
struct Course {
    fell_asleep_ms: i64,
    woke_ms: i64,
    awakenings: usize,
}

impl Course {
    fn read(desk: &Desk, night: &SleepSession) -> Result<Self, ToolError> {
        // Stages that begin before the first moment of the session cannot belong to it.
        let samples =
            desk.store.samples(metric::SLEEP_STAGE, night.start_ms, night.end_ms.saturating_add(1)).map_err(failed)?;
        let own = || samples.iter().filter(|sample| sample.source == night.source);
        let asleep = || own().filter(|sample| SleepStage::from_value(sample.value).is_asleep());
        let fell_asleep_ms = asleep().map(|sample| sample.start_ms).min().unwrap_or(night.start_ms);
        let woke_ms = asleep().map(|sample| sample.end_ms).max().unwrap_or(night.end_ms);
        let mut awake: Vec<(i64, i64)> = own()
            .filter(|sample| SleepStage::from_value(sample.value) == SleepStage::Awake)
            .filter(|sample| sample.start_ms > fell_asleep_ms && sample.end_ms < woke_ms)
            .map(|sample| (sample.start_ms, sample.end_ms))
            .collect();
        awake.sort_unstable();
        let mut awakenings = 0;
        let mut until = i64::MIN;
        for (start, end) in awake {
            awakenings += usize::from(start > until);
            until = until.max(end);
        }
        Ok(Self { fell_asleep_ms, woke_ms, awakenings })
    }
}

/// A part of a night, as the averages look at it.
type Part = fn(&SleepSession) -> Option<f64>;

fn add_averages(desk: &Desk, sheet: &mut Sheet, nights: &Nights) -> Result<(), ToolError> {
    let period = nights.period;
    let summary = |part: Part| {
        Summary::of(
            nights.nights().filter_map(|night| part(night).map(|value| (night.wake_day, value, night.source.as_str()))),
        )
    };
    let Some(asleep) = summary(|night| Some(night.asleep_s)) else { return Ok(()) };
    let origin = |metric: &str| Origin::new(metric, &asleep.source, period);
    sheet.add("asleep_mean", "time asleep, average", Shown::duration_s(asleep.mean), origin("asleep"));
    sheet.add(
        "asleep_min",
        "time asleep, shortest night",
        Shown::duration_s(asleep.min),
        Origin::day("asleep", &asleep.source, asleep.min_day),
    );
    sheet.add(
        "asleep_max",
        "time asleep, longest night",
        Shown::duration_s(asleep.max),
        Origin::day("asleep", &asleep.source, asleep.max_day),
    );
    let parts: [(&str, &str, Part); 4] = [
        ("deep", "deep sleep, average", |night| night.deep_s),
        ("rem", "REM sleep, average", |night| night.rem_s),
        ("light", "light sleep, average", |night| night.light_s),
        ("awake", "time awake after falling asleep, average", |night| night.light_s.map(|_| night.awake_s)),
    ];
    for (name, label, part) in parts {
        if let Some(found) = summary(part) {
            sheet.add(
                format!("{name}_mean"),
                label,
                Shown::duration_s(found.mean),
                Origin::new(name, &found.source, period),
            );
        }
    }
    let scores: Vec<(Date, f64, &str)> = nights
        .nights()
        .filter_map(|night| nights.score(night).ok().map(|score| (night.wake_day, score.value, night.source.as_str())))
        .collect();
    if let Some(score) = Summary::of(scores) {
        sheet.add("sleep_score_mean", "sleep score, average", Shown::score(score.mean), origin("sleep_score"));
    }
    sheet.add("nights_count", "nights recorded", Shown::count(asleep.days, "night", "nights"), origin("nights"));
    let before = period.before();
    let earlier = desk.store.sleep(before.from, before.to).map_err(failed)?;
    let earlier = Summary::of(
        earlier
            .iter()
            .filter(|session| !session.nap)
            .map(|session| (session.wake_day, session.asleep_s, session.source.as_str())),
    );
    if let Some(earlier) = earlier {
        sheet.add(
            "asleep_previous_mean",
            "time asleep in the period before, average",
            Shown::duration_s(earlier.mean),
            Origin::new("asleep", &earlier.source, before),
        );
        sheet.add(
            "asleep_change",
            "time asleep against the period before",
            Shown::duration_change_s(asleep.mean - earlier.mean),
            Origin::new("asleep", &asleep.source, period),
        );
    }
    Ok(())
}

fn row(session: &SleepSession, nights: &Nights) -> NightRow {
    NightRow {
        wake_day: session.wake_day,
        nap: session.nap,
        start: local_rfc3339(session.start_ms, session.offset_min),
        end: local_rfc3339(session.end_ms, session.offset_min),
        asleep_s: session.asleep_s,
        in_bed_s: session.in_bed_s,
        awake_s: session.awake_s,
        light_s: session.light_s,
        deep_s: session.deep_s,
        rem_s: session.rem_s,
        score: if session.nap { None } else { nights.score(session).ok().map(|score| score.value) },
        source: session.source.clone(),
    }
}
