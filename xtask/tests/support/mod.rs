//! A temporary repository in which the tests run the real binary, and what they look at afterwards.

pub(crate) mod loopback;
pub(crate) mod upstream;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use loopback::LoopbackServer;
use regex::Regex;
use tempfile::TempDir;
use upstream::Upstream;

/// All files of a repository, and its directories, by their path in it.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A repository in a temporary directory, and upstream files beside it.
#[derive(Debug)]
pub(crate) struct Sandbox {
    directory: TempDir,
}

/// What a run of the binary came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// `None` after a signal.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    /// An empty repository that selects every `AWS::Test::*` type and has no overlay.
    fn empty() -> Self {
        let sandbox = Self {
            directory: tempfile::tempdir().unwrap(),
        };
        sandbox.write("spec/resources.toml", "resources = [\"AWS::Test::*\"]\n");
        fs::create_dir(sandbox.path("spec/overlay")).unwrap();
        fs::create_dir_all(sandbox.path("core/template")).unwrap();
        fs::create_dir(sandbox.upstream()).unwrap();
        sandbox
    }

    /// A repository with a few invented resource types, pinned and generated.
    pub(crate) fn small() -> Self {
        Self::of(&Upstream::small())
    }

    /// A repository of some invented resource types, pinned and generated.
    pub(crate) fn of(upstream: &Upstream) -> Self {
        let sandbox = Self::empty();
        sandbox.accepts(upstream, &[]);
        sandbox
    }

    /// A copy of this repository, as far as the generator looks at it.
    pub(crate) fn of_repository() -> Self {
        let sandbox = Self {
            directory: tempfile::tempdir().unwrap(),
        };
        for path in ["spec", "generated", "core/template/Cargo.toml"] {
            copy(&repository().join(path), &sandbox.path(path));
        }
        fs::create_dir(sandbox.upstream()).unwrap();
        sandbox
    }

    /// The root of the repository.
    pub(crate) fn root(&self) -> PathBuf {
        self.directory.path().join("repository")
    }

    /// A place in the repository.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The directory beside the repository that takes upstream files.
    pub(crate) fn upstream(&self) -> PathBuf {
        self.directory.path().join("upstream")
    }

    /// Reads a file of the repository.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file of the repository.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a text that stands in a file of the repository.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not have {old:?}");
        self.write(path, &text.replace(old, new));
    }

    /// The binary in the repository, with its download cache in there too.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .current_dir(self.root())
            .env_remove("CARGO_TARGET_DIR")
            .args(arguments);
        command
    }

    /// Runs the binary to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.finish(&mut self.command(arguments))
    }

    /// Runs a command to its end.
    pub(crate) fn finish(&self, command: &mut Command) -> Run {
        let output = command.stdin(Stdio::null()).output().unwrap();
        self.outcome(&output)
    }

    /// Starts the binary, quietly.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// The output with the sandbox's directory called `DIR`.
    fn outcome(&self, output: &Output) -> Run {
        let place = self.directory.path().to_str().unwrap();
        let text = |bytes: &[u8]| {
            String::from_utf8(bytes.to_vec())
                .unwrap()
                .replace(place, "DIR")
        };
        Run {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Runs the binary, which must refuse to do anything, and returns what it says.
    pub(crate) fn refuses(&self, arguments: &[&str]) -> String {
        let before = self.tree();
        let run = self.run(arguments);
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert_eq!(run.stdout, "", "an error belongs on stderr alone");
        assert_same(&before, &self.tree());
        run.stderr
    }

    /// The same for a regen with upstream files.
    pub(crate) fn refuses_upstream(&self, upstream: &Upstream) -> String {
        upstream.write(&self.upstream());
        self.refuses(&REGEN_FROM_FILES)
    }

    /// Runs regen with upstream files, which it must take.
    pub(crate) fn accepts(&self, upstream: &Upstream, more: &[&str]) -> Run {
        upstream.write(&self.upstream());
        let run = self.run(&[&REGEN_FROM_FILES, more].concat());
        assert_eq!(run.code, Some(0), "{run:#?}");
        run
    }

    /// Runs regen against a server.
    pub(crate) fn regen_from(&self, server: &LoopbackServer, more: &[&str]) -> Run {
        let (spec, schemas) = (server.url(SPECIFICATION), server.url(SCHEMAS));
        let sources = ["regen", "--spec", &spec, "--schemas", &schemas];
        let mut run = self.run(&[&sources, more].concat());
        for text in [&mut run.stdout, &mut run.stderr] {
            *text = server.normalize(text);
        }
        run
    }

    /// Runs regen against a server from which it can take nothing, and returns what it says.
    pub(crate) fn refuses_server(&self, server: &LoopbackServer) -> String {
        let before = self.tree();
        let run = self.regen_from(server, &["--quiet", "--idle-timeout", "2"]);
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert_eq!(run.stdout, "", "an error belongs on stderr alone");
        assert_same(&before, &self.tree());
        run.stderr
    }

    /// Everything in the repository but the build directory and the lock file, which stays.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = tree(&self.root());
        tree.retain(|path, _| {
            !path.starts_with("target/") && path != ".regen/" && path != ".regen/lock"
        });
        tree
    }

    /// The generated files.
    pub(crate) fn generated(&self) -> Tree {
        tree(&self.path("generated"))
    }
}

/// Where a server has the specification.
pub(crate) const SPECIFICATION: &str = "/CloudFormationResourceSpecification.json";

/// Where a server has the schemas.
pub(crate) const SCHEMAS: &str = "/CloudformationSchema.zip";

/// Regen with the files that [`Upstream::write`] has written.
pub(crate) const REGEN_FROM_FILES: [&str; 5] = [
    "regen",
    "--spec",
    "../upstream/specification.json",
    "--schemas",
    "../upstream/schemas.zip",
];

/// The root of this repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All files below a directory, and the directories with a `/` at their ends.
pub(crate) fn tree(directory: &Path) -> Tree {
    let mut found = Tree::new();
    let mut pending = vec![String::new()];
    while let Some(prefix) = pending.pop() {
        for entry in fs::read_dir(directory.join(&prefix)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                found.insert(format!("{path}/"), Vec::new());
                pending.push(format!("{path}/"));
            } else if kind.is_symlink() {
                let target = fs::read_link(entry.path()).unwrap();
                found.insert(path, target.into_os_string().into_encoded_bytes());
            } else {
                found.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Fails with the paths in which two trees differ.
pub(crate) fn assert_same(before: &Tree, after: &Tree) {
    let differing = differences(before, after);
    assert!(differing.is_empty(), "these paths differ: {differing:#?}");
}

/// The paths in which two trees differ.
pub(crate) fn differences(before: &Tree, after: &Tree) -> Vec<String> {
    let paths = before.keys().chain(after.keys());
    let mut differing: Vec<String> = paths
        .filter(|path| before.get(*path) != after.get(*path))
        .cloned()
        .collect();
    differing.sort();
    differing.dedup();
    differing
}

/// A text with everything that a pattern finds replaced.
pub(crate) fn masked(text: &str, pattern: &str, mask: &str) -> String {
    Regex::new(pattern)
        .unwrap()
        .replace_all(text, mask)
        .into_owned()
}

/// Copies a file, or a directory with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
        return;
    }
    for (path, bytes) in tree(from) {
        let target = to.join(&path);
        if path.ends_with('/') {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
}
