//! `rules docs`: the catalogue of the rules, in Markdown and HTML.

use crate::{contradict_in, folder, tells};
use tempfile::TempDir;

const RULES: &str = r#"format = 1
title = "Bridges <script>alert(1)</script> & *piers*"
[entity.bridge]
kind = "bridge"
names = { any = ["Dunmore \"Old\" Bridge"], fr = ["pont de Dunmore"] }
refers = ["the crossing"]
[entity.pier]
kind = "bridge"
names = ["Pier"]
part_of = "bridge"
[[rule]]
id        = "arches"
question  = "How many arches does {subject} have <b>?"
answer    = "count"
subject   = { kind = "bridge" }
about     = ["has"]
counted   = ["arch*"]
over_time = "grows"
tolerance = "2.5 %"
level     = "warning"
reason    = "Arches & [money](http://example.org)"
status    = "pilot"
[[rule.conflict]]
verdict = "tension"
note = "One is only said to be so."
docs = [ { lang = "en", publisher = "Gazette <i>", date = 2024-05-02, text = "Pier has 14 arches <img src=x onerror=alert(1)>" },
  { lang = "en", voice = "the mayor", text = "Pier\nhas 9 arches." } ]
[[rule.agree]]
answers = 0
docs = [ { lang = "fr", text = "Rien." } ]
"#;

fn rules() -> TempDir {
    folder(&[("rules/bridge.toml", RULES)])
}

fn printed(format: &str) -> String {
    let run = contradict_in(&rules(), &["rules", "docs", "--output", format]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn everything_that_a_reader_wants_to_know_is_there() {
    let markdown = printed("markdown");
    for words in [
        "## Bridges &lt;script&gt;alert(1)&lt;/script&gt; &amp; \\*piers\\*\n",
        "- **Pier** (pier). Kind: bridge. Names: “Pier”. Part of: Dunmore \"Old\" Bridge\n",
        "Names: “Dunmore \"Old\" Bridge”; fr “pont de Dunmore”. Also referred to as: “the crossing”\n",
        "### How many arches does \\[bridge\\] have &lt;b&gt;?\n",
        "- **Rule**: arches\n",
        "- **Asks**: how many (a count)\n",
        "- **About**: each bridge: Dunmore \"Old\" Bridge and Pier\n",
        "- **Over time**: it only becomes more: a later answer may be higher, but not lower\n",
        "- **Forgiven**: a difference of up to 2.5 % of the larger value\n",
        "- **A contradiction is**: a warning\n",
        "- **Status**: pilot: on trial",
        "- **Why it matters**: Arches &amp; \\[money\\](http:\u{200B}//example.org)\n",
        "These can hardly all be right (a tension): One is only said to be so:\n",
        "> “Pier has 14 arches &lt;img src=x onerror=alert(1)&gt;” (en, Gazette &lt;i&gt;, 2024-05-02)\n",
        "> “Pier has 9 arches.” (en, the mayor)\n",
        "This answers nothing:\n\n> “Rien.” (fr)\n",
    ] {
        assert!(markdown.contains(words), "`{words}` is not there: {markdown}");
    }
    assert_eq!(contradict_in(&rules(), &["rules", "docs", "rules/bridge.toml"]).out, markdown, "Markdown is usual");
}

#[test]
fn a_page_runs_nothing_and_loads_nothing() {
    let page = printed("html");
    for words in [
        "<h2>Bridges &lt;script&gt;alert(1)&lt;/script&gt; &amp; *piers*</h2>",
        "<h3 id=\"rule-arches\">How many arches does [bridge] have &lt;b&gt;?</h3>",
        "<a href=\"#rule-arches\">",
        "<div class=\"conflict\">",
        "<span lang=\"en\">“Pier has 14 arches &lt;img src=x onerror=alert(1)&gt;”</span>",
        "<meta name=\"viewport\"",
        "@media print",
        "default-src 'none'",
    ] {
        assert!(page.contains(words), "`{words}` is not there: {page}");
    }
    for active in ["<script", "<img", "<link", "<b>", "<i>", "src=\"", "href=\"http", "@import", "url("] {
        assert!(!page.contains(active), "`{active}` is there");
    }
    // Every element that is opened is closed.
    for tag in ["div", "dl", "dt", "dd", "p", "ul", "li", "a", "span", "blockquote", "code", "h2", "h3", "nav", "body", "html"] {
        let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "<{tag}>");
    }
}

#[test]
fn every_kind_of_answer_has_words() {
    let sound = include_str!("../../sound-rules.toml");
    let run = contradict_in(&folder(&[("rules/a.toml", sound)]), &["rules", "docs"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let options = r#"format = 1
[entity.notes]
names = ["Notes"]
[[rule]]
id = "storage"
question = "Where does {subject} store files?"
answer = "option"
subject = "notes"
about = ["stores"]
over_time = "per-year"
options.ireland = ["Ireland", "Dublin"]
options.us = ["Virginia"]
exclusive = [["ireland", "us"]]
distinguish.tax = { incl = ["with tax"], excl = ["without tax"] }
[[rule]]
id = "limit"
question = "How many requests?"
answer = "measure"
unit = "requests/minute"
limit = true
subject = "notes"
mentions = ["notes"]
about = ["accepts"]
over_time = "varies"
tolerance = 10
"#;
    let printed = contradict_in(&folder(&[("rules/a.toml", options)]), &["rules", "docs"]).out;
    for words in [
        "### Where does Notes store files?\n",
        "- **Answers**: ireland (“Ireland”, “Dublin”); us (“Virginia”)\n",
        "- **Only one of**: ireland and us\n",
        "- **Told apart**: tax: incl (“with tax”); excl (“without tax”)\n",
        "- **Told in**: number per minute\n",
        "- **Limit**: ",
        "- **Only near**: Notes\n",
        "- **Forgiven**: a difference of up to 10\n",
        "each year has a true answer of its own",
    ] {
        assert!(printed.contains(words), "`{words}` is not there: {printed}");
    }
    // A file without a title is listed under its name.
    assert!(printed.contains("## rules/a.toml\n"), "{printed}");
}

#[test]
fn broken_rules_have_no_catalogue() {
    let broken = folder(&[("rules/bridge.toml", RULES.replace("counted", "conuted").as_str())]);
    let run = contradict_in(&broken, &["rules", "docs"]);
    tells(&run, 2, &["did you mean `counted`?"]);
    assert_eq!(run.out, "");
    tells(&contradict_in(&folder(&[]), &["rules", "docs"]), 2, &["no rule file in `rules/`"]);
}
