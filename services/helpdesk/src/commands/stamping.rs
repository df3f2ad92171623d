//! `helpdesk stamping`: how stampings with e-meterai stand. It shows numbers, and nobody's file.

use std::time::Duration;

use anyhow::Result;
use clap::Subcommand;
use runtime::Clock;
use stamping::operator::status::{self, Status};

use crate::operator::{owners_database, say, table};

/// What an operator can do about stampings.
#[derive(Debug, Subcommand)]
pub(crate) enum Stamping {
    /// Show how many stampings wait, for whom and why, and what became of those of the last 24 hours
    Status,
}

/// Runs the command.
pub(crate) async fn run(command: Stamping) -> Result<()> {
    match command {
        Stamping::Status => {
            let status = status::status(&owners_database()?, Clock::system().now()).await?;
            say(table(&lines(&status)));
            Ok(())
        }
    }
}

fn lines(status: &Status) -> Vec<Vec<String>> {
    let line = |name: &str, value: String| vec![name.to_owned(), value];
    let mut lines = vec![line("NOT AT THEIR END", String::new())];
    lines.extend(status.open.iter().map(|(state, count)| line(state.as_str(), count.to_string())));
    lines.extend([
        line("age of the oldest", humantime(status.oldest)),
        line("tokens of persons", status.tokens.to_string()),
        line("", String::new()),
        line("THEIR LAST FAULTS", String::new()),
    ]);
    lines.extend(status.problems.iter().map(|(problem, count)| line(problem, count.to_string())));
    lines.extend([line("", String::new()), line("ENDED IN 24 HOURS", String::new())]);
    lines.extend(status.ended.iter().map(|(how, count)| line(how, count.to_string())));
    lines
}

/// Hours and minutes.
fn humantime(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    format!("{} h {} min", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_stand_beside_their_names() {
        let status = Status {
            open: vec![(status::State::WaitingDistributor, 7)],
            oldest: Duration::from_mins(185),
            tokens: 2,
            ended: vec![("rejected, wrong_file".to_owned(), 1)],
            problems: vec![("timeout".to_owned(), 7)],
        };
        let lines = lines(&status);
        for (name, value) in [
            ("waiting_distributor", "7"),
            ("age of the oldest", "3 h 5 min"),
            ("timeout", "7"),
            ("rejected, wrong_file", "1"),
        ] {
            assert!(lines.contains(&vec![name.to_owned(), value.to_owned()]), "{name}: {lines:?}");
        }
    }
}
