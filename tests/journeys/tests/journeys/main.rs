//! The main job, end to end, on real servers: one test binary, one journey a file.

#![expect(
    clippy::indexing_slicing,
    clippy::format_collect,
    reason = "an answer without what it must have fails its test"
)]

mod accounts;
mod agencies;
mod agency;
mod agency_conformance;
mod agency_simulator;
mod catalogue;
mod drain;
mod faults_on_the_line;
mod filing;
mod game_day;
mod images;
mod letters;
mod lost_hand_overs;
mod lost_nothing;
mod measured;
mod notices;
mod older_program;
mod operator;
mod operators_verbs;
mod privacy;
mod reference;
mod restore;
mod rotation;
mod servers_away;
mod submission;
mod tracing_one_trace;
mod waiting_room;
mod watched;
