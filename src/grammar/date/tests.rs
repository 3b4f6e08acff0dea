//! Known answers: what a careful reader understands from a date.

use crate::claim::{PartialDate, Value};
use crate::diagnostic::UserFile;
use crate::grammar::{Anchor, Mention, mentions};
use crate::lexicon::Lexicons;
use crate::pattern::{Folded, is_word_letter};
use crate::span::{InFolded, Span};
use std::sync::Arc;

/// A Thursday.
const REFERENCE: &str = "2022-08-11";

fn found(lexicons: &Lexicons, lang: &str, reference: Option<&str>, text: &str) -> Vec<(String, Mention<InFolded>)> {
    let lexicon = lexicons.get(lang.parse().expect("a code")).expect("a lexicon");
    let folded = Folded::new(text);
    let whole = Span::new(0, folded.text().len());
    let anchors =
        (0..whole.end).filter(|at| folded.text().is_char_boundary(*at) && !folded.text()[..*at].ends_with(is_word_letter));
    let reference = reference.map(|date| date.parse::<PartialDate>().expect("a date"));
    let anchors: Vec<_> = anchors.map(|at| Anchor { at, opens: false }).collect();
    let found = mentions(&folded, whole, &anchors, lexicon, reference);
    found.into_iter().map(|mention| (folded.to_source(mention.span).of(text).to_owned(), mention)).collect()
}

fn values(lang: &str, reference: Option<&str>, text: &str) -> Vec<String> {
    found(Lexicons::carried(), lang, reference, text).into_iter().map(|(_, mention)| mention.value.to_string()).collect()
}

fn each_is(lang: &str, reference: Option<&str>, table: &[(&str, &str)]) {
    for (text, expected) in table {
        let expected: Vec<_> = Some(*expected).filter(|expected| !expected.is_empty()).into_iter().collect();
        let found = found(Lexicons::carried(), lang, reference, text).into_iter();
        assert_eq!(found.map(|(_, mention)| mention.value.to_string()).collect::<Vec<_>>(), expected, "{lang}: {text}");
    }
}

#[test]
fn french() {
    each_is(
        "fr",
        None,
        &[
            ("le 1er mars 2020", "2020-03-01"),
            ("le premier mars 2020", "2020-03-01"),
            ("le mardi 10 févr. 2020", "2020-02-10"),
            ("vingt-deux janvier 2018", "2018-01-22"),
            ("10/02/2020", "2020-02-10"),
            ("du 3 au 12 septembre 2021", "2021-09-03/2021-09-12"),
            ("du 28 février au 3 mars 2020", "2020-02-28/2020-03-03"),
            ("du 30 décembre 2019 au 3 janvier 2020", "2019-12-30/2020-01-03"),
            ("du 30 décembre au 3 janvier 2020", "2019-12-30/2020-01-03"),
            ("entre octobre 2019 et février 2020", "2019-10/2020-02"),
            ("de mars à mai 2020", "2020-03/2020-05"),
            ("d'octobre à décembre 2020", "2020-10/2020-12"),
            ("les 3 et 4 mars 2020", "2020-03-03/2020-03-04"),
            ("depuis mars 2021", "2021-03/"),
            ("à partir du 1er mars 2021", "2021-03-01/"),
            ("jusqu'en février 2020", "/2020-02"),
            ("le troisième trimestre de 2016", "2016-07/2016-09"),
            ("le 2e semestre 2016", "2016-07/2016-12"),
            ("les trois premiers mois de 2020", "2020-01/2020-03"),
            ("T4 2020", "2020-10/2020-12"),
            ("les années 1970", "1970/1979"),
            ("les années soixante-dix", "1970/1979"),
            ("l'été 2019", "2019-06/2019-09"),
            ("l'hiver 2019-2020", "2019-12/2020-03"),
            ("début 2020", "2020-01/2020-04"),
            ("mi-mars 2020", "2020-03-10/2020-03-21"),
            ("Pâques 2018", "2018-04-01"),
            ("Noël 2020", "2020-12-25"),
            // Not a date, or not enough of one; and not a number either.
            ("le 10 mars", ""),
            ("depuis le 10 mars", ""),
            ("du 3 au 12 mars", ""),
            ("le 31 février 2020", ""),
            ("n° 7-2016", ""),
            // Numbers.
            ("entre 1500 et 2000 personnes", "1500–2000"),
            ("jusqu'à 2000 fois", "<=2000"),
            ("le 10 mars, 12 personnes", "12"),
            ("Il y a 78 recherches", "78"),
        ],
    );
}

#[test]
fn dutch() {
    each_is(
        "nl",
        None,
        &[
            ("maandag, tweeëntwintig jan. 2018", "2018-01-22"),
            ("de 26e juni van 2020", "2020-06-26"),
            ("3-12 september 2021", "2021-09-03/2021-09-12"),
            ("van maart tot en met mei 2020", "2020-03/2020-05"),
            ("tussen 4 en 22 januari 1995", "1995-01-04/1995-01-22"),
            ("tussen 2014 en 2018 gebruikte de politie", "2014/2018"),
            ("nov-feb 2017", "2016-11/2017-02"),
            ("1/10-2/11/2017", "2017-10-01/2017-11-02"),
            ("sinds 2019", "2019/"),
            ("tot februari 2020", "/2020-02"),
            ("eind maart 2020", "2020-03-20/2020-03-31"),
            ("de jaren zeventig", "1970/1979"),
            ("de tweede helft van 2019", "2019-07/2019-12"),
            ("in de zomer van 2019", "2019-06/2019-09"),
            ("van 1500 tot 2000 keer", "1500–2000"),
            ("tot 2000 keer", "<=2000"),
            ("in 2000 gevallen", "2000"),
            ("gestegen tot 2019 opzoekingen", "2019"),
            ("in maart 20 keer", "20"),
            ("10 maart", ""),
        ],
    );
}

#[test]
fn german() {
    each_is(
        "de",
        None,
        &[
            ("am Dienstag, dem 2. Mai 2021", "2021-05-02"),
            ("vom 3. bis zum 12. September 2021", "2021-09-03/2021-09-12"),
            ("im 3. Quartal 2020", "2020-07/2020-09"),
            ("in den 1990er-Jahren", "1990/1999"),
            ("die Spielzeit 2021/2022", "2021/2022"),
            ("die Spielzeit 2021/2023", ""),
            // Years without a word before them; a noun with a capital would be counted.
            ("Geschlossen wurde die 2015 eröffnete Halle", "2015"),
            ("2015 Zuschauer kamen", "2015"),
            ("1.990 kamen", "1990"),
        ],
    );
    let kind = |text| found(Lexicons::carried(), "de", None, text).pop().map(|(_, mention)| mention.value);
    assert!(matches!(kind("2015 kam der Durchbruch"), Some(Value::Period(_))));
    assert!(matches!(kind("Sie starb 1789 in Mainz"), Some(Value::Period(_))));
    for quantity in ["2015 Zuschauer kamen", "2015 km weit", "1.990 kamen", "mindestens 2015 kamen"] {
        assert!(matches!(kind(quantity), Some(Value::Quantity(_))), "{quantity}");
    }
}

#[test]
fn english() {
    each_is(
        "en",
        None,
        &[
            ("monday January 12th, 2016", "2016-01-12"),
            ("the twenty-second of June 2017", "2017-06-22"),
            ("fourth of july of 1995", "1995-07-04"),
            ("2019-sep-1", "2019-09-01"),
            ("20161016", "2016-10-16"),
            ("05/05/89", "1989-05-05"),
            ("9-18-15", "2015-09-18"),
            ("18/9/15", "2015-09-18"),
            ("11-2016", "2016-11"),
            ("March 3-5, 2020", "2020-03-03/2020-03-05"),
            ("from 4 to 22 January, 1995", "1995-01-04/1995-01-22"),
            ("between 2007 and 2009", "2007/2009"),
            ("from April in 2016 to June in 2017", "2016-04/2017-06"),
            ("26 June to 28 June in 2020", "2020-06-26/2020-06-28"),
            ("from 2019 until now", "2019/"),
            ("2017-Q1", "2017-01/2017-03"),
            ("the third quarter of 2016", "2016-07/2016-09"),
            ("the 1970s", "1970/1979"),
            ("since May 2020", "2020-05/"),
            ("black friday 2010", "2010-11-26"),
            ("sales_report-2002-10-09.xlsx", "2002-10-09"),
            ("2019-20", "2019/2020"),
            // A month with a capital, and a verb without.
            ("On 30 May the police", ""),
            ("30 may have died", "30"),
            ("In 2017 may have been", "2017"),
            ("in March 20 people", "20"),
            ("February 29, 2019", ""),
            ("from 1500 to 2000 people", "1500–2000"),
            ("between 4 and 22 searches", "4–22"),
            ("2015.3 km", "2015.3 km"),
            ("heading 1.2.10", ""),
        ],
    );
}

#[test]
fn relative_dates_need_a_reference() {
    let reference = Some(REFERENCE);
    each_is(
        "fr",
        reference,
        &[
            ("hier", "2022-08-10"),
            ("la semaine dernière", "2022-08-01/2022-08-07"),
            ("il y a trois jours", "2022-08-08"),
            ("vendredi dernier", "2022-08-05"),
            ("en mai dernier", "2022-05"),
            ("l'an dernier", "2021"),
            ("depuis hier", "2022-08-10/"),
        ],
    );
    each_is(
        "nl",
        reference,
        &[("vorige week", "2022-08-01/2022-08-07"), ("drie dagen geleden", "2022-08-08"), ("afgelopen december", "2021-12")],
    );
    each_is(
        "en",
        reference,
        &[("last year", "2021"), ("next Friday", "2022-08-12"), ("from 1 May 2022 to today", "2022-05-01/2022-08-11")],
    );
    each_is("en", None, &[("last year", ""), ("two weeks ago", ""), ("next Friday", "")]);
    // A month is not a day: yesterday was in that month or not.
    each_is("en", Some("2022-08"), &[("yesterday", ""), ("last month", "2022-07"), ("last year", "2021")]);
    // The calendar has an end.
    each_is("en", Some("9999-12-31"), &[("tomorrow", ""), ("next week", ""), ("next year", "")]);
}

#[test]
fn so_long_ago_more_or_less() {
    // 11 August 2022 was a Thursday.
    for (lang, table) in [
        (
            "en",
            [("about two years ago", "2020"), ("a couple of weeks ago", "2022-07-18/2022-07-31"), ("over a year ago", "/2021")],
        ),
        ("fr", [("il y a environ deux ans", "2020"), ("il y a un an", "2021"), ("il y a plus de deux ans", "/2020")]),
        ("nl", [("ongeveer twee jaar geleden", "2020"), ("een jaar geleden", "2021"), ("meer dan twee jaar geleden", "/2020")]),
        ("de", [("vor etwa zwei Jahren", "2020"), ("vor einem Jahr", "2021"), ("vor mehr als zwei Jahren", "/2020")]),
        (
            "es",
            [
                ("hace unos dos años", "2020"),
                ("hace un par de semanas", "2022-07-18/2022-07-31"),
                ("hace más de dos años", "/2020"),
            ],
        ),
    ] {
        each_is(lang, Some(REFERENCE), &table);
    }
}

#[test]
fn marks() {
    let marks = |lang: &str, text: &str| {
        let found = found(Lexicons::carried(), lang, Some(REFERENCE), text);
        let [(words, mention)] = found.as_slice() else { panic!("{text}: {found:?}") };
        let marks = mention.marks;
        (words.clone(), [marks.is_relative, marks.is_ambiguous, marks.is_vague])
    };
    assert_eq!(marks("en", "on 3/7/2017 it"), ("3/7/2017".into(), [false, true, false]));
    assert_eq!(marks("en", "on 13/7/2017 it"), ("13/7/2017".into(), [false, false, false]));
    assert_eq!(marks("en", "on 7/7/2017 it"), ("7/7/2017".into(), [false, false, false]));
    assert_eq!(marks("fr", "le 3/7/2017"), ("3/7/2017".into(), [false, false, false]));
    assert_eq!(marks("fr", "Hier, la police"), ("Hier".into(), [true, false, false]));
    assert_eq!(marks("en", "In the summer of 2019"), ("the summer of 2019".into(), [false, false, true]));
    assert_eq!(marks("fr", "Dans les années 1970's"), ("les années 1970".into(), [false, false, false]));
}

#[test]
fn days_without_a_year_are_near_the_reference() {
    let reference = Some(REFERENCE);
    each_is(
        "fr",
        reference,
        &[
            ("le 22 mars", "2022-03-22"),
            ("le 1er mars", "2022-03-01"),
            ("le 12 février", "2022-02-12"),
            ("jusqu'au 12 février", "/2022-02-12"),
            ("le 3 octobre", "2022-10-03"),
            // In August, it may be the last January or the next.
            ("le 3 janvier", ""),
            // What has lasted since then began earlier.
            ("depuis le 10 mars", "2022-03-10/"),
            ("depuis le 1er septembre", "2021-09-01/"),
            ("le 22 décembre dernier", "2021-12-22"),
            ("le 22 mars prochain", "2023-03-22"),
            ("le 22 mars de l'an dernier", "2021-03-22"),
            ("du 3 au 5 mars", "2022-03-03/2022-03-05"),
            ("du 28 février au 3 mars", "2022-02-28/2022-03-03"),
            ("du 28 octobre au 3 janvier", "2022-10-28/2023-01-03"),
            ("les 3 et 4 mars", "2022-03-03/2022-03-04"),
            // 22 March 2022 was a Tuesday.
            ("le mardi 22 mars", "2022-03-22"),
            ("le lundi 22 mars", ""),
            ("le 29 février", ""),
            ("le 31 février", ""),
            ("en mars", ""),
        ],
    );
    each_is(
        "nl",
        reference,
        &[
            ("op 22 maart", "2022-03-22"),
            ("op 22 oktober", "2022-10-22"),
            ("op 22 december jl.", "2021-12-22"),
            ("op 22 maart van vorig jaar", "2021-03-22"),
            ("van 3 tot 5 maart", "2022-03-03/2022-03-05"),
            ("sinds 1 oktober", "2021-10-01/"),
        ],
    );
    each_is(
        "en",
        reference,
        &[
            ("on 22 March", "2022-03-22"),
            ("on March 22", "2022-03-22"),
            ("on 22 March last year", "2021-03-22"),
            ("from 3 to 5 March", "2022-03-03/2022-03-05"),
            ("March 3-5", "2022-03-03/2022-03-05"),
            ("On 12 May the police", "2022-05-12"),
            ("12 may have died", "12"),
            ("in March 20 people", "20"),
            // A date with a year keeps it.
            ("on 22 March 2019", "2019-03-22"),
            ("from 28 December to 3 January 2020", "2019-12-28/2020-01-03"),
        ],
    );
    each_is(
        "de",
        reference,
        &[
            ("am 22. März", "2022-03-22"),
            ("vom 3. bis zum 5. März", "2022-03-03/2022-03-05"),
            ("am 22. März vergangenen Jahres", "2021-03-22"),
            ("am kommenden 22. März", "2023-03-22"),
        ],
    );
    each_is(
        "es",
        reference,
        &[
            ("el 22 de marzo", "2022-03-22"),
            ("el pasado 22 de diciembre", "2021-12-22"),
            ("el 22 de marzo del año pasado", "2021-03-22"),
            ("del 3 al 5 de marzo", "2022-03-03/2022-03-05"),
        ],
    );
    each_is("en", Some("9999-12-31"), &[("on 30 November", "9999-11-30"), ("from 30 December to 2 January", "")]);
    each_is("en", Some("2024-02"), &[("on 29 February", "2024-02-29")]);
}

/// German and Spanish dates, with nothing but their lexicons.
#[test]
fn other_languages_need_only_words() {
    let lexicon = |lang: &str, dates: &str| {
        let head =
            format!("format = 1\nlanguage = \"{lang}\"\nname = \"x\"\nfunction-words = []\ndeterminers = []\npronouns = []\n");
        let numbers = "[numbers]\ndecimal = \",\"\ngroups = [\".\"]\n[numbers.ones]\n[numbers.tens]\n[numbers.hundreds]\n[numbers.scales]\n";
        let rest = "[quantities]\nranges = []\n[quantities.approximators]\n[quantities.bounds]\n[quantities.vague]\n[cues]\n";
        Arc::new(UserFile::new(format!("{lang}.toml"), format!("{head}{numbers}{rest}[dates]\n{dates}")))
    };
    let german = r#"
        articles = ["der", "die", "das", "dem", "den"]
        ordinal-endings = ["."]
        links = ["des", "im"]
        year-openers = ["im jahr"]
        since = ["seit"]
        until = ["bis"]
        ranges = [ { open = ["vom", "von"], join = ["bis", "bis zum"] }, { open = ["zwischen"], join = ["und"] }, { join = ["bis"] } ]
        months = { "Mai" = 5, "September" = 9, "Oktober" = 10, "Februar" = 2, "März" = 3 }
        ordinals = { "drittes" = 3, "dritten" = 3 }
        parts = { "Quartal" = 3 }
        relative = { day = { "gestern" = -1 } }
        stretches = { early = ["Anfang"], late = ["Ende"] }
    "#;
    let spanish = r#"
        articles = ["el", "la", "los"]
        links = ["de", "del"]
        since = ["desde"]
        ranges = [ { open = ["del", "de"], join = ["al", "a"] }, { open = ["entre"], join = ["y"] } ]
        months = { "mayo" = 5, "septiembre" = 9, "octubre" = 10, "febrero" = 2 }
        ordinals = { "tercer" = 3 }
        parts = { "trimestre" = 3 }
        stretches = { early = ["principios"], late = ["finales"] }
    "#;
    let (lexicons, mistakes) = Lexicons::load(&[lexicon("de", german), lexicon("es", spanish)]);
    assert_eq!(mistakes, []);
    for (lang, text, expected) in [
        ("de", "am 2. Mai 2020", "2020-05-02"),
        ("de", "vom 3. bis 12. September 2021", "2021-09-03/2021-09-12"),
        ("de", "zwischen Oktober 2019 und Februar 2020", "2019-10/2020-02"),
        ("de", "Anfang 2020", "2020-01/2020-04"),
        ("de", "im dritten Quartal 2016", "2016-07/2016-09"),
        ("de", "seit März 2021", "2021-03/"),
        ("de", "12.10.2020", "2020-10-12"),
        ("de", "gestern", "2022-08-10"),
        ("es", "el 2 de mayo de 2020", "2020-05-02"),
        ("es", "del 3 al 12 de septiembre de 2021", "2021-09-03/2021-09-12"),
        ("es", "entre octubre de 2019 y febrero de 2020", "2019-10/2020-02"),
        ("es", "a finales de mayo de 2020", "2020-05-20/2020-05-31"),
        ("es", "el tercer trimestre de 2016", "2016-07/2016-09"),
        ("es", "desde mayo de 2020", "2020-05/"),
    ] {
        let read: Vec<_> =
            found(&lexicons, lang, Some(REFERENCE), text).into_iter().map(|(_, mention)| mention.value.to_string()).collect();
        assert_eq!(read, [expected], "{lang}: {text}");
    }
}

#[test]
fn odd_texts_do_no_harm() {
    for lang in ["fr", "nl", "en"] {
        for text in [
            "",
            "31/",
            "'",
            "1970'",
            "99/99/9999",
            "2020-",
            "-2020-07-01-",
            "mi-",
            "1 2 3 4 5",
            "الأحد 3",
            "2020-02-30",
            "0 mars 2020",
            "jan",
            "3 mars 2020-",
            "’98",
            "2199-2200",
        ] {
            let _ = values(lang, Some(REFERENCE), text);
            let _ = values(lang, None, text);
        }
    }
}
