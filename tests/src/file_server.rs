//! A server of one file that misbehaves as told, and counts what it sends.
//!
//! Other crates take this file in by its path, so it uses the standard library alone.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How the server behaves. The default serves the file as a good server does.
#[derive(Debug, Clone, Default)]
pub struct Behaviour {
    /// The file.
    pub body: Arc<Vec<u8>>,
    /// Entity tag with its quotes.
    pub etag: Option<String>,
    /// Date of the last change.
    pub last_modified: Option<String>,
    /// Answers every request with the whole file.
    pub ignores_ranges: bool,
    /// Goes on with a range although `If-Range` names another version.
    pub ignores_if_range: bool,
    /// Says nothing of the length, and ends the file with the connection.
    pub hides_length: bool,
    /// Breaks every connection after so many bytes of the file.
    pub cut_after: Option<u64>,
    /// Sends up to this place in the file and then nothing more, once.
    pub stall_at: Option<u64>,
    /// Answers so many bytes too far on when asked for a range.
    pub range_off_by: u64,
    /// Statuses that are answered first, one for each request.
    pub statuses: Vec<u16>,
    /// Seconds of `Retry-After` that go with these.
    pub retry_after: Option<u64>,
    /// Sends every request on to there.
    pub redirect: Option<String>,
    /// Pause after each 64 KiB.
    pub pause: Option<Duration>,
}

/// What a client asked for: the lines of its head, in lower case.
pub type Request = Vec<String>;

struct Shared {
    behaviour: Mutex<Behaviour>,
    requests: Mutex<Vec<Request>>,
    sent: AtomicU64,
    ended: AtomicBool,
}

/// The server, until it is dropped. Listens on a free port of this machine.
pub struct FileServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl FileServer {
    /// Starts serving.
    ///
    /// # Errors
    /// Those of listening on loopback.
    pub fn start(behaviour: Behaviour) -> std::io::Result<FileServer> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            behaviour: Mutex::new(behaviour),
            requests: Mutex::default(),
            sent: AtomicU64::new(0),
            ended: AtomicBool::new(false),
        });
        let served = shared.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if served.ended.load(Ordering::SeqCst) {
                    return;
                }
                let served = served.clone();
                // A client that goes away ends the thread; that is what the tests are about.
                std::thread::spawn(move || stream.and_then(|stream| serve(&served, stream)));
            }
        });
        Ok(FileServer { address, shared })
    }

    /// Address of the file, under that name.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("http://{}/{name}", self.address)
    }

    /// Changes how it behaves from the next request on.
    pub fn behave(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut lock(&self.shared.behaviour));
    }

    /// Bytes of the file that were sent so far, of all connections together.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::SeqCst)
    }

    /// What was asked so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// Forgets what was sent and asked.
    pub fn forget(&self) {
        self.shared.sent.store(0, Ordering::SeqCst);
        lock(&self.shared.requests).clear();
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
    }
}

/// The value of a header in a request.
#[must_use]
pub fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim))
}

fn serve(shared: &Shared, mut stream: TcpStream) -> std::io::Result<()> {
    let request = read_head(&mut stream)?;
    let behaviour = {
        let mut current = lock(&shared.behaviour);
        let now = current.clone();
        if now.statuses.is_empty() {
            current.stall_at = None;
        } else {
            current.statuses.remove(0);
        }
        now
    };
    lock(&shared.requests).push(request.clone());
    let mut head = String::new();
    let mut line = |text: String| {
        head.push_str(&text);
        head.push_str("\r\n");
    };
    if let Some(status) = behaviour.statuses.first() {
        line(format!("HTTP/1.1 {status} No"));
        if let Some(seconds) = behaviour.retry_after {
            line(format!("Retry-After: {seconds}"));
        }
        line("Content-Length: 0\r\nConnection: close\r\n".to_owned());
        return stream.write_all(head.as_bytes());
    }
    if let Some(target) = &behaviour.redirect {
        line(format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nSet-Cookie: me=you\r\nContent-Length: 0"));
        line("Connection: close\r\n".to_owned());
        return stream.write_all(head.as_bytes());
    }
    let length = behaviour.body.len() as u64;
    let current = header(&request, "if-range").is_none_or(|tag| {
        let is = |mark: &Option<String>| mark.as_ref().is_some_and(|mark| mark.to_lowercase() == tag);
        behaviour.ignores_if_range || is(&behaviour.etag) || is(&behaviour.last_modified)
    });
    let from = header(&request, "range")
        .filter(|_| current && !behaviour.ignores_ranges)
        .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<u64>().ok());
    let begin = match from {
        Some(from) if from >= length => {
            line(format!("HTTP/1.1 416 No\r\nContent-Range: bytes */{length}\r\nContent-Length: 0"));
            line("Connection: close\r\n".to_owned());
            return stream.write_all(head.as_bytes());
        }
        Some(from) => {
            let from = (from + behaviour.range_off_by).min(length - 1);
            line(format!("HTTP/1.1 206 Some\r\nContent-Range: bytes {from}-{}/{length}", length - 1));
            from
        }
        None => {
            line("HTTP/1.1 200 All".to_owned());
            0
        }
    };
    if !behaviour.hides_length {
        line(format!("Content-Length: {}", length - begin));
    }
    for (name, value) in [("ETag", &behaviour.etag), ("Last-Modified", &behaviour.last_modified)] {
        if let Some(value) = value {
            line(format!("{name}: {value}"));
        }
    }
    line("Set-Cookie: id=7\r\nConnection: close\r\n".to_owned());
    stream.write_all(head.as_bytes())?;
    send(shared, &mut stream, &behaviour, begin)
}

fn send(shared: &Shared, stream: &mut TcpStream, behaviour: &Behaviour, begin: u64) -> std::io::Result<()> {
    let length = behaviour.body.len() as u64;
    let cut = behaviour.cut_after.map_or(length, |bytes| (begin + bytes).min(length));
    let stall = behaviour.stall_at.filter(|place| *place >= begin).unwrap_or(length);
    let end = cut.min(stall);
    for block in behaviour.body[begin as usize..end as usize].chunks(64 << 10) {
        stream.write_all(block)?;
        shared.sent.fetch_add(block.len() as u64, Ordering::SeqCst);
        if let Some(pause) = behaviour.pause {
            std::thread::sleep(pause);
        }
    }
    if stall < length && end == stall {
        wait_for_end(shared, stream)?;
    }
    stream.shutdown(Shutdown::Both)
}

/// Holds the connection until the other side lets go of it.
fn wait_for_end(shared: &Shared, stream: &mut TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_millis(50)))?;
    let mut byte = [0];
    loop {
        match stream.read(&mut byte) {
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            _ => return Ok(()),
        }
        if shared.ended.load(Ordering::SeqCst) {
            return Ok(());
        }
    }
}

fn read_head(stream: &mut TcpStream) -> std::io::Result<Request> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && head.len() < 16 << 10 {
        if stream.read(&mut byte)? == 0 {
            break;
        }
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).lines().map(str::to_lowercase).filter(|line| !line.is_empty()).collect())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
