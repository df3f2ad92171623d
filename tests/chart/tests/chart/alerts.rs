//! The alerts that the chart brings along.

use crate::rendered::{all, list};
use crate::tools::root;

#[test]
fn alerts_are_those_of_the_values_and_lead_to_their_runbooks() {
    for rendered in all() {
        let rules = rendered.of("PrometheusRule");
        let files = match rendered.name.as_str() {
            "all-on" => 10,
            "operators" => 7,
            _ => 0,
        };
        assert_eq!(rules.len(), files, "{}", rendered.name);
        let of_all =
            rules.iter().flat_map(|rule| list(&rule["spec"]["groups"])).flat_map(|group| list(&group["rules"]));
        for rule in of_all {
            let Some(alert) = rule["alert"].as_str() else { continue };
            let runbook = rule["annotations"]["runbook_url"].as_str().unwrap();
            assert!(runbook.ends_with(&format!("docs/runbooks/{alert}.md")), "{runbook}");
            assert_eq!(runbook.starts_with("https://git.example.go.id/"), rendered.name == "all-on", "{runbook}");
        }
    }
}

#[test]
fn the_charts_rules_are_those_of_the_repository() {
    let (ours, copy) = (root().join("deploy/prometheus/rules"), root().join("helm/helpdesk/rules"));
    let names = |folder| {
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&ours), names(&copy));
    for name in names(&ours) {
        let text = |folder: &std::path::Path| std::fs::read_to_string(folder.join(&name)).unwrap();
        assert!(text(&ours) == text(&copy), "make generate: {}", name.display());
    }
}
