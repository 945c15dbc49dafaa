//! The interface, as `coach-web` carries it: the same bytes that `coach serve` shows.

use coach_web::page;
use std::borrow::Cow;
use std::iter;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Wry};

/// The files of the interface.
pub(crate) struct Pages;

impl Assets<Wry> for Pages {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        page(key.as_ref().trim_start_matches('/')).map(Cow::Borrowed)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(iter::empty())
    }

    /// None: no page has a script or a style of its own in it.
    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(iter::empty())
    }
}
