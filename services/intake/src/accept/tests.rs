//! The CAPTCHA within an acceptance, with a real PostgreSQL and a real object store.

use std::num::NonZeroU32;
use std::time::Duration;

use anyhow::Result;
use axum::extract::Request;
use captcha::Purpose;
use captcha::http::{Answer, CODE_FIELD};
use database::Pool;
use domain::catalogue;
use futures_util::future::join_all;
use jiff::SignedDuration;
use queue::Wake;
use runtime::Clock;
use testing::{Bucket, Database, Person};
use vault::Vault;
use web::{ClientAddress, Site, TrustedProxies};

use super::{Acceptance, IdempotencyKey, Person as Stranger, Sender, Submission, accept};
use crate::refusal::Refusal;
use crate::state::State;
use crate::{FilingLimits, Limits, Offers, PublicConfig, reception};

const FORM: &str = "status-bukan-pns";

struct Desk {
    database: Database,
    bucket: Bucket,
    clock: Clock,
    state: State,
}

impl Desk {
    async fn open() -> Result<Self> {
        let (database, bucket) = (Database::create().await?, Bucket::create().await?);
        let clock = Clock::fixed("2026-11-21T03:00:00Z".parse()?);
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        let limits = Limits { submissions_at_once: 64, channel_rate: NonZeroU32::MIN };
        let public = PublicConfig {
            contact: web::Contact::default(),
            site: Site::default(),
            trusted_proxies: TrustedProxies::default(),
            newcomers_per_second: None,
            security_contact: None,
            forms_per_minute: NonZeroU32::MAX,
            filing_limits: FilingLimits::default(),
            offers: Offers::default(),
            allow_game_days: false,
        };
        let state = State::new(pool, bucket.store()?, Vault::for_tests(), clock.clone(), Wake::new(), limits, public)?;
        Ok(Self { database, bucket, clock, state })
    }

    /// A new challenge for a form, answered rightly.
    fn solved(&self, slug: &str) -> Answer {
        let token = self.state.captchas.issue(Purpose::Form(catalogue::by_slug(slug).unwrap().code), 0).unwrap();
        let typed = self.state.captchas.open(&token).unwrap().code().reveal();
        Answer { token, typed, work: String::new() }
    }

    async fn file(&self, person: &Person, key: &str, answer: &Answer) -> Result<Acceptance, Refusal> {
        let form = catalogue::by_slug(FORM).unwrap();
        let body = person.submission(FORM, 20_000);
        let request =
            Request::post("/").header("content-type", body.content_type()).body(body.finish().into()).unwrap();
        let received = uploads::receive(request, &reception::accepts(form, &[])).await.unwrap();
        let key = IdempotencyKey::parse(key.as_bytes()).ok();
        let address = ClientAddress(std::net::IpAddr::from([192, 0, 2, 1]));
        let captcha = self.state.captchas.check(Purpose::Form(form.code), answer);
        let sender = Sender::Person(Stranger { captcha, repeats: None, address });
        accept(&self.state, Submission { form, sender, key, received }).await
    }

    async fn rows(&self, table: &str) -> Result<i64> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM intake.{table}"));
        Ok(sqlx::query_scalar(sql).fetch_one(self.database.owner()).await?)
    }

    async fn objects(&self) -> Result<usize> {
        Ok(self.bucket.store()?.list("", jiff::Timestamp::MAX, None).await?.objects.len())
    }
}

/// `field → code` of the faults.
fn faults(filed: Result<Acceptance, Refusal>) -> Vec<(String, &'static str)> {
    match filed {
        Err(Refusal::Faulty(faults)) => faults.into_iter().map(|fault| (fault.error.field, fault.error.code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn captcha_fault(code: &'static str) -> Vec<(String, &'static str)> {
    vec![(CODE_FIELD.to_owned(), code)]
}

#[tokio::test]
async fn a_solved_captcha_makes_one_ticket() -> Result<()> {
    let desk = Desk::open().await?;
    let answer = desk.solved(FORM);
    assert!(matches!(desk.file(&Person::new(1), "kunci-1", &answer).await, Ok(Acceptance::New(_))));
    assert_eq!(faults(desk.file(&Person::new(2), "kunci-2", &answer).await), captcha_fault("captcha_used"));
    assert_eq!((desk.rows("tickets").await?, desk.rows("spent_captchas").await?), (1, 1));
    assert_eq!((desk.rows("outbox").await?, desk.rows("idempotency_keys").await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn one_captcha_in_ten_submissions_at_once_makes_exactly_one_ticket() -> Result<()> {
    let desk = Desk::open().await?;
    let answer = desk.solved(FORM);
    let keys: Vec<String> = (0..10).map(|number| format!("kunci-{number}")).collect();
    let people: Vec<Person> = (0..10).map(Person::new).collect();
    let filed = join_all(people.iter().zip(&keys).map(|(person, key)| desk.file(person, key, &answer))).await;
    let (accepted, refused): (Vec<_>, Vec<_>) = filed.into_iter().partition(Result::is_ok);
    assert_eq!((accepted.len(), refused.len()), (1, 9));
    for refused in refused {
        assert_eq!(faults(refused), captcha_fault("captcha_used"));
    }
    for table in ["tickets", "outbox", "idempotency_keys", "spent_captchas"] {
        assert_eq!(desk.rows(table).await?, 1, "rows in {table}");
    }
    // Those that lost take their objects back without being waited for.
    let patience = Duration::from_secs(10);
    testing::eventually("one object to be left", patience, async || Ok((desk.objects().await? == 1).then_some(())))
        .await
}

#[tokio::test]
async fn the_same_form_sent_ten_times_at_once_is_one_ticket_and_no_fault() -> Result<()> {
    let desk = Desk::open().await?;
    let (person, answer) = (Person::new(1), desk.solved(FORM));
    let filed = join_all((0..10).map(|_| desk.file(&person, "kunci-1", &answer))).await;
    let new = filed.iter().filter(|filed| matches!(filed, Ok(Acceptance::New(_)))).count();
    let replayed = filed.iter().filter(|filed| matches!(filed, Ok(Acceptance::Replayed(_)))).count();
    assert_eq!((new, replayed), (1, 9));
    assert_eq!((desk.rows("tickets").await?, desk.rows("spent_captchas").await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn a_resend_shows_its_ticket_even_when_the_captcha_is_over() -> Result<()> {
    let desk = Desk::open().await?;
    let (person, answer) = (Person::new(1), desk.solved(FORM));
    desk.file(&person, "kunci-1", &answer).await.unwrap();
    desk.clock.advance(SignedDuration::from_mins(31));
    assert!(matches!(desk.file(&person, "kunci-1", &answer).await, Ok(Acceptance::Replayed(_))));
    assert_eq!(faults(desk.file(&person, "kunci-2", &answer).await), captcha_fault("captcha_expired"));
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_told_and_costs_no_other_one() -> Result<()> {
    let desk = Desk::open().await?;
    let right = desk.solved(FORM);
    let of_another_form = desk.solved("pengaduan-instansi");
    let typed = |typed: &str| Answer { token: right.token.clone(), typed: typed.to_owned(), work: String::new() };
    let cases = [
        (Answer::default(), "captcha_missing"),
        (typed("  "), "captcha_missing"),
        (typed("zzzzz"), "captcha_wrong"),
        (of_another_form, "captcha_expired"),
        (
            Answer { token: "bukan-token".to_owned(), typed: right.typed.clone(), work: String::new() },
            "captcha_expired",
        ),
    ];
    for (answer, code) in cases {
        assert_eq!(faults(desk.file(&Person::new(1), "kunci-1", &answer).await), captcha_fault(code));
    }
    assert_eq!((desk.rows("tickets").await?, desk.rows("spent_captchas").await?, desk.objects().await?), (0, 0, 0));
    let capitals = typed(&format!(" {} ", right.typed.to_uppercase()));
    assert!(matches!(desk.file(&Person::new(1), "kunci-1", &capitals).await, Ok(Acceptance::New(_))));
    Ok(())
}

#[tokio::test]
async fn a_wrong_captcha_is_told_together_with_all_other_faults() -> Result<()> {
    let desk = Desk::open().await?;
    let mut person = Person::new(1);
    person.nik = "123".to_owned();
    let told = faults(desk.file(&person, "kunci-1", &Answer::default()).await);
    let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["nik", CODE_FIELD]);
    Ok(())
}
