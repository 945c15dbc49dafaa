use super::*;
use crate::test_support::gguf_writer::{Meta, Writer};
use crate::test_support::tiny_llama::TinyLlama;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Gguf, GgufError> {
    Gguf::read(bytes, bytes.len() as u64)
}

pub(super) fn tiny() -> Writer {
    TinyLlama { layers: 1, width: 32, heads: 2, kv_heads: 1, feed_forward: 32, ..TinyLlama::default() }.writer()
}

pub(super) fn facts(writer: &Writer) -> Result<ModelFacts, GgufError> {
    read(&writer.finish()).and_then(|file| file.facts())
}

#[test]
fn a_sound_file_says_what_it_is() {
    let writer = tiny();
    let bytes = writer.finish();
    let file = read(&bytes).unwrap();
    assert_eq!((file.version(), file.file_size()), (3, bytes.len() as u64));
    assert_eq!(file.metadata().len(), writer.metadata.len());
    assert_eq!(file.tensors().len(), writer.tensors.len());
    for (tensor, (name, shape, _, data)) in file.tensors().iter().zip(&writer.tensors) {
        assert_eq!((&tensor.name, &tensor.shape, tensor.size), (name, shape, data.len() as u64));
        let start = (file.data_start() + tensor.offset) as usize;
        assert_eq!(&bytes[start..start + data.len()], data.as_slice(), "{name}");
    }
    let facts = file.facts().unwrap();
    assert_eq!((facts.layers, facts.width, facts.kv_heads, facts.kv_head_width), (1, 32, 1, 32));
    assert_eq!((facts.quantization, facts.tokenizer, facts.rolls_back), ("F32", TokenizerKind::Bytes, true));
    assert_eq!(facts.kv_bytes_per_token(2.0), 64.0);
    assert!(facts.has_chat_template && !facts.encoder);
    assert_eq!(facts.weight_bytes, writer.tensors.iter().map(|(_, _, _, data)| data.len() as u64).sum::<u64>());
}

#[test]
fn a_file_on_disk_is_read_the_same() {
    let bytes = tiny().finish();
    let path = std::env::temp_dir().join(format!("coach-gguf-{}.gguf", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(Gguf::open(&path), read(&bytes));
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(Gguf::open(&path), Err(GgufError::Io(_))));
    assert!(matches!(Gguf::open(&std::env::temp_dir()), Err(GgufError::Io(_))));
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let writer = tiny();
    let bytes = writer.finish();
    let needed = {
        let file = read(&bytes).unwrap();
        let last = file.tensors().last().unwrap();
        (file.data_start() + last.offset + last.size) as usize
    };
    assert!(read(&bytes[..needed]).is_ok());
    let head = read(&bytes).unwrap().data_start() as usize;
    for end in (0..600).chain((600..head).step_by(41)).chain((head..needed).step_by(997)).chain([needed - 1]) {
        let error = read(&bytes[..end]).unwrap_err();
        let expected = if end < 4 { GgufError::NotGguf } else { GgufError::Truncated };
        assert_eq!(error, expected, "cut at {end}");
    }
    // A source that is shorter than its file was said to be.
    assert_eq!(Gguf::read(&bytes[..100], bytes.len() as u64), Err(GgufError::Truncated));
}

#[test]
fn counts_and_lengths_beyond_reason_take_no_memory() {
    let huge = |position: usize, number: u64| {
        let mut bytes = tiny().finish();
        bytes[position..position + 8].copy_from_slice(&number.to_le_bytes());
        read(&bytes).unwrap_err()
    };
    for number in [u64::MAX, i64::MAX as u64, 1 << 40, 100_000] {
        assert!(matches!(huge(8, number), GgufError::Invalid(_)), "tensors {number}");
        assert!(matches!(huge(16, number), GgufError::Invalid(_)), "entries {number}");
        assert!(matches!(huge(24, number), GgufError::Invalid(_) | GgufError::Truncated), "first key {number}");
    }
    // A text of a gigabyte in a file that says to be large enough for it.
    let mut bytes = b"GGUF".to_vec();
    bytes.extend(3_u32.to_le_bytes());
    bytes.extend(0_u64.to_le_bytes());
    bytes.extend(1_u64.to_le_bytes());
    bytes.extend(1_u64.to_le_bytes());
    bytes.push(b'k');
    bytes.extend(8_u32.to_le_bytes());
    bytes.extend((1_u64 << 30).to_le_bytes());
    assert!(matches!(Gguf::read(bytes.as_slice(), 1 << 40), Err(GgufError::Invalid(_))));
}

#[test]
fn what_the_format_forbids_is_refused() {
    let twice = |writer: &mut Writer| {
        let first = writer.metadata[0].clone();
        writer.metadata.push(first);
    };
    let tensor_twice = |writer: &mut Writer| {
        let first = writer.tensors[0].clone();
        writer.tensors.push(first);
    };
    let long_name = |writer: &mut Writer| writer.tensors[0].0 = "x".repeat(64);
    let empty_name = |writer: &mut Writer| writer.metadata[0].0.clear();
    let zero_in_name = |writer: &mut Writer| writer.metadata[0].0 = "general.architecture\0x".to_owned();
    let overflow = |writer: &mut Writer| writer.tensors[0].1 = vec![1 << 40, 1 << 40];
    let nothing = |writer: &mut Writer| writer.tensors[0].1 = vec![0, 4];
    let five = |writer: &mut Writer| writer.tensors[0].1 = vec![1; 5];
    let odd_row = |writer: &mut Writer| writer.tensors[0].2 = 12;
    let alignment = |writer: &mut Writer| {
        writer.meta("general.alignment", Meta::U32(48));
    };
    let no_alignment = |writer: &mut Writer| {
        writer.meta("general.alignment", Meta::U32(0));
    };
    let spoilers: [&dyn Fn(&mut Writer); 11] = [
        &twice,
        &tensor_twice,
        &long_name,
        &empty_name,
        &zero_in_name,
        &overflow,
        &nothing,
        &five,
        &odd_row,
        &alignment,
        &no_alignment,
    ];
    for (number, spoil) in spoilers.iter().enumerate() {
        let mut writer = tiny();
        spoil(&mut writer);
        let error = read(&writer.finish()).unwrap_err();
        assert!(matches!(error, GgufError::Invalid(_)), "spoiler {number}: {error}");
    }
    let mut writer = tiny();
    writer.tensors[0].2 = 31;
    assert!(matches!(read(&writer.finish()), Err(GgufError::Unsupported(_))));
    let mut old = tiny().finish();
    old[4] = 1;
    assert_eq!(read(&old), Err(GgufError::Version(1)));
    assert_eq!(read(b"PK\x03\x04 an archive"), Err(GgufError::NotGguf));
}

#[test]
fn values_that_would_end_the_program_are_refused() {
    let refused = |key: &str, value: Meta| {
        let mut writer = tiny();
        writer.meta(key, value.clone());
        assert!(facts(&writer).is_err(), "{key} = {value:?} was taken");
    };
    for (key, numbers) in [
        ("llama.block_count", &[0, 513, u32::MAX][..]),
        ("llama.embedding_length", &[0, 65_537]),
        ("llama.context_length", &[0, u32::MAX]),
        ("llama.attention.head_count", &[0, 3, 2000]),
        ("llama.attention.head_count_kv", &[0, 3, 4]),
        ("llama.attention.key_length", &[0, 15, 64]),
        ("llama.attention.value_length", &[0, 32]),
        ("llama.rope.dimension_count", &[0, 1, 8, 32]),
        ("llama.feed_forward_length", &[0, u32::MAX]),
        ("llama.expert_count", &[4]),
        ("llama.expert_used_count", &[2]),
        ("llama.nextn_predict_layers", &[2]),
        ("tokenizer.ggml.eos_token_id", &[u32::MAX]),
        ("split.count", &[2]),
    ] {
        numbers.iter().for_each(|number| refused(key, Meta::U32(*number)));
    }
    for number in [f32::NAN, f32::INFINITY, -1.0, 1.0] {
        refused("llama.attention.layer_norm_rms_epsilon", Meta::F32(number));
    }
    for number in [f32::NAN, 0.0, -1.0] {
        refused("llama.rope.freq_base", Meta::F32(number));
    }
    refused("llama.rope.scaling.type", Meta::Text("spiral".to_owned()));
    refused("llama.attention.causal", Meta::Bool(false));
    refused("general.architecture", Meta::Text("clip".to_owned()));
    refused("general.architecture", Meta::U32(1));
    refused("tokenizer.ggml.model", Meta::Text("no_vocab".to_owned()));
    refused("tokenizer.ggml.model", Meta::Text("llama".to_owned()));
    refused("tokenizer.ggml.merges", Meta::Texts(vec!["ab".to_owned()]));
    let words = |words: &[&str]| Meta::Texts(words.iter().map(|word| (*word).to_owned()).collect());
    for tokens in [&[][..], &["a"], &["a", "b", "a"], &["a", ""], &["a\0x", "a"]] {
        refused("tokenizer.ggml.tokens", words(tokens));
    }
    for key in ["general.architecture", "llama.block_count", "llama.attention.head_count", "tokenizer.ggml.tokens"] {
        let mut writer = tiny();
        writer.without(key);
        assert!(facts(&writer).is_err(), "a file without {key} was taken");
    }
    let mut quantised_norm = tiny();
    let norm = quantised_norm.tensors.iter_mut().find(|(name, ..)| name == "output_norm.weight").unwrap();
    (norm.2, norm.3) = (8, vec![0; 34]);
    assert!(matches!(facts(&quantised_norm), Err(GgufError::Invalid(_))));
}

#[test]
fn no_error_repeats_what_the_file_says() {
    let mut writer = tiny();
    writer.meta("general.architecture", Meta::Text("evil\u{1b}[2J\nname".to_owned()));
    let told = facts(&writer).unwrap_err().to_string();
    assert!(told.chars().all(|c| !c.is_control()), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is done to a file, reading it ends with an answer, and an accepted one keeps its promises.
    #[test]
    fn a_mutated_file_never_breaks_the_reader(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        cuts in prop::bool::weighted(0.2),
    ) {
        let mut bytes = tiny().finish();
        let head = read(&bytes).unwrap().data_start() as usize;
        for (place, byte) in changes {
            let place = place.index(head);
            bytes[place] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(file) = read(&bytes) {
            for tensor in file.tensors() {
                prop_assert!(file.data_start() + tensor.offset + tensor.size <= bytes.len() as u64);
            }
            let _ = file.facts();
        }
    }

    #[test]
    fn noise_is_no_model(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = b"GGUF\x03\0\0\0".to_vec();
        bytes.extend(noise);
        let read = read(&bytes);
        prop_assert!(read.is_err() || read.unwrap().facts().is_err());
    }
}
