//! What a confined process can no longer do. Confinement cannot be undone, so each test runs in a process of its own:
//! it starts this test program again, which confines itself and tries.

use std::env;
use std::io;
use std::process::Command;

/// Runs the ignored test `name` of this program alone, in a process of its own.
fn alone(name: &str) -> std::process::Output {
    let name = format!("confined::inside::{name}");
    Command::new(env::current_exe().unwrap())
        .args([&name, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .unwrap()
}

fn succeeds(name: &str) {
    let output = alone(name);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{name}: {:?}\n{said}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

fn refused<T>(what: &str, outcome: io::Result<T>) {
    let error = outcome.err().unwrap_or_else(|| panic!("{what} was possible"));
    assert!(
        [io::ErrorKind::PermissionDenied, io::ErrorKind::Other].contains(&error.kind())
            || error.raw_os_error() == Some(libc::EPERM),
        "{what}: {error:?}"
    );
}

#[test]
fn the_network_is_gone() {
    succeeds("network");
}

#[test]
fn files_are_gone() {
    succeeds("files");
}

#[test]
fn other_programs_and_threads_are_gone() {
    succeeds("programs");
}

#[test]
fn files_that_were_open_before_are_of_no_use() {
    succeeds("open_files");
}

#[test]
fn memory_beyond_the_limit_is_refused() {
    succeeds("memory");
}

#[test]
fn too_much_memory_ends_the_process() {
    use std::os::unix::process::ExitStatusExt as _;
    let status = alone("too_much_memory").status;
    assert!(status.signal().is_some(), "{status:?}");
}

#[test]
fn the_limits_cannot_be_raised() {
    succeeds("limits");
}

/// What runs inside.
mod inside {
    use std::fs::{self, File};
    use std::io::Read as _;
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::unix::net::UnixStream;
    use std::process::Command;
    use std::thread;

    use rustix::process::{Resource, Rlimit, setrlimit};

    use super::refused;

    #[test]
    #[ignore = "confines its process: the_network_is_gone runs it"]
    fn network() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        renditions::confine().unwrap();
        refused("TCP", TcpStream::connect(address));
        refused("UDP", UdpSocket::bind("127.0.0.1:0"));
        refused("a local socket", UnixStream::connect("/run/none"));
        refused("a pair of sockets", UnixStream::pair());
        refused("accepting", listener.accept());
    }

    #[test]
    #[ignore = "confines its process: files_are_gone runs it"]
    fn files() {
        renditions::confine().unwrap();
        refused("reading", File::open("/etc/passwd"));
        refused("writing", File::create("/tmp/written-by-a-drawing"));
        refused("listing", fs::read_dir("/"));
        refused("looking", fs::metadata("/etc/passwd"));
        refused("removing", fs::remove_file("/tmp/written-by-a-drawing"));
        refused("links", fs::read_link("/proc/self/exe"));
        refused("the own memory", File::open("/proc/self/mem"));
    }

    #[test]
    #[ignore = "confines its process: other_programs_and_threads_are_gone runs it"]
    fn programs() {
        renditions::confine().unwrap();
        refused("a program", Command::new("/bin/true").status());
        let thread = thread::Builder::new().spawn(|| ());
        assert!(thread.is_err(), "a thread was possible");
    }

    #[test]
    #[ignore = "confines its process: files_that_were_open_before_are_of_no_use runs it"]
    fn open_files() {
        let mut file = File::open("/etc/passwd").unwrap();
        renditions::confine().unwrap();
        refused("an open file", file.read(&mut [0]));
    }

    #[test]
    #[ignore = "confines its process: memory_beyond_the_limit_is_refused runs it"]
    fn memory() {
        renditions::confine().unwrap();
        let mut bytes: Vec<u8> = Vec::new();
        assert!(bytes.try_reserve_exact(100 << 20).is_ok(), "what a large page takes is there");
        assert!(bytes.try_reserve_exact(512 << 20).is_err(), "more than the limit was possible");
    }

    #[test]
    #[ignore = "confines its process: too_much_memory_ends_the_process runs it"]
    fn too_much_memory() {
        renditions::confine().unwrap();
        let mut taken = Vec::new();
        loop {
            taken.push(vec![1_u8; 16 << 20]);
        }
    }

    #[test]
    #[ignore = "confines its process: the_limits_cannot_be_raised runs it"]
    fn limits() {
        renditions::confine().unwrap();
        for resource in [Resource::As, Resource::Cpu, Resource::Nofile, Resource::Nproc] {
            assert!(setrlimit(resource, Rlimit { current: None, maximum: None }).is_err());
        }
        renditions::confine().expect_err("a second filter could only be one of its own making");
    }
}
