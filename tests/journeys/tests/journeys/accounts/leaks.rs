//! What a thief would find of accounts: nothing that names anybody, nor anything that lets somebody in.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};
use http::StatusCode;
use testing::{Applicant, Client, Environment, Person};

use super::{PROCESSES, REGISTER, system};
use crate::privacy::search;

/// What is typed into a field and must be found nowhere.
const FIELDS: [&str; 9] =
    ["nik", "kk", "full_name", "phone", "email", "password", "answer_1", "answer_2", "diploma_birth_place"];
const WRONG_PASSWORD: &str = "Bukan-Sungai-91-Danau";
const WEAK_PASSWORD: &str = "sungaikecil";

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_dump_bucket_broker_disk_or_log_shows_nothing_of_an_account() -> Result<()> {
    let (system, [process, _]) = (system().await?, PROCESSES);
    let mut planted = vec![
        ("a wrong password".to_owned(), WRONG_PASSWORD.as_bytes().to_vec()),
        ("a weak password".to_owned(), WEAK_PASSWORD.as_bytes().to_vec()),
        ("the phone as it is kept".to_owned(), b"81277113355".to_vec()),
        ("half of a picture".to_owned(), testing::jpeg(1, 60_000).split_off(30_000)[..48].to_vec()),
    ];
    for (number, is_away) in [(7_001, false), (7_002, true)] {
        if is_away {
            system.kill(REGISTER)?;
        }
        let applicant = Applicant::new(&Client::default(), &Person::new(number), number);
        let mut applicant = applicant.typing("diploma_birth_place", "Kabupaten Antah Berantah");
        refused(&system, process, &applicant).await?;
        applicant.make_account(&system, process).await?;
        planted.extend(applicant.cookies().iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())));
        ensure!(applicant.open(&system, process, "/akun/buat/kartu.pdf").await?.status == StatusCode::OK, "no card");
        applicant.sign_in(&system, process).await?.leads_to(Applicant::HOME)?;
        ensure!(applicant.open(&system, process, Applicant::HOME).await?.status == StatusCode::OK, "nobody is in");
        planted.extend(applicant.cookies().iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())));
        let typed = FIELDS.map(|field| (field.to_owned(), applicant.typed(field).as_bytes().to_vec()));
        planted.extend(typed);
    }
    ensure!(planted.iter().all(|(_, value)| value.len() >= 8), "short values are found by chance: {planted:?}");

    let local = PathBuf::from(Environment::of_test_servers()?.get("LOCAL_DIR")?);
    let dump = system.folder().join("dump.sql");
    let dumped = Command::new("pg_dump").arg("--file").arg(&dump).arg(system.database.url()?).status()?;
    ensure!(dumped.success(), "pg_dump failed");
    for place in [system.folder().to_owned(), local.join("s3"), local.join("rabbitmq")] {
        let (files, hits) = search(&place, &planted)?;
        assert!(files > 0, "{} has nothing to search", place.display());
        assert!(hits.is_empty(), "{} shows {hits:?}", place.display());
    }
    // The search itself works: it finds what a dump has openly.
    let (_, found) = search(&dump, &[("a table".to_owned(), b"accounts.accounts".to_vec())])?;
    assert!(!found.is_empty(), "the search finds nothing at all");
    Ok(())
}

/// What is refused reaches the logs, too: a wrong identity, a weak password, and a wrong one at the door.
async fn refused(system: &testing::System, process: &'static str, applicant: &Applicant) -> Result<()> {
    let mut wrong = applicant.clone().typing("kk", "3174019900000001").typing("phone", "tidak ada");
    ensure!(
        wrong.identify(system, process).await?.status == StatusCode::UNPROCESSABLE_ENTITY,
        "a phone without digits"
    );
    let mut weak = applicant.clone().typing("password", WEAK_PASSWORD).typing("password_again", WEAK_PASSWORD);
    weak.identify(system, process).await?.leads_to(Applicant::DETAILS)?;
    ensure!(weak.complete(system, process).await?.status == StatusCode::UNPROCESSABLE_ENTITY, "a weak password");
    let mut stranger = applicant.clone().typing("password", WRONG_PASSWORD);
    ensure!(stranger.sign_in(system, process).await?.status == StatusCode::UNPROCESSABLE_ENTITY, "a wrong password");
    Ok(())
}
