//! Hides addresses from reading: their digits and words are not claims.

use super::Piece;
use super::markup::Pieces;
use crate::span::{InSource, InWords, Span};
use std::borrow::Cow;

/// How many bytes are searched for the bracket that closes an address with spaces in it.
const BRACKET_REACH: usize = 1000;

/// How many bytes of words may come between a bracket and the address in it: "(cf. ", "(zie ook: ".
const CUE_REACH: usize = 32;

/// Hides the web and e-mail addresses in `pieces`. Also returns how many there are.
pub(super) fn hide_addresses(text: &str, pieces: Vec<Piece>) -> (Vec<Piece>, usize) {
    let mut masked = Pieces::default();
    let mut count = 0;
    let is_read = |piece: &Piece| matches!(piece, Piece::Text(_) | Piece::Letter(..));
    for run in pieces.chunk_by(|one, next| is_read(one) && is_read(next)) {
        // Markup cuts an address into pieces (`a&amp;b`), so the search covers the text of all of them.
        let words: Cow<str> = match run {
            [Piece::Text(span)] => Cow::Borrowed(span.of(text)),
            _ => run.iter().map(|piece| read(text, *piece)).collect::<String>().into(),
        };
        let found = addresses(&words);
        count += found.len();
        hide(&mut masked, text, run, &found);
    }
    (masked.list, count)
}

fn read(text: &str, piece: Piece) -> Cow<'_, str> {
    match piece {
        Piece::Text(span) => Cow::Borrowed(span.of(text)),
        Piece::Letter(_, letter) => Cow::Owned(letter.to_string()),
        Piece::Hidden(_) | Piece::Break(_) => Cow::Borrowed(""),
    }
}

/// Copies `run`, except for the addresses at `found` in its words.
fn hide(into: &mut Pieces, text: &str, run: &[Piece], found: &[Span<InWords>]) {
    let mut at = 0;
    let mut found = found.iter().peekable();
    // The source bytes of the address in which the last piece ended.
    let mut open: Option<Span<InSource>> = None;
    for piece in run {
        let end = at + read(text, *piece).len();
        // Places in the words correspond to places in the source where a piece is text.
        let source = |place: usize, is_end: bool| match piece {
            Piece::Text(span) => span.start + (place - at),
            other if is_end => other.span().end,
            other => other.span().start,
        };
        let mut visible = at;
        while let Some(address) = found.peek() {
            if address.start >= end {
                break;
            }
            let start = address.start.max(at);
            if start > visible {
                into.text(Span::new(source(visible, false), source(start, true)));
            }
            let hidden = Span::new(source(start, false), source(address.end.min(end), true));
            let whole = open.map_or(hidden, |before| before.join(hidden));
            visible = address.end.min(end);
            if address.end > end {
                open = Some(whole);
                break;
            }
            open = None;
            into.list.push(Piece::Hidden(whole));
            found.next();
        }
        if visible == at {
            into.push(*piece);
        } else if visible < end {
            into.text(Span::new(source(visible, false), source(end, true)));
        }
        at = end;
    }
}

/// Returns the places of addresses in `words`, in order.
fn addresses(words: &str) -> Vec<Span<InWords>> {
    let bytes = words.as_bytes();
    let mut found: Vec<Span<InWords>> = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b':' | b'.' | b'@'))) {
        let sign = at + next;
        let after_last = found.last().map_or(0, |last| last.end);
        let address = match bytes.get(sign) {
            Some(b'@') => e_mail(words, sign, after_last),
            Some(b'.') => after_www(bytes, sign, after_last).map(|start| Span::new(start, web_end(words, start))),
            _ => after_scheme(bytes, sign, after_last).map(|start| Span::new(start, web_end(words, start))),
        };
        at = sign + 1;
        if let Some(address) = address {
            at = at.max(address.end);
            found.push(address);
        }
    }
    found
}

/// Returns the beginning of the `https://` whose colon is at `sign`.
fn after_scheme(bytes: &[u8], sign: usize, after: usize) -> Option<usize> {
    let host = bytes.get(sign + 1..)?.strip_prefix(b"//")?;
    let before = bytes.get(after..sign)?;
    let length = ["https", "http"].iter().find(|scheme| ends_with(before, scheme))?.len();
    begins_host(host).then_some(sign - length)
}

/// Returns the beginning of the `www.` whose full stop is at `sign`.
fn after_www(bytes: &[u8], sign: usize, after: usize) -> Option<usize> {
    let before = bytes.get(after..sign)?;
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let start = before.len().checked_sub(3).filter(|_| ends_with(before, "www"))?;
    let is_alone = start.checked_sub(1).and_then(|last| before.get(last)).is_none_or(|last| !is_word(last));
    (is_alone && begins_host(bytes.get(sign + 1..)?)).then_some(after + start)
}

fn ends_with(bytes: &[u8], word: &str) -> bool {
    let start = bytes.len().checked_sub(word.len());
    start.and_then(|start| bytes.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

fn begins_host(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'[' || !first.is_ascii())
}

/// Returns the end of the web address that begins at `start`.
fn web_end(words: &str, start: usize) -> usize {
    let rest = words.get(start..).unwrap_or_default();
    let before = words.get(..start).unwrap_or_default();
    if let Some(length) = bracket_before(before).and_then(|bracket| up_to_bracket(rest, bracket)) {
        return start + length;
    }
    let is_quoted = before.ends_with('\'');
    let ends = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '"' | '«' | '»' | '“' | '”' | '‘' | '’' | '<' | '>')
            || (letter == '\'' && is_quoted)
    };
    let address = rest.split(ends).next().unwrap_or_default();
    start + without_punctuation(address).len()
}

/// Returns the bracket that closes the one that ends `before`, with at most a few words in between.
fn bracket_before(before: &str) -> Option<char> {
    let is_cue = |letter: char| letter.is_alphabetic() || matches!(letter, '.' | ',' | ':' | ' ' | '\u{A0}' | '\u{202F}');
    let letters = before.char_indices().rev();
    let (_, bracket) = letters.take_while(|(at, _)| before.len() - at <= CUE_REACH).find(|(_, letter)| !is_cue(*letter))?;
    match bracket {
        '(' => Some(')'),
        '[' => Some(']'),
        _ => None,
    }
}

/// Returns the length of an address that continues to the closing bracket, including spaces. It ends before punctuation that is
/// followed by spaces, because normal text continues there. None if no bracket closes on this line.
fn up_to_bracket(rest: &str, closing: char) -> Option<usize> {
    let opening = if closing == ')' { '(' } else { '[' };
    let mut depth = 0;
    let mut letters = rest.char_indices().peekable();
    let mut end = None;
    while let Some((at, letter)) = letters.next() {
        if letter == '\n' || at > BRACKET_REACH {
            return None;
        }
        if letter == opening {
            depth += 1;
        } else if letter == closing && depth > 0 {
            depth -= 1;
        } else if letter == closing {
            return Some(end.unwrap_or(at));
        }
        let is_last = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if end.is_none() && is_last && matches!(letter, ',' | ';' | ':' | '.' | '!' | '?') {
            end = Some(at);
        }
    }
    None
}

/// Returns `address` without the punctuation of the sentence at its end, and without brackets that it does not open.
fn without_punctuation(address: &str) -> &str {
    let count = |bracket: char| address.matches(bracket).count();
    let mut extra = [(')', count(')').saturating_sub(count('('))), (']', count(']').saturating_sub(count('[')))];
    address.trim_end_matches(|letter: char| {
        if matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '*') {
            return true;
        }
        match extra.iter_mut().find(|(bracket, count)| *bracket == letter && *count > 0) {
            Some((_, count)) => {
                *count -= 1;
                true
            }
            None => false,
        }
    })
}

/// Returns the e-mail address around the `@` at `sign`.
fn e_mail(words: &str, sign: usize, after: usize) -> Option<Span<InWords>> {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-');
    let is_host = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    let rest = words.get(sign + 1..)?;
    let host = rest.get(..rest.find(|letter| !is_host(letter)).unwrap_or(rest.len()))?.trim_end_matches(['.', '-']);
    let (_, ending) = host.rsplit_once('.')?;
    let is_sound = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic) && !host.split('.').any(str::is_empty);
    let before = words.get(after..sign)?;
    let name = before.trim_end_matches(is_name).len();
    let name = name + before.get(name..)?.chars().take_while(|letter| *letter == '.').count();
    (is_sound && name < before.len()).then(|| Span::new(after + name, sign + 1 + host.len()))
}

#[cfg(test)]
mod tests {
    use super::super::markup::{Kind, tests::check, tests::garbled, tests::shown};
    use super::*;

    fn masked(name: &str, text: &str) -> (String, usize) {
        let (pieces, count) = hide_addresses(text, Kind::of(name).read(text, 0).pieces);
        check(text, &pieces);
        (shown(text, &pieces), count)
    }

    fn plain(text: &str) -> String {
        masked("a.txt", text).0
    }

    #[test]
    fn web_addresses_end_at_a_blank_or_quote() {
        assert_eq!(plain("Voir https://a.be/x_2?y=78&z#t et www.b.nl."), "Voir · et ·.");
        assert_eq!(plain("« HTTP://A.be/78» “https://b.be”, 'http://c.be/it's'"), "« ·» “·”, '·'s'");
        assert_eq!(plain("lien : https://a.be/78\nÉté"), "lien : ·\nÉté");
        assert_eq!(plain("http://a.be,http"), "·");
        assert_eq!(plain("(https://fr.wikipedia.org/wiki/A_(b)). [https://a.be]!"), "(·). [·]!");
        assert_eq!(plain("dit https://a.be/b_(c)). Fin"), "dit ·). Fin");
    }

    #[test]
    fn behind_a_bracket_blanks_may_stand_in_an_address() {
        assert_eq!(plain("précisé (cf. https://a.be/ict/une page de 78 mots/article 12.html). Puis"), "précisé (cf. ·). Puis");
        assert_eq!(plain("(zie ook: https://a.be/een pagina.html?c=1)."), "(zie ook: ·).");
        assert_eq!(plain("(voir https://a.be/x, 78 fois en 2020)"), "(voir ·, 78 fois en 2020)");
        assert_eq!(plain("(cf. https://a.be. Elle l’a utilisé 78 fois) et"), "(cf. ·. Elle l’a utilisé 78 fois) et");
        // Nothing closes on this line.
        assert_eq!(plain("(cf. https://a.be/x 78 fois\n)"), "(cf. · 78 fois\n)");
        assert_eq!(plain("(il y a 78 https://a.be/x fois)"), "(il y a 78 · fois)");
    }

    #[test]
    fn e_mail_addresses_are_hidden() {
        assert_eq!(
            plain("Écrivez à jean.dupont+78@police.be, ou à @police78 (a@b.c, a@b..be, 5@7)"),
            "Écrivez à ·, ou à @police78 (a@b.c, a@b..be, 5@7)"
        );
        assert_eq!(plain("<zoé@exemple.fr>."), "<·>.");
    }

    #[test]
    fn what_only_looks_like_an_address_is_read() {
        let text = "à 10:30, www. et http:// ou awww.b, ratio 3://4, a:b";
        assert_eq!(plain(text), text);
    }

    #[test]
    fn addresses_are_counted_and_found_across_markup() {
        assert_eq!(masked("a.txt", "http://a.be www.b.be c@d.be").1, 3);
        let page = "<p>Voir <a href='#'>https://a.be/x?a=1&amp;b=<b>78</b></a> (dit&nbsp;: www.b.be&#41;</p>";
        assert_eq!(masked("a.html", page), ("Voir · (dit\u{A0}: ·)¶".to_owned(), 2));
        assert_eq!(masked("a.md", "Voir <https://a.be/b_c> et [ici](https://d.be)."), ("Voir · et ici.¶".to_owned(), 1));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let whole = "é (cf. https://é.be/a b (c) d). «www.x.be» a.b@c-d.be, http://[::1]/x)]";
        for text in garbled(whole) {
            plain(&text);
            masked("a.html", &text);
            masked("a.md", &text);
        }
    }
}
