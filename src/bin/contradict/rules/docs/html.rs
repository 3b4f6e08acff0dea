//! The catalogue as one HTML page. It loads nothing from elsewhere, and foreign text is escaped.

use super::catalogue::{Example, Pack, Section};
use crate::display_text::quoted;
use crate::escape::xml;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn render(packs: &[Pack]) -> String {
    let title = "Questions that are asked of the sources";
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    contents(packs, &mut page);
    for pack in packs {
        page.push_str(&format!("<h2>{}</h2>\n<p>Rule file: <code>{}</code></p>\n", xml(&pack.title), xml(&pack.file)));
        if !pack.entities.is_empty() {
            page.push_str("<h3>Who and what</h3>\n<dl class=\"known\">\n");
            for entity in &pack.entities {
                let about = entity.about.iter().map(|(what, words)| format!("{what}: {}", xml(words)));
                let about = about.collect::<Vec<_>>().join("<br>");
                let (name, id) = (xml(&entity.title), xml(&entity.id));
                page.push_str(&format!("<div><dt>{name}<br><code>{id}</code></dt><dd>{about}</dd></div>\n"));
            }
            page.push_str("</dl>\n");
        }
        for rule in &pack.rules {
            question(rule, &mut page);
        }
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The place of each question.
fn contents(packs: &[Pack], page: &mut String) {
    page.push_str("<nav>\n");
    for pack in packs {
        page.push_str(&format!("<p>{}</p>\n<ul>\n", xml(&pack.title)));
        for rule in &pack.rules {
            page.push_str(&format!("<li><a href=\"#rule-{}\">{}</a></li>\n", xml(&rule.id), xml(&rule.title)));
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</nav>\n");
}

fn question(rule: &Section, page: &mut String) {
    let id = xml(&rule.id);
    page.push_str(&format!("<h3 id=\"rule-{id}\">{}</h3>\n<dl>\n", xml(&rule.title)));
    page.push_str(&format!("<div><dt>Rule</dt><dd><code>{id}</code></dd></div>\n"));
    for (what, words) in &rule.about {
        page.push_str(&format!("<div><dt>{what}</dt><dd>{}</dd></div>\n", xml(words)));
    }
    page.push_str("</dl>\n");
    for example in &rule.examples {
        quotes(example, page);
    }
}

fn quotes(example: &Example, page: &mut String) {
    let class = if example.is_conflict { "conflict" } else { "agree" };
    page.push_str(&format!("<div class=\"{class}\">\n<p class=\"shows\">{}</p>\n", xml(&example.shows)));
    for quote in &example.quotes {
        let by = if quote.by.is_empty() { String::new() } else { format!(", {}", xml(&quote.by)) };
        let (lang, text) = (xml(&quote.lang), xml(&quoted(&quote.text)));
        let by = format!("<span class=\"by\">({lang}{by})</span>");
        page.push_str(&format!("<blockquote><span lang=\"{lang}\">{text}</span> {by}</blockquote>\n"));
    }
    page.push_str("</div>\n");
}
