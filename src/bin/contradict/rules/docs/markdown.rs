//! The catalogue in Markdown.

use super::catalogue::{Example, Pack, Section};

/// The whole page.
pub fn render(packs: &[Pack]) -> String {
    let mut page = "# Questions that are asked of the sources\n".to_owned();
    for pack in packs {
        page.push_str(&format!("\n## {}\n\nRule file: {}\n", escaped(&pack.title), escaped(&pack.file)));
        if !pack.entities.is_empty() {
            page.push_str("\n### Who and what\n\n");
            for entity in &pack.entities {
                let about = entity.about.iter().map(|(what, words)| format!("{what}: {}", escaped(words)));
                let about = about.collect::<Vec<_>>().join(". ");
                page.push_str(&format!("- **{}** ({}). {about}\n", escaped(&entity.title), escaped(&entity.id)));
            }
        }
        for rule in &pack.rules {
            question(rule, &mut page);
        }
    }
    page
}

fn question(rule: &Section, page: &mut String) {
    page.push_str(&format!("\n### {}\n\n- **Rule**: {}\n", escaped(&rule.title), escaped(&rule.id)));
    for (what, words) in &rule.about {
        page.push_str(&format!("- **{what}**: {}\n", escaped(words)));
    }
    for example in &rule.examples {
        quotes(example, page);
    }
}

fn quotes(example: &Example, page: &mut String) {
    page.push_str(&format!("\n{}:\n", escaped(&example.shows)));
    for quote in &example.quotes {
        let by = if quote.by.is_empty() { String::new() } else { format!(", {}", escaped(&quote.by)) };
        // A paragraph of its own for each text.
        page.push_str(&format!("\n> “{}” ({}{by})\n", escaped(&quote.text), quote.lang));
    }
}

/// Words of which no sign means anything to Markdown. They stand on one line, and never at its start.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && !".,:;?!()'\"/%-".contains(letter) {
            written.push('\\');
        }
        written.push(letter);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_others_means_anything() {
        assert_eq!(escaped("Is *a* <b>? [x](y) `z` 5 %"), "Is \\*a\\* \\<b\\>? \\[x\\](y) \\`z\\` 5 %");
        assert_eq!(escaped("&amp; a_b | # c\\d"), "\\&amp; a\\_b \\| \\# c\\\\d");
    }
}
