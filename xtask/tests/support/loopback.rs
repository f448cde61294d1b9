//! A scripted HTTP server on the loopback interface, for tests of the download pass.
//!
//! A path has a script of replies for its first requests and one steady reply for all after that,
//! and counts what it was asked and what it sent. A reply can be well behaved (`ETag` and 304, gzip
//! when asked for) or not (cut off, silent, endless, a wrong length, arbitrary bytes).
//!
//! An integration test takes it in with `#[path = "support/loopback.rs"] mod loopback;`.
#![allow(
    dead_code,
    reason = "each test crate that includes this file uses a part of it"
)]

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The server; it stops when it is dropped.
#[derive(Debug)]
pub(crate) struct LoopbackServer {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<JoinHandle<()>>,
}

/// A request, as far as tests look at it.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    path: String,
    headers: Vec<(String, String)>,
}

/// One answer to one request.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    etag: Option<String>,
    last_modified: Option<String>,
    body: Vec<u8>,
    gzip: bool,
    conduct: Conduct,
}

/// How a reply is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Conduct {
    /// As HTTP wants it.
    Proper,
    /// With a wrong Content-Length.
    ClaimLength(usize),
    /// With a right Content-Length, but closed after so many bytes of the body.
    CutAfter(usize),
    /// With a right Content-Length, but nothing more after so many bytes of the body.
    StallAfter(usize),
    /// Nothing at all, with the connection kept open.
    Silent,
    /// The body over and over, without a Content-Length, until the client hangs up.
    Endless,
    /// The body alone, without a status line or headers of ours.
    Raw,
}

#[derive(Debug, Default)]
struct State {
    routes: Mutex<BTreeMap<String, Route>>,
    stopping: AtomicBool,
}

#[derive(Debug, Default)]
struct Route {
    script: VecDeque<Reply>,
    steady: Option<Reply>,
    requests: Vec<Request>,
    body_bytes: u64,
}

impl LoopbackServer {
    /// Listens on a free port of 127.0.0.1; any path is 404 until it is given a reply.
    pub(crate) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let listener = thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stopping.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    // That a client hangs up is part of many tests, and shows in the client.
                    let _ = stream.and_then(|stream| shared.serve(&stream));
                });
            }
        });
        Ok(Self {
            address,
            state,
            listener: Some(listener),
        })
    }

    /// The address of a path, which starts with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets what each request for `path` gets once the script is over.
    pub(crate) fn serve(&self, path: &str, reply: Reply) {
        self.state.route(path, |route| route.steady = Some(reply));
    }

    /// Adds what the next requests for `path` get, one reply each.
    pub(crate) fn script(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.state.route(path, |route| route.script.extend(replies));
    }

    /// The requests for `path` so far.
    pub(crate) fn requests(&self, path: &str) -> Vec<Request> {
        self.state.route(path, |route| route.requests.clone())
    }

    /// The bytes of bodies sent for `path` so far, as encoded.
    pub(crate) fn body_bytes(&self, path: &str) -> u64 {
        self.state.route(path, |route| route.body_bytes)
    }

    /// `text` with this server's port replaced by `PORT`, so that messages can be compared.
    pub(crate) fn normalize(&self, text: &str) -> String {
        text.replace(&self.address.to_string(), "127.0.0.1:PORT")
    }
}

impl Drop for LoopbackServer {
    fn drop(&mut self) {
        self.state.stopping.store(true, Ordering::SeqCst);
        // One more connection wakes the listener up to see that. If that fails, it is not waited for.
        let woken = TcpStream::connect(self.address);
        if let (Ok(_), Some(listener)) = (woken, self.listener.take()) {
            let _ = listener.join();
        }
    }
}

impl Request {
    /// The value of a header, whose name is given in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn read(stream: &TcpStream) -> io::Result<Self> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Self { path, headers })
    }
}

impl Reply {
    /// 200 with a body.
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            etag: None,
            last_modified: None,
            body: body.into(),
            gzip: false,
            conduct: Conduct::Proper,
        }
    }

    /// Any status, with a line of text as its body.
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::ok("this is not the file\n")
        }
    }

    /// 302 to another address or path.
    pub(crate) fn redirect(location: &str) -> Self {
        Self::status(302).header("Location", location)
    }

    /// 200 with `chunk` over and over, until the client hangs up.
    pub(crate) fn endless(chunk: impl Into<Vec<u8>>) -> Self {
        Self::ok(chunk).conduct(Conduct::Endless)
    }

    /// No answer, ever.
    pub(crate) fn silence() -> Self {
        Self::ok("").conduct(Conduct::Silent)
    }

    /// `bytes` instead of an HTTP response.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::ok(bytes).conduct(Conduct::Raw)
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds an `ETag`, and answers 304 to a request that has it.
    pub(crate) fn etag(mut self, etag: &str) -> Self {
        self.etag = Some(etag.to_owned());
        self
    }

    /// Adds a Last-Modified date, and answers 304 to a request that has it and no `ETag`.
    pub(crate) fn last_modified(mut self, date: &str) -> Self {
        self.last_modified = Some(date.to_owned());
        self
    }

    /// Encodes the body with gzip when the client accepts that.
    pub(crate) fn gzip(mut self) -> Self {
        self.gzip = true;
        self
    }

    /// Claims another length than the body has.
    pub(crate) fn claim_length(self, length: usize) -> Self {
        self.conduct(Conduct::ClaimLength(length))
    }

    /// Closes the connection after `count` bytes of the body.
    pub(crate) fn cut_after(self, count: usize) -> Self {
        self.conduct(Conduct::CutAfter(count))
    }

    /// Sends nothing more after `count` bytes of the body.
    pub(crate) fn stall_after(self, count: usize) -> Self {
        self.conduct(Conduct::StallAfter(count))
    }

    fn conduct(mut self, conduct: Conduct) -> Self {
        self.conduct = conduct;
        self
    }

    /// What is really sent to this client: 304 or the body, gzip or not.
    fn adapt(mut self, request: &Request) -> io::Result<Self> {
        let unchanged = match (&self.etag, request.header("if-none-match")) {
            (Some(etag), Some(asked)) => asked == etag,
            (_, Some(_)) => false,
            (_, None) => match (&self.last_modified, request.header("if-modified-since")) {
                (Some(date), Some(asked)) => asked == date,
                _ => false,
            },
        };
        if let Some(etag) = &self.etag {
            self.headers.push(("ETag".to_owned(), etag.clone()));
        }
        if let Some(date) = &self.last_modified {
            self.headers
                .push(("Last-Modified".to_owned(), date.clone()));
        }
        let accepted = request.header("accept-encoding").unwrap_or_default();
        if unchanged {
            self.status = 304;
            self.body.clear();
        } else if self.gzip && accepted.contains("gzip") {
            self.body = gzip(&self.body)?;
            self = self.header("Content-Encoding", "gzip");
        }
        Ok(self)
    }

    fn head(&self) -> String {
        let reason = match self.status {
            200 => "OK",
            302 => "Found",
            304 => "Not Modified",
            404 => "Not Found",
            429 => "Too Many Requests",
            500 => "Internal Server Error",
            503 => "Service Unavailable",
            _ => "Unnamed",
        };
        let mut lines = vec![
            format!("HTTP/1.1 {} {reason}", self.status),
            "Connection: close".to_owned(),
        ];
        lines.extend(
            self.headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        match self.conduct {
            Conduct::Endless => {}
            Conduct::ClaimLength(length) => lines.push(format!("Content-Length: {length}")),
            _ => lines.push(format!("Content-Length: {}", self.body.len())),
        }
        lines.join("\r\n") + "\r\n\r\n"
    }
}

impl State {
    fn route<T>(&self, path: &str, action: impl FnOnce(&mut Route) -> T) -> T {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        action(routes.entry(path.to_owned()).or_default())
    }

    fn serve(&self, mut stream: &TcpStream) -> io::Result<()> {
        let request = Request::read(stream)?;
        let path = request.path.clone();
        let reply = self.route(&path, |route| {
            route.requests.push(request.clone());
            route.script.pop_front().or_else(|| route.steady.clone())
        });
        let reply = reply
            .unwrap_or_else(|| Reply::status(404))
            .adapt(&request)?;
        if !matches!(reply.conduct, Conduct::Silent | Conduct::Raw) {
            stream.write_all(reply.head().as_bytes())?;
        }
        match reply.conduct {
            Conduct::Silent => wait_for_client(stream),
            Conduct::CutAfter(count) => self.send(stream, &path, first(&reply.body, count)),
            Conduct::StallAfter(count) => {
                self.send(stream, &path, first(&reply.body, count))?;
                wait_for_client(stream)
            }
            Conduct::Endless => loop {
                self.send(stream, &path, &reply.body)?;
            },
            Conduct::Proper | Conduct::ClaimLength(_) | Conduct::Raw => {
                self.send(stream, &path, &reply.body)
            }
        }?;
        stream.shutdown(Shutdown::Write)?;
        wait_for_client(stream)
    }

    /// Counts the bytes before they leave, so that a client which has them finds them counted.
    fn send(&self, mut stream: &TcpStream, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.route(path, |route| route.body_bytes += bytes.len() as u64);
        stream.write_all(bytes)
    }
}

/// `bytes` as one gzip member; several of them in a row are a gzip file too.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn first(bytes: &[u8], count: usize) -> &[u8] {
    bytes.get(..count).unwrap_or(bytes)
}

/// Returns when the client closes the connection, so that it is never reset under its hands.
fn wait_for_client(stream: &TcpStream) -> io::Result<()> {
    io::copy(&mut { stream }, &mut io::sink())?;
    Ok(())
}
