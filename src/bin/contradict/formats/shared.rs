//! Helpers that several formats share, other than wording.

use crate::display_text::one_line;
use contradict::report::ConflictView;
use std::collections::BTreeSet;

/// Returns a fingerprint of the conflict and its values: 32 hexadecimal digits. It does not depend on paths, lines, wording,
/// level or order.
pub fn fingerprint(conflict: &ConflictView) -> String {
    let values: BTreeSet<&str> = conflict.positions.iter().map(|position| position.value.as_str()).collect();
    let mut hasher = blake3::Hasher::new();
    // Each text is preceded by its length, so that no two lists give the same bytes.
    for text in std::iter::once(conflict.id.as_str()).chain(values) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}

/// Returns the text of `reason` and similar fields, if there is one.
pub fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| one_line(text)).filter(|text| !text.is_empty())
}
