//! The grammars: they read values from words. They are language-neutral; what differs between languages is in the lexicon.
//!
//! Each function is named after its grammar rule, which its comment gives in ABNF (RFC 5234) with an example. Input texts are
//! folded.

mod date;
mod digits;
mod fraction;
mod name;
mod noun;
mod number;
mod quantity;
mod spelled;
mod tolerance;
mod unit;
mod word;

pub use date::DateMarks;

use crate::claim::{PartialDate, Value};
use crate::lexicon::Lexicon;
use crate::pattern::Folded;
use crate::span::{InFolded, InSource, Space, Span};
use nom::Offset;
use word::Scope;

/// Words that express a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<S: Space> {
    /// The words of the value.
    pub span: Span<S>,
    /// The same without the words that make it approximate: "78" in "some 78".
    pub core: Span<S>,
    /// The value.
    pub value: Value,
    /// The words that a quantity counts.
    pub noun: Option<Span<S>>,
    /// How surely a date was read.
    pub marks: DateMarks,
    /// Whether its separator could also be read in another way: "1.500" in English. The value is the reading of the language.
    pub is_ambiguous: bool,
}

impl Mention<InFolded> {
    /// Converts the spans to places in the source of `folded`.
    pub fn to_source(self, folded: &Folded) -> Mention<InSource> {
        let Mention { span, core, value, noun, marks, is_ambiguous } = self;
        let noun = noun.map(|noun| folded.to_source(noun));
        Mention { span: folded.to_source(span), core: folded.to_source(core), value, noun, marks, is_ambiguous }
    }
}

/// A place where a value may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The place.
    pub at: usize,
    /// Whether the word there only opens a value, and needs a figure after it: "between", "de", "last".
    pub opens: bool,
}

/// The most bytes between the word that opens a value and its first figure: "between the beginning of the year 2019".
const OPENER_REACH: usize = 48;

/// What was found at one place.
enum Found<'t> {
    Quantity(Box<quantity::Found<'t>>),
    /// A date, and what follows the time of day behind it.
    Date(date::Found, &'t str),
    /// Neither a quantity nor anything else that can be compared: a telephone number, for example.
    Skipped,
}

/// Returns the values in the sentence `sentence` of the text `folded`. `anchors` are the places at which one may begin, in order;
/// `reference` is the date that "yesterday" is counted from.
pub fn mentions(
    folded: &Folded,
    sentence: Span<InFolded>,
    anchors: &[Anchor],
    lexicon: &Lexicon,
    reference: Option<PartialDate>,
) -> Vec<Mention<InFolded>> {
    let text = &folded.text()[..sentence.end];
    let scope = Scope { lexicon, folded, start: sentence.start, end: sentence.end, joins: true, behind_unit: false };
    let mut mentions: Vec<Mention<InFolded>> = Vec::new();
    let mut done = sentence.start;
    // The end of a word that is not a number, but may contain a date: "sales-2002-10-09.csv".
    let mut name_end = sentence.start;
    // The end of the last date, if it is a year.
    let mut year_end = None;
    // The end of the last number that is a name because of a label: "articles 12" and 13.
    let mut label_end = None;
    // For each anchor, the next figure that is not an opener.
    let mut figures = anchors.iter().filter(|anchor| !anchor.opens).map(|anchor| anchor.at).peekable();
    let mut tried = None;
    for &Anchor { at: anchor, opens } in anchors {
        if anchor < done || tried == Some(anchor) {
            continue;
        }
        while figures.next_if(|figure| *figure < anchor).is_some() {}
        if opens && figures.peek().is_none_or(|figure| *figure > anchor + OPENER_REACH) {
            continue;
        }
        tried = Some(anchor);
        let input = &text[anchor..];
        let before = &text[sentence.start..anchor];
        let marked = if anchor < name_end { None } else { signed(&scope, text, done.max(name_end), anchor) };
        let (start, rest, found) = match marked {
            Some(found) => found,
            None => {
                let between = year_end.and_then(|end| text.get(end..anchor));
                let is_after_year =
                    between.is_some_and(|between: &str| word::is_phrase(between.trim(), &lexicon.dates.coordinators));
                let cx = date::Context { lexicon, folded, end: sentence.end, reference, before, is_after_year };
                let is_in_name = anchor < name_end || word::is_glued_before(before) || name::follows_account(before);
                if is_in_name {
                    name_end = name_end.max(anchor + word::token(input));
                }
                match found(&cx, &scope, is_in_name, input) {
                    Some((rest, found)) => (anchor, rest, found),
                    None => continue,
                }
            }
        };
        let before = &text[sentence.start..start];
        let mut end = sentence.end - rest.len();
        let mut span = Span::new(start, end);
        let is_bare = matches!(&found, Found::Quantity(found) if found.quantity.unit.0.is_empty());
        let is_listed = |from: usize| text.get(from..start).is_some_and(|between| name::goes_on(&scope, between, rest));
        match found {
            Found::Skipped => {}
            Found::Date(found, after) => {
                if found.takes_article
                    && let Some(start) = word::phrase_before(before, &lexicon.dates.articles)
                    && sentence.start + start >= done
                {
                    span.start = sentence.start + start;
                }
                year_end = Some(end).filter(|_| text[..end].ends_with(|letter: char| letter.is_ascii_digit()));
                if let Some(period) = found.period {
                    let value = Value::Period(period);
                    mentions.push(Mention { span, core: span, value, noun: None, marks: found.marks, is_ambiguous: false });
                }
                end = sentence.end - after.len();
            }
            Found::Quantity(_) if is_bare && word::is_glued_after(rest) => {
                name_end = end + word::token(rest);
            }
            Found::Quantity(_) if is_bare && (label_end.is_some_and(is_listed) || name::is_labelled(&scope, before, input)) => {
                label_end = Some(end);
            }
            Found::Quantity(_) if is_bare && name::is_name(&scope, before, &text[start..end], rest) => {}
            Found::Quantity(found) if name::is_marker(before, &found.quantity.unit, rest) => {}
            Found::Quantity(found)
                if found.quantity.unit.0 == "hour" && name::is_clock(&scope, before, &text[start..end], rest) =>
            {
                end = sentence.end - name::minutes_after(&scope, &text[start..end], rest).unwrap_or(rest).len();
            }
            Found::Quantity(found) => {
                if let Some(from) = found.from {
                    span.start = sentence.end - from.len();
                }
                let (after_noun, noun) = noun::noun(lexicon, rest);
                let start_of = |part: &str| sentence.end - part.len();
                let noun = noun.filter(|_| !found.is_share);
                let noun = noun.map(|noun| {
                    let at = noun.as_ptr() as usize - text.as_ptr() as usize;
                    Span::new(at, at + noun.len())
                });
                let core = Span::new(start_of(found.core), end);
                let quantity = quantity::with_rate(&scope, found.quantity, rest, after_noun);
                if let Some(Mention { span: first, value: Value::Quantity(bare), noun: None, .. }) = mentions.last_mut()
                    && let Some(between) = text.get(first.end..start)
                {
                    quantity::share_unit(&scope, bare, between, input, &quantity);
                }
                let is_ambiguous = found.is_ambiguous;
                let marks = DateMarks::default();
                mentions.push(Mention { span, core, value: Value::Quantity(quantity), noun, marks, is_ambiguous });
            }
        }
        done = end;
    }
    mentions
}

/// Reads a quantity that begins before its first digit: with a sign, a currency symbol, a decimal point.
///
/// `done` is the end of the previous quantity, `anchor` the beginning of the digits.
fn signed<'t>(scope: &Scope<'_>, text: &'t str, done: usize, anchor: usize) -> Option<(usize, &'t str, Found<'t>)> {
    if !text[anchor..].starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    for start in name::starts(scope, &text[done..anchor]).into_iter().rev() {
        let start = done + start;
        if let Some(rest) = name::called(&text[start..]) {
            return Some((start, rest, Found::Skipped));
        }
        if let Ok((rest, found)) = quantity::quantity(scope, &text[start..])
            && scope.end - rest.len() > anchor
            // Letters before the digits are a currency code, or do not belong to it.
            && !(found.quantity.unit.0.is_empty() && text[start..].starts_with(char::is_alphabetic))
        {
            return Some((start, rest, Found::Quantity(Box::new(found))));
        }
    }
    None
}

fn found<'t>(cx: &date::Context<'_>, scope: &Scope<'_>, is_in_name: bool, input: &'t str) -> Option<(&'t str, Found<'t>)> {
    if is_in_name {
        let is_after_letter = cx.before.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
        let date = date::embedded_date(cx, input).ok().filter(|_| is_after_letter);
        return date.map(|(rest, date)| (rest, Found::Date(date, rest)));
    }
    if let Ok((rest, date)) = date::date(cx, input) {
        return Some((rest, Found::Date(date, date::past_clock(cx, rest))));
    }
    if let Some(rest) = date::told(cx, input)
        .or_else(|| name::called(input))
        .or_else(|| name::arrowed(cx.before, input))
        .or_else(|| name::coordinate(scope, input))
    {
        return Some((rest, Found::Skipped));
    }
    let (rest, quantity) = quantity::quantity(scope, input).ok()?;
    // "About 2019/aug/01", "at least 3 March 2020": the digits belong to a date. "Around 1619" is a year, unless it counts something.
    let words = &input[..input.offset(rest)];
    if let Some(at) = words.find(|letter: char| letter.is_ascii_digit()).filter(|at| *at > 0)
        && let Ok((after, _)) = date::date(&date::Context { before: &input[..at], ..*cx }, &input[at..])
        && (after.len() < rest.len() || after.len() == rest.len() && !name::names_next(scope, rest))
    {
        return None;
    }
    Some((rest, Found::Quantity(Box::new(quantity))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::pattern::Folded;

    fn find(lang: &str, text: &str) -> Vec<Mention<InFolded>> {
        let lexicon = Lexicons::carried().get(lang.parse().expect("a code")).expect("a lexicon");
        let folded = Folded::new(text);
        let whole = Span::new(0, folded.text().len());
        let anchors = (0..whole.end)
            .filter(|at| folded.text().is_char_boundary(*at) && !folded.text()[..*at].ends_with(crate::pattern::is_word_letter));
        let anchors: Vec<_> = anchors.map(|at| Anchor { at, opens: false }).collect();
        mentions(&folded, whole, &anchors, lexicon, None)
    }

    /// Returns what is recognised in `text`: value and counted noun.
    fn read(lang: &str, text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let found = find(lang, text).into_iter();
        found
            .map(|mention| match mention.noun {
                Some(noun) => format!("{} [{}]", mention.value, noun.of(folded.text())),
                None => mention.value.to_string(),
            })
            .collect()
    }

    #[test]
    fn french_quantities() {
        for (text, expected) in [
            ("entre 101 et 500 fois", "101–500 [fois]"),
            ("'101 à 500' recherches", "101–500 [recherches]"),
            ("de 12 à 15 nouvelles recherches,", "12–15 [nouvelles recherches]"),
            ("à 78 reprises entre eux", "78 [reprises]"),
            ("quelque 78 recherches avec", "~78 [recherches]"),
            ("plus de trois milliards d’images", ">3000000000 [images]"),
            ("plus de 10 milliards d'images", ">10000000000 [images]"),
            ("jusqu'à quelques centaines de fois", "<=~200–900 [fois]"),
            ("quatre-vingt-dix-sept", "97"),
            ("deux cent mille", "200000"),
            ("vingt et un", "21"),
            ("soixante et onze", "71"),
            ("nonante-neuf", "99"),
            ("mille deux cents", "1200"),
            ("2,4 millions d'euros", "2400000 EUR"),
            ("1,17 Md€", "1170000000 EUR"),
            ("cinq milliards et demi", "5500000000"),
            ("trois quarts des recherches", "0.75"),
            ("une centaine d'euros", "~80–150 EUR"),
            ("10 à 15 % des cas", "10–15 % [cas]"),
            ("de 10 km à 15 km", "10–15 km"),
            ("500 au maximum", "<=500"),
            ("78 ou plus", ">=78"),
            ("plus de 10 et moins de 20 fois", "10–20 [fois]"),
            ("pas moins de 30 jours", ">=30 day"),
            ("deux ans et demi", "2.5 year"),
            ("2 heures et 30 minutes", "2.5 hour"),
            ("-5 degrés celsius", "-5 °C"),
            ("5 points de pourcentage", "5 pp"),
            ("une bonne centaine de fois", "~100–150 [fois]"),
            ("quelques centaines de milliers d'euros", "~200000–900000 EUR"),
            ("n'a plus de 14 lits", "14 [lits]"),
            ("deux cent mille milliards", "200000000000000"),
            ("treize euros et quarante-cinq cents", "13.45 EUR"),
            ("10 000 fois", "10000 [fois]"),
            ("10\u{202F}000 fois", "10000 [fois]"),
            ("de 2 à 3 millions", "2000000–3000000"),
            ("deux à trois cents fois", "200–300 [fois]"),
            ("5 % des recherches", "5 % [recherches]"),
            ("deux fois par an", "2 /year [fois]"),
            ("au moins 70 personnes", ">=70 [personnes]"),
            ("une dizaine de fois", "~8–15 [fois]"),
            ("moins d'une dizaine de fois", "<~8–15 [fois]"),
        ] {
            assert_eq!(read("fr", text), [expected], "{text}");
        }
    }

    #[test]
    fn dutch_quantities() {
        for (text, expected) in [
            ("101 tot 500 keer", "101–500 [keer]"),
            ("'101 - 500' opzoekingen", "101–500 [opzoekingen]"),
            ("101–500 keer", "101–500 [keer]"),
            ("meer dan drie miljard beelden", ">3000000000 [beelden]"),
            ("een paar honderden keren", "~200–900 [keren]"),
            ("tweeëntwintig keer", "22 [keer]"),
            ("honderd tot vijfhonderd keer", "100–500 [keer]"),
            ("vijftienhonderd", "1500"),
            ("tweeduizend vijfhonderd", "2500"),
            ("achtenzeventig", "78"),
            ("honderdeen", "101"),
            ("negentienhonderdvierentachtig", "1984"),
            ("tussen 101 en 500 keer", "101–500 [keer]"),
            ("ruim 78 keer", "~78 [keer]"),
            ("10.000 keer", "10000 [keer]"),
            ("2,5 miljoen", "2500000"),
            ("hoogstens 30", "<=30"),
            ("twee- tot driehonderd keer", "200–300 [keer]"),
            ("tot 17 keer", "<=17 [keer]"),
            ("gestegen tot 17", "17"),
            ("anderhalf miljoen euro", "1500000 EUR"),
            ("tweee\u{308}nhalf jaar", "2.5 year"),
            ("driekwart van de gevallen", "0.75"),
            ("3 euro en 50 cent", "3.5 EUR"),
            ("78 of meer", ">=78"),
            ("tussen de 10 en 20 kilometer", "10–20 km"),
            ("80 km/u", "80 km/hour"),
            ("15 mln euro", "15000000 EUR"),
            ("elfdrie", "1103"),
        ] {
            assert_eq!(read("nl", text), [expected], "{text}");
        }
    }

    #[test]
    fn english_quantities() {
        for (text, expected) in [
            ("between 101 and 500 times", "101–500 [times]"),
            ("from 3 to 5 searches", "3–5 [searches]"),
            ("more than three billion images", ">3000000000 [images]"),
            ("two hundred and five", "205"),
            ("a million", "1000000"),
            ("two dozen cranes", "24 [cranes]"),
            ("twenty-one", "21"),
            ("nineteen hundred", "1900"),
            ("one hundred and one thousand two hundred", "101200"),
            ("10,000 times", "10000 [times]"),
            ("3.5 billion", "3500000000"),
            ("a few hundred times", "~200–900 [times]"),
            ("no more than 20 searches", "<=20 [searches]"),
            ("78 searches a year", "78 /year [searches]"),
            ("half a million dollars", "500000 USD"),
            ("between one hundred and two hundred", "100–200"),
            ("between one hundred and fifty and two hundred", "150–200"),
            ("one million, two hundred thousand", "1200000"),
            ("$1.5bn", "1500000000 USD"),
            ("GBP 17 million", "17000000 GBP"),
            ("from $3m to $5m", "3000000–5000000 USD"),
            ("10 or more searches", ">=10 [searches]"),
            ("greater than or equal to 30", ">=30"),
            ("10 to 15 km", "10–15 km"),
            ("2 1/2 hours", "2.5 hour"),
            ("5 ft 3 in", "5.25 foot"),
            ("30 mph", "30 mile/hour"),
            ("a 12-year-old", "12 year"),
            ("10M searches", "10000000 [searches]"),
            ("10 m", "10 m"),
            ("1,234,567", "1234567"),
        ] {
            assert_eq!(read("en", text), [expected], "{text}");
        }
    }

    #[test]
    fn a_separator_that_may_mean_two_things_is_marked() {
        for (lang, text, value, is_ambiguous) in [
            ("en", "1.500 times", "1.5", true),
            ("en", "1,500 times", "1500", false),
            ("en", "5,00 euros", "5 EUR", false),
            ("fr", "1,500 fois", "1.5", true),
            ("fr", "1.500 fois", "1500", false),
            ("nl", "1,234,567 keer", "1234567", false),
            ("nl", "12.5 keer", "12.5", false),
        ] {
            let found = find(lang, text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].value.to_string().as_str(), found[0].is_ambiguous), (value, is_ambiguous), "{text}");
        }
    }

    #[test]
    fn dates_are_no_quantities() {
        assert_eq!(read("fr", "entre octobre 2019 et février 2020"), ["2019-10/2020-02"]);
        assert_eq!(read("fr", "le 10 février 2020, le 1er mars, en 2019"), ["2020-02-10", "2019"]);
        assert_eq!(read("nl", "sinds 2020-02-10 of 14/03/2022"), ["2020-02-10/", "2022-03-14"]);
        assert_eq!(read("en", "March 14, 2022; 14 March 2022; in 2021-2022"), ["2022-03-14", "2022-03-14", "2021/2022"]);
    }

    #[test]
    fn names_are_no_quantities() {
        for text in [
            "+32 475 12 34 56",
            "02/555.12.34",
            "BE71 0961 2345 6769",
            "192.168.0.1",
            "question 7-1648",
            "n° 34",
            "article 5",
            "C3PO et F-16",
            "1) Qui ?",
            "v1.2.3",
            "09h01",
            "55-2-700771",
            "H1N1",
            "2e",
        ] {
            assert_eq!(read("fr", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read("nl", "nr. 7-401, om 10.30 uur"), Vec::<String>::new());
        assert_eq!(read("fr", "l'article 5 et la section 3.2"), Vec::<String>::new());
        assert_eq!(read("en", "This one is good, at 10:30 and 6 pm; won 3-1"), Vec::<String>::new());
        assert_eq!(read("en", "a cat, an idea"), Vec::<String>::new());
    }
}
