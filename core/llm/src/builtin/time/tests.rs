use super::super::text::tokens;
use super::*;
use proptest::prelude::*;

/// A Friday.
const TODAY: Date = date(2026, 11, 20);

fn ranges(text: &str) -> Vec<(String, String)> {
    find(&tokens(text), TODAY, false)
        .into_iter()
        .map(|mention| match mention.when {
            When::Days(range) => (range.from.to_string(), range.to.to_string()),
            other => (format!("{other:?}"), String::new()),
        })
        .collect()
}

#[track_caller]
fn check(text: &str, from: &str, to: &str) {
    assert_eq!(ranges(text), [(from.to_owned(), to.to_owned())], "{text}");
}

#[test]
fn days() {
    check("how was today", "2026-11-20", "2026-11-20");
    check("steps yesterday", "2026-11-19", "2026-11-19");
    check("the day before yesterday", "2026-11-18", "2026-11-18");
    check("tomorrow", "2026-11-21", "2026-11-21");
    check("last night", "LastNight", "");
    check("the night before last", "2026-11-19", "2026-11-19");
    check("3 days ago", "2026-11-17", "2026-11-17");
    check("three nights ago", "2026-11-17", "2026-11-17");
    check("on monday", "2026-11-16", "2026-11-16");
    check("last friday", "2026-11-13", "2026-11-13");
    check("on friday", "2026-11-20", "2026-11-20");
}

#[test]
fn periods() {
    check("this week", "2026-11-16", "2026-11-20");
    check("last week", "2026-11-09", "2026-11-15");
    check("the week before last", "2026-11-02", "2026-11-08");
    check("two weeks ago", "2026-11-02", "2026-11-08");
    check("this month", "2026-11-01", "2026-11-20");
    check("last month", "2026-10-01", "2026-10-31");
    check("this year", "2026-01-01", "2026-11-20");
    check("last year", "2025-01-01", "2025-12-31");
    check("past 7 days", "2026-11-14", "2026-11-20");
    check("over the last ten days", "2026-11-11", "2026-11-20");
    check("past week", "2026-11-14", "2026-11-20");
    check("last 2 weeks", "2026-11-07", "2026-11-20");
    check("last three months", "2026-08-21", "2026-11-20");
    check("the past couple of weeks", "2026-11-07", "2026-11-20");
    check("last weekend", "2026-11-14", "2026-11-15");
    check("over the weekend", "2026-11-14", "2026-11-15");
    check("my 30 day average", "2026-10-22", "2026-11-20");
    check("lately", "2026-11-07", "2026-11-20");
    check("the week before", "Before", "");
}

#[test]
fn calendar() {
    check("in March", "2026-03-01", "2026-03-31");
    check("in december", "2025-12-01", "2025-12-31");
    check("november", "2026-11-01", "2026-11-20");
    check("since March", "2026-03-01", "2026-11-20");
    check("since 3 March", "2026-03-03", "2026-11-20");
    check("on 3rd of march 2024", "2024-03-03", "2024-03-03");
    check("on March 3rd", "2026-03-03", "2026-03-03");
    check("on 2026-02-28", "2026-02-28", "2026-02-28");
    check("on 1/3/2026", "2026-03-01", "2026-03-01");
    check("in 2011", "2011-01-01", "2011-12-31");
    check("last summer", "2026-06-01", "2026-08-31");
    check("last winter", "2025-12-01", "2026-02-28");
    check("this autumn", "2026-09-01", "2026-11-20");
    check("summer 2024", "2024-06-01", "2024-08-31");
    check("between March and May", "2026-03-01", "2026-05-31");
    check("from 3 march to 9 march", "2026-03-03", "2026-03-09");
    check("since the start of the year", "2026-01-01", "2026-11-20");
    check("this time last year", "2025-11-17", "2025-11-23");
    let american = find(&tokens("on 3/1/2026"), TODAY, true);
    assert_eq!(american[0].when, When::Days(DateRange::day(date(2026, 3, 1))));
}

#[test]
fn comparisons_without_a_second_unit() {
    let both = ["2026-11-01 2026-11-20", "2026-10-01 2026-10-31"];
    let found: Vec<String> = ranges("this month vs last").into_iter().map(|(a, b)| format!("{a} {b}")).collect();
    assert_eq!(found, both);
    assert_eq!(ranges("this month compared with last month").len(), 2);
}

#[test]
fn words_that_only_look_like_times() {
    for text in [
        "I may march on",
        "10000 steps",
        "what did I burn in 2000 calories",
        "I fall asleep late",
        "ran for 25 min",
        "the sun sat down",
    ] {
        assert_eq!(ranges(text), [], "{text}");
    }
}

#[test]
fn the_stretch_before() {
    let month = DateRange::new(date(2026, 11, 1), date(2026, 11, 20));
    assert_eq!(month.preceding(), DateRange::new(date(2026, 10, 1), date(2026, 10, 31)));
    let week = DateRange::new(date(2026, 11, 9), date(2026, 11, 15));
    assert_eq!(week.preceding(), DateRange::new(date(2026, 11, 2), date(2026, 11, 8)));
    assert_eq!(DateRange::day(TODAY).preceding(), DateRange::day(date(2026, 11, 19)));
}

fn any_day() -> impl Strategy<Value = Date> {
    (1i16..=9998, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn ranges_are_ordered_and_places_are_inside(
        today in any_day(),
        words in prop::collection::vec(prop::sample::select(vec![
            "last", "this", "past", "week", "month", "year", "since", "between", "and", "3", "march", "2011", "ago", "before",
            "the", "monday", "summer", "31", "february", "a", "couple", "of", "4000", "days", "weekend", "on", "in", "next", "vs", "quarter",
        ]), 0..12),
        month_first: bool,
    ) {
        let tokens = tokens(&words.join(" "));
        let mut end = 0;
        for mention in find(&tokens, today, month_first) {
            prop_assert!(mention.start < mention.end && mention.end <= tokens.len());
            prop_assert!(mention.start >= end);
            end = mention.end;
            if let When::Days(range) = mention.when {
                prop_assert!(range.from <= range.to);
                prop_assert!(range.days() >= 1);
                let before = range.preceding();
                prop_assert!(before.from <= before.to);
            }
        }
    }

    #[test]
    fn the_past_never_reaches_beyond_today(today in any_day(), count in 1i64..400, at in 0usize..4) {
        let unit = ["days", "weeks", "months", "years"][at];
        for text in [format!("last {count} {unit}"), format!("since {count} {unit} ago")] {
            for mention in find(&tokens(&text), today, false) {
                if let When::Days(range) = mention.when {
                    prop_assert!(range.to <= today, "{text}");
                }
            }
        }
    }

    #[test]
    fn written_dates_are_read_back(day in any_day()) {
        let today = date(9999, 1, 1);
        let found = find(&tokens(&format!("on {day}")), today, false);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].when, When::Days(DateRange::day(day)));
    }
}

#[test]
fn days_that_share_a_month() {
    check("steps between 1 and 5 June", "2026-06-01", "2026-06-05");
    check("steps from the 1st to the 5th of June 2026", "2026-06-01", "2026-06-05");
    check("sleep from 28 to 30 March 2026", "2026-03-28", "2026-03-30");
}
