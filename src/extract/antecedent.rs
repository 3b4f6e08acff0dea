//! Whom a pronoun stands for.

use super::subject::Found;
use super::voice::Credited;
use super::{CueHit, Extraction};
use crate::claim::Credit;
use crate::id::{Id, SentenceId};
use crate::lexicon::Class;
use crate::span::{InFolded, Span};

/// What a pronoun and a name must agree in.
const KINDS: Class = Class::MASCULINE.with(Class::FEMININE).with(Class::PLURAL);

impl Extraction<'_> {
    /// What the pronoun that is the subject of a verb can be; none where it has another subject: "*it* claims", "zegt *ze*", "a-t-*il* ajouté".
    pub(super) fn pronoun_of(&self, sentence: SentenceId, hit: &CueHit) -> Option<Class> {
        let analysis = self.analysis(sentence);
        let lexicon = self.sentences[sentence].lexicon;
        let verb = analysis.tokens_of(hit.span);
        let class_at = |at: usize| {
            let token = analysis.tokens.get(at).filter(|token| token.is_word() && self.is_pronoun(sentence, token.span))?;
            let last = self.words(token.span).rsplit('-').next().unwrap_or_default();
            Some(lexicon.class_of(last, false).shared(KINDS | Class::FIRST)).filter(|class| *class != Class::NONE)
        };
        let is_small = |at: &usize| {
            let token = &analysis.tokens[*at];
            let small = Class::AUXILIARY | Class::AUXILIARY_PART | Class::ADVERB | Class::CLITIC | Class::FUNCTION;
            let opens = Class::DETERMINER | Class::PREPOSITION | Class::COORDINATOR | Class::OPENER;
            token.is_word()
                && token.class.is(small)
                && (token.class.is(Class::CLITIC) || !token.class.is(opens))
                && !self.is_pronoun(sentence, token.span)
        };
        let own = verb.clone().rev().find_map(class_at);
        let behind = || class_at(verb.end);
        let before = || {
            let small = (0..verb.start).rev().take_while(is_small).count();
            verb.start.checked_sub(small + 1).and_then(class_at)
        };
        own.or_else(behind).or_else(before)
    }

    /// Whom a pronoun of the sentence stands for: the one who is its subject in the sentence before, if they spoke there; else the last one who
    /// was cited; else that subject. Only somebody whose article agrees with it.
    pub(super) fn antecedent(&self, sentence: SentenceId, pronoun: Class) -> Option<Credited> {
        // "I still say": whoever writes.
        if pronoun.is(Class::FIRST) {
            return None;
        }
        let paragraph = self.sentences[sentence].paragraph;
        let previous = sentence.before().filter(|before| self.sentences[*before].paragraph == paragraph);
        let candidates = [
            previous.and_then(|previous| self.speaking_subject(previous)),
            self.cited_before(sentence),
            previous.and_then(|previous| self.first_subject(previous)),
        ];
        let carried = |cited: Credited| Credited { by: Credit::Carried, inferred: true, ..cited };
        candidates.into_iter().flatten().find(|cited| self.agrees(cited.window, pronoun)).map(carried)
    }

    /// The subject that a sentence begins with, if they are credited there.
    fn speaking_subject(&self, sentence: SentenceId) -> Option<Credited> {
        let subject = self.first_subject(sentence)?;
        self.credited_in(sentence).iter().flatten().any(|credited| credited.window.meets(subject.window)).then_some(subject)
    }

    /// The subject that a sentence begins with.
    pub(super) fn first_subject(&self, sentence: SentenceId) -> Option<Credited> {
        let chunks = self.chunks_before(sentence, self.sentences[sentence].span.end);
        match self.subject_in(sentence, *chunks.last()?) {
            Found::Name(name) if self.is_somebody(sentence, name) => {
                let name = self.without_second_verb(sentence, name.start, name);
                Some(self.cited(sentence, name))
            }
            _ => None,
        }
    }

    /// Returns true if a pronoun may stand for a name, as far as its article tells.
    pub(super) fn agrees(&self, name: Span<InFolded>, pronoun: Class) -> bool {
        let Some(sentence) = self.sentence_at(name.start) else { return false };
        let first = self.words_of(name).next();
        let article =
            first.map_or(Class::NONE, |first| self.sentences[sentence].lexicon.class_of(self.words(first), false).shared(KINDS));
        !pronoun.is(Class::FIRST) && (article == Class::NONE || article.is(pronoun))
    }
}
