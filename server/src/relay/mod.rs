//! The relay itself: sealed entries in, sealed entries out. No network in here, and no SQL.

mod accounts;
mod blobs;
mod exchange;
mod known;
mod letters;
mod passes;
mod snapshots;
mod tokens;
mod writer;

pub(crate) use crate::plane::JOBS;
pub(crate) use crate::storage::NEWS;
pub use tokens::Principal;
pub use writer::Writer;

use crate::Error;
use crate::gate::Signer;
use crate::storage::{Listener, Postgres, Sqlite, Standing, Storage, View, Work};
use coach_wire::message::{Exchange, Request, Response};
use coach_wire::{Account, AccountId};
use known::Known;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// What the relay allows.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of sealed data for each account.
    pub quota_bytes: u64,
    /// Whether new accounts are taken.
    pub registration: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { quota_bytes: 2 << 30, registration: true }
    }
}

/// What a backup, a restore or an administrator wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, utoipa::ToSchema)]
pub struct Totals {
    /// Accounts.
    pub accounts: u64,
    /// Accounts that were erased.
    pub erased: u64,
    /// Sealed entries.
    pub entries: u64,
    /// Sealed blobs.
    pub blobs: u64,
    /// Bytes of both.
    pub bytes: u64,
}

/// The relay on its database. Safe to use from many threads. It waits for the disk or the database where it is called.
pub struct Relay {
    limits: Limits,
    token_key: Zeroizing<[u8; 32]>,
    signing: ed25519_dalek::SigningKey,
    pub(crate) storage: Storage,
    accounts: Known,
    /// Signs tokens of the shared plane.
    pub(crate) signer: Signer,
    /// Accounts that may run the server from afar.
    pub(crate) admins: Vec<AccountId>,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Relay")
    }
}

/// What was done, and the account as its log is once that is committed.
struct Done {
    response: Response,
    account: Arc<Account>,
    /// Entries went whose place a snapshot took.
    trimmed: bool,
}

impl Relay {
    /// Opens the relay's database in a folder, and makes it where there is none.
    ///
    /// # Errors
    /// [`Error::Storage`] when the folder or the database cannot be used.
    pub fn open(folder: &Path, limits: Limits) -> Result<Self, Error> {
        Self::on(Storage::Sqlite(Sqlite::open(folder)?), limits)
    }

    /// Opens the relay on a PostgreSQL database, and makes its tables where there are none. Several may share one. Not to
    /// be called, nor anything of it, from asynchronous code: it waits.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the address is not understood; [`Error::Storage`] when the database cannot be used.
    pub fn open_postgres(url: &str, limits: Limits) -> Result<Self, Error> {
        Self::open_postgres_over_tls(url, None, limits)
    }

    /// The same as [`Relay::open_postgres`], where an address with `sslmode=require` is believed when an authority in a
    /// file (PEM) signed for it, instead of one that the system knows.
    ///
    /// # Errors
    /// As [`Relay::open_postgres`]; [`Error::Malformed`] when the file holds no certificate.
    pub fn open_postgres_over_tls(url: &str, authorities: Option<&Path>, limits: Limits) -> Result<Self, Error> {
        Self::on(Storage::Postgres(Postgres::open(url, authorities)?), limits)
    }

    pub(crate) fn on(storage: Storage, limits: Limits) -> Result<Self, Error> {
        let secret = |name: &str| -> Result<Zeroizing<[u8; 32]>, Error> {
            let mut fresh = Zeroizing::new([0_u8; 32]);
            getrandom::fill(fresh.as_mut()).map_err(|error| Error::Storage(error.to_string()))?;
            storage.write(|view| view.secret(name, &fresh)).map(Zeroizing::new)
        };
        let (token_key, seed, plane) = (secret("tokens")?, secret("signing")?, secret("plane")?);
        let signing = ed25519_dalek::SigningKey::from_bytes(&seed);
        let signer = Signer::new(&plane);
        let (accounts, admins) = (Known::default(), Vec::new());
        Ok(Relay { limits, token_key, signing, storage, accounts, signer, admins })
    }

    /// The same relay, with accounts that may run it from afar.
    #[must_use]
    pub fn with_admins(mut self, admins: Vec<AccountId>) -> Self {
        self.admins = admins;
        self
    }

    /// The relay's public key, which signs receipts of erasure.
    #[must_use]
    pub fn key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// A key for one job, made of the relay's own.
    pub(crate) fn key_for(&self, label: &str) -> [u8; 32] {
        self.tag(label, &[])
    }

    /// A name of this relay and all its replicas.
    pub(crate) fn deployment(&self) -> String {
        crate::gate::hex(&self.key()[..8])
    }

    /// Answers a question of someone who is logged in. What it took is on disk when this returns.
    ///
    /// # Errors
    /// Those of the question; then nothing has changed.
    pub fn handle(&self, who: &Principal, request: Request, now_ms: i64) -> Result<Response, Error> {
        let done = if reads_only(&request) {
            self.storage.read(|view| self.perform(view, who, request, now_ms))
        } else {
            self.storage.write(|view| self.perform(view, who, request, now_ms))
        };
        self.learn(done)
    }

    /// The answer to who has all that there is, which is what most are told most of the time. It takes four rows that are
    /// nearly always in memory, so it may be asked for where nothing should wait. `None` for everyone else.
    ///
    /// # Errors
    /// As [`Relay::handle`].
    fn no_news(&self, who: &Principal, ask: &Exchange) -> Result<Option<Response>, Error> {
        if !ask.records.is_empty() || !ask.entries.is_empty() || ask.statement.is_some() {
            return Ok(None);
        }
        let answer = self.storage.read(|view| {
            let standing = view.standing(&who.account)?;
            let (account, standing) = self.member(view, who, standing)?;
            Ok(exchange::no_news(view, &account, standing, ask)?.map(|answer| (answer, account)))
        })?;
        Ok(answer.map(|(answer, account)| {
            self.accounts.remember(account);
            Response::Exchanged(answer)
        }))
    }

    /// Answers several questions, each whole or not at all, with as few commits as can be.
    fn handle_together(self: &Arc<Self>, questions: Vec<(Principal, Request, i64)>) -> Vec<Result<Response, Error>> {
        let works = questions.into_iter().map(|(who, request, now_ms)| -> Work<Done> {
            let relay = Arc::clone(self);
            Box::new(move |view| relay.perform(view, &who, request, now_ms))
        });
        let done = self.storage.write_each(works.collect());
        done.into_iter().map(|done| self.learn(done)).collect()
    }

    /// Remembers what is committed, and nothing else.
    fn learn(&self, done: Result<Done, Error>) -> Result<Response, Error> {
        let Done { response, account, trimmed } = done?;
        self.accounts.remember(account);
        if trimmed {
            self.storage.scrub();
        }
        Ok(response)
    }

    fn perform(&self, view: &mut dyn View, who: &Principal, request: Request, now_ms: i64) -> Result<Done, Error> {
        let standing = view.standing(&who.account)?;
        let (account, standing) = self.member(view, who, standing)?;
        let response = match request {
            Request::Exchange(ask) => {
                let writes = !reads(&ask);
                let (mut answer, account) = self.exchange(view, who, (&account, standing), ask, now_ms)?;
                let trimmed = writes && self.trim(view, &account, now_ms)?;
                if account.offered.is_some() || account.base.is_some() {
                    answer.lacks = snapshots::lacks(view, &account)?;
                }
                return Ok(Done { response: Response::Exchanged(answer), account, trimmed });
            }
            Request::Refer(refs) => self.refer(view, who, &refs).map(Response::Lacking),
            Request::Put(blobs) => {
                self.put(view, who, &blobs)?;
                let trimmed = self.trim(view, &account, now_ms)?;
                return Ok(Done { response: Response::Stored, account, trimmed });
            }
            Request::Get(names) => self.get(view, who, &names).map(Response::Blobs),
        }?;
        Ok(Done { response, account, trimmed: false })
    }

    /// The account of someone who is logged in, if they are still in.
    pub(crate) fn member(
        &self,
        view: &mut dyn View,
        who: &Principal,
        standing: Option<Standing>,
    ) -> Result<(Arc<Account>, Standing), Error> {
        let Some(standing) = standing else {
            return Err(if view.erased(&who.account)?.is_some() { Error::Gone } else { Error::NotLetIn });
        };
        let account = self.account(view, &who.account, standing.records)?;
        match who.device {
            Some(device) if !account.is_live(&device) => Err(Error::NotLetIn),
            _ => Ok((account, standing)),
        }
    }

    /// Hears of every account that gets something new, also by other replicas; `None` stands for any of them.
    pub fn listen(&self, listener: impl Fn(Option<AccountId>) + Send + Sync + 'static) {
        let listener: Listener = Arc::new(listener);
        self.storage.listen(listener);
    }

    /// Whether the database answers and the disk takes writes.
    ///
    /// # Errors
    /// [`Error::Storage`] when not.
    pub fn check(&self) -> Result<(), Error> {
        self.storage.check()
    }

    /// What is on the relay, in numbers.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn totals(&self) -> Result<Totals, Error> {
        self.storage.read(|view| view.totals())
    }

    /// Writes a copy of an embedded database as it is at one moment, while the relay goes on.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the file is there; [`Error::Malformed`] on PostgreSQL; [`Error::Storage`].
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        self.storage.backup(to)
    }
}

fn reads(ask: &Exchange) -> bool {
    ask.records.is_empty() && ask.entries.is_empty() && ask.statement.is_none()
}

/// Whether a question changes nothing.
pub(crate) fn reads_only(request: &Request) -> bool {
    match request {
        Request::Exchange(ask) => reads(ask),
        Request::Get(_) => true,
        Request::Refer(_) | Request::Put(_) => false,
    }
}
