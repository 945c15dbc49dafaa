//! A server that does everything wrong that servers do, and one rule: what is installed is what was wanted.

#[path = "../../../../../tests/src/file_server.rs"]
#[allow(dead_code, unreachable_pub)]
mod file_server;

use super::super::test_file::{digest, model};
use super::*;
use crate::catalogue::{Installed, ModelsFolder, PullRequest, Pulled, pull};
use file_server::{Behaviour, FileServer, header};
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

const SIZE: usize = 3 << 20;

/// Does not wait, so that nothing here depends on time.
const IMPATIENT: Patience = Patience {
    idle_tries: 4,
    tries: 60,
    first_wait: Duration::ZERO,
    longest_wait: Duration::ZERO,
    connect: Duration::from_secs(20),
    silence: Duration::from_secs(60),
};

struct World {
    home: TempDir,
    server: FileServer,
    body: Arc<Vec<u8>>,
}

impl World {
    fn new() -> World {
        World::serving(model(SIZE, 1))
    }

    fn serving(body: Vec<u8>) -> World {
        let body = Arc::new(body);
        let tag = Some("\"one\"".to_owned());
        let server = FileServer::start(Behaviour { body: body.clone(), etag: tag, ..Behaviour::default() }).unwrap();
        World { home: TempDir::new().unwrap(), server, body }
    }

    fn folder(&self) -> ModelsFolder {
        ModelsFolder::new(self.home.path())
    }

    fn request(&self) -> PullRequest {
        PullRequest {
            what: self.server.url("a.gguf?token=hunter2"),
            sha256: Some(digest(&self.body)),
            ..PullRequest::default()
        }
    }

    async fn pull(&self, request: &PullRequest) -> Result<Pulled, Error> {
        let downloads = Downloads::new(IMPATIENT).unwrap();
        pull(&self.folder(), &downloads, request, 5, Arc::new(|_| {}), &CancellationToken::new()).await
    }

    async fn pull_it(&self) -> Result<Pulled, Error> {
        self.pull(&self.request()).await
    }

    /// The file is whole, listed, and nothing else is left.
    fn assert_installed(&self, model: &Installed, body: &[u8]) {
        let path = self.folder().path(&model.name).unwrap();
        assert!(std::fs::read(&path).unwrap() == body, "the file is another one");
        assert_eq!((model.size_bytes, model.sha256), (body.len() as u64, digest(body)));
        assert_eq!(self.folder().installed().unwrap(), std::slice::from_ref(model));
        assert_eq!(self.left(), [".lock", model.file.as_str(), "installed.json"]);
    }

    fn left(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.home.path().join("models")).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn half(&self) -> u64 {
        self.body.len() as u64 / 2
    }

    /// Leaves the first half behind, as a run that was stopped there.
    async fn stop_half_way(&self) {
        self.server.behave(|behaviour| behaviour.stall_at = Some(behaviour.body.len() as u64 / 2));
        let cancel = CancellationToken::new();
        let (stop, half) = (cancel.clone(), self.half());
        // The server sends no more than half, and less than a block of it may not be written yet.
        let written = half - BLOCK as u64;
        let progress = move |progress: Progress| {
            if progress.bytes_done >= written {
                stop.cancel();
            }
        };
        let downloads = Downloads::new(IMPATIENT).unwrap();
        let stopped = pull(&self.folder(), &downloads, &self.request(), 5, Arc::new(progress), &cancel).await;
        assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
        let there = std::fs::metadata(self.folder().partial("a")).unwrap().len();
        assert!((written..=half).contains(&there), "{there} of {half}");
        assert_eq!(self.folder().installed().unwrap(), []);
        self.server.forget();
    }
}

#[tokio::test]
async fn a_file_arrives_whole_and_the_request_says_nothing_of_the_person() {
    let world = World::new();
    let pulled = world.pull_it().await.unwrap();
    assert_eq!((pulled.was_there, pulled.fetched_bytes), (false, world.body.len() as u64));
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!((pulled.model.architecture.as_deref(), pulled.model.context_tokens), (Some("llama"), Some(4096)));
    assert_eq!(pulled.model.from, world.server.url("a.gguf"), "the token of the address is not kept");
    let requests = world.server.requests();
    assert_eq!(requests.len(), 1);
    let known = [
        "get /a.gguf?token=hunter2 http/1.1",
        "accept: ",
        "accept-encoding: identity",
        "host: ",
        "user-agent: pocketcoach/",
    ];
    for line in &requests[0] {
        assert!(known.iter().any(|beginning| line.starts_with(beginning)), "{line} was sent");
    }

    // Again: nothing is fetched, also by another process.
    let again = world.pull_it().await.unwrap();
    assert_eq!((again.was_there, again.fetched_bytes, again.model), (true, 0, pulled.model));
    assert_eq!(world.server.requests().len(), 1);
}

#[tokio::test]
async fn broken_connections_cost_no_byte_twice() {
    let world = World::new();
    world.server.behave(|behaviour| behaviour.cut_after = Some(700_001));
    let pulled = world.pull_it().await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!((world.server.sent(), pulled.fetched_bytes), (world.body.len() as u64, world.body.len() as u64));
    let requests = world.server.requests();
    assert_eq!(requests.len(), world.body.len().div_ceil(700_001));
    for (index, request) in requests.iter().enumerate().skip(1) {
        assert_eq!(header(request, "range"), Some(format!("bytes={}-", 700_001 * index).as_str()));
        assert_eq!(header(request, "if-range"), Some("\"one\""));
    }
}

#[tokio::test]
async fn a_stopped_download_goes_on_where_it_was() {
    let world = World::new();
    world.stop_half_way().await;
    let pulled = world.pull_it().await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert!(
        world.server.sent() <= world.body.len() as u64 - world.half() + BLOCK as u64,
        "{} again",
        world.server.sent()
    );
    assert_eq!(pulled.fetched_bytes, world.server.sent());
}

#[tokio::test]
async fn a_connection_that_brings_nothing_is_not_tried_for_ever() {
    let world = World::new();
    world.server.behave(|behaviour| behaviour.cut_after = Some(0));
    let error = world.pull_it().await.unwrap_err();
    assert!(matches!(error, Error::CutOff(_)), "{error}");
    assert_eq!(world.server.requests().len() as u32, IMPATIENT.idle_tries);
    // One byte at a time brings something, and still ends.
    world.server.behave(|behaviour| behaviour.cut_after = Some(1));
    world.server.forget();
    let error = world.pull_it().await.unwrap_err();
    assert!(matches!(error, Error::CutOff(_)), "{error}");
    assert_eq!(world.server.requests().len() as u32, IMPATIENT.tries);
    // What came is kept.
    world.server.behave(|behaviour| behaviour.cut_after = None);
    world.server.forget();
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
    assert_eq!(world.server.sent(), world.body.len() as u64 - u64::from(IMPATIENT.tries));
}

#[tokio::test]
async fn a_server_without_ranges_gives_the_file_once_not_one_and_a_half_times() {
    let world = World::new();
    world.stop_half_way().await;
    world.server.behave(|behaviour| behaviour.ignores_ranges = true);
    let pulled = world.pull_it().await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert!(header(&world.server.requests()[0], "range").is_some());
    assert_eq!(world.server.sent(), world.body.len() as u64);
}

#[tokio::test]
async fn a_file_that_changed_in_between_is_fetched_anew() {
    for mark in ["etag", "date"] {
        let world = World::new();
        if mark == "date" {
            world.server.behave(|behaviour| {
                behaviour.etag = Some("W/\"weak\"".to_owned());
                behaviour.last_modified = Some("Thu, 26 Nov 2026 10:00:00 GMT".to_owned());
            });
        }
        world.stop_half_way().await;
        let other = Arc::new(model(SIZE, 2));
        let served = other.clone();
        world.server.behave(|behaviour| {
            behaviour.body = served;
            match mark {
                "etag" => behaviour.etag = Some("\"two\"".to_owned()),
                _ => behaviour.last_modified = Some("Thu, 26 Nov 2026 11:00:00 GMT".to_owned()),
            }
        });
        let request = PullRequest { sha256: Some(digest(&other)), ..world.request() };
        let pulled = world.pull(&request).await.unwrap();
        assert!(header(&world.server.requests()[0], "if-range").is_some(), "{mark}");
        world.assert_installed(&pulled.model, &other);
        assert_eq!(world.server.sent(), other.len() as u64, "{mark}");
    }
}

#[tokio::test]
async fn a_range_of_another_version_is_told_by_its_tag() {
    // The server goes on with the range although the version is another one.
    let world = World::new();
    world.stop_half_way().await;
    let other = Arc::new(model(SIZE, 2));
    let served = other.clone();
    world.server.behave(|behaviour| {
        behaviour.body = served;
        behaviour.etag = Some("\"two\"".to_owned());
        behaviour.ignores_if_range = true;
    });
    let request = PullRequest { sha256: Some(digest(&other)), ..world.request() };
    let pulled = world.pull(&request).await.unwrap();
    world.assert_installed(&pulled.model, &other);
}

#[tokio::test]
async fn halves_of_two_versions_under_one_tag_are_told_by_the_hash_and_removed() {
    let world = World::new();
    world.stop_half_way().await;
    let other = Arc::new(model(SIZE, 2));
    let served = other.clone();
    world.server.behave(|behaviour| behaviour.body = served);
    let request = PullRequest { sha256: Some(digest(&other)), ..world.request() };
    let error = world.pull(&request).await.unwrap_err();
    assert!(matches!(error, Error::WrongHash { .. }), "{error}");
    assert_eq!(world.left(), [""; 0]);
    let pulled = world.pull(&request).await.unwrap();
    world.assert_installed(&pulled.model, &other);
}

#[tokio::test]
async fn a_wrong_file_is_removed_and_named() {
    let world = World::new();
    let wrong = Arc::new(model(SIZE, 9));
    let served = wrong.clone();
    world.server.behave(|behaviour| behaviour.body = served);
    let error = world.pull_it().await.unwrap_err();
    assert!(error.to_string().contains(&digest(&wrong).to_string()), "{error}");
    assert!(error.to_string().contains(&digest(&world.body).to_string()), "{error}");
    assert_eq!(world.left(), [""; 0]);
    assert_eq!(world.folder().installed().unwrap(), []);
}

#[tokio::test]
async fn a_file_that_is_no_model_is_removed_also_where_its_hash_is_right() {
    let cut = model(SIZE, 1)[..SIZE / 2].to_vec();
    for body in [b"<html>please log in</html>".to_vec(), b"GGUF".to_vec(), cut] {
        let world = World::serving(body);
        let error = world.pull_it().await.unwrap_err();
        assert!(matches!(error, Error::NotAModel { .. }), "{error}");
        assert_eq!(world.left(), [""; 0]);
    }
}

#[tokio::test]
async fn nothing_is_fetched_that_nobody_vouches_for() {
    let world = World::new();
    let request = PullRequest { sha256: None, ..world.request() };
    let error = world.pull(&request).await.unwrap_err();
    assert!(matches!(error, Error::NoHash(_)), "{error}");
    assert_eq!((world.server.requests().len(), world.home.path().join("models").exists()), (0, false));

    let trusting = PullRequest { trust_first_download: true, ..request };
    let pulled = world.pull(&trusting).await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!(pulled.model.vouched_by, crate::catalogue::VouchedBy::FirstDownload);
    // From then on the first one is held on to.
    let other = PullRequest { sha256: Some(digest(b"other")), ..trusting };
    assert!(matches!(world.pull(&other).await, Err(Error::Taken(_))));
}

#[tokio::test]
async fn a_trusted_first_download_goes_on_only_under_the_tag_that_it_began_with() {
    let world = World::new();
    let trusting = PullRequest { sha256: None, trust_first_download: true, ..world.request() };
    for tag in [Some("\"one\""), None] {
        world.server.behave(|behaviour| {
            behaviour.etag = tag.map(str::to_owned);
            behaviour.statuses.clear();
            behaviour.cut_after = Some(behaviour.body.len() as u64 / 2);
        });
        let downloads = Downloads::new(Patience { tries: 1, ..IMPATIENT }).unwrap();
        let once = pull(&world.folder(), &downloads, &trusting, 5, Arc::new(|_| {}), &CancellationToken::new()).await;
        assert!(matches!(once, Err(Error::CutOff(_))), "{once:?}");
        world.server.behave(|behaviour| behaviour.cut_after = None);
        world.server.forget();
        world.assert_installed(&world.pull(&trusting).await.unwrap().model, &world.body);
        let range = header(&world.server.requests()[0], "range").is_some();
        assert_eq!(range, tag.is_some(), "without a tag nothing says that the halves fit");
        world.folder().remove("a").unwrap();
    }
}

#[tokio::test]
async fn what_is_whole_already_is_not_fetched_again() {
    let world = World::new();
    world.folder().make().unwrap();
    // As a run that was killed between the last byte and the move.
    let note =
        format!(r#"{{"url":"{}","validator":"\"one\"","total":{}}}"#, world.server.url("a.gguf"), world.body.len());
    std::fs::write(world.folder().partial("a"), world.body.as_slice()).unwrap();
    std::fs::write(world.home.path().join("models/a.part.json"), &note).unwrap();
    let pulled = world.pull_it().await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!(world.server.requests().len(), 0);

    // Where the length is not known, the server says that there is no more (416).
    world.folder().remove("a").unwrap();
    std::fs::write(world.folder().partial("a"), world.body.as_slice()).unwrap();
    std::fs::write(world.home.path().join("models/a.part.json"), note.replace(&world.body.len().to_string(), "null"))
        .unwrap();
    let pulled = world.pull_it().await.unwrap();
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!((world.server.requests().len(), world.server.sent()), (1, 0));
}

#[tokio::test]
async fn more_than_there_is_or_bytes_of_nowhere_begin_anew() {
    for note in [true, false] {
        let world = World::new();
        world.folder().make().unwrap();
        let mut long = world.body.as_ref().clone();
        long.extend(b"more");
        std::fs::write(world.folder().partial("a"), if note { long } else { world.body[..4096].to_vec() }).unwrap();
        if note {
            let note = format!(r#"{{"url":"{}","validator":"\"one\"","total":null}}"#, world.server.url("a.gguf"));
            std::fs::write(world.home.path().join("models/a.part.json"), note).unwrap();
        }
        let pulled = world.pull_it().await.unwrap();
        world.assert_installed(&pulled.model, &world.body);
        assert_eq!(world.server.sent(), world.body.len() as u64);
    }
}

#[tokio::test]
async fn a_damaged_beginning_is_told_by_the_hash() {
    let world = World::new();
    world.stop_half_way().await;
    let path = world.folder().partial("a");
    let mut half = std::fs::read(&path).unwrap();
    half[100_000] ^= 1;
    std::fs::write(&path, half).unwrap();
    assert!(matches!(world.pull_it().await, Err(Error::WrongHash { .. })));
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
}

#[tokio::test]
async fn a_range_that_was_not_asked_for_is_not_taken() {
    let world = World::new();
    world.stop_half_way().await;
    world.server.behave(|behaviour| behaviour.range_off_by = 1);
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
}

#[tokio::test]
async fn errors_that_pass_are_waited_for_and_others_are_not() {
    for (statuses, works, requests) in [
        (vec![503, 429, 500, 408], true, 5),
        (vec![500; 20], false, IMPATIENT.idle_tries),
        (vec![404], false, 1),
        (vec![401], false, 1),
        (vec![403], false, 1),
        (vec![204], false, 1),
        (vec![206], false, 1),
    ] {
        let world = World::new();
        world.server.behave(|behaviour| {
            behaviour.statuses.clone_from(&statuses);
            behaviour.retry_after = Some(3_600);
        });
        // One more idle try than there are errors that pass.
        let downloads = Downloads::new(Patience { idle_tries: if works { 5 } else { 4 }, ..IMPATIENT }).unwrap();
        let result =
            pull(&world.folder(), &downloads, &world.request(), 5, Arc::new(|_| {}), &CancellationToken::new()).await;
        assert_eq!(world.server.requests().len() as u32, requests, "{statuses:?}");
        match result {
            Ok(pulled) => world.assert_installed(&pulled.model, &world.body),
            Err(error) => {
                assert!(!works && matches!(error, Error::Status { .. }), "{statuses:?}: {error}");
                assert!(!error.to_string().contains("hunter2"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn redirects_lead_to_https_or_stay_on_this_machine() {
    let world = World::new();
    let other = FileServer::start(Behaviour { body: world.body.clone(), ..Behaviour::default() }).unwrap();
    world.server.behave(|behaviour| behaviour.redirect = Some(other.url("b")));
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
    let seen = other.requests();
    assert!(header(&seen[0], "cookie").is_none() && header(&seen[0], "referer").is_none(), "{seen:?}");

    for target in ["http://example.org/a.gguf", "ftp://127.0.0.1/a.gguf", "http://127.0.0.1.example.org/a"] {
        let world = World::new();
        world.server.behave(|behaviour| behaviour.redirect = Some(target.to_owned()));
        let error = world.pull_it().await.unwrap_err();
        assert!(matches!(error, Error::Address { .. }), "{target}: {error}");
    }
    let world = World::new();
    let itself = world.server.url("a.gguf");
    world.server.behave(|behaviour| behaviour.redirect = Some(itself));
    assert!(matches!(world.pull_it().await, Err(Error::Address { .. })));
    assert!(world.server.requests().len() < 10);
}

#[tokio::test]
async fn a_hidden_length_needs_a_hash() {
    let world = World::new();
    world.server.behave(|behaviour| behaviour.hides_length = true);
    let trusting = PullRequest { sha256: None, trust_first_download: true, ..world.request() };
    assert!(matches!(world.pull(&trusting).await, Err(Error::UnknownSize(_))));
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
}

#[tokio::test]
async fn a_length_that_is_not_the_catalogues_ends_before_a_byte_is_written() {
    let world = World::new();
    let downloads = Downloads::new(IMPATIENT).unwrap();
    let wanted = |size| Wanted {
        urls: vec![world.server.url("a.gguf")],
        partial: world.home.path().join("a.part"),
        shown: "a.gguf".to_owned(),
        sha256: Some(digest(&world.body)),
        size_bytes: Some(size),
    };
    let progress: Arc<OnProgress> = Arc::new(|_| {});
    let error = downloads.fetch(&wanted(17), &progress, &CancellationToken::new()).await.unwrap_err();
    assert!(matches!(error, Error::WrongSize { expected: 17, .. }), "{error}");
    assert_eq!(std::fs::metadata(world.home.path().join("a.part")).unwrap().len(), 0);
    // A server that hides the length and sends more than there is.
    world.server.behave(|behaviour| behaviour.hides_length = true);
    let less = world.body.len() as u64 - 1;
    let error = downloads.fetch(&wanted(less), &progress, &CancellationToken::new()).await.unwrap_err();
    assert!(matches!(error, Error::WrongSize { .. }), "{error}");
    let fetched = downloads.fetch(&wanted(less + 1), &progress, &CancellationToken::new()).await.unwrap();
    assert_eq!(fetched.sha256, digest(&world.body));
}

#[tokio::test]
async fn a_second_source_goes_on_where_the_first_one_broke() {
    let world = World::new();
    let half = world.half();
    // The first one gives half and then only errors.
    world.server.behave(|behaviour| behaviour.cut_after = Some(half));
    let second = FileServer::start(Behaviour { body: world.body.clone(), ..Behaviour::default() }).unwrap();
    let downloads = Downloads::new(Patience { tries: 1, ..IMPATIENT }).unwrap();
    let wanted = Wanted {
        urls: vec![world.server.url("a.gguf"), second.url("b.gguf")],
        partial: world.home.path().join("a.part"),
        shown: "a.gguf".to_owned(),
        sha256: Some(digest(&world.body)),
        size_bytes: Some(world.body.len() as u64),
    };
    let progress: Arc<OnProgress> = Arc::new(|_| {});
    let fetched = downloads.fetch(&wanted, &progress, &CancellationToken::new()).await.unwrap();
    assert_eq!((fetched.sha256, fetched.url), (digest(&world.body), second.url("b.gguf")));
    assert_eq!(world.server.sent() + second.sent(), world.body.len() as u64);
    assert!(header(&second.requests()[0], "if-range").is_none(), "the tag is the first source's");
}

#[tokio::test]
async fn two_at_once_do_not_write_to_one_file() {
    let world = World::new();
    world.server.behave(|behaviour| behaviour.stall_at = Some(behaviour.body.len() as u64 / 2));
    let cancel = CancellationToken::new();
    let seen = Arc::new(AtomicU64::new(0));
    let first = {
        let (folder, request, cancel, seen) = (world.folder(), world.request(), cancel.clone(), seen.clone());
        tokio::spawn(async move {
            let progress = move |progress: Progress| seen.store(progress.bytes_done, Ordering::SeqCst);
            pull(&folder, &Downloads::new(IMPATIENT).unwrap(), &request, 5, Arc::new(progress), &cancel).await
        })
    };
    while seen.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let second = world.pull_it().await.unwrap_err();
    assert!(matches!(second, Error::Busy(_)), "{second}");
    cancel.cancel();
    assert!(matches!(first.await.unwrap(), Err(Error::Cancelled)));
    world.assert_installed(&world.pull_it().await.unwrap().model, &world.body);
}

#[tokio::test]
async fn a_file_that_only_the_list_lacks_is_listed_without_a_fetch() {
    let world = World::new();
    world.folder().make().unwrap();
    std::fs::write(world.home.path().join("models/a.gguf"), world.body.as_slice()).unwrap();
    let pulled = world.pull_it().await.unwrap();
    assert!(pulled.was_there);
    world.assert_installed(&pulled.model, &world.body);
    assert_eq!(world.server.requests().len(), 0);
    // A file that is gone although it is listed is fetched again.
    std::fs::remove_file(world.home.path().join("models/a.gguf")).unwrap();
    assert!(matches!(world.folder().path("a"), Err(Error::Gone(_))));
    let pulled = world.pull_it().await.unwrap();
    assert!(!pulled.was_there);
    world.assert_installed(&pulled.model, &world.body);
}

#[tokio::test]
async fn an_unreachable_source_is_said_without_its_token() {
    let world = World::new();
    let url = world.server.url("a.gguf?token=hunter2").replace("127.0.0.1", "localhost");
    // A port that was just let go of.
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let own = url.split(':').nth(2).unwrap().split('/').next().unwrap().to_owned();
    let request = PullRequest { what: url.replace(&own, &closed.to_string()), ..world.request() };
    let error = world.pull(&request).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

/// Whatever a server does in whatever order: a pull that succeeds has the wanted file, one that fails has installed
/// nothing, and once the server behaves it succeeds.
#[tokio::test]
async fn no_order_of_faults_installs_a_wrong_file() {
    let mut state = 11_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let body = Arc::new(model(100_000, 1));
    let other = Arc::new(model(110_000, 2));
    for _ in 0..60 {
        let world = World::serving(body.as_ref().clone());
        for _ in 0..random(6) {
            let faults: Vec<u64> = (0..1 + random(3)).map(|_| random(11)).collect();
            let (size, status) = (random(100_000), [500, 503, 404, 416, 206][random(5) as usize]);
            world.server.behave(|behaviour| {
                *behaviour = Behaviour { body: body.clone(), etag: Some("\"one\"".to_owned()), ..Behaviour::default() };
                for fault in &faults {
                    match fault {
                        0 | 1 => behaviour.cut_after = Some(size),
                        2 => behaviour.ignores_ranges = true,
                        3 => behaviour.etag = None,
                        4 => behaviour.etag = Some("\"two\"".to_owned()),
                        5 => behaviour.body = other.clone(),
                        6 => behaviour.hides_length = true,
                        7 => behaviour.ignores_if_range = true,
                        8 => behaviour.range_off_by = size,
                        9 => behaviour.statuses = vec![status; 3],
                        _ => behaviour.redirect = Some("http://example.org/".to_owned()),
                    }
                }
            });
            match world.pull_it().await {
                Ok(pulled) => world.assert_installed(&pulled.model, &body),
                Err(_) => assert_eq!(world.folder().installed().unwrap(), []),
            }
        }
        world.server.behave(|behaviour| *behaviour = Behaviour { body: body.clone(), ..Behaviour::default() });
        // A beginning of another file costs one try.
        let mut end = world.pull_it().await;
        if matches!(end, Err(Error::WrongHash { .. })) {
            end = world.pull_it().await;
        }
        world.assert_installed(&end.unwrap().model, &body);
    }
}
