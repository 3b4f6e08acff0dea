//! Language codes.

use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A language: its ISO 639 code of two or three letters, such as `fr`.
///
/// ```
/// use contradict::claim::Lang;
/// let lang: Lang = "nl".parse()?;
/// assert_eq!(lang.to_string(), "nl");
/// # Ok::<(), contradict::claim::LangError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    letters: [u8; 3],
    len: u8,
}

/// The text is not a language code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language code: two or three small letters are, such as `fr`")]
pub struct LangError(pub String);

impl Lang {
    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.len as usize]).unwrap_or_default()
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Self, LangError> {
        if !(2..=3).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(LangError(text.to_owned()));
        }
        let mut letters = [0; 3];
        letters[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Lang { letters, len: text.len() as u8 })
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
