//! Starts the object store on a free port over a folder of its own, and ends it.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use documents::{Store, StoreConfig};
use secrecy::SecretString;

/// How long starting and ending may take.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

const ACCESS_KEY_ID: &str = "kunci-uji";
const SECRET_ACCESS_KEY: &str = "rahasia-uji";
pub(crate) const BUCKET: &str = "berkas";

/// A folder that goes away with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("object-store-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The content of all files in it.
    pub(crate) fn files(&self) -> usize {
        std::fs::read_dir(self.0.join(BUCKET)).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A running object store; killed when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) endpoint: String,
}

impl Server {
    /// Starts it over the folder and waits until it is ready.
    pub(crate) fn start(folder: &Folder) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_object-store"))
            .args(["--listen", "127.0.0.1:0", "--bucket", BUCKET, "--root"])
            .arg(&folder.0)
            .env("S3_ACCESS_KEY_ID", ACCESS_KEY_ID)
            .env("S3_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, receiver) = mpsc::sync_channel(1);
        std::thread::spawn(move || sender.send(lines.next().unwrap().unwrap()));
        let line = receiver.recv_timeout(DEADLINE).unwrap();
        let endpoint = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { child, endpoint }
    }

    /// A client with the right key.
    pub(crate) fn store(&self) -> Store {
        Store::new(&self.config())
    }

    /// The configuration of such a client.
    pub(crate) fn config(&self) -> StoreConfig {
        StoreConfig {
            endpoint: self.endpoint.clone(),
            region: "us-east-1".to_owned(),
            bucket: BUCKET.to_owned(),
            access_key_id: ACCESS_KEY_ID.into(),
            secret_access_key: SecretString::from(SECRET_ACCESS_KEY),
        }
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    pub(crate) fn terminate(mut self) -> ExitStatus {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < DEADLINE, "still running after SIGTERM");
            std::thread::park_timeout(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already when the test asked it to.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
