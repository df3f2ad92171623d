//! The documents' store against a real server: what it promises to its callers.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use bytes::Bytes;
use documents::{Store, StoreConfig, StoreError};
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use tokio::task::JoinSet;

use crate::process::{Folder, Server};

/// Longest time any call may take, however the server behaves.
const LONGEST_CALL: Duration = Duration::from_secs(15);

fn in_an_hour() -> Timestamp {
    Clock::system().now() + SignedDuration::from_hours(1)
}

#[tokio::test]
async fn a_document_is_read_by_its_range() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = server.store();
    let bytes: Vec<u8> = (0..=255).cycle().take(450_000).collect();
    store.put("submissions/2026-11-21/a", Bytes::from(bytes.clone())).await.unwrap();
    assert_eq!(store.get_range("submissions/2026-11-21/a", 150_000, 150_000).await.unwrap(), bytes[150_000..300_000]);
    assert_eq!(store.get_range("submissions/2026-11-21/a", 0, 450_000).await.unwrap(), bytes);
}

#[tokio::test]
async fn what_is_not_there_is_missing_and_what_is_too_short_is_said_to_be() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = server.store();
    assert!(matches!(store.get_range("tidak/ada", 0, 1).await, Err(StoreError::Missing)));
    store.put("pendek", Bytes::from_static(b"isi")).await.unwrap();
    for (offset, length) in [(0, 4), (2, 2), (3, 1), (100, 1), (0, 0), (u64::MAX, 2)] {
        let answer = store.get_range("pendek", offset, length).await;
        assert!(matches!(answer, Err(StoreError::WrongLength)), "{offset}+{length}: {answer:?}");
    }
}

#[tokio::test]
async fn deleting_is_final_and_may_be_repeated() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = server.store();
    store.put("a", Bytes::from_static(b"isi")).await.unwrap();
    store.delete("a").await.unwrap();
    assert!(matches!(store.get_range("a", 0, 3).await, Err(StoreError::Missing)));
    store.delete("a").await.unwrap();
}

#[tokio::test]
async fn a_listing_shows_every_old_object_once_page_by_page() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = server.store();
    let mut puts = JoinSet::new();
    for number in 0..1_003 {
        let store = store.clone();
        puts.spawn(
            async move { store.put(&format!("submissions/2026-11-21/{number:04}"), Bytes::from_static(b"x")).await },
        );
        if puts.len() == 32 {
            puts.join_next().await.unwrap().unwrap().unwrap();
        }
    }
    while let Some(put) = puts.join_next().await {
        put.unwrap().unwrap();
    }
    store.put("submissions/2026-11-22/lain", Bytes::from_static(b"x")).await.unwrap();

    let (mut keys, mut pages, mut start_after) = (BTreeSet::new(), 0, None);
    loop {
        let page = store.list("submissions/2026-11-21/", in_an_hour(), start_after.as_deref()).await.unwrap();
        pages += 1;
        for object in page.objects {
            assert!(keys.insert(object.key), "an object is there twice");
        }
        start_after = page.next_start_after;
        if start_after.is_none() {
            break;
        }
    }
    assert_eq!((keys.len(), pages), (1_003, 2));

    let an_hour_ago = Clock::system().now() - SignedDuration::from_hours(1);
    let young = store.list("submissions/2026-11-21/", an_hour_ago, None).await.unwrap();
    assert!(young.objects.is_empty(), "young objects are not listed");
    assert!(young.next_start_after.is_some(), "but the pages behind them are");
}

#[tokio::test]
async fn a_bucket_is_made_once_and_readiness_tells_whether_it_is_there() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = Store::new(&StoreConfig { bucket: "baru".to_owned(), ..server.config() });
    assert!(store.probe().check().await.is_err());
    store.create_bucket().await.unwrap();
    store.create_bucket().await.unwrap();
    assert_eq!(store.probe().check().await, Ok(()));
    store.put("a", Bytes::from_static(b"isi")).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_away_is_unavailable_at_once() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store = server.store();
    store.put("a", Bytes::from_static(b"isi")).await.unwrap();
    assert!(server.terminate().success());
    let start = Instant::now();
    assert!(matches!(store.put("a", Bytes::from_static(b"isi")).await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.get_range("a", 0, 3).await, Err(StoreError::Unavailable(_))));
    assert!(store.probe().check().await.is_err());
    assert!(start.elapsed() < LONGEST_CALL);
}

#[tokio::test]
async fn a_server_that_never_answers_is_unavailable_in_time() {
    // Connections are taken into the queue of the socket and nobody ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = Folder::new();
    let server = Server::start(&folder);
    let store =
        Store::new(&StoreConfig { endpoint: format!("http://{}", silent.local_addr().unwrap()), ..server.config() });
    let start = Instant::now();
    let answers =
        tokio::join!(store.put("a", Bytes::from_static(b"isi")), store.get_range("a", 0, 3), store.delete("a"));
    assert!(matches!(answers.0, Err(StoreError::Unavailable(_))));
    assert!(matches!(answers.1, Err(StoreError::Unavailable(_))));
    assert!(matches!(answers.2, Err(StoreError::Unavailable(_))));
    assert!(start.elapsed() < LONGEST_CALL, "{:?}", start.elapsed());
}

#[tokio::test]
async fn an_https_address_is_spoken_to_in_tls_only() {
    // The server speaks plain HTTP, so the handshake fails: nothing is ever sent in the clear.
    let folder = Folder::new();
    let server = Server::start(&folder);
    let endpoint = server.endpoint.replace("http://", "https://");
    let store = Store::new(&StoreConfig { endpoint, ..server.config() });
    assert!(matches!(store.put("a", Bytes::from_static(b"isi")).await, Err(StoreError::Unavailable(_))));
    assert_eq!(folder.files(), 0);
}
