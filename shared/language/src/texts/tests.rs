//! Both languages have every text, and every text is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::*;
use crate::speaking;

/// Words of the catalogue, which are Indonesian in the code. `shared/domain` tests that all have English ones.
const ONLY_ENGLISH: &str = "catalogue-";

fn known(language: Language) -> BTreeSet<String> {
    ids(language).into_iter().filter(|id| !id.starts_with(ONLY_ENGLISH)).collect()
}

/// What each text has put into it.
fn placeholders(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (joined, mut id, mut message) = (one_line_each(&source(language)), String::new(), String::new());
    for line in joined.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =") {
            match name.trim_start().strip_prefix('.') {
                Some(attribute) => id = format!("{message}.{attribute}"),
                None if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
                    name.clone_into(&mut message);
                    name.clone_into(&mut id);
                }
                None => {}
            }
        }
        let names = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|one| one.is_ascii_alphanumeric() || *one == '_').collect::<String>());
        found.entry(id.clone()).or_default().extend(names);
    }
    found.retain(|id, _| !id.is_empty() && !id.starts_with(ONLY_ENGLISH));
    found
}

/// The code and the templates that ship.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && !matches!(name, "target" | "tests" | "node_modules") {
                walk(&path, found);
            } else if matches!(path.extension().and_then(|extension| extension.to_str()), Some("rs" | "html"))
                && name != "tests.rs"
            {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["services", "shared"] {
        walk(&root.join(folder), &mut found);
    }
    assert!(found.len() > 300);
    found
}

#[test]
fn both_files_can_be_read_and_name_nothing_twice() {
    for language in Language::ALL {
        FluentResource::try_new(one_line_each(&source(language))).map_err(|(_, faults)| faults).unwrap();
        let ids = ids(language);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{language:?}");
    }
}

#[test]
fn every_text_is_there_in_both_languages_with_the_same_put_into_it() {
    let [indonesian, english] = Language::ALL.map(known);
    let missing: Vec<_> = indonesian.symmetric_difference(&english).collect();
    assert!(missing.is_empty(), "only in one language: {missing:?}");
    let [indonesian, english] = Language::ALL.map(placeholders);
    for (id, names) in &indonesian {
        assert_eq!(Some(names), english.get(id), "{id}");
    }
}

#[test]
fn every_text_that_code_or_a_page_names_is_there_and_no_other_is() {
    let (known, sources) = (known(Language::Indonesian), sources());
    let mut named = 0;
    for (path, source) in &sources {
        for call in ["text", "fill", "html"] {
            let is_imported = source.lines().any(|line| line.starts_with("use language::") && line.contains(call));
            for (at, _) in source.match_indices(&format!("{call}(\"")) {
                let (before, after) = (&source[..at], &source[at + call.len() + 2..]);
                let is_ours = before.ends_with("language::")
                    || (is_imported && !before.ends_with(|one: char| one.is_alphanumeric() || "_.:".contains(one)));
                if is_ours {
                    let id = after.split('"').next().unwrap();
                    assert!(known.contains(id), "{}: {id}", path.display());
                    named += 1;
                }
            }
        }
    }
    assert!(named > 100, "{named}");
    let literals: BTreeSet<&str> = sources.iter().flat_map(|(_, source)| source.split('"')).collect();
    let unused: Vec<_> = known.iter().filter(|id| !literals.contains(id.as_str())).collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}

#[test]
fn markup_stands_only_where_its_name_says_so() {
    for language in Language::ALL {
        let joined = one_line_each(&source(language));
        for line in joined.lines().filter(|line| !line.starts_with('#') && line.contains('<')) {
            let name = line.split(" =").next().unwrap();
            assert!(name.ends_with("-html"), "{name}");
        }
    }
}

#[tokio::test]
async fn links_in_a_text_lead_to_pages_of_its_language() {
    let spoken = async |address| {
        let address: &str = address;
        speaking(address, async { text("problem-404-address-html") }).await
    };
    assert!(spoken("/x").await.contains("<a href=\"/\">beranda</a>"));
    assert!(spoken("/en/x").await.contains("<a href=\"/en\">home page</a>"));
}

#[tokio::test]
async fn what_is_put_into_a_text_is_one_or_many_and_escaped_where_there_is_markup() {
    let one = || fill("too-many-requests.seconds", &[("seconds", &1_u32)]);
    assert_eq!(one(), "Terlalu banyak percobaan. Silakan coba lagi dalam 1 detik.");
    let (one, two) =
        speaking("/en", async { (one(), fill("too-many-requests.seconds", &[("seconds", &2_u32)])) }).await;
    assert_eq!(
        (one.as_str(), two.as_str()),
        ("Too many tries. Please try again in 1 second.", "Too many tries. Please try again in 2 seconds.")
    );
    let said = html("status-said-yes-html", &[("until", &"<b>\"besok\"</b>")]);
    assert!(said.contains("<strong>Ya</strong>") && said.contains("&#60;b&#62;&#34;besok&#34;&#60;/b&#62;"), "{said}");
}

#[test]
fn a_text_is_one_line_and_has_no_marks_around_what_is_put_into_it() {
    let due = fill("status-due", &[("due", &"besok")]);
    assert_eq!(due, "Jawaban paling lambat besok.");
    assert!(!text("status-too-many-tries").contains(['\n', '\u{2068}']));
    assert!(text("status-too-many-tries").contains("nanti. Samakan"));
}
