//! Spells numbers in French, Dutch and English, following grammar books: Grevisse and Goosse (Le bon usage) and the corrections
//! of 1990, the e-ANS and the Woordenlijst, the CGEL. Written independently of the lexicons, so that the two can be compared.

/// 10^3.
pub const THOUSAND: u64 = 1_000;
/// 10^6.
pub const MILLION: u64 = 1_000_000;
/// 10^9, a billion on the short scale.
pub const MILLIARD: u64 = 1_000_000_000;
/// 10^12, a trillion on the short scale.
const BILLION: u64 = 1_000_000_000_000;
/// Random numbers are below this.
pub const LIMIT: u64 = 1_000 * BILLION;

/// Returns every spelling of `number` by the spellers of `lang`.
pub fn spellings(lang: &str, number: u64) -> Vec<String> {
    let mut spellings: Vec<String> = match lang {
        "fr" => French::ALL.iter().map(|style| style.spell(number)).collect(),
        "nl" => Dutch::ALL.iter().map(|style| style.spell(number)).collect(),
        _ => English::ALL.iter().map(|style| style.spell(number)).collect(),
    };
    spellings.sort();
    spellings.dedup();
    // Alone, "un" and "een" are articles, and count nothing.
    if number == 1 && lang != "en" {
        spellings.clear();
    }
    spellings
}

/// A variant of French: the region, and whether the hyphens of 1990 are used.
#[derive(Clone, Copy, Debug)]
struct French {
    /// 70, 80 and 90 in words; none if the number is built on sixty or on four times twenty.
    seventy: Option<&'static str>,
    eighty: Option<&'static str>,
    ninety: Option<&'static str>,
    hyphens: bool,
    /// Whether "million" and larger words have those hyphens too, as many schools teach.
    all_hyphens: bool,
}

impl French {
    const FRANCE: French = French { seventy: None, eighty: None, ninety: None, hyphens: false, all_hyphens: false };
    const BELGIUM: French = French { seventy: Some("septante"), ninety: Some("nonante"), ..French::FRANCE };
    const SWITZERLAND: French = French { eighty: Some("huitante"), ..French::BELGIUM };
    /// Older usage of Belgium and Switzerland.
    const OCTANTE: French = French { eighty: Some("octante"), ..French::BELGIUM };

    const ALL: [French; 10] = [
        French::FRANCE,
        French::BELGIUM,
        French::SWITZERLAND,
        French::OCTANTE,
        French { hyphens: true, ..French::FRANCE },
        French { hyphens: true, ..French::BELGIUM },
        French { hyphens: true, ..French::SWITZERLAND },
        French { hyphens: true, ..French::OCTANTE },
        French { hyphens: true, all_hyphens: true, ..French::FRANCE },
        French { hyphens: true, all_hyphens: true, ..French::SWITZERLAND },
    ];

    const ONES: [&'static str; 17] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize",
    ];

    /// The word for tens, and its value: 60 for 70 to 79 in France.
    fn tens(self, number: u64) -> (&'static str, u64) {
        match (number / 10, self.seventy, self.eighty, self.ninety) {
            (2, ..) => ("vingt", 20),
            (3, ..) => ("trente", 30),
            (4, ..) => ("quarante", 40),
            (5, ..) => ("cinquante", 50),
            (7, Some(seventy), ..) => (seventy, 70),
            (6 | 7, ..) => ("soixante", 60),
            (8, _, Some(eighty), _) => (eighty, 80),
            (9, _, _, Some(ninety)) => (ninety, 90),
            _ => ("quatre-vingt", 80),
        }
    }

    /// 0 to 99. "Et" before one and eleven, but not after "quatre-vingt", which has an s if nothing follows it.
    fn below_hundred(self, number: u64, is_last: bool) -> String {
        if number < 17 {
            return French::ONES[number as usize].to_owned();
        }
        if number < 20 {
            return format!("dix-{}", French::ONES[(number - 10) as usize]);
        }
        let (tens, worth) = self.tens(number);
        let rest = number - worth;
        if rest == 0 {
            return if tens == "quatre-vingt" && is_last { format!("{tens}s") } else { tens.to_owned() };
        }
        let ones = self.below_hundred(rest, is_last);
        match rest {
            1 | 11 if tens != "quatre-vingt" && self.hyphens => format!("{tens}-et-{ones}"),
            1 | 11 if tens != "quatre-vingt" => format!("{tens} et {ones}"),
            _ => format!("{tens}-{ones}"),
        }
    }

    fn part(self) -> &'static str {
        if self.hyphens { "-" } else { " " }
    }

    /// 1 to 999. "Cent" has an s after a number if nothing follows.
    fn below_thousand(self, number: u64, is_last: bool) -> String {
        let (hundreds, rest) = (number / 100, number % 100);
        if hundreds == 0 {
            return self.below_hundred(rest, is_last);
        }
        let mut words =
            if hundreds == 1 { "cent".to_owned() } else { format!("{}{}cent", French::ONES[hundreds as usize], self.part()) };
        if rest > 0 {
            words = format!("{words}{}{}", self.part(), self.below_hundred(rest, is_last));
        } else if hundreds > 1 && is_last {
            words.push('s');
        }
        words
    }

    /// 1 to 999 999. "Mille" is a numeral: no plural, no "un" before it, and no s right before it.
    fn below_million(self, number: u64) -> String {
        let (thousands, rest) = (number / THOUSAND, number % THOUSAND);
        let mut words = match thousands {
            0 => return self.below_thousand(rest, true),
            1 => "mille".to_owned(),
            _ => format!("{}{}mille", self.below_thousand(thousands, false), self.part()),
        };
        if rest > 0 {
            words = format!("{words}{}{}", self.part(), self.below_thousand(rest, true));
        }
        words
    }

    /// Any number below [`LIMIT`]. "Million" and larger words are nouns: with a plural, and mostly with spaces around them.
    fn spell(self, number: u64) -> String {
        if number == 0 {
            return "zéro".to_owned();
        }
        let part = if self.all_hyphens { "-" } else { " " };
        let mut words = Vec::new();
        for (worth, one, many) in
            [(BILLION, "billion", "billions"), (MILLIARD, "milliard", "milliards"), (MILLION, "million", "millions")]
        {
            match number / worth % 1_000 {
                0 => {}
                1 => words.push(format!("un{part}{one}")),
                times => words.push(format!("{}{part}{many}", self.below_thousand(times, true))),
            }
        }
        if !number.is_multiple_of(MILLION) {
            words.push(self.below_million(number % MILLION));
        }
        words.join(part)
    }
}

/// A variant of Dutch.
#[derive(Clone, Copy, Debug)]
struct Dutch {
    /// "Tweeëntwintig" with one letter ë, with e and a combining trema, or with the trema left out.
    trema: &'static str,
    /// "Honderdeneen" beside "honderdeen", "duizend en vijf" beside "duizend vijf".
    joined: bool,
    /// "Vijftienhonderd" beside "duizend vijfhonderd".
    hundreds: bool,
}

impl Dutch {
    const ALL: [Dutch; 5] = [
        Dutch { trema: "ë", joined: false, hundreds: false },
        Dutch { trema: "e\u{308}", joined: false, hundreds: false },
        Dutch { trema: "e", joined: false, hundreds: true },
        Dutch { trema: "ë", joined: true, hundreds: false },
        Dutch { trema: "ë", joined: false, hundreds: true },
    ];

    const ONES: [&'static str; 20] = [
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ];
    const TENS: [&'static str; 10] =
        ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

    /// 1 to 99: the ones first, joined, with a diaeresis after an e.
    fn below_hundred(self, number: u64) -> String {
        let (tens, ones) = (number / 10, number % 10);
        match (tens, ones) {
            (0 | 1, _) => Dutch::ONES[number as usize].to_owned(),
            (_, 0) => Dutch::TENS[tens as usize].to_owned(),
            (_, 2 | 3) => format!("{}{}n{}", Dutch::ONES[ones as usize], self.trema, Dutch::TENS[tens as usize]),
            _ => format!("{}en{}", Dutch::ONES[ones as usize], Dutch::TENS[tens as usize]),
        }
    }

    /// 1 to 999, in one word. No "een" before "honderd".
    fn below_thousand(self, number: u64) -> String {
        let (hundreds, rest) = (number / 100, number % 100);
        let joiner = if self.joined && rest <= 12 { "en" } else { "" };
        match (hundreds, rest) {
            (0, _) => self.below_hundred(rest),
            (1, 0) => "honderd".to_owned(),
            (_, 0) => format!("{}honderd", Dutch::ONES[hundreds as usize]),
            (1, _) => format!("honderd{joiner}{}", self.below_hundred(rest)),
            _ => format!("{}honderd{joiner}{}", Dutch::ONES[hundreds as usize], self.below_hundred(rest)),
        }
    }

    /// 1 to 999 999: what multiplies "duizend" is joined to it, what follows is not.
    fn below_million(self, number: u64) -> String {
        let (thousands, rest) = (number / THOUSAND, number % THOUSAND);
        if self.hundreds && (1_100..10_000).contains(&number) && !(number / 100).is_multiple_of(10) {
            let rest = if number.is_multiple_of(100) { String::new() } else { self.below_hundred(number % 100) };
            return format!("{}honderd{rest}", self.below_hundred(number / 100));
        }
        let words = match thousands {
            0 => return self.below_thousand(rest),
            1 => "duizend".to_owned(),
            _ => format!("{}duizend", self.below_thousand(thousands)),
        };
        match rest {
            0 => words,
            1..=12 if self.joined => format!("{words} en {}", self.below_thousand(rest)),
            _ => format!("{words} {}", self.below_thousand(rest)),
        }
    }

    /// Any number below [`LIMIT`], on the long scale.
    fn spell(self, number: u64) -> String {
        if number == 0 {
            return "nul".to_owned();
        }
        let mut words = Vec::new();
        for (worth, name) in [(BILLION, "biljoen"), (MILLIARD, "miljard"), (MILLION, "miljoen")] {
            match number / worth % 1_000 {
                0 => {}
                times => words.push(format!("{} {name}", self.below_thousand(times))),
            }
        }
        if !number.is_multiple_of(MILLION) {
            words.push(self.below_million(number % MILLION));
        }
        words.join(" ")
    }
}

/// A variant of English.
#[derive(Clone, Copy, Debug)]
struct English {
    /// "Two hundred and five" beside "two hundred five".
    and: bool,
    /// "Twenty-one" beside "twenty one".
    hyphen: bool,
    /// "A hundred" beside "one hundred".
    article: bool,
}

impl English {
    const ALL: [English; 4] = [
        English { and: true, hyphen: true, article: false },
        English { and: false, hyphen: true, article: false },
        English { and: true, hyphen: false, article: true },
        English { and: false, hyphen: false, article: false },
    ];

    const ONES: [&'static str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&'static str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    fn below_hundred(self, number: u64) -> String {
        let (tens, ones) = (number / 10, number % 10);
        match (tens, ones) {
            (0 | 1, _) => English::ONES[number as usize].to_owned(),
            (_, 0) => English::TENS[tens as usize].to_owned(),
            _ => {
                let part = if self.hyphen { "-" } else { " " };
                format!("{}{part}{}", English::TENS[tens as usize], English::ONES[ones as usize])
            }
        }
    }

    /// 1 to 999. An article may replace "one" at the beginning of the whole number.
    fn below_thousand(self, number: u64, is_first: bool) -> String {
        let (hundreds, rest) = (number / 100, number % 100);
        if hundreds == 0 {
            return self.below_hundred(rest);
        }
        let one = if hundreds == 1 && self.article && is_first { "a" } else { English::ONES[hundreds as usize] };
        match rest {
            0 => format!("{one} hundred"),
            _ if self.and => format!("{one} hundred and {}", self.below_hundred(rest)),
            _ => format!("{one} hundred {}", self.below_hundred(rest)),
        }
    }

    /// Any number below [`LIMIT`], on the short scale. "And" also comes before a part below a hundred at the end.
    fn spell(self, number: u64) -> String {
        if number == 0 {
            return "zero".to_owned();
        }
        let mut words: Vec<String> = Vec::new();
        for (worth, name) in [(BILLION, "trillion"), (MILLIARD, "billion"), (MILLION, "million"), (THOUSAND, "thousand")] {
            match number / worth % 1_000 {
                0 => {}
                1 if self.article && words.is_empty() => words.push(format!("a {name}")),
                times => words.push(format!("{} {name}", self.below_thousand(times, words.is_empty()))),
            }
        }
        match number % THOUSAND {
            0 => {}
            rest if rest < 100 && self.and && !words.is_empty() => words.push(format!("and {}", self.below_hundred(rest))),
            rest => words.push(self.below_thousand(rest, words.is_empty())),
        }
        words.join(" ")
    }
}

#[test]
fn the_spellers_spell() {
    // Worked out by hand, so that speller and grammar cannot have the same mistake unnoticed.
    let old = French::FRANCE;
    let new = French { hyphens: true, ..French::FRANCE };
    for (number, style, words) in [
        (21, old, "vingt et un"),
        (71, old, "soixante et onze"),
        (80, old, "quatre-vingts"),
        (81, old, "quatre-vingt-un"),
        (97, old, "quatre-vingt-dix-sept"),
        (200, old, "deux cents"),
        (201, old, "deux cent un"),
        (80_000, old, "quatre-vingt mille"),
        (200_000, old, "deux cent mille"),
        (80_000_000, old, "quatre-vingts millions"),
        (1_234, old, "mille deux cent trente-quatre"),
        (21_071, new, "vingt-et-un-mille-soixante-et-onze"),
        (2_300_000, new, "deux millions trois-cent-mille"),
        (2_300_000, French { all_hyphens: true, ..new }, "deux-millions-trois-cent-mille"),
        (71, French::BELGIUM, "septante et un"),
        (80, French::BELGIUM, "quatre-vingts"),
        (98, French::SWITZERLAND, "nonante-huit"),
        (81, French::SWITZERLAND, "huitante et un"),
        (3_000_000_001, old, "trois milliards un"),
    ] {
        assert_eq!(style.spell(number), words);
    }
    let [plain, apart, bare, joined, hundreds] = Dutch::ALL;
    for (number, style, words) in [
        (22, plain, "tweeëntwintig"),
        (33, apart, "driee\u{308}ndertig"),
        (22, bare, "tweeentwintig"),
        (78, plain, "achtenzeventig"),
        (101, plain, "honderdeen"),
        (101, joined, "honderdeneen"),
        (1_005, joined, "duizend en vijf"),
        (1_500, hundreds, "vijftienhonderd"),
        (1_984, hundreds, "negentienhonderdvierentachtig"),
        (2_000, hundreds, "tweeduizend"),
        (2_304, plain, "tweeduizend driehonderdvier"),
        (305_000, plain, "driehonderdvijfduizend"),
        (2_000_001, plain, "twee miljoen een"),
    ] {
        assert_eq!(style.spell(number), words);
    }
    let [british, american, loose, _] = English::ALL;
    for (number, style, words) in [
        (21, british, "twenty-one"),
        (21, loose, "twenty one"),
        (205, british, "two hundred and five"),
        (205, american, "two hundred five"),
        (101, loose, "a hundred and one"),
        (1_015, british, "one thousand and fifteen"),
        (1_015, american, "one thousand fifteen"),
        (101_200, british, "one hundred and one thousand two hundred"),
        (2_000_000_000_000, british, "two trillion"),
    ] {
        assert_eq!(style.spell(number), words);
    }
}
