//! The grammars: what words express a value. Language-neutral; what differs between languages is in the lexicon.
//!
//! Each function is named after its grammar rule, which its comment gives in ABNF (RFC 5234) with an example. Texts are folded.

mod date;
mod noun;
mod number;
mod quantity;
mod word;

pub use date::DateMarks;

use crate::claim::{PartialDate, Quantity, Value};
use crate::lexicon::Lexicon;
use crate::pattern::Folded;
use crate::span::Span;
use nom::Offset;

/// Words that express a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words of the value itself.
    pub span: Span,
    /// What they say.
    pub value: Value,
    /// The words that a quantity counts.
    pub noun: Option<Span>,
    /// How surely a date was read.
    pub marks: DateMarks,
}

/// What stands at one place.
enum Found {
    Quantity(Quantity),
    Date(date::Found),
}

/// The values in the sentence `sentence` of the text `folded`. `anchors` are the sorted positions where one may begin;
/// `reference` is the date that "yesterday" is counted from.
pub fn mentions(
    folded: &Folded,
    sentence: Span,
    anchors: impl IntoIterator<Item = usize>,
    lexicon: &Lexicon,
    reference: Option<PartialDate>,
) -> Vec<Mention> {
    let text = &folded.text()[..sentence.end];
    let mut mentions: Vec<Mention> = Vec::new();
    let mut done = sentence.start;
    // The end of a word that is no number, but may hold a date: "sales-2002-10-09.csv".
    let mut name_end = sentence.start;
    // The end of the last date, where that is a year.
    let mut year_end = None;
    for anchor in anchors {
        if anchor < done {
            continue;
        }
        let input = &text[anchor..];
        let before = &text[sentence.start..anchor];
        let between = year_end.and_then(|end| text.get(end..anchor));
        let is_after_year = between.is_some_and(|between: &str| word::is_phrase(between.trim(), &lexicon.dates.coordinators));
        let cx = date::Context { lexicon, folded, end: sentence.end, reference, before, is_after_year };
        let is_in_name = anchor < name_end || word::is_glued_before(before);
        if is_in_name {
            name_end = name_end.max(anchor + word::token(input));
        }
        let Some((rest, found)) = found(&cx, is_in_name, input) else { continue };
        let end = anchor + input.offset(rest);
        let mut span = Span::new(anchor, end);
        match found {
            Found::Date(found) => {
                if found.takes_article
                    && let Some(start) = word::phrase_before(before, &lexicon.dates.articles)
                    && sentence.start + start >= done
                {
                    span.start = sentence.start + start;
                }
                year_end = Some(end).filter(|_| text[..end].ends_with(|letter: char| letter.is_ascii_digit()));
                if let Some(period) = found.period {
                    mentions.push(Mention { span, value: Value::Period(period), noun: None, marks: found.marks });
                }
            }
            Found::Quantity(_) if word::is_glued_after(rest) => name_end = end + word::token(rest),
            Found::Quantity(_) if is_name(lexicon, before, rest) => {}
            Found::Quantity(quantity) => {
                let (after_noun, noun) = noun::noun(lexicon, rest);
                let noun = noun.map(|noun| Span::new(anchor + input.offset(noun), anchor + input.offset(noun) + noun.len()));
                let quantity = quantity::with_rate(lexicon, quantity, after_noun);
                mentions.push(Mention { span, value: Value::Quantity(quantity), noun, marks: DateMarks::default() });
            }
        }
        done = end;
    }
    mentions
}

fn found<'t>(cx: &date::Context<'_>, is_in_name: bool, input: &'t str) -> Option<(&'t str, Found)> {
    if is_in_name {
        let is_after_letter = cx.before.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
        let date = date::embedded_date(cx, input).ok().filter(|_| is_after_letter);
        return date.map(|(rest, date)| (rest, Found::Date(date)));
    }
    if let Ok((rest, date)) = date::date(cx, input) {
        return Some((rest, Found::Date(date)));
    }
    let (rest, quantity) = quantity::quantity(cx.lexicon, input).ok()?;
    // "About 2019/aug/01", "at least 3 March 2020": the digits belong to a date.
    let words = &input[..input.offset(rest)];
    if let Some(at) = words.find(|letter: char| letter.is_ascii_digit()).filter(|at| *at > 0)
        && let Ok((after, _)) = date::date(&date::Context { before: &input[..at], ..*cx }, &input[at..])
        && after.len() < rest.len()
    {
        return None;
    }
    Some((rest, Found::Quantity(quantity)))
}

/// Whether a number names something instead of counting: "n° 7", "article 5", "3)" at the head of an item.
fn is_name(lexicon: &Lexicon, before: &str, after: &str) -> bool {
    let marks_item = after.starts_with(')') && !before.contains('(') || after.starts_with('.') && before.trim().is_empty();
    marks_item || word::ends_with_phrase(before, &lexicon.labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::pattern::Folded;

    /// What is recognised in `text`: value and counted noun.
    fn read(lang: &str, text: &str) -> Vec<String> {
        let (lexicons, mistakes) = Lexicons::load(&[]);
        assert_eq!(mistakes, []);
        let lexicon = lexicons.get(lang.parse().expect("a code")).expect("a lexicon");
        let folded = Folded::new(text);
        let whole = Span::new(0, folded.text().len());
        let anchors = (0..whole.end)
            .filter(|at| folded.text().is_char_boundary(*at) && !folded.text()[..*at].ends_with(crate::pattern::is_word_letter));
        let found = mentions(&folded, whole, anchors, lexicon, None);
        found
            .into_iter()
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
            ("2,4 millions d'euros", "2400000 [euros]"),
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
        ] {
            assert_eq!(read("en", text), [expected], "{text}");
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
        for text in
            ["question 7-1648", "n° 34", "article 5", "C3PO et F-16", "1) Qui ?", "v1.2.3", "09h01", "55-2-700771", "H1N1", "2e"]
        {
            assert_eq!(read("fr", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(read("nl", "nr. 7-401"), Vec::<String>::new());
        assert_eq!(read("en", "a cat, an idea"), Vec::<String>::new());
    }
}
