//! The catalogue in Markdown.

use super::catalogue::{Example, Pack, Section};
use crate::display_text::quoted;
use crate::escape::markdown;

/// The whole page.
pub fn render(packs: &[Pack]) -> String {
    let mut page = "# Questions that are asked of the sources\n".to_owned();
    for pack in packs {
        page.push_str(&format!("\n## {}\n\nRule file: {}\n", markdown(&pack.title), markdown(&pack.file)));
        if !pack.entities.is_empty() {
            page.push_str("\n### Who and what\n\n");
            for entity in &pack.entities {
                let about = entity.about.iter().map(|(what, words)| format!("{what}: {}", markdown(words)));
                let about = about.collect::<Vec<_>>().join(". ");
                page.push_str(&format!("- **{}** ({}). {about}\n", markdown(&entity.title), markdown(&entity.id)));
            }
        }
        for rule in &pack.rules {
            question(rule, &mut page);
        }
    }
    page
}

fn question(rule: &Section, page: &mut String) {
    page.push_str(&format!("\n### {}\n\n- **Rule**: {}\n", markdown(&rule.title), markdown(&rule.id)));
    for (what, words) in &rule.about {
        page.push_str(&format!("- **{what}**: {}\n", markdown(words)));
    }
    for example in &rule.examples {
        quotes(example, page);
    }
}

fn quotes(example: &Example, page: &mut String) {
    page.push_str(&format!("\n{}:\n", markdown(&example.shows)));
    for quote in &example.quotes {
        let by = if quote.by.is_empty() { String::new() } else { format!(", {}", markdown(&quote.by)) };
        // Each text is its own paragraph.
        page.push_str(&format!("\n> {} ({}{by})\n", markdown(&quoted(&quote.text)), quote.lang));
    }
}
