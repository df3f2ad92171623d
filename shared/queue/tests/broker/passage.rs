//! A way to a server that a test can close, so that the server is away for some clients and not for all.

use std::io::ErrorKind;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A local port that leads to a server while it is open, and refuses connections while it is closed.
pub(crate) struct Passage {
    pub(crate) port: u16,
    server: (String, u16),
    carrying: Option<JoinHandle<()>>,
}

impl Passage {
    /// Closed at first.
    pub(crate) async fn to(server: (String, u16)) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        Self { port, server, carrying: None }
    }

    pub(crate) async fn open(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        let server = self.server.clone();
        self.carrying = Some(tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                open.spawn(carry(client, server.clone()));
            }
        }));
    }

    /// Cuts all connections and refuses new ones.
    pub(crate) async fn close(&mut self) {
        if let Some(carrying) = self.carrying.take() {
            carrying.abort();
            assert!(carrying.await.unwrap_err().is_cancelled());
        }
    }
}

async fn carry(mut client: TcpStream, server: (String, u16)) {
    let mut server = TcpStream::connect(server).await.unwrap();
    match tokio::io::copy_bidirectional(&mut client, &mut server).await {
        Err(error) if error.kind() != ErrorKind::ConnectionReset && error.kind() != ErrorKind::BrokenPipe => {
            panic!("{error}")
        }
        _ => {}
    }
}
