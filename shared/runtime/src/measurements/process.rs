//! The process reads its memory, processor time and open files from `/proc/self` (Linux) when somebody asks. Their
//! names are those of the official Prometheus clients.
//!
//! Processor time is a counter of fractions. The recorder's counters are whole, so its lines are written here.

use std::fs;

/// Linux counts processor time in hundredths of a second on every architecture (`USER_HZ`).
const TICKS_PER_SECOND: f64 = 100.0;

pub(super) fn describe() {
    metrics::describe_gauge!("process_resident_memory_bytes", "Memory held in RAM");
    metrics::describe_gauge!("process_open_fds", "Open files and sockets");
    metrics::describe_gauge!("process_max_fds", "Files and sockets that may be open");
}

/// Reads the current values; what cannot be read keeps its last value.
pub(super) fn measure() {
    let readings = [
        ("process_resident_memory_bytes", resident_bytes()),
        ("process_open_fds", open_files()),
        ("process_max_fds", max_files()),
    ];
    for (name, reading) in readings {
        if let Some(value) = reading {
            metrics::gauge!(name).set(value);
        }
    }
}

/// The lines of the processor time; none where it cannot be read.
pub(super) fn processor_time() -> String {
    let Some(seconds) = cpu_seconds() else { return String::new() };
    format!(
        "# HELP process_cpu_seconds_total Processor time used since the start\n\
         # TYPE process_cpu_seconds_total counter\n\
         process_cpu_seconds_total {seconds}\n"
    )
}

fn resident_bytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0)
}

/// User and system time are the 14th and 15th fields of `stat` (proc(5)). The 2nd may hold spaces
/// but is closed by the last parenthesis.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut times = after_name.split_whitespace().skip(11).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) / TICKS_PER_SECOND)
}

fn open_files() -> Option<f64> {
    let count = fs::read_dir("/proc/self/fd").ok()?.count();
    u32::try_from(count).ok().map(f64::from)
}

fn max_files() -> Option<f64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_can_be_measured() {
        let burnt: u64 = (0..50_000_000_u64).fold(0, |sum, n| sum ^ n.wrapping_mul(31));
        assert_ne!(burnt, 1);
        assert!(resident_bytes().is_some_and(|bytes| bytes > 1e6));
        assert!(cpu_seconds().is_some_and(|seconds| seconds < 1e6));
        assert!(open_files().zip(max_files()).is_some_and(|(open, most)| open >= 3.0 && open < most));
    }
}
