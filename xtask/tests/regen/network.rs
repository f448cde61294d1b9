//! Servers and archives that misbehave: each gives a clear error, and nothing changes.

use expect_test::expect;
use std::net::{Ipv4Addr, TcpListener};

use crate::support::loopback::{LoopbackServer, Reply};
use crate::support::upstream::{Upstream, archive};
use crate::support::{SCHEMAS, SPECIFICATION, Sandbox, assert_same, masked};

/// What regen says when the server has this instead of the specification.
fn refuses_specification(reply: Reply) -> String {
    let server = Upstream::small().serve();
    server.serve(SPECIFICATION, reply);
    Sandbox::small().refuses_server(&server)
}

/// What regen says when the server has this instead of the schemas.
fn refuses_schemas(reply: Reply) -> String {
    let server = Upstream::small().serve();
    server.serve(SCHEMAS, reply);
    Sandbox::small().refuses_server(&server)
}

#[test]
fn a_server_that_cannot_be_reached_leaves_the_pin_to_work_from() {
    let sandbox = Sandbox::small();
    let before = sandbox.tree();
    let port = {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.local_addr().unwrap().port()
    };
    let address = format!("http://127.0.0.1:{port}{SPECIFICATION}");
    let said = sandbox.refuses(&["regen", "--spec", &address]);
    let said = said.replace(&port.to_string(), "PORT");
    expect![[r#"
        downloading http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
        no connection to the server: Connection refused (os error N); trying again in 0.5 s
        no connection to the server: Connection refused (os error N); trying again in 1.0 s
        no connection to the server: Connection refused (os error N); trying again in 2.0 s
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  no connection to the server: Connection refused (os error N) (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&masked(&said, r"os error \d+", "os error N"));
    assert_eq!(
        sandbox.run(&["regen", "--offline", "--quiet"]).code,
        Some(0)
    );
    assert_same(&before, &sandbox.tree());
}

#[test]
fn an_address_that_is_not_encrypted_is_refused() {
    let sandbox = Sandbox::small();
    let before = sandbox.tree();
    let run = sandbox.run(&["regen", "--spec", "http://example.com/spec.json"]);
    assert_eq!(run.code, Some(2));
    expect![[r#"
        error: invalid value 'http://example.com/spec.json' for '--spec <URL|FILE>': `http://example.com/spec.json` is not encrypted: only a loopback host (localhost, 127.0.0.1, [::1]) may use http, any other needs https

        For more information, try '--help'.
    "#]].assert_eq(&run.stderr);
    assert_same(&before, &sandbox.tree());
}

#[test]
fn a_missing_file_is_named() {
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server answered 404 Not Found
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(Reply::status(404)));
    expect![[r#"
        error: cannot download the resource provider schemas from http://127.0.0.1:PORT/CloudformationSchema.zip
          why:  the server answered 404 Not Found
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--schemas FILE` takes a copy that you have
    "#]].assert_eq(&refuses_schemas(Reply::status(404)));
    let sandbox = Sandbox::small();
    let said = sandbox.refuses(&[
        "regen",
        "--spec",
        "nowhere.json",
        "--schemas",
        "nowhere.zip",
    ]);
    expect![[r#"
        error: cannot read the resource specification from `nowhere.json`
          why:  there is no such file
          help: `--spec` takes a file or an https:// address
    "#]]
    .assert_eq(&said);
}

#[test]
fn a_server_in_trouble_is_asked_again_and_given_up() {
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server answered 500 Internal Server Error (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(Reply::status(500)));
}

#[test]
fn a_server_that_recovers_is_good_enough() {
    let server = Upstream::small().serve();
    server.script(SPECIFICATION, [Reply::status(503)]);
    let sandbox = Sandbox::small();
    let before = sandbox.generated();
    let run = sandbox.regen_from(&server, &[]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let said = masked(
        &run.stderr,
        r"downloaded .* s\n",
        "downloaded SIZE in TIME\n",
    );
    expect![[r#"
        downloading http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
        the server answered 503 Service Unavailable; trying again in 0.5 s
        downloaded SIZE in TIME
        downloading http://127.0.0.1:PORT/CloudformationSchema.zip
        downloaded SIZE in TIME
    "#]]
    .assert_eq(&said);
    assert_same(&before, &sandbox.generated());
}

#[test]
fn redirects_that_go_round_in_a_circle_are_shown() {
    let server = Upstream::small().serve();
    server.serve(SPECIFICATION, Reply::redirect("/moved.json"));
    server.serve("/moved.json", Reply::redirect(SPECIFICATION));
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the redirects go round in a circle
          via:  http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
            ->  http://127.0.0.1:PORT/moved.json
            ->  http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&Sandbox::small().refuses_server(&server));
}

#[test]
fn a_connection_that_is_cut_is_tried_again_and_given_up() {
    let bytes = Upstream::small().specification_bytes();
    let half = bytes.len() / 2;
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the connection broke after 300 B of 601 B: end of file before message length reached (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(Reply::ok(bytes).cut_after(half)));
}

#[test]
fn a_server_that_sends_nothing_is_given_up() {
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server sent nothing for 2s (4 attempts)
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(Reply::silence()));
}

#[test]
fn a_body_over_the_cap_is_not_read_to_its_end() {
    let endless = Reply::endless(vec![b' '; 1 << 20]);
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server sends more than the cap of 100.00 MB
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(endless));
    let announced = Reply::ok("{").claim_length(150_000_000);
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server announces 150.00 MB, more than the cap of 100.00 MB
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(announced));
}

#[test]
fn a_gzip_body_over_the_cap_is_not_unpacked_to_its_end() {
    // A megabyte of spaces packs to a kilobyte, and gzip files may follow one another.
    let member = crate::support::loopback::gzip(&vec![b' '; 1 << 20]).unwrap();
    let bomb = member.repeat(120);
    let sandbox = Sandbox::small();
    Upstream::small().write(&sandbox.upstream());
    std::fs::write(sandbox.upstream().join("specification.json"), &bomb).unwrap();
    expect![[r#"
        error: cannot unpack ../upstream/specification.json: the gzip file unpacks to more than the cap of 100.00 MB
    "#]].assert_eq(&sandbox.refuses(&crate::support::REGEN_FROM_FILES));
    let encoded = Reply::ok(bomb).header("Content-Encoding", "gzip");
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the gzip body unpacks to more than the cap of 100.00 MB
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&refuses_specification(encoded));
}

#[test]
fn what_is_no_json_is_said_to_be_none() {
    let page = "<!DOCTYPE html>\n<title>Sign in</title>\n";
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: this is no JSON: expected value, at line 1, column 1; it begins with `<!DOCTYPE html>\n<title>Sign in</title>\n` (an HTML or XML page: not the file itself)
    "#]].assert_eq(&refuses_specification(Reply::ok(page)));
    let bytes = Upstream::small().specification_bytes();
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: the JSON ends too early, at line 1, column 300, after 300 bytes: the file is truncated; it begins with `{\"ResourceSpecificationVersion\":\"1.0.0\",`
    "#]].assert_eq(&refuses_specification(Reply::ok(&bytes[..bytes.len() / 2])));
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: expected JSON, found an empty file
    "#]]
    .assert_eq(&refuses_specification(Reply::ok("")));
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: expected the key `ResourceSpecificationVersion`, found an empty object
    "#]].assert_eq(&refuses_specification(Reply::ok("{}")));
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: this is no JSON: expected value, at line 1, column 1; it begins with `PK\u{3}\u{4}\u{14}\0\0\0\u{8}\0\0\0!\0�\u{b}�_�\0\0\0�\u{1}\0\0\u{13}\0\0\0aws-test-t` (a zip archive: unpack it first)
    "#]].assert_eq(&refuses_specification(Reply::ok(Upstream::small().zip())));
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: this is no JSON: invalid unicode code point, at line 1, column 8; it begins with `{\"a\": \"�\"}`
    "#]].assert_eq(&refuses_specification(Reply::ok(b"{\"a\": \"\xff\"}")));
}

#[test]
fn json_that_is_nested_too_deep_is_refused() {
    let deep = "[".repeat(100_000);
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: the JSON is nested too deep, at line 1, column 128: at most 127 levels are read
    "#]].assert_eq(&refuses_specification(Reply::ok(deep.as_str())));
    let closed = format!("{{\"ResourceTypes\": {deep}{}}}", "]".repeat(100_000));
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: the JSON is nested too deep, at line 1, column 145: at most 127 levels are read
    "#]].assert_eq(&refuses_specification(Reply::ok(closed)));
    let objects = "{\"properties\":".repeat(100_000);
    let zip = archive([("aws-test-thing.json", objects.into_bytes())]);
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: aws-test-thing.json: the JSON is nested too deep, at line 1, column 1779: at most 127 levels are read
    "#]].assert_eq(&refuses_schemas(Reply::ok(zip)));
}

#[test]
fn an_archive_that_is_none_is_refused() {
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: this is not a zip archive: it looks like an HTML page
    "#]].assert_eq(&refuses_schemas(Reply::ok("<html>Sign in</html>")));
    let zip = Upstream::small().zip();
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: the zip archive is damaged or cut off: invalid Zip archive: Could not find EOCD
    "#]].assert_eq(&refuses_schemas(Reply::ok(&zip[..zip.len() / 2])));
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: the zip archive has no *.json file
    "#]].assert_eq(&refuses_schemas(Reply::ok(archive([]))));
    let page = archive([("aws-test-thing.json", b"<html>".to_vec())]);
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: aws-test-thing.json: this is no JSON: expected value, at line 1, column 1; it begins with `<html>` (an HTML or XML page: not the file itself)
    "#]].assert_eq(&refuses_schemas(Reply::ok(page)));
}

#[test]
fn a_zip_bomb_is_not_unpacked_to_its_end() {
    let bomb = archive([("aws-test-thing.json", vec![b' '; 20_000_000])]);
    assert!(bomb.len() < 100_000);
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: "aws-test-thing.json" in the zip archive cannot be unpacked: it exceeds the cap of 10.00 MB for one file
    "#]].assert_eq(&refuses_schemas(Reply::ok(bomb)));
}

#[test]
fn a_path_in_the_archive_that_leads_elsewhere_is_refused() {
    let outside = archive([("../../aws-test-thing.json", b"{}".to_vec())]);
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: "../../aws-test-thing.json" in the zip archive is refused: its name leads to a parent directory
    "#]].assert_eq(&refuses_schemas(Reply::ok(outside)));
    let absolute = archive([("/tmp/aws-test-thing.json", b"{}".to_vec())]);
    expect![[r#"
        error: cannot unpack http://127.0.0.1:PORT/CloudformationSchema.zip: "/tmp/aws-test-thing.json" in the zip archive is refused: its name is an absolute path
    "#]].assert_eq(&refuses_schemas(Reply::ok(absolute)));
}

#[test]
fn a_file_of_the_other_kind_is_recognized() {
    let upstream = Upstream::small();
    let schema = serde_json::to_vec(&upstream.schemas[0].1).unwrap();
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: the resource specification: expected the key `ResourceSpecificationVersion`, found an object with `typeName`, `additionalProperties`, `definitions`, `properties`, …
    "#]].assert_eq(&refuses_specification(Reply::ok(schema)));
    let zip = archive([("aws-test-thing.json", upstream.specification_bytes())]);
    expect![[r#"
        error: cannot use http://127.0.0.1:PORT/CloudFormationResourceSpecification.json with http://127.0.0.1:PORT/CloudformationSchema.zip: aws-test-thing.json: expected the key `typeName`, found an object with `ResourceSpecificationVersion`, `PropertyTypes`, `ResourceTypes`
    "#]].assert_eq(&refuses_schemas(Reply::ok(zip)));
}

#[test]
fn a_server_with_wrong_conditions_is_refused() {
    let server = LoopbackServer::start().unwrap();
    server.serve(SPECIFICATION, Reply::status(304));
    expect![[r#"
        error: cannot download the resource specification from http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
          why:  the server answered 304 Not Modified, although no cached copy was offered
          help: `cargo xtask regen --offline` works from what is pinned in spec/, and `--spec FILE` takes a copy that you have
    "#]].assert_eq(&Sandbox::small().refuses_server(&server));
}
