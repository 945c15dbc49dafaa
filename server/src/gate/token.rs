//! Signed tokens: compact JWS with Ed25519, and with nothing else.
//!
//! What a token says of its own algorithm is compared, never followed: there is one algorithm, one key by its name, one
//! audience. So `none`, a symmetric one and a stranger's key are all just tokens that were not signed here.

use crate::Error;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use serde::{Deserialize, Serialize};

/// Who signs, and for whom.
const ISSUER: &str = "pocketcoach-relay";
const AUDIENCE: &str = "shared-plane";
/// Characters of a token at most.
const LONGEST: usize = 2048;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claims {
    pub(crate) iss: String,
    pub(crate) aud: String,
    /// Account, in hexadecimal.
    pub(crate) sub: String,
    pub(crate) role: String,
    /// Device, in hexadecimal; empty for the recovery key and for programs.
    pub(crate) dev: String,
    /// Session, in hexadecimal; empty for programs.
    pub(crate) fam: String,
    /// Prefix of the program's key, in hexadecimal; empty for people.
    pub(crate) key: String,
    pub(crate) scope: String,
    /// Seconds since 1970 UTC.
    pub(crate) iat: i64,
    /// Seconds since 1970 UTC.
    pub(crate) exp: i64,
    pub(crate) jti: String,
}

/// The key that signs tokens, with its name.
pub(crate) struct Signer {
    key: SigningKey,
    kid: String,
}

impl Signer {
    pub(crate) fn new(seed: &[u8; 32]) -> Self {
        let key = SigningKey::from_bytes(seed);
        let kid = super::hex(&blake3::hash(key.verifying_key().as_bytes()).as_bytes()[..8]);
        Signer { key, kid }
    }

    /// Signs what is claimed; issuer and audience are this server's.
    pub(super) fn sign(&self, mut claims: Claims) -> Result<String, Error> {
        ISSUER.clone_into(&mut claims.iss);
        AUDIENCE.clone_into(&mut claims.aud);
        let header = Header { alg: "EdDSA".to_owned(), typ: "JWT".to_owned(), kid: self.kid.clone() };
        let part = |json: serde_json::Result<Vec<u8>>| {
            json.map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(|error| Error::Storage(error.to_string()))
        };
        let signed = format!("{}.{}", part(serde_json::to_vec(&header))?, part(serde_json::to_vec(&claims))?);
        let signature = self.key.sign(signed.as_bytes()).to_bytes();
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// What a token of this server says, if it holds now.
    pub(super) fn verify(&self, token: &str, now_ms: i64) -> Result<Claims, Error> {
        self.read(token, now_ms).ok_or(Error::NotLetIn)
    }

    fn read(&self, token: &str, now_ms: i64) -> Option<Claims> {
        if token.len() > LONGEST {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, body) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        if header.alg != "EdDSA" || header.typ != "JWT" || header.kid != self.kid {
            return None;
        }
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
        self.key.verifying_key().verify_strict(signed.as_bytes(), &signature).ok()?;
        let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()?;
        let now = now_ms.div_euclid(1000);
        (claims.iss == ISSUER && claims.aud == AUDIENCE && claims.iat <= now + 60 && now < claims.exp).then_some(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            iss: "someone".to_owned(),
            aud: String::new(),
            sub: "ab".repeat(16),
            role: "owner".to_owned(),
            dev: String::new(),
            fam: String::new(),
            key: String::new(),
            scope: String::new(),
            iat: 100,
            exp: 1000,
            jti: "1".to_owned(),
        }
    }

    fn forged(header: &str, body: &str, signature: &[u8]) -> String {
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        format!("{}.{}.{}", part(header.as_bytes()), part(body.as_bytes()), part(signature))
    }

    #[test]
    fn a_token_holds_for_its_time_and_for_nobody_elses_key() {
        let signer = Signer::new(&[1; 32]);
        let token = signer.sign(claims()).unwrap();
        let read = signer.verify(&token, 100_000).unwrap();
        assert_eq!((read.iss.as_str(), read.aud.as_str(), read.role.as_str()), (ISSUER, AUDIENCE, "owner"));
        assert!(signer.verify(&token, 999_999).is_ok());
        for now in [1_000_000, 2_000_000, 39_000] {
            assert!(signer.verify(&token, now).is_err(), "{now}");
        }
        assert!(Signer::new(&[2; 32]).verify(&token, 100_000).is_err());
    }

    #[test]
    fn what_was_changed_anywhere_is_no_token() {
        let signer = Signer::new(&[1; 32]);
        let token = signer.sign(claims()).unwrap();
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(signer.verify(&changed, 100_000).is_err(), "{at}");
        }
        for token in ["", ".", "..", "...", "a.b.c", &"a".repeat(5000), &token[..token.len() - 1], &format!("{token}=")]
        {
            assert!(signer.verify(token, 100_000).is_err());
        }
    }

    #[test]
    fn a_token_chooses_no_algorithm() {
        let signer = Signer::new(&[1; 32]);
        let body = serde_json::to_string(&Claims { iss: ISSUER.into(), aud: AUDIENCE.into(), ..claims() }).unwrap();
        let header = |alg: &str| format!(r#"{{"alg":"{alg}","typ":"JWT","kid":"{}"}}"#, signer.kid);
        for alg in ["none", "None", "HS256", "RS256", "ES256", "ed25519", ""] {
            // Signed with the real key over the false header, and not signed at all.
            let head = URL_SAFE_NO_PAD.encode(header(alg));
            let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(&body));
            let real = signer.key.sign(signed.as_bytes()).to_bytes();
            assert!(signer.verify(&format!("{signed}.{}", URL_SAFE_NO_PAD.encode(real)), 100_000).is_err(), "{alg}");
            assert!(signer.verify(&forged(&header(alg), &body, b""), 100_000).is_err(), "{alg}");
        }
        // The public key as a shared secret: the classic confusion.
        let secret = signer.key.verifying_key().to_bytes();
        let tag = blake3::keyed_hash(&secret, body.as_bytes());
        assert!(signer.verify(&forged(&header("HS256"), &body, tag.as_bytes()), 100_000).is_err());
        for more in [r#","crit":["x"]"#, r#","jwk":{}"#, r#","jku":"https://elsewhere""#] {
            let header = format!(r#"{{"alg":"EdDSA","typ":"JWT","kid":"{}"{more}}}"#, signer.kid);
            let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(&body));
            let real = signer.key.sign(signed.as_bytes()).to_bytes();
            assert!(signer.verify(&format!("{signed}.{}", URL_SAFE_NO_PAD.encode(real)), 100_000).is_err(), "{more}");
        }
    }
}
