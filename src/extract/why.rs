//! Which cues decided what was extracted: those without which it would have come out otherwise.

use super::{CueHit, Extraction};
use crate::id::{CueId, Id, SentenceId};
use crate::lexicon::Cue;
use crate::span::{InFolded, Span};

/// At most this many cues of a sentence are tried, the nearest ones: each costs a look at the whole sentence.
const MOST_CUES: usize = 48;

impl Extraction<'_> {
    /// The least that is needed of the cues of `sentence` for `asked` to come out as it does; in order of place.
    ///
    /// One cue after the other is taken away, those far from `at` first, and put back if the outcome changes. So what is left
    /// is what decided, whatever the rules of the extraction are. The extraction is left as it was.
    pub fn deciding<T: PartialEq>(
        &mut self,
        sentence: SentenceId,
        at: Span<InFolded>,
        asked: impl Fn(&Self) -> T,
    ) -> Vec<CueHit> {
        let outcome = asked(self);
        let own = self.sentences[sentence].cues.clone();
        let before: Vec<CueHit> = self.cues[own.clone()].to_vec();
        let distance = |hit: &CueHit| hit.span.start.abs_diff(at.start);
        let mut order: Vec<CueId> = Id::each(own.clone()).collect();
        order.sort_by_key(|index| distance(&self.cues[*index]));
        let nearest = &order[..order.len().min(MOST_CUES)];
        for index in nearest.iter().rev() {
            let cue = std::mem::replace(&mut self.cues[*index].cue, Cue::Nothing);
            if asked(self) != outcome {
                self.cues[*index].cue = cue;
            }
        }
        // What was never tried decided nothing that anybody could tell.
        let decided = nearest.iter().filter(|index| self.cues[**index].cue != Cue::Nothing);
        let mut decided: Vec<CueHit> = decided.map(|index| self.cues[*index]).collect();
        self.cues[own].copy_from_slice(&before);
        decided.sort_unstable();
        decided
    }
}
