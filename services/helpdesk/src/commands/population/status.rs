//! `helpdesk population status`: what the database knows. What a process itself measures is in its metrics.

use accounts::operator::population::{self, Status};
use anyhow::Result;
use domain::time::wib_text;
use runtime::{Clock, Settings};

use crate::operator::{owners_database, say, table};

/// Shows it.
pub(super) async fn run() -> Result<()> {
    let mut settings = Settings::from_env();
    let a_day = population::answers_a_day(&mut settings);
    settings.finish()?;
    let status = population::status(&owners_database()?, &Clock::system()).await?;
    say(table(&lines(&status, a_day.get())));
    Ok(())
}

fn lines(status: &Status, a_day: u64) -> Vec<Vec<String>> {
    let today = status.taken.iter().find(|(day, _)| *day == status.today).map_or(0, |(_, taken)| *taken);
    let taken = u64::try_from(today).unwrap_or_default();
    let line = |name: &str, value: String| vec![name.to_owned(), value];
    let oldest = status.oldest.map_or_else(|| "-".to_owned(), |at| format!("{} WIB", wib_text(at)));
    let mut lines = vec![
        line("ANSWERS OF THE REGISTER", format!("{} (WIB)", status.today)),
        line("taken", taken.to_string()),
        line("left (IDENTITY_CHECKS_PER_DAY)", format!("{} of {a_day}", a_day.saturating_sub(taken))),
    ];
    let before = status.taken.iter().filter(|(day, _)| *day != status.today);
    lines.extend(before.map(|(day, taken)| line(&format!("taken on {day}"), taken.to_string())));
    lines.extend([
        line("", String::new()),
        line("WAITING", String::new()),
        line("accounts, for the register", status.accounts.to_string()),
        line("claims, for the register", status.claims.to_string()),
        line("the oldest was made", oldest),
        line("not confirmed, to be corrected", status.refused.to_string()),
        line("", String::new()),
        line("VERDICTS THAT ARE KEPT", String::new()),
    ]);
    lines.extend(status.verdicts.iter().map(|(kind, number)| line(kind, number.to_string())));
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_left_of_a_day_is_never_less_than_nothing() {
        let today = date(2026, 11, 30);
        let status = |taken| Status {
            today,
            taken,
            accounts: 2,
            claims: 1,
            oldest: None,
            refused: 0,
            verdicts: vec![("match".to_owned(), 7)],
        };
        let left = |taken| {
            let lines = lines(&status(taken), 100);
            lines.into_iter().find(|line| line[0].starts_with("left")).unwrap()[1].clone()
        };
        assert_eq!(left(vec![(today, 40), (date(2026, 11, 29), 90)]), "60 of 100");
        assert_eq!(left(vec![(date(2026, 11, 29), 90)]), "100 of 100", "yesterday's do not count");
        assert_eq!(left(vec![(today, 120)]), "0 of 100");
    }
}
