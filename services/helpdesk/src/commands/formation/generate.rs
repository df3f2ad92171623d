//! `helpdesk formation generate`: a file of invented formations.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::operator::say;

/// Writes the file.
pub(super) fn run(count: u32, seed: u64, output: &Path) -> Result<()> {
    let file = File::create_new(output).with_context(|| format!("making {}", output.display()))?;
    registration::operator::generate(count, seed, BufWriter::new(file))?;
    say(format!("{count} invented formations written to {}", output.display()));
    Ok(())
}
