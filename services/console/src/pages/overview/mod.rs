//! How it goes, for supervisors. The server draws the chart, so that the page needs no script.

mod chart;
pub(super) mod export;
pub(super) mod export_quality;
mod quality;
pub(super) mod show;
