//! Writing: the prolog, records with their attributes, times with their offsets, and counting on the way.

use super::steps::Steps;
use super::{Dtd, Options, Truth};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Where the person lives.
const HOME: &str = "Europe/Berlin";
/// Where the person travels.
pub(super) const AWAY: &str = "America/New_York";

/// Who records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recorder {
    Watch,
    Phone,
    Scale,
    Ring,
    Hand,
}

/// The document that is being written.
pub(super) struct Page<'p> {
    pub(super) options: &'p Options,
    pub(super) truth: Truth,
    pub(super) steps: Steps,
    out: &'p mut dyn Write,
    line: String,
    recorders: [String; 5],
    home: TimeZone,
    away: TimeZone,
}

/// One day of one kind of record.
pub(super) struct Day<'d, 'p> {
    pub(super) page: &'d mut Page<'p>,
    /// Number of the day, from 0.
    pub(super) number: u32,
    /// Local day.
    pub(super) date: Date,
    /// Local midnight in seconds since 1970 UTC.
    pub(super) midnight: i64,
    /// The person is away from home.
    pub(super) travelling: bool,
    pub(super) random: ChaCha8Rng,
}

impl<'p> Page<'p> {
    pub(super) fn new(options: &'p Options, out: &'p mut dyn Write) -> Self {
        // The address of the device differs from export to export, as it does on phones.
        let address = 0x2_802a_8a00_u64 + u64::from(options.days) * 0x40;
        let device = |rest: &str| format!(" device=\"&lt;&lt;HKDevice: 0x{address:x}&gt;, {rest}&gt;\"");
        let recorder = |name: &str, version: &str, device: &str| {
            format!("sourceName=\"{name}\" sourceVersion=\"{version}\"{device}")
        };
        let recorders = [
            recorder(
                "Ana\u{2019}s Apple\u{a0}Watch",
                "26.1",
                &device("name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:26.1"),
            ),
            recorder(
                "Ana\u{2019}s iPhone",
                "26.1",
                &device("name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,2, software:26.1"),
            ),
            recorder(
                "Withings",
                "7100302",
                &device("name:Body Scan, manufacturer:Withings, model:Scale, hardware:13, software:2.1"),
            ),
            recorder("Oura &quot;Gen 3&quot; \u{1f48d}", "3.1", ""),
            recorder("Health", "26.1", ""),
        ];
        Page {
            options,
            truth: Truth::default(),
            steps: Steps::default(),
            out,
            line: String::new(),
            recorders,
            home: TimeZone::get(HOME).unwrap_or(TimeZone::UTC),
            away: TimeZone::get(AWAY).unwrap_or(TimeZone::UTC),
        }
    }

    /// A day of a section, with random numbers of its own.
    pub(super) fn day<'d>(&'d mut self, section: u64, number: u32) -> Day<'d, 'p> {
        let date = self.options.first_day.saturating_add(i64::from(number).days());
        let travelling = is_travelling(number);
        let zone = if travelling { &self.away } else { &self.home };
        let midnight = date.to_zoned(zone.clone()).map_or(0, |zoned| zoned.timestamp().as_second());
        let seed = self.options.seed ^ (section << 48) ^ (u64::from(number) << 8);
        Day { page: self, number, date, midnight, travelling, random: ChaCha8Rng::seed_from_u64(seed) }
    }

    pub(super) fn head(&mut self) -> io::Result<()> {
        let made = self.options.first_day.saturating_add(i64::from(self.options.days).days());
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text += &dtd(self.options.dtd);
        text += "<HealthData locale=\"en_DE\">\n";
        let _ = writeln!(text, " <ExportDate value=\"{made} 12:00:00 +0100\"/>");
        text += " <Me HKCharacteristicTypeIdentifierDateOfBirth=\"1990-02-03\" \
                 HKCharacteristicTypeIdentifierBiologicalSex=\"HKBiologicalSexFemale\" \
                 HKCharacteristicTypeIdentifierBloodType=\"HKBloodTypeNotSet\"/>\n";
        self.write(&text)
    }

    pub(super) fn foot(mut self) -> io::Result<Truth> {
        self.write("</HealthData>\n")?;
        let (reconciled, added_up) = self.steps.days();
        Ok(Truth { steps: reconciled, steps_added_up: added_up, ..self.truth })
    }

    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.truth.bytes += text.len() as u64;
        self.out.write_all(text.as_bytes())
    }

    pub(super) fn recorder(&self, recorder: Recorder) -> &str {
        &self.recorders[recorder as usize]
    }

    /// Counts an element that cannot be used.
    pub(super) fn skipped(&mut self, reason: &str) {
        *self.truth.skipped.entry(reason.to_owned()).or_default() += 1;
    }

    /// An instant as the phone prints it: in the zone of the export, wherever it happened.
    pub(super) fn stamp(&self, text: &mut String, second: i64) {
        let offset = Timestamp::from_second(second).map_or(0, |at| self.home.to_offset(at).seconds());
        let local = second + i64::from(offset);
        let (day, time) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let date = coach_domain::time::date_of_epoch_day(day as i32);
        let _ = write!(
            text,
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02} {}{:02}{:02}",
            date.year(),
            date.month(),
            date.day(),
            time / 3600,
            time / 60 % 60,
            time % 60,
            if offset < 0 { '-' } else { '+' },
            offset.abs() / 3600,
            offset.abs() / 60 % 60
        );
    }
}

/// A fortnight of travel in each half year.
fn is_travelling(number: u32) -> bool {
    (100..114).contains(&(number % 182))
}

/// One record, before it is written.
pub(super) struct Record<'r> {
    pub(super) kind: &'r str,
    pub(super) unit: &'r str,
    pub(super) value: &'r str,
    pub(super) recorder: Recorder,
    pub(super) start: i64,
    pub(super) end: i64,
    /// Children, with their line ends.
    pub(super) children: &'r str,
}

impl Day<'_, '_> {
    /// Writes a record, now and then twice.
    pub(super) fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        use rand::RngExt;
        let mut line = std::mem::take(&mut self.page.line);
        line.clear();
        self.text(&mut line, record);
        self.page.write(&line)?;
        self.page.truth.records += 1;
        *self.page.truth.unique.entry(record.kind.to_owned()).or_default() += 1;
        if self.random.random_ratio(1, 1800) {
            self.page.write(&line)?;
            self.page.truth.records += 1;
            self.page.truth.duplicates += 1;
        }
        self.page.line = line;
        Ok(())
    }

    /// The text of a record.
    pub(super) fn text(&self, line: &mut String, record: &Record<'_>) {
        let page = &*self.page;
        let _ = write!(line, " <Record type=\"{}\" {}", record.kind, page.recorder(record.recorder));
        if !record.unit.is_empty() {
            let _ = write!(line, " unit=\"{}\"", record.unit);
        }
        for (name, second) in [("creationDate", record.end + 5), ("startDate", record.start), ("endDate", record.end)] {
            let _ = write!(line, " {name}=\"");
            page.stamp(line, second);
            line.push('"');
        }
        let _ = write!(line, " value=\"{}\"", record.value);
        let zone = if self.travelling { metadata("HKTimeZone", AWAY) } else { String::new() };
        if zone.is_empty() && record.children.is_empty() {
            line.push_str("/>\n");
        } else {
            let _ = write!(line, ">\n{zone}{} </Record>\n", record.children);
        }
    }
}

/// A metadata entry as a child.
pub(super) fn metadata(key: &str, value: &str) -> String {
    format!("  <MetadataEntry key=\"{key}\" value=\"{value}\"/>\n")
}

fn dtd(shape: Dtd) -> String {
    const HEAD: &str = "<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord|Audiogram|VisionPrescription)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT ExportDate EMPTY>
<!ATTLIST ExportDate
  value CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  value         CDATA #IMPLIED
  sourceName    CDATA #REQUIRED
  sourceVersion CDATA #IMPLIED
  device        CDATA #IMPLIED
  creationDate  CDATA #IMPLIED
  startDate     CDATA #REQUIRED
  endDate       CDATA #REQUIRED
";
    const MIDDLE: &str = "<!-- Note: Any Records that appear as children of a correlation also appear as top-level records in this document. -->
<!ELEMENT Correlation ((MetadataEntry|Record)*)>
<!ELEMENT MetadataEntry EMPTY>
<!ATTLIST MetadataEntry
  key   CDATA #REQUIRED
  value CDATA #REQUIRED
";
    match shape {
        Dtd::Ok => format!("{HEAD}>\n{MIDDLE}>\n]>\n"),
        Dtd::UnclosedMid => format!("{HEAD}{MIDDLE}>\n]>\n"),
        Dtd::UnclosedEnd => format!("{HEAD}>\n{MIDDLE}"),
        Dtd::ClosedTwice => format!("{HEAD}>\n>\n{MIDDLE}>\n]>\n"),
    }
}
