//! Every operator's command that writes leaves an entry with who did it and why. The commands come from the program's
//! own help. The test fails on one that nobody has sorted into those that read and those that write.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result};
use domain::Desk;
use population_register::{Persons, Register, Switches, serve};
use testing::{Layout, Person, System, eventually};
use tokio::net::TcpListener;

use crate::agency::new_id;

/// Commands that change nothing, and `serve`, which runs the services with their own credentials.
const READING: [&str; 29] = [
    "account show",
    "agency list",
    "asyncapi",
    "audit anchor",
    "audit verify",
    "check-config",
    "dead-letters list",
    "dead-letters show",
    "desk list",
    "formation dates",
    "formation generate",
    "formation list",
    "formation show",
    "healthcheck",
    "keys",
    "notice list",
    "officer list",
    "openapi",
    "period list",
    "population status",
    "reference additions",
    "retention show",
    "routes list",
    "schema",
    "serve",
    "stamping status",
    "stamping stuck",
    "token list",
    "topology show",
];

const PATIENCE: Duration = Duration::from_secs(30);
const NIP: &str = "198501012010011001";

/// One command that writes: its arguments, its standard input, and the act that its entry names.
struct Verb {
    called: Vec<String>,
    input: String,
    action: &'static str,
}

fn verb<const N: usize>(called: [&str; N], action: &'static str) -> Verb {
    Verb { called: called.map(str::to_owned).to_vec(), input: String::new(), action }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_that_writes_leaves_an_entry_with_who_and_why() -> Result<()> {
    let mut system = System::start(Layout::AllInOne).await?;
    system.set("POPULATION_REGISTER_URL", &register().await?);
    let verbs = writing(&system).await?;
    let leaves = leaves_of(&system)?;
    // `restored` demands that nothing runs: the journey of the restore checks its entry.
    let mut sorted: BTreeSet<String> = READING.into_iter().chain(["migrate", "restored"]).map(str::to_owned).collect();
    sorted.extend(verbs.iter().map(|verb| name_of(&verb.called, &leaves)));
    assert_eq!(sorted, leaves, "left: the verbs that this test knows; right: those of the program");

    for (at, verb) in verbs.iter().enumerate() {
        let who = format!("petugas {at}");
        let called: Vec<&str> =
            verb.called.iter().map(String::as_str).chain(["--operator", &who, "--why", "uji"]).collect();
        system.operate_with(&called, &verb.input).with_context(|| format!("{called:?}"))?;
        assert_eq!(actions_of(&system, &who).await?, BTreeSet::from([verb.action.to_owned()]), "{called:?}");
    }

    // An empty database, for the one that makes it.
    let name = format!("kosong_{}", new_id().simple());
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(system.database.owner()).await?;
    let url = system.database.url()?;
    let (server, _) = url.rsplit_once('/').context("a URL with a database")?;
    let empty = format!("{server}/{name}");
    system.set("DATABASE_URL", &empty);
    system.operate(&["migrate", "--operator", "petugas", "--why", "pemasangan"])?;
    let entries = "SELECT action, actor_name, reason FROM audit.entries";
    let migrated = database::Pool::connect(&empty).await?;
    let told: Vec<(String, String, String)> = sqlx::query_as(entries).fetch_all(&migrated).await?;
    assert_eq!(told, [("migrated".to_owned(), "petugas".to_owned(), "pemasangan".to_owned())]);
    system.operate(&["migrate", "--operator", "petugas"])?;
    assert_eq!(sqlx::query(entries).fetch_all(&migrated).await?.len(), 1, "where nothing was to be done there is none");
    Ok(())
}

/// All of them but `migrate`, in an order in which each finds what it needs.
async fn writing(system: &System) -> Result<Vec<Verb>> {
    let person = Person::new(41_000);
    let mut numbers = Vec::new();
    for seed in [41_000, 41_001] {
        let person = Person::new(seed);
        let filed =
            system.api().submit("status-bukan-pns", &person.submission("status-bukan-pns", 20_000), None).await?;
        let number = filed.json()?["ticket_number"].as_str().context("a number")?.to_owned();
        eventually("the ticket at its desk", PATIENCE, async || {
            Ok(system.api().found(&number, &person.nik).await?.filter(|lookup| lookup.stage == "received").map(drop))
        })
        .await?;
        numbers.push(number);
    }
    let agency = format!("v{}", &new_id().simple().to_string()[..20]);
    let lists = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/reference");
    let formations = system.folder().join("formasi.csv");
    let formations = formations.to_str().context("a path of text")?;
    system.operate(&["formation", "generate", "--count", "50", "--output", formations])?;
    let thk2 = system.folder().join("thk2.csv");
    std::fs::write(&thk2, "nomor,nama,tanggal_lahir\n12-34,Siti Rahayu,17-08-1975\n")?;
    let thk2 = thk2.to_str().context("a path of text")?;
    let archive = system.folder().join("salinan.tar");
    let persons = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/local/population-register/persons.csv");
    let desk = Desk::InstansiComplaints.as_str();
    let window = ["--from", "2020-01-01 00:00", "--until", "2099-01-01 00:00"];
    Ok(vec![
        verb(["topology", "import"], "topology_imported"),
        verb(["token", "create", "--channel", "kios"], "token_created"),
        verb(["token", "create", "--desk", desk, "--name", "alat"], "token_created"),
        verb(["token", "revoke", "kios"], "token_revoked"),
        verb(["officer", "create", "--nip", NIP, "--name", "Ratna", "--role", "officer"], "officer_created"),
        verb(["officer", "reset", "--nip", NIP], "officer_reset"),
        verb(["routes", "add", "--form", "24", "--desk", "bkn.accounts"], "routes_changed"),
        verb(["routes", "remove", "1"], "routes_changed"),
        verb(["agency", "add", &agency, "--desk", desk], "agency_changed"),
        verb(["agency", "rotate", &agency], "agency_changed"),
        verb(["agency", "own-queue", &agency], "agency_changed"),
        verb(["desk", "served-by", desk, &agency], "desk_served"),
        verb(["desk", "served-by", desk, "here"], "desk_served"),
        verb(["desk", "resend", desk], "messages_resent"),
        verb(["agency", "remove", &agency], "agency_changed"),
        verb(["tickets", "stuck", "--resend"], "messages_resent"),
        verb(["dead-letters", "redrive", "router.submissions"], "messages_resent"),
        verb(["notice", "add", "Uji."], "notice_changed"),
        verb(["notice", "close", "1"], "notice_changed"),
        verb(["notice", "close-form", "pengaduan-instansi", "--reason", "Uji."], "notice_changed"),
        verb(["notice", "open-form", "pengaduan-instansi"], "notice_changed"),
        verb(["retention", "set", "drafts", "30"], "retention_changed"),
        verb(["period", "add", "Uji", "--opens", "2026-08-20 08:00", "--closes", "2026-09-07 00:00"], "period_changed"),
        verb(["period", "extend", "Uji", "--until", "2026-09-11 00:00"], "period_changed"),
        verb(["reference", "import", "countries", &format!("{lists}/countries.csv")], "reference_imported"),
        verb(["formation", "import", "--file", formations], "reference_imported"),
        verb(["formation", "import-thk2", "--file", thk2], "reference_imported"),
        verb(
            [
                "formation",
                "set-dates",
                "--period",
                "Uji",
                "--selection",
                "CPNS",
                "--opens",
                "2026-08-20 08:00",
                "--closes",
                "2026-09-07 00:00",
            ],
            "period_changed",
        ),
        verb(["restrict", &numbers[0]], "restrict"),
        verb(["restrict", &numbers[0], "--lift"], "lift_restriction"),
        verb(["breach-report", "--everybody", window[0], window[1], window[2], window[3]], "breach_report"),
        Verb {
            input: person.nik.clone(),
            ..verb(["export", "--output", archive.to_str().context("a path of text")?], "export_person")
        },
        verb(["erase", &numbers[1], "--yes"], "erase"),
        Verb { input: person.nik, ..verb(["erase", "--nik", "--yes"], "erase") },
        verb(["rewrap"], "keys_rewrapped"),
        verb(["seed", "--tickets", "10", "--accounts", "2", "--beside-others"], "seeded"),
        // Who is there already stays, and the last one of them is looked for by NIK.
        verb(["seed", "--tickets", "0", "--accounts", "2"], "seeded"),
        Verb { input: seeded_nik(), ..verb(["account", "freeze", "--nik"], "account_frozen") },
        Verb { input: seeded_nik(), ..verb(["account", "release", "--nik"], "account_released") },
        verb(["population", "import", persons], "reference_imported"),
    ])
}

/// Of somebody for whom `helpdesk seed` makes an account.
fn seeded_nik() -> String {
    domain::invented::value(domain::Field::Nik, 1)
}

/// A register of nobody, for persons to be added to.
async fn register() -> Result<String> {
    let (user, password) = (String::from("bkn").into(), String::from("rahasia").into());
    let register = Register::new(Persons::default(), user, password, Switches::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(serve(listener, register, std::future::pending()));
    Ok(url)
}

/// The acts that this operator's entries name. A copy of somebody's data also names each ticket that it opened.
async fn actions_of(system: &System, who: &str) -> Result<BTreeSet<String>> {
    let actions: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM audit.entries
          WHERE actor_kind = 'operator' AND actor_name = $1 AND reason = 'uji' AND action <> 'read_ticket'",
    )
    .bind(who)
    .fetch_all(system.database.owner())
    .await?;
    Ok(actions.into_iter().collect())
}

/// The command with which a command line begins.
fn name_of(called: &[String], leaves: &BTreeSet<String>) -> String {
    let two = called.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
    if leaves.contains(&two) { two } else { called[0].clone() }
}

/// Every command and sub-command in the program's help.
fn leaves_of(system: &System) -> Result<BTreeSet<String>> {
    let mut leaves = BTreeSet::new();
    for command in commands_in(&system.operate(&["--help"])?) {
        let below = commands_in(&system.operate(&[&command, "--help"])?);
        if below.is_empty() {
            leaves.insert(command);
        } else {
            leaves.extend(below.into_iter().map(|verb| format!("{command} {verb}")));
        }
    }
    Ok(leaves)
}

/// The names below `Commands:`. A continued line has a deeper indent.
fn commands_in(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}
