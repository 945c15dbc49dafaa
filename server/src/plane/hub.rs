//! What goes through to a hub: a device of the asker's own account, which knows what this server does not.

use crate::gate::{Caller, Role};
use crate::{Error, Principal, Relay};

impl Relay {
    /// Lets an owner through to a hub that is in their account still, and notes what they have it do; reading one's own
    /// is not noted, as elsewhere.
    ///
    /// # Errors
    /// [`Error::NotLetIn`]; [`Error::HubOnly`] for every other role and account, and for a hub that was put out.
    pub(crate) fn through_hub(
        &self,
        caller: &Caller,
        hub: &Principal,
        action: &str,
        is_read: bool,
        now_ms: i64,
    ) -> Result<(), Error> {
        if caller.role != Role::Owner || hub.account != caller.account || hub.device.is_none() {
            return Err(Error::HubOnly);
        }
        let hub_is_in = |view: &mut dyn crate::storage::View| {
            let standing = view.standing(&hub.account)?;
            self.member(view, hub, standing).map(|_| ()).map_err(|error| match error {
                Error::Storage(inner) => Error::Storage(inner),
                _ => Error::HubOnly,
            })
        };
        if is_read {
            return self.storage.read(|view| {
                self.admit(view, caller, now_ms)?;
                hub_is_in(view)
            });
        }
        self.storage.write(|view| {
            self.admit(view, caller, now_ms)?;
            hub_is_in(view)?;
            self.note(view, caller, action, &[], "done", now_ms)
        })
    }
}
