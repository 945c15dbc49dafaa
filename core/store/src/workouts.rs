//! Workouts: imported ones are primary data, logged ones are projections of the log.

use crate::codec::{Reader, get_floats, get_ints, inflate, put_floats, put_ints, put_part, put_varint};
use crate::log::{DeviceId, Stamp};
use crate::{Error, StoredWorkout};
use coach_domain::record::{RoutePoint, Workout};
use coach_domain::time::local_day;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Bodies and tracks never grow beyond this when they are read.
const MAX_BYTES: usize = 256 << 20;
/// Two records of one workout start within this time of each other.
const SAME_START_MS: i64 = 120_000;
/// Name in the metadata of when a platform changed a workout last.
pub const MODIFIED: &str = "modified_ms";
/// And their lengths differ by at most this share.
const SAME_LENGTH: f64 = 0.1;

/// The id of an imported workout, from the origin's id or else from source, kind, start and end.
pub(crate) fn imported_id(workout: &Workout) -> String {
    id("imported", workout)
}

/// The id of a logged workout. It never meets that of an imported one: the log alone owns logged ones.
pub(crate) fn logged_id(workout: &Workout) -> String {
    id("logged", workout)
}

fn id(origin: &str, workout: &Workout) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/workout");
    let mut field = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    field(origin);
    field(&workout.source.name);
    if let Some(own) = &workout.origin {
        field("origin");
        field(own);
    } else {
        field(&workout.kind.0);
        field(&workout.start_ms.to_string());
        field(&workout.end_ms.to_string());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// How much a workout tells: what decides between two records of the same one.
fn richness(workout: &Workout) -> i64 {
    let numbers = [
        workout.distance_m,
        workout.energy_active_kcal,
        workout.energy_basal_kcal,
        workout.heart_rate_mean_bpm,
        workout.heart_rate_min_bpm,
        workout.heart_rate_max_bpm,
        workout.rpe,
    ];
    let told = numbers.iter().filter(|number| number.is_some()).count()
        + workout.statistics.len().min(8)
        + 2 * usize::from(!workout.events.is_empty())
        + 2 * usize::from(!workout.activities.is_empty())
        + 2 * usize::from(workout.note.is_some())
        + 4 * usize::from(!workout.sets.is_empty())
        + 8 * usize::from(!workout.route.is_empty());
    told as i64
}

/// A workout as it is stored: the track apart, so that lists need not read it.
struct Packed {
    json: Vec<u8>,
    body: Vec<u8>,
    route: Option<Vec<u8>>,
}

fn pack(workout: &Workout) -> Result<Packed, Error> {
    let mut bare = workout.clone();
    let route = std::mem::take(&mut bare.route);
    let json = serde_json::to_vec(&bare).map_err(|error| Error::Database(error.to_string()))?;
    Ok(Packed { body: deflate(&json)?, route: if route.is_empty() { None } else { Some(pack_route(&route)?) }, json })
}

pub(crate) fn deflate(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    zstd::bulk::compress(bytes, 3).map_err(|error| Error::Database(error.to_string()))
}

fn corrupt() -> Error {
    Error::Corrupt("a workout".to_owned())
}

fn unpack(body: &[u8]) -> Result<Workout, Error> {
    let json = inflate(body, MAX_BYTES).ok_or_else(corrupt)?;
    serde_json::from_slice(&json).map_err(|_| corrupt())
}

fn pack_route(route: &[RoutePoint]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    put_varint(&mut out, route.len() as u64);
    let mut part = Vec::new();
    let mut previous = 0;
    let deltas: Vec<i64> = route
        .iter()
        .map(|point| {
            let delta = point.at_ms.wrapping_sub(previous);
            previous = point.at_ms;
            delta
        })
        .collect();
    put_ints(&mut part, deltas.iter().copied());
    put_part(&mut out, &part);
    for field in [|p: &RoutePoint| p.latitude, |p: &RoutePoint| p.longitude, |p: &RoutePoint| p.elevation_m] {
        part.clear();
        put_floats(&mut part, route.iter().map(field));
        put_part(&mut out, &part);
    }
    deflate(&out)
}

fn unpack_route(bytes: &[u8]) -> Option<Vec<RoutePoint>> {
    let out = inflate(bytes, MAX_BYTES)?;
    let mut reader = Reader(&out);
    let count = usize::try_from(reader.varint()?).ok()?;
    // Constant columns take no room for each point, so the count is held against what a track can have.
    if count > 10_000_000 {
        return None;
    }
    let deltas = get_ints(reader.part()?, count)?;
    let latitudes = get_floats(reader.part()?, count)?;
    let longitudes = get_floats(reader.part()?, count)?;
    let elevations = get_floats(reader.part()?, count)?;
    let mut at_ms = 0_i64;
    let points = (0..count).map(|index| {
        at_ms = at_ms.wrapping_add(deltas[index]);
        RoutePoint { at_ms, latitude: latitudes[index], longitude: longitudes[index], elevation_m: elevations[index] }
    });
    Some(points.collect())
}

/// What became of an imported workout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Put {
    /// It was not there before.
    New,
    /// It was there before.
    Known,
    /// It was deleted at its platform, and stays away.
    Deleted,
}

/// When a workout was last changed at its platform, in milliseconds since 1970 UTC; 0 when it does not say.
fn modified_ms(workout: &Workout) -> i64 {
    workout.metadata.get(MODIFIED).and_then(|at| at.parse().ok()).unwrap_or(0)
}

/// Writes an imported workout; of two with one identity the later state stays, else the richer one. One that a platform
/// names takes the place of the same one out of a file.
pub(crate) fn put_imported(tx: &Connection, source: i64, workout: &Workout) -> Result<Put, Error> {
    let id = imported_id(workout);
    if is_deleted(tx, &id)? {
        return Ok(Put::Deleted);
    }
    let mut is_known = false;
    for (twin, origin) in recorded_twice(tx, source, workout)? {
        match (&workout.origin, origin) {
            (Some(_), None) => {
                tx.prepare_cached("DELETE FROM workout WHERE id = ?1")?.execute([twin])?;
                is_known = true;
            }
            (None, Some(_)) => return Ok(Put::Known),
            _ => {}
        }
    }
    let packed = pack(workout)?;
    let richness = richness(workout);
    let there: Option<(i64, Vec<u8>, Option<Vec<u8>>)> = tx
        .prepare_cached("SELECT richness, body, route FROM workout WHERE id = ?1")?
        .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let new = there.is_none();
    if let Some((known, body, route)) = there {
        let json = inflate(&body, MAX_BYTES).ok_or_else(corrupt)?;
        // A total order, so that the same set of files gives the same workouts in any order of imports.
        let known_ms = unpack(&body).map_or(0, |known| modified_ms(&known));
        let new_ms = modified_ms(workout);
        if (known_ms, known, &json, &route) >= (new_ms, richness, &packed.json, &packed.route) {
            return Ok(Put::Known);
        }
    }
    put(tx, &id, source, workout, richness, &packed, None)?;
    Ok(if new && !is_known { Put::New } else { Put::Known })
}

/// Whether a platform deleted the workout with this id.
fn is_deleted(tx: &Connection, id: &str) -> Result<bool, Error> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM deleted_sample WHERE metric = ?1 AND identity = ?2 AND deleted)")?
        .query_row([crate::live::WORKOUT, id], |row| row.get(0))?)
}

/// Imported workouts of the same source, kind, start and end to the second, with their origin. An export of Apple's
/// names no records and gives whole seconds, so the same workout comes with a name and without one.
fn recorded_twice(tx: &Connection, source: i64, workout: &Workout) -> Result<Vec<(String, Option<String>)>, Error> {
    const SECOND_MS: i64 = 999;
    let mut statement = tx.prepare_cached(
        "SELECT id, body FROM workout WHERE stamp IS NULL AND source = ?1 AND kind = ?2
            AND start_ms BETWEEN ?3 AND ?4 AND end_ms BETWEEN ?5 AND ?6",
    )?;
    let mut rows = statement.query(params![
        source,
        workout.kind.0,
        workout.start_ms - SECOND_MS,
        workout.start_ms + SECOND_MS,
        workout.end_ms - SECOND_MS,
        workout.end_ms + SECOND_MS,
    ])?;
    let mut twins = Vec::new();
    while let Some(row) = rows.next()? {
        twins.push((row.get(0)?, unpack(&row.get::<_, Vec<u8>>(1)?)?.origin));
    }
    Ok(twins)
}

/// An imported workout that its platform names.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) start_ms: i64,
}

/// Imported workouts that their platform names and `pick` takes, by their start and that name.
pub(crate) fn named(connection: &Connection, pick: impl Fn(i64, &str) -> bool) -> Result<Vec<Named>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, start_ms, body FROM workout WHERE stamp IS NULL")?;
    let mut rows = statement.query([])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        let start_ms = row.get(1)?;
        let workout = unpack(&row.get::<_, Vec<u8>>(2)?)?;
        if workout.origin.as_deref().is_some_and(|origin| pick(start_ms, origin)) {
            list.push(Named { id: row.get(0)?, source: workout.source.name, start_ms });
        }
    }
    Ok(list)
}

/// Writes a logged workout; the later edit of one identity stays.
pub(crate) fn put_logged(
    tx: &Connection,
    source: i64,
    workout: &Workout,
    stamp: Stamp,
    device: &DeviceId,
) -> Result<(), Error> {
    let id = logged_id(workout);
    let there: Option<(i64, DeviceId)> = tx
        .prepare_cached("SELECT stamp, device FROM workout WHERE id = ?1")?
        .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if there.is_some_and(|there| there >= (stamp.to_i64(), *device)) {
        return Ok(());
    }
    put(tx, &id, source, workout, richness(workout), &pack(workout)?, Some((stamp.to_i64(), device)))
}

fn put(
    tx: &Connection,
    id: &str,
    source: i64,
    workout: &Workout,
    richness: i64,
    packed: &Packed,
    edit: Option<(i64, &DeviceId)>,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO workout (id, source, kind, start_ms, end_ms, day, richness, stamp, device, body, route)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        id,
        source,
        workout.kind.0,
        workout.start_ms,
        workout.end_ms,
        local_day(workout.start_ms, workout.offset_min),
        richness,
        edit.map(|(stamp, _)| stamp),
        edit.map(|(_, device)| device),
        packed.body,
        packed.route,
    ])?;
    crate::search::put_note(tx, id, workout)
}

/// What deciding about duplicates needs.
struct Candidate {
    id: String,
    source: i64,
    kind: String,
    start_ms: i64,
    end_ms: i64,
    day: i32,
    richness: i64,
    workout: Workout,
}

impl Candidate {
    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Candidate {
            id: row.get(0)?,
            source: row.get(1)?,
            kind: row.get(2)?,
            start_ms: row.get(3)?,
            end_ms: row.get(4)?,
            day: row.get(5)?,
            richness: row.get(6)?,
            workout: unpack(&row.get::<_, Vec<u8>>(7)?)?,
        })
    }

    fn length_s(&self) -> f64 {
        if self.workout.active_s > 0.0 { self.workout.active_s } else { (self.end_ms - self.start_ms) as f64 / 1000.0 }
    }

    /// The same workout, recorded by another source.
    fn is_twin(&self, other: &Candidate) -> bool {
        let (a, b) = (self.length_s(), other.length_s());
        self.kind == other.kind
            && self.source != other.source
            && (self.start_ms - other.start_ms).abs() <= SAME_START_MS
            && (a - b).abs() <= SAME_LENGTH * a.max(b)
    }
}

const COLUMNS: &str = "SELECT id, source, kind, start_ms, end_ms, day, richness, body FROM workout";

/// Workouts that start on these local days, oldest first, one of each set of duplicates.
pub(crate) fn list(connection: &Connection, from_day: i32, to_day: i32) -> Result<Vec<StoredWorkout>, Error> {
    // A day more on both sides: of two records of one workout, one may lie across midnight.
    let from_ms = (i64::from(from_day) - 2) * coach_domain::time::DAY_MS;
    let to_ms = (i64::from(to_day) + 3) * coach_domain::time::DAY_MS;
    let mut statement = connection
        .prepare_cached(&format!("{COLUMNS} WHERE start_ms >= ?1 AND start_ms < ?2 ORDER BY start_ms, id"))?;
    let mut rows = statement.query([from_ms, to_ms])?;
    let mut groups: Vec<Vec<Candidate>> = Vec::new();
    while let Some(row) = rows.next()? {
        let candidate = Candidate::read(row)?;
        let near = groups.iter_mut().rev().take_while(|group| candidate.start_ms - group[0].start_ms <= SAME_START_MS);
        match near.filter(|group| group.iter().all(|member| member.is_twin(&candidate))).last() {
            Some(group) => group.push(candidate),
            None => groups.push(vec![candidate]),
        }
    }
    let mut list = Vec::new();
    for mut group in groups {
        let best =
            (0..group.len()).max_by_key(|index| (group[*index].richness, std::cmp::Reverse(*index))).unwrap_or(0);
        let chosen = group.swap_remove(best);
        if chosen.day < from_day || chosen.day > to_day {
            continue;
        }
        let mut also: Vec<String> = group.into_iter().map(|twin| twin.id).collect();
        also.sort_unstable();
        list.push(StoredWorkout { id: chosen.id, workout: chosen.workout, also });
    }
    list.sort_by(|a, b| (a.workout.start_ms, &a.id).cmp(&(b.workout.start_ms, &b.id)));
    Ok(list)
}

/// One workout with its track.
pub(crate) fn one(connection: &Connection, id: &str) -> Result<StoredWorkout, Error> {
    let missing = || Error::Missing { what: "workout", id: id.to_owned() };
    let found: Option<(Vec<u8>, Option<Vec<u8>>, i32)> = connection
        .prepare_cached("SELECT body, route, day FROM workout WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (body, route, day) = found.ok_or_else(missing)?;
    let also = list(connection, day - 1, day + 1)?
        .into_iter()
        .find(|listed| listed.id == id || listed.also.iter().any(|twin| twin == id))
        .map_or_else(Vec::new, |listed| {
            let mut all = listed.also;
            all.push(listed.id);
            all.retain(|other| other != id);
            all.sort_unstable();
            all
        });
    Ok(StoredWorkout { id: id.to_owned(), workout: whole(&body, route.as_deref())?, also })
}

/// A stored workout with its track.
pub(crate) fn whole(body: &[u8], route: Option<&[u8]>) -> Result<Workout, Error> {
    let mut workout = unpack(body)?;
    if let Some(route) = route {
        workout.route = unpack_route(route).ok_or_else(corrupt)?;
    }
    Ok(workout)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tracks_go_there_and_back(points in prop::collection::vec((any::<i32>(), -90.0..90.0, -180.0..180.0, prop::num::f64::ANY), 1..50)) {
            let route: Vec<RoutePoint> = points
                .into_iter()
                .map(|(at, latitude, longitude, elevation_m)| RoutePoint { at_ms: i64::from(at), latitude, longitude, elevation_m })
                .collect();
            let back = unpack_route(&pack_route(&route).unwrap()).unwrap();
            prop_assert_eq!(back.len(), route.len());
            for (a, b) in back.iter().zip(&route) {
                prop_assert_eq!((a.at_ms, a.latitude, a.longitude, a.elevation_m.to_bits()), (b.at_ms, b.latitude, b.longitude, b.elevation_m.to_bits()));
            }
        }

        #[test]
        fn hostile_tracks_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(unpack_route(&deflate(&bytes).unwrap()).is_none_or(|route| route.len() <= 10_000_000));
        }
    }
}
