//! What an older version does with a database that a later one has migrated.

use anyhow::Result;
use testing::Database;

#[tokio::test]
async fn a_database_is_newer_when_it_has_all_migrations_of_ours_and_further_ones() -> Result<()> {
    let empty = Database::create_empty().await?;
    assert!(!database::is_newer(empty.owner()).await?, "it has none");
    let database = Database::create().await?;
    assert!(!database::is_newer(database.owner()).await?, "it has ours");
    database
        .execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9001, 'of a later version', true, '', 0), (9002, 'of a later version', true, '', 0)",
        )
        .await?;
    assert!(database::is_newer(database.owner()).await?);
    assert!(database::migrate(database.owner()).await.is_err(), "who asks for it all the same is told");
    database.execute("DELETE FROM _sqlx_migrations WHERE version = 1").await?;
    assert!(!database::is_newer(database.owner()).await?, "one of ours is missing, so something is wrong");
    Ok(())
}
