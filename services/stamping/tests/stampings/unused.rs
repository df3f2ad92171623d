//! Files that are no stamping's.

use std::time::Duration;

use anyhow::Result;
use documents::{SweepError, Swept};
use jiff::SignedDuration;
use runtime::Clock;
use stamping::sweep_once;
use stampings::files::{File, PREFIX, object_key};

use crate::site::Site;

/// The store keeps times in whole seconds: a clock a little ahead sees what was written just now.
fn ahead(clock: &Clock) -> Clock {
    Clock::fixed(clock.now() + SignedDuration::from_secs(5))
}

#[tokio::test]
async fn only_old_files_without_a_stamping_are_swept() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 1).await?;
    let asked = site.ask(&rina).await?;
    let (pool, store, clock) = (site.database.owner(), site.store(), &site.clock);
    let left_over = object_key(rina.account, clock.new_id(), File::Unstamped);
    for key in [left_over.as_str(), "stampings/readme"] {
        store.put(key, "left over".into()).await?;
    }
    let day = Duration::from_hours(24);
    assert_eq!(sweep_once(pool, store, clock, day).await?, Swept::default());
    let all = sweep_once(pool, store, &ahead(clock), Duration::ZERO).await?;
    assert_eq!(all, Swept { looked_at: 3, deleted: 1 });
    let left = store.list(PREFIX, ahead(clock).now(), None).await?.objects;
    let left: Vec<_> = left.into_iter().map(|object| object.key).collect();
    assert!(!left.contains(&left_over));
    assert!(left.contains(&object_key(asked.account, asked.upload, File::Unstamped)), "{left:?}");
    Ok(())
}

#[tokio::test]
async fn the_bucket_of_another_database_is_left_alone() -> Result<()> {
    let site = Site::new().await?;
    let (store, clock) = (site.store(), &site.clock);
    for _file in 0..150 {
        store.put(&object_key(clock.new_id(), clock.new_id(), File::Stamped), "somebody's".into()).await?;
    }
    let swept = sweep_once(site.database.owner(), store, &ahead(clock), Duration::ZERO).await;
    let told = matches!(swept, Err(SweepError::AnotherDatabase { looked_at: 150, ownerless: 150 }));
    assert!(told, "{swept:?}");
    assert_eq!(store.list(PREFIX, ahead(clock).now(), None).await?.objects.len(), 150);
    Ok(())
}
