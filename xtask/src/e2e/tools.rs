//! Owns the tools in `target/e2e`: installs what `tests/e2e` pins, once, and says why where that cannot be done.

use super::child::Call;
use anyhow::{Context as _, Result, anyhow, bail};
use std::cell::OnceCell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the installation from a package registry may take.
const INSTALL: Duration = Duration::from_mins(15);

/// How long a tool may take to say its version.
const ASK: Duration = Duration::from_mins(1);

/// The version that a set of tools was installed from; written last.
const STAMP: &str = "installed-from";

/// The tools, each set installed when a step first asks for it.
#[derive(Debug)]
pub(super) struct Tools {
    /// `tests/e2e`, with the pins.
    pins: PathBuf,
    /// `target/e2e`.
    home: PathBuf,
    node: OnceCell<Result<PathBuf, String>>,
    python: OnceCell<Result<PathBuf, String>>,
    /// Held to the end of the run, so that two runs do not install into one place.
    _lock: File,
}

impl Tools {
    /// The tools that `pins` names, in `home`.
    pub(super) fn new(pins: PathBuf, home: PathBuf) -> Result<Self> {
        fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
        let path = home.join("lock");
        let lock =
            File::create(&path).with_context(|| format!("cannot make {}", path.display()))?;
        if lock.try_lock().is_err() {
            println!("waiting for another run of `cargo xtask e2e`");
            lock.lock()
                .with_context(|| format!("cannot lock {}", path.display()))?;
        }
        Ok(Self {
            pins,
            home,
            node: OnceCell::new(),
            python: OnceCell::new(),
            _lock: lock,
        })
    }

    /// A new, empty directory for a step.
    pub(super) fn work(&self, name: &str) -> Result<PathBuf> {
        let directory = self.home.join("work").join(name);
        renew(&directory)?;
        Ok(directory)
    }

    /// A program of this project that a tool runs.
    pub(super) fn script(&self, name: &str) -> PathBuf {
        self.pins.join(name)
    }

    /// `node` with what is installed to `require`.
    pub(super) fn node(&self, limit: Duration) -> Result<Call> {
        let modules = self.node_modules()?;
        Ok(Call::new("node", limit).env("NODE_PATH", modules))
    }

    /// The directory of the installed Node.js packages.
    pub(super) fn node_modules(&self) -> Result<&Path> {
        let made = self
            .node
            .get_or_init(|| self.install_node().map_err(|error| format!("{error:#}")));
        made.as_deref().map_err(|error| anyhow!("{error}"))
    }

    /// The interpreter of the virtual environment, without the user's settings, and without files beside our sources.
    pub(super) fn python(&self, limit: Duration) -> Result<Call> {
        let made = self
            .python
            .get_or_init(|| self.install_python().map_err(|error| format!("{error:#}")));
        let interpreter = made.as_deref().map_err(|error| anyhow!("{error}"))?;
        Ok(Call::new(interpreter, limit).args(["-I", "-B"]))
    }

    fn install_node(&self) -> Result<PathBuf> {
        let version = version("node", "nodejs")?;
        at_least("node", &version, [20, 0])?;
        let pins = [self.pin("package.json")?, self.pin("package-lock.json")?];
        let place = self.home.join("node");
        let stamp = format!("{}\n{}", pins[0], pins[1]);
        install(&place, &stamp, || {
            println!("installing AWS CDK and its validator (tests/e2e/package-lock.json)");
            fs::write(place.join("package.json"), &pins[0])?;
            fs::write(place.join("package-lock.json"), &pins[1])?;
            Call::new("npm", INSTALL)
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .directory(&place)
                .succeed()
                .context(
                    "npm could not install what tests/e2e/package-lock.json pins; \
                     it needs npm (Debian: apt-get install npm) and a package registry",
                )
                .map(drop)
        })?;
        Ok(place.join("node_modules"))
    }

    fn install_python(&self) -> Result<PathBuf> {
        // A virtual environment is of no use to another version of Python, so this is part of the stamp.
        let version = version("python3", "python3")?;
        at_least("python3", &version, [3, 11])?;
        let pin = self.pin("requirements.txt")?;
        let place = self.home.join("python");
        let interpreter = if cfg!(windows) {
            place.join("Scripts/python.exe")
        } else {
            place.join("bin/python")
        };
        install(&place, &format!("{version}\n{pin}"), || {
            println!("installing cfn-lint, boto3 and moto (tests/e2e/requirements.txt)");
            Call::new("python3", INSTALL)
                .args(["-m", "venv", "."])
                .directory(&place)
                .succeed()
                .context(
                    "python3 could not make a virtual environment \
                     (Debian: apt-get install python3-venv)",
                )?;
            Call::new(&interpreter, INSTALL)
                .args(["-m", "pip", "install", "--quiet", "--no-input"])
                .args(["--disable-pip-version-check", "--require-hashes", "-r"])
                .arg(self.pins.join("requirements.txt"))
                .succeed()
                .context(
                    "pip could not install what tests/e2e/requirements.txt pins; \
                     it needs a package index",
                )
                .map(drop)
        })?;
        Ok(interpreter)
    }

    fn pin(&self, name: &str) -> Result<String> {
        let path = self.pins.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// Makes `place` by `fill`, unless it was made from the same `stamp` before.
fn install(place: &Path, stamp: &str, fill: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp_path = place.join(STAMP);
    if fs::read_to_string(&stamp_path).is_ok_and(|found| found == stamp) {
        return Ok(());
    }
    renew(place)?;
    fill()?;
    fs::write(&stamp_path, stamp).with_context(|| format!("cannot write {}", stamp_path.display()))
}

/// Makes a directory empty.
fn renew(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))
}

/// What a program says its version is.
fn version(program: &str, package: &str) -> Result<String> {
    let ended = Call::new(program, ASK)
        .arg("--version")
        .succeed()
        .with_context(|| {
            format!("this step needs {program} (Debian: apt-get install {package})")
        })?;
    Ok(ended.stdout.trim().to_owned())
}

/// Fails for a program that is older than the tools want.
fn at_least(program: &str, version: &str, wanted: [u32; 2]) -> Result<()> {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut numbers = digits.split('.').map_while(|part| part.parse::<u32>().ok());
    let found = [numbers.next(), numbers.next()];
    if let [Some(major), Some(minor)] = found
        && [major, minor] >= wanted
    {
        return Ok(());
    }
    let [major, minor] = wanted;
    bail!("{program} says that it is {version}, but the tools need {major}.{minor} or newer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_installation_is_used_again_until_its_pins_change() {
        let directory = tempfile::tempdir().unwrap();
        let place = directory.path().join("tool");
        let runs = std::cell::Cell::new(0);
        let fill = || {
            runs.set(runs.get() + 1);
            Ok(fs::write(place.join("made"), "")?)
        };
        install(&place, "1", fill).unwrap();
        install(&place, "1", fill).unwrap();
        assert_eq!(runs.get(), 1);
        fs::write(place.join("stale"), "").unwrap();
        install(&place, "2", fill).unwrap();
        assert_eq!(runs.get(), 2);
        assert!(!place.join("stale").exists());
    }

    #[test]
    fn an_installation_that_failed_is_done_again() {
        let directory = tempfile::tempdir().unwrap();
        let place = directory.path().join("tool");
        install(&place, "1", || bail!("no registry")).unwrap_err();
        install(&place, "1", || Ok(fs::write(place.join("made"), "")?)).unwrap();
        assert!(place.join("made").exists());
    }

    #[test]
    fn a_missing_program_says_what_to_install() {
        let error = version("no-such-program", "some-package").unwrap_err();
        let text = format!("{error:#}");
        assert!(
            text.contains("this step needs no-such-program (Debian: apt-get install some-package)"),
            "{text}"
        );
    }

    #[test]
    fn an_old_program_is_refused() {
        for new in ["v20.20.2", "v24.0.0"] {
            at_least("node", new, [20, 0]).unwrap();
        }
        for new in ["Python 3.11.7", "Python 3.13.0", "Python 4.0.0"] {
            at_least("python3", new, [3, 11]).unwrap();
        }
        for old in ["Python 3.9.18", "Python 2.7.18", "Python 3", "", "nightly"] {
            at_least("python3", old, [3, 11]).unwrap_err();
        }
    }
}
