//! Where a service is, and that the way to it is safe.

use super::Api;
use reqwest::Url;

/// The base address of a service, as its makers give it, for example `https://api.openai.com/v1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    base: Url,
}

/// Why an address is not taken. Texts read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It is no address of a server.
    #[error("read the address: give one such as https://host/v1")]
    NotAnAddress,
    /// What is sent there could be read on the way.
    #[error("use an address without TLS; only this machine (127.0.0.1, ::1, localhost) may be reached by http")]
    NotSafe,
    /// It holds a name, a password or a query.
    #[error("use an address that holds a name, a password or a query; give the key on standard input instead")]
    HoldsMore,
}

impl Endpoint {
    /// Reads an address. Only TLS is taken, and plain HTTP to this machine.
    ///
    /// # Errors
    /// [`EndpointError`].
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let base = Url::parse(text.trim().trim_end_matches('/')).map_err(|_| EndpointError::NotAnAddress)?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none_or(str::is_empty) {
            return Err(EndpointError::NotAnAddress);
        }
        if !base.username().is_empty()
            || base.password().is_some()
            || base.query().is_some()
            || base.fragment().is_some()
        {
            return Err(EndpointError::HoldsMore);
        }
        let endpoint = Self { base };
        if endpoint.base.scheme() == "http" && !endpoint.is_this_machine() {
            return Err(EndpointError::NotSafe);
        }
        Ok(endpoint)
    }

    /// Whether it names this machine.
    #[must_use]
    pub fn is_this_machine(&self) -> bool {
        let host = self.base.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare.eq_ignore_ascii_case("localhost") || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// The address for a way of speaking. The version is part of the base address; where the base has no path, `v1` is
    /// meant.
    #[must_use]
    pub fn url(&self, api: Api) -> String {
        let mut url = self.base.clone();
        let path = self.base.path().trim_end_matches('/');
        let path = if path.is_empty() { "/v1" } else { path };
        url.set_path(&format!("{path}/{}", api.path()));
        url.into()
    }

    /// The base address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.base.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_ways_are_taken() {
        for safe in
            ["https://api.openai.com/v1", "http://127.0.0.1:8080", "http://[::1]:1/v1", "http://localhost:11434/v1/"]
        {
            assert!(Endpoint::parse(safe).is_ok(), "{safe}");
        }
        for (text, error) in [
            ("http://api.openai.com/v1", EndpointError::NotSafe),
            ("http://192.168.1.5:8080", EndpointError::NotSafe),
            ("http://localhost.evil.example", EndpointError::NotSafe),
            ("http://127.0.0.1.evil.example", EndpointError::NotSafe),
            ("http://0.0.0.0:8080", EndpointError::NotSafe),
            ("https://key@host/v1", EndpointError::HoldsMore),
            ("https://host/v1?key=1", EndpointError::HoldsMore),
            ("ftp://host", EndpointError::NotAnAddress),
            ("file:///etc/passwd", EndpointError::NotAnAddress),
            ("host", EndpointError::NotAnAddress),
            ("", EndpointError::NotAnAddress),
        ] {
            assert_eq!(Endpoint::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn paths_follow_the_base() {
        let url = |base: &str, api| Endpoint::parse(base).unwrap().url(api);
        assert_eq!(url("https://api.openai.com/v1", Api::Responses), "https://api.openai.com/v1/responses");
        assert_eq!(url("http://127.0.0.1:8080/", Api::Chat), "http://127.0.0.1:8080/v1/chat/completions");
        assert_eq!(url("https://host/openai/v1/", Api::Messages), "https://host/openai/v1/messages");
    }
}
