//! The recovery key: 256 random bits as 24 words (BIP-39, English list), and what is derived from it.

use crate::{Error, keys, random};
use bip39::{Language, Mnemonic};
use coach_wire::{AccountId, to_code};
use ed25519_dalek::{Signer, SigningKey};
use zeroize::{Zeroize, Zeroizing};

const ROOT: &[u8] = b"pocketcoach/v1/recovery/root";
const WRAP: &[u8] = b"pocketcoach/v1/recovery/wrap";

/// The key that begins an account and can bring it back. Printed never, wiped when dropped; kept by the person alone.
pub struct RecoveryKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecoveryKey(…)")
    }
}

impl RecoveryKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn generate() -> Result<Self, Error> {
        Ok(RecoveryKey(random::bytes()?))
    }

    /// The 24 words.
    ///
    /// # Errors
    /// Never for a key of this length.
    pub fn words(&self) -> Result<Vec<&'static str>, Error> {
        let mut mnemonic = Mnemonic::from_entropy_in(Language::English, self.0.as_slice())
            .map_err(|_| Error::Key("the recovery key has another length"))?;
        let words = mnemonic.words().collect();
        mnemonic.zeroize();
        Ok(words)
    }

    /// Reads 24 words, in any case and spacing; words may be cut to their first four letters. With the account's code
    /// from the recovery kit, a wrong word is named even when it is a word of the list.
    ///
    /// # Errors
    /// [`Error::Words`] names the first word that is wrong, where that can be told.
    pub fn from_words(text: &str, account: Option<&AccountId>) -> Result<Self, Error> {
        let list = Language::English.word_list();
        let mut words: Vec<&'static str> = Vec::with_capacity(24);
        for (index, given) in
            text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).enumerate()
        {
            let given = Zeroizing::new(given.to_lowercase());
            let found = list.iter().find(|word| **word == *given).or_else(|| {
                // The first four letters tell all words of the list apart.
                (given.chars().count() == 4).then(|| list.iter().find(|word| word.starts_with(given.as_str())))?
            });
            match found {
                Some(word) => words.push(word),
                None => return Err(Error::Words(unknown(index + 1, &given, list))),
            }
        }
        if words.len() != 24 {
            return Err(Error::Words(format!("there are {} words, and it takes 24", words.len())));
        }
        let key = parse(&words);
        match (key, account) {
            (Some(key), None) => Ok(key),
            (Some(key), Some(account)) if key.account() == *account => Ok(key),
            (_, Some(account)) => Err(Error::Words(match wrong_word(&words, account) {
                Some(place) => format!("word {} (`{}`) is not the one in the recovery kit", place + 1, words[place]),
                None => "more than one word is wrong, or they belong to another account".to_owned(),
            })),
            (None, None) => Err(Error::Words(
                "one of them is wrong or two are swapped, and they are all words of the list; \
                 give the account code of the recovery kit too, and the wrong one can be named"
                    .to_owned(),
            )),
        }
    }

    /// The account that belongs to the key.
    #[must_use]
    pub fn account(&self) -> AccountId {
        coach_wire::account::account_id(&self.root_key())
    }

    /// The key that the account's first record is signed by, and with which a lost account is got back.
    #[must_use]
    pub fn root_key(&self) -> [u8; 32] {
        self.root().verifying_key().to_bytes()
    }

    pub(crate) fn sign(&self, label: &str, bytes: &[u8]) -> [u8; 64] {
        self.root().sign(&coach_wire::labelled(label, bytes)).to_bytes()
    }

    pub(crate) fn sealing(&self) -> keys::SealingKey {
        keys::SealingKey::from_seed(self.derive(WRAP))
    }

    fn root(&self) -> SigningKey {
        SigningKey::from_bytes(&self.derive(ROOT))
    }

    fn derive(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut out = Zeroizing::new([0; 32]);
        // 32 bytes are always within what HKDF gives.
        let _ = hkdf::Hkdf::<sha2::Sha256>::new(None, self.0.as_slice()).expand(label, out.as_mut());
        out
    }
}

fn parse(words: &[&str]) -> Option<RecoveryKey> {
    let text = Zeroizing::new(words.join(" "));
    let mut mnemonic = Mnemonic::parse_in_normalized(Language::English, &text).ok()?;
    let entropy = Zeroizing::new(mnemonic.to_entropy());
    mnemonic.zeroize();
    Some(RecoveryKey(Zeroizing::new(entropy.as_slice().try_into().ok()?)))
}

fn unknown(place: usize, given: &str, list: &[&'static str]) -> String {
    // The word itself is not repeated: it may be most of a secret. The nearest of the list is no secret.
    let near = list.iter().map(|word| (strsim::osa_distance(given, word), *word)).min().filter(|(far, _)| *far <= 2);
    match near {
        Some((_, word)) => format!("word {place} is not a word of the list; is it `{word}`?"),
        None => format!("word {place} is not a word of the list"),
    }
}

/// The one word that has to be another one to give this account: of all 24 × 2047 changes, about 192 have a right
/// checksum, and one of them belongs to the account.
fn wrong_word(words: &[&'static str], account: &AccountId) -> Option<usize> {
    let mut tried = words.to_vec();
    for (place, given) in words.iter().enumerate() {
        for word in Language::English.word_list() {
            tried[place] = word;
            if parse(&tried).is_some_and(|key| key.account() == *account) {
                return Some(place);
            }
        }
        tried[place] = given;
    }
    None
}

/// The recovery kit: a page to print or to write down.
#[must_use]
pub fn kit(words: &[&str], account: &AccountId, server: &str, date: &str) -> String {
    use std::fmt::Write;
    let mut page = format!("PocketCoach recovery kit, {date}\n\nServer:  {server}\nAccount: {}\n\n", to_code(account));
    for (row, line) in words.chunks(4).enumerate() {
        for (column, word) in line.iter().enumerate() {
            let _ = write!(page, "{:>3}. {word:<10}", row * 4 + column + 1);
        }
        page.push('\n');
    }
    page.push_str(
        "\nWhoever has these words can read everything that you sync. Keep them on paper, apart from your devices.\n\
         To get everything back on a new device: coach sync recover --server SERVER\n\
         If all devices and these words are lost, nobody can bring the data back.\n",
    );
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> RecoveryKey {
        RecoveryKey(Zeroizing::new([7; 32]))
    }

    #[test]
    fn words_are_those_of_the_standard() {
        // From the test vectors of BIP-39 (Trezor): 32 bytes of 0x7f.
        let words = RecoveryKey(Zeroizing::new([0x7f; 32])).words().unwrap();
        assert_eq!(
            words.join(" "),
            "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal \
             winner thank year wave sausage worth title"
        );
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        let words = key().words().unwrap();
        let numbered: Vec<String> =
            words.iter().enumerate().map(|(n, word)| format!("{}. {}\n", n + 1, word.to_uppercase())).collect();
        let cut: Vec<String> = words.iter().map(|word| word.chars().take(4).collect()).collect();
        for text in [words.join(" "), numbered.concat(), cut.join(", ")] {
            assert_eq!(RecoveryKey::from_words(&text, None).unwrap().account(), key().account());
        }
    }

    #[test]
    fn one_wrong_word_is_named() {
        let words = key().words().unwrap();
        let account = key().account();
        for place in [0, 11, 23] {
            let mut wrong = words.clone();
            wrong[place] = if wrong[place] == "zoo" { "zone" } else { "zoo" };
            let error = RecoveryKey::from_words(&wrong.join(" "), Some(&account)).unwrap_err().to_string();
            assert!(error.contains(&format!("word {} ", place + 1)), "{error}");
            let mut misspelt: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            misspelt[place].push('x');
            let error = RecoveryKey::from_words(&misspelt.join(" "), None).unwrap_err().to_string();
            assert!(error.contains(&format!("word {} ", place + 1)) && error.contains(words[place]), "{error}");
        }
        let error = RecoveryKey::from_words(&words[..23].join(" "), None).unwrap_err().to_string();
        assert!(error.contains("23 words"), "{error}");
        let mut two = words.clone();
        two.swap(0, 1);
        two[5] = "zoo";
        assert!(
            RecoveryKey::from_words(&two.join(" "), Some(&account)).unwrap_err().to_string().contains("more than one")
        );
        assert!(RecoveryKey::from_words(&words.join(" "), Some(&[1; 16])).is_err(), "another account");
    }

    #[test]
    fn keys_of_one_recovery_key_differ_by_their_job() {
        assert_ne!(key().root_key(), key().sealing().public());
        assert!(!format!("{:?}", key()).contains('7'));
    }
}
