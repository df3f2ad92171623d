//! Nobody finds out a NIK or a number by trying, and nobody who tries locks out an owner elsewhere.

use anyhow::Result;
use domain::{SevenDigits, TicketNumber};
use futures_util::future::try_join_all;
use jiff::SignedDuration;
use jiff::civil::date;
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
    assert!(service.wrong_tries().await? >= 1);
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
    assert_eq!(service.wrong_tries().await?, 5);
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

/// The number with those seven digits.
fn number(digits: u32) -> String {
    TicketNumber::drawn("66".parse().unwrap(), date(2021, 6, 8), SevenDigits::new(digits).unwrap()).to_string()
}

const STRANGER: &str = "198.51.100.7";
const OWNER: &str = "192.0.2.1";

#[tokio::test]
async fn a_stranger_who_knows_the_number_does_not_lock_its_owner_out() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    for guess in 2..30 {
        service.look_up_from(STRANGER, &filed.number, &Person::new(guess).nik).await?;
    }
    assert_eq!(
        service.look_up_from(STRANGER, &filed.number, &Person::new(30).nik).await?.problem(),
        (429, "too_many_requests")
    );
    assert_eq!(service.look_up_from(STRANGER, &filed.number, filed.nik()).await?.problem(), (429, "too_many_requests"));
    assert_eq!(service.look_up_from(OWNER, &filed.number, filed.nik()).await?.status, 200);
    assert_eq!(service.look_up_from("2001:db8::1", &filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_stranger_who_knows_the_nik_finds_no_number_and_does_not_lock_its_owner_out() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let mut replies = Vec::new();
    for guess in 100..310 {
        replies.push(service.look_up_from(STRANGER, &number(guess), filed.nik()).await?);
    }
    assert_eq!(count(&replies, (404, "unknown_ticket")), 10, "then nothing is told");
    assert_eq!(count(&replies, (429, "too_many_requests")), 200);
    assert_eq!(
        service.look_up_from(STRANGER, &filed.number, filed.nik()).await?.problem(),
        (429, "too_many_requests"),
        "the right one neither"
    );

    // Others share what is told about wrong numbers of this NIK, but not the lock.
    assert_eq!(service.look_up_from(OWNER, &number(99), filed.nik()).await?.problem(), (429, "too_many_requests"));
    assert_eq!(service.look_up_from(OWNER, &filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn guesses_of_a_niks_numbers_at_the_same_moment_are_ten_tries() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let numbers: Vec<String> = (100..200).map(number).chain([filed.number.clone()]).collect();
    let replies =
        try_join_all(numbers.iter().map(|number| service.look_up_from(STRANGER, number, filed.nik()))).await?;
    assert_eq!(count(&replies, (404, "unknown_ticket")), 10);
    assert_eq!(
        replies.last().map(Reply::problem),
        Some((429, "too_many_requests")),
        "the right one does not slip through"
    );
    Ok(())
}

#[tokio::test]
async fn many_addresses_of_one_line_get_no_more_guesses_than_some() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let mut told = 0;
    for guess in 0..200 {
        let address = format!("2001:db8:7:{guess:x}::1");
        let reply = service.look_up_from(&address, &filed.number, &Person::new(1000 + guess).nik).await?;
        told += i32::from(reply.problem() == (404, "wrong_nik"));
    }
    assert_eq!(told, 20);
    let from_there = service.look_up_from("2001:db8:7:ffff::1", &filed.number, filed.nik()).await?;
    assert_eq!(from_there.problem(), (429, "too_many_requests"));
    assert_eq!(service.look_up_from("2001:db8:8::1", &filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_refusal_does_not_tell_which_numbers_exist() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    let mut courses = Vec::new();
    for (number, address) in [(filed.number.clone(), "198.51.100.1"), (number(4711), "203.0.113.1")] {
        let mut course = Vec::new();
        for guess in 0..8 {
            let reply = service.look_up_from(address, &number, &Person::new(50 + guess).nik).await?;
            course.push((reply.status.as_u16(), reply.retry_after()));
        }
        courses.push(course);
    }
    assert_eq!(courses[0], courses[1]);
    assert_eq!(courses[0][4..6], [(404, None), (429, Some(900))]);
    Ok(())
}

#[tokio::test]
async fn whoever_shares_an_address_with_a_guesser_still_opens_the_own_answer() -> Result<()> {
    let service = Service::start_with(&[("STATUS_RATE_PER_MINUTE", "10000")]).await?;
    let filed = service.file(Person::new(1)).await?;
    let mut last = None;
    for guess in 0..121 {
        last = Some(
            service.look_up_from(STRANGER, &number(1000 + guess), &Person::new(u64::from(2000 + guess)).nik).await?,
        );
    }
    assert_eq!(last.as_ref().map(Reply::problem), Some((429, "too_many_requests")), "no more wrong ones are told");
    assert_eq!(service.look_up_from(STRANGER, &filed.number, filed.nik()).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn right_lookups_are_not_counted() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    for _ in 0..30 {
        assert_eq!(service.look_up(&filed.number, filed.nik()).await?.status, 200);
    }
    assert_eq!(service.wrong_tries().await?, 0);
    Ok(())
}

#[tokio::test]
async fn nothing_that_can_be_read_is_kept_of_a_guess_and_all_of_it_goes_after_an_hour() -> Result<()> {
    let service = Service::start().await?;
    let filed = service.file(Person::new(1)).await?;
    service.look_up_from(STRANGER, &filed.number, &Person::new(2).nik).await?;
    let kept = service.kept_of_wrong_tries().await?;
    assert!(!kept.is_empty());
    for secret in [STRANGER, &filed.number, &Person::new(2).nik] {
        assert!(!kept.contains(secret));
    }
    service.clock.advance(SignedDuration::from_mins(61));
    assert_eq!(service.run_jobs().await?, 0);
    Ok(())
}

fn count(replies: &[Reply], problem: (u16, &str)) -> usize {
    replies.iter().filter(|reply| reply.problem() == problem).count()
}
