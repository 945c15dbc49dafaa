//! The rules that hold for every call, whoever makes it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use coach_mcp::{
    CallContext, CallError, MAX_RESULT_BYTES, Reply, Router, Server, Tool, ToolOutput, ToolSpec, TypedTool,
};
use common::{Nothing, reader, router, router_with};
use serde_json::{Value, json};
use std::sync::Arc;

async fn reason(router: &Router, arguments: Value) -> String {
    match router.call(&reader(), None, "echo", arguments).await {
        Err(CallError::Arguments { tool, reason }) => {
            assert_eq!(tool, "echo");
            reason
        }
        other => panic!("expected wrong arguments, got {other:?}"),
    }
}

#[tokio::test]
async fn a_call_answers_with_structure_and_words() {
    let (router, seen) = router();
    let outcome = router.call(&reader(), Some("echo"), "echo", json!({"text": "hi", "voice": "loud"})).await.unwrap();
    assert_eq!(outcome.structured, json!({"text": "HI", "run": 1}));
    assert_eq!((outcome.text.as_str(), outcome.server.as_str()), ("HI", "echo"));
    assert!(!outcome.is_error && !outcome.cached && outcome.proposal.is_none());
    assert_eq!(seen.kinds(), [("echo/echo".to_owned(), "read")]);
}

#[tokio::test]
async fn wrong_arguments_are_named_without_their_values() {
    let (router, seen) = router();
    assert_eq!(reason(&router, json!({})).await, "`text` is missing");
    assert_eq!(reason(&router, json!({"text": "a", "txet": 1})).await, "there is no argument `txet`");
    assert_eq!(reason(&router, json!({"text": 7})).await, "`text` must be text");
    assert_eq!(reason(&router, json!({"text": "a", "times": 4})).await, "`times` must be at most 3");
    assert_eq!(reason(&router, json!({"text": ""})).await, "`text` needs at least 1 characters");
    let day = reason(&router, json!({"text": "a", "day": "canary-97"})).await;
    assert_eq!(day, "`day` must be a date such as 2026-03-01");
    let voice = reason(&router, json!({"text": "a", "voice": "canary-97"})).await;
    assert!(voice.contains("calm") && !voice.contains("canary"), "{voice}");
    let whole = reason(&router, json!(["canary-97"])).await;
    assert_eq!(whole, "they must be an object");
    assert!(seen.kinds().iter().all(|(_, kind)| *kind == "refused"));
    assert_eq!(seen.calls.load(std::sync::atomic::Ordering::SeqCst), 0, "the tool was never reached");
}

#[tokio::test]
async fn impossible_days_are_refused() {
    let (router, _) = router();
    assert!(reason(&router, json!({"text": "a", "day": "2026-02-30"})).await.contains("`day`"));
}

#[tokio::test]
async fn huge_and_deep_arguments_are_refused() {
    let (router, _) = router();
    assert!(reason(&router, json!({"text": "x".repeat(70_000)})).await.contains("64 KiB"));
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    assert!(reason(&router, json!({ "text": deep })).await.contains("deep"));
}

#[tokio::test]
async fn user_id_is_optional_listed_and_only_the_local_person() {
    let (router, _) = router();
    for id in [json!("me"), json!("person-1"), Value::Null] {
        assert!(router.call(&reader(), None, "echo", json!({"text": "a", "user_id": id})).await.is_ok());
    }
    assert!(reason(&router, json!({"text": "a", "user_id": "someone"})).await.contains("user_id"));
    for (_, spec) in router.tools(&reader()) {
        assert!(spec.input_schema["properties"]["user_id"].is_object(), "{}", spec.name);
        let required = spec.input_schema.get("required").cloned().unwrap_or_else(|| json!([]));
        assert!(!required.as_array().unwrap().contains(&json!("user_id")));
    }
}

#[tokio::test]
async fn scopes_decide_what_is_listed_and_called() {
    let (router, seen) = router();
    let mut context = reader();
    let names = |context: &CallContext| -> Vec<String> {
        router.tools(context).into_iter().map(|(_, spec)| spec.name).collect()
    };
    assert!(!names(&context).contains(&"addNote".to_owned()), "a reader does not see a write");
    assert!(names(&CallContext::coach("coach")).contains(&"addNote".to_owned()));
    context.scopes.clear();
    assert!(names(&context).is_empty());
    let error = router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap_err();
    assert_eq!(error, CallError::Scope { tool: "echo".to_owned(), scope: "read:activity".to_owned() });
    assert_eq!(seen.kinds(), [("echo/echo".to_owned(), "refused")]);
    assert!(matches!(router.read_resource(&context, "coach://today"), Err(CallError::Scope { .. })));
    assert!(router.resources(&context, None).is_empty());
}

#[tokio::test]
async fn a_resource_is_read_and_its_failure_is_said() {
    let (router, seen) = router();
    let (resource, text) = router.read_resource(&reader(), "coach://today").unwrap();
    assert_eq!((resource.mime_type.as_str(), text.as_str()), ("text/markdown", "# Today"));
    let error = |uri| router.read_resource(&reader(), uri).err().unwrap().to_string();
    let failed = error("coach://meals");
    assert!(failed.contains("no meals"), "{failed}");
    let broken = error("coach://broken");
    assert!(broken.contains("stopped unexpectedly"), "{broken}");
    assert!(matches!(router.read_resource(&reader(), "coach://x"), Err(CallError::UnknownResource(_))));
    let audited: Vec<String> = seen.kinds().into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(audited, ["coach://today", "coach://meals", "coach://broken"]);
}

#[tokio::test]
async fn unknown_names_are_said() {
    let (router, _) = router();
    let unknown = |server, tool| router.call_owned(server, tool);
    assert_eq!(unknown(None, "nope").await, CallError::UnknownTool("nope".to_owned()));
    assert_eq!(unknown(Some("echo"), "nope").await, CallError::UnknownTool("nope".to_owned()));
    assert_eq!(unknown(Some("nope"), "echo").await, CallError::UnknownServer("nope".to_owned()));
}

trait CallOwned {
    async fn call_owned(&self, server: Option<&str>, tool: &str) -> CallError;
}

impl CallOwned for Router {
    async fn call_owned(&self, server: Option<&str>, tool: &str) -> CallError {
        self.call(&reader(), server, tool, json!({})).await.unwrap_err()
    }
}

#[tokio::test]
async fn results_are_kept_per_arguments_and_scopes_until_invalidated() {
    let (router, seen) = router();
    let context = reader();
    let run = |context: CallContext, arguments: Value| {
        let router = router.clone();
        async move { router.call(&context, None, "echo", arguments).await.unwrap() }
    };
    let first = run(context.clone(), json!({"text": "a", "times": 2})).await;
    let again = run(context.clone(), json!({"times": 2, "text": "a", "user_id": "me"})).await;
    assert!(!first.cached && again.cached);
    assert_eq!(first.structured, again.structured);
    assert!(!run(context.clone(), json!({"text": "b"})).await.cached);
    let mut fewer = context.clone();
    fewer.scopes.remove("read:meals");
    assert!(!run(fewer, json!({"text": "a", "times": 2})).await.cached, "other scopes, other results");
    router.invalidate();
    assert!(!run(context, json!({"text": "a", "times": 2})).await.cached);
    assert_eq!(seen.audit.lock().unwrap().len(), 5, "cached calls are audited too");
}

#[tokio::test]
async fn results_are_kept_for_the_content_that_they_were_computed_from() {
    let content = Arc::new(std::sync::Mutex::new(Some([1; 16])));
    let told = Arc::clone(&content);
    let (router, _) = router_with(|builder| builder.content(Arc::new(move || *told.lock().unwrap())));
    let is_kept = |mark: Option<[u8; 16]>| {
        *content.lock().unwrap() = mark;
        let router = router.clone();
        async move { router.call(&reader(), None, "echo", json!({"text": "a"})).await.unwrap().cached }
    };
    assert!(!is_kept(Some([1; 16])).await);
    assert!(is_kept(Some([1; 16])).await);
    assert!(!is_kept(Some([2; 16])).await, "another program wrote");
    assert!(is_kept(Some([2; 16])).await);
    for _ in 0..2 {
        assert!(!is_kept(None).await, "what cannot be told is not relied on");
    }
    assert!(is_kept(Some([2; 16])).await);
}

#[tokio::test]
async fn without_an_audit_entry_nothing_is_called_or_given_out() {
    let (router, seen) = router();
    router.call(&reader(), None, "echo", json!({"text": "a"})).await.unwrap();
    *seen.refuse_audit.lock().unwrap() = true;
    let error = router.call(&reader(), None, "echo", json!({"text": "a"})).await.unwrap_err();
    assert_eq!(error, CallError::Audit("echo/echo".to_owned()), "also when the answer is in the cache");
    let mut context = CallContext::coach("coach");
    context.approved = true;
    assert!(router.call(&context, None, "addNote", json!({"note": "n"})).await.is_err());
    assert!(seen.notes.lock().unwrap().is_empty());
    assert!(matches!(router.read_resource(&reader(), "coach://today"), Err(CallError::Audit(_))));
}

#[tokio::test]
async fn a_write_waits_until_the_person_approves_it() {
    let (router, seen) = router();
    let mut context = CallContext::coach("Max Power");
    let outcome = router.call(&context, None, "addNote", json!({"note": "n"})).await.unwrap();
    assert_eq!(outcome.structured, json!({"written": false}));
    assert_eq!(outcome.proposal_id.as_deref(), Some("p1"));
    assert!(outcome.text.contains("coach approve p1"), "{}", outcome.text);
    let pending = seen.proposals.lock().unwrap()[0].clone();
    assert_eq!(
        (pending.actor.as_str(), pending.server.as_str(), pending.tool.as_str()),
        ("Max Power", "echo", "addNote")
    );
    assert!(seen.notes.lock().unwrap().is_empty());

    router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap();
    context.approved = true;
    let outcome = router.call(&context, None, "addNote", pending.proposal.arguments).await.unwrap();
    assert!(outcome.proposal.is_none() && outcome.proposal_id.is_none());
    assert_eq!(*seen.notes.lock().unwrap(), ["n"]);
    assert!(
        !router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap().cached,
        "a write forgets results"
    );
    let kinds: Vec<&str> = seen.kinds().into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, ["read", "read", "write", "read"]);
}

#[tokio::test]
async fn a_standing_approval_holds_for_its_tool_only_and_needs_the_scope() {
    let (router, seen) = router();
    let mut context = CallContext::coach("coach");
    context.standing.0.insert("echo/other".to_owned());
    router.call(&context, None, "addNote", json!({"note": "n"})).await.unwrap();
    assert!(seen.notes.lock().unwrap().is_empty());
    context.standing.0.insert("echo/addNote".to_owned());
    router.call(&context, None, "addNote", json!({"note": "n"})).await.unwrap();
    assert_eq!(seen.notes.lock().unwrap().len(), 1);
    context.scopes.remove("write:workouts");
    assert!(router.call(&context, None, "addNote", json!({"note": "n"})).await.is_err());
    assert_eq!(seen.notes.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_tool_with_a_reading_scope_never_writes() {
    let (router, seen) = router();
    let mut context = reader();
    context.approved = true;
    context.standing.0.insert("echo/sneaky".to_owned());
    let outcome = router.call(&context, None, "sneaky", json!({})).await.unwrap();
    assert_eq!(outcome.structured, json!({"written": false}));
    assert!(seen.notes.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_tools_failure_is_an_answer_not_an_end() {
    let (router, seen) = router();
    for (tool, kind, words) in [
        ("wrong", "internal", "does not fit"),
        ("panics", "internal", "stopped unexpectedly"),
        ("big", "arguments", "shorter range"),
        ("refuses", "refused", "the target is too high"),
    ] {
        let outcome = router.call(&reader(), None, tool, json!({})).await.unwrap();
        assert!(outcome.is_error && !outcome.cached, "{tool}");
        assert_eq!(outcome.structured["error"]["kind"], kind, "{tool}");
        assert!(outcome.text.contains(words), "{tool}: {}", outcome.text);
        assert!(outcome.text.len() < MAX_RESULT_BYTES);
        let again = router.call(&reader(), None, tool, json!({})).await.unwrap();
        assert!(!again.cached, "a failure is not kept");
    }
    let refused =
        seen.audit.lock().unwrap().iter().filter(|line| line.kind == "refused" && line.scope == "HR-CAP").count();
    assert_eq!(refused, 2);
}

#[tokio::test]
async fn a_call_ends_when_it_is_cancelled() {
    let (router, _) = router();
    let context = reader();
    let cancel = context.cancel.clone();
    let call = tokio::spawn({
        let router = router.clone();
        async move { router.call(&context, None, "waits", json!({})).await }
    });
    tokio::task::yield_now().await;
    cancel.cancel();
    assert_eq!(call.await.unwrap(), Err(CallError::Cancelled("waits".to_owned())));
}

#[tokio::test]
async fn a_write_that_was_cut_short_forgets_results_too() {
    let (router, _) = router();
    let mut context = CallContext::coach("coach");
    router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap();
    assert!(router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap().cached);
    context.approved = true;
    let mut write = Box::pin(router.call(&context, None, "writesForever", json!({})));
    assert!(futures::poll!(&mut write).is_pending());
    drop(write);
    assert!(!router.call(&context, None, "echo", json!({"text": "a"})).await.unwrap().cached);
}

#[tokio::test]
async fn a_tool_with_a_broken_schema_is_left_out_and_named() {
    struct Broken(ToolSpec);
    #[async_trait::async_trait]
    impl Tool for Broken {
        fn spec(&self) -> &ToolSpec {
            &self.0
        }
        async fn call(&self, _: &CallContext, _: Value) -> Result<ToolOutput, coach_mcp::ToolError> {
            unreachable!("it is never offered")
        }
    }
    let broken = |name: &str, input: Value| {
        Broken(ToolSpec::builder(name).scope("read:activity").schemas(input, json!({"type": "object"})))
    };
    let (router, _) = router_with(|builder| {
        builder.server(
            Server::builder("broken")
                .tool(broken("a", json!({"type": 7})))
                .tool(broken("b", json!({"$ref": "https://example.org/schema.json"})))
                .tool(broken("c", json!({"$ref": "file:///etc/passwd"})))
                .build(),
        )
    });
    assert_eq!(router.problems().len(), 3, "{:?}", router.problems());
    assert!(router.tools(&reader()).iter().all(|(server, _)| server == "echo"));
}

#[tokio::test]
async fn two_servers_may_have_a_tool_of_one_name() {
    let twin = |word: &'static str| {
        let spec = ToolSpec::builder("twin").scope("read:activity");
        Server::builder(word)
            .tool(TypedTool::new(spec, move |_, _: Nothing| Ok(Reply::new(json!({"word": word}), word))))
            .build()
    };
    let (router, _) = router_with(|builder| builder.server(twin("first")).server(twin("second")));
    let names: Vec<String> = router.tools(&reader()).into_iter().map(|(_, spec)| spec.name).collect();
    assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len(), "listed names are unique");
    for (server, name, word) in [
        (None, "twin", "first"),
        (None, "second__twin", "second"),
        (Some("first"), "twin", "first"),
        (Some("second"), "twin", "second"),
    ] {
        let outcome = router.call(&reader(), server, name, json!({})).await.unwrap();
        assert_eq!(outcome.text, word);
    }
}

#[test]
fn schemas_stand_alone_and_say_what_is_optional() {
    let (router, _) = router();
    let tools = router.tools(&CallContext::coach("coach"));
    let schemas: Vec<(String, Value, Value)> =
        tools.into_iter().map(|(_, spec)| (spec.name, spec.input_schema, spec.output_schema)).take(2).collect();
    for (_, input, output) in &schemas {
        let text = format!("{input}{output}");
        assert!(!text.contains("$ref") && !text.contains("uint"), "{text}");
    }
    insta::assert_json_snapshot!(schemas);
}

#[test]
fn the_domains_shapes_fit_their_schemas() {
    use coach_domain::citation::{Answer, Citation, Gap, ShownFigure};
    use coach_domain::figure::Confidence;
    #[derive(schemars::JsonSchema)]
    #[allow(dead_code)]
    struct Whole {
        #[serde(flatten)]
        answer: coach_mcp::shape::Answer,
        own: u8,
    }
    let day = jiff::civil::date(2026, 3, 1);
    let citation = |from| Citation {
        text: "58 bpm".to_owned(),
        value: 58.0,
        unit: "/min".to_owned(),
        metric: "resting_hr".to_owned(),
        source: "Watch".to_owned(),
        from,
        to: from,
    };
    let figure = |from, confidence| ShownFigure {
        name: "resting".to_owned(),
        label: "resting heart rate".to_owned(),
        citation: citation(from),
        confidence,
    };
    let answer = Answer {
        from: day,
        to: day,
        figures: vec![
            figure(Some(day), Some(Confidence::Low)),
            figure(None, Some(Confidence::Medium)),
            figure(None, Some(Confidence::High)),
            figure(None, None),
        ],
        missing: vec![Gap { what: "sleep".to_owned(), reason: "none".to_owned() }],
    };
    let mut value = serde_json::to_value(answer).unwrap();
    value["own"] = json!(1);
    let schema = coach_mcp::output_schema::<Whole>();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?} in {schema}");
    // Every field that the domain writes is described.
    let described = &schema["properties"]["figures"]["items"]["properties"];
    for (name, _) in value["figures"][0].as_object().unwrap() {
        assert!(described[name].is_object(), "{name}");
    }
    value["figures"][0]["value"] = json!("58");
    assert!(!validator.is_valid(&value));
}

#[tokio::test]
async fn many_callers_at_once_get_their_own_answers() {
    let (router, seen) = router();
    let router = Arc::new(router);
    let calls = (0..200).map(|n| {
        let router = Arc::clone(&router);
        tokio::spawn(async move {
            let outcome = router.call(&reader(), None, "echo", json!({"text": format!("{n}")})).await.unwrap();
            assert_eq!(outcome.text, n.to_string());
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    assert_eq!(seen.audit.lock().unwrap().len(), 200);
}
