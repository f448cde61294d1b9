//! Runs that go well: from a server, from files, without network; and what spec.lock records.

use expect_test::expect;

use crate::support::upstream::Upstream;
use crate::support::{SCHEMAS, SPECIFICATION, Sandbox, assert_same, differences, masked};

#[test]
fn a_regen_from_what_is_pinned_generates_the_same_and_downloads_once() {
    let sandbox = Sandbox::of_repository();
    let server = Upstream::pinned().serve();
    let committed = sandbox.tree();

    let first = sandbox.regen_from(&server, &[]);
    assert_eq!(first.code, Some(0), "{first:#?}");
    let pinned = sandbox.tree();
    // The upstream of this test is not AWS's, byte for byte; what is made of it is.
    assert_eq!(differences(&committed, &pinned), ["spec/spec.lock"]);
    let sent = [SPECIFICATION, SCHEMAS].map(|path| server.body_bytes(path));
    assert!(sent.iter().all(|bytes| *bytes > 0), "{sent:?}");

    let second = sandbox.regen_from(&server, &[]);
    assert_eq!(second.code, Some(0), "{second:#?}");
    expect![[r#"
        downloading http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
        not modified: http://127.0.0.1:PORT/CloudFormationResourceSpecification.json
        downloading http://127.0.0.1:PORT/CloudformationSchema.zip
        not modified: http://127.0.0.1:PORT/CloudformationSchema.zip
    "#]]
    .assert_eq(&second.stderr);
    assert_same(&pinned, &sandbox.tree());
    assert_eq!(
        sent,
        [SPECIFICATION, SCHEMAS].map(|path| server.body_bytes(path))
    );
    for (path, etag) in [
        (SPECIFICATION, "\"specification\""),
        (SCHEMAS, "\"schemas\""),
    ] {
        let requests = server.requests(path);
        let asked: Vec<_> = requests
            .iter()
            .map(|request| request.header("if-none-match"))
            .collect();
        assert_eq!(asked, [None, Some(etag)], "{path}");
    }
}

#[test]
fn the_pin_is_enough_where_there_is_no_network() {
    let sandbox = Sandbox::of_repository();
    let committed = sandbox.tree();
    std::fs::remove_dir_all(sandbox.path("generated/src")).unwrap();
    sandbox.edit("generated/Cargo.toml", "[package]", "[package] # edited");
    sandbox.write("generated/stray.rs", "");

    // A proxy that is not there shows that nothing is asked.
    let mut command = sandbox.command(&["regen", "--offline"]);
    for name in ["https_proxy", "http_proxy", "all_proxy"] {
        command.env(name, "http://127.0.0.1:1");
    }
    let run = sandbox.finish(&mut command);
    assert_eq!(run.code, Some(0), "{run:#?}");
    expect![[r#"
        the API is unchanged
        38 resource types: 55 files written, 1 removed, 42 unchanged
    "#]]
    .assert_eq(&run.stdout);
    assert_same(&committed, &sandbox.tree());
}

#[test]
fn an_unchanged_file_keeps_the_origin_that_is_recorded() {
    let upstream = Upstream::small();
    let sandbox = Sandbox::of(&upstream);
    expect![[r##"
        # What spec/upstream/ was made of, and the SHA-256 of each file in it.
        #
        # `cargo xtask regen` writes this file and every run of it checks the files; never edit them or it by hand.

        [specification]
        source = "../upstream/specification.json"
        version = "1.0.0"
        sha256 = …
        …

        [schemas]
        source = "../upstream/schemas.zip"
        version = "1 resource types"
        sha256 = …
        …

        [files]
        "schemas/aws-test-thing.json" = …
        "specification.json" = …
    "##]].assert_eq(&masked(&sandbox.read("spec/spec.lock"), r#""[0-9a-f]{64}"|size = \d+"#, "…"));

    let origins = ["--spec-origin", "a mirror", "--schemas-origin", "a package"];
    let run = sandbox.accepts(&upstream, &origins);
    assert_eq!(run.stderr, "");
    let lock = sandbox.read("spec/spec.lock");
    let sources: Vec<_> = lock
        .lines()
        .filter(|line| line.starts_with("source"))
        .collect();
    assert_eq!(sources, ["source = \"a mirror\"", "source = \"a package\""]);

    let pinned = sandbox.tree();
    assert_eq!(sandbox.regen_from(&upstream.serve(), &[]).code, Some(0));
    assert_same(&pinned, &sandbox.tree());

    // Only what is another file has another origin.
    let mut changed = upstream;
    changed.specification["ResourceSpecificationVersion"] = "1.0.1".into();
    assert_eq!(
        sandbox.regen_from(&changed.serve(), &["--quiet"]).code,
        Some(0)
    );
    let lock = sandbox.read("spec/spec.lock");
    assert!(lock.contains("source = \"http://127.0.0.1:"), "{lock}");
    assert!(lock.contains("source = \"a package\""), "{lock}");
}

#[test]
fn a_new_property_is_announced_and_generated() {
    let mut upstream = Upstream::small();
    let sandbox = Sandbox::of(&upstream);
    *upstream.property("Colour") = crate::support::upstream::property("String");
    let run = sandbox.accepts(&upstream, &[]);
    assert_eq!(run.stderr, "");
    expect![[r#"
        minor: AWS::Test::Thing/Colour: property added
        1 change; the next version is a minor one
        1 resource types: 5 files written, 0 removed, 7 unchanged
    "#]]
    .assert_eq(&run.stdout);
    assert!(
        sandbox
            .read("generated/src/test/thing.rs")
            .contains("pub colour:")
    );

    let quiet = sandbox.accepts(&Upstream::small(), &["--quiet", "--accept-renames"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    assert_same(&Sandbox::small().generated(), &sandbox.generated());
}

#[test]
fn api_diff_says_what_would_change_and_changes_nothing() {
    let mut upstream = Upstream::small();
    let sandbox = Sandbox::of(&upstream);
    *upstream.property("Colour") = crate::support::upstream::property("String");
    upstream.property("Mode")["Required"] = true.into();
    upstream.write(&sandbox.upstream());
    let before = sandbox.tree();
    let run = sandbox.run(&[
        "api-diff",
        "--spec",
        "../upstream/specification.json",
        "--schemas",
        "../upstream/schemas.zip",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    expect![[r#"
        minor: AWS::Test::Thing/Colour: property added
        major: AWS::Test::Thing/Mode: newly required
        2 changes; the next version is a major one
    "#]]
    .assert_eq(&run.stdout);
    assert_same(&before, &sandbox.tree());
}

#[test]
fn gzip_files_are_unpacked_whatever_their_names() {
    let sandbox = Sandbox::small();
    let upstream = Upstream::small();
    upstream.write(&sandbox.upstream());
    let gzip = crate::support::loopback::gzip(&upstream.specification_bytes()).unwrap();
    std::fs::write(sandbox.upstream().join("specification.json"), gzip).unwrap();
    let before = sandbox.tree();
    let run = sandbox.run(&crate::support::REGEN_FROM_FILES);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_same(&before, &sandbox.tree());
}
