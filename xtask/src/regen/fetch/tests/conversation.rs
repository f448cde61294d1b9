//! Tests of downloads that end well, if need be after retries and redirects.

use std::time::Duration;

use expect_test::expect;

use super::super::Outcome;
use super::Bench;
use super::loopback::Reply;

#[test]
fn a_body_arrives_as_it_is() {
    let bench = Bench::new();
    bench.server.serve("/spec.json", Reply::ok("{\"a\": 1}"));
    let (fetched, log) = bench.run("/spec.json");
    let fetched = fetched.unwrap();
    assert_eq!(fetched.bytes, b"{\"a\": 1}");
    assert_eq!(fetched.outcome, Outcome::Downloaded);
    assert_eq!(fetched.location, bench.server.url("/spec.json"));
    expect![[r#"
        downloading http://127.0.0.1:PORT/spec.json
        downloaded 8 B in TIME
    "#]]
    .assert_eq(&log);
}

#[test]
fn gzip_is_asked_for_and_undone() {
    let bench = Bench::new();
    let body = "the same words again ".repeat(1_000);
    bench
        .server
        .serve("/spec.json", Reply::ok(body.as_str()).gzip());
    let (fetched, log) = bench.run("/spec.json");
    assert_eq!(fetched.unwrap().bytes, body.as_bytes());
    let on_the_wire = bench.server.body_bytes("/spec.json");
    assert!(on_the_wire < 1_000, "{on_the_wire}");
    assert!(
        log.ends_with(&format!("downloaded {on_the_wire} B in TIME\n")),
        "{log}"
    );
}

#[test]
fn an_empty_body_is_a_body() {
    let bench = Bench::new();
    bench.server.serve("/empty", Reply::ok(""));
    assert_eq!(bench.fetch("/empty").bytes, b"");
}

#[test]
fn the_server_learns_who_asks() {
    let bench = Bench::new();
    bench.server.serve("/spec.json", Reply::ok("{}"));
    bench.fetch("/spec.json");
    let requests = bench.server.requests("/spec.json");
    let agent = requests[0].header("user-agent").unwrap();
    assert!(agent.starts_with("cognito-cdk-xtask/"), "{agent}");
    assert_eq!(requests[0].header("if-none-match"), None);
}

#[test]
fn a_server_in_trouble_is_asked_again() {
    let bench = Bench::new();
    bench.server.script(
        "/spec.json",
        [
            Reply::status(500),
            Reply::ok("{\"long\": true}").cut_after(4),
            Reply::status(429),
        ],
    );
    bench
        .server
        .serve("/spec.json", Reply::ok("{\"long\": true}"));
    let (fetched, log) = bench.run("/spec.json");
    assert_eq!(fetched.unwrap().bytes, b"{\"long\": true}");
    assert_eq!(bench.requests("/spec.json"), 4);
    expect![[r#"
        downloading http://127.0.0.1:PORT/spec.json
        the server answered 500 Internal Server Error; trying again in 0.0 s
        the connection broke after 4 B of 14 B: end of file before message length reached; trying again in 0.0 s
        the server answered 429 Too Many Requests; trying again in 0.0 s
        downloaded 14 B in TIME
    "#]].assert_eq(&log);
}

#[test]
fn retry_after_is_honoured_up_to_the_longest_backoff() {
    let mut bench = Bench::new();
    bench.options.longest_backoff = Duration::from_millis(100);
    let busy = |after| Reply::status(503).header("Retry-After", after);
    bench.server.script(
        "/spec.json",
        [busy("3600"), busy("0"), busy("in a minute or so")],
    );
    bench.server.serve("/spec.json", Reply::ok("{}"));
    expect![[r#"
        downloading http://127.0.0.1:PORT/spec.json
        the server answered 503 Service Unavailable; trying again in 0.1 s
        the server answered 503 Service Unavailable; trying again in 0.0 s
        the server answered 503 Service Unavailable; trying again in 0.0 s
        downloaded 2 B in TIME
    "#]]
    .assert_eq(&bench.log("/spec.json"));
}

#[test]
fn redirects_are_followed() {
    let bench = Bench::new();
    bench.server.serve("/latest", Reply::redirect("/hop"));
    bench
        .server
        .serve("/hop", Reply::redirect(&bench.server.url("/file")));
    bench.server.serve("/file", Reply::ok("{}"));
    let fetched = bench.fetch("/latest");
    assert_eq!(fetched.bytes, b"{}");
    // The lock names the address that the maintainer gave.
    assert_eq!(fetched.location, bench.server.url("/latest"));
}

#[test]
fn a_quiet_download_prints_nothing() {
    use super::super::progress::{Progress, Style};
    use super::super::{SPECIFICATION, fetch_with};

    let bench = Bench::new();
    bench.server.script("/spec.json", [Reply::status(500)]);
    bench.server.serve("/spec.json", Reply::ok("{}"));
    let location = bench.server.url("/spec.json").parse().unwrap();
    let mut log = Vec::new();
    let mut progress = Progress::new(&mut log, Style::Quiet);
    fetch_with(&SPECIFICATION, &location, &bench.options, &mut progress).unwrap();
    assert_eq!(String::from_utf8(log).unwrap(), "");
}
