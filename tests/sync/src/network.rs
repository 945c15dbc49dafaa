//! A network between devices and a relay in one process, which does what it is told: lose, repeat, delay, lie.

use coach_server::{Limits, Principal, Relay};
use coach_sync::{Credential, Error, Transport};
use coach_wire::account::Record;
use coach_wire::auth::{ERASE, Receipt};
use coach_wire::message::{Request, Response};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The clock of these tests; relays and devices are given it.
pub(super) const NOW_MS: i64 = 1_795_089_600_000;

/// What becomes of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is answered.
    Answered,
    /// It never arrives.
    Lost,
    /// It is done, and the answer is lost.
    Unanswered,
    /// It arrives twice; the second answer comes back.
    Repeated,
}

/// Changes an answer on its way.
pub(super) type Liar = Box<dyn FnMut(&Request, Response) -> Response + Send>;
type Letters = HashMap<([u8; 16], u8), Vec<u8>>;

/// The network, with one relay behind it.
pub(super) struct Network {
    folder: PathBuf,
    relay: Mutex<Option<Relay>>,
    limits: Limits,
    letters: Mutex<Letters>,
    pub(super) fate: Mutex<Box<dyn FnMut() -> Fate + Send>>,
    pub(super) liar: Mutex<Option<Liar>>,
    /// Questions as they went by, for who wants to send them again.
    pub(super) seen: Mutex<Vec<(Principal, Request)>>,
    /// Bytes of questions and answers.
    pub(super) bytes: Mutex<(u64, u64)>,
}

impl Network {
    pub(super) fn new(folder: &Path) -> Self {
        Self::with_limits(folder, Limits::default())
    }

    pub(super) fn with_limits(folder: &Path, limits: Limits) -> Self {
        Network {
            folder: folder.to_path_buf(),
            relay: Mutex::new(None),
            limits,
            letters: Mutex::default(),
            fate: Mutex::new(Box::new(|| Fate::Answered)),
            liar: Mutex::new(None),
            seen: Mutex::default(),
            bytes: Mutex::default(),
        }
    }

    /// Does something with the relay, which is opened when it is not.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Relay) -> Result<T, coach_server::Error>) -> Result<T, Error> {
        let mut relay = self.relay.lock().unwrap();
        let relay = relay.get_or_insert_with(|| Relay::open(&self.folder, self.limits).unwrap());
        work(relay).map_err(|error| match error {
            coach_server::Error::NotLetIn => Error::NotLetIn,
            coach_server::Error::Gone => Error::Erased,
            coach_server::Error::Conflict => Error::Conflict,
            coach_server::Error::Quota => Error::Full,
            coach_server::Error::Closed => Error::Closed,
            other => Error::Unreachable(other.to_string()),
        })
    }

    /// The relay's process ends without a word, and starts again at the next question.
    pub(super) fn crash(&self) {
        *self.relay.lock().unwrap() = None;
    }

    /// Closes the relay and puts the files of another one in its place.
    pub(super) fn replace(&self, with: &Path) {
        self.crash();
        let _ = std::fs::remove_dir_all(&self.folder);
        copy_folder(with, &self.folder);
    }

    /// The relay's files as they are now, in another folder.
    pub(super) fn copy_to(&self, to: &Path) {
        self.crash();
        copy_folder(&self.folder, to);
    }

    fn principal(relay: &Relay, who: Credential<'_>) -> Result<Principal, Error> {
        let claim = who.claim()?;
        let refused = |error| match error {
            coach_server::Error::Gone => Error::Erased,
            _ => Error::NotLetIn,
        };
        let login = who.login(relay.challenge(&claim, NOW_MS).map_err(refused)?)?;
        let token = relay.login(&login, NOW_MS).map_err(refused)?;
        relay.principal(&token.token, NOW_MS).map_err(refused)
    }

    /// Sends an old question again, as a network may do long after it was answered.
    pub(super) fn again(&self, which: usize) {
        let old = self.seen.lock().unwrap().get(which).cloned();
        if let Some((who, request)) = old {
            let _ = self.with(|relay| relay.handle(&who, request, NOW_MS));
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
            let relay = relay.get_or_insert_with(|| Relay::open(&self.folder, self.limits).unwrap());
            Self::principal(relay, who)?
        };
        self.seen.lock().unwrap().push((principal, request.clone()));
        let mut answer = self.with(|relay| relay.handle(&principal, request.clone(), NOW_MS))?;
        if fate == Fate::Repeated {
            answer = self.with(|relay| relay.handle(&principal, request.clone(), NOW_MS))?;
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

pub(super) fn copy_folder(from: &Path, to: &Path) {
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
        async move { self.with(|relay| relay.begin(records, NOW_MS)) }.boxed()
    }

    fn ask<'a>(&'a self, who: Credential<'a>, request: Request) -> BoxFuture<'a, Result<Response, Error>> {
        async move { self.answer(who, request) }.boxed()
    }

    fn erase<'a>(&'a self, who: Credential<'a>) -> BoxFuture<'a, Result<Receipt, Error>> {
        async move {
            let Credential::Device(store) = who else { return Err(Error::NotLetIn) };
            let signature = store.sign(ERASE, &who.claim()?.account)?;
            let principal = {
                let mut relay = self.relay.lock().unwrap();
                Self::principal(relay.get_or_insert_with(|| Relay::open(&self.folder, self.limits).unwrap()), who)?
            };
            self.with(|relay| relay.erase(&principal, &signature, NOW_MS))
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
