//! What several formats need alike, beside words.

use crate::display_text::one_line;
use contradict::report::ConflictView;
use std::collections::BTreeSet;

/// What tells this conflict apart from all others, and from itself with other values on the table: 32 hexadecimal digits. It
/// depends on neither paths, lines, wording, level nor order.
pub fn fingerprint(conflict: &ConflictView) -> String {
    let values: BTreeSet<&str> = conflict.positions.iter().map(|position| position.value.as_str()).collect();
    let mut hasher = blake3::Hasher::new();
    // The length before each text: no two lists are the same bytes.
    for text in std::iter::once(conflict.id.as_str()).chain(values) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}

/// The text of `reason` and the like, where there is one.
pub fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| one_line(text)).filter(|text| !text.is_empty())
}
