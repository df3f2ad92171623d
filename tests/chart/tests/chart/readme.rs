//! The chart's README has the table of values that the schema makes.

use crate::tools::{chart_file, root, run};

#[test]
fn the_readme_shows_the_values_of_the_schema() {
    let script = root().join("deploy/check/chart-readme.sh").display().to_string();
    run(&script, &[""; 0]).unwrap();
    let readme = chart_file("README.md");
    for value in ["`services.<name>.autoscaling.kind`", "`site.publicUrl`", "`secrets.vault.keys.VAULT_KEYS`"] {
        assert!(readme.contains(value), "{value}");
    }
}
