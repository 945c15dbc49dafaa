use super::*;

fn signer() -> CatalogueSigner {
    CatalogueSigner::read(&"07".repeat(32)).unwrap()
}

fn document() -> Value {
    serde_json::from_slice(DOCUMENT).unwrap()
}

/// Signs a changed catalogue and reads it; the signature fits, so that the rest is looked at.
fn read_changed(change: impl FnOnce(&mut Value)) -> Result<Catalogue, Error> {
    let mut document = document();
    change(&mut document);
    let bytes = serde_json::to_vec(&document).unwrap();
    let canonical = canonical(&bytes)?;
    let signature = signer().0.sign(&message(&canonical)).to_bytes();
    let text: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    Catalogue::read(&bytes, &text, &signer().key())
}

#[test]
fn the_catalogue_of_this_program_is_signed_by_its_key() {
    let catalogue = Catalogue::built_in().unwrap();
    assert!(catalogue.models.len() >= 10);
    assert!(catalogue.models.is_sorted_by_key(|entry| entry.memory_bytes));
    assert_eq!(catalogue.entry("minicpm5-1b").unwrap().tool_format, ToolFormat::Minicpm5);
    assert!(catalogue.entry("nope").is_none());
}

#[test]
fn every_entry_names_a_fixed_revision_and_its_facts() {
    for entry in Catalogue::built_in().unwrap().models {
        let id = &entry.id;
        for url in &entry.urls {
            let path = url.strip_prefix("https://huggingface.co/").unwrap();
            let parts: Vec<_> = path.split('/').collect();
            assert_eq!((parts.len(), parts[2], parts[4]), (5, "resolve", entry.file.as_str()), "{id}");
            assert!(hex::read::<20>(parts[3]).is_some(), "{id} is of a branch, whose file may change");
        }
        assert!(!entry.good_for.is_empty() && !entry.facts.is_empty() && !entry.notes.is_empty(), "{id}");
        assert!(entry.licence.url.starts_with("https://"), "{id}");
        // The weights, a copy laid out for the processor, and the cache of 4,096 tokens are the most that it takes.
        let (size, need) = (entry.size_bytes.unwrap(), entry.memory_bytes.unwrap());
        let most = 2 * size + 4096 * entry.kv_bytes_per_token.unwrap() + (128 << 20);
        assert!((size..=most).contains(&need), "{id}: {need} of at most {most}");
        // Between a quarter of a byte and some more than a byte a weight, or one of the numbers is wrong.
        let per_weight = size as f64 / entry.parameters as f64;
        assert!((0.5..1.2).contains(&per_weight), "{id}: {per_weight} bytes a weight");
    }
}

#[test]
fn layout_may_change_and_content_may_not() {
    let key = CatalogueKey::built_in().unwrap();
    let built_in = Catalogue::built_in().unwrap();
    let mut reordered = document();
    let fields = reordered.as_object_mut().unwrap();
    let models = fields.shift_remove("models").unwrap();
    fields.shift_insert(0, "models".to_owned(), models);
    for same in [
        serde_json::to_vec(&document()).unwrap(),
        serde_json::to_vec(&reordered).unwrap(),
        String::from_utf8_lossy(DOCUMENT).replace('\n', "\r\n").into_bytes(),
    ] {
        assert_eq!(Catalogue::read(&same, SIGNATURE, &key).unwrap(), built_in);
    }
    let text = String::from_utf8_lossy(DOCUMENT);
    for (from, to) in
        [("huggingface.co", "huggingface.cc"), ("688065920", "688065921"), ("true", "false"), ("81b64d", "91b64d")]
    {
        assert!(text.contains(from));
        let changed = text.replacen(from, to, 1);
        assert!(matches!(Catalogue::read(changed.as_bytes(), SIGNATURE, &key), Err(Error::Signature)), "{from}");
    }
}

#[test]
fn other_signatures_and_keys_do_not_fit() {
    let key = CatalogueKey::built_in().unwrap();
    let ours = signer().sign(DOCUMENT).unwrap();
    assert!(Catalogue::read(DOCUMENT, &ours, &signer().key()).is_ok());
    for signature in [ours.as_str(), "", "00", &"00".repeat(64), &SIGNATURE.trim()[2..], "zz"] {
        assert!(matches!(Catalogue::read(DOCUMENT, signature, &key), Err(Error::Signature)), "{signature}");
    }
    // The same key, the same document, another purpose.
    let canonical = canonical(DOCUMENT).unwrap();
    let bare: String = signer().0.sign(&canonical).to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(matches!(Catalogue::read(DOCUMENT, &bare, &signer().key()), Err(Error::Signature)));
    for bad in ["", "00", &"g".repeat(64)] {
        assert!(CatalogueKey::read(bad).is_err() && CatalogueSigner::read(bad).is_err());
    }
    assert!(!format!("{:?}", signer()).contains("07"));
}

#[test]
fn what_could_lead_astray_is_refused_also_when_signed() {
    assert!(read_changed(|_| {}).is_ok());
    type Change = Box<dyn FnOnce(&mut Value)>;
    let on_first = |field: &'static str, value: Value| -> Change {
        Box::new(move |document| document["models"][0][field] = value)
    };
    let changes: Vec<(&str, Change)> = vec![
        ("a newer format", Box::new(|document| document["schema"] = 2.into())),
        ("an unknown field", on_first("colour", "red".into())),
        ("an unknown template", on_first("template", "alpaca".into())),
        ("a path for a file", on_first("file", "../../a.gguf".into())),
        ("a hidden file", on_first("file", ".a.gguf".into())),
        ("a file of another kind", on_first("file", "a.exe".into())),
        ("a name with a space", on_first("id", "a b".into())),
        ("an address without encryption", on_first("urls", vec!["http://example.org/a.gguf"].into())),
        ("an address on this machine without encryption", on_first("urls", vec!["http://127.0.0.1/a.gguf"].into())),
        ("no address", on_first("urls", Value::Array(Vec::new()))),
        ("no size", on_first("size_bytes", 0.into())),
        ("a size that is not whole", on_first("size_bytes", 1.5.into())),
        ("a negative size", on_first("size_bytes", (-1).into())),
        ("a short hash", on_first("sha256", "abc".into())),
        ("two of a name", Box::new(|document| document["models"][1]["id"] = document["models"][0]["id"].clone())),
        ("two of a file", Box::new(|document| document["models"][1]["file"] = document["models"][0]["file"].clone())),
        ("no models", Box::new(|document| document["models"] = Value::Null)),
    ];
    for (what, change) in changes {
        let read = read_changed(change);
        assert!(matches!(read, Err(Error::Catalogue(_) | Error::Address { .. })), "{what}: {read:?}");
    }
    for text in ["", "[]", "{", "{\"schema\":1}", "\u{feff}{}"] {
        assert!(Catalogue::read(text.as_bytes(), SIGNATURE, &signer().key()).is_err());
    }
}

#[test]
fn an_unknown_size_or_hash_is_said_not_made_up() {
    let catalogue = read_changed(|document| {
        document["models"][0]["sha256"] = Value::Null;
        document["models"][0]["size_bytes"] = Value::Null;
        document["models"][0]["memory_bytes"] = Value::Null;
    })
    .unwrap();
    let last = catalogue.models.last().unwrap();
    assert_eq!((last.sha256, last.size_bytes), (None, None), "what is not known to fit comes last");
}
