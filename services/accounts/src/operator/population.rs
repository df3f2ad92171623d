//! `helpdesk population status`: what the database knows of the checks of identities.

use std::num::NonZeroU64;

use database::Pool;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use runtime::{Clock, Settings};

use crate::config::ChecksConfig;

/// Days of which answers are shown.
const DAYS: i64 = 7;

/// How things stand.
#[derive(Debug)]
pub struct Status {
    /// Today in WIB.
    pub today: Date,
    /// Answers that processes took of each day, the newest day first. A process takes some at a time: a little more
    /// than it asked.
    pub taken: Vec<(Date, i64)>,
    /// Accounts that wait for the register.
    pub accounts: i64,
    /// Claims that wait for it.
    pub claims: i64,
    /// When the oldest of both was made.
    pub oldest: Option<Timestamp>,
    /// Accounts whose identity it did not confirm.
    pub refused: i64,
    /// Verdicts that count now, by kind; `asked` are those that a process waits for.
    pub verdicts: Vec<(String, i64)>,
}

/// How many answers there are in a day, by the setting of the service.
#[must_use]
pub fn answers_a_day(settings: &mut Settings) -> NonZeroU64 {
    ChecksConfig::read(settings).a_day
}

/// Reads it.
///
/// # Errors
/// When the database is away or refuses.
pub async fn status(pool: &Pool, clock: &Clock) -> Result<Status, sqlx::Error> {
    let days = sqlx::query!("SELECT day, drawn FROM accounts.register_days ORDER BY day DESC LIMIT $1", DAYS);
    let waiting = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE state = 'active' AND identity = 'pending') AS "accounts!",
                  count(*) FILTER (WHERE state = 'claim') AS "claims!",
                  min(made_at) FILTER (WHERE check_at IS NOT NULL) AS oldest,
                  count(*) FILTER (WHERE state = 'active' AND identity = 'refused') AS "refused!"
             FROM accounts.accounts"#,
    );
    let verdicts = sqlx::query!(
        r#"SELECT coalesce(verdict, 'asked') AS "kind!", count(*) AS "number!" FROM accounts.verdicts
            WHERE kept_until > $1 GROUP BY 1 ORDER BY 1"#,
        clock.now().to_sqlx() as jiff_sqlx::Timestamp,
    );
    let waiting = waiting.fetch_one(pool).await?;
    Ok(Status {
        today: clock.today_wib(),
        taken: days.fetch_all(pool).await?.into_iter().map(|row| (row.day.to_jiff(), row.drawn)).collect(),
        accounts: waiting.accounts,
        claims: waiting.claims,
        oldest: waiting.oldest.map(jiff_sqlx::Timestamp::to_jiff),
        refused: waiting.refused,
        verdicts: verdicts.fetch_all(pool).await?.into_iter().map(|row| (row.kind, row.number)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn what_waits_and_what_counts_is_told_and_what_ran_out_is_not() {
        let (database, clock) = (Database::create().await.unwrap(), Clock::system());
        let sql = format!(
            "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
             VALUES ('00000000-0000-0000-0000-000000000001', 'Uji', now() - interval '1 day', now() + interval '1 day');
             INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                 password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at,
                 check_at)
             SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', state, identity, uuid_send(gen_random_uuid()),
                 'x', 'x', 'x', 1, 'x', 2, 'x', made_at, made_at, CASE identity WHEN 'pending' THEN now() END
               FROM (VALUES ('active', 'pending', timestamptz '2020-11-30T05:00Z'), ('claim', 'pending', now()),
                            ('active', 'refused', '2020-11-29T05:00Z'), ('active', 'verified', now()))
                    AS t (state, identity, made_at);
             INSERT INTO accounts.verdicts (identity_index, nik_index, verdict, kept_until)
             VALUES ('a', 'x', 'match', now() + interval '1 day'), ('b', 'x', 'match', now() - interval '1 second'),
                    ('c', 'x', 'differs', now() + interval '1 minute'), ('d', 'x', NULL, now() + interval '1 minute');
             INSERT INTO accounts.register_days (day, drawn) VALUES ('{}', 300), ('{}', 20)",
            clock.today_wib(),
            clock.today_wib().yesterday().unwrap(),
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(database.owner()).await.unwrap();
        let status = status(database.owner(), &clock).await.unwrap();
        assert_eq!((status.accounts, status.claims, status.refused), (1, 1, 1));
        assert_eq!(status.oldest, Some("2020-11-30T05:00:00Z".parse().unwrap()));
        let verdicts = [("asked", 1), ("differs", 1), ("match", 1)].map(|(kind, number)| (kind.to_owned(), number));
        assert_eq!(status.verdicts, verdicts);
        assert_eq!(status.taken.iter().map(|(_, taken)| *taken).collect::<Vec<_>>(), [300, 20]);
        assert_eq!(status.taken[0].0, status.today);
    }
}
