//! Months and days as numbers.

use coach_domain::time::{DAY_MS, date_of_epoch_day, epoch_day};
use jiff::civil::Date;

/// The widest offset from UTC that samples may carry, in minutes; real zones span -12 to +14 hours.
pub(crate) const MAX_OFFSET_MIN: i16 = 18 * 60;
/// The same in milliseconds: how far a local day can lie from the same day in UTC.
pub(crate) const MAX_OFFSET_MS: i64 = MAX_OFFSET_MIN as i64 * 60_000;

/// Months since January 1970.
pub(crate) fn month_of(date: Date) -> i32 {
    (i32::from(date.year()) - 1970) * 12 + i32::from(date.month()) - 1
}

/// The month in which an instant lies in UTC.
pub(crate) fn utc_month(instant_ms: i64) -> i32 {
    let day = i32::try_from(instant_ms.div_euclid(DAY_MS)).unwrap_or(if instant_ms < 0 { i32::MIN } else { i32::MAX });
    month_of(date_of_epoch_day(day))
}

/// The first day of a month as days since 1970-01-01.
pub(crate) fn first_day(month: i32) -> i32 {
    let year = i16::try_from(1970 + month.div_euclid(12)).unwrap_or(if month < 0 { -9999 } else { 9999 });
    let date =
        Date::new(year, (month.rem_euclid(12) + 1) as i8, 1).unwrap_or(if month < 0 { Date::MIN } else { Date::MAX });
    epoch_day(date)
}

/// `YYYY-MM`, as people and the log write a month.
pub(crate) fn month_name(month: i32) -> String {
    format!("{:04}-{:02}", 1970 + month.div_euclid(12), month.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_lies_in_its_month(day in -200_000_i32..200_000) {
            let month = month_of(date_of_epoch_day(day));
            prop_assert!(first_day(month) <= day && day < first_day(month + 1));
            prop_assert_eq!(utc_month(i64::from(day) * DAY_MS), month);
        }
    }

    #[test]
    fn absurd_instants_are_clamped() {
        assert!(utc_month(i64::MAX) > 0 && utc_month(i64::MIN) < 0);
        assert_eq!(month_name(-1), "1969-12");
        assert_eq!(month_name(671), "2025-12");
    }
}
