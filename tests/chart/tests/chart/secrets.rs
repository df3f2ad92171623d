//! Secrets have names here and no content, and everybody gets only their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::rendered::{all, component, container, list, name, one, refused, with};

/// Service or job, and the settings that it may read from Secrets.
const MAY_READ: [(&str, &[&str]); 11] = [
    (
        "accounts",
        &[
            "ACCOUNTS_AMQP_URL",
            "ACCOUNTS_DATABASE_URL",
            "ACCOUNTS_S3_ACCESS_KEY_ID",
            "ACCOUNTS_S3_SECRET_ACCESS_KEY",
            "POPULATION_REGISTER_PASSWORD",
            "POPULATION_REGISTER_USER",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    (
        "answer",
        &[
            "ANSWER_AMQP_URL",
            "ANSWER_DATABASE_URL",
            "ANSWER_S3_ACCESS_KEY_ID",
            "ANSWER_S3_SECRET_ACCESS_KEY",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    (
        "console",
        &[
            "CONSOLE_AMQP_URL",
            "CONSOLE_DATABASE_URL",
            "CONSOLE_S3_ACCESS_KEY_ID",
            "CONSOLE_S3_SECRET_ACCESS_KEY",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    (
        "intake",
        &[
            "INTAKE_AMQP_URL",
            "INTAKE_DATABASE_URL",
            "INTAKE_S3_ACCESS_KEY_ID",
            "INTAKE_S3_SECRET_ACCESS_KEY",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    ("migrate", &["DATABASE_URL"]),
    (
        "notify",
        &["MAIL_URL", "NOTIFY_AMQP_URL", "NOTIFY_DATABASE_URL", "TEXT_GATEWAY_SECRET", "VAULT_INDEX_KEY", "VAULT_KEYS"],
    ),
    (
        "registration",
        &[
            "REGISTRATION_AMQP_URL",
            "REGISTRATION_DATABASE_URL",
            "REGISTRATION_S3_ACCESS_KEY_ID",
            "REGISTRATION_S3_SECRET_ACCESS_KEY",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    ("router", &["ROUTER_AMQP_URL", "ROUTER_DATABASE_URL"]),
    (
        "stamping",
        &[
            "STAMPING_AMQP_URL",
            "STAMPING_DATABASE_URL",
            "STAMPING_S3_ACCESS_KEY_ID",
            "STAMPING_S3_SECRET_ACCESS_KEY",
            "VAULT_INDEX_KEY",
            "VAULT_KEYS",
        ],
    ),
    ("status", &["STATUS_DATABASE_URL", "VAULT_INDEX_KEY", "VAULT_KEYS"]),
    (
        "topology",
        &[
            "ACCOUNTS_AMQP_URL",
            "AMQP_URL",
            "ANSWER_AMQP_URL",
            "CONSOLE_AMQP_URL",
            "DATABASE_URL",
            "INTAKE_AMQP_URL",
            "NOTIFY_AMQP_URL",
            "RABBITMQ_MANAGEMENT_URL",
            "REGISTRATION_AMQP_URL",
            "ROUTER_AMQP_URL",
            "STAMPING_AMQP_URL",
        ],
    ),
];

/// Secret, key and file name of everything that a pod mounts from Secrets.
fn mounted(template: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let sources = list(&template["spec"]["volumes"]).iter().flat_map(|volume| list(&volume["projected"]["sources"]));
    let items = sources
        .flat_map(|source| list(&source["secret"]["items"]).iter().map(|item| (&source["secret"]["name"], item)));
    items.map(|(secret, item)| (text(secret), text(&item["key"]), text(&item["path"]))).collect()
}

#[test]
fn the_chart_makes_no_secret_and_no_variable_holds_one() {
    for rendered in all() {
        assert!(rendered.of("Secret").is_empty());
        for (owner, template) in rendered.pods() {
            let files: BTreeSet<String> = mounted(template).into_iter().map(|(_, _, file)| file).collect();
            for variable in list(&container(template)["env"]) {
                let name = variable["name"].as_str().unwrap();
                assert!(!files.contains(name), "{}: {name}", self::name(owner));
                assert!(variable["valueFrom"].is_null(), "{}: {name}", self::name(owner));
            }
        }
    }
}

#[test]
fn every_pod_gets_the_files_of_its_own_secrets_and_no_others() {
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            let files: BTreeSet<String> = mounted(template).into_iter().map(|(_, _, file)| file).collect();
            let (_, may_read) = MAY_READ.iter().find(|(who, _)| *who == component(owner)).unwrap();
            // Where a service that came later is off, an installation from before needs no user of it.
            let is_there = |file: &&str| {
                let late = ["registration", "stamping"].into_iter().filter(|late| !rendered.services().contains(late));
                component(owner) != "topology" || !late.map(str::to_uppercase).any(|off| file.starts_with(&off))
            };
            let expected: Vec<&str> = may_read.iter().copied().filter(is_there).collect();
            assert_eq!(files.iter().collect::<Vec<_>>(), expected, "{}: {}", rendered.name, name(owner));
            let mount =
                list(&container(template)["volumeMounts"]).iter().find(|mount| mount["name"] == "secrets").unwrap();
            for file in &files {
                let path = format!("{}/{file}", mount["mountPath"].as_str().unwrap());
                assert_eq!(crate::rendered::variable(template, &format!("{file}_FILE")), Some(path.as_str()));
            }
            let volume = list(&template["spec"]["volumes"]).iter().find(|volume| volume["name"] == "secrets").unwrap();
            assert_eq!(volume["projected"]["defaultMode"], 0o440);
        }
    }
}

#[test]
fn secrets_that_exist_are_used_by_their_names_and_keys() {
    let Some(operators) = one("operators") else { return };
    let template = &operators.component("Deployment", "answer").unwrap()["spec"]["template"];
    let expected = [
        ("postgresql-roles", "helpdesk_answer", "ANSWER_DATABASE_URL"),
        ("rabbitmq-users", "answer", "ANSWER_AMQP_URL"),
        ("minio-helpdesk", "accesskey", "ANSWER_S3_ACCESS_KEY_ID"),
        ("minio-helpdesk", "secretkey", "ANSWER_S3_SECRET_ACCESS_KEY"),
        ("vault-keys", "index-key", "VAULT_INDEX_KEY"),
        ("vault-keys", "keys", "VAULT_KEYS"),
    ];
    let expected = expected.map(|(secret, key, file)| (secret.to_owned(), key.to_owned(), file.to_owned()));
    assert_eq!(mounted(template), expected);
}

#[test]
fn external_secrets_make_exactly_what_pods_and_the_scaler_read() {
    let external = ["externalSecrets.enabled=true", "externalSecrets.store.name=vault"];
    let cases: [(&str, &[&str]); 4] =
        [("all-on", &[]), ("external-secrets", &[]), ("single-service", &external), ("large", &external)];
    for (name, sets) in cases {
        let Some(rendered) = with(name, sets) else { return };
        let rendered = rendered.unwrap();
        let mut read: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let parameters = rendered
            .of("TriggerAuthentication")
            .into_iter()
            .flat_map(|object| list(&object["spec"]["secretTargetRef"]));
        let parameters =
            parameters.map(|one| (one["name"].as_str().unwrap().to_owned(), one["key"].as_str().unwrap().to_owned()));
        let files = rendered.pods().into_iter().flat_map(|(_, template)| mounted(template));
        for (secret, key) in files.map(|(secret, key, _)| (secret, key)).chain(parameters) {
            read.entry(secret).or_default().insert(key);
        }
        let made: BTreeMap<String, BTreeSet<String>> = rendered
            .of("ExternalSecret")
            .into_iter()
            .map(|object| {
                let keys =
                    list(&object["spec"]["data"]).iter().map(|one| one["secretKey"].as_str().unwrap().to_owned());
                (object["spec"]["target"]["name"].as_str().unwrap().to_owned(), keys.collect())
            })
            .collect();
        assert_eq!(made, read, "{name}");
    }
}

#[test]
fn external_secrets_come_before_the_hooks_that_read_them_and_survive_them() {
    for rendered in all() {
        for object in rendered.of("ExternalSecret") {
            let weight = object["metadata"]["annotations"]["helm.sh/hook-weight"].as_str();
            assert_eq!(weight, (rendered.name == "all-on").then_some("-30"), "{}", rendered.name);
            assert_eq!(object["spec"]["target"]["creationPolicy"], "Orphan");
        }
    }
}

#[test]
fn a_secret_has_one_maker() {
    refused("external-secrets", &["secrets.vault.existingSecret=mine"], "choose one");
}
