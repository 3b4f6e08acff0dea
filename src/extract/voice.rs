//! Who is credited with the words at a place.

use super::subject::Found;
use super::{CueHit, Extraction};
use crate::claim::Credit;
use crate::clause::Token;
use crate::id::{Id, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::pattern::{is_word_letter, words};
use crate::span::{InFolded, Span};

/// Somebody is carried over so many sentences at most.
const CITED_REACH: usize = 32;

/// Somebody whom words of the text credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credited {
    /// What credits them.
    pub by: Credit,
    /// The words that hold their name: an entity that is named here is the voice.
    pub window: Span<InFolded>,
    /// Which of several entities in the window it is: the last one for a person who was asked, else the first.
    pub last: bool,
    /// Their name as written, as well as the grammar can tell.
    pub name: Span<InFolded>,
    /// Whether it was concluded.
    pub inferred: bool,
}

impl Extraction<'_> {
    /// Whom each cue of `sentence` credits, in the order of the cues; worked out when it is first asked for.
    pub(super) fn credited_in(&self, sentence: SentenceId) -> &[Option<Credited>] {
        self.credited[sentence].get_or_init(|| {
            let mut all = Vec::new();
            for (index, hit) in self.cues_of(sentence).iter().enumerate() {
                let is_noun = || self.is_noun(sentence, hit) || self.analysis(sentence).is_noun(hit.span.start, index);
                let plans = hit.cue == Cue::Planned && hit.verb.is_some_and(|verb| verb.slots.may_be_finite());
                let may_credit = (credits(hit.cue) || plans) && !is_noun();
                let credited = if may_credit { self.credited(sentence, hit, &all) } else { None };
                all.push(credited);
            }
            all
        })
    }

    /// Whom the cue `hit` names; `before` is what is known of the cues before it.
    fn credited(&self, sentence: SentenceId, hit: &CueHit, before: &[Option<Credited>]) -> Option<Credited> {
        let whole = self.sentences[sentence].span;
        match hit.cue {
            Cue::Attribution => {
                // "En fin d'après-midi": the words are a part of another one.
                if self.folded.text()[hit.span.end..].starts_with('-') {
                    return None;
                }
                let named =
                    self.name_at(sentence, Span::new(hit.span.end, whole.end)).filter(|_| !self.is_own_account(sentence, hit));
                let Some(name) = named else {
                    return if self.is_own_account(sentence, hit) { self.by_own_account(sentence, hit) } else { None };
                };
                // "12 euros per user": a word that rates begin with ("per month") credits somebody with a capital or an article only.
                if self.opens_rate(sentence, hit.span) && !self.opens_name(sentence, name) {
                    return None;
                }
                let name = self.without_second_verb(sentence, hit.span.start, name);
                Some(self.cited(sentence, name))
            }
            Cue::AttributionAfter => {
                let chunks = self.chunks_before(sentence, hit.span.start);
                let name = self.last_name(sentence, self.own_chunk(sentence, &chunks, hit.span.start))?;
                Some(self.cited(sentence, name))
            }
            Cue::Reply => {
                let asked = Span::new(whole.start, hit.span.start);
                let name = self.last_name(sentence, asked)?;
                Some(Credited { window: asked, last: true, ..self.cited(sentence, name) })
            }
            _ => {
                let name = self.subject(sentence, hit, before).and_then(|name| self.without_verb(sentence, name))?;
                // "Op de vraag of An Maes …, wilde zijn raadsvrouw": who plans something is named in the clause of the verb.
                let analysis = self.analysis(sentence);
                let is_own = hit.cue != Cue::Planned
                    || analysis.segment_at(name.start) == analysis.segment_at(hit.span.start)
                        && (!self.sentences[sentence].lexicon.noun_capitals || self.is_somebody(sentence, name));
                let may_speak = is_own && self.may_speak(sentence, hit, name) && !self.is_asked_noun(sentence, name);
                may_speak.then(|| self.cited(sentence, name))
            }
        }
    }

    /// "Nach eigenen Angaben *zählte die* Gewerkschaft", "by its own count, …": words behind which a number, a mark or the verb of the clause
    /// follows, and nobody's name.
    fn is_own_account(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        let analysis = self.analysis(sentence);
        let own = analysis.tokens_of(hit.span);
        let token = |at: usize| analysis.tokens.get(at);
        let ends_in_noun = own.clone().last().and_then(token).is_some_and(|last| last.is_content());
        let is_verb = |next: &Token| {
            let begins = |behind: &Token| behind.class.is(Class::DETERMINER) && !behind.is_capital;
            self.sentences[sentence].lexicon.verb_second
                && next.class.without(Class::PARTICIPLE | Class::INFINITIVE | Class::ADVERB) == Class::NONE
                && !next.is_capital
                && token(own.end + 1).is_some_and(begins)
        };
        ends_in_noun && token(own.end).is_none_or(|next| !next.is_word() || next.begins_value() || is_verb(next))
    }

    /// "By its own count, *the union* drew 40,000", "*die Gewerkschaft* zählte nach eigenen Angaben": who acts in the clause of such words.
    fn by_own_account(&self, sentence: SentenceId, hit: &CueHit) -> Option<Credited> {
        let analysis = self.analysis(sentence);
        let own = analysis.tokens_of(hit.span);
        let opens = own.start.checked_sub(1).map(|before| &analysis.tokens[before]);
        let is_fronted = opens.is_none_or(|before| !before.is_word() || before.class.is(Class::COORDINATOR));
        let follows = |at: &usize| analysis.tokens[*at].is_word();
        let name = if is_fronted {
            let next = (own.end..analysis.tokens.len()).find(follows)?;
            let first = next + usize::from(self.sentences[sentence].lexicon.verb_second);
            let window = Span::new(analysis.tokens.get(first)?.span.start, self.sentences[sentence].span.end);
            self.name_at(sentence, window).filter(|name| name.start == window.start)
        } else {
            let chunk = self.chunks_before(sentence, hit.span.start).into_iter().next()?;
            match self.subject_in(sentence, chunk) {
                Found::Name(name) => self.without_verb(sentence, name),
                _ => None,
            }
        };
        name.filter(|name| self.opens_name(sentence, *name)).map(|name| self.cited(sentence, name))
    }

    /// Returns true if a phrase may be the subject of a verb of saying: what has no article, title or capital stands right beside it, as in
    /// "residents said".
    fn may_speak(&self, sentence: SentenceId, hit: &CueHit, name: Span<InFolded>) -> bool {
        let analysis = self.analysis(sentence);
        let tokens = &analysis.tokens[analysis.tokens_of(name)];
        let opens = Class::DETERMINER | Class::TITLE | Class::BODY;
        if tokens.iter().any(|token| token.is_capital || token.class.is(opens) || token.value.is_some()) {
            return true;
        }
        let between = if name.end <= hit.span.start {
            Span::new(name.end, hit.span.start)
        } else {
            Span::new(hit.span.end.min(name.start), name.start)
        };
        let small = Class::AUXILIARY | Class::AUXILIARY_PART | Class::ADVERB;
        let mut words = analysis.tokens[analysis.tokens_of(between)].iter();
        hit.span.meets(name) || words.all(|token| token.is_word() && token.class.is(small))
    }

    /// "*The overrun* compared with what was announced": what a rule asks about says nothing itself.
    fn is_asked_noun(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let analysis = self.analysis(sentence);
        let mut words = analysis.tokens[analysis.tokens_of(name)].iter().filter(|token| token.is_content()).peekable();
        let is_named = |token: &Token| token.is_capital || token.class.is(Class::TITLE | Class::BODY);
        words.peek().is_some_and(|head| head.is_predicate) && !words.any(is_named)
    }

    /// Somebody whom words credit, by the noun phrase that names them, or by the name behind it.
    pub(super) fn cited(&self, sentence: SentenceId, phrase: Span<InFolded>) -> Credited {
        let phrase = self.named_behind(sentence, phrase).unwrap_or(phrase);
        let name = self.without_title(sentence, phrase);
        Credited { by: Credit::Cue, window: phrase, last: false, name, inferred: false }
    }

    /// "Disputes the figures": behind an article, the form of a verb is a noun.
    fn is_noun(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let before = self.sentences[sentence].span.start..hit.span.start;
        let last = self.folded.text()[before].trim_end().rsplit(|letter: char| !is_word_letter(letter)).next();
        let is_article = last.is_some_and(|last| lexicon.determiners.contains(last) && !lexicon.pronouns.contains(last));
        hit.verb.is_some() && is_article && !lexicon.clitics.contains(last.unwrap_or_default())
    }

    /// Returns true if the word at `span` also opens rates: "per" in "per month".
    fn opens_rate(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        self.sentences[sentence].lexicon.per.get(self.words(span)).is_some()
    }

    /// Returns true if a name begins with a capital or an article.
    pub(super) fn opens_name(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let first = words(self.folded.text(), name).next();
        first.is_some_and(|first| lexicon.determiners.contains(self.words(first)) || self.folded.is_capital(first.start))
    }

    /// The noun phrase at the head of `window`.
    pub(super) fn name_at(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let first = words(self.folded.text(), window).next()?;
        let word = self.words(first);
        let opens = lexicon.determiners.contains(word) || !lexicon.is_function_word(word);
        self.noun_phrase(sentence, Span::new(first.start, window.end)).filter(|_| opens)
    }

    /// The last noun phrase of `window` that has a capital or an article.
    pub(super) fn last_name(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let text = self.folded.text();
        let mut last = None;
        let mut done = window.start;
        for token in words(text, window) {
            let opens = lexicon.determiners.contains(token.of(text)) || self.folded.is_capital(token.start);
            if token.start >= done
                && opens
                && let Some(name) = self.noun_phrase(sentence, Span::new(token.start, window.end))
            {
                last = Some(name);
                done = name.end;
            }
        }
        last
    }
}

/// Returns true if a cue credits somebody.
pub(super) const fn credits(cue: Cue) -> bool {
    use Cue::{Attribution, AttributionAfter, Belief, Confirmation, Declined, Denial, Doubt, Factive, Reply, Saying, Withdrawn};
    matches!(
        cue,
        Attribution | AttributionAfter | Saying | Denial | Confirmation | Reply | Doubt | Belief | Declined | Withdrawn | Factive
    )
}

/// Returns true if a cue says of somebody that they speak, so that what follows may be theirs as well.
const fn speaks(cue: Cue) -> bool {
    use Cue::{Attribution, AttributionAfter, Confirmation, Denial, Reply, Saying};
    matches!(cue, Attribution | AttributionAfter | Saying | Denial | Confirmation | Reply)
}

impl Extraction<'_> {
    /// Whom a sentence credits with the one before: "Dat schrijft BuzzFeed", "C'est ce qu'écrit BuzzFeed".
    pub fn credits_previous(&self, sentence: SentenceId) -> Option<Credited> {
        let start = self.sentences[sentence].span.start;
        let hits = self.cues_of(sentence);
        let that = hits.iter().find(|hit| hit.cue == Cue::Anaphor && hit.span.start == start)?;
        let says = hits.iter().find(|hit| hit.cue == Cue::Saying && hit.span.start >= that.span.end)?;
        let lexicon = self.sentences[sentence].lexicon;
        let is_verb = |word: Span<InFolded>| {
            lexicon.auxiliaries.contains(self.words(word)) || lexicon.auxiliary_parts.contains(self.words(word))
        };
        // "That *was* said by X", "c'est ce qu'*a* dit X".
        let is_adjacent = self.words_of(Span::new(that.span.end, says.span.start.max(that.span.end))).all(is_verb);
        let whole = self.sentences[sentence].span;
        let after = Span::new(says.span.end, whole.end);
        let name = self.agent(sentence, says, after).or_else(|| self.inverted_subject(sentence, after, true, false));
        name.filter(|_| is_adjacent).map(|name| self.cited(sentence, name))
    }
}

impl Extraction<'_> {
    /// The last one who is cited before a sentence in its paragraph.
    pub(super) fn cited_before(&self, sentence: SentenceId) -> Option<Credited> {
        let paragraph = self.sentences[sentence].paragraph;
        let before = std::iter::successors(sentence.before(), |index| index.before());
        let before = before.take_while(|index| self.sentences[*index].paragraph == paragraph).take(CITED_REACH);
        before.into_iter().find_map(|index| self.speaker_in(index))
    }

    /// The last one who speaks in a sentence.
    pub(super) fn speaker_in(&self, sentence: SentenceId) -> Option<Credited> {
        if !self.cues_of(sentence).iter().any(|hit| speaks(hit.cue)) {
            return None;
        }
        let hits = self.cues_of(sentence).iter().zip(self.credited_in(sentence)).rev();
        hits.filter(|(hit, _)| speaks(hit.cue)).find_map(|(_, credited)| *credited)
    }
}

/// Tells each sentence who is credited with it in the next one, or signs it there.
pub(super) fn carry(extraction: &mut Extraction<'_>) {
    for index in extraction.sentences.ids() {
        let Some(previous) = index.before() else { continue };
        let (before, after) = (&extraction.sentences[previous], &extraction.sentences[index]);
        let (same_part, same_paragraph) = (before.part == after.part, before.paragraph == after.paragraph);
        // What was concluded gives way to what is said.
        let is_free = before.quoted.is_none_or(|quoted| quoted.inferred);
        if !(same_part && is_free) {
            continue;
        }
        if let Some(credited) = extraction.credits_previous(index).filter(|_| same_paragraph) {
            extraction.sentences[previous].quoted = Some(credited);
        } else if let Some(signed) = extraction.signature(index) {
            for quoted in extraction.quotation_before(index) {
                extraction.sentences[quoted].quoted = Some(signed);
            }
        }
    }
}
