//! The list "eks THK-II": whose number is whose, known by keyed hashes alone.

use applicants::Account;
use database::Pool;
use domain::folded;
use jiff::civil::Date;
use runtime::Clock;
use vault::{Index, Vault};

use crate::registrations::Thk2Outcome;
use crate::store::thk2 as rows;

/// How often an account may ask in an hour.
const AN_HOUR: i32 = 10;

/// The list, and who may ask it.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pool: Pool,
    vault: Vault,
    clock: Clock,
}

/// The keyed hashes of a person of the list.
#[derive(Debug)]
pub(crate) struct Marks {
    pub(crate) number: Vec<u8>,
    pub(crate) person: Vec<u8>,
}

impl Marks {
    /// Of a number in capitals, a name however its letters are typed, and a birth date.
    pub(crate) fn of(vault: &Vault, number: &str, name: &str, born: Date) -> Self {
        let person = format!("{number}\0{}\0{born}", folded(name));
        Self {
            number: vault.index(Index::Thk2Number, number.as_bytes()).as_bytes().to_vec(),
            person: vault.index(Index::Thk2Person, person.as_bytes()).as_bytes().to_vec(),
        }
    }
}

impl List {
    pub(crate) const fn new(pool: Pool, vault: Vault, clock: Clock) -> Self {
        Self { pool, vault, clock }
    }

    /// Whether a number is that of the account's owner; `None` when the account asked too often. Counts before it
    /// looks.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn check(&self, account: &Account, number: &str) -> Result<Option<Thk2Outcome>, sqlx::Error> {
        if rows::count(&self.pool, account.id, self.clock.now()).await? > AN_HOUR {
            return Ok(None);
        }
        let identity = &account.applicant.identity;
        let marks = Marks::of(&self.vault, number, identity.full_name.expose(), identity.birth_date.expose());
        let found = rows::find(&self.pool, &marks.number).await?;
        Ok(Some(match found {
            Some(person) if person == marks.person => Thk2Outcome::Found,
            Some(_) => Thk2Outcome::Differs,
            None if rows::is_empty(&self.pool).await? => Thk2Outcome::Later,
            None => Thk2Outcome::Unknown,
        }))
    }
}
