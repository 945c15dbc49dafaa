//! TLS to PostgreSQL. It is asked for with `sslmode=require` in the address, and then the server has to show a certificate
//! for its name that an authority signed, as with `verify-full` elsewhere: encryption to whoever answers protects from
//! nobody.

use crate::Error;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// What makes connections, trusting the authorities in a file, or those of the system; or nobody, for connections without
/// TLS.
///
/// # Errors
/// [`Error::Malformed`] when the file holds no certificate, or the system has none.
pub(super) fn connector(authorities: Option<Option<&Path>>) -> Result<MakeRustlsConnect, Error> {
    let mut roots = RootCertStore::empty();
    match authorities {
        Some(Some(file)) => {
            let unread = |_| Error::Malformed("the file of --database-ca holds no certificates in PEM");
            for certificate in CertificateDer::pem_file_iter(file).map_err(unread)? {
                let certificate = certificate.map_err(unread)?;
                roots
                    .add(certificate)
                    .map_err(|_| Error::Malformed("a certificate of --database-ca is no authority's"))?;
            }
            if roots.is_empty() {
                return Err(Error::Malformed("the file of --database-ca holds no certificates in PEM"));
            }
        }
        None => {}
        Some(None) => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Storage(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
