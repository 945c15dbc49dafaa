//! Whole inputs: files, folders, archives, damage, interruption.

use super::{Collector, DATES, WATCH};
use crate::apple::{Job, Outcome, find};
use crate::container::Container;
use crate::{CancelFlag, Error, Progress};
use proptest::prelude::*;
use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TRACK: &str =
    "<gpx><trk><trkseg><trkpt lon=\"13\" lat=\"52\"><time>2026-11-01T06:00:00Z</time></trkpt></trkseg></trk></gpx>";

fn export(records: u32) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate)>\n]>\n\
         <HealthData locale=\"en_DE\">\n <ExportDate value=\"2026-11-10 12:00:00 +0100\"/>\n",
    );
    for count in 0..records {
        let minute = count % 60;
        let hour = count / 60 % 24;
        let open = format!(
            "<Record type=\"HKQuantityTypeIdentifierHeartRate\" {WATCH} startDate=\"2026-10-{:02} {hour:02}:{minute:02}:00 +0200\" endDate=\"2026-10-{:02} {hour:02}:{minute:02}:00 +0200\" unit=\"count/min\" value=\"{}\"",
            1 + count / 1440 % 30,
            1 + count / 1440 % 30,
            60 + count % 90
        );
        text += &match count % 5 {
            0 => format!(
                " {open}>\n  <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"{}\"/>\n </Record>\n",
                count % 3
            ),
            _ => format!(" {open}/>\n"),
        };
    }
    text += &format!(
        " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"9\" durationUnit=\"min\" {WATCH} {DATES}>\n  \
         <WorkoutRoute><FileReference path=\"/workout-routes/route_1.gpx\"/></WorkoutRoute>\n </Workout>\n</HealthData>\n"
    );
    text
}

fn ecg() -> String {
    let mut text = "Name,Ana\nGeboren,1990\nAufgezeichnet,2026-11-01 07:00:00 +0100\nKlasse,Sinus\nSymptome,\nVersion,2\nGer\u{e4}t,\"Watch6,12\"\nRate,512 Hertz\n\n".to_owned();
    (0..100).for_each(|sample| text += &format!("{sample},5\n"));
    text
}

fn archive(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// Runs an import and gives what was collected.
fn run(
    path: &Path,
    cancel: &CancelFlag,
    progress: &dyn Fn(&Progress),
    collector: &mut Collector,
) -> Result<Outcome, Error> {
    let mut container = Container::open(path)?;
    let main = find(&mut container, path)?;
    let resumed = collector.saved.as_ref().map(|(checkpoint, _)| checkpoint.clone()).unwrap_or_default();
    Job { container, main, path, time_zone: None, progress, cancel }.run(collector, &resumed)
}

fn import(path: &Path) -> Result<(Collector, bool), Error> {
    let mut collector = Collector::default();
    let outcome = run(path, &CancelFlag::default(), &|_| {}, &mut collector)?;
    Ok((collector, outcome.complete))
}

fn unpacked(folder: &Path, xml_name: &str, xml: &str) {
    for (name, text) in [
        (xml_name, xml),
        ("export_cda.xml", "<?xml version=\"1.0\"?><ClinicalDocument/>"),
        ("workout-routes/route_1.gpx", TRACK),
        ("electrocardiograms/ecg_1.csv", &ecg()),
    ] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn xml_folder_and_zip_give_the_same_records_whatever_the_names_are() {
    let folder = TempDir::new().unwrap();
    let xml = export(500);
    let mut seen = Vec::new();
    for (turn, name) in
        ["export.xml", "Exportieren.xml", "\u{5bfc}\u{51fa}.xml", "\u{3c3}\u{bb}\u{255d}.xml"].into_iter().enumerate()
    {
        let root = folder.path().join(format!("{turn}/apple_health_export"));
        unpacked(&root, name, &xml);
        let zip = folder.path().join(format!("{turn}.zip"));
        let (cda, routes, hearts) = (
            root.join("export_cda.xml"),
            root.join("workout-routes/route_1.gpx"),
            root.join("electrocardiograms/ecg_1.csv"),
        );
        let read = |path: &Path| std::fs::read(path).unwrap();
        let inside = format!("apple_health_export/{name}");
        archive(
            &zip,
            &[
                ("apple_health_export/workout-routes/route_1.gpx", &read(&routes)),
                ("apple_health_export/export_cda.xml", &read(&cda)),
                (&inside, xml.as_bytes()),
                ("apple_health_export/electrocardiograms/ecg_1.csv", &read(&hearts)),
            ],
        );
        for path in [root.join(name), root.clone(), folder.path().join(turn.to_string()), zip] {
            let (collector, complete) = import(&path).unwrap();
            assert!(complete, "{path:?}");
            seen.push(collector.content());
        }
    }
    assert_eq!(seen[0].len(), 502);
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn an_empty_a_missing_and_a_foreign_input_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let (empty, foreign) = (folder.path().join("empty"), folder.path().join("foreign.xml"));
    std::fs::write(&empty, "").unwrap();
    std::fs::write(&foreign, "<html/>").unwrap();
    assert!(matches!(import(&folder.path().join("none")), Err(Error::NotFound(_))));
    assert!(matches!(import(&empty), Err(Error::Empty(_))));
    assert!(matches!(import(&foreign), Err(Error::NotAnExport(_))));
    let bare = folder.path().join("bare");
    std::fs::create_dir(&bare).unwrap();
    assert!(matches!(import(&bare), Err(Error::Empty(_))));
}

#[test]
fn hostile_input_is_refused_before_anything_is_written() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("hostile");
    let xml = export(10);
    let refused = |path: &Path| match import(path) {
        Err(Error::Refused { .. }) => {}
        other => panic!("{other:?}"),
    };

    let entities = xml.replace("<!ELEMENT", "<!ENTITY lol \"lol\"><!ELEMENT");
    std::fs::write(&path, &entities).unwrap();
    refused(&path);
    std::fs::write(&path, xml.replace(" <ExportDate", "<!ENTITY lol \"lol\"> <ExportDate")).unwrap();
    refused(&path);
    archive(&path, &[("export.xml", entities.as_bytes())]);
    refused(&path);
    for name in ["../export.xml", "/etc/passwd", "a/../../b", "C:\\export.xml", "..\\x"] {
        archive(&path, &[("export.xml", xml.as_bytes()), (name, b"x")]);
        refused(&path);
    }
    archive(&path, &[("export.xml", xml.as_bytes()), ("zeros", &vec![0; 64 << 20])]);
    refused(&path);
}

#[test]
fn an_entry_that_unpacks_to_more_than_it_declares_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lying.zip");
    let xml = export(3000);
    archive(&path, &[("export.xml", xml.as_bytes())]);
    let mut bytes = std::fs::read(&path).unwrap();
    // The uncompressed size, in the local header (byte 22) and in the directory (byte 24).
    let declared = (xml.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == declared).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_000_u32.to_le_bytes());
    }
    std::fs::write(&path, bytes).unwrap();
    match import(&path) {
        Err(Error::Refused { .. }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_encrypted_archive_says_so() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("locked.zip");
    archive(&path, &[("export.xml", export(3).as_bytes())]);
    let mut bytes = std::fs::read(&path).unwrap();
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(import(&path), Err(Error::Encrypted(_))));
}

#[test]
fn links_out_of_a_folder_are_not_followed() {
    let folder = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    std::fs::write(outside.path().join("export.xml"), export(3)).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path().join("export.xml"), folder.path().join("export.xml")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("more")).unwrap();
        assert!(matches!(import(folder.path()), Err(Error::Empty(_))));
    }
}

#[test]
fn a_cancelled_import_goes_on_where_it_came_to() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("export.zip");
    let xml = export(30_000);
    archive(&path, &[("export.xml", xml.as_bytes()), ("workout-routes/route_1.gpx", TRACK.as_bytes())]);
    let (clean, _) = import(&path).unwrap();
    let mut collector = Collector::default();
    let mut runs = 0;
    let outcome = loop {
        runs += 1;
        let cancel = CancelFlag::default();
        let reports = Cell::new(0);
        let progress = |_: &Progress| {
            reports.set(reports.get() + 1);
            if reports.get() == 2 {
                cancel.cancel();
            }
        };
        match run(&path, &cancel, &progress, &mut collector) {
            Err(Error::Cancelled) => {
                // What comes after the checkpoint is lost, as in a crash.
                let (checkpoint, kept) = collector.saved.take().unwrap();
                collector = *kept.clone();
                collector.saved = Some((checkpoint, kept));
            }
            other => break other.unwrap(),
        }
    };
    assert!(runs > 2, "{runs}");
    assert!(outcome.complete);
    assert_eq!(collector.samples.len(), clean.samples.len());
    assert_eq!(collector.content(), clean.content());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_broken_off_file_gives_a_part_of_the_whole(cut in 0.05..0.999_f64, zipped in any::<bool>(), streamed in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("export");
        let xml = export(400);
        std::fs::write(&path, &xml).unwrap();
        let (whole, _) = import(&path).unwrap();
        let mut bytes = xml.into_bytes();
        if zipped {
            let options = SimpleFileOptions::default();
            let mut packed = if streamed {
                let mut zip = ZipWriter::new_stream(Vec::new());
                zip.start_file("a/export.xml", options).unwrap();
                zip.write_all(&bytes).unwrap();
                zip.finish().unwrap().into_inner()
            } else {
                let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
                zip.start_file("a/export.xml", options).unwrap();
                zip.write_all(&bytes).unwrap();
                zip.finish().unwrap().into_inner()
            };
            packed.truncate((packed.len() as f64 * cut) as usize);
            bytes = packed;
        } else {
            bytes.truncate((bytes.len() as f64 * cut) as usize);
        }
        std::fs::write(&path, &bytes).unwrap();
        match import(&path) {
            Ok((part, complete)) => {
                let directory_only = zipped && part.samples.len() == whole.samples.len();
                prop_assert!(!complete || directory_only && part.workouts.len() == whole.workouts.len());
                prop_assert!(part.content().is_subset(&whole.content()));
            }
            Err(Error::NotAnExport(_) | Error::Empty(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 1..300), zip in any::<bool>(), xml in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("input");
        let head: &[u8] = if zip { b"PK\x03\x04" } else if xml { b"<HealthData><Record " } else { b"" };
        std::fs::write(&path, [head, &bytes].concat()).unwrap();
        let _ = import(&path);
    }

    #[test]
    fn damaged_exports_never_panic(at in 0..60_000_usize, byte in any::<u8>(), zipped in any::<bool>()) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("input");
        let xml = export(200);
        archive(&path, &[("export.xml", xml.as_bytes())]);
        let mut bytes = if zipped { std::fs::read(&path).unwrap() } else { xml.into_bytes() };
        let at = at % bytes.len();
        bytes[at] = byte;
        std::fs::write(&path, bytes).unwrap();
        let _ = import(&path);
    }
}
