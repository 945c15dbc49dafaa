use super::*;
use proptest::prelude::*;

fn row() -> impl Strategy<Value = (Row, [String; 4])> {
    let text = || prop_oneof![3 => Just(String::new()), 2 => "[a-c]{1,2}"];
    (
        (0_i64..40, 0_i64..3, prop_oneof![Just(0_i64), -5_000_i64..100_000]),
        (0_i32..4, 0_i32..3),
        (text(), text(), text(), prop_oneof![8 => Just(String::new()), 2 => "[x-z]"]),
        (prop_oneof![Just(0_i16), Just(60), Just(-570)], 0_u8..8),
    )
        .prop_map(
            |((start, length, created_ms), (value, raw), (device, unit, metadata, origin), (offset_min, flags))| {
                let start_ms = 1_700_000_000_000 + start * 500;
                let row = Row {
                    start_ms,
                    end_ms: start_ms + length * 500,
                    created_ms,
                    value: f64::from(value) / 4.0,
                    raw_value: f64::from(raw) / 3.0,
                    device: 0,
                    raw_unit: 0,
                    origin: 0,
                    metadata: 0,
                    offset_min,
                    flags,
                };
                (row, [device, unit, metadata, origin])
            },
        )
}

/// Rows and the strings they refer to.
fn rows(given: &[(Row, [String; 4])]) -> (Vec<Row>, Strings) {
    let mut strings = Strings::default();
    let rows = given
        .iter()
        .map(|(row, [device, unit, metadata, origin])| Row {
            device: strings.intern(device),
            raw_unit: strings.intern(unit),
            metadata: strings.intern(metadata),
            origin: strings.intern(origin),
            ..*row
        })
        .collect();
    (rows, strings)
}

fn union(parts: &[&[Row]], strings: &Strings) -> Vec<Row> {
    parts.iter().fold(Vec::new(), |there, part| merge(there, part.to_vec(), strings).rows)
}

proptest! {
    #[test]
    fn merging_is_a_join_of_sets(given in prop::collection::vec(row(), 0..60), cuts in any::<(u8, u8)>()) {
        let (all, strings) = rows(&given);
        let (first, rest) = all.split_at(usize::from(cuts.0) % (all.len() + 1));
        let (second, third) = rest.split_at(usize::from(cuts.1) % (rest.len() + 1));
        let whole = union(&[&all], &strings);
        prop_assert_eq!(&union(&[first, second, third], &strings), &whole, "in parts");
        prop_assert_eq!(&union(&[third, first, second], &strings), &whole, "in another order");
        let right = union(&[second, third], &strings);
        prop_assert_eq!(&union(&[first, &right], &strings), &whole, "associative");
        let again = merge(whole.clone(), all, &strings);
        prop_assert_eq!(&again.rows, &whole, "idempotent");
        prop_assert!(!again.changed && again.new == 0 && again.span.is_none());
    }

    #[test]
    fn equal_sets_have_equal_bytes(given in prop::collection::vec(row(), 1..60), seed in any::<u64>()) {
        let (all, strings) = rows(&given);
        let mut shuffled = given.clone();
        shuffled.sort_by_key(|(row, text)| {
            blake3::hash(format!("{seed}{row:?}{text:?}").as_bytes()).as_bytes()[..8].to_vec()
        });
        let (other, other_strings) = rows(&shuffled);
        let one = encode(&union(&[&all], &strings), &strings).unwrap();
        let two = encode(&union(&[&other], &other_strings), &other_strings).unwrap();
        prop_assert_eq!(one.hash, two.hash);
        prop_assert_eq!(one.bytes, two.bytes);
    }

    #[test]
    fn chunks_go_there_and_back(given in prop::collection::vec(row(), 0..60)) {
        let (all, mut strings) = rows(&given);
        let all = union(&[&all], &strings);
        let bytes = encode(&all, &strings).unwrap().bytes;
        prop_assert_eq!(&decode(&bytes, &mut strings).unwrap(), &all);
        let light = decode_light(&bytes).unwrap();
        prop_assert_eq!(light.len(), all.len());
        for (light, row) in light.iter().zip(&all) {
            prop_assert_eq!(
                (light.start_ms, light.end_ms, light.value, light.offset_min),
                (row.start_ms, row.end_ms, row.value, row.offset_min)
            );
        }
    }

    #[test]
    fn counts_add_up(given in prop::collection::vec(row(), 0..60), cut in any::<u8>()) {
        let (mut all, strings) = rows(&given);
        for row in &mut all {
            row.flags &= !SampleFlags::NESTED.0;
        }
        let (first, second) = all.split_at(usize::from(cut) % (all.len() + 1));
        let one = merge(Vec::new(), first.to_vec(), &strings);
        prop_assert_eq!(one.new + one.duplicates, first.len() as u64);
        prop_assert_eq!(one.new, one.rows.len() as u64);
        let before = one.rows.len();
        let two = merge(one.rows, second.to_vec(), &strings);
        prop_assert_eq!(two.new + two.duplicates, second.len() as u64);
        prop_assert_eq!(two.new as usize, two.rows.len() - before);
    }

    #[test]
    fn corrupt_chunks_are_errors(
        given in prop::collection::vec(row(), 1..30),
        at in any::<prop::sample::Index>(),
        replacement in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let (all, mut strings) = rows(&given);
        let bytes = encode(&union(&[&all], &strings), &strings).unwrap().bytes;
        let mut columns = inflate(&bytes[1..], MAX_BYTES).unwrap();
        let index = at.index(columns.len());
        columns[index] = replacement;
        columns.truncate(cut.index(columns.len()) + 1);
        let mut broken = vec![VERSION];
        broken.extend(zstd::bulk::compress(&columns, 3).unwrap());
        // Either is fine, as long as nothing panics and no memory is asked for that the bytes do not show.
        let _ = decode(&broken, &mut strings);
        let _ = decode_light(&broken);
    }

    #[test]
    fn hostile_bytes_are_errors(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(decode_light(&bytes).is_err());
    }
}

fn plain(start_ms: i64, flags: u8) -> Row {
    Row {
        start_ms,
        end_ms: start_ms,
        created_ms: 0,
        value: 1.0,
        raw_value: 1.0,
        device: 0,
        raw_unit: 0,
        origin: 0,
        metadata: 0,
        offset_min: 0,
        flags,
    }
}

#[test]
fn a_nested_record_and_its_twin_count_once() {
    let strings = Strings::default();
    let nested = plain(5000, SampleFlags::NESTED.0);
    let top = plain(5000, 0);
    for pair in [vec![nested, top], vec![top, nested]] {
        let merged = merge(Vec::new(), pair, &strings);
        assert_eq!((merged.new, merged.duplicates), (1, 0));
        assert_eq!(merged.rows, [top]);
        let again = merge(merged.rows, vec![top, nested], &strings);
        assert_eq!((again.new, again.duplicates, again.changed), (0, 1, false));
    }
}

#[test]
fn an_edit_at_the_origin_replaces_the_sample() {
    let mut strings = Strings::default();
    let origin = strings.intern("record-1");
    let first = Row { origin, created_ms: 10, ..plain(5000, 0) };
    let second = Row { origin, created_ms: 20, value: 3.0, start_ms: 4000, ..plain(5000, 0) };
    let merged = merge(vec![first], vec![second], &strings);
    assert_eq!(merged.rows, [second]);
    assert_eq!((merged.new, merged.duplicates, merged.span), (0, 1, Some((4000, 5000))));
}

#[test]
fn a_month_of_heart_rate_is_small() {
    let rows: Vec<Row> = (0..30_000_i64)
        .map(|index| {
            let value = 60.0 + (index * 7919 % 50) as f64;
            Row { value, raw_value: value, created_ms: index, ..plain(1_700_000_000_000 + index * 86_000, 0) }
        })
        .collect();
    let encoded = encode(&rows, &Strings::default()).unwrap();
    assert!(encoded.bytes.len() < rows.len() * 8, "{} bytes", encoded.bytes.len());
}
