//! The command line.
#![allow(dead_code)]

mod args;
mod exit;
mod files;
#[cfg(test)]
mod fixture;
mod output;
mod table;
mod visible;
mod words;

fn main() {
    let cli = args::Cli::from_process();
    output::set_color(cli.color);
}
