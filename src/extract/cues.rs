//! Which cues count: those that no longer phrase swallows; and the votes of the function words.

use super::{CueHit, PassageVotes};
use crate::lexicon::Cue;
use crate::text::{Sentence, Votes};

/// Counts the function words of each language in every passage.
pub(super) fn votes(sentences: &[Sentence], hits: &[CueHit]) -> PassageVotes {
    let paragraphs = sentences.last().map_or(0, |sentence| sentence.paragraph + 1);
    let mut votes = PassageVotes {
        sentences: vec![Votes::new(); sentences.len()],
        paragraphs: vec![Votes::new(); paragraphs],
        document: Votes::new(),
    };
    let mut index = 0;
    for hit in hits.iter().filter(|hit| hit.cue == Cue::FunctionWord) {
        while sentences.get(index).is_some_and(|sentence| sentence.span.end <= hit.span.start) {
            index += 1;
        }
        let Some(sentence) = sentences.get(index).filter(|sentence| sentence.span.covers(hit.span)) else { continue };
        for passage in [&mut votes.sentences[index], &mut votes.paragraphs[sentence.paragraph], &mut votes.document] {
            *passage.entry(hit.lang).or_default() += 1;
        }
    }
    votes
}

/// The cues that say something, without those that stand inside a longer one: "pas" in "pas seulement".
pub(super) fn meaningful<'h>(hits: impl Iterator<Item = &'h CueHit>) -> Vec<CueHit> {
    let mut kept: Vec<CueHit> = Vec::new();
    // Those that have not ended before the one at hand.
    let mut open: Vec<CueHit> = Vec::new();
    for hit in hits.filter(|hit| !matches!(hit.cue, Cue::FunctionWord | Cue::Figure | Cue::FigureOpening)) {
        open.retain(|longer| longer.span.end > hit.span.start);
        if open.iter().any(|longer| swallows(longer, hit)) {
            continue;
        }
        open.push(*hit);
        // Hits come by start: what this one can swallow begins where it does.
        let same = kept.iter().rposition(|other| other.span.start < hit.span.start).map_or(0, |last| last + 1);
        let tail = kept.split_off(same);
        kept.extend(tail.into_iter().filter(|shorter| !swallows(hit, shorter)));
        kept.push(*hit);
    }
    // "Ne dit pas que", "n'est pas le plus": a negation of its own makes another phrase of "ne … que" and "ne … plus".
    let is_denied: Vec<bool> = kept.iter().enumerate().map(|(index, hit)| holds_negation(hit, &kept[index + 1..])).collect();
    let mut is_denied = is_denied.into_iter();
    kept.retain(|hit| !is_denied.next().unwrap_or_default() && hit.cue != Cue::Nothing);
    kept
}

/// Whether a negation stands in the gap of a phrase that begins no clause, or says that there is no other.
fn holds_negation(hit: &CueHit, after: &[CueHit]) -> bool {
    hit.is_parted
        && matches!(hit.cue, Cue::Only | Cue::NoClause | Cue::Ceased)
        && after
            .iter()
            .take_while(|other| other.span.start < hit.span.end)
            .any(|other| denies(other.cue) && other.span.end < hit.span.end)
}

/// Whether `longer` holds `shorter` and takes its meaning. A clause begins wherever it begins, an object may stand around its verb,
/// and what is negated between two parts of a verb stays so: "räumte die Zahlung nicht ein".
fn swallows(longer: &CueHit, shorter: &CueHit) -> bool {
    if longer.cue.tells_of_value() {
        return false;
    }
    // What a lexicon says to mean nothing also wins over a cue in the same words: "accepte des" and "accepte de", contracted.
    let is_longer = longer.span.len() > shorter.span.len()
        || longer.cue == Cue::Nothing && shorter.cue != Cue::Nothing && longer.span.len() == shorter.span.len();
    is_longer
        && longer.span.covers(shorter.span)
        && !longer.cue.begins_clause()
        && !matches!(longer.cue, Cue::Anaphor | Cue::Contrast | Cue::NoClause)
        && !(longer.cue == Cue::Only && longer.is_parted)
        // "Si la" opens the same condition as "si".
        && !(shorter.cue == Cue::Condition && longer.cue == Cue::Hypothetical && longer.span.start == shorter.span.start)
        && (!shorter.cue.begins_clause() || longer.cue == Cue::Nothing && (!longer.is_parted || longer.span.start == shorter.span.start))
        // "Is, according to the mayor, false": what stands between the parts of a phrase keeps its own meaning.
        && !(longer.is_parted
            && stands_within(longer, shorter)
            && (shorter.verb.is_some() || matches!(shorter.cue, Cue::Attribution | Cue::NumberOf | Cue::Claimed)))
        && !matches!(shorter.cue, Cue::Contrast | Cue::NoClause)
        // "Om de politie zou gaan": what stands within a phrase that means nothing keeps its own meaning.
        && !(longer.cue == Cue::Nothing && longer.is_parted && stands_within(longer, shorter))
        // "Spreekt dat tegen": what a verb of two parts holds is its object.
        && !(longer.is_parted && (is_negation(shorter.cue) || shorter.cue == Cue::Anaphor) && stands_within(longer, shorter))
        // "N'a licencié aucun": the determiner says of what there is none.
        && !(longer.is_parted && shorter.cue == Cue::NegatedDeterminer && longer.span.start < shorter.span.start)
}

/// Whether words of `longer` stand on both sides of `shorter`.
const fn stands_within(longer: &CueHit, shorter: &CueHit) -> bool {
    longer.span.start < shorter.span.start && shorter.span.end < longer.span.end
}

const fn denies(cue: Cue) -> bool {
    matches!(cue, Cue::Negation | Cue::Partly | Cue::Ceased | Cue::Declined | Cue::Denial)
}

/// Whether a cue may be one word of a bound: "no longer than".
pub(super) const fn negates(cue: Cue) -> bool {
    is_negation(cue) || matches!(cue, Cue::Ceased)
}

const fn is_negation(cue: Cue) -> bool {
    matches!(cue, Cue::Negation | Cue::NegatedDeterminer)
}
