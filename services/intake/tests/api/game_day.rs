//! What a game day sends is taken where the operator has allowed it, and nowhere else.

use anyhow::Result;
use http::StatusCode;
use testing::Person;

use crate::service::{Service, assert_problem};

const MARK: (&str, &str) = ("game-day", "2018-opening");
const SLUG: &str = "pengaduan-instansi";

#[tokio::test]
async fn a_game_day_that_nobody_allowed_leaves_nothing_behind() -> Result<()> {
    let service = Service::start().await?;
    let authorization = format!("Bearer {}", service.token);
    let body = Person::new(1).submission(SLUG, 0);
    let answer = service.post(SLUG, &[("authorization", &authorization), MARK], &body).await?;
    assert_problem(&answer, 403, "game_day_not_allowed");
    assert_problem(&service.get("/api/v1/forms", &[MARK]).await?, 403, "game_day_not_allowed");
    service.assert_nothing_was_accepted().await?;
    assert_eq!(service.get("/api/v1/forms", &[]).await?.status, StatusCode::OK, "others are not concerned");
    Ok(())
}

#[tokio::test]
async fn where_it_is_allowed_the_answer_says_so_and_others_are_answered_as_ever() -> Result<()> {
    let service = Service::start_with(&[("ALLOW_GAMEDAY", "true")]).await?;
    let authorization = format!("Bearer {}", service.token);
    let filed = |seed| (Person::new(seed).submission(SLUG, 0), authorization.as_str());
    let (body, token) = filed(1);
    let answer = service.post(SLUG, &[("authorization", token), MARK], &body).await?;
    assert_eq!((answer.status, answer.header("game-day")), (StatusCode::CREATED, Some("allowed")));
    let (body, token) = filed(2);
    let answer = service.post(SLUG, &[("authorization", token)], &body).await?;
    assert_eq!((answer.status, answer.header("game-day")), (StatusCode::CREATED, None));
    Ok(())
}
