//! File assets: what is published beside the templates, known by the hash of its contents.

use super::synthesizer::Bootstrap;
use crate::finding::Rule;
use crate::names;
use crate::tree::arena::Kind;
use crate::tree::node::Node;
use crate::tree::scope::Scope;
use cognito_cdk_template::Value;
use sha2::{Digest, Sha256};
use std::io;
use std::panic::Location;
use std::path::{Path, PathBuf};

/// Deeper directories are taken for links that lead in a circle.
const MAX_DEPTH: usize = 64;

/// A file or a directory that is published with the stack, such as the code of a function.
///
/// It needs a [`Synthesizer::bootstrapped`](crate::Synthesizer::bootstrapped). A directory is published
/// as a zip file.
///
/// ```no_run
/// use cognito_cdk_synth::{App, AppProps, FileAsset, Stack, Synthesizer};
///
/// let app = App::with_props(AppProps::new().synthesizer(Synthesizer::bootstrapped()));
/// let stack = Stack::new(&app, "Auth");
/// let code = FileAsset::new(&stack, "Code", "functions/pre-sign-up");
/// let (bucket, key) = (code.s3_bucket_name(), code.s3_object_key());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileAsset {
    node: Node,
    data: AssetData,
}

/// What the assembly needs to know of an asset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AssetData {
    pub(crate) source: PathBuf,
    pub(crate) hash: String,
    /// The extension of the staged file, with its dot; a directory has none.
    extension: String,
    pub(crate) directory: bool,
    pub(crate) display_name: String,
}

impl AssetData {
    /// The name under which the asset stands in the cloud assembly.
    pub(crate) fn staged(&self) -> String {
        format!("asset.{}{}", self.hash, self.extension)
    }

    /// The extension of the published file.
    pub(crate) fn published_extension(&self) -> &str {
        if self.directory {
            ".zip"
        } else {
            &self.extension
        }
    }
}

impl FileAsset {
    /// The file or directory at `path`. It is read now; what is wrong with it, the synthesis reports.
    #[track_caller]
    pub fn new(scope: &impl Scope, id: impl AsRef<str>, path: impl Into<PathBuf>) -> Self {
        let position = Location::caller();
        let node = scope.node().child(id.as_ref(), Kind::Construct, position);
        let source = path.into();
        let mut data = AssetData {
            directory: source.is_dir(),
            ..AssetData::default()
        };
        if !data.directory {
            let extension = source.extension().map(|e| e.to_string_lossy().into_owned());
            data.extension = extension.map(|e| format!(".{e}")).unwrap_or_default();
        }
        match hash(&source) {
            Ok(hash) => data.hash = hash,
            Err((path, error)) => node.report(
                Rule::Asset,
                format!("`{}` cannot be read: {error}", path.display()),
                "give the path of a file or a directory, from where the program runs",
                position,
            ),
        }
        data.source = source;
        if let Some((rule, message, remedy)) = register(&node, &mut data) {
            node.report(rule, message, remedy, position);
        }
        Self { node, data }
    }

    fn bootstrap(&self) -> Option<Bootstrap> {
        let arena = self.node.tree.read();
        arena.bootstrap(arena.stack_of(self.node.index)?)
    }

    /// The bucket that it is published to.
    #[must_use]
    pub fn s3_bucket_name(&self) -> Value<String> {
        let bucket = self.bootstrap().map(|bootstrap| bootstrap.bucket_value());
        bucket.unwrap_or_else(|| Value::Literal(String::new()))
    }

    /// The key in that bucket.
    #[must_use]
    pub fn s3_object_key(&self) -> String {
        let extension = self.data.published_extension();
        let key = self
            .bootstrap()
            .map(|bootstrap| bootstrap.object_key(&self.data.hash, extension));
        key.unwrap_or_default()
    }

    /// The hash of its contents.
    #[must_use]
    pub fn asset_hash(&self) -> &str {
        &self.data.hash
    }
}

impl Scope for FileAsset {
    fn node(&self) -> &Node {
        &self.node
    }
}

/// Gives the asset to its stack, or says why the stack cannot have it.
fn register(node: &Node, data: &mut AssetData) -> Option<(Rule, &'static str, &'static str)> {
    let mut arena = node.tree.write();
    let Some(stack) = arena.stack_of(node.index) else {
        return Some((
            Rule::OutsideStack,
            "the asset is in no stack",
            "make it inside a `Stack`",
        ));
    };
    if arena.bootstrap(stack).is_none() {
        return Some((
            Rule::Asset,
            "the stack has an asset, and nothing that publishes it",
            "give the stack or the app the synthesizer `Synthesizer::bootstrapped()`",
        ));
    }
    data.display_name = arena.ids_below(stack, node.index).join("/");
    if let Some(stack) = arena.stack_mut(stack) {
        stack.assets.push(data.clone());
    }
    None
}

type Unreadable = (PathBuf, io::Error);

/// The hash of a file, or of the names and contents of a directory.
fn hash(source: &Path) -> Result<String, Unreadable> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    if source.is_file() {
        let bytes = std::fs::read(source).map_err(unreadable(source))?;
        return Ok(names::sha256(&bytes));
    }
    let mut hash = Sha256::new();
    for (name, path) in files(source).map_err(unreadable(source))? {
        let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(names::sha256(&bytes).as_bytes());
    }
    Ok(names::hex(&hash.finalize()))
}

/// The files of a directory: their names below it with `/` in between, in order, and their paths.
pub(super) fn files(directory: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    collect(directory, "", 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(
    directory: &Path,
    prefix: &str,
    depth: usize,
    found: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    if depth > MAX_DEPTH {
        return Err(io::Error::other(format!(
            "it is more than {MAX_DEPTH} directories deep"
        )));
    }
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{name}/"), depth + 1, found)?;
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}
