//! Starts the real binaries on free ports, with a database, a virtual host and a bucket of their own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use domain::Desk;

use crate::environment::project_root;
use crate::register;
use crate::{Api, Broker, Bucket, Client, Database, Environment, eventually, solve_captcha};

/// Longest wait until a process is ready or has ended.
const PATIENCE: Duration = Duration::from_secs(40);

/// Which processes run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `helpdesk serve` alone.
    AllInOne,
    /// `intake`, `router`, `answer`, `console`, `status` and `notify` as processes of their own.
    Separate,
    /// Two processes of `accounts`, and the population register before which they run.
    Accounts,
    /// Desks beside applicants' accounts: `intake`, `router`, `answer`, `console`, `status`, `accounts` and the
    /// population register.
    DesksAndAccounts,
}

impl Layout {
    /// The processes' names.
    #[must_use]
    pub fn processes(self) -> &'static [&'static str] {
        match self {
            Self::AllInOne => &["helpdesk"],
            Self::Separate => &["intake", "router", "answer", "console", "status", "notify"],
            Self::Accounts => &[register::PROCESS, "accounts", "accounts-beside"],
            Self::DesksAndAccounts => {
                &[register::PROCESS, "intake", "router", "answer", "console", "status", "accounts"]
            }
        }
    }
}

/// A running system. Dropping it ends its processes.
#[derive(Debug)]
pub struct System {
    /// Its database.
    pub database: Database,
    /// Its broker's virtual host.
    pub broker: Broker,
    /// Its bucket.
    pub bucket: Bucket,
    pub(crate) layout: Layout,
    folder: PathBuf,
    settings: BTreeMap<String, String>,
    ports: BTreeMap<&'static str, (u16, u16)>,
    running: Mutex<BTreeMap<&'static str, Child>>,
    channel_token: String,
    desk_tokens: BTreeMap<&'static str, String>,
}

impl System {
    /// Starts the processes of `layout` on the shared test servers and waits until all are ready.
    ///
    /// # Errors
    /// When a server is away or a process does not become ready.
    pub async fn start(layout: Layout) -> Result<Self> {
        Self::start_with(layout, Broker::new_virtual_host().await?, &[]).await
    }

    /// As [`System::start`], on a broker of the test's own and with further settings.
    ///
    /// # Errors
    /// When a server is away or a process does not become ready.
    pub async fn start_with(layout: Layout, broker: Broker, further: &[(&str, &str)]) -> Result<Self> {
        let mut system = Self::prepare(layout, broker, further).await?;
        match layout {
            Layout::AllInOne | Layout::Separate => system.create_tokens()?,
            Layout::Accounts => register::write_persons(&system.folder)?,
            Layout::DesksAndAccounts => {
                register::write_persons(&system.folder)?;
                system.create_tokens()?;
            }
        }
        for name in layout.processes() {
            system.launch(name)?;
        }
        for name in layout.processes() {
            system.ready(name).await?;
        }
        Ok(system)
    }

    /// One for an assisted channel, and one for each desk.
    fn create_tokens(&mut self) -> Result<()> {
        self.channel_token = self.operate(&["token", "create", "--channel", "uji"])?;
        for desk in Desk::ALL {
            let token =
                self.operate(&["token", "create", "--desk", desk.as_str(), "--name", &format!("uji {desk}")])?;
            self.desk_tokens.insert(desk.as_str(), token);
        }
        Ok(())
    }

    /// Prepares everything but the processes, their tokens and their persons.
    async fn prepare(layout: Layout, broker: Broker, further: &[(&str, &str)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let (database, bucket) = (Database::create().await?, Bucket::create().await?);
        let folder = PathBuf::from(environment.get("LOCAL_DIR")?)
            .join("systems")
            .join(runtime::Clock::system().new_id().simple().to_string());
        std::fs::create_dir_all(&folder)?;
        let mut settings: BTreeMap<String, String> = bucket.settings().iter().cloned().collect();
        settings.insert("DATABASE_URL".to_owned(), database.url()?);
        for service in
            ["INTAKE", "ROUTER", "ANSWER", "CONSOLE", "STATUS", "NOTIFY", "ACCOUNTS", "STAMPING", "REGISTRATION"]
        {
            settings.insert(format!("{service}_DATABASE_URL"), database.service_url(service)?);
        }
        settings.extend(broker.settings());
        for key in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.insert(key.to_owned(), environment.get(key)?.to_owned());
        }
        settings.insert("LOG".to_owned(), "info".to_owned());
        let mut ports = BTreeMap::new();
        for name in layout.processes() {
            ports.insert(*name, (free_port()?, free_port()?));
        }
        settings.extend(ports.get(register::PROCESS).map(|(port, _)| register::settings(*port)).unwrap_or_default());
        settings.extend(further.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let (running, desk_tokens) = (Mutex::default(), BTreeMap::new());
        Ok(Self {
            database,
            broker,
            bucket,
            layout,
            folder,
            settings,
            ports,
            running,
            channel_token: String::new(),
            desk_tokens,
        })
    }

    /// The API with this system's channel token.
    #[must_use]
    pub fn api(&self) -> Api {
        let of = |service: &'static str| self.url(if self.layout == Layout::AllInOne { "helpdesk" } else { service });
        Api::new(of("intake"), of("answer"), of("status"), self.channel_token.clone())
    }

    /// The bearer token of that desk. It gives access to that desk only.
    ///
    /// # Panics
    /// Never for a desk of the catalogue: each has a token.
    #[must_use]
    pub fn desk_token(&self, desk: Desk) -> &str {
        &self.desk_tokens[desk.as_str()]
    }

    /// Changes a setting for processes and commands that start from now on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.settings.insert(name.to_owned(), value.to_owned());
    }

    /// A setting, as processes and commands see it.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }

    /// Address of a process, without a path.
    #[must_use]
    pub fn url(&self, process: &'static str) -> String {
        format!("http://127.0.0.1:{}", self.ports[process].0)
    }

    /// Address of a process's admin port, without a path.
    #[must_use]
    pub fn admin_url(&self, process: &'static str) -> String {
        format!("http://127.0.0.1:{}", self.ports[process].1)
    }

    /// Memory of a running process (resident set) in MB, from `/proc`.
    ///
    /// # Errors
    /// When it is not running.
    pub fn memory_mb(&self, name: &'static str) -> Result<f64> {
        let running = self.running.lock().expect("no holder panics");
        let child = running.get(name).with_context(|| format!("{name} is not running"))?;
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
        let line =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("a process has a resident set")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib * 1.024 / 1000.0)
    }

    /// Processor time that a running process has taken, as [`processor_time`] says it.
    ///
    /// # Errors
    /// When it is not running.
    pub fn processor_time(&self, name: &'static str) -> Result<Duration> {
        let running = self.running.lock().expect("no holder panics");
        processor_time(running.get(name).with_context(|| format!("{name} is not running"))?.id())
    }

    /// The code of a CAPTCHA that this system issued.
    ///
    /// # Errors
    /// When the token has expired or belongs to another system.
    pub fn solve_captcha(&self, token: &str) -> Result<String> {
        solve_captcha(|name| self.settings.get(name).map(String::as_str), token)
    }

    /// The folder with the logs.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// What all processes have logged so far.
    ///
    /// # Errors
    /// When a log is unreadable.
    pub fn logs(&self) -> Result<String> {
        let mut out = String::new();
        for name in self.layout.processes() {
            out.push_str(&std::fs::read_to_string(self.log_file(name))?);
        }
        Ok(out)
    }

    /// Runs an operator's command of `helpdesk` and returns its output, trimmed.
    ///
    /// # Errors
    /// When it fails; the error carries its output.
    pub fn operate(&self, arguments: &[&str]) -> Result<String> {
        self.operate_with(arguments, "")
    }

    /// As [`System::operate`], with `input` on standard input.
    ///
    /// # Errors
    /// As [`System::operate`].
    pub fn operate_with(&self, arguments: &[&str], input: &str) -> Result<String> {
        let mut command = Command::new(program("helpdesk")?);
        command
            .args(arguments)
            .env_clear()
            .envs(&self.settings)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn()?;
        // A command that reads nothing may have ended already.
        child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes())).transpose().ok();
        let output = child.wait_with_output()?;
        ensure!(
            output.status.success(),
            "helpdesk {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Runs an operator's command whose output nobody reads: its standard output is a closed pipe.
    ///
    /// # Errors
    /// When it does not start.
    pub fn operate_unheard(&self, arguments: &[&str]) -> Result<std::process::Output> {
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        let mut command = Command::new(program("helpdesk")?);
        command
            .args(arguments)
            .env_clear()
            .envs(&self.settings)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped());
        Ok(command.spawn()?.wait_with_output()?)
    }

    /// Starts a process that is not running. It appends to its log.
    ///
    /// # Errors
    /// When the binary does not start.
    pub fn launch(&self, name: &'static str) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log_file(name))?;
        let (port, admin_port) = self.ports[name];
        let mut command = Command::new(program(name.trim_end_matches("-beside"))?);
        match name {
            "helpdesk" => {
                command.arg("serve");
            }
            register::PROCESS => {
                command.args(register::arguments(port, &self.folder));
            }
            _ => {}
        }
        let child = command
            .env_clear()
            .envs(&self.settings)
            .env("LISTEN", format!("127.0.0.1:{port}"))
            .env("ADMIN_LISTEN", format!("127.0.0.1:{admin_port}"))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.running.lock().expect("no holder panics").insert(name, child);
        Ok(())
    }

    /// Waits until the process reaches all that it needs.
    ///
    /// # Errors
    /// When it ends or does not become ready; the error carries the end of its log.
    pub async fn ready(&self, name: &'static str) -> Result<()> {
        let url = match name {
            register::PROCESS => register::ready_url(&self.url(name)),
            _ => format!("{}/dependencies", self.admin_url(name)),
        };
        let client = Client::default();
        eventually(&format!("{name} to be ready"), PATIENCE, async || {
            Ok(client.get(&url).await?.status.is_success().then_some(()))
        })
        .await
        .with_context(|| self.end_of_log(name))
    }

    /// Kills a process at once (SIGKILL) and waits for its end. Returns its process id.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&self, name: &'static str) -> Result<u32> {
        let mut child = self.take(name)?;
        let id = child.id();
        child.kill()?;
        let status = child.wait()?;
        ensure!(!status.success(), "{name} had ended by itself");
        Ok(id)
    }

    /// Asks a process to stop (SIGTERM) without waiting.
    ///
    /// # Errors
    /// When it was not running.
    pub fn ask_to_stop(&self, name: &'static str) -> Result<()> {
        let running = self.running.lock().expect("no holder panics");
        let child = running.get(name).with_context(|| format!("{name} is not running"))?;
        let status = Command::new("kill").args(["-TERM", &child.id().to_string()]).status()?;
        ensure!(status.success(), "{name} could not be signalled");
        Ok(())
    }

    /// Waits for the end of a process that the test asked to stop.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn ended(&self, name: &'static str) -> Result<ExitStatus> {
        let mut child = self.take(name)?;
        let ended = eventually(&format!("{name} to end"), PATIENCE, async || Ok(child.try_wait()?)).await;
        if ended.is_err() {
            child.kill()?;
        }
        ended.with_context(|| self.end_of_log(name))
    }

    fn take(&self, name: &'static str) -> Result<Child> {
        self.running.lock().expect("no holder panics").remove(name).with_context(|| format!("{name} is not running"))
    }

    fn log_file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.log"))
    }

    fn end_of_log(&self, name: &str) -> String {
        let log = std::fs::read_to_string(self.log_file(name)).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(15).collect();
        format!("the log of {name} ends with:\n{}", lines.into_iter().rev().collect::<Vec<_>>().join("\n"))
    }
}

impl Drop for System {
    fn drop(&mut self) {
        for child in self.running.lock().expect("no holder panics").values_mut() {
            // It may have ended already; then there is nothing to kill.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// Processor time that a process and its threads have taken, their own and the kernel's for them, to a hundredth of a
/// second.
///
/// # Errors
/// When it is not running.
pub fn processor_time(process: u32) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, in brackets, may hold anything.
    let (_, fields) = stat.rsplit_once(')').context("a name in brackets")?;
    let hundredths = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(hundredths * 10))
}

/// The program of that name, in the folder of the calling test's binary.
///
/// # Errors
/// When nobody built it.
pub fn program(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let found = test.ancestors().skip(1).take(3).map(|folder| folder.join(name)).find(|file| file.is_file());
    match found {
        Some(file) => Ok(file),
        None => bail!(
            "{name} is not built beside {}: run `cargo build --workspace` in {}",
            test.display(),
            project_root().display()
        ),
    }
}

/// The first port that tests give to processes. These ports lie above those of the servers and below those of outgoing
/// connections: an outgoing connection could otherwise take a port away while its process starts, or starts again.
const FIRST_PORT: u32 = 22_000;

/// How many such ports there are.
const PORTS: u32 = 10_000;

/// A loopback port that nobody else in this process gets, and that was free a moment ago. Each process starts its
/// search at another port.
///
/// # Errors
/// When none is free.
pub fn free_port() -> Result<u16> {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    for _try in 0..PORTS {
        let at = std::process::id().wrapping_mul(101).wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % PORTS;
        let port = u16::try_from(FIRST_PORT + at)?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no port is free from {FIRST_PORT} on")
}
