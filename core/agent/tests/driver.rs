//! The driver on a real store and a real router: storing, cancelling, crashes, proposals, limits.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;
#[path = "support/world.rs"]
mod world;

use async_trait::async_trait;
use coach_agent::{AgentEvent, AgentId, Driver, Error, Limits, RateLimiter, TurnOptions, TurnResult, TurnStatus};
use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, Message, ModelError, ScriptedModel, ScriptedStep};
use coach_mcp::StandingApprovals;
use coach_store::ProposalState;
use serde_json::json;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;
use support::{calls, streamed, words};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use world::{World, ask, scripted};

fn coach() -> TurnOptions {
    TurnOptions { coach: Some(AgentId::DrProgress), ..TurnOptions::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_from_triage_to_the_stored_reply() {
    let world = World::new();
    let model = scripted([
        calls(&[("transfer_to_emma_encourage", json!({"reason": "asks about the heart"}))]),
        calls(&[("getRestingHr", json!({}))]),
        words("Your resting heart rate is 52 bpm. Well done!"),
        words("It still is 52 bpm."),
    ]);
    let driver = world.driver(Arc::clone(&model) as Arc<dyn ChatModel>);
    let session = driver.new_session().await.unwrap();
    let (result, events) = ask(&driver, &session, "How is my heart?", &TurnOptions::default()).await;
    let result = result.unwrap();
    assert_eq!(result.reply, "Your resting heart rate is 52 bpm. Well done!");
    assert_eq!(result.coach, AgentId::EmmaEncourage);
    assert_eq!(streamed(&events), result.reply);
    assert!(matches!(events.first(), Some(AgentEvent::RunStarted { .. })));
    assert!(matches!(events.last(), Some(AgentEvent::Finished { .. })));

    let stored = world.conversation(&session);
    assert_eq!(stored.len(), 2);
    assert_eq!(stored[0].text(), "How is my heart?");
    assert_eq!(stored[1].text(), result.reply);
    assert_eq!(stored[1].citations, result.citations);
    assert_eq!(world.store.session(&session).unwrap().agent, "Emma Encourage");
    assert_eq!(world.store.load_run(&session).unwrap(), None);
    let trace = world.store.trace(&result.trace_id).unwrap();
    let names: Vec<_> = trace.spans.iter().map(|span| span.name.as_str()).collect();
    assert!(names.contains(&"handoff") && names.contains(&"execute_tool getRestingHr"));

    let (again, _) = ask(&driver, &session, "And today?", &TurnOptions::default()).await;
    assert_eq!(again.unwrap().reply, "It still is 52 bpm.");
    let request = model.requests().pop().unwrap();
    assert_eq!(request.context.agent, "Emma Encourage");
    assert_eq!(request.messages.len(), 4);
    assert_eq!(model.remaining(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_red_flag_reaches_no_model_whatever_the_limits_say() {
    let world = World::new();
    let model = scripted([words("Great, do ten more sets!")]);
    let driver =
        world.driver(Arc::clone(&model) as Arc<dyn ChatModel>).with_rate_limiter(RateLimiter::new(1_000, 0, 0));
    let session = driver.new_session().await.unwrap();
    let long = format!("{} I have chest pain right now", "All fine today. ".repeat(1_000));
    for text in ["I have chest pain right now", &long] {
        let (result, _) = ask(&driver, &session, text, &TurnOptions::default()).await;
        assert!(result.unwrap().reply.contains("112"));
    }
    let (unknown, events) = ask(&driver, "no such conversation", "I can't breathe", &TurnOptions::default()).await;
    assert!(unknown.unwrap().reply.contains("112"));
    assert!(streamed(&events).contains("112"));
    assert!(model.requests().is_empty());
    assert_eq!(world.store.interventions(10).unwrap().len(), 2);
    assert_eq!(world.conversation(&session)[1].status, TurnStatus::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_do_not_fit_are_refused_and_not_cut() {
    let world = World::new();
    let model = scripted([words("Yes.")]);
    let driver = world.driver(Arc::clone(&model) as Arc<dyn ChatModel>);
    let session = driver.new_session().await.unwrap();
    let (fits, _) = ask(&driver, &session, &"ä".repeat(2_000), &coach()).await;
    assert!(fits.is_ok());
    let (long, events) = ask(&driver, &session, &"ä".repeat(2_001), &coach()).await;
    assert!(matches!(long, Err(Error::InputTooLong { chars: 2_001, limit: 2_000 })));
    assert!(matches!(events.last(), Some(AgentEvent::Failed { kind, .. }) if kind == "input"));
    let (empty, _) = ask(&driver, &session, " \n", &coach()).await;
    assert!(matches!(empty, Err(Error::InputEmpty)));
    assert_eq!(world.conversation(&session).len(), 2);
    assert_eq!(model.requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_beyond_the_rate_limit_say_how_long_to_wait() {
    let world = World::new();
    let driver =
        world.driver(scripted([words("One."), words("Two.")])).with_rate_limiter(RateLimiter::new(9_000, 1, 2));
    let session = driver.new_session().await.unwrap();
    assert!(ask(&driver, &session, "a", &coach()).await.0.is_ok());
    let (limited, _) = ask(&driver, &session, "b", &coach()).await;
    assert!(matches!(limited, Err(Error::RateLimited { retry_after_s: 9 })));
}

/// Cancels as soon as something happened.
async fn cancel_when(
    world: &World,
    model: Arc<dyn ChatModel>,
    when: impl Fn(&AgentEvent) -> bool + Send + Sync,
) -> String {
    let driver = world.driver(model);
    let session = driver.new_session().await.unwrap();
    let cancel = CancellationToken::new();
    let mut last = None;
    let mut on_event = |event: AgentEvent| {
        if when(&event) {
            cancel.cancel();
        }
        last = Some(event);
    };
    let result = driver.turn(&session, "How is my heart?", &coach(), &mut on_event, &cancel).await;
    assert!(matches!(result, Err(Error::Cancelled)), "{result:?}");
    assert!(matches!(last, Some(AgentEvent::Failed { kind, .. }) if kind == "cancelled"));
    let stored = world.conversation(&session);
    assert_eq!(stored[0].text(), "How is my heart?");
    assert!(stored.iter().all(|message| message.status == TurnStatus::Cancelled));
    assert_eq!(world.store.load_run(&session).unwrap(), None);
    session
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_leaves_a_consistent_conversation() {
    let world = World::new();
    cancel_when(&world, scripted([words("Never.")]), |event| matches!(event, AgentEvent::RunStarted { .. })).await;

    let shown = cancel_when(&world, scripted([words("First. Second. Third.")]), |event| {
        matches!(event, AgentEvent::TextDelta { .. })
    })
    .await;
    assert_eq!(world.conversation(&shown)[1].text(), "First.");

    world.deeds.hangs.store(true, Ordering::SeqCst);
    let tools = || scripted([calls(&[("getRestingHr", json!({}))]), words("Never.")]);
    let session = cancel_when(&world, tools(), |event| matches!(event, AgentEvent::ToolStarted { .. })).await;
    assert_eq!(world.conversation(&session).len(), 1);
    assert_eq!(world.deeds.reads.load(Ordering::SeqCst), 0);
    world.deeds.hangs.store(false, Ordering::SeqCst);

    let driver = world.driver(scripted([words("Here I am.")]));
    assert_eq!(ask(&driver, &session, "Again?", &coach()).await.0.unwrap().reply, "Here I am.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_hangs_is_left_when_the_time_is_over() {
    let world = World::new();
    let hasty = || Limits { wall_clock_s: 0, grace_s: 0, ..Limits::default() };
    let hanging = || Arc::new(ScriptedModel::new([ScriptedStep::Hang]));
    let driver = world.driver(hanging()).with_limits(hasty());
    let session = driver.new_session().await.unwrap();
    let (result, _) = ask(&driver, &session, "Hello?", &coach()).await;
    assert!(matches!(result, Err(Error::Timeout { seconds: 0 })), "{result:?}");
    assert_eq!(world.conversation(&session)[0].status, TurnStatus::Failed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_that_hangs_has_failed_when_the_time_is_over() {
    let world = World::new();
    world.deeds.hangs.store(true, Ordering::SeqCst);
    let model = scripted([calls(&[("getRestingHr", json!({}))]), words("I have no figures today.")]);
    let driver = world.driver(Arc::clone(&model) as Arc<dyn ChatModel>);
    let driver = driver.with_limits(Limits { wall_clock_s: 1, ..Limits::default() });
    let session = driver.new_session().await.unwrap();
    let (result, _) = ask(&driver, &session, "How is my heart?", &coach()).await;
    let result = result.unwrap();
    assert_eq!(result.reply, "I have no figures today.");
    assert!(!result.tool_calls[0].ok);
    assert!(model.requests()[1].tools.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_fails_is_replaced_and_said_so() {
    let world = World::new();
    let down = || Arc::new(ScriptedModel::new([ScriptedStep::Fail(ModelError::Unavailable("no key".to_owned()))]));
    let driver = world.driver(down()).with_fallback(scripted([words("The built-in coach is here.")]));
    let session = driver.new_session().await.unwrap();
    let (result, events) = ask(&driver, &session, "Hello?", &coach()).await;
    assert_eq!(result.unwrap().reply, "The built-in coach is here.");
    assert!(events.iter().any(|event| matches!(event, AgentEvent::Fallback { .. })));

    let driver = world.driver(down());
    let (result, _) = ask(&driver, &session, "Hello?", &coach()).await;
    assert!(matches!(result, Err(Error::Model(ModelError::Unavailable(_)))));
    assert_eq!(world.conversation(&session).len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_asked_is_what_is_asked_and_leaves_no_trace() {
    let world = World::new();
    let model = scripted([words("One."), words("Two.")]);
    let driver = world.driver(Arc::clone(&model) as Arc<dyn ChatModel>);
    let session = driver.new_session().await.unwrap();
    ask(&driver, &session, "First", &coach()).await.0.unwrap();
    let before = world.conversation(&session);
    let would = driver.first_request(Some(&session), "Second", &coach()).await.unwrap().unwrap();
    assert_eq!(world.conversation(&session), before);
    assert_eq!(model.requests().len(), 1);
    ask(&driver, &session, "Second", &coach()).await.0.unwrap();
    assert_eq!(model.requests()[1], would);
    let new = driver.first_request(None, "Hello", &TurnOptions::default()).await.unwrap().unwrap();
    assert_eq!((new.context.agent.as_str(), new.messages.len()), ("Coach Selector", 2));
    assert_eq!(driver.first_request(None, "I have chest pain right now", &coach()).await.unwrap(), None);
    assert!(matches!(driver.first_request(None, " ", &coach()).await, Err(Error::InputEmpty)));
}

/// A turn that has begun, and what cancels it.
async fn begun_turn(driver: &Arc<Driver>, session: &str) -> (JoinHandle<Result<TurnResult, Error>>, CancellationToken) {
    let cancel = CancellationToken::new();
    let (driver, stop, id) = (Arc::clone(driver), cancel.clone(), session.to_owned());
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let mut begun = Some(begun);
    let running = tokio::spawn(async move {
        let mut on_event = |_| {
            if let Some(begun) = begun.take() {
                let _ = begun.send(());
            }
        };
        driver.turn(&id, "one", &coach(), &mut on_event, &stop).await
    });
    has_begun.await.unwrap();
    (running, cancel)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_turn_at_a_time_in_a_conversation() {
    let world = World::new();
    let driver = Arc::new(world.driver(Arc::new(ScriptedModel::new([ScriptedStep::Hang]))));
    let session = driver.new_session().await.unwrap();
    let (running, cancel) = begun_turn(&driver, &session).await;
    let (second, _) = ask(&driver, &session, "two", &coach()).await;
    assert!(matches!(second, Err(Error::TurnInProgress)));
    cancel.cancel();
    assert!(matches!(running.await.unwrap(), Err(Error::Cancelled)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_waits_for_the_person() {
    let world = World::new();
    let write = |minutes: u32| calls(&[("logWorkout", json!({"minutes": minutes}))]);
    let model = scripted([write(30), words("I have prepared it."), write(40), words("Another one.")]);
    let driver = world.driver(model);
    let session = driver.new_session().await.unwrap();
    let (result, events) = ask(&driver, &session, "Log it", &coach()).await;
    let proposal = result.unwrap().proposals.remove(0);
    assert!(events.iter().any(|event| matches!(event, AgentEvent::Proposal { .. })));
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 0);
    assert_eq!(world.store.proposal(&proposal.id).unwrap(), proposal);

    driver.approve(&proposal.id, "person").await.unwrap();
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 1);
    assert_eq!(world.store.proposal(&proposal.id).unwrap().state, ProposalState::Approved);
    assert!(matches!(driver.approve(&proposal.id, "person").await, Err(Error::ProposalDecided(_))));
    assert!(matches!(driver.reject(&proposal.id, "person").await, Err(Error::ProposalDecided(_))));

    let (second, _) = ask(&driver, &session, "Log another one", &coach()).await;
    let second = second.unwrap().proposals.remove(0);
    driver.reject(&second.id, "person").await.unwrap();
    assert!(matches!(driver.approve(&second.id, "person").await, Err(Error::ProposalDecided(_))));
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 1);
    assert!(matches!(driver.approve("nothing", "person").await, Err(Error::Store(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_cannot_be_carried_out_stays_open() {
    let world = World::new();
    let driver = world.driver(scripted([]));
    let row = coach_store::ProposalRow {
        id: "p-1".to_owned(),
        at_ms: 0,
        actor: "Max Power".to_owned(),
        tool: "progress-tracking/logWorkout".to_owned(),
        arguments: json!({"minutes": 999}),
        summary: "Log a run.".to_owned(),
        state: ProposalState::Open,
    };
    world.store.put_proposal(&row).unwrap();
    assert!(matches!(driver.approve("p-1", "person").await, Err(Error::Proposal(_))));
    assert_eq!(world.store.proposal("p-1").unwrap().state, ProposalState::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_put_right_before_it_is_approved() {
    let world = World::new();
    let model = scripted([calls(&[("logWorkout", json!({"minutes": 30}))]), words("I have prepared it.")]);
    let driver = world.driver(model);
    let session = driver.new_session().await.unwrap();
    let first = ask(&driver, &session, "Log it", &coach()).await.0.unwrap().proposals.remove(0);

    // What the tool does not take changes nothing.
    assert!(matches!(driver.revise(&first.id, json!({"minutes": "many"}), "person").await, Err(Error::Proposal(_))));
    assert_eq!(world.store.proposal(&first.id).unwrap().state, ProposalState::Open);

    let mut arguments = first.arguments.clone();
    arguments["minutes"] = json!(45);
    let second = driver.revise(&first.id, arguments, "person").await.unwrap();
    assert_ne!(second.id, first.id);
    assert_eq!(second.arguments["minutes"], 45);
    assert_eq!(world.store.proposal(&first.id).unwrap().state, ProposalState::Rejected);
    let open: Vec<_> = world.store.open_proposals().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(open, [second.id.as_str()]);
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 0);
    assert!(matches!(driver.approve(&first.id, "person").await, Err(Error::ProposalDecided(_))));
    assert!(matches!(driver.revise(&first.id, json!({}), "person").await, Err(Error::ProposalDecided(_))));
    driver.approve(&second.id, "person").await.unwrap();
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_forgotten_only_when_nobody_works_on_it() {
    let world = World::new();
    let driver = Arc::new(world.driver(Arc::new(ScriptedModel::new([ScriptedStep::Hang]))));
    let session = driver.new_session().await.unwrap();
    let (running, cancel) = begun_turn(&driver, &session).await;
    assert!(matches!(driver.forget(&session).await, Err(Error::TurnInProgress)));
    cancel.cancel();
    assert!(matches!(running.await.unwrap(), Err(Error::Cancelled)));
    driver.forget(&session).await.unwrap();
    assert!(world.store.sessions().unwrap().is_empty());
    assert!(matches!(driver.forget(&session).await, Err(Error::Store(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standing_approval_writes_only_what_the_person_asked_for() {
    let world = World::new();
    let write = || calls(&[("logWorkout", json!({"minutes": 30}))]);
    let standing = StandingApprovals(["progress-tracking/logWorkout".to_owned()].into());
    let options = TurnOptions { standing, ..coach() };
    let direct = world.driver(scripted([write(), words("Done.")]));
    let session = direct.new_session().await.unwrap();
    assert!(ask(&direct, &session, "Log it", &options).await.0.unwrap().proposals.is_empty());
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 1);

    let misled = world.driver(scripted([calls(&[("getRestingHr", json!({}))]), write(), words("Done.")]));
    let (result, _) = ask(&misled, &session, "How is my heart?", &options).await;
    assert_eq!(result.unwrap().proposals.len(), 1);
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_person_is_in_a_trace() {
    let world = World::new();
    let model = scripted([calls(&[("getRestingHr", json!({"minutes": 4321}))]), words("Marigold has 52 bpm.")]);
    let driver = world.driver(model);
    let session = driver.new_session().await.unwrap();
    let (result, _) = ask(&driver, &session, "I am Marigold", &coach()).await;
    let trace = serde_json::to_string(&world.store.trace(&result.unwrap().trace_id).unwrap().spans).unwrap();
    assert!(!trace.contains("Marigold") && !trace.contains("4321") && !trace.contains("bpm"));
}

/// A model whose answer depends on the request alone, so that a repeated call is answered alike.
struct Steady;

#[async_trait]
impl ChatModel for Steady {
    fn name(&self) -> &str {
        "steady"
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        _cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        tokio::task::yield_now().await;
        let results = request.messages.iter().filter(|message| matches!(message, Message::Tool { .. })).count();
        let answer = match results {
            0 => calls(&[("getRestingHr", json!({}))]),
            1 => calls(&[("getRestingHr", json!({"minutes": 5})), ("logWorkout", json!({"minutes": 30}))]),
            _ => words("Your resting heart rate is 52 bpm. I have prepared the run."),
        };
        on_delta(Delta::Text(answer.text.clone()));
        tokio::task::yield_now().await;
        Ok(answer)
    }
}

/// Polls a future a number of times, then drops it, as a process that ends does.
async fn at_most<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_is_dropped_anywhere_is_resumed_to_the_same_reply() {
    let mut world = World::new();
    let mut resumed = 0;
    for polls in 1..40 {
        let driver = world.driver(Arc::new(Steady));
        let session = driver.new_session().await.unwrap();
        let finished =
            at_most(polls, driver.turn(&session, "How is my heart?", &coach(), &mut |_| (), &CancellationToken::new()))
                .await
                .is_some();
        let result = loop {
            match driver.resume(&session, &mut |_| (), &CancellationToken::new()).await {
                Err(Error::TurnInProgress) => tokio::time::sleep(Duration::from_millis(1)).await,
                other => break other.unwrap(),
            }
        };
        let stored = world.conversation(&session);
        assert!(!(finished && result.is_some()), "a finished turn is not done again");
        if let Some(result) = &result {
            resumed += 1;
            assert_eq!(result.reply, "Your resting heart rate is 52 bpm. I have prepared the run.");
            assert_eq!(result.proposals.len(), 1);
        }
        if stored.is_empty() {
            assert!(result.is_none(), "the turn had not begun");
        } else {
            assert_eq!(stored.len(), 2, "after {polls} polls");
            assert_eq!(stored[1].text(), "Your resting heart rate is 52 bpm. I have prepared the run.");
        }
        assert_eq!(world.store.load_run(&session).unwrap(), None);
        if polls == 20 {
            drop(driver);
            world = world.reopen();
        }
    }
    assert!(resumed > 0);
    assert_eq!(world.deeds.writes.load(Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_is_dropped_is_recorded_by_the_next_one() {
    let world = World::new();
    world.deeds.hangs.store(true, Ordering::SeqCst);
    let driver = world.driver(scripted([calls(&[("getRestingHr", json!({}))]), words("Here I am.")]));
    let session = driver.new_session().await.unwrap();
    let options = coach();
    let never = ask(&driver, &session, "How is my heart?", &options);
    assert!(tokio::time::timeout(Duration::from_millis(300), never).await.is_err());
    let (result, _) = ask(&driver, &session, "Hello?", &coach()).await;
    assert_eq!(result.unwrap().reply, "Here I am.");
    let stored = world.conversation(&session);
    assert_eq!(stored.len(), 3);
    assert_eq!(stored[0].status, TurnStatus::Cancelled);
    assert_eq!(stored[1].text(), "Hello?");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_turn_of_another_version_is_dropped() {
    let world = World::new();
    let driver = world.driver(scripted([words("Here I am.")]));
    let session = driver.new_session().await.unwrap();
    world.store.save_run(&session, Some(b"{\"version\":99}")).unwrap();
    assert!(matches!(driver.resume(&session, &mut |_| (), &CancellationToken::new()).await, Err(Error::UnreadableRun)));
    world.store.save_run(&session, Some(b"\xff")).unwrap();
    assert!(ask(&driver, &session, "Hello?", &coach()).await.0.is_ok());
}
