//! What holds for the chart as a whole: names, labels, versions, what is there at all.

use std::collections::BTreeSet;
use std::path::Path;

use regex_lite::Regex;
use serde_json::json;

use crate::folder::Folder;
use crate::rendered::{all, component, document, list, name, one, with};
use crate::tools::{Tools, arguments, chart, chart_file, run, skip, tools, values_files};

#[test]
fn there_is_a_values_file_for_each_kind_of_installation() {
    let names: Vec<String> =
        values_files().iter().map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let kinds = [
        "air-gapped",
        "all-on",
        "external-secrets",
        "gateway",
        "hpa",
        "ingress",
        "keda",
        "large",
        "minimal",
        "operators",
        "restricted",
        "single-service",
    ];
    assert_eq!(names, kinds);
}

#[test]
fn nothing_switched_on_renders_nothing() {
    for rendered in all() {
        let nothing = with(&rendered.name, &["enabled=false"]).unwrap().unwrap();
        assert_eq!(nothing.objects.len(), 0, "{}", rendered.name);
    }
}

#[test]
fn each_service_can_be_switched_off() {
    let Some(minimal) = one("minimal") else { return };
    assert_eq!(minimal.services(), ["answer", "console", "intake", "router", "status"]);
    for service in minimal.services() {
        let without = with("minimal", &[&format!("services.{service}.enabled=false")]).unwrap().unwrap();
        assert!(!without.services().contains(&service));
        assert_eq!(without.services().len(), 4);
        assert!(!without.objects.iter().any(|object| component(object) == service), "{service} left something");
    }
    assert_eq!(one("single-service").unwrap().services(), ["status"]);
    assert!(one("single-service").unwrap().of("Job").is_empty());
}

#[test]
fn a_service_that_does_not_exist_is_refused_by_name() {
    crate::rendered::refused("minimal", &["services.intke.replicas=3"], "there is no such service");
}

#[test]
fn rendering_twice_and_with_the_helm_before_gives_the_same() {
    let Some(tools) = tools() else { return };
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    for (file, rendered) in values_files().iter().zip(all()) {
        let once = lines(&rendered.text);
        assert_eq!(once, lines(&tools.template("uji", &[file], &[]).unwrap()), "{}", rendered.name);
        if let Some(before) = &tools.helm_before {
            assert_eq!(once, lines(&run(before, &arguments("uji", &[file], &[])).unwrap()), "{}", rendered.name);
        }
    }
    if tools.helm_before.is_none() {
        skip("HELM_BEFORE names no Helm of the version before");
    }
}

#[test]
fn lint_has_nothing_to_say() {
    let Some(tools) = tools() else { return };
    let chart = chart().display().to_string();
    for file in values_files() {
        let said = tools.helm(&["lint", "--strict", &chart, "--values", &file.display().to_string()]).unwrap();
        assert!(!said.contains('['), "{}: {said}", file.display());
    }
}

#[test]
fn every_object_keeps_the_schema_of_its_kind_in_the_oldest_and_the_newest_kubernetes() {
    let Some(tools) = tools() else { return };
    let folder = Folder::new("schemas");
    for rendered in all() {
        std::fs::write(folder.0.join(format!("{}.yaml", rendered.name)), &rendered.text).unwrap();
    }
    if let Some(said) = strict(tools, &folder.0) {
        assert!(said.unwrap().contains("objects keep their schemas"));
    }
}

#[test]
fn a_field_that_no_schema_names_is_found() {
    let Some(tools) = tools() else { return };
    let folder = Folder::new("faults");
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {prots: []}\n";
    let scaled = "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: x}\n\
        spec: {scaleTargetRef: {name: x}, triggers: [], fallback: {failureThreshold: 1, replicas: 1, behaviour: static}}\n";
    for (fault, text) in [("prots", service), ("behaviour", scaled)] {
        std::fs::write(folder.0.join("x.yaml"), text).unwrap();
        if let Some(said) = strict(tools, &folder.0) {
            assert!(said.unwrap_err().contains(fault));
        }
    }
}

/// `None`, said on the screen, without a Python for it.
fn strict(tools: &Tools, folder: &Path) -> Option<Result<String, String>> {
    let Some(python) = &tools.python else {
        skip("CHART_PYTHON names no Python with kubernetes-validate: schemas are not checked");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("strict.py").display().to_string();
    Some(run(python, &[&script, &folder.display().to_string(), "1.30", "1.33", "1.37"]))
}

#[test]
fn kubernetes_before_1_30_is_refused() {
    let Some(tools) = tools() else { return };
    let file = chart().join("ci/minimal.yaml");
    assert!(tools.template("uji", &[&file], &["--kube-version", "1.29.9"]).unwrap_err().contains("incompatible"));
    assert!(tools.template("uji", &[&file], &["--kube-version", "1.30.0"]).is_ok());
}

#[test]
fn what_other_operators_define_is_made_only_where_it_was_asked_for() {
    let ours = [
        "Deployment",
        "HorizontalPodAutoscaler",
        "Ingress",
        "Job",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
        "ServiceAccount",
    ];
    let asked = json!({
        "all-on": [
            "ExternalSecret", "HTTPRoute", "PodMonitor", "PrometheusRule", "ScaledObject", "TriggerAuthentication",
        ],
        "external-secrets": ["ExternalSecret", "ScaledObject", "TriggerAuthentication"],
        "gateway": ["HTTPRoute"],
        "keda": ["ScaledObject", "TriggerAuthentication"],
        "large": ["ScaledObject"],
        "operators": ["PodMonitor", "PrometheusRule"],
    });
    for rendered in all() {
        let kinds: BTreeSet<&str> = rendered.objects.iter().map(|object| object["kind"].as_str().unwrap()).collect();
        let foreign: Vec<&str> = kinds.into_iter().filter(|kind| !ours.contains(kind)).collect();
        let expected: Vec<&str> = list(&asked[&rendered.name]).iter().map(|kind| kind.as_str().unwrap()).collect();
        assert_eq!(foreign, expected, "{}", rendered.name);
    }
    let templates = std::fs::read_dir(chart().join("templates")).unwrap();
    for file in templates {
        let file = file.unwrap().path();
        assert!(!std::fs::read_to_string(&file).unwrap().contains(".Capabilities"), "{}", file.display());
    }
}

#[test]
fn names_fit_also_with_the_longest_release() {
    let Some(tools) = tools() else { return };
    let allowed = Regex::new("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$").unwrap();
    for file in values_files() {
        let text = tools.template("seleksi-calon-aparatur-sipil-negara-2026", &[&file], &[]).unwrap();
        let mut seen = BTreeSet::new();
        for object in crate::rendered::objects(&text) {
            let name = name(&object);
            assert!(name.len() <= 63 && allowed.is_match(name), "{name}");
            assert!(seen.insert((object["kind"].to_string(), name.to_owned())), "two of {name}");
        }
    }
}

#[test]
fn selectors_find_the_pods_of_their_component_and_name_no_version() {
    let selecting = ["app.kubernetes.io/component", "app.kubernetes.io/instance", "app.kubernetes.io/name"];
    for rendered in all() {
        for object in &rendered.objects {
            let labels = object["metadata"]["labels"].as_object().unwrap();
            for label in ["helm.sh/chart", "managed-by", "part-of", "version", "name", "instance"] {
                assert!(labels.keys().any(|key| key.ends_with(label)), "{} has no {label}", name(object));
            }
        }
        for (owner, template) in rendered.pods() {
            let labels = &template["metadata"]["labels"];
            for label in selecting {
                assert_eq!(labels[label], owner["metadata"]["labels"][label]);
            }
            if owner["kind"] == "Deployment" {
                let selector = owner["spec"]["selector"]["matchLabels"].as_object().unwrap();
                assert_eq!(selector.keys().collect::<Vec<_>>(), selecting);
                assert!(selector.iter().all(|(key, value)| labels[key] == *value));
            }
        }
        for service in rendered.of("Service") {
            let deployment = rendered.component("Deployment", component(service)).unwrap();
            assert_eq!(service["spec"]["selector"], deployment["spec"]["selector"]["matchLabels"]);
        }
    }
}

#[test]
fn a_package_holds_no_values_of_tests() {
    let Some(tools) = tools() else { return };
    let folder = Folder::new("package");
    let (chart, target) = (chart().display().to_string(), folder.0.display().to_string());
    tools.helm(&["package", &chart, "--destination", &target]).unwrap();
    let files = run("tar", &["tzf", &format!("{target}/helpdesk-0.1.0.tgz")]).unwrap();
    assert!(files.contains("helpdesk/services.yaml") && files.contains("helpdesk/README.md"), "{files}");
    assert!(!files.contains("/ci/") && !files.contains(".sh"), "{files}");
}

#[test]
fn a_chart_that_contains_this_one_can_switch_it_off_and_share_its_globals() {
    let Some(tools) = tools() else { return };
    let folder = Folder::new("umbrella");
    let parts = folder.0.join("charts");
    std::fs::create_dir_all(&parts).unwrap();
    tools.helm(&["package", &chart().display().to_string(), "--destination", &parts.display().to_string()]).unwrap();
    std::fs::write(folder.0.join("Chart.yaml"), "apiVersion: v2\nname: umbrella\nversion: 0.1.0\n").unwrap();
    let values = format!(
        "global: {{team: x}}\nhelpdesk:\n{}",
        chart_file("ci/minimal.yaml").replace('\n', "\n  ").replacen('#', "  #", 1)
    );
    std::fs::write(folder.0.join("values.yaml"), values).unwrap();
    let umbrella = folder.0.display().to_string();
    assert!(tools.helm(&["template", "uji", &umbrella]).unwrap().contains("uji-helpdesk-intake"));
    let off = tools.helm(&["template", "uji", &umbrella, "--set", "helpdesk.enabled=false"]).unwrap();
    assert_eq!(document(&off), serde_json::Value::Null);
}
