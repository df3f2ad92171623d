//! Which image runs.

use crate::rendered::{component, container, list, one, refused, with};

fn image_of(sets: &[&str], what: &str) -> Option<String> {
    let rendered = with("minimal", sets)?.unwrap();
    let (_, template) = rendered.pods().into_iter().find(|(owner, _)| component(owner) == what).unwrap();
    Some(container(template)["image"].as_str().unwrap().to_owned())
}

#[test]
fn an_image_is_a_registry_a_name_and_the_charts_version_or_what_was_set() {
    let digest = format!("sha256:{}", "1".repeat(64));
    let (pinned, own) = (format!("image.digest={digest}"), format!("services.intake.image.digest={digest}"));
    let name = "registry.example.go.id/helpdesk";
    let cases: [(&[&str], &str, String); 8] = [
        (&[], "intake", format!("{name}-intake:0.1.0")),
        (&[], "migrate", format!("{name}:0.1.0")),
        (&["image.tag=1.2"], "intake", format!("{name}-intake:1.2")),
        (&["image.tag=1.2", &own], "intake", format!("{name}-intake@{digest}")),
        (&["image.tag=1.2", &own], "status", format!("{name}-status:1.2")),
        (&["image.tag=1.2", &pinned], "topology", format!("{name}@{digest}")),
        (&["image.registry="], "router", "helpdesk-router:0.1.0".to_owned()),
        (
            &["services.router.image.repository=cermin/penyalur"],
            "router",
            "registry.example.go.id/cermin/penyalur:0.1.0".to_owned(),
        ),
    ];
    for (sets, what, expected) in cases {
        if let Some(image) = image_of(sets, what) {
            assert_eq!(image, expected, "{sets:?}");
        }
    }
}

#[test]
fn latest_is_refused() {
    refused("minimal", &["image.tag=latest"], "latest");
    refused("minimal", &["services.status.image.tag=latest"], "latest");
}

#[test]
fn images_of_a_closed_registry_are_fetched_with_its_secret_and_pinned() {
    let Some(closed) = one("air-gapped") else { return };
    for (owner, template) in closed.pods() {
        assert_eq!(list(&template["spec"]["imagePullSecrets"])[0]["name"], "dalam");
        let image = container(template)["image"].as_str().unwrap();
        assert!(image.starts_with("registry.dalam.example.go.id:5000/cermin/"), "{image}");
        assert_eq!(image.contains("@sha256:"), component(owner) != "status", "{image}");
        assert_eq!(container(template)["imagePullPolicy"], "Always");
    }
}
