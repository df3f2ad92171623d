//! What the operator reads of stampings that wait.

use anyhow::Result;
use distributor::simulated::Switches;
use jiff::SignedDuration;
use stamping::operator::stuck::{count, list};
use stampings::State;

use crate::site::Site;

#[tokio::test]
async fn stampings_that_wait_too_long_are_listed_by_age_and_those_of_persons_on_request() -> Result<()> {
    let site = Site::new().await?;
    let (pool, now) = (site.database.owner(), site.clock.now());
    assert!(list(pool, now, true, 10).await?.is_empty(), "nothing was asked for");
    let (rina, budi) = (site.person("rina", 5).await?, site.stranger("budi").await?);
    site.distributor.switch(Switches { refuses_files: true, ..Switches::default() }).await?;
    let (rejected, waits) = (site.ask(&rina).await?, site.ask(&budi).await?);
    let worker = site.worker().await?;
    site.reached(rejected, State::Rejected).await?;
    site.reached(waits, State::NeedsLogin).await?;
    worker.stop().await?;
    let (first, second) = (site.ask(&rina).await?, site.ask(&rina).await?);
    let later = site.clock.now() + SignedDuration::from_secs(1);
    let told = list(pool, later, true, 10).await?;
    let states: Vec<_> = told.iter().map(|one| (one.id, one.state)).collect();
    let expected = [(waits.job, State::NeedsLogin), (first.job, State::Queued), (second.job, State::Queued)];
    assert_eq!(states, expected, "what is at its end is not told");
    assert_eq!(told[0].problem.as_deref(), Some("needs_login"));
    let of_ours: Vec<_> = list(pool, later, false, 1).await?.into_iter().map(|one| one.id).collect();
    assert_eq!(of_ours, [first.job], "at most so many");
    assert_eq!(count(pool, later).await?, 2);
    assert_eq!((count(pool, now).await?, list(pool, now, true, 10).await?.len()), (0, 0), "they are younger");
    Ok(())
}
