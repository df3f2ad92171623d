//! Five hundred browsers give the last word at the same moment, before two processes; many of them for the same NIK.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use testing::{Applicant, Client, Person};

use super::{MADE, PROCESSES, TAKEN, system};

const BROWSERS: u64 = 500;
/// NIKs that several browsers want.
const CONTENDED: u64 = 50;
/// How many browsers want each of them.
const CONTENDERS: u64 = 4;
/// Everybody else has a NIK alone.
const NIKS: u64 = BROWSERS - CONTENDED * (CONTENDERS - 1);
/// First steps that are on their way together.
const AT_ONCE: usize = 16;

#[tokio::test(flavor = "multi_thread")]
async fn of_five_hundred_who_confirm_at_once_each_nik_has_one_account_and_everybody_is_told() -> Result<()> {
    let system = system().await?;
    let (client, process) = (Client::default(), |browser: u64| PROCESSES[usize::from(browser % 2 == 1)]);
    let person = |browser| {
        if browser < CONTENDED * CONTENDERS { browser % CONTENDED } else { browser - CONTENDED * (CONTENDERS - 1) }
    };
    let begin = |browser| {
        let (mut applicant, system) = (Applicant::new(&client, &Person::new(person(browser)), browser), &system);
        async move {
            applicant.identify(system, process(browser)).await?.leads_to(Applicant::DETAILS)?;
            anyhow::Ok(applicant)
        }
    };
    let mut applicants: Vec<Applicant> = stream::iter((0..BROWSERS).map(begin)).buffered(AT_ONCE).try_collect().await?;
    // One tells the second step; the others have it as if they had. Fifteen hundred hashes would take a minute.
    applicants[0].complete(&system, process(0)).await?.leads_to(Applicant::CHECK)?;
    system.database.complete_drafts().await?;

    let confirming = (0_u64..).zip(&mut applicants).map(|(browser, applicant)| {
        let system = &system;
        async move { (browser, applicant.confirm(system, process(browser)).await) }
    });
    let mut made: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    let mut taken = 0;
    for (browser, shown) in join_all(confirming).await {
        let shown = shown?;
        if shown.leads_to(Applicant::MADE).is_ok() {
            made.entry(person(browser)).or_default().push(browser);
        } else if shown.status == StatusCode::CONFLICT && shown.html.contains(TAKEN) {
            taken += 1;
        } else {
            bail!("browser {browser} was answered {}: {}", shown.status, shown.html);
        }
    }
    assert!(made.values().all(|browsers| browsers.len() == 1), "somebody else has the same NIK: {made:?}");
    assert_eq!((u64::try_from(made.len())?, taken), (NIKS, BROWSERS - NIKS));

    // What they were told is so: in the database, and on the page of each fiftieth.
    let one_each = "SELECT count(*) FROM (SELECT nik_index FROM accounts.accounts
                     WHERE state = 'active' AND identity = 'verified' GROUP BY 1 HAVING count(*) = 1) one";
    for (counted, expected) in [
        (one_each, NIKS),
        ("SELECT count(*) FROM accounts.accounts", NIKS),
        ("SELECT count(*) FROM audit.entries WHERE action = 'account_made'", NIKS),
        ("SELECT count(*) FROM accounts.drafts", BROWSERS - NIKS),
    ] {
        assert_eq!(system.database.count(counted).await?, i64::try_from(expected)?, "{counted}");
    }
    for browser in made.values().flatten().step_by(50) {
        let applicant = applicants.get_mut(usize::try_from(*browser)?).context("a browser")?;
        let shown = applicant.open(&system, process(*browser), Applicant::MADE).await?;
        assert!(shown.status == StatusCode::OK && shown.html.contains(MADE), "{}: {}", shown.status, shown.html);
    }
    Ok(())
}
