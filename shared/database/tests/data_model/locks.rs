//! Advisory locks that SQL takes by itself.

use std::collections::HashMap;

use anyhow::Result;
use database::AdvisoryLock;
use testing::Database;

/// Functions of ours that take an advisory lock, and the names whose hash is its number.
const TAKEN_BY_FUNCTIONS: &str = "
    SELECT p.oid::regproc::text, hashtext((regexp_match(p.prosrc, 'advisory\\w*\\(hashtext\\(''([^'']+)''\\)\\)'))[1])::bigint
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND p.prosrc LIKE '%advisory%'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')";

#[tokio::test]
async fn the_locks_that_functions_take_stand_in_the_list_of_all() -> Result<()> {
    let database = Database::create().await?;
    let taken: Vec<(String, Option<i64>)> = sqlx::query_as(TAKEN_BY_FUNCTIONS).fetch_all(database.owner()).await?;
    let listed = [("intake.ensure_partitions".to_owned(), Some(AdvisoryLock::MakePartitions.number()))];
    assert_eq!(taken.into_iter().collect::<HashMap<_, _>>(), listed.into());
    Ok(())
}

#[tokio::test]
async fn a_lock_is_held_until_its_transaction_ends_and_nobody_waits_for_it() -> Result<()> {
    let database = Database::create().await?;
    for lock in AdvisoryLock::ALL {
        let (mut one, mut other) = (database.owner().begin().await?, database.owner().begin().await?);
        assert!(lock.try_take(&mut *one).await?);
        assert!(!lock.try_take(&mut *other).await?, "{lock:?} is taken");
        one.rollback().await?;
        assert!(lock.try_take(&mut *other).await?, "{lock:?} is free again");
        other.rollback().await?;
    }
    Ok(())
}
