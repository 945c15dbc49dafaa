//! Nights and naps out of the samples of `sleep_stage`.

use crate::calendar::MAX_OFFSET_MS;
use crate::chunk::Light;
use crate::samples::{self, LightCache};
use crate::{Error, sources};
use coach_domain::metric::SLEEP_STAGE;
use coach_domain::sleep::{SleepSession, SleepStage};
use coach_domain::time::{DAY_MS, local_day};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Samples of one source that lie less than this apart are one sleep.
const GAP_MS: i64 = 2 * 3_600_000;
/// A lone sleep by day that is shorter than this is a nap and not a night.
const NAP_BELOW_S: f64 = 3.0 * 3600.0;

type Interval = (i64, i64);

/// Disjoint intervals in order that cover the same time.
fn union(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
    for (start, end) in intervals {
        match merged.last_mut() {
            Some((_, last)) if start <= *last => *last = (*last).max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

fn seconds(intervals: &[Interval]) -> f64 {
    intervals.iter().map(|(start, end)| end - start).sum::<i64>() as f64 / 1000.0
}

/// How long two ordered lists of disjoint intervals overlap.
fn overlap_s(a: &[Interval], b: &[Interval]) -> f64 {
    let (mut i, mut j, mut total) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        total += (a[i].1.min(b[j].1) - a[i].0.max(b[j].0)).max(0);
        if a[i].1 < b[j].1 { i += 1 } else { j += 1 }
    }
    total as f64 / 1000.0
}

/// One sleep of one source, before sources are weighed against each other.
struct Draft {
    session: SleepSession,
    in_bed: Vec<Interval>,
}

/// Sleeps of one source, from its samples in order of their starts.
fn drafts(rows: &[Light], source: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut group: Vec<Light> = Vec::new();
    let mut end = i64::MIN;
    let useful = |row: &&Light| {
        row.end_ms > row.start_ms
            && !matches!(SleepStage::from_value(row.value), SleepStage::Unknown | SleepStage::OutOfBed)
    };
    for row in rows.iter().filter(useful) {
        if !group.is_empty() && row.start_ms - end >= GAP_MS {
            drafts.push(draft(&group, source));
            group.clear();
            end = i64::MIN;
        }
        group.push(*row);
        end = end.max(row.end_ms);
    }
    if !group.is_empty() {
        drafts.push(draft(&group, source));
    }
    drafts
}

fn draft(group: &[Light], source: &str) -> Draft {
    let of = |stages: &[SleepStage]| -> Vec<Interval> {
        let matching = group.iter().filter(|row| stages.contains(&SleepStage::from_value(row.value)));
        union(matching.map(|row| (row.start_ms, row.end_ms)).collect())
    };
    let (light, deep, rem) = (of(&[SleepStage::Light]), of(&[SleepStage::Deep]), of(&[SleepStage::Rem]));
    let detailed = of(&[SleepStage::Light, SleepStage::Deep, SleepStage::Rem]);
    // An unspecified sleep beside the stages of the same time says the same thing again.
    let generic = group.iter().filter(|row| {
        SleepStage::from_value(row.value) == SleepStage::Asleep
            && overlap_s(&[(row.start_ms, row.end_ms)], &detailed) == 0.0
    });
    let asleep = union(detailed.iter().copied().chain(generic.map(|row| (row.start_ms, row.end_ms))).collect());
    let in_bed = of(&[SleepStage::InBed]);
    let whole = union(group.iter().map(|row| (row.start_ms, row.end_ms)).collect());
    let start_ms = in_bed.iter().chain(&asleep).map(|(start, _)| *start).min();
    let end_ms = in_bed.iter().chain(&asleep).map(|(_, end)| *end).max();
    let waking = asleep.last().map(|(_, end)| *end);
    let awake_s = match (asleep.first(), waking) {
        (Some((fell, _)), Some(woke)) => {
            let awake: Vec<Interval> = of(&[SleepStage::Awake])
                .into_iter()
                .map(|(start, end)| (start.max(*fell), end.min(woke)))
                .filter(|(start, end)| start < end)
                .collect();
            seconds(&awake) - overlap_s(&awake, &asleep)
        }
        _ => 0.0,
    };
    let woke = waking.or(end_ms).unwrap_or_default();
    // The offset at waking: that of the sample which ends there.
    let offset_min = group.iter().filter(|row| row.end_ms == woke).map(|row| row.offset_min).next_back().unwrap_or(0);
    let told = |intervals: &[Interval]| (!detailed.is_empty()).then(|| seconds(intervals));
    Draft {
        session: SleepSession {
            wake_day: coach_domain::time::date_of_epoch_day(local_day(woke, offset_min)),
            nap: false,
            start_ms: start_ms.or(whole.first().map(|(start, _)| *start)).unwrap_or_default(),
            end_ms: end_ms.or(whole.last().map(|(_, end)| *end)).unwrap_or_default(),
            offset_min,
            asleep_s: seconds(&asleep),
            in_bed_s: (!in_bed.is_empty()).then(|| seconds(&in_bed)),
            awake_s,
            light_s: told(&light),
            deep_s: told(&deep),
            rem_s: told(&rem),
            source: source.to_owned(),
        },
        in_bed,
    }
}

/// Weighs sources against each other: of sleeps that overlap, the one of the source of highest priority stays. A
/// source that only saw the person in bed never wins over one that saw them sleep; it may tell the time in bed.
fn weigh(by_priority: Vec<Vec<Draft>>) -> Vec<SleepSession> {
    let mut chosen: Vec<SleepSession> = Vec::new();
    let mut in_bed: Vec<Interval> = Vec::new();
    for drafts in by_priority {
        for draft in drafts {
            in_bed.extend(&draft.in_bed);
            let session = draft.session;
            let overlaps = |other: &SleepSession| session.start_ms < other.end_ms && other.start_ms < session.end_ms;
            if session.asleep_s > 0.0 && !chosen.iter().any(overlaps) {
                chosen.push(session);
            }
        }
    }
    let in_bed = union(in_bed);
    for session in chosen.iter_mut().filter(|session| session.in_bed_s.is_none()) {
        let around: Vec<Interval> =
            in_bed.iter().copied().filter(|(start, end)| *start < session.end_ms && session.start_ms < *end).collect();
        session.in_bed_s = (!around.is_empty()).then(|| seconds(&around));
    }
    chosen
}

/// Tells naps from nights: of each waking day the longest sleep is the night, unless it is short and by day.
fn mark_naps(sessions: &mut [SleepSession]) {
    let mut longest: BTreeMap<jiff::civil::Date, (i64, f64)> = BTreeMap::new();
    for session in sessions.iter() {
        let best = longest.entry(session.wake_day).or_insert((session.start_ms, session.asleep_s));
        if session.asleep_s > best.1 {
            *best = (session.start_ms, session.asleep_s);
        }
    }
    for session in sessions {
        let hour = (session.start_ms + i64::from(session.offset_min) * 60_000).rem_euclid(DAY_MS) / 3_600_000;
        let by_day = (9..20).contains(&hour) && session.asleep_s < NAP_BELOW_S;
        session.nap = by_day || longest.get(&session.wake_day).is_some_and(|best| best.0 != session.start_ms);
    }
}

/// Nights and naps whose waking lies on these local days, oldest first.
pub(crate) fn sessions(connection: &Connection, from_day: i32, to_day: i32) -> Result<Vec<SleepSession>, Error> {
    // A sleep that ends in the range may begin long before it, and its neighbours decide what is a nap.
    let from = (i64::from(from_day) - 2) * DAY_MS - MAX_OFFSET_MS;
    let to = (i64::from(to_day) + 2) * DAY_MS + MAX_OFFSET_MS;
    let listed = samples::reaching(connection, SLEEP_STAGE, from, to)?;
    let mut cache = LightCache::default();
    let mut by_priority = Vec::new();
    for source in sources::by_priority(connection, SLEEP_STAGE)? {
        let mut rows = Vec::new();
        for chunk in listed.iter().filter(|chunk| chunk.source == source.id) {
            let decoded = cache.get(connection, chunk.data)?;
            rows.extend(decoded.iter().filter(|row| row.end_ms >= from && row.start_ms <= to).copied());
        }
        by_priority.push(drafts(&rows, &source.name));
    }
    let mut sessions = weigh(by_priority);
    mark_naps(&mut sessions);
    let days = coach_domain::time::date_of_epoch_day(from_day)..=coach_domain::time::date_of_epoch_day(to_day);
    sessions.retain(|session| days.contains(&session.wake_day));
    sessions.sort_by_key(|session| session.start_ms);
    Ok(sessions)
}

#[cfg(test)]
mod tests;
