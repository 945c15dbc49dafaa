//! Sharing: an owner puts an item up, says who may see it and until when, and takes it back.

use super::sagas::{NewJob, Task};
use super::{KINDS, MAX_ANSWER, MAX_GRANTS, MAX_ITEMS, account, end_of, kept, of_whom, reader};
use crate::gate::{Caller, Role, hex, unhex};
use crate::storage::{Grant, Item, View};
use crate::{Error, Relay};
use coach_wire::AccountId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something to be shared.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Offer {
    /// Its name, 32 hexadecimal digits; asked for again under one name, it is shared once. Made up when it is left out.
    #[serde(default)]
    pub(crate) id: Option<String>,
    /// `profile`, `preferences`, `plan`, `session` or `summary`.
    pub(crate) kind: String,
    /// What is shared.
    #[schema(value_type = Object)]
    pub(crate) document: Value,
    /// With whom.
    #[serde(default)]
    pub(crate) with: Vec<OfferGrant>,
    /// Seconds after which it is gone; a minute to 90 days, 30 days when it is left out.
    #[serde(default)]
    pub(crate) seconds: Option<i64>,
}

/// With whom something is to be shared.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferGrant {
    /// Their account, 32 hexadecimal digits.
    pub(crate) account: String,
    /// `trainer`, who may propose changes, or `viewer`.
    pub(crate) role: Role,
    /// Seconds until they see it no more; as long as the item when it is left out.
    #[serde(default)]
    pub(crate) seconds: Option<i64>,
}

/// Who sees an item.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct GrantShown {
    /// Their account.
    pub(crate) account: String,
    /// `trainer` or `viewer`.
    pub(crate) role: String,
    /// Until when, in milliseconds since 1970 UTC.
    pub(crate) ends_ms: i64,
}

/// An item as it is answered.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub(crate) struct Shown {
    /// Its name.
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) owner: String,
    /// Who wrote this version; zeros for someone who is gone.
    pub(crate) author: String,
    /// What it is.
    pub(crate) kind: String,
    /// `current`, or `proposed` while its owner has not agreed to it.
    pub(crate) state: String,
    /// Counts from 1.
    pub(crate) version: u64,
    /// When this version came, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// When it is gone, in milliseconds since 1970 UTC.
    pub(crate) ends_ms: i64,
    /// What is shared.
    #[schema(value_type = Object)]
    pub(crate) document: Value,
    /// Who else sees it, for its owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) with: Option<Vec<GrantShown>>,
}

impl Shown {
    pub(super) fn of(item: Item) -> Result<Self, Error> {
        let document = serde_json::from_str(&item.body).map_err(|error| Error::Storage(error.to_string()))?;
        Ok(Shown {
            id: hex(&item.id),
            owner: hex(&item.owner),
            author: hex(&item.author),
            kind: item.kind,
            state: item.state,
            version: item.version,
            at_ms: item.at_ms,
            ends_ms: item.ends_ms,
            document,
            with: None,
        })
    }
}

/// The name of the one profile of an account, and of what else there is one of.
fn only_one(kind: &str, owner: &AccountId) -> [u8; 16] {
    let mut name = [0; 16];
    let hash = blake3::hash(&coach_wire::labelled("pocketcoach/v1/item", &[kind.as_bytes(), owner].concat()));
    name.copy_from_slice(&hash.as_bytes()[..16]);
    name
}

impl Relay {
    /// Does something for a caller who is in, in one transaction; what is refused is noted in one of its own.
    pub(super) fn acting<T>(
        &self,
        caller: &Caller,
        action: &str,
        now_ms: i64,
        work: impl FnOnce(&mut dyn View) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let done = self.storage.write(|view| {
            self.admit(view, caller, now_ms)?;
            work(view)
        });
        if matches!(done, Err(Error::NotFound | Error::Forbidden)) {
            self.storage.write(|view| self.note_about(view, (caller, None), action, &[], "refused", now_ms))?;
        }
        done
    }

    /// Reads for a caller. What owners read of their own is not noted; what anyone else reads is, in the same
    /// transaction.
    pub(super) fn looking<T>(
        &self,
        caller: &Caller,
        action: &str,
        now_ms: i64,
        work: impl FnOnce(&mut dyn View) -> Result<(T, Seen), Error>,
    ) -> Result<T, Error> {
        if caller.role == Role::Owner {
            return self.storage.read(|view| {
                self.admit(view, caller, now_ms)?;
                work(view).map(|(answer, _)| answer)
            });
        }
        self.acting(caller, action, now_ms, |view| {
            let (answer, seen) = work(view)?;
            for (owner, item) in seen {
                self.note_about(view, (caller, Some(&owner)), action, &item, "done", now_ms)?;
            }
            Ok(answer)
        })
    }

    /// Shares something: it is staged, those who may see it are written down, and then it is there for all of them. A
    /// job that is broken off is finished or taken back.
    ///
    /// # Errors
    /// [`Error::Malformed`]; [`Error::Conflict`] when another item has its name; [`Error::Quota`].
    pub(crate) fn share(&self, caller: &Caller, offer: &Offer, now_ms: i64) -> Result<Shown, Error> {
        if !KINDS.contains(&offer.kind.as_str()) {
            return Err(Error::Malformed("there is no such kind of item"));
        }
        let body = kept(&offer.document)?;
        let ends_ms = end_of(offer.seconds, now_ms)?;
        let id = match &offer.id {
            Some(id) => unhex(id).ok_or(Error::Malformed("a name is 32 hexadecimal digits"))?,
            None if ["profile", "preferences"].contains(&offer.kind.as_str()) => only_one(&offer.kind, &caller.account),
            None => crate::gate::random()?,
        };
        let grants = self.grants_of(&id, &offer.with, ends_ms, now_ms)?;
        let job: [u8; 16] = crate::gate::random()?;
        let item = Item {
            id,
            owner: caller.account,
            author: caller.account,
            kind: offer.kind.clone(),
            state: "staged".to_owned(),
            version: 1,
            at_ms: now_ms,
            ends_ms,
            job,
            body,
        };
        let staged = self.acting(caller, "share", now_ms, |view| {
            let own = view.item(&id, super::Reader::Owner(caller.account), now_ms)?;
            if let Some(own) = own {
                if own.kind != item.kind {
                    return Err(Error::Conflict);
                }
                // It is there: a new version of it, and more who see it.
                self.write_over(view, own, &item.body, caller, "current", ends_ms, now_ms)?;
                self.put_grants(view, &id, &grants, now_ms)?;
                self.note(view, caller, "share", &id, "done", now_ms)?;
                return Ok(false);
            }
            if view.item_count(&caller.account)? >= MAX_ITEMS {
                return Err(Error::Quota);
            }
            if view.has_item(&id)? {
                return Err(Error::Conflict);
            }
            view.put_item(&item)?;
            let task = Task::Share { item: hex(&id), grants: grants.iter().map(Into::into).collect() };
            self.begin_job(view, &NewJob { id: job, account: caller.account, task }, now_ms)?;
            self.note(view, caller, "share", &id, "done", now_ms)?;
            Ok(true)
        })?;
        if staged {
            self.finish_job(&job, now_ms)?;
        }
        self.own_item(caller, &id, now_ms)
    }

    fn own_item(&self, caller: &Caller, id: &[u8; 16], now_ms: i64) -> Result<Shown, Error> {
        self.storage.read(|view| {
            let item = view.item(id, super::Reader::Owner(caller.account), now_ms)?.ok_or(Error::NotFound)?;
            self.with_grants(view, item, now_ms)
        })
    }

    fn grants_of(
        &self,
        item: &[u8; 16],
        offered: &[OfferGrant],
        ends_ms: i64,
        now_ms: i64,
    ) -> Result<Vec<Grant>, Error> {
        if offered.len() > MAX_GRANTS {
            return Err(Error::Malformed("an item is shared with at most 50 people"));
        }
        offered
            .iter()
            .map(|offered| {
                if !matches!(offered.role, Role::Trainer | Role::Viewer) {
                    return Err(Error::Malformed("something is shared with a trainer or with a viewer"));
                }
                let grantee = unhex(&offered.account).ok_or(Error::Malformed("an account is 32 hexadecimal digits"))?;
                let ends = match offered.seconds {
                    Some(seconds) => end_of(Some(seconds), now_ms)?.min(ends_ms),
                    None => ends_ms,
                };
                Ok(Grant { item: *item, grantee, role: offered.role.name().to_owned(), ends_ms: ends })
            })
            .collect()
    }

    /// Writes down who sees an item; one after the other is fine, and again too.
    pub(super) fn put_grants(
        &self,
        view: &mut dyn View,
        item: &[u8; 16],
        grants: &[Grant],
        now_ms: i64,
    ) -> Result<(), Error> {
        for grant in grants {
            view.put_grant(grant, now_ms)?;
        }
        if view.grants(item)?.len() > MAX_GRANTS { Err(Error::Quota) } else { Ok(()) }
    }

    fn with_grants(&self, view: &mut dyn View, item: Item, now_ms: i64) -> Result<Shown, Error> {
        let grants = view.grants(&item.id)?;
        let with = grants.into_iter().filter(|grant| grant.ends_ms > now_ms).map(|grant| GrantShown {
            account: hex(&grant.grantee),
            role: grant.role,
            ends_ms: grant.ends_ms,
        });
        let with = Some(with.collect());
        Ok(Shown { with, ..Shown::of(item)? })
    }

    /// Lets one more person see an item, or for another time.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such item; [`Error::Malformed`], [`Error::Quota`].
    pub(crate) fn grant(&self, caller: &Caller, id: &str, offered: OfferGrant, now_ms: i64) -> Result<Shown, Error> {
        let id = unhex(id).ok_or(Error::NotFound)?;
        let shown = self.acting(caller, "grant", now_ms, |view| {
            let item = view.item(&id, super::Reader::Owner(caller.account), now_ms)?.ok_or(Error::NotFound)?;
            let grants = self.grants_of(&id, &[offered], item.ends_ms, now_ms)?;
            self.put_grants(view, &id, &grants, now_ms)?;
            self.note(view, caller, "grant", &id, "done", now_ms)?;
            for grant in &grants {
                view.tell(&grant.grantee)?;
            }
            self.with_grants(view, item, now_ms)
        })?;
        Ok(shown)
    }

    /// Lets someone see an item no more, from their next question on.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such item, or it was not shared with them.
    pub(crate) fn revoke(&self, caller: &Caller, id: &str, grantee: &str, now_ms: i64) -> Result<(), Error> {
        let (id, grantee) = (unhex(id).ok_or(Error::NotFound)?, account(grantee)?);
        self.acting(caller, "revoke", now_ms, |view| {
            view.item(&id, super::Reader::Owner(caller.account), now_ms)?.ok_or(Error::NotFound)?;
            if !view.drop_grant(&id, &grantee)? {
                return Err(Error::NotFound);
            }
            self.note(view, caller, "revoke", &id, "done", now_ms)
        })
    }

    /// Takes an item back from everyone, and from this server.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such item.
    pub(crate) fn unshare(&self, caller: &Caller, id: &str, now_ms: i64) -> Result<(), Error> {
        let id = unhex(id).ok_or(Error::NotFound)?;
        self.acting(caller, "unshare", now_ms, |view| {
            if !view.drop_item(&caller.account, &id)? {
                return Err(Error::NotFound);
            }
            self.note(view, caller, "unshare", &id, "done", now_ms)
        })
    }

    /// What a caller shows to others, or what others show to them.
    ///
    /// # Errors
    /// [`Error::NotLetIn`], [`Error::Storage`].
    pub(crate) fn shares(&self, caller: &Caller, now_ms: i64) -> Result<Vec<Shown>, Error> {
        self.looking(caller, "shares", now_ms, |view| {
            if caller.role == Role::Owner {
                let items = view.shown(&caller.account, now_ms, MAX_ANSWER)?;
                let shown =
                    items.into_iter().map(|item| self.with_grants(view, item, now_ms)).collect::<Result<_, _>>()?;
                return Ok((shown, Vec::new()));
            }
            let items = view.shown_to(&caller.account, now_ms, MAX_ANSWER)?;
            seen(items)
        })
    }

    /// The newest item of a kind that a person shows.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none for this caller.
    pub(crate) fn latest(
        &self,
        caller: &Caller,
        action: &str,
        kind: &str,
        user: &str,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        self.looking(caller, action, now_ms, |view| {
            let owner = of_whom(caller, Some(user))?;
            let item =
                view.items(kind, reader(caller, false), owner.as_ref(), now_ms, 1)?.pop().ok_or(Error::NotFound)?;
            let seen = vec![(item.owner, item.id.to_vec())];
            Ok((Shown::of(item)?, seen))
        })
    }

    /// Items of a kind that a caller may see, of one person or of all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a person who is not theirs to ask for.
    pub(crate) fn listed(
        &self,
        caller: &Caller,
        action: &str,
        kind: &str,
        user: Option<&str>,
        now_ms: i64,
    ) -> Result<Vec<Shown>, Error> {
        self.looking(caller, action, now_ms, |view| {
            let owner = of_whom(caller, user)?;
            seen(view.items(kind, reader(caller, false), owner.as_ref(), now_ms, MAX_ANSWER)?)
        })
    }

    /// Writes the one item of a kind that an account has, such as its profile. Nobody sees it until it is shared.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anyone but oneself; [`Error::Malformed`].
    pub(crate) fn put_own(
        &self,
        caller: &Caller,
        action: &str,
        kind: &str,
        user: &str,
        document: &Value,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        let body = kept(document)?;
        let ends_ms = end_of(Some(super::LONGEST_S), now_ms)?;
        self.acting(caller, action, now_ms, |view| {
            if account(user)? != caller.account {
                return Err(Error::NotFound);
            }
            let id = only_one(kind, &caller.account);
            let item = match view.item(&id, super::Reader::Owner(caller.account), now_ms)? {
                Some(item) => self.write_over(view, item, &body, caller, "current", ends_ms, now_ms)?,
                None => {
                    let item = self.new_item(view, (id, kind), caller, &caller.account, body, ends_ms, now_ms)?;
                    view.put_item(&item)?;
                    item
                }
            };
            self.note(view, caller, action, &id, "done", now_ms)?;
            self.with_grants(view, item, now_ms)
        })
    }

    /// Adds an item that is there at once.
    ///
    /// # Errors
    /// [`Error::Malformed`], [`Error::Quota`].
    pub(crate) fn add_own(
        &self,
        caller: &Caller,
        action: &str,
        kind: &str,
        document: &Value,
        now_ms: i64,
    ) -> Result<Shown, Error> {
        let body = kept(document)?;
        let (id, ends_ms) = (crate::gate::random()?, end_of(None, now_ms)?);
        self.acting(caller, action, now_ms, |view| {
            let item = self.new_item(view, (id, kind), caller, &caller.account, body, ends_ms, now_ms)?;
            view.put_item(&item)?;
            self.note(view, caller, action, &id, "done", now_ms)?;
            self.with_grants(view, item, now_ms)
        })
    }

    #[allow(clippy::too_many_arguments, reason = "what an item is, in one place")]
    pub(super) fn new_item(
        &self,
        view: &mut dyn View,
        (id, kind): ([u8; 16], &str),
        author: &Caller,
        owner: &AccountId,
        body: String,
        ends_ms: i64,
        now_ms: i64,
    ) -> Result<Item, Error> {
        if view.item_count(owner)? >= MAX_ITEMS {
            return Err(Error::Quota);
        }
        let state = if author.account == *owner { "current" } else { "proposed" };
        Ok(Item {
            id,
            owner: *owner,
            author: author.account,
            kind: kind.to_owned(),
            state: state.to_owned(),
            version: 1,
            at_ms: now_ms,
            ends_ms,
            job: [0; 16],
            body,
        })
    }

    #[allow(clippy::too_many_arguments, reason = "what a version is, in one place")]
    pub(super) fn write_over(
        &self,
        view: &mut dyn View,
        item: Item,
        body: &str,
        author: &Caller,
        state: &str,
        ends_ms: i64,
        now_ms: i64,
    ) -> Result<Item, Error> {
        let item = Item {
            version: item.version + 1,
            author: author.account,
            state: state.to_owned(),
            at_ms: now_ms,
            ends_ms: item.ends_ms.max(ends_ms),
            body: body.to_owned(),
            ..item
        };
        view.put_item(&item)?;
        view.trim_revisions(&item.id, item.version, super::plans::MAX_VERSIONS)?;
        Ok(item)
    }
}

/// What was seen of whom.
type Seen = Vec<(AccountId, Vec<u8>)>;

/// Items as they are answered, and what was seen of whom.
fn seen(items: Vec<Item>) -> Result<(Vec<Shown>, Seen), Error> {
    let seen = items.iter().map(|item| (item.owner, item.id.to_vec())).collect();
    Ok((items.into_iter().map(Shown::of).collect::<Result<_, _>>()?, seen))
}
