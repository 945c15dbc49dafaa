//! Writes GGUF files for tests: version 3, little-endian, aligned to 32 bytes.

/// A metadata value to write.
#[derive(Debug, Clone)]
pub enum Meta {
    U32(u32),
    F32(f32),
    Bool(bool),
    Text(String),
    Texts(Vec<String>),
    Ints(Vec<i32>),
    Floats(Vec<f32>),
}

/// A file in the making.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    pub metadata: Vec<(String, Meta)>,
    /// Name, shape (innermost first), number of the type, bytes.
    pub tensors: Vec<(String, Vec<u64>, u32, Vec<u8>)>,
}

impl Writer {
    pub fn meta(&mut self, key: &str, value: Meta) -> &mut Self {
        self.metadata.retain(|(name, _)| name != key);
        self.metadata.push((key.to_owned(), value));
        self
    }

    pub fn without(&mut self, key: &str) -> &mut Self {
        self.metadata.retain(|(name, _)| name != key);
        self
    }

    pub fn floats(&mut self, name: &str, shape: &[u64], numbers: &[f32]) -> &mut Self {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.tensors.push((name.to_owned(), shape.to_vec(), 0, bytes));
        self
    }

    /// Numbers in blocks of 32 with a common scale (Q8_0).
    pub fn blocks(&mut self, name: &str, shape: &[u64], numbers: &[f32]) -> &mut Self {
        let mut bytes = Vec::with_capacity(numbers.len() / 32 * 34);
        for block in numbers.chunks(32) {
            let largest = block.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
            let scale = half((largest / 127.0).max(1e-4));
            bytes.extend(scale.0.to_le_bytes());
            bytes.extend(block.iter().map(|number| (number / scale.1).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        self.tensors.push((name.to_owned(), shape.to_vec(), 8, bytes));
        self
    }

    /// The file's bytes.
    pub fn finish(&self) -> Vec<u8> {
        let mut out = b"GGUF".to_vec();
        out.extend(3_u32.to_le_bytes());
        out.extend((self.tensors.len() as u64).to_le_bytes());
        out.extend((self.metadata.len() as u64).to_le_bytes());
        for (key, value) in &self.metadata {
            text(&mut out, key);
            meta(&mut out, value);
        }
        let mut offset = 0_u64;
        for (name, shape, kind, bytes) in &self.tensors {
            text(&mut out, name);
            out.extend((shape.len() as u32).to_le_bytes());
            shape.iter().for_each(|length| out.extend(length.to_le_bytes()));
            out.extend(kind.to_le_bytes());
            out.extend(offset.to_le_bytes());
            offset += (bytes.len() as u64).next_multiple_of(32);
        }
        for (_, _, _, bytes) in &self.tensors {
            out.resize(out.len().next_multiple_of(32), 0);
            out.extend(bytes);
        }
        out.resize(out.len().next_multiple_of(32), 0);
        out
    }
}

/// A positive number from 2^-14 to 65,504 as a 16-bit float, rounded down, and what that is.
fn half(number: f32) -> (u16, f32) {
    let bits = number.to_bits();
    let exponent = (bits >> 23) as i32 - 127 + 15;
    let short = ((exponent.clamp(1, 30) as u16) << 10) | ((bits >> 13) & 0x3ff) as u16;
    let value = (1.0 + f32::from(short & 0x3ff) / 1024.0) * 2.0_f32.powi(i32::from(short >> 10) - 15);
    (short, value)
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

fn meta(out: &mut Vec<u8>, value: &Meta) {
    let kind = |out: &mut Vec<u8>, kind: u32| out.extend(kind.to_le_bytes());
    let list = |out: &mut Vec<u8>, element: u32, length: usize| {
        kind(out, 9);
        kind(out, element);
        out.extend((length as u64).to_le_bytes());
    };
    match value {
        Meta::U32(number) => {
            kind(out, 4);
            out.extend(number.to_le_bytes());
        }
        Meta::F32(number) => {
            kind(out, 6);
            out.extend(number.to_le_bytes());
        }
        Meta::Bool(flag) => {
            kind(out, 7);
            out.push(u8::from(*flag));
        }
        Meta::Text(value) => {
            kind(out, 8);
            text(out, value);
        }
        Meta::Texts(values) => {
            list(out, 8, values.len());
            values.iter().for_each(|value| text(out, value));
        }
        Meta::Ints(values) => {
            list(out, 5, values.len());
            values.iter().for_each(|value| out.extend(value.to_le_bytes()));
        }
        Meta::Floats(values) => {
            list(out, 6, values.len());
            values.iter().for_each(|value| out.extend(value.to_le_bytes()));
        }
    }
}
