//! What runs before the services.

use serde_json::json;

use crate::rendered::{all, component, container, list, name, one, variable, with};

#[test]
fn hooks_migrate_and_then_import_the_topology_before_any_service_changes() {
    for rendered in all().iter().filter(|rendered| !["external-secrets", "operators"].contains(&rendered.name.as_str()))
    {
        let weight = |what: &str| {
            let annotations = &rendered.component("Job", what)?["metadata"]["annotations"];
            // Never before a rollback: an older version does not migrate back.
            assert_eq!(annotations["helm.sh/hook"], "pre-install,pre-upgrade", "{}", rendered.name);
            assert_eq!(annotations["helm.sh/hook-delete-policy"], "before-hook-creation,hook-succeeded");
            annotations["helm.sh/hook-weight"].as_str().unwrap().parse::<i32>().ok()
        };
        // The topology's entry goes into the audit log, which the migrations make.
        assert_eq!((weight("migrate").is_some(), weight("migrate") < weight("topology")), {
            let runs = rendered.name != "single-service";
            (runs, runs)
        });
    }
}

#[test]
fn a_job_ends_in_time_and_needs_nothing_that_comes_with_the_release() {
    for rendered in all() {
        for job in rendered.of("Job") {
            let (spec, template) = (&job["spec"], &job["spec"]["template"]);
            assert!(spec["activeDeadlineSeconds"].as_u64() >= Some(60) && spec["backoffLimit"].as_u64() >= Some(1));
            assert!(spec["ttlSecondsAfterFinished"].is_null(), "Argo CD waits for ever for a Job that is gone");
            assert_eq!(template["spec"]["restartPolicy"], "Never");
            assert!(template["spec"]["serviceAccountName"].is_null(), "the account comes with the release");
            let maps = list(&template["spec"]["volumes"]).iter().map(|volume| &volume["configMap"]["name"]);
            assert!(
                maps.filter(|name| !name.is_null())
                    .all(|name| ["own-authority", "authority"].contains(&name.as_str().unwrap()))
            );
            let arguments =
                if component(job) == "migrate" { json!(["migrate"]) } else { json!(["topology", "import"]) };
            assert_eq!(container(template)["args"], arguments);
            let operator = if rendered.name == "operators" { "argocd" } else { "helm" };
            assert_eq!(variable(template, "OPERATOR"), Some(operator));
        }
    }
}

#[test]
fn without_hooks_each_version_has_jobs_of_its_own() {
    let Some(plain) = one("operators") else { return };
    assert_eq!(plain.of("Job").len(), 2);
    for job in plain.of("Job") {
        assert!(job["metadata"]["annotations"].is_null());
    }
    let next = with("operators", &["image.tag=0.2.0"]).unwrap().unwrap();
    for (before, after) in plain.of("Job").into_iter().zip(next.of("Job")) {
        assert_ne!(name(before), name(after), "a Job never changes");
    }
}

#[test]
fn jobs_can_be_left_to_the_operator() {
    let Some(without) = with("minimal", &["jobs.enabled=false"]) else { return };
    let without = without.unwrap();
    assert!(without.of("Job").is_empty() && without.component("NetworkPolicy", "migrate").is_none());
    assert_eq!(without.of("Deployment").len(), 5);
}
