//! For tests in a real browser: prints the code of the CAPTCHA token in its argument. The environment must hold
//! `VAULT_KEYS` and `VAULT_INDEX_KEY` of the system under test.

use std::collections::BTreeMap;
use std::io::Write as _;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let token = std::env::args().nth(1).context("usage: solve-captcha TOKEN")?;
    let environment: BTreeMap<String, String> = std::env::vars().collect();
    let code = testing::solve_captcha(|name| environment.get(name).map(String::as_str), &token)?;
    Ok(writeln!(std::io::stdout(), "{code}")?)
}
