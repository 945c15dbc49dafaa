//! Random bytes of the system.

use crate::Error;
use zeroize::Zeroizing;

/// Fresh random bytes, wiped when they are dropped.
pub(crate) fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>, Error> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut()).map_err(|_| Error::Key("the system gives no random numbers"))?;
    Ok(bytes)
}
