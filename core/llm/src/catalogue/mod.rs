//! Models that can be fetched and those that are there.
//!
//! The [`Catalogue`] is a signed list that the program is built with: reading it needs no network. [`pull`] fetches one
//! of its files, or one from an address, into a [`ModelsFolder`]: from where an earlier run was left, hashed on the way,
//! moved to its place in one step. Nothing else here touches the network.

mod digest;
mod download;
mod error;
mod folder;
mod hex;
mod manifest;
mod memory;
mod partial;
mod progress;
mod pull;
mod source;
#[cfg(test)]
mod test_file;

pub use digest::{Digest, NoDigest};
pub use download::{Downloads, Patience};
pub use error::Error;
pub use folder::{Import, Installed, ModelsFolder, VouchedBy};
pub use manifest::{Catalogue, CatalogueKey, CatalogueSigner, Entry, Licence, TemplateKind, ToolFormat};
pub use memory::{Fits, fits, memory_for_models};
pub use progress::{OnProgress, Progress, Stage};
pub use pull::{PullRequest, Pulled, pull};
