//! Which metric a word means, and how sentences name it.

use coach_domain::metric::{METRICS, Metric, MetricCode};

/// A row of the canonical table; the codes that tools name are all in it.
pub(crate) fn metric(code: MetricCode) -> &'static Metric {
    code.metric().unwrap_or(&METRICS[0])
}

/// Names that people use beside the canonical ids and titles.
const ALIASES: &[(&str, &str)] = &[
    ("weight", "body_mass"),
    ("bodyweight", "body_mass"),
    ("mass", "body_mass"),
    ("rhr", "resting_hr"),
    ("resting pulse", "resting_hr"),
    ("pulse", "heart_rate"),
    ("hr", "heart_rate"),
    ("hrv sdnn", "hrv_sdnn"),
    ("sdnn", "hrv_sdnn"),
    ("rmssd", "hrv_rmssd"),
    ("oxygen saturation", "spo2"),
    ("blood oxygen saturation", "spo2"),
    ("breathing rate", "respiratory_rate"),
    ("vo2 max", "vo2max"),
    ("body fat percentage", "body_fat"),
    ("temperature", "body_temp"),
    ("blood sugar", "glucose"),
    ("sugar level", "glucose"),
    ("systolic", "bp_sys"),
    ("diastolic", "bp_dia"),
    ("calories burned", "energy_active"),
    ("active calories", "energy_active"),
    ("calories", "energy_active"),
    ("distance", "distance_walk_run"),
    ("walking distance", "distance_walk_run"),
    ("floors", "flights"),
    ("stairs", "flights"),
    ("exercise minutes", "exercise_time"),
    ("calories eaten", "energy_in"),
    ("lean mass", "lean_mass"),
    ("muscle mass", "lean_mass"),
];

/// Lower case, words parted by single spaces.
pub(crate) fn plain(text: &str) -> String {
    let spaced: String = text.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The metrics that a word means: its id, its title or a common name; several for the two kinds of heart rate
/// variability and for blood pressure; none when it is no metric.
pub(crate) fn find(word: &str) -> Vec<&'static Metric> {
    let wanted = plain(word);
    let by_ids = |ids: &[&str]| ids.iter().filter_map(|id| Metric::by_id(id)).collect::<Vec<_>>();
    match wanted.as_str() {
        "hrv" | "heart rate variability" => return by_ids(&["hrv_sdnn", "hrv_rmssd"]),
        "blood pressure" | "bp" => return by_ids(&["bp_sys", "bp_dia"]),
        _ => {}
    }
    if let Some(metric) = METRICS.iter().find(|metric| plain(metric.id) == wanted || plain(metric.title) == wanted) {
        return vec![metric];
    }
    ALIASES.iter().find(|(alias, _)| *alias == wanted).map(|(_, id)| by_ids(&[id])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_title_and_alias_finds_its_metric() {
        for metric in METRICS {
            assert_eq!(find(metric.id), [metric], "{}", metric.id);
            assert!(find(metric.title).contains(&metric), "{}", metric.title);
        }
        for (alias, id) in ALIASES {
            assert_eq!(find(alias).first().map(|metric| metric.id), Some(*id), "{alias}");
        }
    }

    #[test]
    fn variability_without_its_kind_means_both_and_nonsense_means_none() {
        let ids: Vec<_> = find("HRV").iter().map(|metric| metric.id).collect();
        assert_eq!(ids, ["hrv_sdnn", "hrv_rmssd"]);
        assert!(find("aura").is_empty());
        assert!(find("").is_empty());
    }
}
