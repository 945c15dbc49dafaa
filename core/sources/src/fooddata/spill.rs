//! Tables that are joined on disk, so that memory does not grow with the download.
//!
//! What belongs to one food lies in four files, none of them in the order of the foods. Each row that matters is written
//! to one of a few parts by its food; then one part after the other fits into memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};

/// How much of the input one part stands for: of this, what matters is kept in memory at once.
const PART_BYTES: u64 = 32 << 20;
const MOST_PARTS: u64 = 128;

/// Rows by food, on disk. The files have no name and go when this is dropped.
pub(super) struct Spill {
    parts: Vec<BufWriter<File>>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Of `food.csv`: whether it is a branded one, and its name.
    Food { branded: bool, name: String },
    /// Of `branded_food.csv`.
    Brand { brand: String, barcode: String, serving: f64, unit: String, household: String },
    /// Of `food_nutrient.csv`: the rank of the meaning and its amount.
    Amount { rank: u8, amount: f64 },
    /// Of `food_portion.csv`.
    Portion { grams: f64, name: String },
}

impl Spill {
    /// An empty one for an input of `bytes`.
    pub(super) fn new(bytes: u64) -> io::Result<Self> {
        let count = (bytes / PART_BYTES + 1).min(MOST_PARTS);
        let part = |_| Ok(BufWriter::with_capacity(64 << 10, tempfile::tempfile()?));
        Ok(Spill { parts: (0..count).map(part).collect::<io::Result<_>>()? })
    }

    pub(super) fn add(&mut self, food: u64, piece: &Piece) -> io::Result<()> {
        let part = (food % self.parts.len() as u64) as usize;
        let out = &mut self.parts[part];
        out.write_all(&food.to_le_bytes())?;
        match piece {
            Piece::Food { branded, name } => {
                out.write_all(&[0, u8::from(*branded)])?;
                write_text(out, name)
            }
            Piece::Brand { brand, barcode, serving, unit, household } => {
                out.write_all(&[1])?;
                out.write_all(&serving.to_le_bytes())?;
                [brand, barcode, unit, household].into_iter().try_for_each(|text| write_text(out, text))
            }
            Piece::Amount { rank, amount } => {
                out.write_all(&[2, *rank])?;
                out.write_all(&amount.to_le_bytes())
            }
            Piece::Portion { grams, name } => {
                out.write_all(&[3])?;
                out.write_all(&grams.to_le_bytes())?;
                write_text(out, name)
            }
        }
    }

    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Calls `each` for the rows of a part, in the order in which they came.
    pub(super) fn read(&mut self, part: usize, mut each: impl FnMut(u64, Piece)) -> io::Result<()> {
        let out = &mut self.parts[part];
        out.flush()?;
        let file = out.get_mut();
        file.seek(SeekFrom::Start(0))?;
        let mut input = BufReader::with_capacity(256 << 10, &*file);
        loop {
            let mut food = [0; 8];
            match input.read_exact(&mut food) {
                Ok(()) => each(u64::from_le_bytes(food), read_piece(&mut input)?),
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

fn read_piece(input: &mut impl Read) -> io::Result<Piece> {
    Ok(match read_byte(input)? {
        0 => Piece::Food { branded: read_byte(input)? != 0, name: read_text(input)? },
        1 => {
            let serving = read_number(input)?;
            let [brand, barcode, unit, household] =
                [read_text(input)?, read_text(input)?, read_text(input)?, read_text(input)?];
            Piece::Brand { brand, barcode, serving, unit, household }
        }
        2 => Piece::Amount { rank: read_byte(input)?, amount: read_number(input)? },
        _ => Piece::Portion { grams: read_number(input)?, name: read_text(input)? },
    })
}

/// Texts end after 400 bytes, at a letter's end.
fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut end = text.len().min(400);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.write_all(&(end as u16).to_le_bytes())?;
    out.write_all(&text.as_bytes()[..end])
}

fn read_text(input: &mut impl Read) -> io::Result<String> {
    let mut length = [0; 2];
    input.read_exact(&mut length)?;
    let mut text = vec![0; usize::from(u16::from_le_bytes(length))];
    input.read_exact(&mut text)?;
    String::from_utf8(text).map_err(|_| ErrorKind::InvalidData.into())
}

fn read_number(input: &mut impl Read) -> io::Result<f64> {
    let mut number = [0; 8];
    input.read_exact(&mut number)?;
    Ok(f64::from_le_bytes(number))
}

fn read_byte(input: &mut impl Read) -> io::Result<u8> {
    let mut byte = [0];
    input.read_exact(&mut byte)?;
    Ok(byte[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_by_food() {
        let mut spill = Spill::new(5 * PART_BYTES).unwrap();
        assert_eq!(spill.parts(), 6);
        let pieces = [
            Piece::Food { branded: true, name: "é".repeat(400) },
            Piece::Brand {
                brand: "b".to_owned(),
                barcode: String::new(),
                serving: 30.0,
                unit: "g".to_owned(),
                household: "1 cup".to_owned(),
            },
            Piece::Amount { rank: 7, amount: 0.5 },
            Piece::Portion { grams: 28.35, name: "slice".to_owned() },
        ];
        for food in 0..20 {
            pieces.iter().for_each(|piece| spill.add(food, piece).unwrap());
        }
        let mut read = 0;
        for part in 0..spill.parts() {
            spill
                .read(part, |food, piece| {
                    assert_eq!(food % 6, part as u64);
                    match piece {
                        Piece::Food { branded, name } => assert!(branded && name == "é".repeat(200)),
                        other => assert!(pieces.contains(&other)),
                    }
                    read += 1;
                })
                .unwrap();
        }
        assert_eq!(read, 80);
        assert_eq!(Spill::new(0).unwrap().parts(), 1);
        assert_eq!(Spill::new(u64::MAX).unwrap().parts() as u64, MOST_PARTS);
    }
}
