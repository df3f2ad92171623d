//! `agency-trial conformance`: both kits keep every rule, it catches systems that are wrong on purpose, and it leaves
//! nothing at the broker.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use lapin::{Connection, ConnectionProperties};
use serde_json::Value;
use testing::{Environment, eventually};

use crate::agency::{PATIENCE, new_id};

const KIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/agency-kit/python/agency.py");

/// A system that is wrong in one way: its name, what it replaces in the kit, and the rules that it breaks.
struct Wrong {
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    broken: &'static [&'static str],
}

const WRONG: [Wrong; 6] = [
    Wrong { name: "nobody", changes: &[("user_id=f\"agency.{NAME}\", ", "")], broken: &["user_id"] },
    Wrong {
        name: "hasty",
        changes: &[(
            "    work_on(channel, message, number)\n    channel.basic_ack(delivery.delivery_tag)",
            "    channel.basic_ack(delivery.delivery_tag)\n    work_on(channel, message, number)",
        )],
        broken: &["acknowledges_after_report"],
    },
    Wrong {
        name: "forgetful",
        changes: &[
            ("uuid.uuid5(uuid.UUID(ids_from), kind)", "uuid.uuid4()"),
            ("uuid.uuid5(uuid.UUID(message), \"answer\")", "uuid.uuid4()"),
            ("{\"text\": answer_to(ticket)}", "{\"text\": answer_to(ticket) + str(time.time())}"),
        ],
        broken: &["answers_once"],
    },
    Wrong {
        name: "talkative",
        changes: &[
            ("delivery_mode=2", "delivery_mode=1"),
            (
                "\"case.processing\", number)",
                "\"case.processing\", number, name=ticket[\"fields\"][0][\"value\"], told=json.dumps(ticket))",
            ),
        ],
        broken: &["no_personal_data", "persistent", "schema"],
    },
    Wrong {
        name: "impatient",
        changes: &[
            ("min(int(error.headers.get(\"Retry-After\", 5)), 30)", "0.1"),
            ("message_id=event_id", "message_id=str(uuid.uuid4())"),
            (
                "        report(channel, message, \"case.answered\"",
                "        report(channel, str(uuid.uuid4()), \"case.answered\", number, text_id=str(uuid.uuid4()))\n        \
                 report(channel, message, \"case.answered\"",
            ),
        ],
        broken: &["message_id", "text_first", "waits_as_asked"],
    },
    Wrong {
        name: "fragile",
        changes: &[("except (ValueError, TypeError, KeyError, AttributeError):", "except ZeroDivisionError:")],
        broken: &["survives_unreadable"],
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn the_kit_in_python_keeps_every_rule() -> Result<()> {
    keeps_every_rule(&["/usr/bin/python3", KIT]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kit_in_rust_keeps_every_rule() -> Result<()> {
    keeps_every_rule(&[&testing::program("agency-kit")?.display().to_string()]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_system_is_found_out() -> Result<()> {
    let kit = std::fs::read_to_string(KIT)?;
    let folder = Folder::new()?;
    let mut trials = Vec::new();
    for wrong in &WRONG {
        let file = folder.0.join(format!("{}.py", wrong.name));
        let program = wrong.changes.iter().try_fold(kit.clone(), |program, (from, to)| {
            ensure!(program.contains(from), "{}: the kit has no {from}", wrong.name);
            Ok(program.replacen(from, to, 1))
        })?;
        std::fs::write(&file, program)?;
        trials.push(async move {
            let output = run(&["/usr/bin/python3", &file.display().to_string()], "15s").await?;
            let (report, said) = (report(&output)?, String::from_utf8_lossy(&output.stderr).into_owned());
            ensure!(output.status.code() == Some(1), "{} passes", wrong.name);
            let broken = rules(&report, "broken");
            let expected: BTreeSet<&str> = wrong.broken.iter().copied().collect();
            ensure!(broken.is_superset(&expected), "{}: {report:#}\n{said}", wrong.name);
            Ok((wrong.name, broken.into_iter().map(str::to_owned).collect::<BTreeSet<_>>()))
        });
    }
    for (found, wrong) in futures_util::future::join_all(trials).await.into_iter().zip(&WRONG) {
        let (name, broken) = found?;
        // A system that ends at every start breaks more than the one rule.
        if name != "fragile" {
            assert_eq!(broken.iter().map(String::as_str).collect::<Vec<_>>(), wrong.broken, "{name}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_is_stopped_leaves_nothing_behind() -> Result<()> {
    let folder = Folder::new()?;
    let file = folder.0.join("agency.env");
    let mut command = conformance(&["--env-file", &file.display().to_string()])?;
    let mut running = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let lines = eventually("the lines", PATIENCE, async || {
        Ok(std::fs::read_to_string(&file).ok().filter(|lines| lines.contains("AGENCY_API_TOKEN=")))
    })
    .await?;
    let url = Environment::parse(&lines).get("AGENCY_AMQP_URL")?.to_owned();
    Connection::connect(&url, ConnectionProperties::default()).await.context("the user is there")?;
    ensure!(Command::new("kill").args(["-INT", &running.id().to_string()]).status()?.success(), "not signalled");
    let status = eventually("its end", PATIENCE, async || Ok(running.try_wait()?)).await?;
    assert_eq!(status.code(), Some(1));
    assert!(!file.exists(), "credentials stay in no file");
    assert!(Connection::connect(&url, ConnectionProperties::default()).await.is_err(), "the user is gone");
    Ok(())
}

async fn keeps_every_rule(system: &[&str]) -> Result<()> {
    let output = run(system, "1m").await?;
    let (report, said) = (report(&output)?, String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{report:#}\n{said}");
    assert_eq!((rules(&report, "broken").len(), rules(&report, "not_seen").len()), (0, 0), "{report:#}");
    assert!(rules(&report, "kept").len() > 20, "{report:#}");
    Ok(())
}

/// Puts a system through the whole course.
async fn run(system: &[&str], patience: &str) -> Result<Output> {
    let mut command = conformance(&["--json", "--patience", patience, "--"])?;
    command.args(system);
    tokio::task::spawn_blocking(move || command.output()).await?.context("running it")
}

fn conformance(arguments: &[&str]) -> Result<Command> {
    let servers = Environment::of_test_servers()?;
    let mut command = Command::new(testing::program("agency-trial")?);
    command.arg("conformance").args(arguments).stdin(Stdio::null());
    for setting in ["AMQP_URL", "RABBITMQ_MANAGEMENT_URL"] {
        command.env(setting, servers.get(setting)?);
    }
    Ok(command)
}

fn report(output: &Output) -> Result<Value> {
    serde_json::from_slice(&output.stdout).with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The rules with this verdict.
fn rules<'a>(report: &'a Value, verdict: &str) -> BTreeSet<&'a str> {
    let rules = report["rules"].as_array().into_iter().flatten();
    rules.filter(|rule| rule["verdict"] == verdict).filter_map(|rule| rule["rule"].as_str()).collect()
}

/// A folder that its test deletes.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(new_id().to_string());
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
