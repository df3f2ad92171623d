//! Who may enter the console, against a real database and with an authenticator app of our own.

mod accounts;
mod signing_in;

use anyhow::{Context as _, Result};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use officers::{
    Activated, By, Code, Entered, FirstStep, NewAccount, Nip, Officer, Officers, Password, Role, SecondStep, Visitor,
};
use runtime::{Clock, Settings};
use testing::{Database, Phone};
use uuid::Uuid;
use vault::Vault;

const OPERATOR: By<'_> = By::Operator { name: "Rina", reason: None };
const PASSWORD: &str = "Kopi-Susu-Hangat";
const AYU: &str = "198501012010011001";
const BUDI: &str = "197912312005011002";
const CITRA: &str = "199002282023212002";

/// One database and a clock that stands still.
struct Site {
    database: Database,
    clock: Clock,
    officers: Officers,
}

/// Somebody who has entered once.
struct Person {
    id: Uuid,
    nip: Nip,
    phone: Phone,
    entered: Entered,
}

impl Site {
    async fn new() -> Result<Self> {
        let now: Timestamp = "2026-11-29T03:00:00Z".parse()?;
        let (database, clock) = (Database::create().await?, Clock::fixed(now));
        let sessions = officers::read_sessions(&mut Settings::from_pairs([]));
        let officers = Officers::new(database.owner().clone(), Vault::for_tests(), clock.clone(), sessions);
        Ok(Self { database, clock, officers })
    }

    fn nip(&self, digits: &str) -> Result<Nip> {
        Ok(Nip::parse(digits, self.clock.today_wib())?)
    }

    /// Makes an account; its id and one-time code.
    async fn account(&self, nip: &str, roles: &[Role]) -> Result<(Uuid, String)> {
        let desks = Desk::ALL.to_vec();
        let new = NewAccount { name: "Siti Nurhaliza".to_owned(), nip: self.nip(nip)?, roles: roles.to_vec(), desks };
        let (id, code) = self.officers.create(OPERATOR, &new).await?;
        Ok((id, code.text))
    }

    /// Chooses the password with a one-time code and, where the account has a phone, a code of it.
    async fn choose(&self, code: &str, proof: &str) -> Result<Activated> {
        let activation = self.officers.activation(code).await?.context("a code that can be used")?;
        Ok(self.officers.activate(code, &activation, &password(PASSWORD), proof).await?)
    }

    /// An account in use.
    async fn person(&self, nip: &str, roles: &[Role]) -> Result<Person> {
        let (id, code) = self.account(nip, roles).await?;
        assert_eq!(self.choose(&code, "").await?, Activated::Yes);
        let nip = self.nip(nip)?;
        let FirstStep::Right(secret) = self.officers.enter_password(&nip, &password(PASSWORD), &visitor()).await?
        else {
            anyhow::bail!("the password is right");
        };
        let Some(SecondStep::Enrolment(offer)) = self.officers.second_step(&secret).await? else {
            anyhow::bail!("there is no phone yet");
        };
        let phone = Phone::new(&offer.secret);
        let code = phone.code(self.clock.now());
        let Code::Right(entered) = self.officers.enter_code(&secret, &code, &visitor()).await? else {
            anyhow::bail!("the code is right");
        };
        self.clock.advance(SignedDuration::from_secs(30));
        Ok(Person { id, nip, phone, entered: *entered })
    }

    async fn officer(&self, person: &Person) -> Result<Officer> {
        self.officers.signed_in(&person.entered.session).await?.context("signed in")
    }
}

fn password(text: &str) -> Password {
    Password::new(text.to_owned())
}

/// A browser that nobody knows.
fn visitor() -> Visitor {
    Visitor { network: [203, 0, 113, 7].into(), device: None, client: "Firefox di Windows".to_owned() }
}
