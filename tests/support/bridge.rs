//! A small example for tests of the command line: how many arches a bridge has.

/// One question about one bridge.
pub const RULES: &str = r#"format = 1
[entity.bridge]
names = ["Dunmore Bridge"]
[[rule]]
id        = "arches"
question  = "How many arches does {subject} have?"
answer    = "count"
subject   = "bridge"
about     = { en = ["has"] }
counted   = { en = ["arch*"] }
over_time = "constant"
"#;

/// Two papers.
pub const SOURCES: &str = r#"[[source]]
file = "a.txt"
publisher = "Gazette"
language = "en"
[[source]]
file = "b.txt"
publisher = "Post"
language = "en"
"#;
