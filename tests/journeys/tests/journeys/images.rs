//! What the images of `deploy/containers/Dockerfile` hold is enough for their programs: each starts from a root with
//! these files and no others, which nobody can write to, as 65532, without capabilities or the way to get any.
//!
//! Building the images takes podman and a Debian, minutes on a machine that has neither; `make containers` does that.
//! Here the kernel is asked for the same without them. It needs root; where that is not allowed, the test says so.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use testing::{Broker, Bucket, Client, Database, Environment, eventually, free_port, program};

const PATIENCE: Duration = Duration::from_secs(40);
const DOCKERFILE: &str = include_str!("../../../../deploy/containers/Dockerfile");
/// The user of all images.
const USER: &str = "65532:65532";
/// Two of them: all services in one process, and one service alone.
const IMAGES: [(&str, &[&str]); 2] = [("helpdesk", &["serve"]), ("intake", &[])];
/// `EX_CONFIG` of sysexits.h.
const WRONG_SETTINGS: i32 = 78;
/// Makes the root, which nobody can write to, and enters it. What is left of root is gone with the change of the user.
const ENTER: &str = r#"
root=$1 program=$2; shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind "$program" "$root/usr/bin/program"
mount -t proc -o nosuid,nodev,noexec none "$root/proc"
mount -o remount,bind,ro "$root/usr/bin/program"
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid --inh-caps=-all \
    chroot --userspec="$USER_AND_GROUP" --groups= "$root" /usr/bin/program "$@"
"#;

#[tokio::test(flavor = "multi_thread")]
async fn each_program_starts_from_what_its_image_holds_read_only_and_without_rights() -> Result<()> {
    if let Some(why) = not_allowed()? {
        eprintln!("skipped: {why}");
        return Ok(());
    }
    let servers = Servers::new().await?;
    for (name, arguments) in IMAGES {
        let image = Image::new(name)?;
        let version = image.run(&["--version"], &[])?;
        ensure!(version.status.success() && String::from_utf8_lossy(&version.stdout).starts_with(name), "{version:?}");
        let lacking = image.run(&["check-config"], &[])?;
        ensure!(lacking.status.code() == Some(WRONG_SETTINGS), "{name} check-config: {lacking:?}");

        let port = free_port()?;
        let settings = servers.settings(port)?;
        let checked = image.run(&["check-config"], &settings)?;
        ensure!(checked.status.success(), "{name} check-config: {checked:?}");
        let unheard = image.run(&["healthcheck"], &settings)?;
        ensure!(unheard.status.code() == Some(1), "{name} healthcheck before the start: {unheard:?}");

        let mut running = image.begin(arguments, &settings)?;
        let ready = format!("http://127.0.0.1:{port}/readyz");
        let client = Client::default();
        let started = eventually("the program to be ready", PATIENCE, async || {
            Ok(client.get(&ready).await.ok().filter(|answer| answer.status == 200).map(drop))
        })
        .await;
        let log = || fs::read_to_string(image.folder.join("log")).unwrap_or_default();
        started.with_context(|| format!("{name} says {}", log()))?;
        judge(&running)?;
        let heard = image.run(&["healthcheck"], &settings)?;
        ensure!(heard.status.success(), "{name} healthcheck: {heard:?}");
        let asked = Command::new("kill").args(["-TERM", &running.id().to_string()]).status()?;
        ensure!(asked.success() && running.wait()?.success(), "{name} did not end well: {}", log());
    }
    Ok(())
}

/// What the kernel says of a running program.
fn judge(running: &Child) -> Result<()> {
    let proc = PathBuf::from(format!("/proc/{}", running.id()));
    let status = fs::read_to_string(proc.join("status"))?;
    let said = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let (none, user) = ("0000000000000000", "65532 65532 65532 65532");
    for (name, wanted) in [
        ("Uid", user),
        ("Gid", user),
        ("Groups", ""),
        ("CapPrm", none),
        ("CapEff", none),
        ("CapInh", none),
        ("CapAmb", none),
        ("NoNewPrivs", "1"),
    ] {
        ensure!(said(name) == wanted, "{name} is {:?}", said(name));
    }
    let mounts = fs::read_to_string(proc.join("mounts"))?;
    let root = mounts.lines().rfind(|line| line.split(' ').nth(1) == Some("/")).context("a root")?;
    ensure!(root.split(' ').nth(3).is_some_and(|options| options.split(',').any(|one| one == "ro")), "{root}");
    Ok(())
}

/// The root of an image.
struct Image {
    folder: PathBuf,
    program: PathBuf,
}

impl Image {
    /// Puts together what the Dockerfile names, and an empty file in the place of the program.
    fn new(name: &str) -> Result<Self> {
        ensure!(DOCKERFILE.contains(&format!("AS {name}\n")), "there is no image {name}");
        ensure!(DOCKERFILE.contains(&format!("USER {USER}\n")), "the images have another user");
        let program = program(name)?;
        let folder = PathBuf::from(Environment::of_test_servers()?.get("LOCAL_DIR")?)
            .join("images")
            .join(format!("{name}-{}", std::process::id()));
        let root = folder.join("root");
        fs::create_dir_all(root.join("proc"))?;
        for (path, text) in [
            ("usr/bin/program", ""),
            ("etc/passwd", "helpdesk:x:65532:65532::/:/nowhere\n"),
            ("etc/group", "helpdesk:x:65532:\n"),
            ("etc/nsswitch.conf", "hosts: files dns\n"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().context("a file in a folder")?)?;
            fs::write(path, text)?;
        }
        fs::set_permissions(root.join("usr/bin/program"), fs::Permissions::from_mode(0o755))?;
        for file in libraries(&program)? {
            let inside = root.join(file.strip_prefix("/").unwrap_or(&file));
            fs::create_dir_all(inside.parent().context("a file in a folder")?)?;
            fs::copy(&file, inside)?;
        }
        Ok(Self { folder, program })
    }

    fn run(&self, arguments: &[&str], settings: &[(String, String)]) -> Result<Output> {
        Ok(self.entering(arguments, settings).stdout(Stdio::piped()).stderr(Stdio::piped()).output()?)
    }

    fn begin(&self, arguments: &[&str], settings: &[(String, String)]) -> Result<Child> {
        let log = fs::File::create(self.folder.join("log"))?;
        Ok(self.entering(arguments, settings).stdout(log.try_clone()?).stderr(log).spawn()?)
    }

    /// In one process: it becomes the program, and has its id.
    fn entering(&self, arguments: &[&str], settings: &[(String, String)]) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--ipc", "--uts", "sh", "-ceu", ENTER, "enter"]);
        command.arg(self.folder.join("root")).arg(&self.program).args(arguments);
        command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("USER_AND_GROUP", USER);
        command.envs(settings.iter().cloned()).stdin(Stdio::null());
        command
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        // A test that failed shows its own error, not one about a folder.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The files that the Dockerfile copies from Debian, where they lie on this machine: those that it names, and the
/// loader.
fn libraries(program: &Path) -> Result<Vec<PathBuf>> {
    let named = DOCKERFILE.lines().find_map(|line| line.trim().strip_prefix("for file in ")?.split_once(';'));
    let folder = PathBuf::from(format!("/lib/{}-linux-gnu", std::env::consts::ARCH));
    let mut files: Vec<PathBuf> =
        named.context("a list of libraries")?.0.split(' ').map(|name| folder.join(name)).collect();
    let linked = Command::new("ldd").arg(program).output()?;
    let loader = String::from_utf8(linked.stdout)?;
    let loader = loader.split_whitespace().find(|word| word.starts_with("/lib") && word.contains("/ld-linux"));
    files.push(PathBuf::from(loader.context("a loader")?));
    Ok(files)
}

/// The servers of one test's own.
struct Servers {
    database: Database,
    broker: Broker,
    bucket: Bucket,
}

impl Servers {
    async fn new() -> Result<Self> {
        let (database, broker) = (Database::create().await?, Broker::new_virtual_host().await?);
        Ok(Self { database, broker, bucket: Bucket::create().await? })
    }

    /// All that a program demands.
    fn settings(&self, port: u16) -> Result<Vec<(String, String)>> {
        let mut settings = self.bucket.settings().to_vec();
        settings.extend(self.broker.settings());
        for service in ["INTAKE", "ROUTER", "ANSWER", "CONSOLE", "STATUS", "NOTIFY"] {
            settings.push((format!("{service}_DATABASE_URL"), self.database.service_url(service)?));
        }
        let environment = Environment::of_test_servers()?;
        for name in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
            settings.push((name.to_owned(), environment.get(name)?.to_owned()));
        }
        settings.push(("LISTEN".to_owned(), "127.0.0.1:0".to_owned()));
        settings.push(("ADMIN_LISTEN".to_owned(), format!("127.0.0.1:{port}")));
        Ok(settings)
    }
}

/// Why this machine does not let the test make such a root.
fn not_allowed() -> Result<Option<String>> {
    for tool in ["unshare", "setpriv", "chroot", "mount", "ldd"] {
        let found = Command::new("sh").args(["-c", "command -v \"$1\"", "look", tool]).output()?;
        if !found.status.success() {
            bail!("{tool} is missing: it comes with every Debian");
        }
    }
    let tried = Command::new("unshare")
        .args(["--mount", "--ipc", "--uts", "sh", "-ceu", "mount --make-rprivate /; mount -t proc none /proc"])
        .output()?;
    let said = String::from_utf8_lossy(&tried.stderr).trim().to_owned();
    Ok((!tried.status.success()).then(|| format!("no root of one's own can be made here: {said}")))
}
