//! Seeded Apple Health exports like those of version 14, together with the truth about what is in them.
//!
//! Each kind of record of each day has its own random numbers, so that an export of more days begins with exactly the
//! records of one of fewer days, and memory does not grow with its length.

mod days;
mod page;
mod sessions;
mod steps;

use jiff::ToSpan;
use jiff::civil::Date;
use page::Page;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How the document type definition is broken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Dtd {
    /// As it should be.
    #[default]
    Ok,
    /// An attribute list in the middle is not closed (iOS 16).
    UnclosedMid,
    /// The last attribute list and the definition are not closed.
    UnclosedEnd,
    /// An attribute list is closed twice.
    ClosedTwice,
}

/// What the export is put into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Container {
    /// The zip that the phone makes.
    #[default]
    Zip,
    /// The folder that it unpacks to.
    Folder,
    /// The XML alone, without tracks and electrocardiograms.
    Xml,
}

/// What to generate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The same seed gives the same export.
    pub seed: u64,
    /// First local day.
    pub first_day: Date,
    /// Number of days.
    pub days: u32,
    /// Shape of the document type definition.
    pub dtd: Dtd,
    /// Name of the XML without its ending; localised on real phones.
    pub name: String,
    /// With rows that no importer can use. Strict XML readers refuse the whole file for some of them.
    pub damaged_rows: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 1,
            first_day: jiff::civil::date(2024, 1, 1),
            days: 14,
            dtd: Dtd::Ok,
            name: "export".to_owned(),
            damaged_rows: true,
        }
    }
}

impl Options {
    /// Sets the number of days so that the XML has about this size in megabytes.
    ///
    /// # Errors
    /// None in practice; measuring writes to nowhere.
    pub fn megabytes(mut self, megabytes: u64) -> io::Result<Self> {
        const SAMPLE: u32 = 21;
        let sample = Options { days: SAMPLE, ..self.clone() };
        let per_day = sample.write_xml(&mut io::sink())?.bytes / u64::from(SAMPLE);
        self.days = u32::try_from(megabytes * 1_000_000 / per_day.max(1)).unwrap_or(u32::MAX).max(1);
        // Whatever its length, the export ends in the past.
        self.first_day = jiff::civil::date(2026, 10, 31).saturating_sub(i64::from(self.days).days());
        Ok(self)
    }
}

/// What is in an export, told by how it was made.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Truth {
    /// Bytes of XML.
    pub bytes: u64,
    /// `Record` elements at the top level, whether they can be used or not.
    pub records: u64,
    /// Records that repeat another one exactly.
    pub duplicates: u64,
    /// Records inside correlations, all of which repeat at the top level.
    pub nested: u64,
    /// Different usable records by HealthKit type.
    pub unique: BTreeMap<String, u64>,
    /// Unusable records and elements by the reason for leaving them out.
    pub skipped: BTreeMap<String, u64>,
    /// Workouts.
    pub workouts: u64,
    /// Tracks of workouts.
    pub tracks: u64,
    /// Days with rings.
    pub rings: u64,
    /// Electrocardiograms.
    pub ecgs: u64,
    /// Steps of each local day, phone and watch reconciled.
    pub steps: BTreeMap<Date, f64>,
    /// Steps of each local day, phone and watch added up: the mistake.
    pub steps_added_up: BTreeMap<Date, f64>,
}

impl Truth {
    /// Different usable records of all types.
    #[must_use]
    pub fn unique_total(&self) -> u64 {
        self.unique.values().sum()
    }
}

impl Options {
    /// Writes the XML.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_xml(&self, out: &mut dyn Write) -> io::Result<Truth> {
        let mut page = Page::new(self, out);
        page.head()?;
        for (section, write) in days::SECTIONS.iter().enumerate() {
            for day in 0..self.days {
                let mut day = page.day(section as u64, day);
                write(&mut day)?;
            }
        }
        sessions::write(&mut page)?;
        page.foot()
    }

    /// Writes the whole export to `path`.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn write(&self, path: &Path, container: Container) -> io::Result<Truth> {
        match container {
            Container::Xml => {
                let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
                let truth = self.write_xml(&mut out)?;
                out.flush()?;
                Ok(Truth { tracks: 0, ecgs: 0, ..truth })
            }
            Container::Folder => {
                std::fs::create_dir_all(path)?;
                let truth = self.write(&path.join(format!("{}.xml", self.name)), Container::Xml)?;
                self.side_files(|name, bytes| {
                    let file = path.join(name);
                    std::fs::create_dir_all(file.parent().unwrap_or(path))?;
                    std::fs::write(file, bytes)
                })
                .map(|(tracks, ecgs)| Truth { tracks, ecgs, ..truth })
            }
            Container::Zip => {
                let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 20, File::create(path)?));
                let options = SimpleFileOptions::default().large_file(true);
                zip.start_file(format!("apple_health_export/{}.xml", self.name), options)?;
                let truth = self.write_xml(&mut zip)?;
                let (tracks, ecgs) = self.side_files(|name, bytes| {
                    zip.start_file(format!("apple_health_export/{name}"), SimpleFileOptions::default())?;
                    zip.write_all(bytes)
                })?;
                zip.finish()?.flush()?;
                Ok(Truth { tracks, ecgs, ..truth })
            }
        }
    }

    /// Gives every file beside the XML to `write` and counts tracks and electrocardiograms.
    fn side_files(&self, mut write: impl FnMut(&str, &[u8]) -> io::Result<()>) -> io::Result<(u64, u64)> {
        write("export_cda.xml", b"<?xml version=\"1.0\"?>\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>\n")?;
        let (mut tracks, mut ecgs) = (0, 0);
        for day in 0..self.days {
            if let Some((name, text)) = sessions::track(self, day) {
                tracks += 1;
                write(&name, text.as_bytes())?;
            }
            if let Some((name, text)) = sessions::electrocardiogram(self, day) {
                ecgs += 1;
                write(&name, text.as_bytes())?;
            }
        }
        Ok((tracks, ecgs))
    }
}
