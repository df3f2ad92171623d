//! Objects without a ticket.

use std::time::Duration;

use anyhow::Result;
use documents::object_key;
use documents::{SweepError, Swept};
use intake::sweep_once;
use runtime::Clock;
use testing::Person;

use crate::service::Service;

#[tokio::test]
async fn only_old_objects_without_a_ticket_are_swept() -> Result<()> {
    let service = Service::start().await?;
    let (pool, store, clock) = (service.database.owner(), service.bucket.store()?, Clock::system());
    service.api.submit("status-bukan-pns", &Person::new(1).submission("status-bukan-pns", 20_000), None).await?;
    let tickets = service.objects().await?;
    store.put(&object_key(clock.today_wib(), Clock::system().new_id()), "left over".into()).await?;
    store.put("submissions/readme", "not ours".into()).await?;

    let day = Duration::from_hours(24);
    assert_eq!(sweep_once(pool, &store, &clock, day).await?, Swept { looked_at: 0, deleted: 0 });
    // The store keeps times in whole seconds: a clock a little ahead sees what was written just now.
    let ahead = Clock::fixed(clock.now() + jiff::SignedDuration::from_secs(5));
    assert_eq!(sweep_once(pool, &store, &ahead, Duration::ZERO).await?, Swept { looked_at: 2, deleted: 1 });
    assert_eq!(service.objects().await?, [tickets, vec!["submissions/readme".to_owned()]].concat());
    Ok(())
}

#[tokio::test]
async fn the_bucket_of_another_database_is_left_alone() -> Result<()> {
    let service = Service::start().await?;
    let (store, clock) = (service.bucket.store()?, Clock::system());
    for _ in 0..150 {
        store.put(&object_key(clock.today_wib(), Clock::system().new_id()), "somebody's".into()).await?;
    }
    let ahead = Clock::fixed(clock.now() + jiff::SignedDuration::from_secs(5));
    let swept = sweep_once(service.database.owner(), &store, &ahead, Duration::ZERO).await;
    assert!(matches!(swept, Err(SweepError::AnotherDatabase { looked_at: 150, ownerless: 150 })), "{swept:?}");
    assert_eq!(service.objects().await?.len(), 150);
    Ok(())
}
