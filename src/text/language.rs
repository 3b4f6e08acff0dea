//! The language of a passage, told by its function words.

use crate::claim::Lang;
use std::collections::BTreeMap;

/// How many function words of each language were met.
pub type Votes = BTreeMap<Lang, usize>;

/// The language among `candidates` that most words of the narrowest undecided passage speak for: `passages` go from the
/// sentence outwards. A tie that no passage breaks goes to the first candidate.
pub fn language(candidates: &[Lang], passages: &[&Votes]) -> Option<Lang> {
    if let [only] = candidates {
        return Some(*only);
    }
    let votes_for = |votes: &Votes, lang: &Lang| votes.get(lang).copied().unwrap_or_default();
    for votes in passages {
        let most = candidates.iter().map(|lang| votes_for(votes, lang)).max()?;
        let mut best = candidates.iter().filter(|lang| votes_for(votes, lang) == most);
        if let (Some(lang), None) = (best.next(), best.next()) {
            return Some(*lang);
        }
    }
    candidates.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_decided_passage_decides() {
        let [fr, nl, en] = ["fr", "nl", "en"].map(|code| code.parse::<Lang>().expect("a code"));
        let votes = |fr_words, nl_words| Votes::from([(fr, fr_words), (nl, nl_words), (en, 9)]);
        assert_eq!(language(&[fr, nl], &[&votes(2, 3)]), Some(nl));
        assert_eq!(language(&[fr, nl], &[&votes(2, 2), &votes(5, 1)]), Some(fr));
        assert_eq!(language(&[nl, fr], &[&votes(0, 0), &votes(0, 0)]), Some(nl));
        assert_eq!(language(&[fr], &[&votes(0, 9)]), Some(fr));
        assert_eq!(language(&[], &[]), None);
    }
}
