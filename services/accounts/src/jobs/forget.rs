//! Forgets what does not count any more: drafts with their keys, verdicts, tried identities, counts of networks and of
//! days, spent CAPTCHAs, and what led back into accounts.

use std::time::Duration;

use anyhow::Context as _;
use captcha::SpentCaptchas;
use database::Pool;
use runtime::{Clock, Job};

use crate::store::{
    accounts, addresses, approvals, beginnings, codes, complaints, drafts, failed_recoveries, grants, hand_overs,
    link_requests, links, one_time_answers, register_days, tried_niks, verdicts,
};

/// Rows that one statement deletes.
const BATCH: i64 = 5_000;
/// Pause between two rounds.
const PAUSE: Duration = Duration::from_mins(10);
/// How many days' counts of the register's answers are kept.
const DAYS: i32 = 30;

/// The job that forgets what people told and tried.
pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("accounts.forget", "forgets drafts, verdicts and counts that are over", PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move { forget(&pool, &clock).await }
    })
}

/// The job that forgets spent CAPTCHAs.
pub(super) fn captchas(spent: SpentCaptchas) -> Job {
    Job::repeating("accounts.forget-captchas", "forgets spent CAPTCHAs an hour after they expired", PAUSE, move || {
        let spent = spent.clone();
        async move {
            while spent.purge(BATCH).await.context("forgetting spent CAPTCHAs")? == BATCH.unsigned_abs() {}
            Ok(())
        }
    })
}

async fn forget(pool: &Pool, clock: &Clock) -> anyhow::Result<()> {
    let (now, whole) = (clock.now(), BATCH.unsigned_abs());
    while drafts::forget(pool, now, BATCH).await.context("forgetting drafts")? == whole {}
    while verdicts::forget(pool, now, BATCH).await.context("forgetting verdicts")? == whole {}
    while tried_niks::forget(pool, now, BATCH).await.context("forgetting tried identities")? == whole {}
    while beginnings::forget(pool, now, BATCH).await.context("forgetting counts of networks")? == whole {}
    while hand_overs::forget(pool, now, BATCH).await.context("forgetting ways to phones")? == whole {}
    while links::forget(pool, now, BATCH).await.context("forgetting links")? == whole {}
    while codes::forget(pool, now, BATCH).await.context("forgetting codes")? == whole {}
    while link_requests::forget(pool, now, BATCH).await.context("forgetting counts of links")? == whole {}
    while addresses::forget(pool, now, BATCH).await.context("forgetting former addresses")? == whole {}
    while approvals::forget(pool, now, BATCH).await.context("forgetting approvals")? == whole {}
    while grants::forget(pool, now, BATCH).await.context("forgetting grants")? == whole {}
    while one_time_answers::forget(pool, now, BATCH).await.context("forgetting answers that counted once")? == whole {}
    while failed_recoveries::forget(pool, now, BATCH).await.context("forgetting attempts to get back in")? == whole {}
    while complaints::forget(pool, now, BATCH).await.context("forgetting complaints")? == whole {}
    while accounts::forget(pool, now, BATCH).await.context("forgetting accounts that are over")? == whole {}
    while accounts::hide(pool, now, BATCH).await.context("forgetting by which browsers accounts were made")? == whole {}
    let first = clock.today_wib().saturating_sub(jiff::Span::new().days(DAYS));
    register_days::forget(pool, first).await.context("forgetting counts of days")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn what_is_over_is_forgotten_with_its_keys_and_nothing_else_is() -> anyhow::Result<()> {
        let (database, clock) = (Database::create().await?, Clock::system());
        database
            .execute(
                "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                 VALUES ('00000000-0000-0000-0000-000000000001', 'Uji', now() - interval '9 days', now() + interval '9 days');
                 CREATE TEMPORARY TABLE ages AS SELECT gen_random_uuid() AS id, rested, made FROM (VALUES
                     (interval '59 minutes', interval '23 hours'), (interval '61 minutes', interval '2 hours'),
                     (interval '1 minute', interval '25 hours')) AS ages (rested, made);
                 INSERT INTO accounts.drafts (id, period_id, secret_hash, nik_index, identity_index, identity, content, made_at, used_at)
                 SELECT id, '00000000-0000-0000-0000-000000000001', uuid_send(id), 'x', 'x', 'pending', 'x', now() - made, now() - rested
                   FROM ages;
                 INSERT INTO keys.accounts (account_id, data_key) SELECT id, 'x' FROM ages;
                 INSERT INTO accounts.verdicts (identity_index, nik_index, verdict, kept_until)
                 VALUES ('a', 'x', 'match', now() - interval '1 second'), ('b', 'x', NULL, now() + interval '1 minute');
                 INSERT INTO accounts.tried_niks (nik_index, identities, last_new_at)
                 VALUES ('a', '{x}', now() - interval '25 hours'), ('b', '{x}', now() - interval '23 hours');
                 INSERT INTO accounts.beginnings (network_index, this_hour, hour_ends_at)
                 VALUES ('a', 1, now() - interval '1 second'), ('b', 1, now() + interval '1 minute');
                 INSERT INTO accounts.link_counts (subject, this_hour, hour_ends_at)
                 VALUES ('a', 1, now() - interval '1 second'), ('b', 1, now() + interval '1 minute');
                 INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                     password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
                 VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'active',
                     'verified', 'x', 'x', 'x', 'x', 1, 'x', 4, 'x', now(), now());
                 INSERT INTO accounts.grants (secret_hash, account_id, proof, until)
                 SELECT name::bytea, '00000000-0000-0000-0000-000000000002', 'answer', now() + after
                   FROM (VALUES ('a', interval '-1 second'), ('b', interval '1 minute')) AS grants (name, after);
                 INSERT INTO accounts.one_time_answers (account_id, question, answer_hash, issued_at, until)
                 SELECT '00000000-0000-0000-0000-000000000002', question, 'x', now(), now() + after
                   FROM (VALUES (1, interval '-1 second'), (2, interval '1 minute')) AS answers (question, after);
                 INSERT INTO accounts.codes (id, account_id, purpose, made_at, until)
                 SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000002', 'new_password', now() - age, now() - age
                   FROM (VALUES (interval '25 hours'), (interval '23 hours')) AS codes (age);
                 INSERT INTO accounts.failed_recoveries (subject, failures, until)
                 VALUES ('a', 1, now() - interval '1 second'), ('b', 1, now() + interval '1 minute');
                 INSERT INTO accounts.register_days (day, drawn) VALUES (current_date - 40, 1), (current_date - 20, 1);",
            )
            .await?;
        let pool = Pool::connect(&database.service_url("ACCOUNTS")?).await?;
        forget(&pool, &clock).await?;
        for table in [
            "accounts.drafts",
            "keys.accounts",
            "accounts.verdicts",
            "accounts.tried_niks",
            "accounts.beginnings",
            "accounts.link_counts",
            "accounts.grants",
            "accounts.one_time_answers",
            "accounts.codes",
            "accounts.failed_recoveries",
            "accounts.register_days",
        ] {
            let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
                .fetch_one(database.owner())
                .await?;
            assert_eq!(left, 1, "{table}");
        }
        let rested = database
            .count("SELECT count(*) FROM accounts.drafts d JOIN keys.accounts k ON k.account_id = d.id")
            .await?;
        assert_eq!(rested, 1, "the draft and its own key");
        Ok(())
    }
}
