//! Commands that runbooks and the operator's manual tell people to type exist, with their options.

use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use crate::Arguments;

#[test]
fn commands_in_the_manuals_exist() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let runbooks = std::fs::read_dir(docs.join("runbooks")).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = runbooks.chain([docs.join("operations.md")]).collect();
    let (mut tried, mut faults) = (0, Vec::new());
    for file in &files {
        for call in calls(&std::fs::read_to_string(file).unwrap()) {
            tried += 1;
            if let Some(fault) = fault(&call) {
                faults.push(format!("{}: helpdesk {call}: {fault}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(tried > 100, "the calls are found: {tried}");
}

#[test]
fn a_command_or_an_option_that_does_not_exist_is_noticed() {
    for wrong in ["tickets lost", "dead-letters redrive router.submissions --id 1", "ticket stuck"] {
        assert!(fault(wrong).is_some(), "{wrong}");
    }
    assert_eq!(fault("dead-letters redrive router.submissions --event 1 | less --id"), None);
}

/// What follows `helpdesk`: in lines of code blocks, and between backticks.
fn calls(text: &str) -> Vec<String> {
    let (mut calls, mut prose, mut code) = (Vec::new(), String::new(), false);
    for line in text.replace("\\\n", " ").lines() {
        if line.starts_with("```") {
            code = !code;
        } else if code {
            calls.extend(line.split("; ").filter_map(|part| part.trim().strip_prefix("helpdesk ")).map(str::to_owned));
        } else {
            prose.push_str(line);
            prose.push(' ');
        }
    }
    calls.extend(
        prose.split('`').skip(1).step_by(2).filter_map(|span| span.strip_prefix("helpdesk ")).map(str::to_owned),
    );
    calls
}

/// What is wrong with a call; `None` also where it only stands for others (`…`, `COMMAND`).
fn fault(call: &str) -> Option<String> {
    let root = Arguments::command();
    let mut path = vec![&root];
    // What people write between quotation marks is theirs.
    let unquoted: String = call.split('"').step_by(2).collect::<Vec<_>>().join("TEXT");
    for word in unquoted.split_whitespace() {
        let here = path.last()?;
        if ["|", "#", ">", "…", "COMMAND"].contains(&word) {
            return None;
        }
        if let Some(option) = word.strip_prefix("--") {
            let option = option.split('=').next().unwrap_or_default();
            let known =
                |command: &&clap::Command| command.get_arguments().any(|argument| argument.get_long() == Some(option));
            if option != "help" && !path.iter().any(known) {
                return Some(format!("it has no --{option}"));
            }
        } else if let Some(command) = here.find_subcommand(word) {
            path.push(command);
        } else if here.has_subcommands() {
            return Some(format!("there is no {word}"));
        }
    }
    None
}
