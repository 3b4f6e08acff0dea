//! `contradict claims --unused`: shows what no rule used, to help find the next question.

use crate::args::{ClaimsArgs, Color, ListFormat};
use crate::output::{self, Look};
use crate::read_document::Want;
use crate::{exit, list, table};
use contradict::report::Unused;

/// The number of groups that a terminal shows by default.
const USUAL_LIMIT: usize = 20;

/// Shows groups of unused claims.
pub fn run(args: ClaimsArgs, color: Color) -> anyhow::Result<u8> {
    let (format, limit) = (args.list.output, args.limit);
    let Some((_, found)) = list::read(args.list, &Want::Surroundings)? else { return Ok(exit::FAILED) };
    let unused = Unused::new(found.near);
    let text = match format {
        ListFormat::Jsonl => output::json_lines(&unused.groups)?,
        ListFormat::Table => {
            let look = Look::of_stdout(color);
            let usual = look.width.map(|_| USUAL_LIMIT);
            table::unused(&unused, limit.map(usize::from).or(usual), look)
        }
    };
    output::print(&text, color)?;
    Ok(if unused.summary.claims + unused.summary.dates == 0 { exit::NOTHING } else { exit::CLEAN })
}
