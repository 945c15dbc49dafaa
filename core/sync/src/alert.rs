//! What a person should know about a sync, in plain words.

use serde::{Deserialize, Serialize};

/// Something that does not hold, or that is the person's to decide. Devices are named by their id in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "alert", rename_all = "snake_case")]
#[non_exhaustive]
#[schema(as = SyncAlert)]
pub enum Alert {
    /// The relay has less than it once confirmed.
    RolledBack,
    /// The relay says there is more of a device's entries, or another device has seen more, than it gives.
    KeptBack {
        /// Author of what is kept back.
        device: String,
    },
    /// The relay keeps a change of the account back.
    AccountKeptBack,
    /// The relay shows an account's log that is not a continuation of the one known here.
    OtherAccountLog,
    /// Something is not by whom it says it is.
    Forged {
        /// Whose name is on it.
        device: String,
        /// Sequence number.
        seq: u64,
    },
    /// There are two different entries of a device under one number.
    TwoHistories {
        /// The device.
        device: String,
        /// Sequence number.
        seq: u64,
    },
    /// This store was copied or brought back, and goes on as another device.
    Copied {
        /// Its new id.
        device: String,
    },
    /// Data beside the log is damaged on the relay.
    DamagedData,
    /// Entries wait for a key.
    Unreadable,
    /// The relay took something and does not have it.
    NotKept,
    /// The account's room on the relay is full.
    Quota,
    /// A month of one kind of data is larger than the relay takes.
    TooLarge,
    /// Another device is of a newer version.
    Newer,
    /// This device was put out.
    PutOut,
    /// The relay does not let this device in. It cannot be told whether it was put out.
    NotLetIn,
    /// The account was erased on the relay.
    Erased,
    /// The relay has dropped entries that nobody told it to drop.
    DroppedUntold {
        /// Whose they are.
        device: String,
    },
    /// The relay does not have the snapshot that it was given, or gives something else for it.
    SnapshotMissing,
    /// A device made a snapshot that is not what this device holds.
    SnapshotDiffers {
        /// Who made it.
        device: String,
    },
    /// The relay never comes to an end.
    Endless,
}

impl Alert {
    /// The sentence for the person.
    #[must_use]
    pub fn words(&self) -> String {
        let short = |device: &str| device.chars().take(8).collect::<String>();
        match self {
            Alert::RolledBack => {
                "The server has lost or taken back what it had confirmed. Everything that it lacks was \
                                  sent to it again from this device; nothing is lost here."
                    .to_owned()
            }
            Alert::KeptBack { device } => format!(
                "The server keeps back changes of the device {} that are known to exist. What it gave is right; sync \
                 again later, or compare with the other device.",
                short(device)
            ),
            Alert::AccountKeptBack => {
                "The server keeps back a change of the account, such as a device that was revoked. \
                                       Do not trust the list of devices until this is gone."
                    .to_owned()
            }
            Alert::OtherAccountLog => "The server shows another history of the account than the one that this device \
                                       holds. It was not believed; ask who runs the server."
                .to_owned(),
            Alert::Forged { device, seq } => format!(
                "The server gave something in the name of the device {} (entry {seq}) that this device did not sign. It \
                 was not taken.",
                short(device)
            ),
            Alert::TwoHistories { device, seq } => format!(
                "There are two different histories of the device {} from its entry {seq} on. The one known here stays; \
                 sync that device, which then goes on as a new one.",
                short(device)
            ),
            Alert::Copied { device } => format!(
                "The data of this device was copied or brought back from a backup. It goes on as the new device {}, and \
                 nothing is lost.",
                short(device)
            ),
            Alert::DamagedData => {
                "The server gave health data that was changed on the way. It was not taken.".to_owned()
            }
            Alert::Unreadable => {
                "Some changes cannot be read yet; they wait, and nothing else is held up. Update PocketCoach, and sync \
                 another device that is in the account."
                    .to_owned()
            }
            Alert::NotKept => {
                "The server confirmed changes and does not have them. They stay here and are sent again.".to_owned()
            }
            Alert::Quota => "There is no more room on the server. Deleting still works; other changes stay here until \
                             there is room."
                .to_owned(),
            Alert::TooLarge => "A month of one kind of data is larger than the server takes. It stays on this device; \
                                everything else is synced."
                .to_owned(),
            Alert::Newer => {
                "Another device writes in a form that this PocketCoach does not know yet. Update this one; \
                             nothing is lost until then."
                    .to_owned()
            }
            Alert::DroppedUntold { device } => format!(
                "The server has dropped changes of the device {} that it was not told to drop. Everything else was taken; \
                 sync a device that has them, and the server gets them again.",
                short(device)
            ),
            Alert::SnapshotMissing => {
                "The server does not have the summary of older changes that it was given, or gives something else for it. \
                 Nothing was taken of it; sync a device that has been in the account for longer, which brings it again."
                    .to_owned()
            }
            Alert::SnapshotDiffers { device } => format!(
                "The device {} made a summary of older changes that is not what this device holds. It was not confirmed, \
                 and nothing is dropped for it. Update both devices.",
                short(device)
            ),
            Alert::PutOut => "This device was put out of the account by another one.".to_owned(),
            Alert::NotLetIn => {
                "The server does not let this device in: another device has put it out, most likely. What is here stays."
                    .to_owned()
            }
            Alert::Erased => "The account was erased on the server. What is on this device stays.".to_owned(),
            Alert::Endless => "The server never comes to an end; sync was stopped.".to_owned(),
        }
    }
}
