//! The main job, end to end, on real servers: one test binary, one journey a file.

mod catalogue;
mod drain;
mod lost_nothing;
mod operator;
mod privacy;
mod submission;
mod tracing_one_trace;
