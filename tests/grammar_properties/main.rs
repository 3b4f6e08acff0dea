//! Properties of the grammars for every number and every text: spelled numbers are read back, and mentions are at valid places.
//! The spellers in `spell.rs` do not use the lexicons.
#![allow(clippy::expect_used, reason = "a failed `expect` is the failure that the test reports")]

mod spell;

use contradict::answer::Reader;
use contradict::claim::{End, Figure, Interval, Lang, Value};
use contradict::lexicon::{Lexicon, Lexicons};
use contradict::rule::RuleSet;
use proptest::prelude::*;
use spell::{LIMIT, MILLIARD, MILLION, THOUSAND, spellings};
use std::sync::LazyLock;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(&[]).0);
static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::default);
static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&LEXICONS, &RULES, None).expect("the lexicons fit"));

fn lexicon(lang: &str) -> &'static Lexicon {
    let lang: Lang = lang.parse().expect("a code");
    LEXICONS.get(lang).expect("a lexicon")
}

/// Returns what goes wrong when `words` are read: they must be one plain quantity with this value, from beginning to end.
fn misreading(lang: &str, words: &str, number: u64) -> Option<String> {
    let found: Vec<_> =
        READER.mentions(words, lexicon(lang), None).into_iter().map(|mention| (mention.span, mention.value)).collect();
    let is_right = match found.as_slice() {
        [(span, Value::Quantity(quantity))] => {
            let value = match quantity.figure {
                Figure::Point { value, .. } => Some(value),
                _ => None,
            };
            (span.start, span.end) == (0, words.len())
                && quantity.bound.is_none()
                && quantity.unit.0.is_empty()
                && value == Some(number.into())
        }
        _ => false,
    };
    let shown: Vec<String> = found.iter().map(|(span, value)| format!("`{}` = {value}", span.of(words))).collect();
    (!is_right).then(|| format!("{lang} {number} `{words}`: {}", shown.join(", ")))
}

/// Reads back every spelling of `numbers`, and shows the first failures.
fn read_back(lang: &str, numbers: impl Iterator<Item = u64>) {
    let mut count = 0;
    let mut wrong = Vec::new();
    for number in numbers {
        for words in spellings(lang, number) {
            count += 1;
            wrong.extend(misreading(lang, &words, number));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} are misread:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// 0 to 10 000, then at growing distances up to a million; the step is prime, so that all endings occur.
fn counted() -> impl Iterator<Item = u64> {
    (0..=3_000).chain((3_000..=MILLION).step_by(997)).chain([MILLION - 1, MILLION])
}

#[test]
fn a_misreading_is_seen() {
    assert!(misreading("fr", "deux cents", 200).is_none());
    for (words, number) in
        [("deux cents", 201), ("deux cents ans", 200), ("plus de deux cents", 200), ("deux et cent", 102), ("", 0)]
    {
        assert!(misreading("fr", words, number).is_some(), "{words}");
    }
}

#[test]
fn french_numbers_are_read_back() {
    read_back("fr", counted());
}

#[test]
fn dutch_numbers_are_read_back() {
    read_back("nl", counted());
}

#[test]
fn english_numbers_are_read_back() {
    read_back("en", counted());
}

/// Pieces that the grammars look for, so that random texts reach them.
const PIECES: &[&str] = &[
    "78",
    "1.500",
    "10 000",
    "10\u{a0}000",
    "12'500",
    "2,4",
    "3-1",
    "7-1648",
    "999999999999999999999999999999",
    "0,00000000000000000000000001",
    "entre",
    "et",
    "de",
    "à",
    "tussen",
    "en",
    "tot",
    "tot en met",
    "between",
    "and",
    "from",
    "to",
    "deux",
    "trois cents",
    "quatre-vingt",
    "twee-",
    "driehonderd",
    "tweee\u{308}ntwintig",
    "anderhalf",
    "half",
    "demi",
    "million",
    "miljard",
    "billion",
    "billiards",
    "mille",
    "plus de",
    "jusqu'à",
    "jusqu’à",
    "hooguit",
    "at most",
    "no more than",
    "nog geen",
    "une dizaine",
    "een paar honderd",
    "tens of",
    "thousands",
    "quelque",
    "ruim",
    "environ",
    "%",
    "€",
    "$",
    "°C",
    "km/h",
    "m²",
    "par an",
    "per jaar",
    "a year",
    "euros",
    "ans",
    "10 février 2020",
    "2020-02-30",
    "31/02/2020",
    "octobre",
    "maart",
    "May",
    "2019",
    "depuis",
    "sinds",
    "since",
    "mid-",
    "fin",
    "n° ",
    "art. ",
    "F-16",
    "§",
    "(",
    ")",
    "«",
    "»",
    "'",
    "’",
    "“",
    "…",
    ".",
    ",",
    ";",
    " : ",
    "-",
    "–",
    "/",
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u{202f}",
    "\u{200b}",
    "\u{feff}",
    "\u{308}",
    "İ",
    "ß",
    "ﬁ",
    "𝟳",
    "٣",
    "½",
    "²",
    "é",
    "🦀",
    "\u{0}",
    "\u{7f}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    let gap = prop_oneof![3 => Just(" "), 1 => Just("")];
    prop_oneof![
        3 => prop::collection::vec((piece, gap), 0..24).prop_map(|pieces| {
            pieces.into_iter().map(|(piece, gap)| piece + gap).collect::<String>()
        }),
        1 => any::<String>(),
        1 => "\\PC{0,200}",
    ]
}

fn config(cases: u32) -> ProptestConfig {
    // No file is written: failures are printed, and belong in a table.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn large_numbers_are_read_back(number in prop_oneof![0..MILLION, 0..MILLIARD, 0..LIMIT]) {
        for lang in ["fr", "nl", "en"] {
            for words in spellings(lang, number) {
                let wrong = misreading(lang, &words, number);
                prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
            }
        }
    }

    #[test]
    fn round_numbers_are_read_back(times in 1..1_000_u64, zeros in 0..4_u32) {
        for lang in ["fr", "nl", "en"] {
            let number = times * THOUSAND.pow(zeros);
            for words in spellings(lang, number) {
                let wrong = misreading(lang, &words, number);
                prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
            }
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn mentions_lie_in_the_text_in_order_and_apart(text in text()) {
        for lexicon in LEXICONS.iter() {
            let mut end = 0;
            for (span, value) in READER.mentions(&text, lexicon, None).into_iter().map(|mention| (mention.span, mention.value)) {
                prop_assert!(span.start >= end, "{value} at {span:?} begins before {end}, in {text:?}");
                prop_assert!(span.start < span.end && span.end <= text.len(), "{value} at {span:?} of {text:?}");
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} of {text:?}");
                end = span.end;
            }
        }
    }

    #[test]
    fn what_is_read_is_a_sound_value(text in text()) {
        for lexicon in LEXICONS.iter() {
            for (span, value) in READER.mentions(&text, lexicon, None).into_iter().map(|mention| (mention.span, mention.value)) {
                let words = span.of(&text);
                match &value {
                    Value::Quantity(quantity) => {
                        let (low, high) = quantity.figure.ends();
                        prop_assert!(low <= high, "{value} from {words:?}");
                        // What is meant touches the end of a bound.
                        let closed = |end: End| end.value().map_or(end, End::Closed);
                        let possible = quantity.possible();
                        let touched = Interval { low: closed(possible.low), high: closed(possible.high) };
                        prop_assert!(touched.contains(&quantity.meant()), "{value} from {words:?}");
                    }
                    Value::Period(period) => {
                        prop_assert!(period.first_day() <= period.last_day(), "{value} from {words:?}");
                    }
                    _ => {}
                }
            }
        }
    }
}
