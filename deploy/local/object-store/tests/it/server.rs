//! What the object store promises as a process.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;

use bytes::Bytes;
use documents::{Store, StoreConfig, StoreError};
use secrecy::SecretString;

use crate::process::{BUCKET, DEADLINE, Folder, Server};

#[tokio::test]
async fn data_survives_a_restart() {
    let folder = Folder::new();
    let first = Server::start(&folder);
    first.store().put("a/b", Bytes::from_static(b"isi")).await.unwrap();
    assert!(first.terminate().success());
    let second = Server::start(&folder);
    assert_eq!(second.store().get_range("a/b", 0, 3).await.unwrap(), "isi");
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = Folder::new();
    let first = Server::start(&folder);
    first.store().put("a/b", Bytes::from_static(b"isi")).await.unwrap();
    drop(first);
    assert_eq!(Server::start(&folder).store().get_range("a/b", 0, 3).await.unwrap(), "isi");
}

#[test]
fn requests_without_a_signature_are_refused() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    for request in [
        format!("GET /{BUCKET}?list-type=2"),
        format!("GET /{BUCKET}/a"),
        format!("PUT /{BUCKET}/a"),
        "GET /".to_owned(),
    ] {
        let address = server.endpoint.strip_prefix("http://").unwrap();
        let mut connection = TcpStream::connect(address).unwrap();
        connection.set_read_timeout(Some(DEADLINE)).unwrap();
        write!(connection, "{request} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 403 "), "{request}: {answer}");
    }
    assert_eq!(folder.files(), 0);
}

#[tokio::test]
async fn a_wrong_key_is_refused() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let wrong_secret = StoreConfig { secret_access_key: SecretString::from("salah"), ..server.config() };
    let wrong_name = StoreConfig { access_key_id: "orang-lain".into(), ..server.config() };
    for config in [wrong_secret, wrong_name] {
        let refused = Store::new(&config).put("a", Bytes::from_static(b"isi")).await;
        assert!(matches!(refused, Err(StoreError::Refused { status: 400..=403, .. })), "{refused:?}");
    }
    assert_eq!(folder.files(), 0);
}

#[test]
fn it_does_not_start_without_its_key() {
    let output = Command::new(env!("CARGO_BIN_EXE_object-store"))
        .args(["--listen", "127.0.0.1:0", "--bucket", BUCKET, "--root", env!("CARGO_TARGET_TMPDIR")])
        .env_remove("S3_ACCESS_KEY_ID")
        .env_remove("S3_SECRET_ACCESS_KEY")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("S3_ACCESS_KEY_ID must be set"));
}
