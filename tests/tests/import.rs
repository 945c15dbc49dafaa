//! Imports of made-up exports into real stores.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use coach_domain::metric::{self, Metric};
use coach_sources::{CancelFlag, Error, Format, ImportOptions, Progress, detect};
use coach_store::ImportReport;
use coach_tests::apple_export::{Container, Dtd, Options, Truth};
use coach_tests::home::{Home, first_difference};
use proptest::prelude::*;
use std::cell::Cell;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Around the change to summer time, so that a day of 23 hours is in it.
fn options(days: u32) -> Options {
    Options { first_day: jiff::civil::date(2026, 3, 22), days, ..Options::default() }
}

fn made(folder: &TempDir, name: &str, options: &Options, container: Container) -> (PathBuf, Truth) {
    let path = folder.path().join(name);
    let truth = options.write(&path, container).unwrap();
    (path, truth)
}

fn imported(path: &Path) -> (TempDir, Home, ImportReport) {
    let folder = TempDir::new().unwrap();
    let home = Home::new(folder.path());
    let report = home.import(path).unwrap();
    (folder, home, report)
}

fn assert_same(one: &Home, two: &Home, what: &str) {
    if let Some(difference) = first_difference(&one.export().unwrap(), &two.export().unwrap()) {
        panic!("{what}: {difference}");
    }
}

#[test]
fn the_report_and_the_figures_are_the_truth() {
    let files = TempDir::new().unwrap();
    let (path, truth) = made(&files, "export.zip", &options(12), Container::Zip);
    let (_folder, home, report) = imported(&path);
    let skipped: u64 = report.skipped.iter().map(|skip| skip.count).sum();
    for (reason, count) in &truth.skipped {
        let found = report.skipped.iter().find(|skip| skip.reason == *reason).map_or(0, |skip| skip.count);
        assert_eq!(found, *count, "{reason}");
    }
    assert_eq!(skipped, truth.skipped.values().sum::<u64>());
    assert_eq!(report.new, truth.unique_total() + truth.workouts + truth.rings + truth.ecgs);
    assert_eq!(report.duplicates, truth.duplicates);
    assert_eq!(report.records, report.new + report.duplicates + skipped);
    assert_eq!(report.workouts, truth.workouts);
    assert!(!report.partial);
    for (kind, count) in &truth.unique {
        let name = Metric::by_healthkit(kind).map_or(kind.as_str(), |metric| metric.id);
        let found = report.by_type.get(name).copied().unwrap_or_default();
        assert!(found >= *count && found <= count + truth.duplicates, "{kind}: {found} for {count}");
    }

    let store = home.open().unwrap();
    let (first, last) = (*truth.steps.keys().next().unwrap(), *truth.steps.keys().last().unwrap());
    let days = store.days(metric::STEPS, first, last).unwrap();
    assert_eq!(days.len(), truth.steps.len());
    for day in days {
        let expected = truth.steps[&day.day];
        assert!((day.value - expected).abs() < 0.5, "{}: {} for {expected}", day.day, day.value);
        assert!(truth.steps_added_up[&day.day] > expected + 100.0);
    }
    let health = store.check().unwrap();
    assert_eq!((health.integrity.as_str(), health.log_error), ("ok", None));
}

#[test]
fn every_shape_of_the_same_export_gives_the_same_store() {
    let files = TempDir::new().unwrap();
    let (clean, _) = made(&files, "clean.zip", &options(8), Container::Zip);
    let (_folder, reference, _) = imported(&clean);
    for (turn, dtd) in [Dtd::Ok, Dtd::UnclosedMid, Dtd::UnclosedEnd, Dtd::ClosedTwice].into_iter().enumerate() {
        let name = ["Exportieren", "eksport", "\u{5bfc}\u{51fa}", "\u{3c3}\u{bb}\u{255d}\u{3c3}\u{e7}\u{2551}"][turn];
        let options = Options { dtd, name: name.to_owned(), ..options(8) };
        for container in [Container::Zip, Container::Folder] {
            let (path, _) = made(&files, &format!("{turn}-{container:?}"), &options, container);
            let (_folder, home, _) = imported(&path);
            assert_same(&home, &reference, &format!("{dtd:?} {container:?}"));
            if container == Container::Folder {
                // The XML alone finds its tracks and electrocardiograms in the folders beside it.
                let (_folder, home, _) = imported(&path.join(format!("{name}.xml")));
                assert_same(&home, &reference, &format!("{dtd:?} xml"));
            }
        }
    }
}

#[test]
fn the_same_again_adds_nothing_and_more_adds_only_what_is_new() {
    let files = TempDir::new().unwrap();
    let (short, _) = made(&files, "short.zip", &options(6), Container::Zip);
    let (long, truth) = made(&files, "long.zip", &options(10), Container::Zip);
    let (_folder, home, first) = imported(&short);
    let before = home.export().unwrap();

    let again = home.import(&short).unwrap();
    assert_eq!((again.new, again.records), (0, first.records));
    // The same content in other bytes is read, and known record by record.
    let (other, _) = made(&files, "folder", &options(6), Container::Folder);
    assert_eq!(home.import(&other).unwrap().new, 0);
    assert_eq!(first_difference(&before, &home.export().unwrap()), None);

    let report = home.import(&long).unwrap();
    let all = truth.unique_total() + truth.workouts + truth.rings + truth.ecgs;
    assert_eq!(report.new, all - first.new);
    let (_folder, alone, _) = imported(&long);
    assert_same(&home, &alone, "longer after shorter");
}

#[test]
fn a_cancelled_import_goes_on_and_ends_as_if_it_had_not_been() {
    let files = TempDir::new().unwrap();
    let (path, _) = made(&files, "export.zip", &options(30), Container::Zip);
    let (_folder, reference, _) = imported(&path);
    let folder = TempDir::new().unwrap();
    let home = Home::new(folder.path());
    let store = home.open().unwrap();
    let mut cancelled = 0;
    let report = loop {
        let cancel = CancelFlag::default();
        let calls = Cell::new(0);
        let progress = |_: &Progress| {
            calls.set(calls.get() + 1);
            if calls.get() == 12 {
                cancel.cancel();
            }
        };
        match coach_sources::import(&store, &path, &ImportOptions::default(), &progress, &cancel) {
            Err(Error::Cancelled) => cancelled += 1,
            other => break other.unwrap(),
        }
    };
    assert!(cancelled > 1, "{cancelled}");
    assert!(!report.partial);
    drop(store);
    assert_same(&home, &reference, "cancelled and resumed");
}

#[test]
fn the_order_of_sources_is_the_persons_and_needs_no_new_import() {
    let files = TempDir::new().unwrap();
    let (path, truth) = made(&files, "export.zip", &options(5), Container::Zip);
    let (_folder, home, _) = imported(&path);
    let store = home.open().unwrap();
    let day = *truth.steps.keys().next().unwrap();
    let steps = || store.days(metric::STEPS, day, day).unwrap()[0].value;
    let before = steps();
    let order = store.source_order(metric::STEPS).unwrap();
    let phone_first = |name: &String| !name.contains("iPhone");
    let mut phone = order.clone();
    phone.sort_by_key(phone_first);
    store.set_source_order(metric::STEPS, &phone).unwrap();
    assert!((steps() - before).abs() > 1.0);
    store.set_source_order(metric::STEPS, &order).unwrap();
    assert!((steps() - before).abs() < 1e-9);
}

#[test]
fn hostile_input_leaves_an_empty_store() {
    let files = TempDir::new().unwrap();
    let empty_folder = TempDir::new().unwrap();
    let empty = Home::new(empty_folder.path());
    let mut xml = Vec::new();
    options(1).write_xml(&mut xml).unwrap();
    let text = String::from_utf8(xml.clone()).unwrap();
    let archive = |name: &str, members: &[(&str, &[u8])]| {
        let path = files.path().join(name);
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        for (member, bytes) in members {
            zip.start_file(*member, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        path
    };
    let entities = text.replacen("<!ELEMENT", "<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\"><!ELEMENT", 1);
    let external = text.replacen("HealthData [", "HealthData SYSTEM \"file:///etc/hosts\" [", 1);
    let zeros = vec![0; 32 << 20];
    for path in [
        archive("entities.zip", &[("export.xml", entities.as_bytes())]),
        archive("external.zip", &[("export.xml", external.as_bytes())]),
        archive("bomb.zip", &[("export.xml", &xml), ("bomb", &zeros)]),
        archive("climb.zip", &[("export.xml", &xml), ("../../.profile", b"x")]),
    ] {
        let store = empty.open().unwrap();
        let silent = |_: &Progress| {};
        let refused = coach_sources::import(&store, &path, &ImportOptions::default(), &silent, &CancelFlag::default());
        assert!(matches!(refused, Err(Error::Refused { .. })), "{path:?}: {refused:?}");
        assert!(matches!(detect(&path), Err(Error::Refused { .. })), "{path:?}");
        assert!(store.sources().unwrap().is_empty());
        assert!(store.freshness().unwrap().is_empty());
    }
}

#[test]
fn the_content_tells_the_format() {
    let files = TempDir::new().unwrap();
    for container in [Container::Zip, Container::Folder, Container::Xml] {
        let (path, _) = made(&files, &format!("{container:?}"), &options(1), container);
        assert_eq!(detect(&path).unwrap(), Format::AppleHealth);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_off_file_and_then_the_whole_is_the_whole(cut in 0.02..0.99_f64, zipped in any::<bool>()) {
        let files = TempDir::new().unwrap();
        let container = if zipped { Container::Zip } else { Container::Xml };
        let (whole, _) = made(&files, "whole", &options(5), container);
        let mut bytes = std::fs::read(&whole).unwrap();
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        let part = files.path().join("part");
        std::fs::write(&part, bytes).unwrap();
        let (_folder, home, report) = imported(&part);
        prop_assert!(report.partial);
        home.import(&whole).unwrap();
        let (_folder, alone, _) = imported(&whole);
        assert_same(&home, &alone, "part and then whole");
    }
}
