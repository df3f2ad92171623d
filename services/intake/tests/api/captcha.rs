//! The picture and the sound of a CAPTCHA, as a browser asks for them.

use anyhow::{Context as _, Result};
use captcha::{Captcha, Purpose};
use domain::catalogue;
use http::StatusCode;
use jiff::SignedDuration;
use runtime::Clock;

use crate::service::Service;

/// A token of the running service's own keys.
fn token(clock: &Clock) -> Result<String> {
    let form = catalogue::by_slug("status-bukan-pns").context("a form of the catalogue")?;
    Ok(Captcha::new(Service::vault()?, clock.clone()).issue(Purpose::Form(form.code))?)
}

#[tokio::test]
async fn a_token_is_drawn_and_spoken_the_same_each_time() -> Result<()> {
    let service = Service::start().await?;
    let token = token(&Clock::system())?;
    for (extension, media_type, start) in [("png", "image/png", b"\x89PNG"), ("wav", "audio/wav", b"RIFF")] {
        let path = format!("/captcha/{token}.{extension}");
        let (first, again) = (service.get(&path, &[]).await?, service.get(&path, &[]).await?);
        assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, Some(media_type)));
        assert_eq!(
            (first.header("cache-control"), first.header("x-content-type-options")),
            (Some("no-store"), Some("nosniff"))
        );
        assert!(first.body.starts_with(start) && first.body == again.body);
    }
    Ok(())
}

#[tokio::test]
async fn a_player_gets_the_part_of_the_sound_that_it_asks_for() -> Result<()> {
    let service = Service::start().await?;
    let path = format!("/captcha/{}.wav", token(&Clock::system())?);
    let whole = service.get(&path, &[]).await?;
    let part = service.get(&path, &[("range", "bytes=44-99")]).await?;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.header("content-range"), Some(format!("bytes 44-99/{}", whole.body.len()).as_str()));
    assert_eq!(part.body[..], whole.body[44..100]);
    let outside = service.get(&path, &[("range", "bytes=9999999-")]).await?;
    assert_eq!(outside.status, StatusCode::RANGE_NOT_SATISFIABLE);
    Ok(())
}

#[tokio::test]
async fn there_is_nothing_to_see_for_a_token_that_is_over_or_none() -> Result<()> {
    let service = Service::start().await?;
    let old = Clock::fixed(Clock::system().now() - SignedDuration::from_mins(31));
    let (valid, over) = (token(&Clock::system())?, token(&old)?);
    let paths = [
        format!("/captcha/{over}.png"),
        format!("/captcha/{over}.wav"),
        format!("/captcha/{valid}"),
        format!("/captcha/{valid}.gif"),
        format!("/captcha/{}.png", valid.to_lowercase()),
        "/captcha/.png".to_owned(),
        format!("/captcha/{}.png", "A".repeat(4_000)),
    ];
    for path in paths {
        assert_eq!(service.get(&path, &[]).await?.status, StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn pictures_need_no_database() -> Result<()> {
    let nowhere = ("INTAKE_DATABASE_URL", "postgres://helpdesk_intake:x@127.0.0.1:1/helpdesk");
    let service = Service::start_with(&[nowhere]).await?;
    let drawn = service.get(&format!("/captcha/{}.png", token(&Clock::system())?), &[]).await?;
    assert_eq!(drawn.status, StatusCode::OK);
    Ok(())
}
