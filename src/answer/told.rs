//! Answers whose value stands by itself: a rule's words are in the label, and the value behind it, below it or in its row.

use super::ask::Words;
use super::asking::{Asking, Stop};
use super::bare::may_be_year;
use super::choice;
use super::entry::{Entry, Label, Shape};
use super::grid::time_of;
use super::numeral::{is_of_kind, told_by_rule};
use super::page::{Draft, Page, RuleHits};
use super::recent::Recent;
use super::role::role;
use super::subject::Concerned;
use crate::claim::{Choice, Modality, Period, Polarity, Quantity, Value};
use crate::clause::{Doubt, Mark, Token, ValueKind};
use crate::id::{Id, MentionId, RuleId, SentenceId};
use crate::lexicon::{Class, Cue};
use crate::rule::{Choices, Number, NumberOf, Wanted};
use crate::span::{InFolded, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Before a value that stands by itself stand at most this many small words: "*about the same:* 12".
const WORDS_BEFORE: usize = 3;
/// A label with more words that no rule knows says something else.
const UNKNOWN_WORDS: usize = 1;

/// What a rule makes of a value that stands by itself.
pub(super) struct Told {
    pub rule: RuleId,
    /// The words of the rule in the labels and the value.
    pub hits: RuleHits,
    /// The answer, and what it shows of its label; or where the rule stops.
    pub found: Result<(Draft, Shown), Stop>,
}

/// What an answer shows of its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// The label, where it stands near enough to be quoted with the value.
    pub label: Option<Span<InFolded>>,
    /// The head of the column, which stands elsewhere.
    pub column: Option<Span<InFolded>>,
    /// The time that row or column is of.
    pub period: Option<Period>,
}

/// A value that stands by itself, put to the rules whose words stand in its labels.
pub(super) struct Telling<'p> {
    pub page: &'p Page<'p>,
    pub sentence: SentenceId,
    pub entry: &'p Entry,
    pub recent: &'p Recent,
    pub words: &'p Words<'p>,
    /// The words of each rule in the sentence itself.
    pub own: &'p BTreeMap<RuleId, RuleHits>,
}

/// A value, and the words that it stands on.
struct Found {
    at: Span<InFolded>,
    mention: Option<MentionId>,
    value: Value,
}

impl Telling<'_> {
    /// What each rule of which a word stands in a label makes of the value.
    pub fn tell(&self) -> Vec<Told> {
        let labels: Vec<BTreeMap<RuleId, RuleHits>> =
            self.entry.labels.iter().map(|label| self.words.by_rule(self.page, label.sentence, label.span)).collect();
        let rules: BTreeSet<RuleId> = labels.iter().flat_map(|hits| hits.keys()).copied().collect();
        let mut told = Vec::new();
        for rule in rules {
            let mut hits = self.own.get(&rule).cloned().unwrap_or_default();
            let mut label = None;
            for (index, own) in labels.iter().enumerate() {
                let Some(own) = own.get(&rule) else { continue };
                let (about, asked) = (&own.about, &self.page.rules.rules[rule]);
                let is_told = !about.is_empty() || asked.about.patterns.is_empty() && !own.counted.is_empty();
                label = label.or(Some(index).filter(|_| is_told));
                hits.about.extend(about);
                hits.counted.extend(&own.counted);
                hits.unless.extend(&own.unless);
                hits.sides.extend(&own.sides);
            }
            let Some(label) = label.and_then(|index| self.entry.labels.get(index)) else { continue };
            let bounds = OnceCell::new();
            let asking = Asking {
                page: self.page,
                rule,
                sentence: self.sentence,
                hits: &hits,
                recent: self.recent,
                told_before: None,
                is_vague: false,
                bounds: &bounds,
            };
            let found = self.answer(&asking, label);
            told.push(Told { rule, hits, found });
        }
        told
    }

    fn answer(&self, asking: &Asking<'_>, label: &Label) -> Result<(Draft, Shown), Stop> {
        if !self.page.mentions_nearby(asking.rule, self.sentence) {
            return Err(Stop::Mentions);
        }
        if let Some(word) = asking.hits.unless.first() {
            return Err(Stop::Unless(*word));
        }
        let fits = asking.nothing_fits();
        let about = *asking.hits.about.iter().chain(&asking.hits.counted).find(|word| label.span.covers(**word)).ok_or(fits)?;
        let unknown = self.unknown_words(asking, label);
        if unknown > UNKNOWN_WORDS {
            return Err(Stop::Clause(about));
        }
        let found = match &asking.asked().wants {
            Wanted::Number(number) => self.number(asking, number)?,
            Wanted::Date => self.date(asking)?,
            Wanted::YesNo => self.yes_or_no(asking, label, about)?,
            Wanted::Option(choices) | Wanted::Name(choices) => self.choice(asking, choices)?,
        };
        let shown = self.shown(asking, label)?;
        let concerned = self.subject(asking, label, about)?;
        let reading = self.page.extraction.reading(self.sentence, found.at);
        // A question is open, and its answer is not.
        let of_label = self.page.extraction.reading(label.sentence, about);
        let is_asked = self.entry.is_reply();
        let modality = if is_asked { reading.modality } else { reading.modality.max(of_label.modality) };
        let draft = Draft {
            rule: asking.rule,
            sentence: self.sentence,
            at: found.at,
            mention: found.mention,
            negated: reading.polarity == Polarity::Denied && !matches!(found.value, Value::YesNo(_)),
            value: found.value,
            modality: if modality == Modality::Asked { Modality::Asserted } else { modality },
            doubt: reading.doubt.or((unknown > 0).then_some(Doubt::Attachment)),
            concerned,
            sides: asking.hits.sides(self.page, label.sentence, about),
        };
        Ok((draft, shown))
    }

    /// How many words of a label are none of the rule, and name nothing that it could be about: "Deaths *abroad*".
    fn unknown_words(&self, asking: &Asking<'_>, label: &Label) -> usize {
        if self.entry.is_reply() {
            return 0;
        }
        let analysis = self.page.extraction.analysis(label.sentence);
        let subject = &asking.asked().subject;
        let cues = self.page.extraction.cues_of(label.sentence);
        let is_time = |token: &&Token| token.value.is_some_and(|value| value.kind != ValueKind::Number);
        let is_known = |token: &Token| {
            let names = self.page.names.within(label.span).iter();
            asking.hits.all().any(|word| word.meets(token.span))
                || asking.hits.sides.iter().any(|(.., word)| word.meets(token.span))
                || names.into_iter().any(|hit| hit.span.covers(token.span) && self.page.fits(subject, hit.entity))
                || cues.iter().any(|hit| hit.cue == Cue::NumberOf && hit.span.meets(token.span))
        };
        let tokens = analysis.tokens[analysis.tokens_of(label.span)].iter().filter(|token| !is_time(token));
        // A rate, or a part: "Deaths per *1,000* trips".
        let is_number = |token: &Token| token.value.is_some_and(|value| value.kind == ValueKind::Number);
        tokens
            .map(|token| if is_number(token) { UNKNOWN_WORDS + 1 } else { usize::from(token.is_content() && !is_known(token)) })
            .sum()
    }

    fn number(&self, asking: &Asking<'_>, wanted: &Number) -> Result<Found, Stop> {
        let (index, at) = self.first_mention(asking)?;
        let mention = &self.page.extraction.mentions[index];
        let Value::Quantity(quantity) = &mention.value else { return Err(Stop::Value("no number stands there")) };
        let quantity = told_by_rule(wanted, quantity);
        let is_known = |noun: Span<InFolded>| asking.hits.counted.iter().chain(&asking.hits.about).any(|word| noun.covers(*word));
        let is_count = matches!(wanted.of, NumberOf::Count { .. });
        let is_year = is_count && mention.noun.is_none() && may_be_year(asking, mention);
        if !is_of_kind(wanted, &quantity) || is_year || is_count && !mention.noun.is_none_or(is_known) {
            return Err(Stop::Clause(at));
        }
        // A question tells by its noun what it counts, if a label does not.
        let is_told = wanted.counted().is_none_or(|counted| counted.patterns.is_empty()) || !asking.hits.counted.is_empty();
        if self.entry.is_reply() && !is_told && !self.asks_how_many() {
            return Err(Stop::Value("no word of the rule's `counted` stands there"));
        }
        if let Some(role) = role(asking, index) {
            return Err(Stop::Role(role, at));
        }
        let end = mention.noun.map_or(at.end, |noun| noun.end.max(at.end));
        self.ends(Span::new(at.start, end))?;
        let bound = quantity.bound.filter(|_| !wanted.limit);
        Ok(Found { at, mention: Some(index), value: Value::Quantity(Quantity { bound, ..quantity }) })
    }

    /// "Combien étaient-ils?", "How many were in the hall?": a question that leaves out what it counts, as the text has told it before.
    fn asks_how_many(&self) -> bool {
        let Some(label) = self.entry.labels.first() else { return false };
        let analysis = self.page.extraction.analysis(label.sentence);
        let cues = self.page.extraction.cues_of(label.sentence);
        let asks = |token: &Token| {
            cues.iter().any(|hit| matches!(hit.cue, Cue::Interrogative | Cue::Indefinite) && hit.span.meets(token.span))
        };
        let verb = analysis.tokens.iter().position(|token| token.class.is(Class::AUXILIARY));
        // The first word is the one that asks.
        verb.and_then(|verb| analysis.tokens.get(1..verb))
            .is_some_and(|before| before.iter().all(|token| !token.is_content() || asks(token)))
    }

    fn date(&self, asking: &Asking<'_>) -> Result<Found, Stop> {
        let (index, at) = self.first_mention(asking)?;
        let mention = &self.page.extraction.mentions[index];
        if !matches!(mention.value, Value::Period(_)) {
            return Err(Stop::Value("no date stands there"));
        }
        Ok(Found { at, mention: None, value: mention.value.clone() })
    }

    /// The number or date that the value begins with.
    fn first_mention(&self, asking: &Asking<'_>) -> Result<(MentionId, Span<InFolded>), Stop> {
        let mentions = Id::each(asking.whole().mentions.clone());
        let nothing = Stop::Value("no number and no date stands there");
        let mut own = mentions.filter(|index| self.entry.value.covers(self.page.extraction.mentions[*index].span));
        let first = own.next().ok_or(nothing)?;
        let at = self.page.extraction.mentions[first].span;
        self.begins(at).then_some((first, at)).ok_or(nothing)
    }

    fn yes_or_no(&self, asking: &Asking<'_>, label: &Label, about: Span<InFolded>) -> Result<Found, Stop> {
        let nothing = Stop::Value("no word for yes or no stands there");
        let analysis = self.page.extraction.analysis(self.sentence);
        let mut tokens = analysis.tokens[analysis.tokens_of(self.entry.value)].iter();
        let first = tokens.find(|token| !matches!(token.mark, Mark::QuoteOpening | Mark::Dash)).ok_or(nothing)?;
        let word = self.page.extraction.words(first.span);
        let lexicon = asking.whole().lexicon;
        let value = if lexicon.yes.contains(word) {
            true
        } else if lexicon.no.contains(word) {
            false
        } else {
            return Err(nothing);
        };
        let next = tokens.next();
        if next.is_some_and(Token::is_word) {
            return Err(nothing);
        }
        let asked = self.page.extraction.reading(label.sentence, about);
        if asked.polarity == Polarity::Denied || asked.has_ceased {
            return Err(Stop::Clause(about));
        }
        Ok(Found { at: first.span, mention: None, value: Value::YesNo(value) })
    }

    fn choice(&self, asking: &Asking<'_>, choices: &Choices) -> Result<Found, Stop> {
        let nothing = Stop::Value("none of the rule's options is named there");
        let named = choice::named(asking, choices);
        let own: Vec<_> = named.iter().filter(|(_, at)| self.entry.value.covers(*at)).collect();
        let (_, first) = own.first().ok_or(nothing)?;
        let is_denied = asking.cues().iter().any(|hit| {
            matches!(hit.cue, Cue::Negation | Cue::NegatedDeterminer | Cue::Instead | Cue::Outranked)
                && self.entry.value.covers(hit.span)
        });
        if is_denied || !self.begins(*first) {
            return Err(nothing);
        }
        let ids = own.iter().map(|(option, _)| choices.options[*option].id.clone()).collect();
        Ok(Found { at: *first, mention: None, value: Value::Choice(Choice { ids, is_closed: false, is_denied: false }) })
    }

    /// Returns true if the value begins with the words at `at`: small words and marks stand before them at most.
    fn begins(&self, at: Span<InFolded>) -> bool {
        let analysis = self.page.extraction.analysis(self.sentence);
        let start = self.entry.value.start;
        let before = &analysis.tokens[analysis.tokens_of(Span::new(start, at.start.max(start)))];
        let words = before.iter().filter(|token| token.is_word());
        let is_open = before.iter().any(|token| matches!(token.mark, Mark::Comma | Mark::Opening | Mark::Semicolon));
        !is_open && words.clone().count() <= WORDS_BEFORE && !words.into_iter().any(Token::is_content)
    }

    /// Stops where another word follows a value and tells more of it: "39 *horses*", "12 *per cent*".
    fn ends(&self, at: Span<InFolded>) -> Result<(), Stop> {
        let analysis = self.page.extraction.analysis(self.sentence);
        let next = analysis.tokens.get(analysis.tokens_of(at).end);
        if next.is_some_and(Token::is_content) { Err(Stop::Clause(at)) } else { Ok(()) }
    }

    fn subject(&self, asking: &Asking<'_>, label: &Label, about: Span<InFolded>) -> Result<Concerned, Stop> {
        let nobody = Stop::Subject;
        match &self.entry.shape {
            Shape::Cell(place) => asking.subject_of_cell(place, Some(label.sentence)).ok_or(nobody),
            Shape::Reply => {
                let hits = self.words.by_rule(self.page, label.sentence, label.span).remove(&asking.rule).unwrap_or_default();
                let bounds = OnceCell::new();
                let asked = Asking { sentence: label.sentence, hits: &hits, bounds: &bounds, ..*asking };
                asked.subject(about).or_else(|stop| asked.topic_of_question(label.span, about).ok_or(stop))
            }
            Shape::Line | Shape::Heading => asking.subject_of_line(label.span, self.entry.value).ok_or(nobody),
        }
    }

    /// What is shown of the labels. Where a row has several values, each needs the head of a column that tells it from the others.
    fn shown(&self, asking: &Asking<'_>, label: &Label) -> Result<Shown, Stop> {
        let extraction = self.page.extraction;
        let Shape::Cell(place) = &self.entry.shape else {
            let quoted = label.sentence != self.sentence;
            return Ok(Shown { label: Some(label.span).filter(|_| quoted), column: None, period: None });
        };
        let span = |head: SentenceId| extraction.sentences[head].span;
        let row = place.row.filter(|head| head.index() < self.sentence.index());
        let time = |head: Option<SentenceId>| head.and_then(|head| time_of(extraction, head));
        let period = time(place.row).or(time(place.column));
        let is_one_of_times = time(place.column).is_some() || time(place.row).is_some() && asking.is_one_of_times(place);
        if is_one_of_times && !asking.asked().over_time.is_by_period() {
            return Err(Stop::Value("the table has a value for each time, and the rule asks about none"));
        }
        let is_by_row = place.row == Some(label.sentence);
        if is_by_row && place.column.is_none() && asking.values_in_row(place) > 1 {
            return Err(Stop::Value("the row has several values, and nothing says which is meant"));
        }
        let tells = |head: &SentenceId| {
            *head == label.sentence || time(Some(*head)).is_some() || asking.named_in(&[span(*head)]).is_some()
        };
        Ok(Shown { label: row.map(span), column: place.column.filter(tells).map(span), period })
    }
}
