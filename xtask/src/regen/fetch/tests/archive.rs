//! Tests of unpacking, with archives that no honest tool makes.

use std::io::{Cursor, Write};

use expect_test::expect;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::{ZipLimits, describe, gunzip_if_gzip, read_schema_zip};
use super::loopback::gzip;

const LIMITS: ZipLimits = ZipLimits {
    entries: 10,
    entry_bytes: 100_000,
    total_bytes: 250_000,
};

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    pack(entries, CompressionMethod::Deflated)
}

fn pack(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn error(bytes: &[u8]) -> String {
    format!("{:#}\n", read_schema_zip(bytes, &LIMITS).unwrap_err())
}

/// Replaces each `from` in an archive, headers included, by something just as long.
fn patch(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<_> = (0..bytes.len())
        .filter(|&at| bytes[at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn json_files_are_taken_and_others_left() {
    let bytes = zip(&[
        ("aws-b.json", b"{\"b\": 1}"),
        ("README.txt", b"not a schema"),
        ("aws-a.json", b"{}"),
    ]);
    let files = read_schema_zip(&bytes, &LIMITS).unwrap();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["aws-a.json", "aws-b.json"]
    );
    assert_eq!(files["aws-b.json"], b"{\"b\": 1}");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let good = zip(&[("aws-a.json", b"{}")]);
    let mut errors = String::new();
    for name in [
        "../xx.json",
        "/etc/x.jso",
        "a/../x.jso",
        "..\\xx.json",
        "C:xxx.json",
        "dir/a.json",
        "aws\n\0.json",
    ] {
        errors += &error(&patch(good.clone(), b"aws-a.json", name.as_bytes()));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .add_symlink("link.json", "/etc/passwd", options)
        .unwrap();
    errors += &error(&writer.finish().unwrap().into_inner());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_directory("nested", options).unwrap();
    errors += &error(&writer.finish().unwrap().into_inner());
    expect![[r#"
        "../xx.json" in the zip archive is refused: its name leads to a parent directory
        "/etc/x.jso" in the zip archive is refused: its name is an absolute path
        "a/../x.jso" in the zip archive is refused: its name leads to a parent directory
        "..\\xx.json" in the zip archive is refused: its name has a backslash
        "C:xxx.json" in the zip archive is refused: its name has a drive letter or stream
        "dir/a.json" in the zip archive is refused: it is in a directory, and only files at the top level are expected
        "aws\n\0.json" in the zip archive is refused: its name is empty or has control characters
        "link.json" in the zip archive is refused: it is a symbolic link
        "nested/" in the zip archive is refused: it is in a directory, and only files at the top level are expected
    "#]].assert_eq(&errors);
}

#[test]
fn a_name_that_comes_twice_is_refused() {
    let bytes = zip(&[("x.json", b"{}"), ("a.json", b"{}"), ("b.json", b"[]")]);
    expect![[r#"
        the zip archive has two entries of the name "a.json"
    "#]]
    .assert_eq(&error(&patch(bytes, b"b.json", b"a.json")));
    // Once in UTF-8 and once in code page 437: two byte strings, but one name.
    let bytes = zip(&[("\u{e9}.json", b"{}"), ("a.json", b"[]")]);
    expect![[r#"
        the zip archive has two entries of the name "é.json"
    "#]]
    .assert_eq(&error(&patch(bytes, b"a.json", b"\x82.json")));
}

#[test]
fn bombs_stop_at_the_caps() {
    let big = vec![b' '; 100_001];
    let full = vec![b' '; 100_000];
    let many: Vec<_> = (0..11).map(|index| format!("{index}.json")).collect();
    let many: Vec<_> = many
        .iter()
        .map(|name| (name.as_str(), &b"{}"[..]))
        .collect();
    let mut errors = error(&zip(&[("big.json", &big)]));
    errors += &error(&zip(&[
        ("a.json", &full),
        ("b.json", &full),
        ("c.json", &full),
    ]));
    errors += &error(&zip(&many));
    // The headers claim that the 100,001 bytes are two.
    let liar = zip(&[("liar.json", &big)]);
    errors += &error(&patch(
        liar,
        &100_001_u32.to_le_bytes(),
        &2_u32.to_le_bytes(),
    ));
    expect![[r#"
        "big.json" in the zip archive cannot be unpacked: it exceeds the cap of 100.00 kB for one file
        "c.json" in the zip archive cannot be unpacked: it exceeds the cap of 250.00 kB for all files together
        the zip archive has 11 entries, more than the cap of 10
        "liar.json" in the zip archive cannot be unpacked: File is larger than its declared uncompressed size
    "#]].assert_eq(&errors);
}

#[test]
fn what_is_no_archive_is_described() {
    let good = zip(&[("aws-a.json", b"{\"some\": \"content\"}")]);
    let mut errors = String::new();
    errors += &error(b"<!DOCTYPE html><title>Sign in</title>");
    errors += &error(b"");
    errors += &error(&good[..good.len() / 2]);
    errors += &error(&zip(&[("README.txt", b"nothing here")]));
    errors += &error(&zip(&[]));
    let stored = pack(&[("aws-a.json", b"some")], CompressionMethod::Stored);
    errors += &error(&patch(stored, b"some", b"same"));
    expect![[r#"
        this is not a zip archive: it looks like an HTML page
        this is not a zip archive: it looks like an empty file
        the zip archive is damaged or cut off: invalid Zip archive: Could not find EOCD
        the zip archive has no *.json file
        the zip archive has no *.json file
        "aws-a.json" in the zip archive cannot be unpacked: Invalid checksum
    "#]]
    .assert_eq(&errors);
}

#[test]
fn any_damage_is_an_error_and_never_a_panic() {
    let content = b"{\"some\": \"content\"}";
    let good = zip(&[("aws-a.json", content), ("aws-b.json", content)]);
    for at in 0..good.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = good.clone();
            bytes[at] ^= flip;
            // A flip in a date changes nothing; whatever is taken must be what was packed.
            if let Ok(files) = read_schema_zip(&bytes, &LIMITS) {
                assert!(files.values().all(|file| file == content), "byte {at}");
            }
        }
        assert!(read_schema_zip(&good[..at], &LIMITS).is_err());
    }
}

#[test]
fn gzip_is_recognized_by_its_content() {
    let text = b"{\"some\": \"content\"}".to_vec();
    let packed = gzip(&text).unwrap();
    assert_eq!(gunzip_if_gzip(text.clone(), 0).unwrap(), text);
    assert_eq!(gunzip_if_gzip(packed.clone(), 100).unwrap(), text);
    assert_eq!(
        gunzip_if_gzip(packed.repeat(2), 100).unwrap(),
        text.repeat(2)
    );
    let errors = [
        (packed.clone(), 5),
        (packed[..12].to_vec(), 100),
        ([packed, b"more".to_vec()].concat(), 100),
    ]
    .map(|(bytes, max_bytes)| format!("{:#}\n", gunzip_if_gzip(bytes, max_bytes).unwrap_err()))
    .concat();
    expect![[r#"
        the gzip file unpacks to more than the cap of 5 B
        the gzip file is damaged or cut off: incomplete deflate stream
        the gzip file is damaged or cut off: unexpected end of file
    "#]]
    .assert_eq(&errors);
}

#[test]
fn files_are_described_by_their_first_bytes() {
    let samples: [(&[u8], &str); 14] = [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"{\"a\": 1}", "a JSON document"),
        (b"\xef\xbb\xbf [1]", "a JSON document"),
        (b"\n<!doctype HTML>", "an HTML page"),
        (b"<html lang=\"en\">", "an HTML page"),
        (b"<?xml version=\"1.0\"?><Error>", "an XML document"),
        (b"<", "an XML document"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"PK\x03\x04", "a zip archive"),
        (b"PK\x05\x06", "a zip archive"),
        (b"\xff\xfe{\0", "UTF-16 text"),
        (b"404: gr\xc3\xbc\xc3\x9fe", "plain text"),
        (b"\x7fELF\x02\x01\x01\0", "binary data"),
    ];
    for (bytes, expected) in samples {
        assert_eq!(describe(bytes), expected, "{bytes:?}");
    }
}
