//! Tests of conditional requests and of what a damaged cache does.

use std::fs;
use std::path::PathBuf;

use expect_test::expect;

use super::super::Outcome;
use super::Bench;
use super::loopback::Reply;

impl Bench {
    /// The files of the cache, with the given ending.
    fn cached(&self, extension: &str) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(&self.options.cache_dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|known| known == extension))
            .collect();
        files.sort();
        files
    }

    fn overwrite(&self, extension: &str, content: impl Fn(String) -> String) {
        let path = &self.cached(extension)[0];
        fs::write(path, content(fs::read_to_string(path).unwrap())).unwrap();
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let bench = Bench::new();
    bench
        .server
        .serve("/spec.json", Reply::ok("{\"v\": 1}").etag("\"v1\"").gzip());
    assert_eq!(bench.fetch("/spec.json").outcome, Outcome::Downloaded);
    let sent = bench.server.body_bytes("/spec.json");

    let (again, log) = bench.run("/spec.json");
    let again = again.unwrap();
    assert_eq!(again.outcome, Outcome::NotModified);
    assert_eq!(again.bytes, b"{\"v\": 1}");
    assert_eq!(bench.server.body_bytes("/spec.json"), sent);
    let asked = &bench.server.requests("/spec.json")[1];
    assert_eq!(asked.header("if-none-match"), Some("\"v1\""));
    assert_eq!(asked.header("if-modified-since"), None);
    expect![[r#"
        downloading http://127.0.0.1:PORT/spec.json
        not modified: http://127.0.0.1:PORT/spec.json
    "#]]
    .assert_eq(&log);
}

#[test]
fn a_date_serves_where_there_is_no_etag() {
    let bench = Bench::new();
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    bench
        .server
        .serve("/spec.json", Reply::ok("{}").last_modified(date));
    bench.fetch("/spec.json");
    assert_eq!(bench.fetch("/spec.json").outcome, Outcome::NotModified);
    let asked = &bench.server.requests("/spec.json")[1];
    assert_eq!(asked.header("if-modified-since"), Some(date));
}

#[test]
fn a_new_version_replaces_the_old_one() {
    let bench = Bench::new();
    for version in ["1", "2", "3"] {
        let etag = format!("\"{version}\"");
        bench
            .server
            .serve("/spec.json", Reply::ok(version).etag(&etag));
        let fetched = bench.fetch("/spec.json");
        assert_eq!(fetched.bytes, version.as_bytes());
        assert_eq!(fetched.outcome, Outcome::Downloaded);
        let confirmed = bench.fetch("/spec.json");
        assert_eq!(confirmed.bytes, version.as_bytes());
        assert_eq!(confirmed.outcome, Outcome::NotModified);
    }
    // One entry, and no temporary file left over.
    assert_eq!(fs::read_dir(&bench.options.cache_dir).unwrap().count(), 2);
}

#[test]
fn addresses_do_not_share_an_entry() {
    let bench = Bench::new();
    for path in ["/a", "/b", "/b?x=1"] {
        bench.server.serve(path, Reply::ok(path).etag("\"same\""));
        assert_eq!(bench.fetch(path).bytes, path.as_bytes());
    }
    for path in ["/a", "/b", "/b?x=1"] {
        let again = bench.fetch(path);
        assert_eq!(again.bytes, path.as_bytes());
        assert_eq!(again.outcome, Outcome::NotModified);
    }
}

#[test]
fn a_damaged_body_is_downloaded_anew() {
    let bench = Bench::new();
    bench
        .server
        .serve("/spec.json", Reply::ok("{\"v\": 1}").etag("\"v1\""));
    bench.fetch("/spec.json");
    bench.overwrite("body", |body| body.replace('1', "2"));

    let (again, log) = bench.run("/spec.json");
    let again = again.unwrap();
    assert_eq!(again.bytes, b"{\"v\": 1}");
    assert_eq!(again.outcome, Outcome::Downloaded);
    let asked = &bench.server.requests("/spec.json")[1];
    assert_eq!(asked.header("if-none-match"), None);
    let key = bench.cached("body")[0]
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    expect![[r#"
        warning: a damaged cache entry is dropped: TMP/cache/KEY.body does not have the recorded SHA-256
        downloading http://127.0.0.1:PORT/spec.json
        downloaded 8 B in TIME
    "#]].assert_eq(&log.replace(&key, "KEY"));
    assert_eq!(bench.fetch("/spec.json").outcome, Outcome::NotModified);
}

#[test]
fn any_other_damage_is_downloaded_anew_too() {
    let damages: [fn(&Bench); 6] = [
        |bench| fs::remove_file(&bench.cached("body")[0]).unwrap(),
        |bench| bench.overwrite("body", |body| body + " "),
        |bench| bench.overwrite("json", |_| "<html>".to_owned()),
        |bench| bench.overwrite("json", |text| text.replace("\\\"v1\\\"", "a\\nb")),
        |bench| bench.overwrite("json", |text| text.replacen("/spec", "/other", 1)),
        |bench| bench.overwrite("json", |text| text.replace("\"size\": 2", "\"size\": 3")),
    ];
    for damage in damages {
        let bench = Bench::new();
        bench
            .server
            .serve("/spec.json", Reply::ok("{}").etag("\"v1\""));
        bench.fetch("/spec.json");
        damage(&bench);
        let (again, log) = bench.run("/spec.json");
        assert_eq!(again.unwrap().outcome, Outcome::Downloaded, "{log}");
        assert!(log.contains("warning: a damaged cache entry"), "{log}");
        assert_eq!(bench.fetch("/spec.json").outcome, Outcome::NotModified);
    }
}

#[test]
fn a_304_out_of_the_blue_is_an_error() {
    let bench = Bench::new();
    bench.server.serve("/spec.json", Reply::status(304));
    expect![[r#"
        cannot download the resource specification from http://127.0.0.1:PORT/spec.json
          why:  the server answered 304 Not Modified, although no cached copy was offered
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&bench.error("/spec.json"));
}

#[test]
fn a_cache_that_cannot_be_written_is_only_a_warning() {
    let mut bench = Bench::new();
    let file = bench.directory.path().join("file");
    fs::write(&file, "in the way").unwrap();
    bench.options.cache_dir = file.join("cache");
    bench
        .server
        .serve("/spec.json", Reply::ok("{}").etag("\"v1\""));
    let (fetched, log) = bench.run("/spec.json");
    assert_eq!(fetched.unwrap().bytes, b"{}");
    assert!(
        log.contains("warning: the download is not cached: TMP/file/cache: "),
        "{log}"
    );
}

#[test]
fn a_failed_download_keeps_the_entry() {
    let bench = Bench::new();
    let good = Reply::ok("{}").etag("\"v1\"");
    bench.server.serve("/spec.json", good.clone());
    bench.fetch("/spec.json");
    bench
        .server
        .serve("/spec.json", Reply::ok("{ }").etag("\"v2\"").cut_after(1));
    bench.error("/spec.json");
    bench.server.serve("/spec.json", good);
    assert_eq!(bench.fetch("/spec.json").outcome, Outcome::NotModified);
}

#[test]
fn a_body_without_validators_is_not_kept() {
    let bench = Bench::new();
    bench
        .server
        .serve("/spec.json", Reply::ok("{}").etag("\"v1\""));
    bench.fetch("/spec.json");
    bench.server.serve("/spec.json", Reply::ok("{ }"));
    assert_eq!(bench.fetch("/spec.json").bytes, b"{ }");
    assert_eq!(fs::read_dir(&bench.options.cache_dir).unwrap().count(), 0);
}

#[test]
fn conditions_go_only_to_the_address_that_gave_them() {
    let bench = Bench::new();
    let date = "Wed, 21 Oct 2026 07:28:00 GMT";
    bench.server.serve("/latest", Reply::redirect("/v1"));
    bench
        .server
        .serve("/v1", Reply::ok("1").last_modified(date));
    bench
        .server
        .serve("/v2", Reply::ok("2").last_modified(date));
    bench.fetch("/latest");
    assert_eq!(bench.fetch("/latest").outcome, Outcome::NotModified);
    // The new target has the same date, but has never been downloaded.
    bench.server.serve("/latest", Reply::redirect("/v2"));
    assert_eq!(bench.fetch("/latest").bytes, b"2");
    let first_hop = &bench.server.requests("/latest")[1];
    assert_eq!(first_hop.header("if-modified-since"), None);
}
