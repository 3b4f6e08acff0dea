//! Puts every sentence of a document to the rules whose words stand in it.

use super::asking::{Asking, Tried};
use super::entry::{self, Dialogue, Entry};
use super::page::{Page, RuleHits};
use super::recent::Recent;
use super::record::Record;
use super::told::Telling;
use super::words::{Tag, WordHit};
use super::yes_no::{self, Spoken};
use crate::claim::Value;
use crate::extract::Extraction;
use crate::grammar::Mention;
use crate::id::{DistinctionId, Id, RuleId, SentenceId, SideId};
use crate::rule::{NumberOf, Wanted};
use crate::span::{InFolded, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The words of each rule in a sentence.
type ByRule = BTreeMap<RuleId, RuleHits>;

/// The sides of distinctions that stand in sentences without a word of what their rule is about.
type SidesAlone = BTreeMap<(RuleId, SentenceId), Vec<(DistinctionId, SideId)>>;

/// Puts every sentence to the rules whose words stand in it. `explains` keeps what each rule made of each sentence, too.
pub(super) fn ask(page: &Page<'_>, words: &[WordHit], explains: bool) -> Record {
    let (mut record, mut recent, mut before) = (Record::default(), Recent::default(), BTreeMap::new());
    let (mut told_of, mut counted) = (BTreeSet::new(), BTreeSet::new());
    let words = Words { hits: words, beside: sides_alone(page, words) };
    let mut dialogue = Dialogue::default();
    for index in page.extraction.sentences.ids() {
        let goes_on = yes_no::points_back(page, index);
        recent.enter(page, index, goes_on);
        let by_rule = words.by_rule(page, index, page.extraction.sentences[index].span);
        let mut spoken = BTreeMap::new();
        let bounds = OnceCell::new();
        let entry = entry::entry(page, index, &mut dialogue);
        let told = entry.as_ref().map_or_else(Vec::new, |entry| {
            Telling { page, sentence: index, entry, recent: &recent, words: &words, own: &by_rule }.tell()
        });
        // Behind a question, what a whole sentence says comes first; elsewhere, what a value is by its label.
        let is_reply = entry.as_ref().is_some_and(Entry::is_reply);
        let is_told = |rule: RuleId| told.iter().any(|told| told.rule == rule && told.found.is_ok());
        let mut answered = BTreeSet::new();
        let has_numbers = tells_numbers_before(page, index);
        let vague = vague(page, &by_rule, &counted);
        for (rule, hits) in &by_rule {
            let told_before = has_numbers.then(|| told_of.contains(rule));
            let is_vague = vague.contains(rule);
            let asking =
                Asking { page, rule: *rule, sentence: index, hits, recent: &recent, told_before, is_vague, bounds: &bounds };
            if !is_reply && is_told(*rule) || entry::only_labels(&asking, entry.as_ref()) {
                continue;
            }
            let tried = asking.ask();
            if explains {
                record.note(index, *rule, hits, &tried);
            }
            spoken.extend(spoken_of(&asking, &tried).map(|spoken| (*rule, spoken)));
            tried.iter().flatten().for_each(|draft| record.keep(page, draft));
            answered.extend(Some(*rule).filter(|_| tried.iter().any(Result::is_ok)));
        }
        for told in told.iter().filter(|told| !answered.contains(&told.rule)) {
            record.tell(page, index, told, explains);
        }
        if is_reply && answered.is_empty() && !told.iter().any(|told| told.found.is_ok()) {
            dialogue.close();
        }
        counted = rules_with(&by_rule, |hits| &hits.counted);
        told_of = rules_with(&by_rule, |hits| &hits.about);
        let sentences = &page.extraction.sentences;
        let same_part = index.before().is_some_and(|before| sentences[before].part == sentences[index].part);
        if !same_part {
            before.clear();
        }
        let by_pronoun = yes_no::answers_by_pronoun(page, index, &before, &spoken, &by_rule);
        by_pronoun.iter().filter(|draft| !is_told(draft.rule)).for_each(|draft| record.keep(page, draft));
        // "Dat schrijft BuzzFeed. De politie ontkent dat." The second "dat" is what BuzzFeed writes.
        if !(same_part && page.extraction.credits_previous(index).is_some()) {
            before = spoken;
        }
    }
    record.sort();
    record
}

/// The rules of which words of a list stand in a sentence.
fn rules_with(by_rule: &ByRule, list: impl Fn(&RuleHits) -> &Vec<Span<InFolded>>) -> BTreeSet<RuleId> {
    by_rule.iter().filter(|(_, hits)| !list(hits).is_empty()).map(|(rule, _)| *rule).collect()
}

/// Returns true if the sentence before, in the same paragraph, holds numbers.
fn tells_numbers_before(page: &Page<'_>, index: SentenceId) -> bool {
    let Extraction { sentences, mentions, .. } = page.extraction;
    index.before().is_some_and(|before| {
        let (before, own) = (&sentences[before], &sentences[index]);
        let is_number = |mention: &Mention<InFolded>| matches!(mention.value, Value::Quantity(_));
        before.paragraph == own.paragraph && mentions[before.mentions.clone()].iter().any(is_number)
    })
}

/// The rules that count, and whose words of `about` are all words of another one as well: "he speaks of 87" does not tell of what. It does
/// where what the one counts, and nothing that the others do, is told of here or in the sentence before.
fn vague(page: &Page<'_>, by_rule: &ByRule, counted_before: &BTreeSet<RuleId>) -> BTreeSet<RuleId> {
    let is_count = |rule: &RuleId| {
        let number = page.rules.rules[*rule].wants.number();
        number.is_some_and(|number| matches!(number.of, NumberOf::Count { .. }))
    };
    let counts = |rule: &RuleId, hits: &RuleHits| !hits.counted.is_empty() || counted_before.contains(rule);
    let mut of_word: BTreeMap<Span<InFolded>, Vec<RuleId>> = BTreeMap::new();
    for (rule, hits) in by_rule.iter().filter(|(rule, _)| is_count(rule)) {
        hits.about.iter().for_each(|word| of_word.entry(*word).or_default().push(*rule));
    }
    let is_vague = |rule: &RuleId, hits: &RuleHits| {
        let others = hits.about.iter().map(|word| of_word[word].iter().filter(|other| *other != rule));
        let mut rivals = others.clone().flatten();
        let all_shared = !hits.about.is_empty() && others.into_iter().all(|mut others| others.next().is_some());
        all_shared && (!counts(rule, hits) || rivals.any(|other| counts(other, &by_rule[other])))
    };
    by_rule.iter().filter(|(rule, hits)| is_count(rule) && is_vague(rule, hits)).map(|(rule, _)| *rule).collect()
}

/// What a sentence says of the predicate of a yes/no rule.
fn spoken_of(asking: &Asking<'_>, tried: &[Tried]) -> Option<Spoken> {
    let is_asked = matches!(asking.asked().wants, Wanted::YesNo) && asking.page.mentions_nearby(asking.rule, asking.sentence);
    is_asked.then(|| yes_no::spoken(asking, tried)).flatten()
}

/// The words of all rules in a document.
pub(super) struct Words<'w> {
    hits: &'w [WordHit],
    beside: SidesAlone,
}

impl Words<'_> {
    /// The words of each rule in `span` of a sentence, in its own language.
    pub fn by_rule(&self, page: &Page<'_>, index: SentenceId, span: Span<InFolded>) -> ByRule {
        let sentence = &page.extraction.sentences[index];
        let first = self.hits.partition_point(|hit| hit.span.start < span.start);
        let own = self.hits[first..].iter().take_while(|hit| hit.span.start < span.end);
        let mut by_rule = ByRule::new();
        for hit in own.filter(|hit| hit.is_of(sentence.lexicon.lang)) {
            match hit.tag {
                Tag::About(rule) => by_rule.entry(rule).or_default().about.push(hit.span),
                Tag::Counted(rule) => by_rule.entry(rule).or_default().counted.push(hit.span),
                Tag::Unless(rule) => by_rule.entry(rule).or_default().unless.push(hit.span),
                Tag::Option(rule, option) => by_rule.entry(rule).or_default().options.push((option, hit.span)),
                Tag::Side(rule, distinction, side) => by_rule.entry(rule).or_default().sides.push((distinction, side, hit.span)),
                Tag::Cue(..) | Tag::Name(_) | Tag::Refer(_) => {}
            }
        }
        for (rule, hits) in &mut by_rule {
            for near in [index.before(), Some(index.after())].into_iter().flatten() {
                let other = page.extraction.sentences.get(near);
                let is_same = other.is_some_and(|other| other.paragraph == sentence.paragraph && other.part == sentence.part);
                let said = self.beside.get(&(*rule, near)).filter(|_| is_same);
                hits.sides_beside.extend(said.into_iter().flatten());
            }
        }
        by_rule
    }
}

/// The sides of distinctions, by rule and sentence, that stand in sentences without a word of what the rule is about.
fn sides_alone(page: &Page<'_>, words: &[WordHit]) -> SidesAlone {
    let sentences = &page.extraction.sentences;
    let sentence_of = |hit: &WordHit| {
        let index = sentences.partition_point(|sentence| sentence.span.start <= hit.span.start).before()?;
        hit.is_of(sentences[index].lexicon.lang).then_some(index)
    };
    let mut sides = SidesAlone::new();
    for hit in words {
        if let Tag::Side(rule, distinction, side) = hit.tag
            && let Some(sentence) = sentence_of(hit)
        {
            sides.entry((rule, sentence)).or_default().push((distinction, side));
        }
    }
    if !sides.is_empty() {
        for hit in words {
            if let Tag::About(rule) = hit.tag
                && let Some(sentence) = sentence_of(hit)
            {
                sides.remove(&(rule, sentence));
            }
        }
    }
    sides
}
