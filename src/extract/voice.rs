//! Who is credited with the words at a place.

use super::phrase::noun_phrase;
use super::{CueHit, Extraction};
use crate::claim::Credit;
use crate::id::{Id, SentenceId};
use crate::lexicon::{Cue, Slot};
use crate::pattern::{is_word_letter, words};
use crate::span::{InFolded, Span};

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
    /// Whom each cue of `sentence` credits, in the order of the cues.
    pub(super) fn credited_in(&self, sentence: SentenceId) -> &[Option<Credited>] {
        &self.credited[self.sentences[sentence].cues.clone()]
    }

    /// Whom the cue `hit` names; `before` is what is known of the cues before it.
    fn credited(&self, sentence: SentenceId, hit: &CueHit, before: &[Option<Credited>]) -> Option<Credited> {
        let whole = self.sentences[sentence].span;
        let window = |span: Span<InFolded>, last: bool, name: Span<InFolded>| Credited {
            by: Credit::Cue,
            window: span,
            last,
            name,
            inferred: false,
        };
        match hit.cue {
            Cue::Attribution => {
                let name = self.name_at(sentence, Span::new(hit.span.end, whole.end))?;
                // "12 euros per user": a word that rates begin with ("per month") credits somebody with a capital or an article only.
                if self.opens_rate(sentence, hit.span) && !self.opens_name(sentence, name) {
                    return None;
                }
                Some(window(name, false, name))
            }
            Cue::AttributionAfter => {
                let chunks = self.chunks_before(sentence, hit.span.start);
                let name = self.last_name(sentence, self.own_chunk(sentence, &chunks, hit.span.start))?;
                Some(window(name, false, name))
            }
            Cue::Reply => {
                let asked = Span::new(whole.start, hit.span.start);
                let name = self.last_name(sentence, asked)?;
                Some(window(asked, true, name))
            }
            _ => {
                let name = self.subject(sentence, hit, before).and_then(|name| self.without_verb(sentence, name))?;
                Some(window(name, false, name))
            }
        }
    }

    /// A name up to the verb that it runs into: "the mayor *denies*"; none if it begins with a preposition or a word that joins.
    fn without_verb(&self, sentence: SentenceId, name: Span<InFolded>) -> Option<Span<InFolded>> {
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
    fn subject(&self, sentence: SentenceId, hit: &CueHit, before: &[Option<Credited>]) -> Option<Span<InFolded>> {
        let whole = self.sentences[sentence].span;
        // "Assurent-ils": the pronoun is one word with its verb.
        let is_with_pronoun = self.words(hit.span).rsplit(' ').next().and_then(|last| last.rsplit_once('-'));
        if is_with_pronoun.is_some_and(|(_, last)| self.sentences[sentence].lexicon.pronouns.contains(last)) {
            return None;
        }
        let chunks = self.chunks_before(sentence, hit.span.start);
        let own = self.behind_verb(sentence, self.own_chunk(sentence, &chunks, hit.span.start));
        if let Some(agent) = self.agent(sentence, hit, own) {
            return Some(agent);
        }
        // "Novalux has been told that": whom it is told to, or what is told, says nothing.
        let last = words(self.folded.text(), own).last();
        if hit.cue == Cue::Saying
            && last.is_some_and(|last| self.sentences[sentence].lexicon.auxiliary_parts.contains(self.words(last)))
        {
            return None;
        }
        if !self.is_non_finite(sentence, hit, own) {
            match self.own_subject(sentence, hit, &chunks, own) {
                Found::Name(name) => return Some(name),
                Found::Pronoun => return None,
                Found::Nothing => {}
            }
        }
        let verbs = self.cues_of(sentence).iter().zip(before).rev().filter(|(other, _)| other.span.end <= hit.span.start);
        if let Some((_, credited)) = verbs
            .into_iter()
            .find(|(other, _)| credits(other.cue) && !matches!(other.cue, Cue::Attribution | Cue::AttributionAfter))
        {
            return credited.map(|credited| credited.name);
        }
        // "Ann Lee was driving, maintains for its part the board": what is said has a subject of its own.
        let is_behind_mark = own.start > whole.start && words(self.folded.text(), own).next().is_none();
        if is_behind_mark && self.is_statement_before(sentence, hit, &chunks) {
            return None;
        }
        let mut others = chunks.iter().skip(1);
        others.find_map(|chunk| match self.subject_in(sentence, *chunk) {
            Found::Name(name) if !self.is_subordinate(sentence, *chunk) => Some(name),
            _ => None,
        })
    }

    /// The subject of a finite verb in the stretch of words before it, else behind it: "the union denies", "ontkent de politie".
    fn own_subject(&self, sentence: SentenceId, hit: &CueHit, chunks: &[Span<InFolded>], own: Span<InFolded>) -> Found {
        let whole = self.sentences[sentence].span;
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
        let is_cut_off = own.start > whole.start
            && words(self.folded.text(), own).next().is_none()
            && !self.is_statement_before(sentence, hit, chunks);
        let inverted = self.subject_after(sentence, hit, own_name.is_none(), is_cut_off);
        // "Vorige week schreef BuzzFeed": a capital after the verb outweighs bare words before it.
        let adjacent = own.start == whole.start && own.end == hit.span.start && self.sentences[sentence].lexicon.verb_second;
        let bare = adjacent && own_name.is_some_and(|name| self.is_bare(sentence, name));
        let swapped = inverted.filter(|inverted| bare && self.folded.is_capital(inverted.start));
        swapped.or(own_name).or(inverted).map_or(Found::Nothing, Found::Name)
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

    /// Returns true if what ends at the mark right before a verb of saying is what is said, and not part of its subject: "„Nein“, sagte die
    /// Ministerin am Montag"; "Er lebt, sagte die Ministerin am Montag".
    fn is_statement_before(&self, sentence: SentenceId, hit: &CueHit, chunks: &[Span<InFolded>]) -> bool {
        if hit.cue != Cue::Saying {
            return false;
        }
        let lexicon = self.sentences[sentence].lexicon;
        let before = self.folded.text()[..hit.span.start].trim_end_matches([' ', ',']);
        let Some(chunk) = chunks.get(1) else { return false };
        let last = words(self.folded.text(), *chunk).last();
        let is_name = noun_phrase(lexicon, self.folded, *chunk).is_some_and(|name| last.is_some_and(|last| name.end >= last.end));
        let is_inserted = chunks.len() > 2 && self.is_subordinate(sentence, *chunk);
        // "Ann Lee was driving, said a witness who …": nothing comes before it, or it has a verb of its own.
        let has_verb = || words(self.folded.text(), *chunk).any(|word| lexicon.auxiliaries.contains(self.words(word)));
        let is_whole = || chunks.len() == 2 || has_verb() && !self.is_subordinate(sentence, *chunk);
        before.ends_with(['»', '«', '”', '“', '"']) || !is_name && (lexicon.verb_second && !is_inserted || is_whole())
    }

    /// The stretch of words that may hold a verb's subject. An age between commas or brackets is passed over: "Smith, 52, said".
    fn own_chunk(&self, sentence: SentenceId, chunks: &[Span<InFolded>], verb: usize) -> Span<InFolded> {
        let is_word = |token: Span<InFolded>| self.words(token).starts_with(char::is_alphabetic);
        let mut tokens_of = chunks.iter().map(|chunk| (*chunk, words(self.folded.text(), *chunk).collect::<Vec<_>>()));
        let Some((own, words)) = tokens_of.next() else { return Span::new(verb, verb) };
        // "Luis Gil, de 52 años, dijo": a preposition may open it.
        let opens = |token: &&Span<InFolded>| !self.sentences[sentence].lexicon.prepositions.contains(self.words(**token));
        let has_age =
            |words: &[Span<InFolded>]| words.len() <= 3 && words.iter().find(opens).is_some_and(|first| !is_word(*first));
        if has_age(&words) || words.is_empty() {
            let rest = if has_age(&words) {
                tokens_of.next()
            } else {
                tokens_of.next().filter(|(_, words)| has_age(words)).and_then(|_| tokens_of.next())
            };
            if let Some((chunk, _)) = rest {
                return chunk;
            }
        }
        let is_verb = |word: &Span<InFolded>| self.sentences[sentence].lexicon.auxiliaries.contains(self.words(*word));
        self.before_apposition(sentence, chunks).filter(|_| words.iter().all(is_verb)).unwrap_or(own)
    }

    /// "Hugh Hale, a doctor, said": the words before a phrase that only describes the person named.
    fn before_apposition(&self, sentence: SentenceId, chunks: &[Span<InFolded>]) -> Option<Span<InFolded>> {
        let [_, told, named, ..] = chunks else { return None };
        let lexicon = self.sentences[sentence].lexicon;
        let first = words(self.folded.text(), *told).next()?;
        let last = words(self.folded.text(), *named).last()?;
        let has_verb = words(self.folded.text(), *told).any(|word| lexicon.auxiliaries.contains(self.words(word)));
        // "Hugues Halle, médecin, a dit": an article may be missing.
        let says =
            self.cues_of(sentence).iter().any(|hit| told.covers(hit.span) && (hit.verb.is_some() || hit.cue == Cue::Negation));
        let is_noun = lexicon.determiners.contains(self.words(first)) || !lexicon.is_function_word(self.words(first)) && !says;
        let tells = is_noun && !has_verb && !self.is_subordinate(sentence, *told);
        (tells && self.folded.is_capital(last.start) && !lexicon.is_function_word(self.words(last))).then_some(*named)
    }

    /// "Disputes the figures": behind an article, the form of a verb is a noun.
    fn is_noun(&self, sentence: SentenceId, hit: &CueHit) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let before = self.sentences[sentence].span.start..hit.span.start;
        let last = self.folded.text()[before].trim_end().rsplit(|letter: char| !is_word_letter(letter)).next();
        let is_article = last.is_some_and(|last| lexicon.determiners.contains(last) && !lexicon.pronouns.contains(last));
        hit.verb.is_some() && is_article && !lexicon.clitics.contains(last.unwrap_or_default())
    }

    /// "The mayor said the union denied it": the words after another verb of a stretch, if they name anybody.
    fn behind_verb(&self, sentence: SentenceId, chunk: Span<InFolded>) -> Span<InFolded> {
        let says = |hit: &&CueHit| hit.verb.is_some_and(|verb| verb.slots.may_be_finite() && verb.takes.clause.is_some());
        let last = self.cues_of(sentence).iter().rev().filter(says).find(|hit| chunk.covers(hit.span));
        let rest = last.map(|verb| Span::new(verb.span.end, chunk.end));
        rest.filter(|rest| matches!(self.subject_in(sentence, *rest), Found::Name(_))).unwrap_or(chunk)
    }

    /// Who does what a passive says: right after the verb ("confirmé par la police"), or right before it ("door de politie ontkend").
    fn agent(&self, sentence: SentenceId, hit: &CueHit, chunk: Span<InFolded>) -> Option<Span<InFolded>> {
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
    fn subject_in(&self, sentence: SentenceId, chunk: Span<InFolded>) -> Found {
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
            let name = noun_phrase(lexicon, self.folded, Span::new(token.start, chunk.end));
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
        if self.is_pronoun_at(sentence, after) { None } else { self.inverted_subject(sentence, after, true, false) }
    }

    /// A name right after a verb, where that is its subject: "schreef BuzzFeed", and, if no other subject comes before it,
    /// "ontkent de politie dat". `is_cut_off` if there is a mark right before the verb: then only a name that ends the statement.
    fn inverted_subject(
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
        words.next().filter(|word| !lexicon.is_function_word(self.words(*word)))?;
        words.next()
    }

    /// Returns true if only a mark follows a name: "…, zegt de minister."
    fn ends_statement(&self, name: Span<InFolded>) -> bool {
        let rest = self.folded.text()[name.end..].trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['.', ',', '»', '«', '”', '“', ')', '\n'])
    }

    /// Returns true if a pronoun comes right after a verb: "zei hij", "dit-il".
    fn is_pronoun_at(&self, sentence: SentenceId, after: Span<InFolded>) -> bool {
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

    fn is_subordinate(&self, sentence: SentenceId, chunk: Span<InFolded>) -> bool {
        self.cues_of(sentence)
            .iter()
            .any(|hit| hit.cue.begins_clause() && chunk.start <= hit.span.start && hit.span.start <= chunk.start + 1)
    }

    /// The stretches of words before `end`, nearest first, cut at marks and at the starts of clauses.
    fn chunks_before(&self, sentence: SentenceId, end: usize) -> Vec<Span<InFolded>> {
        let whole = self.sentences[sentence].span;
        let words = self.words(Span::new(whole.start, end));
        let marks = words.char_indices().filter(|(_, letter)| ",;:«»„“”\"()".contains(*letter));
        let mut cuts: Vec<usize> = marks.map(|(at, letter)| whole.start + at + letter.len_utf8()).collect();
        let starts = self
            .cues_of(sentence)
            .iter()
            .filter(|hit| (hit.cue.begins_clause() || hit.cue == Cue::Contrast) && hit.span.end <= end)
            .filter(|hit| !self.is_preposition(sentence, hit, end));
        cuts.extend(starts.map(|hit| hit.span.start));
        cuts.sort_unstable();
        let mut chunks = Vec::new();
        let mut until = end;
        for start in cuts.into_iter().rev().chain([whole.start]) {
            let chunk = Span::new(start, until);
            if !self
                .words(chunk)
                .trim_matches(|letter: char| letter.is_whitespace() || ",;:«»„“”\"()".contains(letter))
                .is_empty()
                || chunks.is_empty()
            {
                chunks.push(chunk);
            }
            until = start;
        }
        chunks
    }

    /// "Records from the year before the crash show": without a verb behind it, a word that may open a clause is a preposition.
    fn is_preposition(&self, sentence: SentenceId, hit: &CueHit, end: usize) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let behind = Span::new(hit.span.end, end);
        let has_verb = || {
            self.cues_of(sentence).iter().any(|other| other.verb.is_some() && behind.covers(other.span))
                || words(self.folded.text(), behind).any(|word| lexicon.auxiliaries.contains(self.words(word)))
        };
        let has_object =
            || words(self.folded.text(), behind).next().is_some_and(|next| lexicon.determiners.contains(self.words(next)));
        lexicon.prepositions.contains(self.words(hit.span)) && has_object() && !has_verb()
    }

    /// Returns true if the word at `span` also opens rates: "per" in "per month".
    fn opens_rate(&self, sentence: SentenceId, span: Span<InFolded>) -> bool {
        self.sentences[sentence].lexicon.per.get(self.words(span)).is_some()
    }

    /// Returns true if a name begins with a capital or an article.
    fn opens_name(&self, sentence: SentenceId, name: Span<InFolded>) -> bool {
        let lexicon = self.sentences[sentence].lexicon;
        let first = words(self.folded.text(), name).next();
        first.is_some_and(|first| lexicon.determiners.contains(self.words(first)) || self.folded.is_capital(first.start))
    }

    /// The noun phrase at the head of `window`.
    fn name_at(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let first = words(self.folded.text(), window).next()?;
        let word = self.words(first);
        let opens = lexicon.determiners.contains(word) || !lexicon.is_function_word(word);
        noun_phrase(lexicon, self.folded, Span::new(first.start, window.end)).filter(|_| opens)
    }

    /// The last noun phrase of `window` that has a capital or an article.
    fn last_name(&self, sentence: SentenceId, window: Span<InFolded>) -> Option<Span<InFolded>> {
        let lexicon = self.sentences[sentence].lexicon;
        let text = self.folded.text();
        let mut last = None;
        let mut done = window.start;
        for token in words(text, window) {
            let opens = lexicon.determiners.contains(token.of(text)) || self.folded.is_capital(token.start);
            if token.start >= done
                && opens
                && let Some(name) = noun_phrase(lexicon, self.folded, Span::new(token.start, window.end))
            {
                last = Some(name);
                done = name.end;
            }
        }
        last
    }
}

/// What a search for the subject of a verb finds.
enum Found {
    Name(Span<InFolded>),
    /// Somebody who is named elsewhere.
    Pronoun,
    Nothing,
}

/// Returns true if a cue credits somebody.
const fn credits(cue: Cue) -> bool {
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
        let adjacent = CueHit::words_between(self.folded.text(), that.span.end, says.span.start) == 0;
        let whole = self.sentences[sentence].span;
        let name = self.inverted_subject(sentence, Span::new(says.span.end, whole.end), true, false).filter(|_| adjacent)?;
        Some(Credited { by: Credit::Cue, window: name, last: false, name, inferred: false })
    }
}

/// Tells whom each cue credits, from left to right.
pub(super) fn credit(extraction: &mut Extraction<'_>) {
    for sentence in extraction.sentences.ids() {
        let first = extraction.sentences[sentence].cues.start;
        for index in Id::each(extraction.sentences[sentence].cues.clone()) {
            let hit = extraction.cues[index];
            let before = &extraction.credited[first..];
            let credited = if credits(hit.cue) && !extraction.is_noun(sentence, &hit) {
                extraction.credited(sentence, &hit, before)
            } else {
                None
            };
            extraction.credited.push(credited);
        }
    }
}

/// Tells each sentence who was cited last before it in its paragraph, and who is credited with it in the next sentence.
pub(super) fn carry(extraction: &mut Extraction<'_>) {
    for index in extraction.sentences.ids() {
        let Some(previous) = index.before() else { continue };
        let (before, after) = (&extraction.sentences[previous], &extraction.sentences[index]);
        let continues = before.paragraph == after.paragraph && before.part == after.part;
        if let Some(credited) = extraction.credits_previous(index).filter(|_| continues && before.quoted.is_none()) {
            extraction.sentences[previous].quoted = Some(credited);
        }
    }
    let mut cited: Option<Credited> = None;
    for index in extraction.sentences.ids() {
        let paragraph = extraction.sentences[index].paragraph;
        let same_paragraph = index.before().is_some_and(|before| extraction.sentences[before].paragraph == paragraph);
        cited = cited.filter(|_| same_paragraph);
        extraction.sentences[index].cited_before = cited;
        let hits = extraction.cues_of(index).iter().zip(extraction.credited_in(index)).rev();
        let named = hits.filter(|(hit, _)| speaks(hit.cue)).find_map(|(_, credited)| *credited);
        cited = named.or(cited);
    }
}
