//! Submissions without a channel's token: anybody with a solved CAPTCHA may file.

use anyhow::{Context as _, Result};
use captcha::Captcha;
use http::StatusCode;
use runtime::Clock;
use testing::{Multipart, Person, Response};

use crate::service::{Service, assert_problem, assert_retry_after, ticket_number};

const FORM: &str = "status-bukan-pns";

#[tokio::test]
async fn a_solved_captcha_is_as_good_as_a_token() -> Result<()> {
    let service = Service::start().await?;
    let response = file(&service, &Person::new(1), &[]).await?;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.header("location"), Some(format!("/api/v1/tickets/{}", ticket_number(&response)).as_str()));
    assert_eq!((service.count("tickets").await?, service.count("spent_captchas").await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn the_captcha_can_be_seen_and_heard_and_is_not_kept_by_caches() -> Result<()> {
    let service = Service::start().await?;
    let response = service.get(&format!("/api/v1/forms/{FORM}/captcha"), &[]).await?;
    assert_eq!(response.header("cache-control"), Some("no-store"));
    let captcha = response.json()?;
    for (what, media_type) in [("picture", "image/png"), ("sound", "audio/wav")] {
        let shown = service.get(captcha[what].as_str().context("an address")?, &[]).await?;
        assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, Some(media_type)));
    }
    assert_eq!(captcha["expires_in"], 1800);
    assert_problem(&service.get("/api/v1/forms/tidak-ada/captcha", &[]).await?, 404, "unknown_form");
    assert_problem(&service.get("/api/v1/forms/reset-password/captcha", &[]).await?, 501, "self_service_unavailable");
    Ok(())
}

#[tokio::test]
async fn a_wrong_spent_or_foreign_code_is_told_beside_all_other_faults() -> Result<()> {
    let service = Service::start().await?;
    let (token, code) = solved(&service, FORM).await?;
    let wrong = if code == "00000" { "00001" } else { "00000" };
    let unfinished = Multipart::default().text("captcha_token", &token).text("captcha", wrong);
    let told = assert_problem(&service.post(FORM, &[], &unfinished).await?, 422, "invalid_fields");
    assert!(told.contains(&("captcha".to_owned(), "captcha_wrong".to_owned())), "{told:?}");
    assert!(told.contains(&("ktp".to_owned(), "required".to_owned())), "{told:?}");

    let whole =
        |person| Person::new(person).submission(FORM, 20_000).text("captcha_token", &token).text("captcha", &code);
    assert_eq!(service.post(FORM, &[], &whole(2)).await?.status, StatusCode::CREATED);
    assert_eq!(
        assert_problem(&service.post(FORM, &[], &whole(3)).await?, 422, "invalid_fields"),
        [("captcha".to_owned(), "captcha_used".to_owned())]
    );

    let (foreign, code) = solved(&service, "pengaduan-instansi").await?;
    let body = Person::new(4).submission(FORM, 20_000).text("captcha_token", &foreign).text("captcha", &code);
    assert_eq!(
        assert_problem(&service.post(FORM, &[], &body).await?, 422, "invalid_fields"),
        [("captcha".to_owned(), "captcha_expired".to_owned())]
    );
    assert_eq!(service.count("tickets").await?, 1);
    Ok(())
}

#[tokio::test]
async fn an_open_ticket_is_told_without_number_or_stage_and_another_one_can_be_filed() -> Result<()> {
    let service = Service::start().await?;
    let number = ticket_number(&file(&service, &Person::new(1), &[]).await?);
    let again = file(&service, &Person::new(1), &[]).await?;
    assert_problem(&again, 409, "already_filed");
    assert_eq!(again.header("location"), None);
    let told = String::from_utf8_lossy(&again.body).into_owned();
    assert!(!told.contains(&number) && !told.contains(&number[10..]) && !told.contains("Pertanyaan"), "{told}");
    let (_, reference) = told.split_once("repeat_of=").context("what names it")?;
    let reference = reference.split_once('"').context("the end of the detail")?.0.to_owned();
    let other = ticket_number(&file(&service, &Person::new(1), &[("repeat_of", &reference)]).await?);
    assert_ne!(other, number);
    for outdated in [&reference, &number] {
        assert_problem(&file(&service, &Person::new(1), &[("repeat_of", outdated)]).await?, 409, "already_filed");
    }
    let third = file(&service, &Person::new(1), &[("repeat_of", &other)]).await?;
    assert_eq!(third.status, StatusCode::CREATED, "the number on the receipt names it as well");
    assert_eq!(service.count("tickets").await?, 3);
    Ok(())
}

#[tokio::test]
async fn being_told_of_an_open_ticket_spends_the_captcha_for_everybody_else() -> Result<()> {
    let service = Service::start().await?;
    for person in [1, 2] {
        ticket_number(&file(&service, &Person::new(person), &[]).await?);
    }
    let (token, code) = solved(&service, FORM).await?;
    let again =
        |person| Person::new(person).submission(FORM, 20_000).text("captcha_token", &token).text("captcha", &code);
    assert_problem(&service.post(FORM, &[], &again(1)).await?, 409, "already_filed");
    for other in [2, 3] {
        let told = assert_problem(&service.post(FORM, &[], &again(other)).await?, 422, "invalid_fields");
        assert_eq!(told, [("captcha".to_owned(), "captcha_used".to_owned())], "person {other}");
    }
    let told = service.post(FORM, &[], &again(1)).await?.json()?;
    let reference = told["detail"]
        .as_str()
        .and_then(|detail| detail.split_once("repeat_of="))
        .context("what names it")?
        .1
        .to_owned();
    let insisting = again(1).text("repeat_of", &reference);
    assert_eq!(
        service.post(FORM, &[], &insisting).await?.status,
        StatusCode::CREATED,
        "who was told may go on with it"
    );
    let told = assert_problem(&service.post(FORM, &[], &again(1)).await?, 422, "invalid_fields");
    assert_eq!(told, [("captcha".to_owned(), "captcha_used".to_owned())], "once");
    assert_eq!(service.count("tickets").await?, 3);
    Ok(())
}

#[tokio::test]
async fn a_channel_sends_no_captcha() -> Result<()> {
    let service = Service::start().await?;
    let (token, code) = solved(&service, FORM).await?;
    let body = Person::new(1).submission(FORM, 20_000).text("captcha_token", &token).text("captcha", &code);
    let told = assert_problem(&service.api.submit(FORM, &body, None).await?, 422, "invalid_fields");
    assert_eq!(told.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>(), ["unknown_field", "unknown_field"]);
    Ok(())
}

#[tokio::test]
async fn an_address_that_files_too_fast_is_asked_to_wait() -> Result<()> {
    let service = Service::start_with(&[("FORMS_PER_MINUTE", "1")]).await?;
    assert_eq!(file(&service, &Person::new(1), &[]).await?.status, StatusCode::CREATED);
    let response = file(&service, &Person::new(2), &[]).await?;
    assert_problem(&response, 429, "too_many_requests");
    assert_retry_after(&response.headers);
    Ok(())
}

/// Files a whole submission with a new CAPTCHA.
async fn file(service: &Service, person: &Person, further: &[(&str, &str)]) -> Result<Response> {
    let (token, code) = solved(service, FORM).await?;
    let body = person.submission(FORM, 20_000).text("captcha_token", &token).text("captcha", &code);
    let body = further.iter().fold(body, |body, (name, value)| body.text(name, value));
    service.post(FORM, &[], &body).await
}

/// A token as the API gives it, and the code that its picture shows.
async fn solved(service: &Service, slug: &str) -> Result<(String, String)> {
    let issued = service.get(&format!("/api/v1/forms/{slug}/captcha"), &[]).await?.json()?;
    let token = issued.get("captcha_token").and_then(serde_json::Value::as_str).context("a token")?.to_owned();
    let code = Captcha::new(Service::vault()?, Clock::system()).open(&token)?.code().reveal();
    Ok((token, code))
}
