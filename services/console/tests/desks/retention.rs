//! What the desks' work leaves behind goes when its period is over, and the period is the operator's.

use crate::office::Office;

/// Drafts and texts of 13 and 15 days ago, hours of 9 and 11 years ago, answers to many tickets that ended 729 and 731
/// days ago, and one of then that is still at work.
const LEFT_BEHIND: &str = "
    INSERT INTO desk.drafts SELECT '662026112100001', gen_random_uuid(), 'x', now() - make_interval(days => days)
      FROM unnest(ARRAY[13, 15]) AS days;
    INSERT INTO desk.texts (ticket_number, id, body, posted_by, posted_at)
    SELECT '662026112100001', gen_random_uuid(), 'x', gen_random_uuid(), now() - make_interval(days => days)
      FROM unnest(ARRAY[13, 15]) AS days;
    INSERT INTO desk.hours SELECT 'bkn.data-fixes', now() - make_interval(years => years), 1, 0, 0, 0
      FROM unnest(ARRAY[9, 11]) AS years;
    WITH bulk AS (
        INSERT INTO desk.bulk_answers (id, desk, body, state, created_by, created_at, changed_at)
        SELECT gen_random_uuid(), 'bkn.data-fixes', 'x', state, gen_random_uuid(), now() - interval '3 years',
               now() - make_interval(days => days)
          FROM unnest(ARRAY[729, 731, 731], ARRAY['done', 'done', 'running']) AS one (days, state) RETURNING id)
    INSERT INTO desk.bulk_tickets (bulk_id, position, ticket_number)
    SELECT id, position, '66202611210000' || position FROM bulk, generate_series(1, 3) AS position;";

/// Drafts, texts, hours, answers to many tickets, and the tickets of these.
async fn left(office: &Office) -> [i64; 5] {
    [
        office.count("SELECT count(*) FROM desk.drafts").await,
        office.count("SELECT count(*) FROM desk.texts").await,
        office.count("SELECT count(*) FROM desk.hours").await,
        office.count("SELECT count(*) FROM desk.bulk_answers").await,
        office.count("SELECT count(*) FROM desk.bulk_tickets").await,
    ]
}

/// What both services forget.
async fn forget(office: &Office) {
    answer::jobs::forget_old(office.answer()).await.unwrap();
    console::jobs::forget_old(office.console()).await.unwrap();
}

#[tokio::test]
async fn what_is_older_than_its_period_goes_and_what_is_at_work_stays() {
    let office = Office::open().await;
    sqlx::raw_sql(LEFT_BEHIND).execute(office.owner()).await.unwrap();
    assert_eq!(left(&office).await, [2, 2, 2, 3, 9]);
    forget(&office).await;
    assert_eq!(left(&office).await, [1, 1, 1, 2, 6]);

    let shorter = "UPDATE retention.periods SET days = least WHERE kind IN ('drafts', 'texts', 'statistics', 'bulk')";
    sqlx::query(shorter).execute(office.owner()).await.unwrap();
    forget(&office).await;
    assert_eq!(left(&office).await, [0, 1, 0, 1, 3], "texts are kept for as long as a report may name them");
}
