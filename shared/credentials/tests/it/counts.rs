//! Whoever tries is slowed down and never locked out.

use anyhow::Result;
use credentials::Allowance;
use futures_util::future::try_join_all;
use jiff::SignedDuration;
use vault::Index;

use crate::Site;

const TEN: Allowance = Allowance { free: 10, forgiven_after: SignedDuration::from_mins(30) };

#[tokio::test]
async fn each_failure_beyond_the_free_ones_doubles_the_wait_up_to_a_quarter_of_an_hour() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, subject) = (site.throttle(), site.vault.index(Index::OfficerTriesOfNip, b"one"));
    for _ in 0..10 {
        assert_eq!(throttle.count(&subject, TEN).await?, None);
    }
    for seconds in [5, 10, 20, 40, 80, 160, 320, 640, 900, 900] {
        let wait = throttle.count(&subject, TEN).await?;
        assert_eq!(wait, Some(SignedDuration::from_secs(seconds)));
        site.pass(SignedDuration::from_secs(seconds));
        assert_eq!(throttle.count(&subject, TEN).await?, None, "after {seconds} s one may try again");
    }
    let other = site.vault.index(Index::OfficerTriesOfNip, b"two");
    assert_eq!(throttle.count(&other, TEN).await?, None, "nobody else waits");
    Ok(())
}

#[tokio::test]
async fn many_attempts_at_once_gain_nothing() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, subject) = (site.throttle(), site.vault.index(Index::OfficerTriesOfNip, b"one"));
    let waits = try_join_all((0..40).map(|_| throttle.count(&subject, TEN))).await?;
    assert_eq!(waits.iter().filter(|wait| wait.is_none()).count(), 10);
    Ok(())
}

#[tokio::test]
async fn failures_are_forgiven_with_time_and_forgotten_when_somebody_is_in() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, subject) = (site.throttle(), site.vault.index(Index::OfficerTriesOfNip, b"one"));
    for _ in 0..10 {
        throttle.count(&subject, TEN).await?;
    }
    assert!(throttle.count(&subject, TEN).await?.is_some());
    site.pass(SignedDuration::from_mins(60));
    for _ in 0..2 {
        assert_eq!(throttle.count(&subject, TEN).await?, None, "an hour forgives two of ten");
    }
    assert!(throttle.count(&subject, TEN).await?.is_some());
    throttle.forget(&[subject]).await?;
    for _ in 0..10 {
        assert_eq!(throttle.count(&subject, TEN).await?, None);
    }
    Ok(())
}

#[tokio::test]
async fn of_a_shared_network_only_the_own_attempts_are_taken_back() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, network) = (site.throttle(), site.vault.index(Index::OfficerTriesOfNetwork, b"office"));
    for _ in 0..10 {
        throttle.count(&network, TEN).await?;
    }
    assert!(throttle.count(&network, TEN).await?.is_some());
    throttle.take_back(&[network], 2).await?;
    assert_eq!(throttle.count(&network, TEN).await?, None);
    assert_eq!(throttle.count(&network, TEN).await?, None);
    assert!(throttle.count(&network, TEN).await?.is_some(), "the others' eight stay");
    Ok(())
}

#[tokio::test]
async fn the_tally_tells_of_the_one_with_most_attempts() -> Result<()> {
    let site = Site::new().await?;
    let throttle = site.throttle();
    let [network, one, other] =
        [b"network".as_slice(), b"one", b"other"].map(|bytes| site.vault.index(Index::OfficerTriesOfNetwork, bytes));
    let hour = SignedDuration::from_hours(1);
    for expected in 1..=3 {
        assert_eq!(throttle.tally(&[one, network], hour, 8).await?.highest, expected);
    }
    assert_eq!(throttle.tally(&[other, network], hour, 8).await?.highest, 4, "the network's");
    assert_eq!(throttle.tallied(&[other], hour).await?, 1);
    throttle.take_back(&[other, network], 1).await?;
    assert_eq!(throttle.tallied(&[network, other], hour).await?, 3);
    assert_eq!(throttle.tallied(&[other], hour).await?, 0);
    throttle.forget(&[network, one]).await?;
    assert_eq!(throttle.tallied(&[network, one, other], hour).await?, 0);
    Ok(())
}

#[tokio::test]
async fn attempts_that_were_not_counted_any_more_take_nothing_back() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, network) = (site.throttle(), [site.vault.index(Index::OfficerTriesOfNetwork, b"network")]);
    let hour = SignedDuration::from_hours(1);
    for _ in 0..8 {
        throttle.tally(&network, hour, 8).await?;
    }
    let refused = try_join_all((0..20).map(|_| throttle.tally(&network, hour, 8))).await?;
    for tally in &refused {
        assert_eq!(tally.highest, 8);
        throttle.take_back(&tally.counted, 1).await?;
    }
    assert_eq!(throttle.tallied(&network, hour).await?, 8);
    Ok(())
}

#[tokio::test]
async fn a_busy_network_is_forgiven_like_a_quiet_one() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, network) = (site.throttle(), [site.vault.index(Index::OfficerTriesOfNetwork, b"network")]);
    let quarter = SignedDuration::from_mins(15);
    for _ in 0..2 {
        throttle.tally(&network, quarter, 8).await?;
    }
    for (minute, left) in [(10, 2), (20, 1), (30, 0)] {
        site.pass(SignedDuration::from_mins(10));
        // Somebody else is right.
        let tally = throttle.tally(&network, quarter, 8).await?;
        throttle.take_back(&tally.counted, 1).await?;
        assert_eq!(throttle.tallied(&network, quarter).await?, left, "after {minute} minutes");
    }
    Ok(())
}

#[tokio::test]
async fn attempts_at_once_that_share_rows_never_wait_for_each_other_in_a_circle() -> Result<()> {
    let site = Site::new().await?;
    let throttle = site.throttle();
    let subjects: Vec<_> = (0..4_u8).map(|at| site.vault.index(Index::OfficerTriesOfNetwork, &[at])).collect();
    let hour = SignedDuration::from_hours(1);
    let attempts = (0..200).map(|at| {
        let (throttle, mut mixed) = (&throttle, subjects.clone());
        mixed.rotate_left(at % 4);
        async move {
            throttle.tally(&mixed, hour, 8).await?;
            mixed.reverse();
            if at % 5 == 0 { throttle.forget(&mixed).await } else { throttle.take_back(&mixed, 1).await }
        }
    });
    try_join_all(attempts).await?;
    Ok(())
}

#[tokio::test]
async fn old_attempts_leave_the_table() -> Result<()> {
    let site = Site::new().await?;
    let (throttle, subject) = (site.throttle(), site.vault.index(Index::OfficerTriesOfNip, b"one"));
    throttle.count(&subject, TEN).await?;
    let rows = async || -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM desk.failed_sign_ins").fetch_one(site.database.owner()).await?)
    };
    throttle.purge(SignedDuration::from_hours(48)).await?;
    assert_eq!(rows().await?, 1);
    site.pass(SignedDuration::from_hours(49));
    throttle.purge(SignedDuration::from_hours(48)).await?;
    assert_eq!(rows().await?, 0);
    Ok(())
}
