//! `helpdesk export`: writes all data about a person into one signed archive (UU PDP 27/2022, articles 7 and 13:
//! access, copy, portability).
//!
//! The archive is a tar. `manifest.json` names every other file with its SHA-256, `manifest.sig` is the manifest's
//! Ed25519 signature, and `public-key.txt` the key that checks it. The signing key derives from the vault's index key,
//! so every process of an installation signs with the same key.

use database::Pool;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use answer::operator::export as desk;
use anyhow::{Context as _, Result, bail, ensure};
use audit::Action;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clap::Args;
use documents::{Store, StoreConfig, open_document};
use domain::TicketNumber;
use domain::time::wib_text;
use intake::operator::erase::of_nik;
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use runtime::{Clock, Settings};
use serde_json::{Value, json};
use uuid::Uuid;
use vault::{Index, Vault, VaultConfig};

use super::erase::read_nik;
use crate::operator::{Operator, owners_database, say};

/// Largest archive that it checks, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024 * 1024;
/// Largest file in an archive, in bytes.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Whose data, and where to write it.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why. The NIK is read from standard input, since everybody on the machine sees a command's \
        arguments:\n  \
                        helpdesk export --output siti.tar --why \"permintaan 2026/17\"\nThe archive holds personal \
                            data in the clear: hand it over and delete it."
)]
pub(crate) struct Export {
    /// The archive to write, readable by you alone; it must not exist yet
    #[arg(long, value_name = "FILE", required_unless_present = "verify")]
    output: Option<PathBuf>,
    /// Check an archive instead: that this installation signed it and that nobody changed it
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    verify: Option<PathBuf>,
}

/// Runs the command.
pub(crate) async fn run(command: Export, operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let vault = VaultConfig::read(&mut settings);
    let store = command.output.as_ref().map(|_| StoreConfig::read(&mut settings, "operator"));
    settings.finish()?;
    let vault = Vault::new(&vault)?;
    let signer = Signer::new(&vault)?;
    match (command.output, command.verify, store) {
        (Some(output), None, Some(store)) => {
            operator.needs_a_reason()?;
            write(&output, &vault, &Store::new(&store), &signer, &operator).await
        }
        (_, Some(archive), _) => signer.verify(&archive),
        (_, None, _) => bail!("give --output or --verify"),
    }
}

async fn write(output: &Path, vault: &Vault, store: &Store, signer: &Signer, operator: &Operator) -> Result<()> {
    let pool = owners_database()?;
    let nik = read_nik()?;
    let numbers = of_nik(&pool, vault, &nik).await?;
    let drafts = accounts::operator::person::export(&pool, vault, &nik).await?;
    let complaints = accounts::operator::complaints::export(&pool, vault, &nik).await?;
    if numbers.is_empty() && drafts.is_empty() && complaints.is_empty() {
        bail!("nothing is kept about this NIK");
    }
    // The log records who opens somebody's data before the data is open.
    audit::record(&pool, &operator.entry(Action::ExportPerson).detail(counted(&numbers, &drafts))).await?;
    for number in &numbers {
        audit::record(&pool, &operator.entry(Action::ReadTicket).ticket_anywhere(*number)).await?;
    }
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(output)
        .with_context(|| format!("making {}; a file that is there is not written over", output.display()))?;
    let mut archive = Archive::new(file);
    for number in &numbers {
        add_ticket(&mut archive, &pool, vault, store, *number).await.with_context(|| format!("ticket {number}"))?;
    }
    for (id, draft) in &drafts {
        archive.add(&format!("accounts/{id}.json"), &serde_json::to_vec_pretty(draft)?)?;
    }
    if !complaints.is_empty() {
        archive.add("accounts/complaints.json", &serde_json::to_vec_pretty(&complaints)?)?;
    }
    archive.finish(signer)?;
    say(format!("{} in {}; check it with helpdesk export --verify", counted(&numbers, &drafts), output.display()));
    Ok(())
}

/// How much there is, in words.
fn counted(numbers: &[TicketNumber], drafts: &[(Uuid, Value)]) -> String {
    match drafts.len() {
        0 => format!("{} tickets", numbers.len()),
        drafts => format!("{} tickets and {drafts} drafts of an account", numbers.len()),
    }
}

async fn add_ticket(
    archive: &mut Archive,
    pool: &Pool,
    vault: &Vault,
    store: &Store,
    number: TicketNumber,
) -> Result<()> {
    let ticket = intake::operator::export::open(pool, vault, number).await?;
    let stage = desk::stage(pool, number).await?;
    let timeline: Vec<Value> = desk::timeline(pool, number)
        .await?
        .into_iter()
        .map(|step| json!({ "stage": step.stage, "desk": step.desk, "at": step.at.to_string() }))
        .collect();
    let answers: Vec<Value> = desk::answers(pool, &ticket.key, ticket.id, number)
        .await?
        .into_iter()
        .map(|answer| {
            let at = answer.answered_at.to_string();
            json!({ "revision": answer.revision, "text": answer.text, "desk": answer.desk, "answered_at": at })
        })
        .collect();
    let follow_up = desk::follow_up(pool, &ticket.key, ticket.id, number)
        .await?
        .map(|said| json!({ "text": said.text, "at": said.at.to_string() }));
    let questions: Vec<Value> = desk::questions(pool, &ticket.key, ticket.id, number)
        .await?
        .into_iter()
        .map(|asked| {
            let reply = asked.reply.map(|said| json!({ "text": said.text, "at": said.at.to_string() }));
            json!({ "text": asked.text, "at": asked.at.to_string(), "reply": reply })
        })
        .collect();
    let approvals: Vec<Value> = desk::approvals(pool, number)
        .await?
        .into_iter()
        .map(|approval| {
            let settled = approval.settled_at.map(|at| at.to_string());
            json!({ "at": approval.asked_at.to_string(), "settled_at": settled, "outcome": approval.outcome })
        })
        .collect();
    let readers: Vec<Value> = audit::operator::export::readers(pool, number)
        .await?
        .into_iter()
        .map(|reader| {
            json!({ "at": reader.at.to_string(), "who": reader.who, "what": reader.what, "desk": reader.desk })
        })
        .collect();
    let about = json!({
        "ticket_number": number.to_string(),
        "form": ticket.form,
        "stage": stage.as_deref().unwrap_or("submitted"),
        "submitted_at": ticket.submitted_at.to_string(),
        "answer_due_at": ticket.answer_due_at.to_string(),
        "content": ticket.content,
        "contact": ticket.notice_address,
        "timeline": timeline,
        "answers": answers,
        "follow_up": follow_up,
        "questions": questions,
        "approved_for_account": approvals,
        "read_by": readers,
    });
    archive.add(&format!("{number}/ticket.json"), &serde_json::to_vec_pretty(&about)?)?;
    for document in &ticket.documents {
        let object = ticket.object_key.as_deref().context("its documents have no object")?;
        let sealed = store.get_range(object, document.offset, document.length).await?;
        let bytes = open_document(&ticket.key, ticket.id, document, &sealed)?;
        archive.add(&format!("{number}/{}.{}", document.kind.as_str(), document.media_type.extension()), &bytes)?;
    }
    Ok(())
}

/// The archive during writing.
struct Archive {
    tar: tar::Builder<File>,
    files: Vec<Value>,
    now: jiff::Timestamp,
}

impl Archive {
    fn new(file: File) -> Self {
        Self { tar: tar::Builder::new(file), files: Vec::new(), now: Clock::system().now() }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.files.push(json!({ "name": name, "sha256": hex(digest(&SHA256, bytes).as_ref()), "bytes": bytes.len() }));
        self.put(name, bytes)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(bytes.len())?);
        header.set_mode(0o600);
        header.set_mtime(u64::try_from(self.now.as_second())?);
        Ok(self.tar.append_data(&mut header, name, bytes)?)
    }

    /// Writes the manifest last, because it names all files before it.
    fn finish(mut self, signer: &Signer) -> Result<()> {
        let made = format!("{} WIB", wib_text(self.now));
        let manifest = serde_json::to_vec_pretty(&json!({ "made_at": made, "files": self.files }))?;
        self.put("manifest.json", &manifest)?;
        self.put("manifest.sig", BASE64_STANDARD.encode(signer.0.sign(&manifest)).as_bytes())?;
        self.put("public-key.txt", BASE64_STANDARD.encode(signer.0.public_key()).as_bytes())?;
        self.tar.into_inner()?.sync_all()?;
        Ok(())
    }
}

/// The key of this installation's signatures.
struct Signer(Ed25519KeyPair);

impl Signer {
    fn new(vault: &Vault) -> Result<Self> {
        let seed = vault.index(Index::ExportSignature, b"ed25519");
        // The reason of a refusal does not matter: 32 bytes are always a seed.
        Ed25519KeyPair::from_seed_unchecked(seed.as_bytes())
            .ok()
            .map(Self)
            .context("the vault's index key gives no signing key")
    }

    fn verify(&self, archive: &Path) -> Result<()> {
        let file = File::open(archive).with_context(|| format!("reading {}", archive.display()))?;
        let (mut digests, mut manifest, mut signature) = (Vec::new(), Vec::new(), Vec::new());
        for entry in tar::Archive::new(file.take(LARGEST)).entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let mut bytes = Vec::new();
            entry.by_ref().take(LARGEST_FILE).read_to_end(&mut bytes)?;
            match name.as_str() {
                "manifest.json" => manifest = bytes,
                "manifest.sig" => {
                    signature = BASE64_STANDARD.decode(bytes.trim_ascii()).context("manifest.sig is not base64")?;
                }
                "public-key.txt" => {}
                _ => digests.push((name, hex(digest(&SHA256, &bytes).as_ref()))),
            }
        }
        let key = UnparsedPublicKey::new(&ED25519, self.0.public_key().as_ref());
        ensure!(
            key.verify(&manifest, &signature).is_ok(),
            "this installation did not sign the archive, or its manifest was changed"
        );
        let named: Value = serde_json::from_slice(&manifest).context("manifest.json is not JSON")?;
        let files = named.get("files").and_then(Value::as_array).context("manifest.json names no files")?;
        let text = |file: &Value, name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let named: Vec<(String, String)> =
            files.iter().map(|file| (text(file, "name"), text(file, "sha256"))).collect();
        ensure!(named == digests, "files were changed, added or removed since the archive was signed");
        say(format!("{} files, as this installation signed them", named.len()));
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a text never fails.
        write!(text, "{byte:02x}").ok();
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(signer: &Signer, name: &str, bytes: &[u8]) -> PathBuf {
        let path = std::env::temp_dir().join(format!("export-{}-{name}.tar", std::process::id()));
        let mut archive = Archive::new(File::create(&path).unwrap());
        archive.add("702026112100001/ticket.json", bytes).unwrap();
        archive.finish(signer).unwrap();
        path
    }

    #[test]
    fn an_archive_that_was_changed_or_signed_elsewhere_is_told() {
        let signer = Signer::new(&Vault::for_tests()).unwrap();
        let path = archive(&signer, "changed", b"{\"answer\": \"silakan\"}");
        assert!(signer.verify(&path).is_ok());
        assert!(Signer::new(&Vault::for_tests()).unwrap().verify(&path).is_err(), "another installation's key");
        let bytes = std::fs::read(&path).unwrap();
        let at = bytes.windows(7).position(|window| window == b"silakan").unwrap();
        let mut changed = bytes.clone();
        changed[at] = b'S';
        std::fs::write(&path, changed).unwrap();
        assert!(signer.verify(&path).is_err(), "a changed letter");
        std::fs::remove_file(&path).unwrap();
    }
}
