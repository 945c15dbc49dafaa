//! Letting a new device in: what two devices say to each other through the relay's rendezvous, and the three words.
//!
//! 1. The new device shows a code: its one-time key, and a commitment to a number that it keeps back.
//! 2. The device that is in reads the code and answers with a one-time key of its own, sealed to the new one's.
//! 3. The new device answers with the kept-back number, its keys and its name, sealed to that.
//! 4. Both show three words, made of all three messages. Someone in between would have to choose their message before
//!    the number is told, so that their words meet those of the other side once in 2^33 times.
//! 5. When the person says that the words are the same, the device that is in adds the new one to the account's log,
//!    and tells it where the log stands. A relay that shows an older log to the new device is found out.

use crate::keys::{SealingKey, seal_to};
use crate::{Error, random};
use bip39::Language;
use coach_wire::message::Tip;
use coach_wire::{AccountId, DeviceId, Hash, from_code, to_code};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const HELLO: &str = "pocketcoach/v1/enrol/hello";
const REPLY: &str = "pocketcoach/v1/enrol/reply";
const WELCOME: &str = "pocketcoach/v1/enrol/welcome";
/// Names of devices are cut to this many characters.
const NAME: usize = 60;

/// Boxes of a rendezvous: who is in says hello, who is new replies, who is in welcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Step 2.
    Hello = 0,
    /// Step 3.
    Reply = 1,
    /// Step 5.
    Welcome = 2,
}

/// What the code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    key: [u8; 32],
    commitment: [u8; 16],
}

impl Code {
    /// The code as text, for people and QR.
    #[must_use]
    pub fn text(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&self.key);
        bytes.extend_from_slice(&self.commitment);
        bytes.extend_from_slice(&blake3::hash(&bytes).as_bytes()[..3]);
        to_code(&bytes)
    }

    /// Reads a code.
    ///
    /// # Errors
    /// [`Error::Code`] when it is none, or mistyped.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let bytes = from_code(text).ok_or(Error::Code("it is not one that a new device shows"))?;
        let (body, check) = bytes.split_at_checked(49).ok_or(Error::Code("it is cut short"))?;
        if check != &blake3::hash(body).as_bytes()[..3] {
            return Err(Error::Code("it is mistyped or cut short"));
        }
        if body[0] != VERSION {
            return Err(Error::Code("the new device is of another version; update both"));
        }
        let bad = Error::Code("it is cut short");
        let key = *body.get(1..).and_then(|rest| rest.first_chunk()).ok_or(bad)?;
        let commitment = *body.get(33..).and_then(|rest| rest.first_chunk()).ok_or(Error::Code("it is cut short"))?;
        Ok(Code { key, commitment })
    }

    /// Where both sides meet on the relay. Says nothing about the code.
    #[must_use]
    pub fn meeting(&self) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/enrol/meeting");
        hasher.update(&self.key);
        hasher.update(&self.commitment);
        let mut meeting = [0; 16];
        meeting.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        meeting
    }
}

fn commitment(number: &[u8; 32]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/enrol/commitment");
    hasher.update(number);
    let mut out = [0; 16];
    out.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    out
}

/// The three words of what both sides have seen.
fn words(code: &Code, hello: &[u8], reply: &[u8], number: &[u8; 32]) -> [&'static str; 3] {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/enrol/words");
    for part in [code.text().as_bytes(), hello, reply, number] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let hash = hasher.finalize();
    let list = Language::English.word_list();
    let word = |place: usize| {
        let bytes = hash.as_bytes();
        list[usize::from(u16::from_le_bytes([bytes[2 * place], bytes[2 * place + 1]]) & 0x7ff)]
    };
    [word(0), word(1), word(2)]
}

/// Step 2, inside the seal.
#[derive(Encode, Decode)]
#[cbor(array)]
struct Hello {
    #[cbor(n(0), with = "minicbor::bytes")]
    key: [u8; 32],
    #[cbor(n(1), with = "minicbor::bytes")]
    account: AccountId,
}

/// Step 3, inside the seal: who wants in.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Applicant {
    #[cbor(n(0), with = "minicbor::bytes")]
    number: [u8; 32],
    /// Its id.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// Its Ed25519 key.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub verifying_key: [u8; 32],
    /// Its X25519 key.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub sealing_key: [u8; 32],
    /// Its name.
    #[n(4)]
    pub name: String,
}

/// Step 5, inside the seal: where the account stands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Welcome {
    /// Account.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub account: AccountId,
    /// Records of its log, the new device's included.
    #[n(1)]
    pub records: u64,
    /// Hash of the last of them.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub head: Hash,
    /// What the device that is in has seen, all of which is on the relay.
    #[n(3)]
    pub tips: Vec<Tip>,
}

/// The side of the new device.
pub struct Newcomer {
    key: SealingKey,
    number: Zeroizing<[u8; 32]>,
    hello: Option<(Vec<u8>, [u8; 32])>,
    account: AccountId,
}

impl std::fmt::Debug for Newcomer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Newcomer")
    }
}

impl Newcomer {
    /// Makes a code.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn begin() -> Result<Self, Error> {
        Ok(Newcomer { key: SealingKey::generate()?, number: random::bytes()?, hello: None, account: [0; 16] })
    }

    /// The code to show.
    #[must_use]
    pub fn code(&self) -> Code {
        Code { key: self.key.public(), commitment: commitment(&self.number) }
    }

    /// Takes the hello of a device that is in; gives the reply, and the three words.
    ///
    /// # Errors
    /// When it is not for this code.
    pub fn reply(
        &mut self,
        hello: &[u8],
        device: DeviceId,
        verifying_key: [u8; 32],
        sealing_key: [u8; 32],
        name: &str,
    ) -> Result<(Vec<u8>, [&'static str; 3]), Error> {
        let code = self.code();
        let opened = self.key.open(HELLO, code.text().as_bytes(), hello)?;
        let opened: Hello = coach_wire::from_bytes(&opened, "a message of the enrolment")?;
        let name = name.chars().take(NAME).collect();
        let applicant = Applicant { number: *self.number, device, verifying_key, sealing_key, name };
        let reply = seal_to(&opened.key, REPLY, &code.meeting(), &coach_wire::to_bytes(&applicant))?;
        let words = words(&code, hello, &reply, &self.number);
        self.account = opened.account;
        self.hello = Some((hello.to_vec(), opened.key));
        Ok((reply, words))
    }

    /// Opens the welcome.
    ///
    /// # Errors
    /// When it is not by the one who said hello.
    pub fn welcomed(&self, welcome: &[u8]) -> Result<Welcome, Error> {
        let (hello, _) = self.hello.as_ref().ok_or(Error::Key("nobody has said hello"))?;
        let opened = self.key.open(WELCOME, hello, welcome)?;
        let welcome: Welcome = coach_wire::from_bytes(&opened, "a message of the enrolment")?;
        if welcome.account == self.account { Ok(welcome) } else { Err(Error::Key("it is for another account")) }
    }
}

/// The side of the device that is in.
pub struct Sponsor {
    key: SealingKey,
    code: Code,
    hello: Vec<u8>,
}

impl std::fmt::Debug for Sponsor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sponsor")
    }
}

impl Sponsor {
    /// Answers a code; gives the hello to send.
    ///
    /// # Errors
    /// When the code's key is none.
    pub fn begin(code: Code, account: AccountId) -> Result<Self, Error> {
        let key = SealingKey::generate()?;
        let inside = coach_wire::to_bytes(&Hello { key: key.public(), account });
        let hello = seal_to(&code.key, HELLO, code.text().as_bytes(), &inside)?;
        Ok(Sponsor { key, code, hello })
    }

    /// The message of step 2.
    #[must_use]
    pub fn hello(&self) -> &[u8] {
        &self.hello
    }

    /// Reads who wants in, and gives the three words to hold against those on the new device.
    ///
    /// # Errors
    /// When the reply is not by the device that showed the code.
    pub fn read(&self, reply: &[u8]) -> Result<(Applicant, [&'static str; 3]), Error> {
        let opened = self.key.open(REPLY, &self.code.meeting(), reply)?;
        let applicant: Applicant = coach_wire::from_bytes(&opened, "a message of the enrolment")?;
        if commitment(&applicant.number) != self.code.commitment {
            return Err(Error::OtherWords);
        }
        let words = words(&self.code, &self.hello, reply, &applicant.number);
        Ok((applicant, words))
    }

    /// Seals the welcome.
    ///
    /// # Errors
    /// When the code's key is none.
    pub fn welcome(&self, welcome: &Welcome) -> Result<Vec<u8>, Error> {
        seal_to(&self.code.key, WELCOME, &self.hello, &coach_wire::to_bytes(welcome))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met() -> (Newcomer, Sponsor, Vec<u8>, [&'static str; 3]) {
        let mut new = Newcomer::begin().unwrap();
        let sponsor = Sponsor::begin(Code::parse(&new.code().text()).unwrap(), [1; 16]).unwrap();
        let (reply, words) = new.reply(sponsor.hello(), [2; 16], [3; 32], [4; 32], "Ana’s phone").unwrap();
        (new, sponsor, reply, words)
    }

    #[test]
    fn both_sides_show_the_same_words_and_learn_what_they_need() {
        let (new, sponsor, reply, words) = met();
        let (applicant, other) = sponsor.read(&reply).unwrap();
        assert_eq!(words, other);
        assert_eq!((applicant.device, applicant.name.as_str()), ([2; 16], "Ana’s phone"));
        let welcome = Welcome { account: [1; 16], records: 2, head: [5; 32], tips: Vec::new() };
        assert_eq!(new.welcomed(&sponsor.welcome(&welcome).unwrap()).unwrap(), welcome);
        let elsewhere = Welcome { account: [9; 16], ..welcome };
        assert!(new.welcomed(&sponsor.welcome(&elsewhere).unwrap()).is_err(), "another account than said hello");
    }

    #[test]
    fn someone_in_between_is_seen_by_the_words() {
        let mut new = Newcomer::begin().unwrap();
        let code = new.code();
        // The one in between says hello in the real device's stead, and shows that one a code of its own.
        let false_sponsor = Sponsor::begin(code.clone(), [6; 16]).unwrap();
        let (reply, words) = new.reply(false_sponsor.hello(), [2; 16], [3; 32], [4; 32], "phone").unwrap();
        let real = Sponsor::begin(code, [1; 16]).unwrap();
        assert!(real.read(&reply).is_err(), "the reply is not for the real one");
        let (told, _) = false_sponsor.read(&reply).unwrap();
        let forged = seal_to(&real.key.public(), REPLY, &real.code.meeting(), &coach_wire::to_bytes(&told)).unwrap();
        let (_, other) = real.read(&forged).unwrap();
        assert_ne!(words, other);
        let mut guessed = told;
        guessed.number[0] ^= 1;
        let forged = seal_to(&real.key.public(), REPLY, &real.code.meeting(), &coach_wire::to_bytes(&guessed)).unwrap();
        assert!(matches!(real.read(&forged), Err(Error::OtherWords)), "the number was committed to");
    }

    #[test]
    fn a_mistyped_code_is_told() {
        let text = Newcomer::begin().unwrap().code().text();
        assert_eq!(Code::parse(&text.to_uppercase()).unwrap().text(), text);
        let mut letters: Vec<char> = text.chars().collect();
        letters[3] = if letters[3] == '2' { '3' } else { '2' };
        assert!(Code::parse(&letters.iter().collect::<String>()).is_err());
        for wrong in ["", "abc", &text[..40], "not a code at all!"] {
            assert!(Code::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn any_changed_bit_of_any_message_is_found() {
        let (new, sponsor, reply, _) = met();
        let welcome = Welcome { account: [1; 16], records: 2, head: [5; 32], tips: Vec::new() };
        let welcome = sponsor.welcome(&welcome).unwrap();
        for index in 0..reply.len() {
            let mut broken = reply.clone();
            broken[index] ^= 1;
            assert!(sponsor.read(&broken).is_err(), "byte {index}");
        }
        for index in 0..welcome.len() {
            let mut broken = welcome.clone();
            broken[index] ^= 1;
            assert!(new.welcomed(&broken).is_err(), "byte {index}");
        }
    }
}
