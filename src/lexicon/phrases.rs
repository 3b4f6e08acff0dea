//! Tables of words, looked up by the byte that they begin or end with.

/// Plain folded words with what they mean. Whoever asks for what stands at a place sees only the phrases that begin, or end,
/// with the right byte, the longest first.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// Sorted by first byte, then the longest first.
    entries: Vec<(String, T)>,
    /// Where the phrases of each first byte begin, and where the last of them end.
    starts: Box<[u32; BYTES + 1]>,
    /// Indices into `entries`, sorted by last byte, then the longest first.
    by_end: Vec<u32>,
    /// As `starts`, into `by_end`.
    ends: Box<[u32; BYTES + 1]>,
}

const BYTES: usize = 256;

impl<T> Phrases<T> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(text, meaning)| (text.as_str(), meaning))
    }

    /// The phrases themselves.
    pub fn texts(&self) -> Vec<&str> {
        self.iter().map(|(text, _)| text).collect()
    }

    /// Those that `input` may begin with, as far as its first byte tells; the longest first.
    pub fn beginning(&self, input: &str) -> impl Iterator<Item = (&str, &T)> + use<'_, T> {
        let range = input.bytes().next().map_or(0..0, |first| range(&self.starts, first));
        self.entries[range].iter().map(|(text, meaning)| (text.as_str(), meaning))
    }

    /// Those that `input` may end with, as far as its last byte tells; the longest first.
    pub fn ending(&self, input: &str) -> impl Iterator<Item = (&str, &T)> + use<'_, T> {
        let range = input.bytes().next_back().map_or(0..0, |last| range(&self.ends, last));
        self.by_end[range].iter().map(|index| &self.entries[*index as usize]).map(|(text, meaning)| (text.as_str(), meaning))
    }

    /// What `text` means, where it is one of them.
    pub fn get(&self, text: &str) -> Option<&T> {
        self.beginning(text).find(|(phrase, _)| *phrase == text).map(|(_, meaning)| meaning)
    }
}

fn range(starts: &[u32; BYTES + 1], byte: u8) -> std::ops::Range<usize> {
    let byte = usize::from(byte);
    starts[byte] as usize..starts[byte + 1] as usize
}

/// Where the items of each byte begin, in a list that is sorted by these bytes.
fn starts(sorted: impl Iterator<Item = u8>) -> Box<[u32; BYTES + 1]> {
    let mut starts = Box::new([0; BYTES + 1]);
    for byte in sorted {
        starts[usize::from(byte) + 1] += 1;
    }
    for byte in 0..BYTES {
        starts[byte + 1] += starts[byte];
    }
    starts
}

impl<T> FromIterator<(String, T)> for Phrases<T> {
    /// Empty phrases, which would stand everywhere, are left out.
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let first = |text: &str| text.bytes().next().unwrap_or_default();
        let last = |text: &str| text.bytes().next_back().unwrap_or_default();
        let mut entries: Vec<_> = entries.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        let longest = |one: &str, other: &str| other.len().cmp(&one.len()).then_with(|| one.cmp(other));
        entries.sort_by(|(one, _), (other, _)| first(one).cmp(&first(other)).then_with(|| longest(one, other)));
        let text = |index: &u32| entries[*index as usize].0.as_str();
        let mut by_end: Vec<u32> = (0..entries.len() as u32).collect();
        by_end.sort_by(|one, other| {
            let (one, other) = (text(one), text(other));
            last(one).cmp(&last(other)).then_with(|| longest(one, other))
        });
        let ends = starts(by_end.iter().map(|index| last(text(index))));
        Phrases { starts: starts(entries.iter().map(|(text, _)| first(text))), by_end, ends, entries }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        std::iter::empty().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_ends() {
        let phrases: Phrases<u8> = [("plus de", 1), ("plus", 2), ("moins de", 3), ("", 4), ("été", 5)]
            .map(|(text, meaning)| (text.to_owned(), meaning))
            .into_iter()
            .collect();
        let beginning = |input| phrases.beginning(input).map(|(_, meaning)| *meaning).collect::<Vec<_>>();
        let ending = |input| phrases.ending(input).map(|(_, meaning)| *meaning).collect::<Vec<_>>();
        assert_eq!(beginning("plus de 5"), [1, 2]);
        assert_eq!(beginning("été"), [5]);
        assert_eq!((beginning(""), beginning("x")), (vec![], vec![]));
        assert_eq!(ending("il y en a moins de"), [3, 1]);
        assert_eq!(ending("l'été"), [5]);
        assert_eq!(phrases.get("plus"), Some(&2));
        assert_eq!(phrases.get("plus d"), None);
        assert_eq!(phrases.texts().len(), 4);
    }
}
