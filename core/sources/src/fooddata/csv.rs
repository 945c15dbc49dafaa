//! Rows of a CSV file, one at a time, whatever the file holds.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// No row of a catalogue of foods is longer.
const MOST_BYTES: usize = 64 << 10;
/// A quoted field may hold line breaks, but a quote that is never closed must not eat the file.
const MOST_LINES: usize = 32;

/// A reader of rows.
pub(super) struct Rows<'a> {
    input: BufReader<&'a mut dyn Read>,
    /// Lines that were read ahead behind an open quote and were not part of it.
    ahead: VecDeque<Vec<u8>>,
}

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Its fields, unquoted. Bytes that are no UTF-8 are replaced.
    Fields(Vec<String>),
    /// No row: too long, or a quote that is not closed.
    Malformed,
}

impl<'a> Rows<'a> {
    pub(super) fn new(input: &'a mut dyn Read) -> Self {
        Rows { input: BufReader::with_capacity(256 << 10, input), ahead: VecDeque::new() }
    }

    /// The next row that is not empty; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            if line.len() > MOST_BYTES {
                return Ok(Some(Row::Malformed));
            }
            if is_open(&line) {
                return self.joined(line).map(Some);
            }
            if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
                return Ok(Some(fields(&line)));
            }
        }
    }

    /// A row whose quoted fields hold line breaks. If the quote is not closed soon, the line alone is bad.
    fn joined(&mut self, first: Vec<u8>) -> io::Result<Row> {
        let mut whole = first;
        let mut taken = VecDeque::new();
        while taken.len() < MOST_LINES {
            let Some(line) = self.line()? else { break };
            let odd = is_open(&line);
            whole.push(b'\n');
            whole.extend_from_slice(&line);
            taken.push_back(line);
            if whole.len() > MOST_BYTES {
                break;
            }
            if odd {
                return Ok(fields(&whole));
            }
        }
        taken.append(&mut self.ahead);
        self.ahead = taken;
        Ok(Row::Malformed)
    }

    /// The next line without its end. Of a line that is too long, as much as shows that.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let limit = MOST_BYTES as u64 + 2;
        if (&mut self.input).take(limit).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
            if line.last() == Some(&b'\r') {
                line.pop();
            }
        } else if line.len() > MOST_BYTES {
            skip_line(&mut self.input)?;
        }
        Ok(Some(line))
    }
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', buffer);
        let used = end.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// True when a quote is open at the end of a line that began outside of one.
fn is_open(line: &[u8]) -> bool {
    !memchr::memchr_iter(b'"', line).count().is_multiple_of(2)
}

fn fields(line: &[u8]) -> Row {
    let text = String::from_utf8_lossy(line);
    let mut fields = Vec::with_capacity(16);
    let mut field = String::new();
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            // Inside a field a quote is one of its letters, for example an inch.
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    if quoted {
        return Row::Malformed;
    }
    fields.push(field);
    Row::Fields(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &[u8]) -> Vec<Row> {
        let mut input = text;
        let mut rows = Rows::new(&mut input);
        std::iter::from_fn(|| rows.next().unwrap()).collect()
    }

    fn row(fields: &[&str]) -> Row {
        Row::Fields(fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_field() {
        let rows = all(b"\"a\",\"b, \"\"c\"\"\",\r\n\n1,\"two\nlines\",3\nlast");
        assert_eq!(rows, [row(&["a", "b, \"c\"", ""]), row(&["1", "two\nlines", "3"]), row(&["last"])]);
    }

    #[test]
    fn an_open_quote_costs_its_own_row() {
        let mut text = b"1,\"open\n".to_vec();
        for number in 2..80 {
            text.extend_from_slice(format!("{number},good\n").as_bytes());
        }
        let rows = all(&text);
        assert_eq!(rows[0], Row::Malformed);
        assert_eq!(rows.len(), 79);
        assert_eq!(rows[78], row(&["79", "good"]));
        assert_eq!(all(b"1,\"open")[..], [Row::Malformed]);
    }

    #[test]
    fn a_line_without_end_is_stepped_over() {
        let mut text = vec![b'x'; 3 << 20];
        text.extend_from_slice(b"\n1,2\n");
        assert_eq!(all(&text), [Row::Malformed, row(&["1", "2"])]);
        let mut most = vec![b'x'; MOST_BYTES];
        most.push(b'\n');
        assert!(matches!(&all(&most)[..], [Row::Fields(fields)] if fields[0].len() == MOST_BYTES));
        most.insert(0, b'x');
        assert_eq!(all(&most), [Row::Malformed]);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(all(b"cr\xe8me,1"), [row(&["cr\u{fffd}me", "1"])]);
        assert_eq!(all(b""), []);
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_back(rows in prop::collection::vec(prop::collection::vec("[a-z\",\n éß]{0,12}", 1..5), 1..6)) {
            let text: String = rows
                .iter()
                .map(|row| row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>().join(",") + "\n")
                .collect();
            let read = all(text.as_bytes());
            let expected: Vec<Row> = rows.into_iter().map(Row::Fields).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn any_bytes_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let _ = all(&bytes);
        }
    }
}
