//! Determines the language of a passage by its function words.

use crate::claim::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many function words of each language were found.
pub type Votes = BTreeMap<Lang, usize>;

/// What determined the language of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ToldBy {
    /// It is the only possible language, as declared.
    Declared,
    /// Its function words, or those around it.
    Words,
    /// No words: it is the first of the possible languages.
    Nothing,
}

/// Returns the language among `candidates` with the most words in the narrowest passage that decides; `passages` go from the
/// sentence outwards. If no passage breaks a tie, the first candidate of the tie in the widest passage is taken.
pub fn language(candidates: &[Lang], passages: &[&Votes]) -> Option<(Lang, ToldBy)> {
    if let [only] = candidates {
        return Some((*only, ToldBy::Declared));
    }
    let votes_for = |votes: &Votes, lang: &Lang| votes.get(lang).copied().unwrap_or_default();
    let mut first = candidates.first();
    for votes in passages {
        let most = candidates.iter().map(|lang| votes_for(votes, lang)).max()?;
        let mut best = candidates.iter().filter(|lang| votes_for(votes, lang) == most);
        first = best.next();
        if let (Some(lang), None) = (first, best.next()) {
            return Some((*lang, ToldBy::Words));
        }
    }
    first.map(|lang| (*lang, ToldBy::Nothing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_decided_passage_decides() {
        let [fr, nl, en] = ["fr", "nl", "en"].map(|code| code.parse::<Lang>().expect("a code"));
        let votes = |fr_words, nl_words| Votes::from([(fr, fr_words), (nl, nl_words), (en, 9)]);
        assert_eq!(language(&[fr, nl], &[&votes(2, 3)]), Some((nl, ToldBy::Words)));
        assert_eq!(language(&[fr, nl], &[&votes(2, 2), &votes(5, 1)]), Some((fr, ToldBy::Words)));
        assert_eq!(language(&[nl, fr], &[&votes(0, 0), &votes(0, 0)]), Some((nl, ToldBy::Nothing)));
        assert_eq!(language(&[fr], &[&votes(0, 9)]), Some((fr, ToldBy::Declared)));
        assert_eq!(language(&[], &[]), None);
    }

    #[test]
    fn a_tie_goes_to_one_of_those_that_tie() {
        let [fr, nl, en] = ["fr", "nl", "en"].map(|code| code.parse::<Lang>().expect("a code"));
        let votes = Votes::from([(nl, 1), (en, 1)]);
        assert_eq!(language(&[fr, en, nl], &[&Votes::new(), &votes]), Some((en, ToldBy::Nothing)));
    }
}
