//! Writing a cloud assembly: in full or not at all, and what goes wrong has a name.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{
    App, AppProps, CfnResource, FileAsset, Object, RawResource, Stack, Synthesizer,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn app(names: &[&str]) -> App {
    let app = App::new();
    for name in names {
        let stack = Stack::new(&app, name);
        CfnResource::new(
            &stack,
            "Topic",
            RawResource::new("AWS::SNS::Topic", Object::new()),
        );
    }
    app
}

/// The files of a directory with their contents.
fn contents(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            for (inner, bytes) in contents(&path) {
                found.insert(format!("{name}/{inner}"), bytes);
            }
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn everything_is_written_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("a/b/cdk.out");
    let assembly = app(&["First", "Second"]).build().unwrap();
    assembly.write_to(&out).unwrap();
    let written = contents(&out);
    let mut expected: Vec<_> = assembly
        .files()
        .map(|path| path.display().to_string())
        .collect();
    expected.sort();
    assert_eq!(written.keys().cloned().collect::<Vec<_>>(), expected);
    for (path, bytes) in &written {
        assert_eq!(assembly.file(path), Some(bytes.as_slice()), "{path}");
    }
}

#[test]
fn what_else_is_there_stays() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("synth.lock"), "1").unwrap();
    app(&["First"])
        .build()
        .unwrap()
        .write_to(directory.path())
        .unwrap();
    app(&["Second"])
        .build()
        .unwrap()
        .write_to(directory.path())
        .unwrap();
    let written = contents(directory.path());
    assert!(written.contains_key("synth.lock"));
    let manifest = String::from_utf8(written["manifest.json"].clone()).unwrap();
    assert!(manifest.contains("Second") && !manifest.contains("First"));
}

#[test]
fn an_unchanged_assembly_is_not_touched() {
    let directory = tempfile::tempdir().unwrap();
    let assembly = app(&["First"]).build().unwrap();
    assembly.write_to(directory.path()).unwrap();
    let template = directory.path().join("First.template.json");
    let mut permissions = fs::metadata(&template).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&template, permissions).unwrap();
    let before = fs::metadata(&template).unwrap().modified().unwrap();
    assembly.write_to(directory.path()).unwrap();
    assert_eq!(fs::metadata(&template).unwrap().modified().unwrap(), before);
}

#[test]
fn a_failure_takes_everything_back() {
    let directory = tempfile::tempdir().unwrap();
    app(&["First", "Second"])
        .build()
        .unwrap()
        .write_to(directory.path())
        .unwrap();
    let before = contents(directory.path());
    // A directory of that name is in the way of the last template.
    let changed = app(&["First", "Second", "Third"]);
    fs::create_dir_all(directory.path().join("Third.template.json/in-the-way")).unwrap();
    let error = changed
        .build()
        .unwrap()
        .write_to(directory.path())
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("Third.template.json") && text.contains("unchanged"),
        "{text}"
    );
    fs::remove_dir_all(directory.path().join("Third.template.json")).unwrap();
    assert_eq!(contents(directory.path()), before);
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("file");
    fs::write(&target, "").unwrap();
    let error = app(&["First"])
        .build()
        .unwrap()
        .write_to(&target)
        .unwrap_err();
    assert!(
        error.to_string().contains(&target.display().to_string()),
        "{error}"
    );
    assert!(error.findings().is_empty());
}

#[test]
fn findings_leave_the_directory_alone() {
    let directory = tempfile::tempdir().unwrap();
    let good = App::with_props(AppProps::new().outdir(directory.path()));
    let stack = Stack::new(&good, "Auth");
    CfnResource::new(
        &stack,
        "Topic",
        RawResource::new("AWS::SNS::Topic", Object::new()),
    );
    good.synth().unwrap();
    let before = contents(directory.path());
    CfnResource::new(
        &stack,
        "Topic",
        RawResource::new("AWS::SNS::Topic", Object::new()),
    );
    assert_eq!(good.synth().unwrap_err().findings().len(), 1);
    assert_eq!(contents(directory.path()), before);
}

#[test]
fn assets_are_staged_and_listed() {
    let directory = tempfile::tempdir().unwrap();
    let code = directory.path().join("code");
    fs::create_dir_all(code.join("lib")).unwrap();
    fs::write(code.join("index.js"), "exports.handler = async e => e;").unwrap();
    fs::write(code.join("lib/a.js"), "1").unwrap();
    let file = directory.path().join("logo.png");
    fs::write(&file, "png").unwrap();

    let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
    let stack = Stack::new(&app, "Auth");
    let zip = FileAsset::new(&stack, "Code", &code);
    let logo = FileAsset::new(&stack, "Logo", &file);
    let again = FileAsset::new(&stack, "Again", &file);
    assert_eq!(logo.s3_object_key(), again.s3_object_key());
    assert_eq!(zip.s3_object_key(), format!("{}.zip", zip.asset_hash()));
    CfnResource::new(
        &stack,
        "Topic",
        RawResource::new("AWS::SNS::Topic", Object::new()),
    );

    let out = directory.path().join("cdk.out");
    app.build().unwrap().write_to(&out).unwrap();
    let written = contents(&out);
    let staged = format!("asset.{}/lib/a.js", zip.asset_hash());
    assert_eq!(written[&staged], b"1");
    assert_eq!(written[&format!("asset.{}.png", logo.asset_hash())], b"png");
    let manifest: serde_json::Value = serde_json::from_slice(&written["Auth.assets.json"]).unwrap();
    let entry = &manifest["files"][zip.asset_hash()];
    assert_eq!(entry["source"]["packaging"], "zip");
    assert_eq!(entry["displayName"], "Code");
    assert_eq!(manifest["files"].as_object().unwrap().len(), 3);

    // The contents decide the hash, and the names of the files.
    fs::write(code.join("lib/a.js"), "2").unwrap();
    assert_ne!(
        FileAsset::new(&stack, "Changed", &code).asset_hash(),
        zip.asset_hash()
    );
    fs::write(code.join("lib/a.js"), "1").unwrap();
    assert_eq!(
        FileAsset::new(&stack, "Same", &code).asset_hash(),
        zip.asset_hash()
    );
}

/// A run that was killed leaves its working directory behind, whatever is in it.
#[test]
fn what_a_killed_run_left_behind_does_no_harm() {
    let directory = tempfile::tempdir().unwrap();
    let assembly = app(&["First"]).build().unwrap();
    assembly.write_to(directory.path()).unwrap();
    let whole = contents(directory.path());
    for process in [1, std::process::id()] {
        let left = directory.path().join(format!(".new-{process}"));
        fs::create_dir_all(left.join("First.template.json")).unwrap();
        fs::write(left.join("manifest.json"), "{").unwrap();
    }
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    let inside = directory.path().join(".new-2-0");
    let name = directory.path().file_name().unwrap().to_str().unwrap();
    let beside = directory.path().with_file_name(format!(".{name}.new-2-0"));
    for abandoned in [&inside, &beside] {
        fs::create_dir_all(abandoned.join("assembly-Prod")).unwrap();
        let opened = fs::File::open(abandoned).unwrap();
        let times = fs::FileTimes::new().set_modified(old);
        opened.set_times(times).unwrap();
    }
    // Nothing that is read is touched before everything is written.
    let changed = app(&["First", "Second"]).build().unwrap();
    changed.write_to(directory.path()).unwrap();
    assert!(!inside.exists() && !beside.exists());
    let mut written = contents(directory.path());
    written.retain(|path, _| !path.starts_with(".new-"));
    assert_eq!(written.len(), whole.len() + 1);
    assert_eq!(written["First.template.json"], whole["First.template.json"]);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod in_one_step {
    use super::*;
    use cognito_cdk_synth::CloudAssembly;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    /// Names the directory that the process writes to which is killed.
    const TARGET: &str = "WRITE_UNTIL_KILLED";
    const KILLS: u32 = 60;

    /// Two assemblies of the same files, most of which differ.
    fn two() -> [CloudAssembly; 2] {
        ["AWS::SNS::Topic", "AWS::SQS::Queue"].map(|cfn_type| {
            let app = App::new();
            for number in 0..12 {
                let stack = Stack::new(&app, format!("Stack{number}"));
                let resource = RawResource::new(cfn_type, Object::new());
                CfnResource::new(&stack, "Thing", resource);
            }
            app.build().unwrap()
        })
    }

    fn files(assembly: &CloudAssembly) -> BTreeMap<String, Vec<u8>> {
        let files = assembly.files();
        files
            .map(|path| {
                (
                    path.display().to_string(),
                    assembly.file(path).unwrap().to_vec(),
                )
            })
            .collect()
    }

    #[test]
    #[ignore = "another test runs it, and kills it"]
    fn writes_until_it_is_killed() {
        let target = std::env::var_os(TARGET).unwrap();
        let two = two();
        for assembly in two.iter().cycle() {
            assembly.write_to(&target).unwrap();
        }
    }

    fn writer(target: &Path) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "in_one_step::writes_until_it_is_killed",
            ])
            .env(TARGET, target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    #[test]
    fn a_run_that_is_killed_leaves_the_old_assembly_or_the_new_one() {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("cdk.out");
        let whole = two().each_ref().map(files);
        for kill in 0..KILLS {
            let mut writer = writer(&out);
            while !out.join("manifest.json").exists() && writer.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            // The moment of the kill goes through all that a run does.
            std::thread::sleep(Duration::from_micros(u64::from(kill) * 317 % 7_000));
            writer.kill().unwrap();
            assert!(!writer.wait().unwrap().success());
            let left = contents(&out);
            assert!(whole.contains(&left), "after kill {kill} it is a mixture");
        }
    }

    #[test]
    fn readers_see_the_old_assembly_or_the_new_one() {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("cdk.out");
        let [old, new] = two();
        old.write_to(&out).unwrap();
        // A reader that has the directory open keeps what it began to read.
        let opened = fs::read_dir(&out).unwrap();
        let before = fs::metadata(&out).unwrap().ino();
        new.write_to(&out).unwrap();
        assert_ne!(fs::metadata(&out).unwrap().ino(), before);
        assert_eq!(contents(&out), files(&new));
        drop(opened);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_else_is_there_is_kept_as_it_is() {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("cdk.out");
        let [old, new] = two();
        old.write_to(&out).unwrap();
        fs::create_dir_all(out.join(".cache/deep")).unwrap();
        fs::write(out.join(".cache/deep/a.zip"), "zip").unwrap();
        fs::write(out.join("synth.lock"), "1").unwrap();
        symlink("synth.lock", out.join("link")).unwrap();
        symlink("nowhere", out.join("broken")).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).unwrap();
        fs::set_permissions(out.join(".cache"), fs::Permissions::from_mode(0o700)).unwrap();
        let lock = fs::metadata(out.join("synth.lock")).unwrap().ino();
        new.write_to(&out).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!((mode(&out), mode(&out.join(".cache"))), (0o750, 0o700));
        assert_eq!(fs::read(out.join(".cache/deep/a.zip")).unwrap(), b"zip");
        assert_eq!(fs::metadata(out.join("synth.lock")).unwrap().ino(), lock);
        assert_eq!(
            fs::read_link(out.join("link")).unwrap(),
            Path::new("synth.lock")
        );
        assert_eq!(
            fs::read_link(out.join("broken")).unwrap(),
            Path::new("nowhere")
        );
        assert_eq!(
            fs::read(out.join("manifest.json")).ok().as_deref(),
            new.file("manifest.json")
        );
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_to_the_directory_stays_a_link() {
        let directory = tempfile::tempdir().unwrap();
        let [out, link] = ["real", "cdk.out"].map(|name| directory.path().join(name));
        fs::create_dir(&out).unwrap();
        symlink("real", &link).unwrap();
        let [old, new] = two();
        old.write_to(&link).unwrap();
        new.write_to(&link).unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("real"));
        assert_eq!(contents(&out), files(&new));
    }

    /// Permission bits do not bind everybody. Into a directory of processes nobody can write.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_directory_that_takes_no_files_is_named() {
        let [assembly, _] = two();
        for target in ["/proc/self/fd", "/proc/cdk.out"] {
            let error = assembly.write_to(target).unwrap_err().to_string();
            assert!(error.contains(&format!("`{target}`")), "{error}");
        }
    }

    #[test]
    fn a_read_only_directory_is_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let out = directory.path().join("cdk.out");
        let [old, new] = two();
        old.write_to(&out).unwrap();
        fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
        let binds = fs::write(out.join("probe"), "").is_err();
        let result = new.write_to(&out);
        fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
        if binds {
            let error = result.unwrap_err().to_string();
            assert!(error.contains(&out.display().to_string()), "{error}");
            assert_eq!(contents(&out), files(&old));
        } else {
            result.unwrap();
        }
    }
}
