//! What the drawing process gives up before it reads a byte, so that a flaw in the drawing code is worth nothing to
//! whoever wrote the file.
//!
//! The filter of system calls is what counts: it lists the few calls that drawing needs and refuses all others. It
//! works for every user, in containers too. The rest stands behind it: limits, Landlock where the kernel has it, no new
//! rights, no memory image for other processes.

use std::collections::BTreeMap;
use std::env::consts::ARCH;
use std::io;

use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetError, Scope};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getpid, set_dumpable_behavior, setrlimit};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Compare, SeccompCondition,
    SeccompFilter, SeccompRule, apply_filter_all_threads,
};

/// Address space of the process in bytes, its program included. A page of 2,480 pixels takes a fifth of it.
const MEMORY: u64 = 512 << 20;

/// Seconds of processor time. The service's deadline is earlier; this limit holds when the service is gone.
const PROCESSOR_SECONDS: u64 = 20;

/// The newest version of Landlock that the rules below use. An older kernel applies the part that it knows.
const LANDLOCK: ABI = ABI::V6;

const STDIN: u64 = 0;
const STDOUT: u64 = 1;
const STDERR: u64 = 2;

/// Gives up everything but memory, processor time, reading standard input and writing standard output and error. The
/// process cannot undo it.
///
/// # Errors
/// When the kernel refuses. Then the process must not read anything.
pub fn confine() -> io::Result<()> {
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    // This comes before the limit of open files, because Landlock's rules are an open file. Without Landlock the filter
    // refuses the same.
    close_files().ok();
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, PROCESSOR_SECONDS),
        (Resource::Fsize, 0),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
        (Resource::Memlock, 0),
        (Resource::Msgqueue, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    let filter = filter().map_err(io::Error::other)?;
    // Also sets no_new_privs.
    apply_filter_all_threads(&filter).map_err(io::Error::other)
}

/// Applies Landlock without a single exception: no file, no port, no signal and no socket of others.
fn close_files() -> Result<(), RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?
        .restrict_self()?;
    Ok(())
}

/// Allows only the system calls named here. The kernel refuses all others with `EPERM`: opening, connecting, starting
/// programs, threads and processes, looking at other processes.
fn filter() -> Result<BpfProgram, BackendError> {
    let always: Vec<SeccompRule> = Vec::new();
    let itself = u64::from(getpid().as_raw_pid().unsigned_abs());
    let rules = BTreeMap::from([
        // Only the three standard files: the process cannot use any other file that it inherited.
        (libc::SYS_read, vec![rule(0, Compare::Eq, STDIN)?]),
        (libc::SYS_write, vec![rule(0, Compare::Eq, STDOUT)?, rule(0, Compare::Eq, STDERR)?]),
        (libc::SYS_writev, vec![rule(0, Compare::Eq, STDOUT)?, rule(0, Compare::Eq, STDERR)?]),
        // Memory of its own that it cannot execute.
        (libc::SYS_mmap, vec![SeccompRule::new(vec![no_program(2)?, condition(3, anonymous(), anonymous_bits())?])?]),
        (libc::SYS_mprotect, vec![SeccompRule::new(vec![no_program(2)?])?]),
        (libc::SYS_munmap, always.clone()),
        (libc::SYS_mremap, always.clone()),
        (libc::SYS_madvise, always.clone()),
        (libc::SYS_brk, always.clone()),
        // What the standard library does by itself: locks, clocks, seeds of hash tables, the handler of a stack
        // overflow.
        (libc::SYS_futex, always.clone()),
        (libc::SYS_clock_gettime, always.clone()),
        (libc::SYS_getrandom, always.clone()),
        (libc::SYS_sched_yield, always.clone()),
        (libc::SYS_sigaltstack, always.clone()),
        (libc::SYS_rt_sigaction, always.clone()),
        (libc::SYS_rt_sigprocmask, always.clone()),
        (libc::SYS_rt_sigreturn, always.clone()),
        (libc::SYS_restart_syscall, always.clone()),
        // Ending itself, also by abort.
        (libc::SYS_getpid, always.clone()),
        (libc::SYS_gettid, always.clone()),
        (libc::SYS_tgkill, vec![rule(0, Compare::Eq, itself)?]),
        (libc::SYS_exit, always.clone()),
        (libc::SYS_exit_group, always),
    ]);
    SeccompFilter::new(rules, SeccompAction::Errno(libc::EPERM.unsigned_abs()), SeccompAction::Allow, ARCH.try_into()?)?
        .try_into()
}

/// A rule that depends on one argument alone.
fn rule(argument: u8, compare: Compare, value: u64) -> Result<SeccompRule, BackendError> {
    SeccompRule::new(vec![condition(argument, compare, value)?])
}

fn condition(argument: u8, compare: Compare, value: u64) -> Result<SeccompCondition, BackendError> {
    SeccompCondition::new(argument, Length::Dword, compare, value)
}

/// Refuses executable memory: the process writes only data.
fn no_program(argument: u8) -> Result<SeccompCondition, BackendError> {
    condition(argument, Compare::MaskedEq(u64::from(libc::PROT_EXEC.unsigned_abs())), 0)
}

fn anonymous() -> Compare {
    Compare::MaskedEq(anonymous_bits())
}

fn anonymous_bits() -> u64 {
    u64::from(libc::MAP_ANONYMOUS.unsigned_abs())
}
