//! A server that misbehaves to order. It speaks HTTP/1.1 over a plain socket, so that it can do what no proper server
//! would: stop in the middle of a letter, say nothing, never end.

use serde_json::Value;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with one request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A status with headers and a whole body.
    Status(u16, Vec<(&'static str, String)>, String),
    /// A stream of events in pieces of this many bytes, which ends properly.
    Stream(Vec<u8>, usize),
    /// The same under another content type.
    StreamAs(&'static str, Vec<u8>),
    /// A stream that breaks off after so many bytes.
    Cut(Vec<u8>, usize),
    /// A stream that says nothing more after so many bytes.
    Stall(Vec<u8>, usize),
    /// Nothing at all.
    Hang,
    /// The connection closes without an answer.
    Close,
    /// Events without an end.
    Endless(Vec<u8>),
}

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) at: Instant,
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The server; it ends with the test.
pub(crate) struct FaultServer {
    pub(crate) base: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl FaultServer {
    /// A server that gives these replies in order, and the last one to everything after it.
    pub(crate) async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/v1", listener.local_addr().unwrap());
        let received: Arc<Mutex<Vec<Received>>> = Arc::default();
        let seen = Arc::clone(&received);
        tokio::spawn(async move {
            loop {
                let Ok((socket, _)) = listener.accept().await else { return };
                let (replies, seen) = (replies.clone(), Arc::clone(&seen));
                tokio::spawn(async move {
                    // A client that goes away in the middle is part of the tests.
                    let _ = serve(socket, &replies, &seen).await;
                });
            }
        });
        Self { base, received }
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

async fn serve(mut socket: TcpStream, replies: &[Reply], seen: &Mutex<Vec<Received>>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if socket.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let length: usize = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    while bytes.len() < head_end + length {
        if socket.read_buf(&mut bytes).await? == 0 {
            return Ok(());
        }
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let reply = {
        let mut seen = seen.lock().unwrap();
        let reply = replies.get(seen.len()).or(replies.last()).unwrap().clone();
        seen.push(Received { at: Instant::now(), path, head, body: bytes[head_end..].to_vec() });
        reply
    };
    match reply {
        Reply::Status(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            socket.write_all(format!("{head}\r\n{body}").as_bytes()).await?;
        }
        Reply::Stream(body, size) => {
            begin(&mut socket, "text/event-stream").await?;
            for piece in body.chunks(size) {
                chunk(&mut socket, piece).await?;
            }
            socket.write_all(b"0\r\n\r\n").await?;
        }
        Reply::StreamAs(kind, body) => {
            begin(&mut socket, kind).await?;
            chunk(&mut socket, &body).await?;
            socket.write_all(b"0\r\n\r\n").await?;
        }
        Reply::Cut(body, after) => {
            begin(&mut socket, "text/event-stream; charset=utf-8").await?;
            if after > 0 {
                chunk(&mut socket, &body[..after]).await?;
            }
        }
        Reply::Stall(body, after) => {
            begin(&mut socket, "text/event-stream").await?;
            chunk(&mut socket, &body[..after]).await?;
            wait_for_the_client(&mut socket).await?;
        }
        Reply::Hang => wait_for_the_client(&mut socket).await?,
        Reply::Close => {}
        Reply::Endless(piece) => {
            begin(&mut socket, "text/event-stream").await?;
            loop {
                chunk(&mut socket, &piece).await?;
            }
        }
    }
    socket.flush().await?;
    socket.shutdown().await
}

async fn begin(socket: &mut TcpStream, kind: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n");
    socket.write_all(head.as_bytes()).await
}

async fn chunk(socket: &mut TcpStream, piece: &[u8]) -> std::io::Result<()> {
    socket.write_all(format!("{:x}\r\n", piece.len()).as_bytes()).await?;
    socket.write_all(piece).await?;
    socket.write_all(b"\r\n").await?;
    socket.flush().await
}

/// Waits until the client gives up; never longer than a minute, so that no test hangs.
async fn wait_for_the_client(socket: &mut TcpStream) -> std::io::Result<()> {
    let mut byte = [0];
    let _ = tokio::time::timeout(Duration::from_secs(60), socket.read(&mut byte)).await;
    Ok(())
}
