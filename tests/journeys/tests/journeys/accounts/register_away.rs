//! The register is away for a while. People go on, and its word counts when it is back.

use anyhow::Result;
use testing::{Applicant, Client, Person, REGISTERED_PERSONS, eventually};

use super::{PATIENCE, PROCESSES, REGISTER, kill, sees, states, system};

/// A family card that no registered person has.
const OTHER_CARD: &str = "3174019900000001";

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_made_without_the_register_and_its_word_decides_about_them_and_about_claims() -> Result<()> {
    let (system, [process, beside]) = (system().await?, PROCESSES);
    let (client, right) = (Client::default(), |number| Person::new(number));
    let applicant = |number: u64, browser| Applicant::new(&client, &right(number), browser);
    let mut verified = applicant(1, 1);
    verified.make_account(&system, process).await?;
    system.kill(REGISTER)?;

    let (mut alone, mut unknown) = (applicant(2, 2), applicant(REGISTERED_PERSONS, 3));
    let mut squatter = applicant(3, 4).typing("kk", OTHER_CARD);
    let (mut owner, mut stranger) = (applicant(3, 5), applicant(1, 6).typing("kk", OTHER_CARD));
    for applicant in [&mut alone, &mut unknown, &mut squatter, &mut owner, &mut stranger] {
        applicant.make_account(&system, process).await?;
    }
    assert_eq!(
        states(&system).await?,
        ["active/pending", "active/pending", "active/pending", "active/verified", "claim", "claim"]
    );
    sees(&system, &mut alone, Applicant::MADE, "masih diperiksa").await?;
    for claims in [&mut owner, &mut stranger] {
        sees(&system, claims, Applicant::MADE, "Data Anda menunggu pemeriksaan").await?;
    }

    system.launch(REGISTER)?;
    system.ready(REGISTER).await?;
    // A process that looked for work meanwhile leaves alone for two minutes what it could not check: they are over.
    system.database.execute("UPDATE accounts.accounts SET check_at = now() WHERE check_at IS NOT NULL").await?;
    // What starts looks for work at once.
    kill(&system, beside).await?;
    let decided = ["active/refused", "active/verified", "active/verified", "active/verified", "removed", "replaced"];
    eventually("the register's word", PATIENCE, async || Ok((states(&system).await? == decided).then_some(()))).await?;

    for (applicant, told) in [
        (&mut alone, "Sesuai dengan data Dukcapil"),
        (&mut owner, "Sesuai dengan data Dukcapil"),
        (&mut verified, "Sesuai dengan data Dukcapil"),
        (&mut unknown, "tidak sesuai dengan data Dukcapil"),
    ] {
        applicant.sign_in(&system, process).await?.leads_to(Applicant::HOME)?;
        sees(&system, applicant, Applicant::HOME, told).await?;
    }
    for over in [&mut squatter, &mut stranger] {
        over.open(&system, process, Applicant::MADE).await?.leads_to(Applicant::IDENTITY)?;
    }
    Ok(())
}
