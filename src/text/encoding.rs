//! Decodes bytes to text: UTF-8, UTF-16 with a byte order mark, and the older single-byte encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of a file. Every byte offset, line and column in the library refers to this text, which has no byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding that was used: none for UTF-8, else its name. All except UTF-16 are guesses, and cause a warning.
    pub encoding: Option<&'static str>,
}

impl Decoded {
    /// Returns true if nothing in the file says which encoding it has.
    pub fn is_guess(&self) -> bool {
        self.encoding.is_some_and(|name| name != UTF_16LE.name() && name != UTF_16BE.name())
    }
}

/// Why bytes cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file contains bytes that no text contains.
    #[error("this is no text file: save it as plain text, Markdown or HTML")]
    Binary,
    /// The file is UTF-8, but some of its bytes are damaged.
    #[error("the text is UTF-8, but damaged at line {line}, column {column}: get an undamaged copy, or mend that place")]
    DamagedUtf8 {
        /// Line of the first damaged place, from 1.
        line: usize,
        /// Its column in code points, from 1.
        column: usize,
    },
    /// The bytes are not valid in the encoding that they seem to have.
    #[error("the text seems to be {encoding}, but does not follow it: save it as UTF-8")]
    Undecodable {
        /// Name of the encoding.
        encoding: &'static str,
    },
}

/// Decodes a file.
///
/// A byte order mark decides, and is removed. Without one, valid UTF-8 is read as UTF-8. Other bytes are read in the older
/// encoding that they resemble most, unless they also contain valid UTF-8 beyond ASCII: then the file is damaged, and a guess
/// would put wrong letters into quotes.
///
/// # Errors
/// If the bytes are not text, or are damaged.
///
/// ```
/// use contradict::text::{DecodeError, decode};
/// let decoded = decode(b"une enqu\xEAte a \xE9t\xE9 men\xE9e")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("une enquête a été menée", Some("windows-1252")));
/// assert_eq!(decode(b"\x89PNG\r\n\x1A\n\0\0"), Err(DecodeError::Binary));
/// # Ok::<(), DecodeError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            decode_as(encoding, bytes.get(mark..).unwrap_or_default())
        }
        Some((_, mark)) => decode_utf8(bytes.get(mark..).unwrap_or_default(), true),
        None => decode_utf8(bytes, false),
    }
}

fn decode_utf8(bytes: &[u8], is_declared: bool) -> Result<Decoded, DecodeError> {
    if bytes.contains(&0) {
        return Err(DecodeError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: None }),
        Err(_) if bytes.iter().any(|byte| is_control(*byte)) => Err(DecodeError::Binary),
        Err(_) if is_declared || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) => Err(damage(bytes)),
        Err(_) => decode_as(guess(bytes), bytes),
    }
}

/// Returns the place of the first bytes that are not UTF-8.
fn damage(bytes: &[u8]) -> DecodeError {
    let before = bytes.utf8_chunks().next().map(|chunk| chunk.valid()).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    DecodeError::DamagedUtf8 { line: 1 + before.bytes().filter(|byte| *byte == b'\n').count(), column: 1 + line.chars().count() }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        return Err(DecodeError::Binary);
    }
    // The web's tables decode unassigned bytes to C1 control characters; no text contains those, except that U+0085 ends a line.
    if has_errors || text.chars().any(|letter| matches!(letter, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}')) {
        return Err(DecodeError::Undecodable { encoding: encoding.name() });
    }
    Ok(Decoded { text: text.into_owned(), encoding: Some(encoding.name()) })
}

/// Returns true if no text in an older encoding contains this byte.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_decide_and_are_dropped() {
        let utf8 = decode(b"\xEF\xBB\xBFd\xC3\xA9j\xC3\xA0\r\n").expect("UTF-8");
        assert_eq!((utf8.text.as_str(), utf8.encoding), ("déjà\r\n", None));
        let little = decode(b"\xFF\xFEn\0\xB0\0 \x007\0").expect("UTF-16");
        assert_eq!((little.text.as_str(), little.encoding, little.is_guess()), ("n° 7", Some("UTF-16LE"), false));
        let big = decode(b"\xFE\xFF\x20\xAC").expect("UTF-16");
        assert_eq!((big.text.as_str(), big.encoding), ("€", Some("UTF-16BE")));
        assert_eq!(decode(b"").expect("empty").text, "");
    }

    #[test]
    fn half_a_letter_of_utf_16_is_an_error() {
        assert_eq!(decode(b"\xFF\xFEn\0\xB0"), Err(DecodeError::Undecodable { encoding: "UTF-16LE" }));
        // A high surrogate without a low one.
        assert_eq!(decode(b"\xFE\xFF\xD8\x3D\0n"), Err(DecodeError::Undecodable { encoding: "UTF-16BE" }));
        // UTF-32 begins like UTF-16, with NULs in between.
        assert_eq!(decode(b"\xFF\xFE\0\0n\0\0\0"), Err(DecodeError::Binary));
    }

    #[test]
    fn damaged_utf_8_is_never_guessed() {
        let damaged = b"la police f\xC3\xA9d\xC3\xA9rale\n\xC3\xA9t\xE9 2021";
        assert_eq!(decode(damaged), Err(DecodeError::DamagedUtf8 { line: 2, column: 3 }));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xE9"), Err(DecodeError::DamagedUtf8 { line: 1, column: 3 }));
    }

    #[test]
    fn older_encodings_are_guessed() {
        let western = decode(b"Le contr\xF4leur f\xE9d\xE9ral \x96 \xAB ing\xE9rence \xBB \x80 5").expect("western");
        assert_eq!((western.text.as_str(), western.is_guess()), ("Le contrôleur fédéral – « ingérence » € 5", true));
        assert_eq!(western.encoding, Some("windows-1252"));
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        assert_eq!(decode(b"abc\0def"), Err(DecodeError::Binary));
        assert_eq!(decode(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n\x01\x02"), Err(DecodeError::Binary));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let seed = b"\xEF\xBB\xBF\xFF\xFE \xC3\xA9\0\x81\x8D\xE2\x82\xAC\xF0\x9F\x98\x80 abc";
        for start in 0..seed.len() {
            for end in start..seed.len() {
                if let Ok(decoded) = decode(&seed[start..end]) {
                    assert!(!decoded.text.contains('\0'));
                }
            }
        }
    }
}
