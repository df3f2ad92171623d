//! A port that cannot be opened is told in words that help.

use runtime::Process;
use tokio::net::TcpListener;

use crate::system;

#[tokio::test]
async fn a_busy_port_is_named_with_its_setting() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = system::config("15s");
    config.listen = other.local_addr().unwrap();
    let error = Process::bind(&config, Vec::new()).await.unwrap_err().to_string();
    assert!(error.starts_with(&format!("LISTEN: {} is in use", config.listen)), "{error}");
}
