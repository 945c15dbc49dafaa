//! Where a file may be fetched from, and how it is asked for.

use super::Error;
use reqwest::Url;
use reqwest::redirect::{Attempt, Policy};
use std::time::Duration;

/// Redirects that are followed at most.
const MOST_REDIRECTS: usize = 5;

/// An address that a file may be fetched from: `https`, or anything on this very machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    url: Url,
}

impl Source {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Address`] for one that is not `https` (loopback excepted), or that holds a name and password.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let address = || text.split(['?', '#']).next().unwrap_or_default().to_owned();
        let url = Url::parse(text)
            .map_err(|_| Error::Address { address: address(), reason: "it is not the address of a file" })?;
        if !url.username().is_empty() || url.password().is_some() {
            // Said without the address, which holds them.
            let address = url.host_str().unwrap_or_default().to_owned();
            return Err(Error::Address { address, reason: "it holds a name or password" });
        }
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
            return Err(Error::Address { address: address(), reason: "only https is fetched" });
        }
        Ok(Source { url })
    }

    /// The connection is encrypted.
    pub(super) fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Host, for messages.
    pub(super) fn host(&self) -> String {
        self.url.host_str().unwrap_or("the source").to_owned()
    }

    /// The address without its query, which may hold a token.
    pub(super) fn public(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.to_string()
    }

    /// The last part of the path, as a file is named.
    pub(super) fn file_name(&self) -> Option<&str> {
        self.url.path_segments()?.next_back().filter(|name| !name.is_empty())
    }
}

/// A client that keeps no cookies, tells no server where it came from, and follows redirects to `https` alone.
pub(super) fn client(connect: Duration, silence: Duration) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .user_agent(concat!("PocketCoach/", env!("CARGO_PKG_VERSION")))
        .referer(false)
        .redirect(Policy::custom(redirect))
        .connect_timeout(connect)
        .read_timeout(silence)
        .build()
        .map_err(|_| Error::Internal)
}

fn redirect(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    // A server on this machine may send on to this machine, and nobody else may.
    let stays_here = || is_loopback(attempt.url()) && attempt.previous().iter().all(is_loopback);
    let allowed = match attempt.url().scheme() {
        "https" => true,
        "http" => stays_here(),
        _ => false,
    };
    if !allowed {
        return attempt.error("it sends on to an address that is not https");
    }
    if attempt.previous().len() > MOST_REDIRECTS {
        return attempt.error("it sends on too often");
    }
    attempt.follow()
}

fn is_loopback(url: &Url) -> bool {
    // Of a name only `localhost`: any other name may lead anywhere.
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_fetched_from() {
        for good in ["https://example.org/a.gguf", "http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:1/a"]
        {
            assert!(Source::read(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org/a.gguf",
            "http://127.0.0.1.example.org/a",
            "http://localhost.example.org/a",
            "http://10.0.0.1/a",
            "ftp://example.org/a",
            "file:///etc/passwd",
            "https://me:secret@example.org/a",
            "qwen3-1.7b",
            "",
        ] {
            assert!(matches!(Source::read(bad), Err(Error::Address { .. })), "{bad}");
        }
    }

    #[test]
    fn secrets_in_an_address_are_not_repeated() {
        let error = Source::read("https://me:hunter2@example.org/a?token=hunter3").unwrap_err();
        assert!(!error.to_string().contains("hunter"), "{error}");
        let error = Source::read("http://example.org/a?token=hunter3").unwrap_err();
        assert!(!error.to_string().contains("hunter"), "{error}");
        assert_eq!(
            Source::read("https://example.org/a.gguf?token=x#y").unwrap().public(),
            "https://example.org/a.gguf"
        );
    }

    #[test]
    fn a_file_is_named_by_the_end_of_its_address() {
        assert_eq!(Source::read("https://example.org/b/a.gguf?x=1").unwrap().file_name(), Some("a.gguf"));
        assert_eq!(Source::read("https://example.org/").unwrap().file_name(), None);
    }
}
