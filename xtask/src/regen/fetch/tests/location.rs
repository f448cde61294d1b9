//! Tests of locations: what is an address, what is a file, and what is refused.

use std::fs;
use std::path::Path;

use expect_test::expect;

use super::super::location::check_redirect;
use super::super::{FetchOptions, Fetched, Location, Outcome, SCHEMAS, SPECIFICATION, fetch};

fn parse(text: &str) -> anyhow::Result<Location> {
    text.parse()
}

fn read(path: &Path, max_bytes: u64) -> anyhow::Result<Fetched> {
    let mut options = FetchOptions::new("no cache");
    options.max_bytes = max_bytes;
    fetch(&SPECIFICATION, &Location::File(path.to_owned()), &options)
}

#[test]
fn the_defaults_are_valid_addresses() {
    for source in [SPECIFICATION, SCHEMAS] {
        let location = parse(source.url).unwrap();
        assert_eq!(location.to_string(), source.url);
        assert!(matches!(location, Location::Url(_)));
    }
}

#[test]
fn addresses_are_told_from_paths() {
    for address in [
        "https://example.com/x",
        "HTTPS://example.com/x",
        "http://127.0.0.1:8080/x",
        "http://127.200.1.2/x",
        "http://[::1]:8080/x",
        "http://localhost/x",
        "http://LOCALHOST/x",
    ] {
        assert!(
            matches!(parse(address).unwrap(), Location::Url(_)),
            "{address}"
        );
    }
    for path in ["spec.json", "/tmp/spec.json", "./a b.json", "c:\\spec.json"] {
        assert_eq!(parse(path).unwrap(), Location::File(path.into()));
    }
    // A fragment is not part of what is asked for.
    assert_eq!(
        parse("https://example.com/x#y").unwrap(),
        parse("https://example.com/x").unwrap()
    );
}

#[test]
fn unsafe_or_unclear_locations_are_refused() {
    let errors = [
        "",
        "http://example.com/spec.json",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://0.0.0.0/",
        "ftp://example.com/spec.json",
        "file:///tmp/spec.json",
        "s3://bucket/key",
        "https://",
        "https://exa mple.com/",
        "https://user:secret@exa mple.com/",
        "https://user:secret@example.com/",
    ]
    .map(|text| format!("{:#}\n", parse(text).unwrap_err()))
    .concat();
    assert!(!errors.contains("secret"));
    expect![[r#"
        the location is empty: give an https:// address or the path of a file
        `http://example.com/spec.json` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https
        `http://127.0.0.1.example.com/` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https
        `http://localhost.example.com/` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https
        `http://0.0.0.0/` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https
        `ftp://example.com/spec.json`: ftp:// is not supported, give an https:// address or the path of a file
        `file:///tmp/spec.json`: write the path alone, without file://
        `s3://bucket/key`: s3:// is not supported, give an https:// address or the path of a file
        `https://` is not a valid address: empty host
        `https://exa mple.com/` is not a valid address: invalid international domain name
        `https` is not a valid address: invalid international domain name
        an address may not carry a user name or password (host `example.com`): download the file yourself and give its path
    "#]].assert_eq(&errors);
}

#[test]
fn redirects_keep_the_encryption() {
    let url = |text: &str| text.parse::<reqwest::Url>().unwrap();
    let local = url("http://127.0.0.1:8080/");
    let public = url("https://example.com/");
    assert!(check_redirect(&local, &local).is_ok());
    assert!(check_redirect(&local, &public).is_ok());
    assert!(check_redirect(&public, &public).is_ok());
    let error = check_redirect(&public, &local).unwrap_err();
    expect!["`http://127.0.0.1:8080/` is not encrypted, and `https://example.com/` is"]
        .assert_eq(&error.to_string());
}

#[test]
fn a_file_is_read_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    fs::write(&path, "{}").unwrap();
    let fetched = read(&path, 2).unwrap();
    assert_eq!(fetched.bytes, b"{}");
    assert_eq!(fetched.outcome, Outcome::File);
    assert_eq!(fetched.location, path.display().to_string());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    fs::write(&path, "{  }").unwrap();
    let mut errors = String::new();
    for (path, max_bytes) in [
        (directory.path().join("missing.json"), 100),
        (directory.path().to_owned(), 100),
        (path, 3),
    ] {
        let error = read(&path, max_bytes).unwrap_err().to_string();
        errors += &error.replace(&directory.path().display().to_string(), "TMP");
        errors += "\n";
    }
    expect![[r#"
        cannot read the resource specification from `TMP/missing.json`
          why:  there is no such file
          help: `--spec` takes a file or an https:// address
        cannot read the resource specification from `TMP`
          why:  this is a directory, not a file
          help: `--spec` takes a file or an https:// address
        cannot read the resource specification from `TMP/spec.json`
          why:  the file is larger than the cap of 3 B
          help: `--spec` takes a file or an https:// address
    "#]]
    .assert_eq(&errors);
}
