//! Nobody finds out a NIK by trying.

use anyhow::Result;
use futures_util::future::try_join_all;
use jiff::SignedDuration;
use testing::Person;

use crate::service::{Reply, Service};

#[tokio::test]
async fn after_five_wrong_niks_even_the_right_one_waits_for_the_window_to_end() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    for guess in 2..7 {
        assert_eq!(service.look_up(&filed.number, &Person::new(guess).nik).await?.problem(), (404, "wrong_nik"));
    }

    service.clock.advance(SignedDuration::from_secs(100));
    let right = service.look_up(&filed.number, filed.nik()).await?;
    assert_eq!((right.problem(), right.retry_after()), ((429, "too_many_requests"), Some(800)));
    let wrong = service.look_up(&filed.number, &Person::new(7).nik).await?;
    assert_eq!((wrong.problem(), wrong.retry_after()), ((429, "too_many_requests"), Some(800)));

    service.clock.advance(SignedDuration::from_secs(799));
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.retry_after(), Some(1));
    service.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn the_next_window_counts_anew() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    for guess in 2..7 {
        service.look_up(&filed.number, &Person::new(guess).nik).await?;
    }
    service.clock.advance(SignedDuration::from_mins(15));

    assert_eq!(service.look_up(&filed.number, &Person::new(2).nik).await?.problem(), (404, "wrong_nik"));
    assert_eq!(service.wrong_niks(&filed).await?, 1);
    Ok(())
}

#[tokio::test]
async fn four_wrong_niks_do_not_lock_the_right_one_out() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    for guess in 2..6 {
        service.look_up(&filed.number, &Person::new(guess).nik).await?;
    }
    assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn two_hundred_guesses_at_once_are_five_tries() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let guesses: Vec<String> = (2..202).map(|guess| Person::new(guess).nik).collect();

    let replies = try_join_all(guesses.iter().map(|nik| service.look_up(&filed.number, nik))).await?;

    assert_eq!(count(&replies, (404, "wrong_nik")), 5);
    assert_eq!(count(&replies, (429, "too_many_requests")), 195);
    assert_eq!(service.wrong_niks(&filed).await?, 5);
    Ok(())
}

#[tokio::test]
async fn the_right_nik_does_not_slip_through_in_a_crowd() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let mut guesses: Vec<String> = (2..41).map(|guess| Person::new(guess).nik).collect();
    guesses.push(filed.nik().to_owned());

    let replies = try_join_all(guesses.iter().map(|nik| service.look_up(&filed.number, nik))).await?;

    assert_eq!(count(&replies, (404, "wrong_nik")), 5);
    assert_eq!(replies.last().map(Reply::problem), Some((429, "too_many_requests")));
    Ok(())
}

#[tokio::test]
async fn two_processes_share_the_count() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let other = service.another_process().await?;
    let guesses: Vec<String> = (2..42).map(|guess| Person::new(guess).nik).collect();

    let here = try_join_all(guesses.iter().map(|nik| service.look_up(&filed.number, nik)));
    let there = try_join_all(guesses.iter().map(|nik| other.look_up(&filed.number, nik)));
    let (here, there) = futures_util::future::try_join(here, there).await?;

    assert_eq!(count(&here, (404, "wrong_nik")) + count(&there, (404, "wrong_nik")), 5);
    Ok(())
}

fn count(replies: &[Reply], problem: (u16, &str)) -> usize {
    replies.iter().filter(|reply| reply.problem() == problem).count()
}
