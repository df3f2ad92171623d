//! What the schema says of values.

use serde_json::Value;

use crate::rendered::{document, refused};
use crate::tools::{chart_file, tools};

fn schema() -> Value {
    serde_json::from_str(&chart_file("values.schema.json")).unwrap()
}

/// Calls `look` with the path and the schema of a value and of every value in it.
fn walk(schema: &Value, path: &str, look: &mut dyn FnMut(&str, &Value)) {
    look(path, schema);
    for (name, value) in schema["properties"].as_object().into_iter().flatten() {
        walk(value, &format!("{path}.{name}"), look);
    }
    if schema["items"]["properties"].is_object() {
        walk(&schema["items"], &format!("{path}[]"), look);
    }
}

fn every_value(schema: &Value, look: &mut dyn FnMut(&str, &Value)) {
    for (name, value) in schema["properties"].as_object().unwrap() {
        walk(value, name, look);
    }
    walk(&schema["definitions"]["service"], "services.*", look);
}

#[test]
fn every_value_is_described_and_has_a_type() {
    let schema = schema();
    every_value(&schema, &mut |path, value| {
        assert!(value["description"].as_str().is_some_and(|text| text.len() > 3), "{path} is not described");
        assert!(!value["type"].is_null() || !value["$ref"].is_null(), "{path} has no type");
    });
}

#[test]
fn an_object_takes_only_what_it_names_or_what_is_the_operators_to_name() {
    let operators = ["affinity", "annotations", "labels", "nodeSelector", "requests", "settings", "global", "services"];
    let schema = schema();
    assert_eq!(schema["additionalProperties"], false);
    every_value(&schema, &mut |path, value| {
        let own = path.rsplit('.').next().unwrap_or_default();
        if value["type"] == "object" && !operators.contains(&own) {
            assert_eq!(value["additionalProperties"], false, "{path}");
        }
    });
}

#[test]
fn a_mistyped_value_is_refused_with_its_name() {
    if tools().is_none() {
        return;
    }
    for typo in [
        "replica",
        "site.publicURL",
        "services.intake.replica",
        "services.status.autoscaling.maximum",
        "service.resources.limit",
        "network.database.prot",
        "secrets.vault.secret",
        "image.regsitry",
    ] {
        refused("minimal", &[&format!("{typo}=3")], typo.rsplit('.').next().unwrap());
    }
    refused("minimal", &["services.status.replicas=0"], "replicas");
    refused("minimal", &["site.publicUrl=helpdesk.example.go.id"], "publicUrl");
    refused("minimal", &["podSecurityContext.runAsNonRoot=false"], "runAsNonRoot");
}

#[test]
fn the_defaults_in_the_schema_are_those_of_values_yaml() {
    let (schema, values) = (schema(), document(&chart_file("values.yaml")));
    let mut compared = 0;
    for (name, value) in schema["properties"].as_object().unwrap() {
        let value = if value["$ref"].is_null() { value } else { &schema["definitions"]["service"] };
        if name != "services" {
            compared += compare(value, &values[name], name);
        }
    }
    assert!(compared > 100, "{compared}");
}

fn compare(schema: &Value, value: &Value, path: &str) -> usize {
    if let Some(properties) = schema["properties"].as_object() {
        for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(properties.contains_key(name), "{path}.{name} is not in the schema");
        }
        return properties.iter().map(|(name, part)| compare(part, &value[name], &format!("{path}.{name}"))).sum();
    }
    assert_eq!(schema["default"], *value, "{path}");
    usize::from(!value.is_null())
}

#[test]
fn what_must_be_said_is_asked_for() {
    refused("minimal", &["site.publicUrl="], "site.publicUrl");
    refused("minimal", &["objectStore.endpoint="], "objectStore.endpoint");
    refused("all-on", &["externalSecrets.store.name="], "externalSecrets.store.name");
    refused("gateway", &["gateway.parentRefs=[]"], "gateway.parentRefs");
    refused("all-on", &["keda.prometheusAddress="], "keda.prometheusAddress");
}

#[test]
fn the_notes_name_what_is_missing_and_nothing_else() {
    let Some(tools) = tools() else { return };
    let notes = |file: &str, more: &[&str]| {
        let path = crate::tools::chart().join(format!("ci/{file}.yaml")).display().to_string();
        let chart = crate::tools::chart().display().to_string();
        let mut arguments = vec!["install", "uji", &chart, "--dry-run=client", "--values", &path];
        arguments.extend(more);
        let said = tools.helm(&arguments).unwrap();
        said.split_once("NOTES:").unwrap().1.to_owned()
    };
    let missing = [
        "site.trustedProxies",
        "ingress or gateway",
        "SECURITY_CONTACT",
        "monitoring.prometheusRule.enabled",
        "telemetry.endpoint",
        "network.scraper.from",
        "network.gateway.from",
        "network.database.to",
    ];
    let signs = ["--set", "cardSigning.existingSecret=kartu"];
    let (minimal, full) = (notes("minimal", &[]), notes("all-on", &signs));
    for what in missing {
        assert!(minimal.contains(&format!("{what}: ")), "{what}: {minimal}");
    }
    assert!(full.contains("Nothing is missing.") && !full.contains("Missing:"), "{full}");
    assert!(notes("all-on", &[]).contains("cardSigning.existingSecret: "));
    let status = notes("single-service", &[]);
    assert!(!status.contains("console") && !status.contains("broker"), "{status}");
    assert!(minimal.contains("uji-helpdesk-vault: index-key, keys"), "{minimal}");
    assert!(notes("minimal", &["--set", "jobs.enabled=false"]).contains("helpdesk migrate"));
    assert!(notes("minimal", &["--set", "network.enabled=false"]).contains("nothing limits who talks to whom"));
}
