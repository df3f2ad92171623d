//! Form 06 over separate processes that die at the worst moments, and over a broker that goes away: every ticket is
//! answered once, and every code is shown once.

use anyhow::{Context as _, Result, bail, ensure};
use domain::Desk;
use futures_util::future::try_join_all;
use http::StatusCode;
use messages::topology::{ACCOUNTS_COMMANDS, ANSWER_ACCOUNTS};
use testing::{Applicant, Broker, Client, Layout, Officer, Person, System, eventually};

use super::PATIENCE;

const FORM: &str = "lupa-jawaban-pengaman-2";
const DESK: Desk = Desk::BknAccounts;
/// The process whose pages and jobs are those of accounts.
const ACCOUNTS: &str = "accounts";
/// The queue in which accounts takes commands, and the one in which answer takes reports; and where parked ones are.
const QUEUES: [&str; 4] = [ACCOUNTS_COMMANDS, ANSWER_ACCOUNTS, "dead.accounts.commands", "dead.answer.accounts"];

/// Somebody whose ticket waits at its desk.
struct Asking {
    applicant: Applicant,
    number: String,
}

/// Somebody makes an account, and files a ticket because the second answer is forgotten.
async fn asks(system: &System, seed: u64) -> Result<Asking> {
    let person = Person::new(seed);
    let mut applicant = Applicant::new(&Client::default(), &person, seed);
    applicant.make_account(system, ACCOUNTS).await?;
    let filed = system.api().submit(FORM, &person.submission(FORM, 10_000), None).await?;
    ensure!(filed.status == StatusCode::CREATED, "intake answered {}", filed.status);
    let number = filed.json()?["ticket_number"].as_str().context("a number")?.to_owned();
    eventually("the ticket at its desk", PATIENCE, async || {
        Ok(system.api().found(&number, &person.nik).await?.filter(|lookup| lookup.stage == "received"))
    })
    .await?;
    Ok(Asking { applicant, number })
}

/// The officer takes the ticket, looks at the account beside it, and approves.
async fn approves(officer: &mut Officer, number: &str) -> Result<()> {
    let address = format!("/petugas/tiket/{number}");
    officer.submit(&address, &format!("{address}/ambil"), &[("meja", DESK.as_str())]).await?;
    let account = officer.open(&address).await?.value("akun").context("the account beside the ticket")?;
    let decided = [("aksi", "setujui"), ("akun", account.as_str()), ("dibandingkan", "ya")];
    let approved = officer.submit(&address, &format!("{address}/akun"), &decided).await?;
    ensure!(approved.status == StatusCode::SEE_OTHER, "answered {}: {}", approved.status, approved.html);
    Ok(())
}

async fn counts(system: &System, sql: &'static str, expected: i64) -> Result<()> {
    eventually(sql, PATIENCE, async || Ok((system.database.count(sql).await? == expected).then_some(()))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_dies_between_approval_and_code_each_ticket_is_answered_once_and_each_code_shown_once() -> Result<()> {
    let system = System::start_with(Layout::DesksAndAccounts, Broker::private().await?, &[]).await?;
    system.open_accounts().await?;
    let mut asking = try_join_all((9_101..9_106).map(|seed| asks(&system, seed))).await?;
    let mut officer = Officer::enters(&system, "console", 9_200, ("198501012010011001", "Ratna Dewi")).await?;
    let waits = "SELECT count(*) FROM desk.account_commands WHERE settled_at IS NULL";
    let approved = "SELECT count(*) FROM accounts.approvals";
    let answered = "SELECT count(*) FROM desk.cases WHERE stage = 'answered'";

    // The approval is written and its message is not sent: the broker is away, and whoever could send it dies.
    system.broker.stop().await?;
    approves(&mut officer, &asking[0].number).await?;
    approves(&mut officer, &asking[1].number).await?;
    for process in ["console", "answer"] {
        system.kill(process)?;
    }
    ensure!(system.database.count(waits).await? == 2 && system.database.count(approved).await? == 0);
    // An hour later the operator sees them, and asks once more: two messages for each command.
    system.database.execute("UPDATE desk.account_commands SET asked_at = asked_at - interval '1 hour'").await?;
    let stuck = system.operate(&["tickets", "stuck"])?;
    let named = |number: &str| stuck.lines().any(|line| line.contains(number) && line.contains("accounts"));
    ensure!(named(&asking[0].number) && named(&asking[1].number) && !named(&asking[2].number), "{stuck}");
    ensure!(stuck.contains("2 approved and without a report of accounts"), "{stuck}");
    let again = system.operate(&["tickets", "stuck", "--resend", "--why", "uji"])?;
    ensure!(again.contains("2 to accounts"), "{again}");
    system.broker.start_again().await?;
    start(&system, &["console", "answer"]).await?;
    counts(&system, answered, 2).await?;

    // Accounts is away, then dies while it takes the command: what it wrote so far is gone with it.
    system.kill(ACCOUNTS)?;
    approves(&mut officer, &asking[2].number).await?;
    eventually("the command in its queue", PATIENCE, async || {
        Ok((system.broker.depth(ACCOUNTS_COMMANDS).await? == 1).then_some(()))
    })
    .await?;
    let mut hold = system.database.owner().begin().await?;
    sqlx::query("LOCK TABLE accounts.approvals IN SHARE MODE").execute(&mut *hold).await?;
    system.launch(ACCOUNTS)?;
    let taking = "SELECT count(*) FROM pg_locks WHERE relation = 'accounts.approvals'::regclass AND NOT granted";
    counts(&system, taking, 1).await?;
    system.kill(ACCOUNTS)?;
    hold.rollback().await?;
    ensure!(system.database.count(approved).await? == 2, "it was not carried out");
    start(&system, &[ACCOUNTS]).await?;
    counts(&system, answered, 3).await?;

    // Accounts carries it out and dies before it reports: it may not take reports out of its outbox.
    system.database.execute("REVOKE UPDATE ON accounts.outbox FROM helpdesk_accounts").await?;
    approves(&mut officer, &asking[3].number).await?;
    counts(&system, approved, 4).await?;
    system.kill(ACCOUNTS)?;
    ensure!(system.database.count(answered).await? == 3, "nobody knows of it");
    system.database.execute("GRANT UPDATE ON accounts.outbox TO helpdesk_accounts").await?;
    start(&system, &[ACCOUNTS]).await?;
    counts(&system, answered, 4).await?;

    // Answer dies before it hears of it, and the broker goes away with the report in its queue.
    system.kill("answer")?;
    approves(&mut officer, &asking[4].number).await?;
    eventually("the report in its queue", PATIENCE, async || {
        Ok((system.broker.depth(ANSWER_ACCOUNTS).await? == 1).then_some(()))
    })
    .await?;
    system.broker.stop().await?;
    system.broker.start_again().await?;
    start(&system, &["answer"]).await?;
    counts(&system, answered, 5).await?;

    for asking in &mut asking {
        let code = shown_once(&system, asking).await?;
        is_exported(&system, asking, &code)?;
    }
    told_once(&system).await
}

/// Starts processes again that were killed.
async fn start(system: &System, processes: &[&'static str]) -> Result<()> {
    for process in processes {
        system.launch(process)?;
    }
    for process in processes {
        system.ready(process).await?;
    }
    Ok(())
}

/// Three browsers ask for the code at the same moment, and later once more, before a process that was killed meanwhile.
async fn shown_once(system: &System, asking: &mut Asking) -> Result<String> {
    let browsers = (0..3).map(|_| {
        let (mut applicant, number) = (asking.applicant.clone(), asking.number.clone());
        async move { applicant.look_for_code(system, ACCOUNTS, &number).await }
    });
    let shown = try_join_all(browsers).await?;
    let codes: Vec<String> = shown.iter().filter_map(|page| page.value("answer")).collect();
    let [code] = codes.as_slice() else { bail!("{} were shown a code: {}", codes.len(), shown[0].html) };
    system.kill(ACCOUNTS)?;
    start(system, &[ACCOUNTS]).await?;
    let later = asking.applicant.look_for_code(system, ACCOUNTS, &asking.number).await?;
    let said = later.html.contains("Kode sudah ditampilkan pada");
    ensure!(later.status == StatusCode::CONFLICT && said && later.value("answer").is_none(), "{}", later.html);
    Ok(code.clone())
}

/// A copy of what is kept about the person tells that it was approved and shown, and not the code.
fn is_exported(system: &System, asking: &Asking, code: &str) -> Result<()> {
    let archive = system.folder().join(format!("{}.tar", asking.number));
    let path = archive.to_str().context("a path of text")?;
    system.operate_with(&["export", "--output", path, "--why", "uji"], asking.applicant.typed("nik"))?;
    let bytes = std::fs::read(&archive)?;
    let holds = |text: &str| memchr::memmem::find(&bytes, text.as_bytes()).is_some();
    for told in ["approved_for_account", "\"outcome\": \"done\"", "\"shown_at\": \"20", "one_time_answers", "issued_at"]
    {
        ensure!(holds(told), "{told} is not in the copy");
    }
    ensure!(!holds(code) && !holds(&code.replace('-', "")) && !holds("$argon2id$"), "the code is in the copy");
    Ok(())
}

/// Each ticket has one answer and came to each stage once, each approval one code, and nothing was given up.
async fn told_once(system: &System) -> Result<()> {
    for (sql, expected) in [
        ("SELECT count(*) FROM desk.answers", 5),
        ("SELECT count(DISTINCT ticket_number) FROM desk.answers", 5),
        ("SELECT count(*) FROM desk.timeline WHERE stage = 'answered'", 5),
        ("SELECT count(*) FROM desk.account_commands WHERE outcome = 'done'", 5),
        ("SELECT count(*) FROM desk.account_commands", 5),
        ("SELECT count(*) FROM accounts.approvals WHERE shown_at IS NOT NULL", 5),
        ("SELECT count(*) FROM audit.entries WHERE action = 'account_approved'", 5),
        ("SELECT count(*) FROM audit.entries WHERE action = 'answer_issued'", 5),
    ] {
        ensure!(system.database.count(sql).await? == expected, "{sql}: {}", system.database.count(sql).await?);
    }
    for queue in QUEUES {
        eventually(&format!("{queue} to be empty"), PATIENCE, async || {
            Ok((system.broker.depth(queue).await? == 0).then_some(()))
        })
        .await?;
    }
    let stuck = system.operate(&["tickets", "stuck"])?;
    ensure!(stuck == "0 tickets without a dispatch, 0 not at their desk", "{stuck}");
    Ok(())
}
