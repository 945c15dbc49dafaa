//! What a built library says that it exports.

use anyhow::{Context, Result, ensure};
use camino::Utf8Path;
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

/// Reads the interface out of the library at `library`.
///
/// # Errors
/// When the file cannot be read, or is not one library of one namespace.
pub(crate) fn of(library: &Utf8Path) -> Result<ComponentInterface> {
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let metadata = loader.load_metadata(library).with_context(|| format!("failed to read {library}"))?;
    let mut interfaces = loader.load_cis(metadata)?;
    ensure!(interfaces.len() == 1, "failed to read {library}: it holds {} namespaces, one is wanted", interfaces.len());
    let mut interface = interfaces.remove(0);
    interface.derive_ffi_funcs()?;
    Ok(interface)
}
