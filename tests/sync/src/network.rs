//! A network between devices and a relay in one process, which does what it is told: lose, repeat, delay, lie.

use crate::crash;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coach_server::{FILE, Limits, Principal, Relay};
use coach_sync::{Credential, Error, Transport};
use coach_wire::account::Record;
use coach_wire::auth::{ERASE, Receipt, Token};
use coach_wire::message::{Request, Response};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

/// The clock of these tests; relays and devices are given it.
pub const NOW_MS: i64 = 1_795_089_600_000;

/// What becomes of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is answered.
    Answered,
    /// It never arrives.
    Lost,
    /// It is done, and the answer is lost.
    Unanswered,
    /// It arrives twice; the second answer comes back.
    Repeated,
    /// The relay's machine ends while it writes what it took, after so many hundredths of it; nobody is answered.
    Torn(u8),
}

/// Changes an answer on its way.
pub type Liar = Box<dyn FnMut(&Request, Response) -> Response + Send>;
type Letters = HashMap<([u8; 16], u8), Vec<u8>>;

/// The network, with one relay behind it.
pub struct Network {
    folder: Mutex<PathBuf>,
    /// How often the relay's machine has ended.
    ended: Mutex<u32>,
    relay: Mutex<Option<Relay>>,
    limits: Limits,
    letters: Mutex<Letters>,
    /// Says what becomes of the next question.
    pub fate: Mutex<Box<dyn FnMut() -> Fate + Send>>,
    /// Changes answers, where there is one.
    pub liar: Mutex<Option<Liar>>,
    /// Questions as they went by, for who wants to send them again.
    pub seen: Mutex<Vec<(Principal, Request)>>,
    /// Bytes of questions and answers.
    pub bytes: Mutex<(u64, u64)>,
    /// The relay's clock.
    pub now_ms: AtomicI64,
}

impl Network {
    /// A network with a relay in a folder.
    pub fn new(folder: &Path) -> Self {
        Self::with_limits(folder, Limits::default())
    }

    /// A network with a relay that allows so much.
    pub fn with_limits(folder: &Path, limits: Limits) -> Self {
        Network {
            folder: Mutex::new(folder.to_path_buf()),
            ended: Mutex::new(0),
            relay: Mutex::new(None),
            limits,
            letters: Mutex::default(),
            fate: Mutex::new(Box::new(|| Fate::Answered)),
            liar: Mutex::new(None),
            seen: Mutex::default(),
            bytes: Mutex::default(),
            now_ms: AtomicI64::new(NOW_MS),
        }
    }

    fn now(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    /// Where the relay's files are.
    pub fn folder(&self) -> PathBuf {
        self.folder.lock().unwrap().clone()
    }

    /// Does something with the relay, which is opened when it is not.
    pub fn with<T>(&self, work: impl FnOnce(&Relay) -> Result<T, coach_server::Error>) -> Result<T, Error> {
        let mut relay = self.relay.lock().unwrap();
        let relay = relay.get_or_insert_with(|| Relay::open(&self.folder(), self.limits).unwrap());
        work(relay).map_err(|error| match error {
            coach_server::Error::NotLetIn => Error::NotLetIn,
            coach_server::Error::Gone => Error::Erased,
            coach_server::Error::Conflict => Error::Conflict,
            coach_server::Error::Quota => Error::Full,
            coach_server::Error::Closed => Error::Closed,
            other => Error::Unreachable(other.to_string()),
        })
    }

    /// The relay ends in order, and starts again at the next question.
    pub fn stop(&self) {
        *self.relay.lock().unwrap() = None;
    }

    /// The relay's machine ends without a word, and starts again at the next question with what is on its disk; of the
    /// file of frames that is as much as is said.
    pub fn crash(&self, length: Option<u64>) {
        let mut relay = self.relay.lock().unwrap();
        let mut folder = self.folder.lock().unwrap();
        if relay.is_none() && length.is_none() {
            return;
        }
        let mut ended = self.ended.lock().unwrap();
        *ended += 1;
        let next = folder.with_extension(ended.to_string());
        crash::copy(&folder, &next, FILE, length);
        *relay = None;
        std::fs::remove_dir_all(&*folder).unwrap();
        *folder = next;
    }

    /// The machine ends while the relay writes the last of what it took.
    fn tear(&self, before: &crash::Frames, hundredths: u8) {
        let folder = self.folder();
        let after = crash::frames(&folder, FILE);
        let (to, from) = (after.ends.last().copied().unwrap_or(0), before.ends.last().copied().unwrap_or(0));
        if to == from {
            // It wrote nothing, or so much that the frames are in the database already.
            return self.crash(None);
        }
        // Where the file was begun anew in between, all of it is new.
        let from = if from < to { from } else { 0 };
        self.crash(Some(from + (to - from) * u64::from(hundredths.min(99)) / 100));
    }

    /// Closes the relay and puts the files of another one in its place.
    pub fn replace(&self, with: &Path) {
        self.stop();
        let _ = std::fs::remove_dir_all(self.folder());
        copy_folder(with, &self.folder());
    }

    /// The relay's files as they are now, in another folder.
    pub fn copy_to(&self, to: &Path) {
        self.stop();
        copy_folder(&self.folder(), to);
    }

    fn principal(&self, relay: &Relay, who: Credential<'_>) -> Result<Principal, Error> {
        Ok(self.login(relay, who)?.0)
    }

    fn login(&self, relay: &Relay, who: Credential<'_>) -> Result<(Principal, Token), Error> {
        let now = self.now();
        let claim = who.claim()?;
        let refused = |error| match error {
            coach_server::Error::Gone => Error::Erased,
            _ => Error::NotLetIn,
        };
        let login = who.login(relay.challenge(&claim, now).map_err(refused)?)?;
        let token = relay.login(&login, now).map_err(refused)?;
        Ok((relay.principal(&token.token, now).map_err(refused)?, token))
    }

    /// Sends an old question again, as a network may do long after it was answered.
    pub fn again(&self, which: usize) {
        let old = self.seen.lock().unwrap().get(which).cloned();
        if let Some((who, request)) = old {
            let _ = self.with(|relay| relay.handle(&who, request, self.now()));
        }
    }

    fn answer(&self, who: Credential<'_>, request: Request) -> Result<Response, Error> {
        let fate = (self.fate.lock().unwrap())();
        let lost = || Error::Unreachable("the network lost it".to_owned());
        if fate == Fate::Lost {
            return Err(lost());
        }
        let principal = {
            let mut relay = self.relay.lock().unwrap();
            let relay = relay.get_or_insert_with(|| Relay::open(&self.folder(), self.limits).unwrap());
            self.principal(relay, who)?
        };
        self.seen.lock().unwrap().push((principal, request.clone()));
        let before = matches!(fate, Fate::Torn(_)).then(|| crash::frames(&self.folder(), FILE));
        let mut answer = self.with(|relay| relay.handle(&principal, request.clone(), self.now()))?;
        if fate == Fate::Repeated {
            answer = self.with(|relay| relay.handle(&principal, request.clone(), self.now()))?;
        }
        if let (Some(before), Fate::Torn(hundredths)) = (before, fate) {
            self.tear(&before, hundredths);
            return Err(lost());
        }
        if fate == Fate::Unanswered {
            return Err(lost());
        }
        if let Some(liar) = self.liar.lock().unwrap().as_mut() {
            answer = liar(&request, answer);
        }
        let mut bytes = self.bytes.lock().unwrap();
        bytes.0 += coach_wire::to_bytes(&request).len() as u64;
        let encoded = coach_wire::to_bytes(&answer);
        bytes.1 += encoded.len() as u64;
        // What goes over a wire is read from bytes.
        Ok(coach_wire::from_bytes(&encoded, "an answer")?)
    }
}

/// Copies the files of a folder.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

impl Transport for Network {
    fn begin<'a>(&'a self, records: &'a [Record]) -> BoxFuture<'a, Result<(), Error>> {
        async move { self.with(|relay| relay.begin(records, self.now())) }.boxed()
    }

    fn ask<'a>(&'a self, who: Credential<'a>, request: Request) -> BoxFuture<'a, Result<Response, Error>> {
        async move { self.answer(who, request) }.boxed()
    }

    fn has_news<'a>(&'a self, who: Credential<'a>, held: [u8; 8]) -> BoxFuture<'a, Result<bool, Error>> {
        async move {
            let fate = (self.fate.lock().unwrap())();
            if matches!(fate, Fate::Lost | Fate::Unanswered | Fate::Torn(_)) {
                return Err(Error::Unreachable("the network lost it".to_owned()));
            }
            // Who has something to make up says that there is something.
            if self.liar.lock().unwrap().is_some() {
                return Ok(true);
            }
            let mut relay = self.relay.lock().unwrap();
            let relay = relay.get_or_insert_with(|| Relay::open(&self.folder(), self.limits).unwrap());
            let Ok((_, token)) = self.login(relay, who) else { return Ok(true) };
            let question = URL_SAFE_NO_PAD.encode([token.pass.as_slice(), &held].concat());
            Ok(relay.holds_all(&question, self.now()).is_err())
        }
        .boxed()
    }

    fn erase<'a>(&'a self, who: Credential<'a>) -> BoxFuture<'a, Result<Receipt, Error>> {
        async move {
            let Credential::Device(store) = who else { return Err(Error::NotLetIn) };
            let signature = store.sign(ERASE, &who.claim()?.account)?;
            let principal = {
                let mut relay = self.relay.lock().unwrap();
                self.principal(relay.get_or_insert_with(|| Relay::open(&self.folder(), self.limits).unwrap()), who)?
            };
            self.with(|relay| relay.erase(&principal, &signature, self.now()))
        }
        .boxed()
    }

    fn leave<'a>(&'a self, meeting: &'a [u8; 16], letter: u8, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), Error>> {
        async move {
            self.letters.lock().unwrap().insert((*meeting, letter), bytes);
            Ok(())
        }
        .boxed()
    }

    fn fetch<'a>(&'a self, meeting: &'a [u8; 16], letter: u8) -> BoxFuture<'a, Result<Option<Vec<u8>>, Error>> {
        async move { Ok(self.letters.lock().unwrap().get(&(*meeting, letter)).cloned()) }.boxed()
    }
}
