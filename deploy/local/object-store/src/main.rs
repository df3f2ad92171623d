//! A small S3-compatible object store for one machine: objects are files under one folder.
//!
//! It exists so that a laptop and the tests have a store without installing one. It checks signatures (AWS Signature
//! Version 4) and refuses requests without one, and its data survives a restart. It does not force writes to the disk,
//! so it is not for production.

mod server;
mod termination;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;

/// A local S3-compatible object store: objects are files, requests must be signed.
#[derive(Parser)]
#[command(
    version,
    after_help = "The one access key comes from the environment: S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or NAME_FILE \
        for a file with it."
)]
struct Options {
    /// Address to listen on; port 0 takes a free one, which the ready line names
    #[arg(long, default_value = "127.0.0.1:9000")]
    listen: SocketAddr,

    /// Folder that holds the buckets; made if missing
    #[arg(long)]
    root: PathBuf,

    /// Bucket to make if missing
    #[arg(long)]
    bucket: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let service = service(&options)?;
    let termination = termination::requested().context("listening for signals")?;
    let listener =
        TcpListener::bind(options.listen).await.with_context(|| format!("listening on {}", options.listen))?;
    let address = listener.local_addr().context("reading the address")?;
    writeln!(std::io::stdout(), "object store ready on http://{address} with bucket {}", options.bucket)
        .context("saying that it is ready")?;
    server::serve(listener, service, termination).await;
    Ok(())
}

/// The store over its folder, with its bucket made and its one key set.
fn service(options: &Options) -> anyhow::Result<S3Service> {
    let (access_key_id, secret_access_key) = (setting("S3_ACCESS_KEY_ID")?, setting("S3_SECRET_ACCESS_KEY")?);
    anyhow::ensure!(s3s::path::check_bucket_name(&options.bucket), "{:?} is not a bucket name", options.bucket);
    let bucket = options.root.join(&options.bucket);
    std::fs::create_dir_all(&bucket).with_context(|| format!("making the folder {}", bucket.display()))?;
    let files = FileSystem::new(&options.root)
        .map_err(|error| anyhow::anyhow!("opening the folder {}: {error:?}", options.root.display()))?;
    let mut builder = S3ServiceBuilder::new(files);
    builder.set_auth(SimpleAuth::from_single(access_key_id, secret_access_key));
    Ok(builder.build())
}

/// A setting from the environment, or from the file that `NAME_FILE` names: command lines are visible to others, so
/// keys are not given there.
fn setting(name: &'static str) -> anyhow::Result<String> {
    let value = match std::env::var(format!("{name}_FILE")) {
        Ok(file) => std::fs::read_to_string(&file).with_context(|| format!("reading {name} from {file}"))?,
        Err(_) => std::env::var(name).unwrap_or_default(),
    };
    Some(value.trim().to_owned()).filter(|value| !value.is_empty()).with_context(|| format!("{name} must be set"))
}
