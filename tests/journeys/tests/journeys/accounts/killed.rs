//! A process of accounts dies between the steps and in the last one. Nobody begins anew, and one account is made.

use anyhow::Result;
use futures_util::future::join_all;
use testing::{Applicant, Client, Person};

use super::{MADE, PROCESSES, kill, sees, start, states, system};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_the_process_at_every_step_and_becomes_one_account() -> Result<()> {
    let (system, [process, _]) = (system().await?, PROCESSES);
    let person = Person::new(1);
    let mut applicant = Applicant::new(&Client::default(), &person, 1);

    applicant.identify(&system, process).await?.leads_to(Applicant::DETAILS)?;
    kill(&system, process).await?;
    sees(&system, &mut applicant, Applicant::DETAILS, &person.full_name).await?;

    applicant.upload(&system, process).await?;
    kill(&system, process).await?;
    sees(&system, &mut applicant, Applicant::DETAILS, "selfie-kept").await?;

    applicant.complete_without_pictures(&system, process).await?.leads_to(Applicant::CHECK)?;
    kill(&system, process).await?;
    sees(&system, &mut applicant, Applicant::CHECK, &person.nik).await?;

    // The process dies while the last word is on its way, several times over. Whatever was answered, it counts once.
    let pressing =
        join_all((0..6).map(|_| {
            let (mut applicant, system) = (applicant.clone(), &system);
            async move {
                applicant.confirm(system, process).await.is_ok_and(|shown| shown.leads_to(Applicant::MADE).is_ok())
            }
        }));
    let (_answered, killed) = tokio::join!(pressing, async {
        // As soon as the first one is in the database.
        while states(&system).await?.is_empty() {
            tokio::task::yield_now().await;
        }
        system.kill(process)
    });
    killed?;
    start(&system, process).await?;
    applicant.confirm(&system, process).await?.leads_to(Applicant::MADE)?;
    sees(&system, &mut applicant, Applicant::MADE, MADE).await?;
    assert_eq!(states(&system).await?, ["active/verified"]);
    let made = "SELECT count(*) FROM audit.entries WHERE action = 'account_made'";
    assert_eq!(system.database.count(made).await?, 1);
    assert_eq!(system.database.count("SELECT count(*) FROM accounts.drafts").await?, 0);

    // The session outlives the process, too.
    applicant.sign_in(&system, process).await?.leads_to(Applicant::HOME)?;
    kill(&system, process).await?;
    sees(&system, &mut applicant, Applicant::HOME, "Sesuai dengan data Dukcapil").await
}
