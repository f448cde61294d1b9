//! Tests of downloads that must fail, with the text that a person reads then.

use std::time::Duration;

use expect_test::expect;

use super::super::{SCHEMAS, fetch};
use super::Bench;
use super::loopback::{Reply, gzip};

#[test]
fn a_missing_file_is_not_asked_for_again() {
    let bench = Bench::new();
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/missing.json
          why:  the server answered 404 Not Found
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/missing.json"));
    assert_eq!(bench.requests("/missing.json"), 1);
}

#[test]
fn a_server_that_stays_in_trouble_is_given_up() {
    let bench = Bench::new();
    bench.server.serve("/spec.json", Reply::status(503));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/spec.json
          why:  the server answered 503 Service Unavailable (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/spec.json"));
    assert_eq!(bench.requests("/spec.json"), 4);
}

#[test]
fn no_attempt_starts_that_cannot_end_in_time() {
    let mut bench = Bench::new();
    bench.options.total_timeout = Duration::ZERO;
    bench.server.serve("/spec.json", Reply::status(500));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/spec.json
          why:  the server answered 500 Internal Server Error, and the limit of 0ns leaves no time for another attempt
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/spec.json"));
    assert_eq!(bench.requests("/spec.json"), 1);
}

#[test]
fn an_unreachable_host_points_at_offline_mode() {
    let mut bench = Bench::new();
    bench.options.quiet = true;
    // Nothing listens on port 1, which only root could open.
    let location = "http://127.0.0.1:1/schemas.zip".parse().unwrap();
    let error = fetch(&SCHEMAS, &location, &bench.options).unwrap_err();
    let text = error.to_string();
    let (before, after) = text.split_once("(os error ").unwrap();
    let after = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
    expect![[r#"
        cannot download the resource provider schemas from http://127.0.0.1:1/schemas.zip
          why:  no connection to the server: Connection refused (os error N) (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--schemas FILE` takes a copy that you have
    "#]].assert_eq(&format!("{before}(os error N{after}\n"));
}

#[test]
fn redirect_loops_and_chains_list_the_hops() {
    let mut bench = Bench::new();
    bench.options.max_redirects = 2;
    bench.server.serve("/a", Reply::redirect("/b"));
    bench.server.serve("/b", Reply::redirect("/a"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/a
          why:  the redirects go round in a circle
          via:  http://127.0.0.1:PORT/a
            ->  http://127.0.0.1:PORT/b
            ->  http://127.0.0.1:PORT/a
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/a"));
    for (from, to) in [("/1", "/2"), ("/2", "/3"), ("/3", "/4")] {
        bench.server.serve(from, Reply::redirect(to));
    }
    bench.server.serve("/4", Reply::ok("too far"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/1
          why:  there are more than 2 redirects
          via:  http://127.0.0.1:PORT/1
            ->  http://127.0.0.1:PORT/2
            ->  http://127.0.0.1:PORT/3
            ->  http://127.0.0.1:PORT/4
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/1"));
    assert_eq!(bench.requests("/4"), 0);
}

#[test]
fn a_failure_behind_a_redirect_names_both_addresses() {
    let bench = Bench::new();
    bench.server.serve("/latest", Reply::redirect("/v2"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/latest
          why:  the server answered 404 Not Found
          via:  http://127.0.0.1:PORT/latest
            ->  http://127.0.0.1:PORT/v2
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/latest"));
}

#[test]
fn redirects_to_unsafe_places_are_refused() {
    let bench = Bench::new();
    let mut errors = String::new();
    for target in [
        "http://mirror.example/spec.json",
        "ftp://mirror.example/spec.json",
        "file:///etc/passwd",
        "https://user:secret@mirror.example/",
        "http://[",
    ] {
        bench.server.serve("/spec.json", Reply::redirect(target));
        errors += &bench.why("/spec.json");
    }
    bench.server.serve("/spec.json", Reply::status(302));
    errors += &bench.why("/spec.json");
    expect![[r#"
        a redirect is refused: `http://mirror.example/spec.json` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https
        a redirect is refused: `ftp://mirror.example/spec.json`: ftp is not supported, only https is
        a redirect is refused: `file:///etc/passwd`: file is not supported, only https is
        a redirect is refused: an address may not carry a user name or password (host `mirror.example`): download the file yourself and give its path
        the server answered 302 Found without a usable Location
        the server answered 302 Found without a usable Location
    "#]].assert_eq(&errors);
}

#[test]
fn a_body_cut_half_way_is_no_success() {
    let mut bench = Bench::new();
    bench.options.retries = 1;
    let body = vec![b' '; 5_000];
    bench
        .server
        .serve("/cut", Reply::ok(body.clone()).cut_after(2_000));
    bench
        .server
        .serve("/long", Reply::ok(body.clone()).claim_length(6_000));
    bench.server.serve(
        "/short",
        Reply::ok(gzip(&body).unwrap())
            .header("Content-Encoding", "gzip")
            .claim_length(20),
    );
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/cut
          why:  the connection broke after 2.00 kB of 5.00 kB: end of file before message length reached (2 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/cut"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/long
          why:  the connection broke after 5.00 kB of 6.00 kB: end of file before message length reached (2 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/long"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/short
          why:  the gzip body ends too early, after 20 B (2 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/short"));
    assert_eq!(bench.requests("/cut"), 2);
}

#[test]
fn contradictory_framing_is_no_success() {
    let mut bench = Bench::new();
    bench.options.retries = 0;
    bench.server.serve(
        "/lengths",
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n{}  "),
    );
    bench.server.serve(
        "/chunks",
        Reply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
    );
    bench.server.serve("/ssh", Reply::raw("SSH-2.0-server\r\n"));
    bench.server.serve("/nothing", Reply::raw(""));
    let mut errors = String::new();
    for path in ["/lengths", "/chunks", "/ssh", "/nothing"] {
        errors += &bench.why(path);
    }
    expect![[r#"
        no HTTP answer came: invalid content-length parsed
        the connection broke after 2 B of an unannounced size: unexpected EOF during chunk size line
        no HTTP answer came: invalid HTTP version parsed
        no HTTP answer came: connection closed before message completed
    "#]]
    .assert_eq(&errors);
}

#[test]
fn a_silent_server_is_given_up() {
    let mut bench = Bench::new();
    bench.options.idle_timeout = Duration::from_millis(100);
    bench.options.retries = 1;
    bench.server.serve("/silent", Reply::silence());
    bench
        .server
        .serve("/stalls", Reply::ok("0123456789").stall_after(3));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/silent
          why:  the server sent nothing for 100ms (2 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/silent"));
    // Long enough for the head and three bytes on a busy machine.
    bench.options.idle_timeout = Duration::from_secs(1);
    bench.options.retries = 0;
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/stalls
          why:  the server sent nothing for 1s, after 3 B of 10 B
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/stalls"));
}

#[test]
fn a_body_that_drips_is_given_up() {
    let mut bench = Bench::new();
    bench.options.total_timeout = Duration::ZERO;
    bench.server.serve("/drips", Reply::ok("0123456789"));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/drips
          why:  10 B did not arrive within 0ns
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/drips"));
}

#[test]
fn the_cap_holds_for_what_is_announced_received_and_unpacked() {
    let mut bench = Bench::new();
    bench.options.max_bytes = 100_000;
    bench
        .server
        .serve("/announced", Reply::ok(vec![b' '; 150_000]));
    bench
        .server
        .serve("/endless", Reply::endless(vec![b' '; 10_000]));
    let bomb = gzip(&vec![b' '; 1_000_000]).unwrap();
    bench.server.serve(
        "/bomb",
        Reply::endless(bomb).header("Content-Encoding", "gzip"),
    );
    let mut errors = String::new();
    for path in ["/announced", "/endless", "/bomb"] {
        errors += &bench.why(path);
        assert_eq!(bench.requests(path), 1);
    }
    expect![[r#"
        the server announces 150.00 kB, more than the cap of 100.00 kB
        the server sends more than the cap of 100.00 kB
        the gzip body unpacks to more than the cap of 100.00 kB
    "#]]
    .assert_eq(&errors);
    // Just as much as the cap is fine.
    bench.server.serve("/full", Reply::ok(vec![b' '; 100_000]));
    assert_eq!(bench.fetch("/full").bytes.len(), 100_000);
}

#[test]
fn encodings_that_cannot_be_undone_are_refused() {
    let bench = Bench::new();
    let encoded = |body: &[u8], name| Reply::ok(body).header("Content-Encoding", name);
    bench
        .server
        .serve("/brotli", encoded(b"\x0b\x02\x80{}\x03", "br"));
    bench.server.serve(
        "/twice",
        encoded(b"{}", "gzip").header("Content-Encoding", "gzip"),
    );
    bench.server.serve("/liar", encoded(b"{}", "gzip"));
    let mut damaged = gzip(b"some text that is long enough to be damaged").unwrap();
    let checksum = damaged.len() - 8;
    damaged[checksum] ^= 0xff;
    bench.server.serve("/damaged", encoded(&damaged, "gzip"));
    let mut errors = String::new();
    for path in ["/brotli", "/twice", "/liar", "/damaged"] {
        errors += &bench.why(path);
    }
    expect![[r#"
        the body has the content encoding "br", but only gzip was asked for
        the body has the content encoding "gzip, gzip", but only gzip was asked for
        the gzip body ends too early, after 2 B (4 attempts)
        the gzip body is damaged: corrupt gzip stream does not have a matching checksum
    "#]]
    .assert_eq(&errors);
}
