//! Blobs: sealed data beside the log, kept as long as a slot of the account refers to it.

use super::{Principal, Relay};
use crate::Error;
use crate::storage::{View, number};
use coach_wire::Hash;
use coach_wire::message::{Blob, MAX_BLOB, PAGE, SlotRef};
use minicbor::bytes::ByteArray;

/// Slots and blobs named in one question.
const MAX_NAMED: usize = 4096;

impl Relay {
    /// Sets what slots refer to, drops what nothing refers to any more, and says which blobs are lacking. Words that are
    /// older than what is known of a slot are a conflict, and change nothing.
    pub(super) fn refer(
        &self,
        view: &mut dyn View,
        who: &Principal,
        refs: &[SlotRef],
    ) -> Result<Vec<ByteArray<32>>, Error> {
        if refs.len() > MAX_NAMED {
            return Err(Error::Malformed("too many slots are named"));
        }
        let mut lacking = Vec::new();
        for SlotRef { slot, blob, version } in refs {
            let known: Option<(u64, Option<Hash>)> = view.slot(&who.account, slot)?;
            if known.as_ref().is_some_and(|(newest, _)| newest > version) {
                // Late words, for whose answer nobody waits; or those of a device whose disk has forgotten later ones.
                return Err(Error::Conflict);
            }
            let before = known.and_then(|(_, blob)| blob);
            // An empty slot keeps its version, so that what comes late does not fill it again.
            view.put_slot(&who.account, slot, *version, blob.as_ref())?;
            if let Some(blob) = blob
                && !view.has_blob(&who.account, blob)?
            {
                lacking.push(ByteArray::from(*blob));
            }
            if let Some(before) = before.filter(|before| Some(*before) != *blob)
                && let Some(size) = view.drop_unreferred(&who.account, &before)?
            {
                view.grow(&who.account, -number(size)?)?;
            }
        }
        Ok(lacking)
    }

    /// Keeps blobs that some slot refers to; others are not taken.
    pub(super) fn put(&self, view: &mut dyn View, who: &Principal, blobs: &[Blob]) -> Result<(), Error> {
        for Blob { id, sealed } in blobs {
            if sealed.is_empty() || sealed.len() > MAX_BLOB {
                return Err(Error::Malformed("a blob is empty or too large"));
            }
            if !view.is_referred(&who.account, id)? {
                continue;
            }
            if view.put_blob(&who.account, id, sealed)? {
                let bytes = view.grow(&who.account, number(sealed.len() as u64)?)?;
                if bytes > self.limits.quota_bytes {
                    return Err(Error::Quota);
                }
            }
        }
        Ok(())
    }

    /// Gives blobs in the order in which they are named, as many as fit on a page; one that is not there is empty.
    pub(super) fn get(
        &self,
        view: &mut dyn View,
        who: &Principal,
        names: &[ByteArray<32>],
    ) -> Result<Vec<Blob>, Error> {
        if names.len() > MAX_NAMED {
            return Err(Error::Malformed("too many blobs are named"));
        }
        let (mut blobs, mut bytes) = (Vec::new(), 0);
        for name in names {
            let sealed = view.blob(&who.account, name)?;
            bytes += sealed.len();
            if bytes > PAGE && !blobs.is_empty() {
                break;
            }
            blobs.push(Blob { id: **name, sealed });
        }
        Ok(blobs)
    }
}
