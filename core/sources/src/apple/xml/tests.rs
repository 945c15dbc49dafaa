//! The tokenizer against quick-xml, and against damage.

use super::*;
use proptest::prelude::*;

/// A reader that hands out its bytes in pieces of given sizes.
struct Pieces<'b> {
    rest: &'b [u8],
    sizes: Vec<usize>,
    turn: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes.get(self.turn % self.sizes.len().max(1)).copied().unwrap_or(usize::MAX).max(1);
        self.turn += 1;
        let read = size.min(out.len()).min(self.rest.len());
        out[..read].copy_from_slice(&self.rest[..read]);
        self.rest = &self.rest[read..];
        Ok(read)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn tokens(bytes: &[u8], sizes: &[usize], first_buffer: usize) -> Vec<String> {
    let mut tokenizer = Tokenizer::new(Pieces { rest: bytes, sizes: sizes.to_vec(), turn: 0 }, 0);
    tokenizer.buffer.truncate(first_buffer.max(1));
    let mut seen = Vec::new();
    loop {
        let token = match tokenizer.next().unwrap() {
            Token::Finished => return seen,
            Token::Start(tag) => {
                let attributes: Vec<_> =
                    tag.attributes().map(|(name, value)| format!("{}={}", lossy(name), lossy(value))).collect();
                format!("<{} {attributes:?} {}", lossy(tag.name), tag.empty)
            }
            Token::End(name) => format!("/{}", lossy(name)),
            Token::Malformed { name, open } => format!("!{} {open}", lossy(name)),
            Token::Entity => {
                seen.push("entity".to_owned());
                return seen;
            }
        };
        seen.push(token);
    }
}

/// The same events by quick-xml.
fn reference(text: &str) -> Vec<String> {
    use quick_xml::events::{BytesStart, Event};
    fn start(tag: &BytesStart<'_>, empty: bool) -> String {
        let attributes: Vec<_> = tag
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                format!("{}={}", attribute.key.0, attribute.value)
            })
            .collect();
        format!("<{} {attributes:?} {empty}", tag.name().0)
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut seen = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return seen,
            Event::Start(tag) => seen.push(start(&tag, false)),
            Event::Empty(tag) => seen.push(start(&tag, true)),
            Event::End(tag) => seen.push(format!("/{}", tag.name().0)),
            _ => {}
        }
    }
}

#[test]
fn a_damaged_element_costs_only_itself() {
    let cases: [(&str, &[&str]); 8] = [
        ("<A b=\"1\"/><Record Body Mass=\"7\"/><C/>", &["<A [\"b=1\"] true", "!Record false", "<C [] true"]),
        ("<A b=\"\u{b}\"/><C/>", &["!A false", "<C [] true"]),
        ("<A b=\"open <C d=\"1\"/>", &["!A false", "<C [\"d=1\"] true"]),
        ("<A b=1/><C/>", &["!A false", "<C [] true"]),
        ("<A b=\"1\"c=\"2\"><C/></A>", &["!A true", "<C [] true", "/A"]),
        ("<A b='x \"y\"'/>", &["<A [\"b=x \\\"y\\\"\"] true"]),
        ("<!-- <A/> --><![CDATA[<B/>]]><?x <C/>?><D a = \"1\"\n/>", &["<D [\"a=1\"] true"]),
        ("<A/><!DOCTYPE x><B/><!ENTITY x 'y'><C/>", &["<A [] true", "! true", "<B [] true", "entity"]),
    ];
    for (text, expected) in cases {
        assert_eq!(tokens(text.as_bytes(), &[], 64), expected, "{text}");
    }
}

#[test]
fn a_tag_that_never_ends_is_held_in_bounded_memory() {
    let mut bytes = b"<A b=\"".to_vec();
    bytes.resize(3 * MAX_TAG, b'x');
    bytes.extend_from_slice(b"<B/>");
    let mut tokenizer = Tokenizer::new(bytes.as_slice(), 0);
    assert!(matches!(tokenizer.next().unwrap(), Token::Malformed { .. }));
    assert!(matches!(tokenizer.next().unwrap(), Token::Start(tag) if tag.name == b"B"));
    assert!(tokenizer.buffer.len() <= MAX_TAG);
}

#[test]
fn offsets_are_behind_the_token() {
    let text = b"<?xml?><A b=\"1\"/>\n<B>";
    let mut tokenizer = Tokenizer::new(text.as_slice(), 100);
    assert!(matches!(tokenizer.next().unwrap(), Token::Start(_)));
    assert_eq!(tokenizer.offset(), 117);
    assert!(matches!(tokenizer.next().unwrap(), Token::Start(_)));
    assert_eq!(tokenizer.offset(), 100 + text.len() as u64);
}

#[test]
fn the_prolog_is_never_parsed() {
    let shapes = [
        "<HealthData>",
        "\u{feff}<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n<HealthData a=\"1\">",
        "<!DOCTYPE HealthData [ <!ATTLIST Record unit CDATA #IMPLIED <HealthData locale=\"de\">",
    ];
    for shape in shapes {
        assert!(matches!(prolog(shape.as_bytes()), Prolog::Export(_)), "{shape}");
    }
    for hostile in [
        "<!DOCTYPE HealthData [<!ENTITY lol \"lol\">]><HealthData>",
        "<!DOCTYPE HealthData SYSTEM \"file:///etc/hosts\"><HealthData>",
    ] {
        assert_eq!(prolog(hostile.as_bytes()), Prolog::Hostile);
    }
    for other in ["", "<html>", "<HealthDataX>", "<ClinicalDocument><HealthData>"] {
        assert_eq!(prolog(other.as_bytes()), Prolog::Other);
    }
}

#[test]
fn only_the_predefined_and_numeric_entities_are_resolved() {
    assert_eq!(decode(b"a &amp; b &#x41;&#66;\n&quot;").as_deref(), Some("a & b AB \""));
    for bad in ["&lol;", "&#11;", "&#xD800;", "&", "&amp", "&#;", "&#x110000;"] {
        assert_eq!(decode(bad.as_bytes()), None, "{bad}");
    }
    assert_eq!(decode(b"\xff"), None);
}

fn document() -> impl Strategy<Value = String> {
    let attribute = ("[a-zA-Z][a-zA-Z0-9_:.-]{0,8}", "[ -%'-;=-~é\u{a0}\n]{0,20}").prop_map(|(name, value)| {
        let value = value.replace('"', "&quot;");
        (name, value)
    });
    let element = ("[A-Z][a-zA-Z]{0,9}", proptest::collection::vec(attribute, 0..5), 0..4_u8).prop_map(
        |(name, mut attributes, shape)| {
            attributes.sort();
            attributes.dedup_by(|one, two| one.0 == two.0);
            let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
            match shape {
                0 => format!("<{name}{attributes}/>"),
                1 => format!("<{name}{attributes}>\n <Inner/></{name} >"),
                2 => format!("<!-- <{name}> -->"),
                _ => format!("<{name}{attributes}></{name}>"),
            }
        },
    );
    proptest::collection::vec(element, 0..12).prop_map(|elements| elements.concat())
}

proptest! {
    #[test]
    fn agrees_with_quick_xml_on_well_formed_input(text in document(), sizes in proptest::collection::vec(1..40_usize, 1..5)) {
        prop_assert_eq!(tokens(text.as_bytes(), &sizes, 16), reference(&text));
    }

    #[test]
    fn arbitrary_bytes_give_the_same_tokens_however_they_are_split(
        bytes in proptest::collection::vec(prop_oneof![
            any::<u8>(), Just(b'<'), Just(b'>'), Just(b'"'), Just(b'/'), Just(b'='), Just(b' '), Just(b'!'), Just(b'-'), Just(b'a'),
        ], 0..400),
        sizes in proptest::collection::vec(1..30_usize, 1..6),
        first in 1..64_usize,
    ) {
        prop_assert_eq!(tokens(&bytes, &sizes, first), tokens(&bytes, &[], 4096));
    }
}
