//! Sessions: a device's login becomes a signed token of a quarter of an hour, which is renewed by a secret that is good
//! once. A renewal that was used before ends the session: either its owner or a thief has it, and nobody can tell which.

use super::{Caller, Role, Signer, hex, scopes_of, token::Claims, unhex};
use crate::storage::{Family, View};
use crate::{Error, Principal, Relay};
use serde::Serialize;

/// A token holds for this long.
const TOKEN_S: i64 = 15 * 60;
/// A session that nobody renews ends after this.
const FAMILY_MS: i64 = 30 * 86_400_000;
/// Sessions of one account.
const MOST: i64 = 50;
/// How a renewal begins.
const PREFIX: &str = "pcr_";

/// A session that was opened.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct Granted {
    /// What goes into the `Authorization` header after `Bearer`.
    pub(crate) access_token: String,
    /// Seconds that it holds.
    pub(crate) expires_in_s: i64,
    /// What renews it, once.
    pub(crate) refresh_token: String,
    /// What the token's holder is.
    pub(crate) role: Role,
}

/// A short token for a program.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct Renewed {
    /// What goes into the `Authorization` header after `Bearer`.
    pub(crate) access_token: String,
    /// Seconds that it holds.
    pub(crate) expires_in_s: i64,
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Storage(error.to_string()))?;
    Ok(bytes)
}

pub(super) fn signed(signer: &Signer, caller: &Caller, now_ms: i64) -> Result<Renewed, Error> {
    let now = now_ms.div_euclid(1000);
    let access_token = signer.sign(Claims {
        iss: String::new(),
        aud: String::new(),
        sub: hex(&caller.account),
        role: caller.role.name().to_owned(),
        dev: caller.device.map(|device| hex(&device)).unwrap_or_default(),
        fam: caller.family.map(|family| hex(&family)).unwrap_or_default(),
        key: caller.key.map(|key| hex(&key)).unwrap_or_default(),
        scope: super::scopes_text(&caller.scopes),
        iat: now,
        exp: now + TOKEN_S,
        jti: hex(&random::<8>()?),
    })?;
    Ok(Renewed { access_token, expires_in_s: TOKEN_S })
}

impl Relay {
    /// Opens a session for someone who logged in with a device.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the role is not theirs; [`Error::NotLetIn`], [`Error::Gone`] when they are in no more.
    pub(crate) fn open_session(&self, who: &Principal, role: Role, now_ms: i64) -> Result<Granted, Error> {
        // Programs have keys, and who runs the server says who its administrators are.
        if role == Role::Service || (role == Role::Admin && !self.admins.contains(&who.account)) {
            return Err(Error::Forbidden);
        }
        let family = Family {
            id: random()?,
            account: who.account,
            device: who.device.map(|device| device.to_vec()).unwrap_or_default(),
            role: role.name().to_owned(),
            counter: 0,
            ends_ms: now_ms + FAMILY_MS,
        };
        self.storage.write(|view| {
            let standing = view.standing(&who.account)?;
            self.member(view, who, standing)?;
            view.put_family(&family, MOST)
        })?;
        self.granted(&family, role, now_ms)
    }

    fn granted(&self, family: &Family, role: Role, now_ms: i64) -> Result<Granted, Error> {
        let caller = Caller {
            account: family.account,
            device: family.device.as_slice().try_into().ok(),
            role,
            scopes: Vec::new(),
            family: Some(family.id),
            key: None,
        };
        let Renewed { access_token, expires_in_s } = signed(&self.signer, &caller, now_ms)?;
        Ok(Granted { access_token, expires_in_s, refresh_token: self.renewal(&family.id, family.counter), role })
    }

    /// The secret that renews a session for the so-many-th time.
    fn renewal(&self, family: &[u8; 16], counter: u64) -> String {
        let body = [family.as_slice(), &counter.to_le_bytes()].concat();
        format!("{PREFIX}{}{}", hex(&body), hex(&self.tag("renewal", &body)))
    }

    /// Renews a session. Each renewal is good once; one that was used before ends the session.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] for whatever does not hold, all the same.
    pub(crate) fn renew_session(&self, renewal: &str, now_ms: i64) -> Result<Granted, Error> {
        let bytes = renewal.strip_prefix(PREFIX).and_then(unhex::<56>).ok_or(Error::NotLetIn)?;
        let (body, tag) = bytes.split_at(24);
        let tag: [u8; 32] = tag.try_into().map_err(|_| Error::NotLetIn)?;
        if blake3::Hash::from_bytes(tag) != blake3::Hash::from_bytes(self.tag("renewal", body)) {
            return Err(Error::NotLetIn);
        }
        let (id, counter) = body.split_at(16);
        let id: [u8; 16] = id.try_into().map_err(|_| Error::NotLetIn)?;
        let counter = u64::from_le_bytes(counter.try_into().map_err(|_| Error::NotLetIn)?);
        // The end of a session has to be committed, so that it is no error in there.
        let renewed = self.storage.write(|view| {
            let Some(family) = view.family(&id)? else { return Ok(None) };
            let who = Principal { account: family.account, device: family.device.as_slice().try_into().ok() };
            let standing = view.standing(&who.account)?;
            let is_in = match self.member(view, &who, standing) {
                Ok(_) => true,
                Err(Error::Storage(inner)) => return Err(Error::Storage(inner)),
                Err(_) => false,
            };
            let role = Role::named(&family.role).filter(|role| self.still(*role, &who));
            let Some(role) = role.filter(|_| is_in && family.ends_ms > now_ms && family.counter == counter) else {
                view.drop_family(&id)?;
                if family.counter != counter {
                    tracing::warn!("a renewal was used twice; its session is ended");
                    self.note(view, &Caller::of(&family), "renew", &[], "reused", now_ms)?;
                }
                return Ok(None);
            };
            view.renew_family(&id, now_ms + FAMILY_MS)?;
            Ok(Some((Family { counter: counter + 1, ..family }, role)))
        })?;
        let (family, role) = renewed.ok_or(Error::NotLetIn)?;
        self.granted(&family, role, now_ms)
    }

    fn still(&self, role: Role, who: &Principal) -> bool {
        role != Role::Admin || self.admins.contains(&who.account)
    }

    /// Ends the session of a caller.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub(crate) fn close_session(&self, caller: &Caller, now_ms: i64) -> Result<(), Error> {
        self.storage.write(|view| {
            self.admit(view, caller, now_ms)?;
            caller.family.map_or(Ok(()), |family| view.drop_family(&family))
        })
    }

    /// Who a signed token belongs to, by its signature alone.
    ///
    /// # Errors
    /// [`Error::NotLetIn`].
    pub(crate) fn caller(&self, token: &str, now_ms: i64) -> Result<Caller, Error> {
        let claims = self.signer.verify(token, now_ms)?;
        let read = || {
            Some(Caller {
                account: unhex(&claims.sub)?,
                device: if claims.dev.is_empty() { None } else { Some(unhex(&claims.dev)?) },
                role: Role::named(&claims.role)?,
                scopes: scopes_of(&claims.scope),
                family: if claims.fam.is_empty() { None } else { Some(unhex(&claims.fam)?) },
                key: if claims.key.is_empty() { None } else { Some(unhex(&claims.key)?) },
            })
        };
        read().ok_or(Error::NotLetIn)
    }

    /// Whether a caller is in still: the account is there, its device was not put out, the session was not ended, the
    /// key was not taken.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] when not, for whatever reason.
    pub(crate) fn admit(&self, view: &mut dyn View, caller: &Caller, now_ms: i64) -> Result<(), Error> {
        let who = Principal { account: caller.account, device: caller.device };
        let standing = view.standing(&who.account)?;
        self.member(view, &who, standing).map_err(|error| match error {
            Error::Storage(inner) => Error::Storage(inner),
            _ => Error::NotLetIn,
        })?;
        let holds = match (caller.family, caller.key) {
            (Some(family), None) => view.family(&family)?.is_some_and(|family| {
                family.account == caller.account && family.ends_ms > now_ms && family.role == caller.role.name()
            }),
            (None, Some(key)) => {
                view.api_key(&key)?.is_some_and(|key| key.account == caller.account && key.ends_ms > now_ms)
            }
            _ => false,
        };
        if holds && self.still(caller.role, &who) { Ok(()) } else { Err(Error::NotLetIn) }
    }
}

impl Caller {
    /// The holder of a session.
    fn of(family: &Family) -> Self {
        Caller {
            account: family.account,
            device: family.device.as_slice().try_into().ok(),
            role: Role::named(&family.role).unwrap_or(Role::Viewer),
            scopes: Vec::new(),
            family: Some(family.id),
            key: None,
        }
    }
}
