//! The owner chooses other questions, but not a short while after somebody got in by knowledge alone.

use anyhow::Result;
use domain::time::wib_in_words;
use http::StatusCode;
use jiff::SignedDuration;

use super::one_time;
use super::person::{DONE, FIRST, NEW, NEW_PASSWORD, OVER, RIGHT, SECOND, WRONG, but, second};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, site};

const QUESTIONS: &str = "/akun/pertanyaan";

/// What the owner types, but for the password.
const CHOSEN: [(&str, &str); 4] =
    [("question_1", "6"), ("answer_1", "Bu Kartini"), ("question_2", "8"), ("answer_2", "Laskar Pelangi")];

/// The same with a password.
fn chosen(password: &'static str) -> Vec<(&'static str, &'static str)> {
    [&CHOSEN[..], &[("old_password", password)]].concat()
}

#[tokio::test]
async fn new_questions_take_the_place_of_the_old_ones_and_of_whatever_these_gave_away() -> Result<()> {
    let (site, _clock) = site().await?;
    let [mut owner, mut granted] = [1, 2].map(Browser::new);
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    granted.prove(&site).await?;
    let code = one_time(&Browser::new(3).tell(&site, SECOND, &second()).await?)?;
    let changed = owner.fill(&site, QUESTIONS, QUESTIONS, &chosen(PASSWORD)).await?;
    changed.assert_leads_to("/akun/pertanyaan?karena=ganti");
    granted.open(&site, NEW).await?.assert_leads_to(OVER);
    for fields in [RIGHT.to_vec(), but(&[("answer", &code)])] {
        let old = Browser::new(4).tell(&site, FIRST, &fields).await?;
        assert!(old.html.contains(WRONG), "{}", old.html);
    }
    let new = but(&[("question", "6"), ("answer", "bu kartini")]);
    Browser::new(5).tell(&site, FIRST, &new).await?.assert_leads_to(NEW);
    assert_eq!(site.database.count("SELECT count(*) FROM audit.entries WHERE action = 'questions_changed'").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_or_an_answer_that_is_easy_to_guess_changes_nothing() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut owner = Browser::new(1);
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let named = [("question_1", "6"), ("answer_1", "Siti Rahayu"), ("question_2", "8"), ("answer_2", "Laskar Pelangi")];
    let same = [("question_1", "6"), ("answer_1", "Bu Kartini"), ("question_2", "6"), ("answer_2", "Laskar Pelangi")];
    for (fields, place) in [
        (chosen("Salah-Sekali-4"), "old_password"),
        (CHOSEN.to_vec(), "old_password"),
        ([&named[..], &[("old_password", PASSWORD)]].concat(), "answer_1"),
        ([&same[..], &[("old_password", PASSWORD)]].concat(), "question_2"),
    ] {
        let shown = owner.fill(&site, QUESTIONS, QUESTIONS, &fields).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
        assert!(shown.html.contains(&format!("href=\"#{place}\"")), "{place}: {}", shown.html);
        for secret in ["Kartini", "Laskar", PASSWORD, "Salah-Sekali-4"] {
            assert!(!shown.html.contains(secret), "{secret}");
        }
    }
    Browser::new(2).tell(&site, FIRST, &RIGHT).await?.assert_leads_to(NEW);
    Ok(())
}

#[tokio::test]
async fn who_came_back_with_a_one_time_answer_is_asked_for_new_questions_once_the_account_has_cooled() -> Result<()> {
    let (site, clock) = site().await?;
    let mut owner = Browser::new(1);
    let code = one_time(&owner.tell(&site, SECOND, &second()).await?)?;
    owner.tell(&site, FIRST, &but(&[("answer", &code)])).await?.assert_leads_to(NEW);
    owner.choose(&site, NEW_PASSWORD).await?.assert_leads_to(DONE);
    let until = clock.now() + SignedDuration::from_hours(72);
    owner.sign_in(&site, NIK, NEW_PASSWORD).await?.assert_leads_to(HOME);
    let home = owner.open(&site, HOME).await?;
    assert!(home.html.contains(&wib_in_words(until)), "{}", home.html);
    let csrf = home.value("csrf").unwrap();
    let refused =
        owner.send(&site, QUESTIONS, &[&chosen(NEW_PASSWORD)[..], &[("csrf", csrf.as_str())]].concat()).await?;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.html.contains(&wib_in_words(until)), "{}", refused.html);
    clock.advance(SignedDuration::from_hours(72));
    owner.sign_in(&site, NIK, NEW_PASSWORD).await?.assert_leads_to(HOME);
    assert!(owner.open(&site, HOME).await?.html.contains("Pilih pertanyaan dan jawaban pengaman yang baru"));
    let changed = owner.fill(&site, QUESTIONS, QUESTIONS, &chosen(NEW_PASSWORD)).await?;
    changed.assert_leads_to("/akun/pertanyaan?karena=ganti");
    assert!(!owner.open(&site, HOME).await?.html.contains("Pilih pertanyaan dan jawaban pengaman yang baru"));
    Ok(())
}
