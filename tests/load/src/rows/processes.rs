//! Cold start to ready, and memory at rest.

use std::time::Instant;

use anyhow::Result;
use testing::{Layout, System};

use crate::table::Row;

/// Measures every process once.
pub(crate) async fn measure() -> Result<Vec<Row>> {
    super::announce("processes");
    let mut rows = Vec::new();
    for layout in [Layout::Separate, Layout::AllInOne] {
        let system = System::start(layout).await?;
        for name in layout.processes() {
            system.kill(name)?;
            let started = Instant::now();
            system.launch(name)?;
            system.ready(name).await?;
            let took = started.elapsed().as_secs_f64() * 1000.0;
            let row = Row { name: format!("processes, cold start of {name} to ready"), ..Row::default() };
            rows.push(row.timed(took, took).sized(system.memory_mb(name)?));
        }
    }
    Ok(rows)
}
