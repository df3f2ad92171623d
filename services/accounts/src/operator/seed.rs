//! `helpdesk seed`: accounts of people who do not exist.

use std::thread::available_parallelism;
use std::time::Duration;

use credentials::questions::{Answer, Answers, Question};
use credentials::{Hasher, HasherConfig, Password, Rule};
use database::{Pool, constraint};
use domain::{BirthDate, FamilyCard, Field, FullName, Nik, NoticeAddress, Text, TextRule, invented};
use jiff_sqlx::ToSqlx as _;
use population::Identity;
use runtime::Clock;
use tokio::task::JoinSet;
use uuid::Uuid;
use vault::{Index, Vault};

use applicants::{Applicant, LONGEST_PLACE, Marks};

/// How long one waits for a processor: however slow the machine is.
const PATIENCE: Duration = Duration::from_mins(10);

/// Somebody who does not exist, as people would type it. Does not print.
#[derive(Clone, Copy)]
pub struct Invented<'a> {
    /// NIK.
    pub nik: &'a str,
    /// Number of the family card.
    pub kk: &'a str,
    /// Name as on the identity card.
    pub full_name: &'a str,
    /// Place of birth.
    pub birth_place: &'a str,
    /// Date of birth, day first.
    pub birth_date: &'a str,
    /// Number of a mobile telephone.
    pub phone: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// Password.
    pub password: &'a str,
}

/// Why no account was made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// A value is none that a person could have.
    #[error("this is nobody: {0} is not what such a value looks like")]
    Value(&'static str),
    /// The password or an answer could not be hashed.
    #[error("the account's secrets could not be hashed")]
    Secrets(#[from] credentials::Failure),
    /// The account could not be sealed.
    #[error("the account could not be sealed")]
    Vault(#[from] vault::VaultError),
    /// One of many was stopped.
    #[error("an account was not made: the work on it stopped")]
    Stopped,
    /// The database is away or refused, or the NIK has an account in the period.
    #[error("the account could not be written")]
    Database(#[from] sqlx::Error),
}

/// The password of every account that [`accounts`] makes.
pub const PASSWORD: &str = "Langit-Kopi-4-Jendela";

/// What became of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Accounts that were made now.
    pub made: u32,
    /// People who had one already.
    pub there: u32,
}

/// The period of which accounts are made: the one that is open, else the newest one.
///
/// # Errors
/// When the database is away or refuses.
pub async fn period(pool: &Pool, clock: &Clock) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM accounts.periods ORDER BY (opens_at <= $1 AND closes_at > $1) DESC, opens_at DESC LIMIT 1",
        clock.now().to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_optional(pool)
    .await
}

/// Makes accounts of the first people of the seed in a period, as many at once as there are processors, and tells how
/// many it has seen. Whoever has an account already keeps it.
///
/// # Errors
/// [`NotMade`]. What was made before stays.
pub async fn accounts(
    pool: &Pool,
    vault: &Vault,
    clock: &Clock,
    period: Uuid,
    number: u32,
    told: impl Fn(u32),
) -> Result<Made, NotMade> {
    let at_once = available_parallelism().map_or(1, usize::from);
    let hasher = Hasher::new(HasherConfig { at_once, patience: PATIENCE }, Rule::APPLICANTS);
    let (mut making, mut all) = (JoinSet::new(), Made::default());
    let mut next = 0;
    while next < number || !making.is_empty() {
        if next < number && making.len() < at_once {
            let (pool, vault, clock, hasher) = (pool.clone(), vault.clone(), clock.clone(), hasher.clone());
            making.spawn(async move { one(&pool, &vault, &clock, &hasher, period, next).await });
            next += 1;
            continue;
        }
        let Some(done) = making.join_next().await else { break };
        if done.map_err(|_ended| NotMade::Stopped)?? {
            all.made += 1;
        } else {
            all.there += 1;
        }
        told(all.made + all.there);
    }
    Ok(all)
}

/// Makes the account of one of them. `false` when the NIK has one.
async fn one(
    pool: &Pool,
    vault: &Vault,
    clock: &Clock,
    hasher: &Hasher,
    period: Uuid,
    at: u32,
) -> Result<bool, NotMade> {
    let told = |field| invented::value(field, at);
    let (nik, phone, email) =
        (told(Field::Nik), format!("0812{:08}", at % 100_000_000), format!("pelamar{at}@example.go.id"));
    let index = vault.index(Index::AccountNik, nik.as_bytes());
    let there = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM accounts.accounts
            WHERE period_id = $1 AND nik_index = $2 AND state = 'active') AS "there!""#,
        period,
        index.as_bytes(),
    );
    if there.fetch_one(pool).await? {
        return Ok(false);
    }
    let person = Invented {
        nik: &nik,
        kk: &told(Field::Kk),
        full_name: &told(Field::FullName),
        birth_place: &told(Field::BirthPlace),
        birth_date: &told(Field::BirthDate),
        phone: &phone,
        email: &email,
        password: PASSWORD,
    };
    match account(pool, vault, clock, hasher, period, person).await {
        Ok(_id) => Ok(true),
        // Two places of the seed may have one NIK, and somebody else may seed at this moment.
        Err(NotMade::Database(error)) if constraint(&error) == Some("accounts_one_of_a_nik") => Ok(false),
        Err(failed) => Err(failed),
    }
}

/// Makes the account of an invented person in a period, with an identity that the register knows. `hasher` is one for
/// applicants' passwords.
///
/// # Errors
/// [`NotMade`].
pub async fn account(
    pool: &Pool,
    vault: &Vault,
    clock: &Clock,
    hasher: &Hasher,
    period: Uuid,
    person: Invented<'_>,
) -> Result<Uuid, NotMade> {
    let applicant = person.read(clock)?;
    let marks = Marks::of(vault, &applicant.identity);
    let (id, now) = (clock.new_id(), clock.now());
    let (key, wrapped) = vault.new_data_key()?;
    let content = applicant.seal(&key, id)?;
    let password = hasher.hash(&Password::new(person.password.to_owned())).await?;
    let answers = Answers::new(hasher.clone(), vault.clone());
    let pet = answers.hash(&Answer::new("si belang tiga")).await?;
    let friend = answers.hash(&Answer::new("kawan sebangku")).await?;
    let mut transaction = pool.begin().await?;
    sqlx::query!(
        "INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
             password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
         VALUES ($1, $2, 'active', 'verified', $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        id,
        period,
        marks.nik,
        marks.identity,
        content,
        password,
        Question::Pet.number(),
        pet,
        Question::Friend.number(),
        friend,
        now.to_sqlx() as jiff_sqlx::Timestamp,
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)", id, wrapped.as_bytes())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(id)
}

impl Invented<'_> {
    fn read(&self, clock: &Clock) -> Result<Applicant, NotMade> {
        let address = |text: &str, what| NoticeAddress::read(text).ok().flatten().ok_or(NotMade::Value(what));
        let place = Text::parse(self.birth_place, TextRule::Line { max: LONGEST_PLACE });
        Ok(Applicant {
            identity: Identity {
                nik: Nik::parse(self.nik).map_err(|_fault| NotMade::Value("the NIK"))?,
                family_card: FamilyCard::parse(self.kk).map_err(|_fault| NotMade::Value("the KK"))?,
                full_name: FullName::parse(self.full_name).map_err(|_fault| NotMade::Value("the name"))?,
                birth_place: place.map_err(|_fault| NotMade::Value("the place"))?,
                birth_date: BirthDate::parse(self.birth_date, clock.today_wib())
                    .map_err(|_fault| NotMade::Value("the date"))?,
            },
            phone: address(self.phone, "the phone")?,
            email: address(self.email, "the e-mail")?,
            details: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;
    use crate::operator::periods;

    #[tokio::test]
    async fn a_seed_that_is_repeated_makes_who_is_missing_and_keeps_who_is_there() {
        let (database, vault, clock) = (Database::create().await.unwrap(), Vault::for_tests(), Clock::system());
        let pool = database.owner();
        assert_eq!(period(pool, &clock).await.unwrap(), None);
        let at = |text: &str| text.parse().unwrap();
        periods::add(pool, "CASN 2020", at("2020-01-01T00:00:00Z"), at("2020-02-01T00:00:00Z")).await.unwrap();
        let casn = period(pool, &clock).await.unwrap().expect("the newest one");
        let made = async |number| accounts(pool, &vault, &clock, casn, number, |_seen| {}).await.unwrap();
        assert_eq!(made(2).await, Made { made: 2, there: 0 });
        assert_eq!(made(3).await, Made { made: 1, there: 2 });
        assert_eq!(database.count("SELECT count(*) FROM accounts.accounts WHERE state = 'active'").await.unwrap(), 3);
    }
}
