//! A pull tokenizer for the flat, attribute-only XML of an export.
//!
//! Why not a general XML reader: the input is hostile, broken in known ways and up to gigabytes long. This one holds
//! at most [`MAX_TAG`] bytes whatever the input does, uses the rule that `<` never stands inside an attribute value to
//! find its feet again at the next element after a damaged one, and tells the byte offset behind each tag, so that an
//! import can go on there. It never reads a DTD and resolves no entity but the predefined and numeric ones. The tests
//! hold it against quick-xml on well-formed input.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;
use std::io::{self, Read};

/// The longest tag that is read; a longer one is malformed.
pub(crate) const MAX_TAG: usize = 1 << 20;
/// The longest prolog (XML declaration, DTD, comments) before the root element.
pub(crate) const MAX_PROLOG: usize = 1 << 20;
const FIRST_BUFFER: usize = 256 << 10;

/// What comes next in the input.
#[derive(Debug, PartialEq)]
pub(crate) enum Token<'t> {
    /// A start tag, or an empty element.
    Start(Tag<'t>),
    /// An end tag, by name.
    End(&'t [u8]),
    /// A tag that is not well-formed. It was stepped over.
    Malformed {
        /// Its name, as far as it could be read.
        name: &'t [u8],
        /// Children may follow, up to an end tag of this name.
        open: bool,
    },
    /// An entity declaration outside the prolog: the input is hostile.
    Entity,
    /// The input ends here; a tag that was cut off is dropped.
    Finished,
}

/// A well-formed start tag.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag<'t> {
    bytes: &'t [u8],
    spans: &'t [Span],
    /// The element's name.
    pub(crate) name: &'t [u8],
    /// The element has no children and no end tag.
    pub(crate) empty: bool,
}

impl<'t> Tag<'t> {
    /// Attribute names and raw values, in the order of the file.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'t [u8], &'t [u8])> + use<'t> {
        let bytes = self.bytes;
        self.spans.iter().map(move |span| (span.name.of(bytes), span.value.of(bytes)))
    }

    /// The raw value of an attribute.
    pub(crate) fn attribute(&self, name: &[u8]) -> Option<&'t [u8]> {
        self.attributes().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// The decoded value of an attribute; `None` when it is missing or does not decode.
    pub(crate) fn text(&self, name: &[u8]) -> Option<Cow<'t, str>> {
        self.attribute(name).and_then(decode)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Range(u32, u32);

impl Range {
    fn of(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.0 as usize..self.1 as usize).unwrap_or_default()
    }
}

/// Where one attribute lies in its tag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    name: Range,
    value: Range,
}

/// How the file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prolog {
    /// An export; its root element begins at this byte.
    Export(usize),
    /// A prolog that declares entities or loads an external document type.
    Hostile,
    /// Something else.
    Other,
}

/// Looks at the first bytes of a file, without reading its DTD.
pub(crate) fn prolog(bytes: &[u8]) -> Prolog {
    let mut from = 0;
    let root = loop {
        let Some(found) = bytes.get(from..).and_then(|rest| memmem::find(rest, b"<HealthData")) else {
            return Prolog::Other;
        };
        let at = from + found;
        match bytes.get(at + b"<HealthData".len()) {
            None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/') => break at,
            Some(_) => from = at + 1,
        }
    };
    let before = &bytes[..root];
    if memmem::find(before, b"<ClinicalDocument").is_some() {
        return Prolog::Other;
    }
    let external = memmem::find(before, b"<!DOCTYPE").is_some_and(|at| {
        let head = &before[at..];
        let head = &head[..memchr2(b'[', b'>', head).unwrap_or(head.len())];
        memmem::find(head, b"SYSTEM").is_some() || memmem::find(head, b"PUBLIC").is_some()
    });
    if external || memmem::find(before, b"<!ENTITY").is_some() { Prolog::Hostile } else { Prolog::Export(root) }
}

/// Reads tokens from a stream.
pub(crate) struct Tokenizer<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Offset in the input of the buffer's first byte.
    base: u64,
    ended: bool,
    /// An error that came behind bytes that had to be delivered first.
    failed: Option<io::Error>,
    spans: Vec<Span>,
}

enum Scan {
    More,
    Start { name: Range, end: usize, empty: bool },
    End { name: Range, end: usize },
    Malformed { name: Range, end: usize, open: bool },
    Skip(&'static [u8]),
    Entity,
}

impl<R: Read> Tokenizer<R> {
    /// Reads from `input`, whose first byte lies at `offset` of the whole.
    pub(crate) fn new(input: R, offset: u64) -> Self {
        Tokenizer {
            input,
            buffer: vec![0; FIRST_BUFFER],
            start: 0,
            end: 0,
            base: offset,
            ended: false,
            failed: None,
            spans: Vec::with_capacity(16),
        }
    }

    /// Offset in the input behind the last token.
    pub(crate) fn offset(&self) -> u64 {
        self.base + self.start as u64
    }

    /// Steps over everything before the root element.
    pub(crate) fn prolog(&mut self) -> io::Result<Prolog> {
        loop {
            match prolog(&self.buffer[self.start..self.end]) {
                Prolog::Export(at) => {
                    self.start += at;
                    return Ok(Prolog::Export(at));
                }
                Prolog::Other if !self.ended && self.end - self.start < MAX_PROLOG => self.fill()?,
                other => return Ok(other),
            }
        }
    }

    /// The next token.
    ///
    /// # Errors
    /// Those of the input; every byte before the error has been delivered.
    pub(crate) fn next(&mut self) -> io::Result<Token<'_>> {
        let (scan, from) = loop {
            match memchr(b'<', &self.buffer[self.start..self.end]) {
                Some(at) => self.start += at,
                None => {
                    self.start = self.end;
                    if self.ended {
                        return Ok(Token::Finished);
                    }
                    self.fill()?;
                    continue;
                }
            }
            match scan(&self.buffer[self.start..self.end], &mut self.spans) {
                Scan::More if self.ended => return Ok(Token::Finished),
                Scan::More if self.end - self.start >= MAX_TAG => {
                    let held = &self.buffer[self.start + 1..self.end];
                    let end = 1 + memchr(b'<', held).unwrap_or(held.len());
                    break (Scan::Malformed { name: Range(0, 0), end, open: false }, self.start);
                }
                Scan::More => self.fill()?,
                Scan::Skip(terminator) => {
                    if !self.skip(terminator)? {
                        return Ok(Token::Finished);
                    }
                }
                other => break (other, self.start),
            }
        };
        Ok(match scan {
            Scan::Start { name, end, empty } => {
                self.start = from + end;
                let bytes = &self.buffer[from..from + end];
                Token::Start(Tag { bytes, spans: &self.spans, name: name.of(bytes), empty })
            }
            Scan::End { name, end } => {
                self.start = from + end;
                Token::End(name.of(&self.buffer[from..from + end]))
            }
            Scan::Malformed { name, end, open } => {
                self.start = from + end;
                Token::Malformed { name: name.of(&self.buffer[from..from + end]), open }
            }
            Scan::Entity => Token::Entity,
            Scan::More | Scan::Skip(_) => Token::Finished,
        })
    }

    /// Steps over a comment, CDATA section or processing instruction; false when the input ends first.
    fn skip(&mut self, terminator: &[u8]) -> io::Result<bool> {
        loop {
            if let Some(at) = memmem::find(&self.buffer[self.start..self.end], terminator) {
                self.start += at + terminator.len();
                return Ok(true);
            }
            if self.ended {
                self.start = self.end;
                return Ok(false);
            }
            self.start = self.start.max(self.end.saturating_sub(terminator.len() - 1));
            self.fill()?;
        }
    }

    /// Moves what is not consumed to the front and fills the rest of the buffer.
    fn fill(&mut self) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.base += self.start as u64;
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            let longer = (self.buffer.len() * 2).min(MAX_TAG.max(MAX_PROLOG));
            self.buffer.resize(longer, 0);
        }
        let held = self.end;
        while self.end < self.buffer.len() {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.end > held => {
                    self.failed = Some(error);
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Reads the tag at the start of `bytes`, which is a `<`.
fn scan(bytes: &[u8], spans: &mut Vec<Span>) -> Scan {
    match bytes.get(1) {
        None => Scan::More,
        Some(b'?') => Scan::Skip(b"?>"),
        Some(b'!') => scan_declaration(bytes),
        Some(b'/') => {
            let Some(end) = find2(b'>', b'<', bytes, 2) else { return Scan::More };
            let trimmed = bytes[2..end].trim_ascii_end();
            let name = Range(2, 2 + trimmed.len() as u32);
            if bytes[end] == b'>' && !trimmed.is_empty() && trimmed.iter().all(|byte| is_name(*byte)) {
                Scan::End { name, end: end + 1 }
            } else {
                Scan::Malformed { name, end: end + usize::from(bytes[end] == b'>'), open: false }
            }
        }
        Some(_) => scan_start(bytes, spans),
    }
}

fn scan_declaration(bytes: &[u8]) -> Scan {
    const OPENINGS: [(&[u8], &[u8]); 2] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>")];
    for (opening, terminator) in OPENINGS {
        if bytes.starts_with(opening) {
            return Scan::Skip(terminator);
        }
    }
    if bytes.starts_with(b"<!ENTITY") {
        return Scan::Entity;
    }
    if bytes.len() < b"<![CDATA[".len() { Scan::More } else { malformed(bytes, Range(0, 0), 2) }
}

fn scan_start(bytes: &[u8], spans: &mut Vec<Span>) -> Scan {
    spans.clear();
    let mut at = 1;
    while bytes.get(at).is_some_and(|byte| is_name(*byte)) {
        at += 1;
    }
    let name = Range(1, at as u32);
    if at == bytes.len() {
        return Scan::More;
    }
    if at == 1 {
        return malformed(bytes, name, at);
    }
    loop {
        let gap = at;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        match bytes.get(at) {
            None => return Scan::More,
            Some(b'>') => return finished(bytes, name, at + 1, false),
            Some(b'/') => {
                return match bytes.get(at + 1) {
                    None => Scan::More,
                    Some(b'>') => finished(bytes, name, at + 2, true),
                    Some(_) => malformed(bytes, name, at + 1),
                };
            }
            Some(byte) if gap < at && is_name(*byte) => {}
            Some(_) => return malformed(bytes, name, at),
        }
        let from = at;
        while bytes.get(at).is_some_and(|byte| is_name(*byte)) {
            at += 1;
        }
        let attribute = Range(from as u32, at as u32);
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        match bytes.get(at) {
            None => return Scan::More,
            Some(b'=') => at += 1,
            Some(_) => return malformed(bytes, name, at),
        }
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let quote = match bytes.get(at) {
            None => return Scan::More,
            Some(quote @ (b'"' | b'\'')) => *quote,
            Some(_) => return malformed(bytes, name, at),
        };
        let Some(close) = find2(quote, b'<', bytes, at + 1) else { return Scan::More };
        if bytes[close] == b'<' {
            return malformed(bytes, name, close);
        }
        spans.push(Span { name: attribute, value: Range(at as u32 + 1, close as u32) });
        at = close + 1;
    }
}

/// A tag that ends before `end`, unless it holds control characters or the same attribute twice.
fn finished(bytes: &[u8], name: Range, end: usize, empty: bool) -> Scan {
    // Without branches, so that it runs many bytes at a time.
    let control = bytes[..end]
        .iter()
        .fold(false, |found, byte| found | ((*byte < 0x20) & (*byte != b'\n') & (*byte != b'\t') & (*byte != b'\r')));
    if control { Scan::Malformed { name, end, open: !empty } } else { Scan::Start { name, end, empty } }
}

/// Steps over a damaged tag: to its `>`, or to the next `<` if that comes first.
fn malformed(bytes: &[u8], name: Range, at: usize) -> Scan {
    match find2(b'>', b'<', bytes, at) {
        None => Scan::More,
        Some(end) if bytes[end] == b'>' => Scan::Malformed { name, end: end + 1, open: bytes[end - 1] != b'/' },
        Some(end) => Scan::Malformed { name, end, open: false },
    }
}

fn find2(first: u8, second: u8, bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..).and_then(|rest| memchr2(first, second, rest)).map(|at| from + at)
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || byte >= 0x80
}

/// Resolves the predefined and numeric entities of an attribute value and turns its line breaks and tabs into spaces.
/// `None` for any other entity, for a number that is no character of XML, and for bytes that are not UTF-8.
pub(crate) fn decode(raw: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(raw).ok()?;
    if !raw.iter().any(|byte| matches!(byte, b'&' | b'\n' | b'\t' | b'\r')) {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\n', '\t', '\r']) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(entity) = rest.strip_prefix('&') else {
            decoded.push(' ');
            rest = &rest[1..];
            continue;
        };
        let end = entity.find(';').filter(|end| *end <= 10)?;
        decoded.push(match &entity[..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let number = number.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).filter(|found| *found >= ' ' || matches!(found, '\n' | '\t' | '\r'))?
            }
        });
        rest = &entity[end + 1..];
    }
    decoded.push_str(rest);
    Some(Cow::Owned(decoded))
}

#[cfg(test)]
mod tests;
