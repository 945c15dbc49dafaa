//! Consent, what left, and keys for services.

use super::*;
use crate::{KeyPlace, KeySource, Leaving};
use coach_domain::privacy::{Category, Consent};
use secrecy::{ExposeSecret, SecretString};

fn leave(store: &Store, body: &[u8]) -> i64 {
    let leaving = Leaving {
        model: "openai:some",
        url: "https://api.example/v1/responses",
        categories: &["conversation", "sleep"],
        sha256: "00",
        body,
        estimated_tokens: 7,
    };
    store.leaving(&leaving).unwrap()
}

#[test]
fn consent_is_given_withdrawn_and_survives_a_rebuild() {
    let (_folder, store) = new_store();
    assert_eq!(store.consent().unwrap(), Consent::default());
    store.set_consent(Category::Conversation, true, "person").unwrap();
    store.set_consent(Category::Sleep, true, "person").unwrap();
    store.set_consent(Category::Sleep, false, "person").unwrap();
    let expected: Consent = [Category::Conversation].into_iter().collect();
    assert_eq!(store.consent().unwrap(), expected);
    store.rebuild().unwrap();
    assert_eq!(store.consent().unwrap(), expected);
    let kinds: Vec<_> = store.log_entries(10).unwrap().into_iter().flat_map(|entry| entry.kinds).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "consent.set").count(), 3, "each choice is in the log");
}

#[test]
fn what_left_is_kept_to_the_byte() {
    let (_folder, store) = new_store();
    let body: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let first = leave(&store, &body);
    let second = leave(&store, b"{}");
    assert_eq!(store.tokens_since(0).unwrap(), 14, "what is under way counts by its estimate");
    store.settle(first, "answered", 100, 20).unwrap();
    store.settle(second, "failed", 0, 0).unwrap();
    let entries = store.outbound(10).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [second, first]);
    assert_eq!(entries[1].bytes, body.len() as u64);
    assert_eq!(entries[1].categories, ["conversation", "sleep"]);
    assert_eq!((entries[0].outcome.as_str(), entries[1].outcome.as_str()), ("failed", "answered"));
    assert_eq!(store.outbound_body(first).unwrap(), body);
    assert_eq!(store.tokens_since(0).unwrap(), 120);
    assert_eq!(store.tokens_since(i64::MAX).unwrap(), 0);
    assert!(matches!(store.outbound_body(99), Err(Error::Missing { .. })));
}

#[test]
fn keys_are_kept_replaced_and_forgotten_and_in_no_export() {
    let (_folder, store) = new_store();
    let source = KeySource::Given("00".repeat(32).into());
    let read = |service: &str| {
        let key = store.service_key(service).unwrap();
        key.map(|key| key.expose_secret().to_owned())
    };
    assert_eq!(read("openai"), None);
    let canary = SecretString::from("sk-canary-1");
    assert_eq!(store.keep_service_key(&source, "openai", &canary).unwrap(), KeyPlace::Database);
    store.keep_service_key(&source, "home", &"other".into()).unwrap();
    store.keep_service_key(&source, "openai", &"sk-canary-2".into()).unwrap();
    assert_eq!(read("openai").as_deref(), Some("sk-canary-2"));
    let names: Vec<_> = store.service_keys().unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["home", "openai"]);
    let mut export = Vec::new();
    store.export(&mut export).unwrap();
    assert!(!String::from_utf8_lossy(&export).contains("canary"));
    assert!(store.forget_service_key("openai").unwrap());
    assert!(!store.forget_service_key("openai").unwrap());
    assert_eq!(read("openai"), None);
    for bad in ["", "two words", "new\nline", "ключ"] {
        assert!(matches!(store.keep_service_key(&source, "x", &bad.into()), Err(Error::NoKey(_))), "{bad:?}");
    }
}
