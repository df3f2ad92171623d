//! The operator rotates a key-encryption key in three steps and cannot skip any.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use testing::{Broker, Layout, Person, System, eventually};

const PATIENCE: Duration = Duration::from_secs(40);
const OLD: &str = "lama:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const NEW: &str = "baru:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
const FORM: &str = "pengaduan-instansi";
const DESK: Desk = Desk::InstansiComplaints;
/// The processes that have keys.
const SEALING: [&str; 5] = ["intake", "answer", "console", "status", "notify"];

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_old_tickets_open_with_the_new_key_alone() -> Result<()> {
    let mut system = with_the_old_key(Layout::AllInOne).await?;
    let (number, person) = file(&system, 1).await?;
    read_by_all(&system, &[(number.clone(), person.clone())]).await?;

    // A killed process does not sign off: its row expires, and then the old key is free.
    system.kill("helpdesk")?;
    system.set("VAULT_KEYS", &format!("{NEW},{OLD}"));
    ensure!(system.operate(&["rewrap"])?.starts_with("1 of 1"));
    ensure!(system.operate(&["rewrap"])?.starts_with("0 of 1"));
    system.set("VAULT_KEYS", NEW);
    system.launch("helpdesk")?;
    system.ready("helpdesk").await?;
    let found = system.api().found(&number, &person.nik).await?.context("found after the rotation")?;
    ensure!(found.body["question"]["text"].as_str().is_some_and(|text| text.contains("padahal")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_three_steps_every_process_opens_what_every_other_sealed_all_the_time() -> Result<()> {
    let mut system = with_the_old_key(Layout::Separate).await?;
    let mut filed = vec![file(&system, 100).await?];
    for (step, keys) in [format!("{OLD},{NEW}"), format!("{NEW},{OLD}"), NEW.to_owned()].iter().enumerate() {
        system.set("VAULT_KEYS", keys);
        if step == 2 {
            system.set("VAULT_KEYS", &format!("{NEW},{OLD}"));
            let said = system.operate(&["rewrap"])?;
            ensure!(said.ends_with("all use the current key now"), "{said}");
            let keys = system.operate(&["keys"])?;
            ensure!(keys.lines().any(|line| line.starts_with("lama") && line.ends_with("may leave")), "{keys}");
            system.set("VAULT_KEYS", NEW);
        }
        for name in SEALING {
            restart(&system, name).await?;
            filed.push(file(&system, 101 + filed.len() as u64).await?);
            read_by_all(&system, &filed).await.with_context(|| format!("step {}, {name} restarted", step + 1))?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn rewrap_is_not_done_while_a_process_seals_with_another_key() -> Result<()> {
    let mut system = with_the_old_key(Layout::Separate).await?;
    file(&system, 200).await?;
    system.set("VAULT_KEYS", &format!("{OLD},{NEW}"));
    for name in SEALING {
        restart(&system, name).await?;
    }
    system.set("VAULT_KEYS", &format!("{NEW},{OLD}"));
    for name in ["answer", "console", "status", "notify"] {
        restart(&system, name).await?;
    }
    let refused = system.operate(&["rewrap"]).err().context("intake still seals with the old key")?.to_string();
    ensure!(refused.contains("1 of intake (with lama)") && !refused.contains("all use"), "{refused}");
    // This is why: it seals something meanwhile.
    let (number, person) = file(&system, 201).await?;
    let keys = system.operate(&["keys"])?;
    ensure!(
        keys.lines().any(|line| line.starts_with("lama") && line.contains("intake 1") && line.ends_with("must stay")),
        "{keys}"
    );

    // When the operator takes the old key out all the same, no process starts that cannot read the data.
    system.set("VAULT_KEYS", NEW);
    stop(&system, "status").await?;
    let told = does_not_start(&system, "status").await?;
    ensure!(told.contains("VAULT_KEYS lacks the key lama"), "{told}");

    system.set("VAULT_KEYS", &format!("{NEW},{OLD}"));
    system.launch("status")?;
    system.ready("status").await?;
    restart(&system, "intake").await?;
    let said = system.operate(&["rewrap"])?;
    ensure!(said.starts_with("1 of 2") && said.ends_with("all use the current key now"), "{said}");
    system.set("VAULT_KEYS", NEW);
    for name in SEALING {
        restart(&system, name).await?;
    }
    read_by_all(&system, &[(number, person)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_others_do_not_know_is_not_sealed_with() -> Result<()> {
    let mut system = with_the_old_key(Layout::Separate).await?;
    let filed = file(&system, 300).await?;
    system.set("VAULT_KEYS", &format!("{NEW},{OLD}"));
    stop(&system, "intake").await?;
    let told = does_not_start(&system, "intake").await?;
    ensure!(
        told.contains("1 of answer, 1 of console, 1 of notify, 1 of status cannot open what is sealed with it")
            && told.contains("put it last"),
        "{told}"
    );
    ensure!(!told.contains(NEW.rsplit(':').next().context("a key")?), "the key itself is told");
    // The attempt changed nothing: the others go on, and the operator may restart them as they are.
    system.set("VAULT_KEYS", OLD);
    for name in SEALING.into_iter().skip(1) {
        restart(&system, name).await?;
    }
    system.launch("intake")?;
    system.ready("intake").await?;
    read_by_all(&system, &[filed]).await
}

async fn with_the_old_key(layout: Layout) -> Result<System> {
    System::start_with(layout, Broker::new_virtual_host().await?, &[("VAULT_KEYS", OLD)]).await
}

async fn stop(system: &System, name: &'static str) -> Result<()> {
    system.ask_to_stop(name)?;
    ensure!(system.ended(name).await?.success(), "{name} ends in good order");
    Ok(())
}

async fn restart(system: &System, name: &'static str) -> Result<()> {
    stop(system, name).await?;
    system.launch(name)?;
    system.ready(name).await
}

/// Starts a process that must not start. Returns its output.
async fn does_not_start(system: &System, name: &'static str) -> Result<String> {
    system.launch(name)?;
    ensure!(!system.ended(name).await?.success(), "{name} started");
    system.logs()
}

async fn file(system: &System, seed: u64) -> Result<(String, Person)> {
    let person = Person::new(400_000 + seed);
    let filed = system.api().submit(FORM, &person.submission(FORM, 0), None).await?;
    ensure!(filed.status == 201, "{}: {}", filed.status, String::from_utf8_lossy(&filed.body));
    Ok((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person))
}

/// Checks that every applicant finds their ticket and that its desk reads it.
async fn read_by_all(system: &System, tickets: &[(String, Person)]) -> Result<()> {
    for (number, person) in tickets {
        ensure!(system.api().found(number, &person.nik).await?.is_some(), "{number} is not found");
        eventually("the ticket at its desk", PATIENCE, async || {
            let read = system.api().desk_get(system.desk_token(DESK), &format!("/api/v1/tickets/{number}")).await?;
            ensure!(read.status != 500, "{number} cannot be opened at its desk");
            Ok((read.status == 200).then_some(()))
        })
        .await?;
    }
    Ok(())
}
