//! The settings of the chart before the programs that read them, as `make test` builds them beside the tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::folder::Folder;
use crate::rendered::{all, component, container, document, list, name, refused};
use crate::tools::{chart_file, skip};

/// The program of that name in the folder of the tests' programs; `None`, said on the screen, when nobody built it.
fn program(name: &str) -> Option<PathBuf> {
    let test = std::env::current_exe().unwrap();
    let found = test.ancestors().skip(1).take(3).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        skip(&format!("{name} is not built: nobody reads its settings"));
    }
    found
}

/// What the program says with these arguments in an environment of nothing else.
fn say(program: &Path, argument: &str, environment: &[(String, String)]) -> (bool, String) {
    let environment = environment.iter().map(|(name, value)| (name, value));
    let output = Command::new(program).arg(argument).env_clear().envs(environment).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

/// Every setting that a program reads.
fn settings_of(program: &Path) -> BTreeSet<String> {
    let (_, help) = say(program, "--help", &[]);
    let upper = |word: &&str| {
        word.len() > 2 && word.chars().all(|letter| letter.is_ascii_uppercase() || "_0123456789".contains(letter))
    };
    help.split_whitespace().filter(upper).map(str::to_owned).collect()
}

/// A secret of the right form.
fn sample(file: &str, plaintext: bool) -> String {
    let (tls, amqp) = if plaintext { ("disable", "amqp") } else { ("verify-full", "amqps") };
    let key = "A".repeat(43) + "=";
    match file {
        name if name.ends_with("DATABASE_URL") => {
            format!("postgres://user:password@db.example.go.id/helpdesk?sslmode={tls}")
        }
        name if name.ends_with("AMQP_URL") => format!("{amqp}://user:password@broker.example.go.id/helpdesk"),
        "VAULT_KEYS" => format!("contoh:{key}"),
        "VAULT_INDEX_KEY" => key,
        "MAIL_URL" => "smtps://user:password@mail.example.go.id:465".to_owned(),
        "TEXT_GATEWAY_SECRET" => format!("whsec_{key}"),
        _ => "contoh".to_owned(),
    }
}

/// The environment of a container, with secret files of this machine.
fn environment(template: &Value, folder: &Folder) -> Vec<(String, String)> {
    let variables = list(&container(template)["env"]);
    let pairs: Vec<(&str, &str)> = variables
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["value"].as_str().unwrap_or_default()))
        .collect();
    let plaintext = pairs.contains(&("ALLOW_PLAINTEXT", "true"));
    let placed = |(name, value): (&str, &str)| match name.strip_suffix("_FILE") {
        Some(setting) => {
            let file = folder.0.join(setting);
            std::fs::write(&file, sample(setting, plaintext)).unwrap();
            (name.to_owned(), file.display().to_string())
        }
        None => (name.to_owned(), value.to_owned()),
    };
    pairs.into_iter().map(placed).collect()
}

#[test]
fn every_program_takes_the_settings_that_the_chart_gives_it() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let Some(program) = program(component(deployment)) else { return };
            let folder = Folder::new(&format!("settings-{}-{}", rendered.name, component(deployment)));
            let (well, said) = say(&program, "check-config", &environment(&deployment["spec"]["template"], &folder));
            assert!(well, "{}: {}: {said}", rendered.name, name(deployment));
        }
    }
}

#[test]
fn the_chart_sets_nothing_that_no_program_reads() {
    // The certificates' file is read by the library that checks them, the other one by the language's.
    let of_libraries = ["SSL_CERT_FILE", "RUST_BACKTRACE"];
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let Some(program) = program(component(deployment)) else { return };
            let known = settings_of(&program);
            for variable in list(&container(&deployment["spec"]["template"])["env"]) {
                let name = variable["name"].as_str().unwrap();
                let setting = name.strip_suffix("_FILE").unwrap_or(name);
                assert!(known.contains(setting) || of_libraries.contains(&name), "{}: {name}", component(deployment));
            }
        }
    }
}

#[test]
fn the_settings_that_may_be_set_are_those_of_the_program() {
    let facts = document(&chart_file("services.yaml"));
    for (service, fact) in facts["services"].as_object().unwrap() {
        let Some(program) = program(service) else { return };
        let known = settings_of(&program);
        for name in list(&facts["forAll"]).iter().chain(list(&fact["settings"])).chain([&fact["poolSetting"]]) {
            assert!(known.contains(name.as_str().unwrap()), "{service} does not read {name}");
        }
    }
}

#[test]
fn a_setting_of_another_service_is_refused() {
    refused("minimal", &[r#"services.router.settings={"FORMS_PER_MINUTE": "9"}"#], "no such setting");
}
