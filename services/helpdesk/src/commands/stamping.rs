//! `helpdesk stamping`: how stampings with e-meterai stand. It shows numbers, and nobody's file.

use std::time::Duration;

use anyhow::Result;
use clap::Subcommand;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use stamping::operator::status::{self, Status};
use stamping::operator::stuck::{self, Stuck};

use crate::operator::{owners_database, say, table};

/// What an operator can do about stampings.
#[derive(Debug, Subcommand)]
pub(crate) enum Stamping {
    /// Show how many stampings wait, for whom and why, and what became of those of the last 24 hours
    Status,
    /// List stampings that wait too long, the oldest first: how far each is, its last fault, and when its registration
    /// closes
    #[command(
        after_help = "Reads DATABASE_URL (the owner's). The workers go on with all of them by themselves; those \
            that wait for their person go on when the person signs in at the distributor or buys stamps there."
    )]
    Stuck {
        /// Those that have waited longer than so many minutes
        #[arg(long, default_value_t = 60)]
        minutes: u32,
        /// Those that wait for their person, too
        #[arg(long)]
        with_persons: bool,
        /// At most this many lines
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Stamping) -> Result<()> {
    match command {
        Stamping::Status => {
            let status = status::status(&owners_database()?, Clock::system().now()).await?;
            say(table(&lines(&status)));
            Ok(())
        }
        Stamping::Stuck { minutes, with_persons, limit } => {
            let now = Clock::system().now();
            let before = now.saturating_sub(SignedDuration::from_mins(minutes.into())).unwrap_or(Timestamp::MIN);
            let stuck = stuck::list(&owners_database()?, before, with_persons, limit.into()).await?;
            if stuck.is_empty() {
                say(format!("no stamping has waited for more than {minutes} minutes"));
            } else {
                say(table(&stuck_lines(&stuck, now)));
            }
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

fn stuck_lines(stuck: &[Stuck], now: Timestamp) -> Vec<Vec<String>> {
    let heading = ["STAMPING", "STATE", "LAST FAULT", "ATTEMPTS", "WAITS FOR", "CLOSES"].map(str::to_owned).to_vec();
    let lines = stuck.iter().map(|one| {
        vec![
            one.id.to_string(),
            one.state.as_str().to_owned(),
            one.problem.clone().unwrap_or_else(|| "-".to_owned()),
            one.attempts.to_string(),
            humantime(Duration::try_from(now.duration_since(one.since)).unwrap_or_default()),
            format!("{} WIB", domain::time::wib_text(one.closes_at)),
        ]
    });
    [heading].into_iter().chain(lines).collect()
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
    fn a_stamping_that_waits_is_told_by_its_id_and_age() {
        let now: Timestamp = "2026-11-30T05:00:00Z".parse().unwrap();
        let stuck = Stuck {
            id: uuid::Uuid::from_u128(7),
            state: stuck::State::WaitingDistributor,
            problem: Some("timeout".to_owned()),
            attempts: 0,
            since: "2026-11-30T01:55:00Z".parse().unwrap(),
            closes_at: "2026-12-01T00:00:00Z".parse().unwrap(),
        };
        let lines = stuck_lines(&[stuck], now);
        let expected = ["00000000-0000-0000-0000-000000000007", "waiting_distributor", "timeout", "0", "3 h 5 min"];
        assert_eq!(lines[1][..5], expected.map(str::to_owned));
        assert!(lines[1][5].ends_with(" WIB"), "{lines:?}");
    }

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
