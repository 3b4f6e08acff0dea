//! The subject of a verb.

use super::voice::{Credited, credits};
use super::{CueHit, Extraction};
use crate::clause::Role;
use crate::id::SentenceId;
use crate::lexicon::{Class, Cue, Slot};
use crate::pattern::words;
use crate::span::{InFolded, Span};

/// What a search for the subject of a verb finds.
pub(super) enum Found {
    Name(Span<InFolded>),
    /// Somebody who is named elsewhere.
    Pronoun,
    Nothing,
}

impl Extraction<'_> {
    /// A name up to the verb that it runs into: "the mayor *denies*"; none if it begins with a preposition or a word that joins.
    pub(super) fn without_verb(&self, sentence: SentenceId, name: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let mut all = words(self.folded.text(), name);
        let first = all.next()?;
        let word = self.words(first);
        let opens = lexicon.determiners.contains(word) || self.folded.is_capital(first.start);
        if !opens && (lexicon.prepositions.contains(word) || lexicon.coordinators.contains(word)) {
            return None;
        }
        let begins_clause = |at: usize| {
            self.cues_of(sentence).iter().any(|hit| hit.cue.begins_clause() && (at..=at + 1).contains(&hit.span.start))
        };
        let is_verb = |word: &Span<InFolded>| {
            let says = |hit: &CueHit| hit.span.start == word.start && hit.verb.is_some_and(|verb| verb.takes.clause.is_some());
            lexicon.auxiliaries.contains(self.words(*word))
                || word.end == name.end && begins_clause(word.end) && self.cues_of(sentence).iter().any(says)
        };
        let mut end = first.end;
        for word in all.take_while(|word| !is_verb(word)) {
            end = word.end;
        }
        Some(Span::new(name.start, end))
    }

    /// The subject of a verb: the words before it, back to a mark or the start of its clause; after it where it is inverted; for a
    /// participle or an infinitive, that of the verb of saying before it.
    pub(super) fn subject(&self, sentence: SentenceId, hit: &CueHit, before: &[Option<Credited>]) -> Option<Span<InFolded>> {
        let whole = self.sentences[sentence].span;
        if self.has_own_pronoun(sentence, hit) {
            return None;
        }
        let chunks = self.chunks_before(sentence, hit.span.start);
        // "The company disputes that and *says*": the subject of the verb before.
        let joins = |word: Span<InFolded>| self.sentences[sentence].lexicon.coordinators.contains(self.words(word));
        let is_joined = words(self.folded.text(), Span::new(whole.start, hit.span.start)).last().is_some_and(joins);
        if is_joined && let Some(name) = self.subject_before(sentence, hit, before) {
            return name;
        }
        let own = self.behind_verb(sentence, self.own_chunk(sentence, &chunks, hit.span.start));
        if let Some(agent) = self.agent(sentence, hit, own) {
            return Some(agent);
        }
        if self.is_bare_participle(sentence, hit) {
            return self.late_agent(sentence, hit);
        }
        // "Novalux has been told that": whom it is told to, or what is told, says nothing.
        let last = words(self.folded.text(), own).last();
        if hit.cue == Cue::Saying
            && last.is_some_and(|last| self.sentences[sentence].lexicon.auxiliary_parts.contains(self.words(last)))
        {
            return None;
        }
        let is_finite = !self.is_non_finite(sentence, hit, own);
        if is_finite {
            match self.own_subject(sentence, hit, &chunks, own) {
                Found::Name(name) => return Some(name),
                Found::Pronoun => return None,
                Found::Nothing => {}
            }
        }
        if let Some(name) = self.subject_before(sentence, hit, before) {
            return name;
        }
        // "Ann Lee was driving, maintains for its part the board": what is said has a subject of its own.
        let is_behind_mark = own.start > whole.start && words(self.folded.text(), own).next().is_none();
        if is_finite && is_behind_mark && self.is_statement_before(sentence, hit, &chunks) {
            return None;
        }
        let mut others = chunks.iter().skip(1);
        others.find_map(|chunk| match self.subject_in(sentence, *chunk) {
            Found::Name(name) if !self.is_subordinate(sentence, *chunk) && self.may_share(sentence, hit, name) => Some(name),
            _ => None,
        })
    }

    /// "Assurent-ils": the pronoun is one word with its verb.
    fn has_own_pronoun(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        let last = self.words(hit.span).rsplit(' ').next().and_then(|last| last.rsplit_once('-'));
        last.is_some_and(|(_, last)| self.sentences[sentence].lexicon.pronouns.contains(last))
    }

    /// "The 121 million *annoncés* in 2019", "le coût, *évalué à* 212 millions": nothing but a participle, with no auxiliary in its clause, has
    /// no subject.
    fn is_bare_participle(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        let analysis = self.analysis(sentence);
        let tokens = analysis.tokens_of(hit.span);
        let Some(first) = analysis.tokens.get(tokens.start) else { return false };
        let is_participle = match hit.verb {
            Some(verb) => verb.slots.may_be(Slot::Participle) && !verb.slots.may_be_finite(),
            None => {
                let follows_mark = tokens.start.checked_sub(1).is_some_and(|before| !analysis.tokens[before].is_word());
                first.class.is(Class::PARTICIPLE) && follows_mark
            }
        };
        let segment = analysis.segment_at(hit.span.start);
        let end = if self.sentences[sentence].lexicon.verb_second { analysis.tokens.len() } else { tokens.end };
        let acts = |at: usize| {
            let class = analysis.tokens[at].class;
            class.is(Class::AUXILIARY | Class::AUXILIARY_PART) && analysis.owners[at] == segment
        };
        is_participle && !(0..end).any(acts)
    }

    /// Who does what a participle says, behind its object: "évalué à 212 millions d'euros *par la Chambre des comptes*".
    fn late_agent(&self, sentence: SentenceId, hit: &CueHit) -> Option<Span<InFolded>> {
        let analysis = self.analysis(sentence);
        let first = analysis.tokens_of(hit.span).end;
        let own = (first..analysis.tokens.len()).take_while(|at| analysis.tokens[*at].is_word());
        let mut agents = own.filter(|at| analysis.tokens[*at].class.is(Class::AGENT));
        let end = self.sentences[sentence].span.end;
        let name = |at: usize| self.name_at(sentence, Span::new(analysis.tokens[at].span.end, end));
        agents.find_map(|at| name(at).filter(|name| self.is_somebody(sentence, *name)))
    }

    /// Whom the verb before credits, if there is one; what only names somebody is none.
    fn subject_before(&self, sentence: SentenceId, hit: &CueHit, before: &[Option<Credited>]) -> Option<Option<Span<InFolded>>> {
        let verbs = self.cues_of(sentence).iter().zip(before).rev().filter(|(other, _)| other.span.end <= hit.span.start);
        let mut credit =
            verbs.filter(|(other, _)| credits(other.cue) && !matches!(other.cue, Cue::Attribution | Cue::AttributionAfter));
        credit.next().map(|(_, credited)| credited.map(|credited| credited.name))
    }

    /// "34 people died when they saw": a clause that tells of circumstances has a subject of its own.
    fn may_share(&self, sentence: SentenceId, hit: &CueHit, name: Span<InFolded>) -> bool {
        let analysis = self.analysis(sentence);
        let own = analysis.segment_at(hit.span.start);
        let role = analysis.segment(own).role;
        let is_apart = matches!(role, Role::Circumstance | Role::Condition | Role::Awaited | Role::Relative);
        !is_apart || analysis.segment_at(name.start) == own
    }

    /// The subject of a finite verb in the stretch of words before it, else behind it: "the union denies", "ontkent de politie".
    fn own_subject(&self, sentence: SentenceId, hit: &CueHit, chunks: &[Span<InFolded>], own: Span<InFolded>) -> Found {
        let whole = self.sentences[sentence].span;
        if let Some(name) = self.behind_object(sentence, hit, own) {
            return Found::Name(name);
        }
        // "That the union said": what opens the clause is no pronoun, if a name follows it.
        let rest = self.behind_opener(sentence, own);
        let is_named = |rest: &Span<InFolded>| matches!(self.subject_in(sentence, *rest), Found::Name(_));
        let own = rest.filter(is_named).unwrap_or(own);
        let own_name = match self.subject_in(sentence, own) {
            // "BuzzFeed, qui affirme que": the relative pronoun stands for what it follows.
            Found::Pronoun if self.is_subordinate(sentence, own) => {
                return chunks.get(1).and_then(|chunk| self.last_name(sentence, *chunk)).map_or(Found::Pronoun, Found::Name);
            }
            Found::Pronoun => return Found::Pronoun,
            Found::Name(name) => Some(name),
            Found::Nothing => None,
        };
        if own_name.is_none() && self.is_pronoun_at(sentence, Span::new(hit.span.end, whole.end)) {
            return Found::Pronoun;
        }
        // "The maker, Lumigen, disputes the figures": right after a mark, what follows is rather the object.
        let is_cut_off =
            own.start > whole.start && self.is_blank(sentence, own) && !self.is_statement_before(sentence, hit, chunks);
        let inverted = self.subject_after(sentence, hit, own_name.is_none(), is_cut_off);
        // "Vorige week schreef BuzzFeed": a capital after the verb outweighs bare words before it.
        let adjacent = own.start == whole.start && own.end == hit.span.start && self.sentences[sentence].lexicon.verb_second;
        let bare = adjacent && own_name.is_some_and(|name| self.is_bare(sentence, name));
        let swapped = inverted.filter(|inverted| bare && self.folded.is_capital(inverted.start));
        swapped.or(own_name).or(inverted).map_or(Found::Nothing, Found::Name)
    }

    /// "Dat spreekt *de directeur* tegen": where the verb comes second, a pronoun that stands for what was said may be its object.
    fn behind_object(&self, sentence: SentenceId, hit: &CueHit, own: Span<InFolded>) -> Option<Span<InFolded>> {
        let starts = |cue: &CueHit| cue.cue == Cue::Anaphor && cue.span.start == own.start;
        let is_object = self.sentences[sentence].lexicon.verb_second
            && words(self.folded.text(), own).count() == 1
            && self.cues_of(sentence).iter().any(starts);
        is_object.then(|| self.subject_after(sentence, hit, true, false)).flatten()
    }

    /// The subject inside the words of a verb, or behind them where no clause begins there: "laat woordvoerder Jansen weten".
    fn subject_after(&self, sentence: SentenceId, hit: &CueHit, is_free: bool, is_cut_off: bool) -> Option<Span<InFolded>> {
        let after = Span::new(hit.span.end, self.sentences[sentence].span.end);
        let first = words(self.folded.text(), hit.span).next();
        let inside = first.map(|first| Span::new(first.end, hit.span.end));
        if let Some(name) = inside.and_then(|inside| self.inverted_subject(sentence, inside, is_free, false)) {
            return Some(name);
        }
        // "Shows that Ann Lee was driving": a clause begins with the verb's own last word.
        let next = words(self.folded.text(), after).next();
        let begins_clause = self.cues_of(sentence).iter().any(|start| {
            start.cue.begins_clause() && (hit.span.covers(start.span) || next.is_some_and(|next| next.start == start.span.start))
        });
        if begins_clause { None } else { self.inverted_subject(sentence, after, is_free, is_cut_off) }
    }

    /// "The mayor said the union denied it": the words after another verb of a stretch, if they name anybody.
    fn behind_verb(&self, sentence: SentenceId, chunk: Span<InFolded>) -> Span<InFolded> {
        let says = |hit: &&CueHit| hit.verb.is_some_and(|verb| verb.slots.may_be_finite() && verb.takes.clause.is_some());
        let last = self.cues_of(sentence).iter().rev().filter(says).find(|hit| chunk.covers(hit.span));
        let rest = last.map(|verb| Span::new(verb.span.end, chunk.end));
        rest.filter(|rest| matches!(self.subject_in(sentence, *rest), Found::Name(_))).unwrap_or(chunk)
    }

    /// Who does what a passive says: right after the verb ("confirmé par la police"), or right before it ("door de politie ontkend").
    pub(super) fn agent(&self, sentence: SentenceId, hit: &CueHit, chunk: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let text = self.folded.text();
        let whole = self.sentences[sentence].span;
        let opens = |name: &Span<InFolded>| self.opens_name(sentence, *name);
        let after_agent = |token: Span<InFolded>, end: usize| self.name_at(sentence, Span::new(token.end, end)).filter(opens);
        if hit.verb.is_some_and(|verb| !verb.slots.may_be(Slot::Participle)) {
            return None;
        }
        let next = words(text, Span::new(hit.span.end, whole.end)).next();
        let after = next.filter(|token| lexicon.agents.contains(self.words(*token)));
        let before = words(text, chunk).filter(|token| lexicon.agents.contains(self.words(*token))).last();
        after.and_then(|token| after_agent(token, whole.end)).or_else(|| {
            let name = after_agent(before?, hit.span.start)?;
            (CueHit::words_between(text, name.end, hit.span.start) == 0).then_some(name)
        })
    }

    /// The first noun phrase of `chunk` that no preposition governs: "In de Kamer heeft de minister". Past other words, it must open
    /// like a name; no verb comes before it.
    pub(super) fn subject_in(&self, sentence: SentenceId, chunk: Span<InFolded>) -> Found {
        let lexicon = self.sentences[sentence].lexicon;
        let mut governed = false;
        let mut done = chunk.start;
        for (index, token) in words(self.folded.text(), chunk).enumerate() {
            if token.start < done {
                continue;
            }
            let word = self.words(token);
            // "A-t-il dit".
            if word.rsplit_once('-').is_some_and(|(_, last)| lexicon.pronouns.contains(last)) {
                return Found::Pronoun;
            }
            let name = self.noun_phrase(sentence, Span::new(token.start, chunk.end));
            let determiner = lexicon.determiners.contains(word);
            if lexicon.prepositions.contains(word) {
                governed = true;
            } else if lexicon.pronouns.contains(word) && !(determiner && name.is_some()) {
                return if governed { Found::Nothing } else { Found::Pronoun };
            } else if let Some(name) = name.filter(|_| determiner || !lexicon.is_function_word(word)) {
                let opens = determiner || index == 0 || self.folded.is_capital(token.start);
                if opens && !governed {
                    return Found::Name(name);
                }
                governed = false;
                done = name.end;
            } else if !lexicon.is_function_word(word) {
                // "On 4 June 2019 the yard said": a date.
                governed = false;
            }
        }
        Found::Nothing
    }

    /// Returns true if a verb form has no subject of its own: "en précisant", "pour confirmer", "om te bevestigen".
    fn is_non_finite(&self, sentence: SentenceId, hit: &CueHit, chunk: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let word = words(self.folded.text(), hit.span).next().map(|first| self.words(first)).unwrap_or_default();
        let ends = |ending: &String| word.ends_with(ending.as_str());
        let marked =
            words(self.folded.text(), chunk).last().is_some_and(|token| lexicon.prepositions.contains(self.words(token)));
        lexicon.non_finite.iter().any(ends) || marked
    }

    /// The subject behind a verb that opens a remark.
    pub(super) fn subject_behind(&self, sentence: SentenceId, hit: &CueHit) -> Option<Span<InFolded>> {
        let whole = self.sentences[sentence].span;
        let after = Span::new(hit.span.end, whole.end);
        let is_pronoun = self.is_pronoun_at(sentence, after) || self.has_own_pronoun(sentence, hit);
        if is_pronoun { None } else { self.inverted_subject(sentence, after, true, false) }
    }

    /// A name right after a verb, where that is its subject: "schreef BuzzFeed", and, if no other subject comes before it,
    /// "ontkent de politie dat". `is_cut_off` if there is a mark right before the verb: then only a name that ends the statement.
    pub(super) fn inverted_subject(
        &self,
        sentence: SentenceId,
        after: Span<InFolded>,
        is_free: bool,
        is_cut_off: bool,
    ) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        // "A répété mercredi Jean Dumont": small words may come between, if no clause or object begins.
        let is_small = |token: &Span<InFolded>| {
            let word = self.words(*token);
            let opens = [&lexicon.determiners, &lexicon.pronouns, &lexicon.prepositions].iter().any(|words| words.contains(word));
            let starts = self.cues_of(sentence).iter().any(|hit| hit.cue.begins_clause() && hit.span.start == token.start);
            lexicon.is_function_word(word) && !opens && !starts
        };
        let passes = |token: &Span<InFolded>| {
            // "Declaró el lunes Ana Ruiz": an article before a small word does not begin one either.
            let is_dated =
                || words(self.folded.text(), Span::new(token.end, after.end)).next().is_some_and(|next| is_small(&next));
            is_small(token) || lexicon.determiners.contains(self.words(*token)) && is_dated()
        };
        let first = words(self.folded.text(), after).take(3).find(|token| !passes(token))?;
        let (first, is_cut_off) = match self.after_aside(sentence, Span::new(first.start, after.end)) {
            Some(next) => (next, true),
            None => (first, is_cut_off),
        };
        if self.words(Span::new(after.start, first.start)).contains([',', ':', ';', '«', '»', '"', '„', '“']) {
            return None;
        }
        let after = Span::new(first.start, after.end);
        let is_name = self.folded.is_capital(first.start);
        // "Zegt minister Peeters": a title needs no article.
        let next = words(self.folded.text(), Span::<InFolded>::new(first.end, after.end)).next();
        let is_title =
            !lexicon.is_function_word(self.words(first)) && next.is_some_and(|next| self.folded.is_capital(next.start));
        let opens = is_free && (is_title || lexicon.determiners.contains(self.words(first)));
        self.name_at(sentence, after).filter(|name| is_name || opens && (!is_cut_off || self.ends_statement(*name)))
    }

    /// The word behind a few that a preposition opens: "soutient *pour sa part* la défense", "zegt *in een nota* de stad".
    fn after_aside(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let mut words = words(self.folded.text(), window).peekable();
        words.next().filter(|word| lexicon.prepositions.contains(self.words(*word)))?;
        let begins = |word: &Span<InFolded>| {
            lexicon.determiners.contains(self.words(*word)) || lexicon.pronouns.contains(self.words(*word))
        };
        words.next_if(begins);
        // "Poursuit-elle en brandissant une feuille": a verb is no part of such words.
        let is_noun = |word: &Span<InFolded>| {
            !lexicon.is_function_word(self.words(*word)) && !lexicon.class_of(self.words(*word), false).is(Class::GERUND)
        };
        words.next().filter(is_noun)?;
        words.next()
    }

    /// Returns true if only a mark follows a name: "…, zegt de minister."
    fn ends_statement(&self, name: Span<InFolded>) -> bool {
        let rest = self.folded.text()[name.end..].trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['.', ',', '»', '«', '”', '“', ')', '\n'])
    }

    /// Returns true if a pronoun comes right after a verb: "zei hij", "dit-il".
    pub(super) fn is_pronoun_at(&self, sentence: SentenceId, after: Span<InFolded>) -> bool {
        words(self.folded.text(), after).next().is_some_and(|first| self.is_pronoun(sentence, first))
    }

    /// Returns true if a word is a pronoun, or ends in one: "assure-t-elle", "dit-il" are one word to the eye.
    pub(super) fn is_pronoun(&self, sentence: SentenceId, word: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let word = self.words(word).rsplit('-').next().unwrap_or_default();
        lexicon.pronouns.contains(word) && !lexicon.determiners.contains(word)
    }

    /// Returns true if a name at the head of a sentence is several small words, the first of which has a capital only there.
    fn is_bare(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let mut words = words(self.folded.text(), name);
        let opens = words.next().is_some_and(|token| lexicon.determiners.contains(self.words(token)));
        let mut more = words.peekable();
        !opens && more.peek().is_some() && more.all(|token| !self.folded.is_capital(token.start))
    }

    /// The words after those that open a stretch as a clause.
    fn behind_opener(&self, sentence: SentenceId, chunk: Span<InFolded>) -> Option<Span<InFolded>> {
        let opens = |hit: &&CueHit| {
            hit.cue == Cue::Complementizer
                && chunk.start <= hit.span.start
                && hit.span.start <= chunk.start + 1
                && hit.span.end < chunk.end
        };
        self.cues_of(sentence).iter().find(opens).map(|hit| Span::new(hit.span.end, chunk.end))
    }

    pub(super) fn is_subordinate(&self, sentence: SentenceId, chunk: Span<InFolded>) -> bool {
        self.cues_of(sentence)
            .iter()
            .any(|hit| hit.cue.begins_clause() && chunk.start <= hit.span.start && hit.span.start <= chunk.start + 1)
    }
}
