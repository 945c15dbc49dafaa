//! A line between who asks and who answers, on which every byte is counted.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Passes on what goes by, and counts it.
#[derive(Default)]
pub struct Line {
    asked: AtomicU64,
    answered: AtomicU64,
}

impl Line {
    /// A line to a server, and the address that a client asks instead.
    pub async fn to(server: SocketAddr) -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let line = Arc::new(Line::default());
        tokio::spawn(Arc::clone(&line).between(listener, server));
        (line, url)
    }

    /// Counts from nothing again.
    pub fn begin(&self) {
        self.asked.store(0, Ordering::Relaxed);
        self.answered.store(0, Ordering::Relaxed);
    }

    /// Bytes that were asked and answered.
    pub fn bytes(&self) -> (u64, u64) {
        (self.asked.load(Ordering::Relaxed), self.answered.load(Ordering::Relaxed))
    }

    async fn between(self: Arc<Self>, listener: TcpListener, to: SocketAddr) {
        while let Ok((near, _)) = listener.accept().await {
            let far = TcpStream::connect(to).await.unwrap();
            near.set_nodelay(true).unwrap();
            far.set_nodelay(true).unwrap();
            let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
            tokio::spawn(pass(near_in, far_out, Arc::clone(&self), |line| &line.asked));
            tokio::spawn(pass(far_in, near_out, Arc::clone(&self), |line| &line.answered));
        }
    }
}

async fn pass(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    line: Arc<Line>,
    count: fn(&Line) -> &AtomicU64,
) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        count(&line).fetch_add(read as u64, Ordering::Relaxed);
        if to.write_all(&buffer[..read]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
