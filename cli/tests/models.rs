//! Models: listed, pulled over a bad line, killed, resumed, checked, imported and removed by the real program.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on should stop")]

mod common;
#[path = "../../tests/src/file_server.rs"]
#[allow(dead_code, unreachable_pub)]
mod file_server;
#[path = "../../core/llm/tests/support/mod.rs"]
mod support;

use common::{coach, json};
use file_server::{Behaviour, FileServer, header};
use predicates::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use support::gguf_writer::{Meta, Writer};

/// Large enough that what a killed program had not written yet is little of it.
const LARGE: usize = 24 << 20;

fn model(bytes: usize, seed: u32) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.meta("general.architecture", Meta::Text("llama".to_owned()));
    let mut state = seed.wrapping_add(1);
    let numbers: Vec<f32> = (0..bytes.div_ceil(4))
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32
        })
        .collect();
    writer.floats("token_embd.weight", &[numbers.len() as u64], &numbers);
    writer.finish()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn serve(body: &Arc<Vec<u8>>) -> FileServer {
    let etag = Some("\"one\"".to_owned());
    FileServer::start(Behaviour { body: body.clone(), etag, ..Behaviour::default() }).unwrap()
}

fn models_folder(home: &Path) -> PathBuf {
    home.join("data/models")
}

#[test]
fn the_catalogue_is_listed_without_a_database_a_key_or_a_network() {
    let home = tempfile::tempdir().unwrap();
    let rows = json(home.path(), &["models", "list"]);
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 10);
    for row in rows {
        assert_eq!((row["is_installed"].as_bool(), row["installed"].is_null()), (Some(false), true));
        assert!(["yes", "no", "unknown"].contains(&row["fits"].as_str().unwrap()), "{row}");
        assert_eq!(row["catalogue"]["sha256"].as_str().map(str::len), Some(64), "{row}");
    }
    coach(home.path())
        .args(["models", "list"])
        .env_remove("POCKETCOACH_KEY")
        .assert()
        .success()
        .stdout(predicate::str::contains("minicpm5-1b").and(predicate::str::contains("Apache-2.0")));
    assert!(!home.path().join("data").exists(), "looking leaves nothing behind");
}

#[test]
fn a_program_that_is_killed_at_sixty_percent_fetches_the_rest_and_no_more() {
    let home = tempfile::tempdir().unwrap();
    let body = Arc::new(model(LARGE, 1));
    let (size, hash) = (body.len() as u64, sha256(&body));
    let server = serve(&body);
    let stop = size * 6 / 10;
    server.behave(|behaviour| behaviour.stall_at = Some(stop));
    let url = server.url("large.gguf");
    let arguments = ["models", "pull", url.as_str(), "--sha256", hash.as_str(), "--json"];
    let mut first = std::process::Command::new(assert_cmd::cargo::cargo_bin("coach"))
        .args(arguments)
        .env_clear()
        .env("POCKETCOACH_HOME", home.path().join("data"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let partial = models_folder(home.path()).join("large.part");
    let written = || std::fs::metadata(&partial).map_or(0, |metadata| metadata.len());
    // The server says nothing more after three fifths; all but the last block of them is on the disk.
    while server.sent() < stop || written() + (512 << 10) < stop {
        assert!(first.try_wait().unwrap().is_none(), "the program ended by itself");
        std::thread::sleep(Duration::from_millis(5));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(!models_folder(home.path()).join("large.gguf").exists());
    assert_eq!(json(home.path(), &["models", "list"]).as_array().unwrap().last().unwrap()["is_installed"], false);

    let report = json(home.path(), &arguments[..5]);
    assert_eq!((report["sha256"].as_str(), report["vouched_by"].as_str()), (Some(hash.as_str()), Some("person")));
    let fetched = server.sent();
    eprintln!("fetched {fetched} bytes for a file of {size}: {:.4} of it", fetched as f64 / size as f64);
    assert!(fetched as f64 <= 1.05 * size as f64, "{fetched} bytes for {size}");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(header(&requests[1], "range").is_some() && header(&requests[1], "if-range") == Some("\"one\""));
    assert_eq!(std::fs::read(report["path"].as_str().unwrap()).unwrap(), *body);

    // Again: nothing is fetched. Checked: it is the same. Altered: that is told.
    assert_eq!(json(home.path(), &arguments[..5])["was_there"], true);
    assert_eq!(server.requests().len(), 2);
    assert_eq!(json(home.path(), &["models", "verify"])[0]["ok"], true);
    let path = PathBuf::from(report["path"].as_str().unwrap());
    let mut altered = body.as_ref().clone();
    altered[LARGE / 2] ^= 1;
    std::fs::write(&path, altered).unwrap();
    let check = coach(home.path()).args(["models", "verify", "--json"]).assert().code(1);
    let rows: serde_json::Value = serde_json::from_slice(&check.get_output().stdout).unwrap();
    assert_eq!((rows[0]["name"].as_str(), rows[0]["ok"].as_bool()), (Some("large"), Some(false)));
    coach(home.path()).args(["models", "verify", "large"]).assert().code(1).stdout("");
    json(home.path(), &["models", "remove", "large"]);
    assert!(!path.exists());
    coach(home.path()).args(["models", "remove", "large"]).assert().code(1).stdout("");
}

#[test]
fn what_is_not_the_wanted_file_is_refused_with_a_sentence_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let body = Arc::new(model(400_000, 1));
    let server = serve(&body);
    let (url, hash) = (server.url("a.gguf?token=hunter2"), sha256(&body));
    let fails = |arguments: &[&str], words: &str| {
        let mut all = vec!["models"];
        all.extend(arguments);
        let run = coach(home.path()).args(all).assert().code(1).stdout("");
        let said = String::from_utf8_lossy(&run.get_output().stderr).trim().to_owned();
        assert!(said.contains(words) && !said.contains("panicked") && !said.contains("hunter2"), "{said}");
        assert!(!said.contains('\n') && said.ends_with('.'), "{said}");
        let installed = models_folder(home.path()).join("a.gguf");
        assert!(!installed.exists(), "{arguments:?} installed something");
    };
    fails(&["pull", "no-such-model"], "coach models list");
    fails(&["pull", &url], "--trust-first-download");
    fails(&["pull", &url, "--sha256", "abc"], "64 hexadecimal digits");
    fails(&["pull", &url, "--sha256", &sha256(b"other")], &hash);
    fails(&["pull", "http://example.org/a.gguf", "--sha256", &hash], "https");
    fails(&["pull", "minicpm5-1b", "--sha256", &hash], "another SHA-256");
    fails(&["pull", &url, "--sha256", &hash, "--name", "../a"], "lower-case");
    assert_eq!(server.requests().len(), 1, "only the one with a hash was fetched");
    server.behave(|behaviour| behaviour.statuses = vec![404]);
    fails(&["pull", &url, "--sha256", &hash], "404");
    let page = Arc::new(b"<html>log in first</html>".to_vec());
    server.behave(|behaviour| behaviour.body = page.clone());
    fails(&["pull", &url, "--trust-first-download"], "GGUF");
    server.behave(|behaviour| behaviour.body = Arc::new(body[..200_000].to_vec()));
    fails(&["pull", &url, "--trust-first-download"], "a.gguf");
    fails(&["bench", "a"], "coach models list");
    fails(&["verify", "a"], "coach models list");
    fails(&["remove", "a"], "coach models list");
    fails(&["import", home.path().join("missing.gguf").to_str().unwrap()], "no such file");
    coach(home.path()).args(["models"]).assert().code(2);
    let both = ["models", "pull", &url, "--sha256", &hash, "--trust-first-download"];
    coach(home.path()).args(both).assert().code(2);
    let left: Vec<_> = std::fs::read_dir(models_folder(home.path())).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_file_of_ones_own_is_imported_and_a_hostile_one_is_not() {
    let home = tempfile::tempdir().unwrap();
    let body = model(400_000, 1);
    let file = home.path().join("Mine.gguf");
    std::fs::write(&file, &body).unwrap();
    let file = file.to_str().unwrap();
    let report = json(home.path(), &["models", "import", file, "--sha256", &sha256(&body)]);
    assert_eq!((report["name"].as_str(), report["from"].as_str()), (Some("mine"), Some("Mine.gguf")));
    let rows = json(home.path(), &["models", "list"]);
    let row = rows.as_array().unwrap().last().unwrap();
    assert_eq!((row["name"].as_str(), row["is_installed"].as_bool()), (Some("mine"), Some(true)));
    // The file has no vocabulary: it is a sound file and no model that can be run.
    coach(home.path()).args(["models", "bench", "mine"]).assert().code(1).stdout("");

    let mut huge = body[..64].to_vec();
    // Numbers of tensors and of metadata that no file can hold.
    huge[8..24].fill(0xff);
    for (name, bytes) in [("empty", Vec::new()), ("cut", body[..body.len() - 1].to_vec()), ("huge", huge)] {
        let path = home.path().join(format!("{name}.gguf"));
        std::fs::write(&path, bytes).unwrap();
        let run = coach(home.path()).args(["models", "import", path.to_str().unwrap()]).assert().code(1).stdout("");
        run.stderr(predicate::str::contains(format!("{name}.gguf")).and(predicate::str::contains("panicked").not()));
    }
    assert_eq!(json(home.path(), &["models", "verify"]).as_array().unwrap().len(), 1);
}

#[cfg(target_os = "linux")]
#[path = "common/small_disk.rs"]
mod small_disk;

#[cfg(target_os = "linux")]
mod disk {
    use super::small_disk::SmallDisk;
    use super::*;

    #[test]
    fn a_full_disk_is_said_before_a_byte_is_fetched_or_where_it_ends() {
        let Some(disk) = SmallDisk::mount(1_000) else {
            eprintln!("mounting a small file system needs root; the full disk was not tried");
            return;
        };
        let body = Arc::new(model(900_000, 1));
        let hash = sha256(&body);
        let server = serve(&body);
        let url = server.url("a.gguf");
        let pull = ["models", "pull", url.as_str(), "--sha256", hash.as_str()];
        // It would fit, but without the fifth on top that the device keeps.
        coach(disk.0.path()).args(pull).assert().code(1).stdout("").stderr(predicate::str::contains("make room"));
        let partial = models_folder(disk.0.path()).join("a.part");
        assert_eq!(std::fs::metadata(&partial).unwrap().len(), 0, "nothing of it was written");

        // A server that hides the length: the disk itself says it, and what is there goes on once there is room.
        let large = Arc::new(model(3_000_000, 2));
        let hash = sha256(&large);
        let body = large.clone();
        server.behave(|behaviour| {
            behaviour.body = body;
            behaviour.hides_length = true;
        });
        let pull = ["models", "pull", url.as_str(), "--sha256", hash.as_str()];
        coach(disk.0.path()).args(pull).assert().code(1).stdout("").stderr(predicate::str::contains("disk is full"));
        assert!(std::fs::metadata(&partial).unwrap().len() > 0);
        let remount = ["-o", "remount,size=9000k"];
        assert!(std::process::Command::new("mount").args(remount).arg(disk.0.path()).status().unwrap().success());
        server.behave(|behaviour| behaviour.hides_length = false);
        server.forget();
        let report = json(disk.0.path(), &pull);
        assert_eq!(report["sha256"], hash);
        assert!(server.sent() < large.len() as u64, "the beginning was kept");
        // An import needs room as well, and leaves nothing where there is none.
        let path = disk.0.path().join("own.gguf");
        std::fs::write(&path, model(3_000_000, 3)).unwrap();
        let import = ["models", "import", path.to_str().unwrap()];
        coach(disk.0.path()).args(import).assert().code(1).stderr(predicate::str::contains("make room"));
        assert!(!models_folder(disk.0.path()).join("own.copy").exists());
    }

    #[test]
    fn a_read_only_folder_is_said() {
        let Some(disk) = SmallDisk::mount(8_000) else {
            eprintln!("mounting a small file system needs root; the read-only one was not tried");
            return;
        };
        let body = Arc::new(model(400_000, 1));
        let hash = sha256(&body);
        let server = serve(&body);
        let url = server.url("a.gguf");
        let pull = ["models", "pull", url.as_str(), "--sha256", hash.as_str()];
        json(disk.0.path(), &pull);
        let remount = ["-o", "remount,ro"];
        assert!(std::process::Command::new("mount").args(remount).arg(disk.0.path()).status().unwrap().success());
        let other = [&pull[..], &["--name", "b"]].concat();
        for arguments in [&other[..], &["models", "remove", "a"]] {
            let run = coach(disk.0.path()).args(arguments).assert().code(1).stdout("");
            run.stderr(predicate::str::contains("Read-only").and(predicate::str::contains("panicked").not()));
        }
        assert_eq!(json(disk.0.path(), &["models", "verify"])[0]["ok"], true);
    }
}

#[cfg(feature = "llama")]
mod engine {
    use super::*;

    #[test]
    fn a_model_is_measured_on_the_way_that_a_conversation_takes() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("tiny.gguf");
        std::fs::write(&file, support::tiny_llama::TinyLlama::default().bytes()).unwrap();
        json(home.path(), &["models", "import", file.to_str().unwrap()]);
        let speed = json(home.path(), &["models", "bench", "tiny"]);
        assert!(speed["prompt_tokens"].as_u64().unwrap() > 300, "{speed}");
        assert!(speed["written_tokens"].as_u64().unwrap() > 1, "{speed}");
        for field in ["load_s", "prompt_tokens_per_s", "written_tokens_per_s"] {
            assert!(speed[field].as_f64().unwrap() > 0.0, "{speed}");
        }
        coach(home.path())
            .args(["models", "bench", "tiny"])
            .assert()
            .success()
            .stdout(predicate::str::contains("tokens"));
    }
}
