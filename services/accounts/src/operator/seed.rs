//! `helpdesk seed`: accounts of people who do not exist.

use credentials::questions::{Answer, Answers, Question};
use credentials::{Hasher, Password};
use database::Pool;
use domain::{BirthDate, FamilyCard, FullName, Nik, NoticeAddress, Text, TextRule};
use jiff_sqlx::ToSqlx as _;
use population::Identity;
use runtime::Clock;
use uuid::Uuid;
use vault::Vault;

use crate::applicant::{Applicant, LONGEST_PLACE, Marks};

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
    /// The database is away or refused, or the NIK has an account in the period.
    #[error("the account could not be written")]
    Database(#[from] sqlx::Error),
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
