//! Every fault at every way of speaking; the table in `docs/cloud-faults.md` is written from what is found here.

use crate::server::{FaultServer, Reply};
use crate::speech::{End, answer, trouble, words};
use crate::{APIS, Open, ask, everything, model};
use coach_llm::ModelError;
use coach_llm::cloud::Api;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

const BEGIN: &str = "<!-- found by the test -->";
const END: &str = "<!-- end -->";

/// A fault, and the replies that make it.
struct Fault {
    what: &'static str,
    replies: fn(Api) -> Vec<Reply>,
}

fn status(status: u16) -> Reply {
    Reply::Status(
        status,
        Vec::new(),
        r#"{"error": {"type": "overloaded_error", "message": "SECRET-WORDS"}}"#.to_owned(),
    )
}

fn well(api: Api) -> Reply {
    Reply::Stream(words(api, "All is well."), 64)
}

const TOOL: &str = "getSleepData";

/// What every service does the same way.
const FAULTS: &[Fault] = &[
    Fault { what: "none", replies: |api| vec![well(api)] },
    Fault { what: "429 once, without Retry-After", replies: |api| vec![status(429), well(api)] },
    Fault {
        what: "429 once, with a date that has passed as Retry-After",
        replies: |api| {
            let past = vec![("retry-after", "Sun, 09 Sep 2001 01:46:50 GMT".to_owned())];
            vec![Reply::Status(429, past, String::new()), well(api)]
        },
    },
    Fault {
        what: "429 with Retry-After of an hour",
        replies: |api| vec![Reply::Status(429, vec![("retry-after", "3600".to_owned())], String::new()), well(api)],
    },
    Fault { what: "429 without end", replies: |_| vec![status(429)] },
    Fault {
        what: "429 because the account's money is spent",
        replies: |api| {
            let spent = r#"{"error": {"code": "insufficient_quota", "message": "x"}}"#.to_owned();
            vec![Reply::Status(429, Vec::new(), spent), well(api)]
        },
    },
    Fault { what: "529 once", replies: |api| vec![status(529), well(api)] },
    Fault { what: "500 once", replies: |api| vec![status(500), well(api)] },
    Fault { what: "500 without end", replies: |_| vec![status(500)] },
    Fault { what: "408, then 409", replies: |api| vec![status(408), status(409), well(api)] },
    Fault { what: "400", replies: |api| vec![status(400), well(api)] },
    Fault { what: "401", replies: |api| vec![status(401), well(api)] },
    Fault { what: "404", replies: |api| vec![status(404), well(api)] },
    Fault { what: "no answer, connection closed once", replies: |api| vec![Reply::Close, well(api)] },
    Fault { what: "stream cut before its first byte, once", replies: |api| vec![Reply::Cut(Vec::new(), 0), well(api)] },
    Fault {
        what: "stream cut after some text",
        replies: |api| {
            let body = words(api, "All is well.");
            let after = body.len() * 2 / 3;
            vec![Reply::Cut(body, after), well(api)]
        },
    },
    Fault {
        what: "stream that ends without its end",
        replies: |api| {
            let body = words(api, "All is well.");
            let after = body.len() / 2;
            vec![Reply::Stream(body[..after].to_vec(), 64), well(api)]
        },
    },
    Fault { what: "hanging before the answer", replies: |_| vec![Reply::Hang] },
    Fault {
        what: "hanging after some text",
        replies: |api| {
            let body = words(api, "All is well.");
            let after = body.len() * 2 / 3;
            vec![Reply::Stall(body, after)]
        },
    },
    Fault { what: "one byte at a time", replies: |api| vec![Reply::Stream(words(api, "All is wéll 😀."), 1)] },
    Fault { what: "letters split between pieces", replies: |api| vec![Reply::Stream(words(api, "ä😀你好é"), 3)] },
    Fault {
        what: "bytes that are no UTF-8",
        replies: |_| vec![Reply::Stream(b"data: {\"x\": \"\xff\xfe\"}\n\n".to_vec(), 64)],
    },
    Fault { what: "JSON that is none", replies: |_| vec![Reply::Stream(b"data: {\"choices\": [\n\n".to_vec(), 64)] },
    Fault { what: "an error within the stream", replies: |api| vec![Reply::Stream(trouble(api), 64), well(api)] },
    Fault {
        what: "a page instead of a stream",
        replies: |_| vec![Reply::StreamAs("text/html", b"<html>hello</html>".to_vec())],
    },
    Fault { what: "a content type that is none", replies: |api| vec![Reply::StreamAs("%%; ;=", words(api, "Hi."))] },
    Fault {
        what: "redirect to another host",
        replies: |_| vec![Reply::Status(307, vec![("location", "http://127.0.0.1:9/v1".to_owned())], String::new())],
    },
    Fault { what: "an answer without end", replies: |_| vec![Reply::Endless(b": keep-alive\n\n".repeat(4_000))] },
    Fault { what: "one line without end", replies: |_| vec![Reply::Endless(b"data: aaaaaaaa".repeat(4_000))] },
    Fault {
        what: "an error's body without end",
        replies: |_| vec![Reply::Status(400, Vec::new(), "x".repeat(20_000_000))],
    },
    Fault {
        what: "`stop` with tool calls",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "{\"days\":2}")], End::Stop), 64)],
    },
    Fault {
        what: "tool arguments cut at the token limit",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "{\"days\":")], End::Length), 64)],
    },
    Fault {
        what: "whole tool arguments at the token limit",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "{\"days\":2}")], End::Length), 64)],
    },
    Fault {
        what: "tool arguments that are no JSON",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "{days: 2}")], End::Calls), 64)],
    },
    Fault {
        what: "tool arguments that are no object",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "[2]")], End::Calls), 64)],
    },
    Fault {
        what: "an argument given twice",
        replies: |api| vec![Reply::Stream(answer(api, "", &[("1", TOOL, "{\"days\":2,\"days\":9}")], End::Calls), 64)],
    },
    Fault {
        what: "two tool calls of one id",
        replies: |api| {
            let calls = [("1", TOOL, "{\"days\":2}"), ("1", TOOL, "{\"days\":3}")];
            vec![Reply::Stream(answer(api, "", &calls, End::Calls), 64)]
        },
    },
    Fault {
        what: "one of two tool calls malformed",
        replies: |api| {
            let calls = [("1", TOOL, "{\"days\":2}"), ("2", TOOL, "{")];
            vec![Reply::Stream(answer(api, "", &calls, End::Calls), 64)]
        },
    },
    Fault {
        what: "stream cut inside a tool call",
        replies: |api| {
            let body = answer(api, "", &[("1", TOOL, "{\"days\":2}")], End::Calls);
            let after = body.windows(3).rposition(|window| window == b"day").unwrap();
            vec![Reply::Cut(body, after), well(api)]
        },
    },
];

/// What came of a fault, in a cell of the table.
async fn outcome(fault: &Fault, api: Api) -> String {
    let server = FaultServer::start((fault.replies)(api)).await;
    let border = Open::new(everything());
    let model = model(&server, api, &border).with_timeout(Duration::from_secs(if is_slow(fault) { 1 } else { 30 }));
    let (answered, shown) = ask(&model, "How did I sleep?").await;
    let attempts = server.received().len();
    assert_eq!(border.left.lock().unwrap().len(), attempts, "{}: every attempt is in the log", fault.what);
    assert_eq!(border.settled.lock().unwrap().len(), attempts, "{}: and settled", fault.what);
    let said = shown.concat();
    let mut cell = match answered {
        Ok(answered) => {
            assert_eq!(answered.text, said, "{}: what was shown is what is answered", fault.what);
            match answered.tool_calls.len() {
                0 => "answered".to_owned(),
                calls => format!("{calls} tool call, whole"),
            }
        }
        Err(error) => {
            let text = error.to_string();
            assert!(!text.contains("SECRET") && !text.contains("sk-canary"), "{}: {text}", fault.what);
            assert!(!text.ends_with('.') && text.len() < 200, "{text}");
            match error {
                ModelError::Timeout { .. } => "timed out".to_owned(),
                ModelError::Malformed(_) => "malformed".to_owned(),
                ModelError::Unavailable(_) => "unavailable".to_owned(),
                other => panic!("{}: {other:?}", fault.what),
            }
        }
    };
    if !said.is_empty() && !cell.starts_with("answered") {
        assert_eq!(attempts, 1, "{}: nothing is said twice", fault.what);
        cell.push_str(", some text shown");
    }
    if attempts > 1 {
        let _ = write!(cell, ", {attempts} attempts");
    }
    cell
}

/// Faults that only time ends.
fn is_slow(fault: &Fault) -> bool {
    fault.what.starts_with("hanging")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_has_one_clear_outcome() {
    let mut table = String::from("| fault | chat completions | responses | messages |\n|---|---|---|---|\n");
    for fault in FAULTS {
        let mut cells = Vec::new();
        for api in APIS {
            cells.push(outcome(fault, api).await);
        }
        let _ = writeln!(table, "| {} | {} |", fault.what, cells.join(" | "));
    }
    check_page(&table);
}

/// Compares the page in the documentation with what was found; `WRITE_CLOUD_FAULTS=1` writes it.
fn check_page(found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cloud-faults.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("WRITE_CLOUD_FAULTS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}\n{found}{END}{after}")).unwrap();
    } else {
        assert_eq!(written.trim(), found.trim(), "write docs/cloud-faults.md with WRITE_CLOUD_FAULTS=1");
    }
}
