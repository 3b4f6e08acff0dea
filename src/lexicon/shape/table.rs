//! What may stand in a lexicon: every key, what kind of value it has, and what it is for in a few words.

use super::{Key, Keys, Pairs, Shape};

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about, is_required: true }
}

const fn may(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about, is_required: false }
}

const PLAIN: Shape = Shape::Text;
const PHRASE: Shape = Shape::Pattern;
const FLAG: Shape = Shape::Flag;
const SIGN: Shape = Shape::Sign;
const SIGNS: Shape = Shape::List(&SIGN);
const WORDS: Shape = Shape::List(&Shape::Text);
const PATTERNS: Shape = Shape::List(&Shape::Pattern);
/// Words that a value may begin with: they are patterns too.
const PHRASES: Shape = PATTERNS;
const TEXTS: Shape = Shape::Map(Keys::Words, &Shape::Text);
const NUMBER: Shape = Shape::Number(i16::MIN as i64, i16::MAX as i64);
const NUMBERS: Shape = Shape::Map(Keys::Words, &NUMBER);
const SMALL: Shape = Shape::Number(i16::MIN as i64, i16::MAX as i64);
const WORTH: Shape = Shape::Number(0, i64::MAX);
const PART: Shape = Shape::Number(1, i64::MAX);
const PHRASE_NUMBERS: Shape = Shape::Map(Keys::Patterns, &SMALL);
const PHRASE_WORTHS: Shape = Shape::Map(Keys::Patterns, &WORTH);
const PHRASE_PARTS: Shape = Shape::Map(Keys::Patterns, &PART);
const COUNTS: Shape = Shape::Map(Keys::Words, &PART);
const TENS: Shape = Shape::Map(Keys::Patterns, &Shape::Pair(Pairs::Tens));
const FRACTIONS: Shape = Shape::Map(Keys::Patterns, &Shape::Pair(Pairs::Fraction));
const SHARES: Shape = Shape::Map(Keys::Patterns, &Shape::Pair(Pairs::Shares));
const PLAIN_SHARES: Shape = Shape::Map(Keys::Words, &Shape::Pair(Pairs::Shares));
const VAGUE: Shape = Shape::Map(Keys::Patterns, &Shape::Pair(Pairs::Rising));
const PAIR: Shape = Shape::Pair(Pairs::Rising);
const SEASONS: Shape = Shape::Map(Keys::Patterns, &Shape::Pair(Pairs::Months));
const MONTH: Shape = Shape::Number(1, 12);
const DAY: Shape = Shape::Number(1, 31);
const WEEKDAY: Shape = Shape::Number(1, 7);
const NTH: Shape = Shape::Number(1, 5);
const MONTHS: Shape = Shape::Map(Keys::Patterns, &MONTH);
const WEEKDAYS: Shape = Shape::Map(Keys::Patterns, &WEEKDAY);
const DAYS: Shape = Shape::Map(Keys::Patterns, &DAY);
const PARTS: Shape = Shape::Map(Keys::Words, &MONTH);
const ORDERS: Shape = Shape::List(&Shape::Choice(&["day-month", "month-day"]));
/// An ending may be empty.
const ENDING_LIST: Shape = Shape::List(&Shape::Ending);
const READS: Shape = Shape::List(&Shape::List(&Shape::Text));
const ROLES: Shape = Shape::List(&Shape::Choice(&["tens", "hundreds", "scales"]));

/// `[cues]`
const CUES: &[Key] = &[
    may("complementizer", PATTERNS, "begins a clause that is said, known or denied: \"that\""),
    may("interrogative", PATTERNS, "begins an indirect question: \"whether\""),
    may("relative", PATTERNS, "begins a clause that tells of a noun: \"who\""),
    may("subordinator", PATTERNS, "begins a clause that tells of circumstances: \"because\""),
    may("reporting", PATTERNS, "begins a clause that may tell who says the rest: \"as\""),
    may("condition", PATTERNS, "begins a condition: \"if\""),
    may("awaited", PATTERNS, "begins a clause about a time that may never come: \"until\""),
    may("no-clause", PATTERNS, "holds a word that often begins a clause, and begins none: \"ne … que\""),
    may("contrast", PATTERNS, "begins a clause that stands against the one before: \"but\""),
    may("negation", PATTERNS, "denies the predicate: \"not\", \"never\""),
    may("not-only", PATTERNS, "denies nothing, though it holds a negation: \"not only\""),
    may("partly", PATTERNS, "denies with a limit: \"not everywhere\""),
    may("ceased", PATTERNS, "it was so, and is no more: \"no longer\""),
    may("negated-determiner", PATTERNS, "denies the noun after it: \"no\", \"aucun\""),
    may("negated-subject", PATTERNS, "denies the clause of which it is the subject: \"nobody\""),
    may("without", PATTERNS, "denies the verb after it: \"without\", \"failed to\""),
    may("denial", PATTERNS, "a verb that denies its object: \"denies\""),
    may("untrue", PATTERNS, "denies what follows, and credits nobody: \"it is false\""),
    may("confirmation", PATTERNS, "a verb that affirms its object: \"admits\""),
    may("factive", PATTERNS, "its object holds, even where the verb is negated: \"knew\""),
    may("achieved", PATTERNS, "says that the verb after it was done, and negated that it was not: \"managed to\""),
    may("caused", PATTERNS, "says that the verb after it was done: \"led to\""),
    may("failed", PATTERNS, "says that the verb after it was not done, and negated that it was: \"failed to\""),
    may("refused", PATTERNS, "says that the verb after it was not done: \"far from\""),
    may("almost", PATTERNS, "says that the verb beside it was not done: \"almost\""),
    may("doubt", PATTERNS, "its object is rather not so: \"doubtful that\""),
    may("belief", PATTERNS, "its object is only believed: \"in the belief that\""),
    may("accused", PATTERNS, "its object is only alleged: \"on suspicion of\""),
    may("claimed", PATTERNS, "a noun for what is only said, where a clause tells what: \"rumour\""),
    may("withdrawn", PATTERNS, "its object was said, and is taken back"),
    may("certain", PATTERNS, "its object surely holds: \"no doubt that\""),
    may("apart", PATTERNS, "the name after it is not the subject: \"unlike\""),
    may("saying", PATTERNS, "a verb that credits its object to its subject: \"says\""),
    may("attribution", PATTERNS, "credits the sentence to the name after it: \"according to\""),
    may("attribution-after", PATTERNS, "credits the sentence to the name before it: \"zufolge\""),
    may("reply", PATTERNS, "credits what follows to whoever was asked: \"was told that\""),
    may("anaphor", PATTERNS, "an object that stands for the sentence before: \"this\""),
    may("elided", PATTERNS, "a statement whose predicate was said before: \"van wel\""),
    may("elided-denied", PATTERNS, "the same, denied: \"que non\""),
    may("hearsay", PATTERNS, "makes it hearsay: \"reportedly\""),
    may("anonymous", PATTERNS, "whoever is credited so is nobody in particular: \"a source close to\""),
    may("each", PATTERNS, "what is said of several holds of each of them: \"each\""),
    may("no-sign", PATTERNS, "denies what follows, with a limit: \"no evidence that\""),
    may("restricted", PATTERNS, "said with a limit: \"as far as we know\""),
    may("possible", PATTERNS, "only possible: \"perhaps\""),
    may("allowed", PATTERNS, "makes the verb after it possible: \"can\""),
    may("planned", PATTERNS, "intended: \"plans to\""),
    may("required", PATTERNS, "a duty or a norm: \"must\""),
    may("hypothetical", PATTERNS, "under a condition: \"unless\""),
    may("asked", PATTERNS, "a question: \"whether\""),
    may("declined", PATTERNS, "a refusal to say: \"no comment\""),
    may("nothing", PATTERNS, "means nothing, though it holds a word of another cue"),
    may("number-of", PATTERNS, "lets the counted noun come before the number: \"number of\""),
    may("indefinite", PATTERNS, "a number that is understood and cannot be compared: \"several\""),
    may("only", PATTERNS, "what is named is all there is: \"only\""),
    may("difference", PATTERNS, "the number beside it is a difference: \"more\""),
    may("change", PATTERNS, "of two numbers after it, the second is the new one: \"rose\""),
    may("part-of", PATTERNS, "the number beside it is a part of one before: \"including\""),
    may("instead", PATTERNS, "the option or the number after it is not meant: \"instead of\""),
    may("outranked", PATTERNS, "the option after it is not meant, but comes behind: \"ahead of\""),
    may("elsewhere", PATTERNS, "another place, thing or person comes in: \"on the other side\""),
    may("former", PATTERNS, "the number after it is what it was before: \"down from\""),
    may("compared", PATTERNS, "something is only compared with the number after it: \"compared with\""),
    may("versus", PATTERNS, "the same, but only behind another number of its kind: \"against\""),
    may("total", PATTERNS, "the number after it is a sum that the one before it is a part of: \"bringing the total to\""),
    may("multiple", PATTERNS, "the number after it is only a measure: \"twice\""),
    may("dated", PATTERNS, "nouns that have a date of their own: \"law\", \"anniversary\""),
    may("correction", PATTERNS, "marks a passage that corrects what stands before it: \"erratum\""),
    may("update", PATTERNS, "marks a passage that is newer than what stands before it: \"updated\""),
    may("translation", PATTERNS, "the words are somebody else's, translated: \"translated from\""),
    may("earlier", PATTERNS, "tells what was wrong before: \"an earlier version\""),
    may("function-word", PATTERNS, "words that only tell the language; `function-words` is the usual place"),
];

/// One of `ranges` in `[dates]`
const DATE_RANGE: &[Key] =
    &[may("open", WORDS, "words of which one must stand before it"), may("join", WORDS, "words between its ends")];

/// `[dates.shifts]`
const SHIFTS: &[Key] = &[
    may("before", NUMBERS, "words before the name of a weekday or month: \"last\" = -1"),
    may("after", NUMBERS, "words after it: \"dernier\" = -1"),
];

/// `[dates.ago]`
const AGO: &[Key] =
    &[may("before", PHRASES, "words before a number of days: \"il y a\""), may("after", WORDS, "words after it: \"ago\"")];

/// A feast
const FEAST: &[Key] = &[
    may("month", MONTH, "the month, 1 to 12"),
    may("day", DAY, "the day of the month"),
    may("easter", NUMBER, "days after Easter Sunday"),
    may("weekday", WEEKDAY, "the weekday, Monday being 1"),
    may("nth", NTH, "which such weekday of the month"),
    may("after", NUMBER, "days after it"),
];

/// `[dates.stretches]`
const STRETCHES: &[Key] = &[
    may("early", PHRASES, "words for the beginning of a month or a year"),
    may("mid", PHRASES, "words for its middle"),
    may("late", PHRASES, "words for its end"),
];

/// `[dates.sides]`
const SIDES: &[Key] =
    &[may("first", PHRASES, "words for the first months of a year"), may("last", PHRASES, "words for its last months")];

/// `[dates.units]`
const TIME_WORDS: &[Key] = &[
    may("day", WORDS, "names of a day"),
    may("week", WORDS, "names of a week"),
    may("month", WORDS, "names of a month"),
    may("year", WORDS, "names of a year"),
];

/// `[dates.relative]`
const RELATIVE: &[Key] = &[
    may("day", PHRASE_NUMBERS, "phrases that count in days from the date of the text: \"yesterday\" = -1"),
    may("week", PHRASE_NUMBERS, "phrases that count in weeks from the date of the text"),
    may("month", PHRASE_NUMBERS, "phrases that count in months from the date of the text"),
    may("year", PHRASE_NUMBERS, "phrases that count in years from the date of the text"),
];

/// `[quantities.bounds]`
const BOUNDS: &[Key] = &[
    may("more-than", PHRASES, "\"more than\""),
    may("at-least", PHRASES, "\"at least\""),
    may("less-than", PHRASES, "\"less than\""),
    may("at-most", PHRASES, "\"at most\""),
    may("exactly", PHRASES, "\"exactly\""),
    may("no-bound", PHRASES, "phrases that end like a bound and say nothing of the number: \"gestegen tot\""),
];

/// One of `ranges` in `[quantities]`
const RANGE: &[Key] = &[
    may("open", PHRASE, "the word that must stand before the range"),
    must("join", PLAIN, "the word between its ends"),
    may("near", FLAG, "whether the higher end must be at most twice the lower one: \"two or three\""),
];

/// `[dates]`
const DATES: &[Key] = &[
    may("order", ORDERS, "the orders of day and month in numbers, the usual one first. Default: day-month"),
    must("months", MONTHS, "names and short names of months, 1 to 12"),
    may("month-homographs", WORDS, "months whose names are other words as well: \"may\""),
    may("weekdays", WEEKDAYS, "names and short names of weekdays, Monday being 1"),
    may("ordinals", DAYS, "ordinals in words: \"first\" = 1"),
    may("ordinal-endings", WORDS, "what makes an ordinal of digits: \"th\""),
    may("links", WORDS, "words between day, month and year: \"of\""),
    may("articles", WORDS, "articles that may stand before a date"),
    may("year-openers", WORDS, "words before a year: \"in\""),
    may("bare-years", FLAG, "whether years mostly stand without such a word"),
    may("year-nouns", PHRASES, "words that name a year"),
    may("coordinators", WORDS, "words that add one date to another: \"and\""),
    may("decade-openers", PHRASES, "words before a decade"),
    may("decade-endings", WORDS, "endings that make a decade of a year: \"s\""),
    may("decades", PHRASE_NUMBERS, "decades in words: \"seventies\" = 70"),
    may("parts", PARTS, "equal parts of a year, and how many months they last: \"quarter\" = 3"),
    may("part-letters", PARTS, "the letters before their numbers: \"Q\" = 3"),
    may("sides", Shape::Table(SIDES), "words for the first and the last months of a year"),
    may("seasons", SEASONS, "the months that a season may begin and end in: \"summer\" = [6, 9]"),
    may("stretches", Shape::Table(STRETCHES), "words for the early, middle or late part of a month or year"),
    may("ranges", Shape::Tables(DATE_RANGE), "how periods are written"),
    may("since", PHRASES, "words before a period without an end"),
    may("until", PHRASES, "words before a period without a beginning"),
    may("by", PHRASES, "words that mean \"then or before\""),
    may("before", PHRASES, "words before a date that leave it out: \"before\""),
    may("after", PHRASES, "words before a date that leave it out: \"after\""),
    may("eves", NUMBERS, "words before a date that count days from it: \"the eve of\" = -1"),
    may("counted", NUMBERS, "words between a number of days and a date: \"before\" = -1"),
    may("now", WORDS, "words for the end of a period that lasts until the text was written"),
    may("relative", Shape::Table(RELATIVE), "phrases that count from the date of the text, by unit"),
    may("shifts", Shape::Table(SHIFTS), "words that count weekdays, months and days without a year from it"),
    may("ago", Shape::Table(AGO), "words before or after a number of days: \"ago\""),
    may("units", Shape::Table(TIME_WORDS), "names of days, weeks, months and years"),
    may("feasts", Shape::Feasts(FEAST), "feasts, each with its date"),
];

/// `[numbers]`
const NUMBERS_TABLE: &[Key] = &[
    must("decimal", SIGN, "the sign before the decimals"),
    must("groups", SIGNS, "signs that may stand between groups of three digits"),
    may("articles", PHRASES, "words that are one only before a hundred or a scale: \"a\""),
    must("ones", PHRASE_WORTHS, "0 to 19, with what they are worth"),
    must("tens", TENS, "with what they are worth, and the largest number that may follow: \"forty\" = [40, 9]"),
    must("hundreds", PHRASE_WORTHS, "a hundred, and words for several"),
    must("scales", PHRASE_WORTHS, "thousand, million and above"),
    may("joiner", PLAIN, "the word between parts: \"and\""),
    may("joins-after", ROLES, "after what the joiner may stand"),
    may("reversed", FLAG, "whether ones come before tens. Default: false"),
    may("glued", FLAG, "whether the words of a number may be written as one. Default: false"),
    may("negatives", PHRASES, "words before a number below zero: \"minus\""),
    may("decimal-words", WORDS, "the word before decimals in words: \"point\""),
    may("zeros", WORDS, "words for zero inside a number only: \"oh\""),
    may("mixed", FRACTIONS, "numbers that are not whole, as numerator and denominator: \"half\" = [1, 2]"),
    may("fractions", PHRASE_PARTS, "words for a denominator and for nothing else: \"quarter\" = 4"),
    may("ordinals", COUNTS, "words for a denominator that also say which one: \"third\" = 3"),
    may("ordinal-endings", WORDS, "what makes an ordinal of any number"),
    may("added", COUNTS, "what may follow a number and adds one part in so many: \"and a half\" = 2"),
    may("ratios", WORDS, "the words of \"one out of three\""),
    may("abbreviations", COUNTS, "scales that only stand behind digits: \"bn\" = 1_000_000_000"),
    may("pairs", PAIR, "the least and the most that may stand for hundreds before another number: \"nineteen eighty-four\""),
    may("most-hundreds", WORTH, "how many hundreds may be counted"),
    may("comma-after-scales", FLAG, "whether a comma may stand after a scale. Default: false"),
];

/// `[quantities]`
const QUANTITIES: &[Key] = &[
    must("approximators", SHARES, "words before a number that loosen it, with per cent below and above: \"about\" = [-10, 10]"),
    must("bounds", Shape::Table(BOUNDS), "words before a number that make it a bound"),
    must(
        "vague",
        VAGUE,
        "words that stand for a range, with its least and its most: \"dozens\" = [24, 99]; both the same for a number",
    ),
    must("ranges", Shape::Tables(RANGE), "how ranges are written; the first that fits is taken"),
    may("partitives", WORDS, "words between a number and what it counts: \"of\""),
    may("tallies", WORDS, "nouns that name a number: \"toll\", \"total\""),
    may("others", WORDS, "words behind a number in the place of a noun that was named before: \"others\""),
    may("figure-links", WORDS, "prepositions between a verb and the number that it tells: \"to\""),
    may("undoing", WORDS, "words before a hyphen that make something else of the noun behind it: \"ex\""),
    may("rates", TEXTS, "with the unit of time: \"a year\" = \"year\""),
    may("per", WORDS, "words before the name of a unit that make a rate: \"per\""),
    may("ones-after", PHRASES, "bounds behind which an article is the number one: \"at least\""),
    may("percent", WORDS, "the words for %"),
    may("labels", WORDS, "words after which a number is a name: \"article\""),
    may("approximators-after", PLAIN_SHARES, "the same behind the number: \"or so\" = [-10, 10]"),
    may("bounds-after", Shape::Table(BOUNDS), "bounds behind the number: \"or more\""),
    may("or-equal", WORDS, "behind a bound, without a number of its own: \"or equal to\""),
    may("tolerances", WORDS, "behind a number, before how far it may be off: \"plus or minus\""),
    may("bound-joiners", WORDS, "between two bounds that are the ends of one range: \"but\""),
    may("unit-joiners", WORDS, "between a number of units and one of smaller units: \"and\""),
    may("ages", WORDS, "words behind a time that make it an age: \"old\""),
    may("articles", WORDS, "articles that may stand before the number behind another word of the value"),
    may("clocks", WORDS, "words behind a number that make it a time of the day: \"pm\""),
    may("clock-openers", WORDS, "words before hours that do the same"),
];

const SIGNATURE: Shape = Shape::Choice(&[
    "saying",
    "denial",
    "confirmation",
    "certain",
    "factive",
    "doubt",
    "failed",
    "refused",
    "achieved",
    "caused",
    "ceased",
    "belief",
    "accused",
    "hearsay",
    "planned",
    "required",
    "allowed",
    "asked",
    "declined",
    "withdrawn",
]);

/// The endings of `[conjugations]`, by slot
const ENDINGS: &[Key] = &[
    may("infinitive", ENDING_LIST, "the infinitive"),
    may("present", ENDING_LIST, "the present, subjunctive and imperative"),
    may("past", ENDING_LIST, "the past tenses of one word"),
    may("participle", ENDING_LIST, "the past participle"),
    may("gerund", ENDING_LIST, "the gerund and the present participle"),
    may("future", ENDING_LIST, "the future of one word"),
    may("conditional", ENDING_LIST, "the conditional of one word"),
];

/// `takes` of a `[[verb]]`
const TAKES: &[Key] = &[
    may("clause", SIGNATURE, "what it makes of a clause, a quotation or a statement beside it"),
    may("infinitive", SIGNATURE, "what it makes of an infinitive or a gerund"),
    may("noun", SIGNATURE, "what it makes of a noun that names the matter"),
    may("question", SIGNATURE, "what it makes of an indirect question"),
];

/// `[[verb]]`
const VERB: &[Key] = &[
    may("stem", Shape::Ending, "what all regular forms begin with"),
    may("conjugation", PLAIN, "the endings, by their name in `[conjugations]`"),
    may("infinitive", WORDS, "irregular forms, instead of those of the conjugation"),
    may("present", WORDS, "irregular forms, instead of those of the conjugation"),
    may("past", WORDS, "irregular forms, instead of those of the conjugation"),
    may("participle", WORDS, "irregular forms, instead of those of the conjugation"),
    may("gerund", WORDS, "irregular forms, instead of those of the conjugation"),
    may("future", WORDS, "irregular forms, instead of those of the conjugation"),
    may("conditional", WORDS, "irregular forms, instead of those of the conjugation"),
    may("particle", PLAIN, "a second part of the verb: \"out\", \"toe\""),
    may("tail", PHRASE, "words that follow each form"),
    may("head", PHRASE, "words that stand right before each form"),
    must("takes", Shape::Table(TAKES), "what it makes of each kind of complement"),
    may("reads", READS, "sentences, each with what a careful reader takes from it; the tests try them"),
];

/// A whole lexicon
pub const LEXICON: &[Key] = &[
    must("format", Shape::Format, "always 1"),
    must("language", Shape::Language, "the code of the language, two or three small letters"),
    must("name", PLAIN, "what the language calls itself"),
    must("function-words", PATTERNS, "the small, frequent words: they tell the language of a sentence"),
    must("determiners", PATTERNS, "words that begin a noun phrase: articles, possessives"),
    must("pronouns", WORDS, "words that stand for somebody named elsewhere"),
    may("generic", WORDS, "pronouns that mean anybody: a condition about them is a rule, and no forecast: \"you\""),
    may("prepositions", WORDS, "prepositions, and marks of the infinitive"),
    may("auxiliaries", WORDS, "finite forms of be, have and the modal verbs"),
    may("auxiliary-parts", WORDS, "their other forms: \"been\""),
    may("coordinators", WORDS, "\"and\", \"or\""),
    may("joiners", WORDS, "what makes one subject of the names on both sides: \"and\", \"as well as\""),
    may("alternatives", WORDS, "what leaves open which of two names is meant: \"or\""),
    may("yes", WORDS, "what affirms a question, or a label, by itself: \"yes\""),
    may("no", WORDS, "what denies it: \"no\""),
    may("clitics", WORDS, "articles that are objects as well, behind a name or a pronoun"),
    may("infinitive-marks", WORDS, "words that stand before an infinitive: \"to\""),
    may("infinitive-endings", WORDS, "endings of infinitives"),
    may("participle-endings", WORDS, "endings of past participles"),
    may("participle-prefixes", WORDS, "what past participles begin with: \"ge\""),
    may("adverb-endings", WORDS, "endings of adverbs: \"ly\""),
    may(
        "bare-clauses",
        FLAG,
        "whether a clause may be an object without a word that opens it: \"says it closed\". Default: false",
    ),
    may("negates-behind", FLAG, "whether a negation stands right behind its verb: \"ne ferme pas\". Default: false"),
    may("relational", WORDS, "nouns that name somebody by whom they belong to: \"neighbour\""),
    may("titles", WORDS, "nouns that stand before the name of a person: \"mayor\""),
    may("title-links", WORDS, "prepositions between a title and those it belongs to: \"for\" in \"a spokesman for the group\""),
    may("bodies", WORDS, "nouns for bodies that speak: \"police\""),
    may("masculine", WORDS, "articles and pronouns of a man, or of what is called like one: \"il\", \"un\""),
    may("feminine", WORDS, "articles and pronouns of a woman, or of what is called like one: \"elle\", \"une\""),
    may("plural", WORDS, "articles and pronouns of several: \"ils\", \"les\""),
    may("first-person", WORDS, "pronouns of whoever writes or speaks: \"I\""),
    may("beside", WORDS, "words that place somebody beside the next name: \"near\""),
    may("future-endings", WORDS, "endings of the future"),
    may("conditional-endings", WORDS, "endings of the conditional, or words that stand for it"),
    may("ending-exceptions", WORDS, "verb forms that end like a future or a conditional by their stem"),
    may("perfect", WORDS, "words that make a conditional look back"),
    may("verb-second", FLAG, "whether the verb comes second. Default: false"),
    may("noun-capitals", FLAG, "whether every noun has a capital. Default: false"),
    may("agents", WORDS, "prepositions of who does what a passive says: \"by\""),
    may("non-finite", WORDS, "endings of verb forms that have no subject of their own: \"ing\""),
    may("abbreviations", WORDS, "words, full stop included, that end no sentence"),
    may(
        "contractions",
        Shape::Map(Keys::Words, &WORDS),
        "from a form to the words that it stands for: \"du\" = [\"le\", \"de\"]",
    ),
    must("numbers", Shape::Table(NUMBERS_TABLE), "how numbers are written"),
    must("quantities", Shape::Table(QUANTITIES), "words around numbers"),
    may("units", Shape::Map(Keys::Units, &WORDS), "names of units and currencies, by their ids: \"km\" = [\"kilometre\"]"),
    must("dates", Shape::Table(DATES), "how dates are written"),
    may("conjugations", Shape::Map(Keys::Words, &Shape::Table(ENDINGS)), "endings of verbs, by name and slot"),
    may("verb", Shape::Tables(VERB), "verbs that change how what they govern is meant"),
    must("cues", Shape::Table(CUES), "words that say how a clause is meant, besides verbs"),
];
