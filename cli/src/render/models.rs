//! Models on this device.

use super::table;
use coach_api::{Fits, LocalModel, ModelReport, ModelSpeed, VouchedBy};

/// The catalogue and what is installed.
pub(crate) fn models(models: &[LocalModel]) -> String {
    let mut rows = table(["model", "file", "memory", "fits here", "installed", "licence", "good for"]);
    for model in models {
        let known = |value: Option<u64>| value.map_or_else(|| "?".to_owned(), bytes);
        let fits = match model.fits {
            Fits::Yes => "yes",
            Fits::No => "no",
            Fits::Unknown => "?",
        };
        let installed = match (&model.installed, model.is_installed) {
            (Some(_), true) => "yes",
            (Some(_), false) => "file is gone",
            (None, _) => "",
        };
        let entry = model.catalogue.as_ref();
        rows.add_row([
            model.name.clone(),
            known(model.size_bytes),
            known(model.memory_bytes),
            fits.to_owned(),
            installed.to_owned(),
            entry.map_or_else(String::new, |entry| entry.licence.name.clone()),
            entry.map_or_else(|| "Your own.".to_owned(), |entry| entry.good_for.clone()),
        ]);
    }
    format!("{rows}\nMemory is with a context of 4,096 tokens. `coach models pull MODEL` fetches one of them.")
}

/// A model that was pulled or imported.
pub(crate) fn model(report: &ModelReport) -> String {
    let ModelReport { model, path, .. } = report;
    let begin = if report.was_there {
        format!("{} is there already.", model.name)
    } else if report.fetched_bytes > 0 {
        format!("Fetched {} of {}.", bytes(report.fetched_bytes), bytes(model.size_bytes))
    } else {
        format!("Installed {} as {}.", bytes(model.size_bytes), model.name)
    };
    let trust = match model.vouched_by {
        VouchedBy::Catalogue => "it is the one of the signed catalogue",
        VouchedBy::Person => "it is the one that you named",
        VouchedBy::FirstDownload => "nobody vouches for it; later downloads must be the same",
    };
    format!("{begin}\nsha256 {}: {trust}.\n{}", model.sha256, path.display())
}

/// How fast a model is.
pub(crate) fn speed(speed: &ModelSpeed) -> String {
    format!(
        "{}: loaded in {:.1} s, reads {:.1} tokens a second ({} read), writes {:.1} ({} written).",
        speed.name,
        speed.load_s,
        speed.prompt_tokens_per_s,
        speed.prompt_tokens,
        speed.written_tokens_per_s,
        speed.written_tokens
    )
}

/// Bytes in the unit that people read.
pub(crate) fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.0} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn bytes_are_told_in_the_unit_that_people_read() {
        assert_eq!((bytes(0).as_str(), bytes(1).as_str(), bytes(999_999).as_str()), ("0 kB", "1 kB", "1000 kB"));
        assert_eq!((bytes(688_065_920).as_str(), bytes(1_915_305_312).as_str()), ("688 MB", "1.9 GB"));
    }
}
