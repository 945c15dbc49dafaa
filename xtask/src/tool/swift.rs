//! The Swift compiler: the machine's own, or else Debian 13's in a folder of its own.
//!
//! Debian 12 has no Swift and Debian 13 has one. Its files are unpacked beside the other caches once (3.1 GB, as root),
//! and every command runs in there with the clone and the target directory shared under the same paths. What is mounted
//! for that lives in a namespace of the one command, so that nothing is left behind however it ends. A namespace of
//! its own user will do where mounting is not permitted. Where neither is, it cannot run: without `/proc` the compiler
//! does not find itself.

use super::counts::Counts;
use super::process::{run, run_watched, succeeded, works};
use super::setup;
use super::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// What is unpacked beside Debian's base: the compiler, and what it links programs with.
const PACKAGES: &str = "swiftlang,gcc,libc6-dev,libstdc++-14-dev";
const RELEASE: &str = "trixie";
/// Written once the folder is complete.
const COMPLETE: &str = "pocketcoach-complete";

/// Enters the folder in a namespace of mounts that ends with the command. Arguments: the folder, where to work, the
/// shared folders with colons between them, the command.
const ENTER: &str = r#"set -eu
root=$1 place=$2 shared=$3
shift 3
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
( IFS=:; for folder in $shared; do mkdir -p "$root$folder"; mount --bind "$folder" "$root$folder"; done )
exec chroot "$root" /bin/sh -c 'cd "$1" && shift && exec "$@"' sh "$place" "$@"
"#;

/// A compiler that was found to work.
pub(crate) struct Swift {
    way: Way,
    /// Where it keeps what it builds and its own caches.
    scratch: PathBuf,
    shared: Vec<PathBuf>,
}

#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// The machine's own.
    Here,
    /// Debian's, entered in a namespace made with these arguments.
    Namespace(PathBuf, &'static [&'static str]),
}

impl Swift {
    /// Finds a compiler; on Debian, root has one unpacked where there is none.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self> {
        let scratch = workspace.target.join("swift");
        for folder in ["home", "tmp"] {
            fs::create_dir_all(scratch.join(folder))?;
        }
        let shared = vec![workspace.root.clone(), workspace.target.clone()];
        if works("swift", &["--version"]) {
            return Ok(Self { way: Way::Here, scratch, shared });
        }
        let folder = unpacked()?;
        let namespace: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
        let door = namespace.into_iter().find(|arguments| {
            let trial: Vec<_> = arguments.iter().copied().chain(["--propagation", "private", "true"]).collect();
            works("unshare", &trial)
        });
        let Some(arguments) = door else {
            bail!(
                "failed to enter {}: neither root nor a user namespace may mount here; allow one of them (CAP_SYS_ADMIN \
                 in a container), or put a Swift 6 of your own on the PATH",
                folder.display()
            )
        };
        let way = Way::Namespace(folder, arguments);
        let swift = Self { way, scratch, shared };
        run(&mut swift.command(&workspace.root, &["swift", "--version"])).context("failed to start Swift")?;
        Ok(swift)
    }

    /// A command line in `place`, with nothing of this process's environment but what it needs.
    pub(crate) fn command(&self, place: &Path, line: &[&str]) -> Command {
        let shared = || self.shared.iter().map(|folder| folder.display().to_string());
        let mut command = match &self.way {
            Way::Here => {
                let mut command = Command::new(line.first().copied().unwrap_or("swift"));
                command.current_dir(place).args(line.iter().skip(1));
                return command;
            }
            Way::Namespace(folder, arguments) => {
                let mut command = Command::new("unshare");
                command.args(*arguments).args(["--propagation", "private", "sh", "-c", ENTER, "sh"]);
                command.arg(folder).arg(place).arg(shared().collect::<Vec<_>>().join(":"));
                command
            }
        };
        command
            .args(["/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"])
            .arg(format!("HOME={}", self.scratch.join("home").display()))
            // Beside the caches, so that what a test leaves behind goes with them.
            .arg(format!("TMPDIR={}", self.scratch.join("tmp").display()))
            .args(line);
        command
    }

    /// Checks the format and runs the tests of the package in `place`, linked with `library`.
    /// `relay` is the address of a running one.
    pub(crate) fn test(&self, place: &Path, library: &Path, relay: &str, counts: &mut Counts) -> Result<()> {
        ensure!(place.join("Package.swift").is_file(), "failed to find the Swift package {}", place.display());
        self.lint(place, &["Package.swift", "Sources", "Tests"])?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let mut variables = vec![format!("POCKETCOACH_RELAY={relay}")];
        if let Some(certificates) = self.certificates()? {
            variables.push(format!("SSL_CERT_FILE={certificates}"));
        }
        let status =
            self.build(&variables, "test", place, &name, library, &[], |line| counts.read_xctest_line(line))?;
        succeeded(&Command::new("swift test"), status)
    }

    /// The machine's certificates where the compiler's own system, which has none, can read them: without any, no client of
    /// HTTPS starts, not even for a server on loopback.
    fn certificates(&self) -> Result<Option<String>> {
        let machine = Path::new("/etc/ssl/certs/ca-certificates.crt");
        if self.way == Way::Here || !machine.is_file() {
            return Ok(None);
        }
        let copy = self.scratch.join("certificates.pem");
        fs::copy(machine, &copy)?;
        Ok(Some(copy.display().to_string()))
    }

    /// Checks that the sources in `place` can be parsed and have the format that is written there.
    pub(crate) fn lint(&self, place: &Path, sources: &[&str]) -> Result<()> {
        let mut line = vec!["swift", "format", "lint", "--strict", "--recursive", "--parallel"];
        let configuration = place.join(".swift-format").display().to_string();
        line.extend(["--configuration", &configuration]);
        line.extend(sources);
        run(&mut self.command(place, &line)).context("failed to find the format of Swift in order")
    }

    #[allow(clippy::too_many_arguments, reason = "a command line has many parts")]
    fn build(
        &self,
        variables: &[String],
        verb: &str,
        place: &Path,
        name: &str,
        library: &Path,
        more: &[&str],
        each: impl FnMut(&str),
    ) -> Result<ExitStatus> {
        let scratch = self.scratch.join(name).display().to_string();
        let folder = library.parent().unwrap_or(library).display().to_string();
        let (search, found) = (format!("-L{folder}"), format!("LD_LIBRARY_PATH={folder}"));
        let mut line = vec!["env", &found];
        line.extend(variables.iter().map(String::as_str));
        line.extend(["swift", verb, "--scratch-path", &scratch, "-Xlinker", &search]);
        if self.way != Way::Here {
            // Debian's `libswiftObservation.so` names a function, called before it ends the process, that no library has.
            line.extend(["-Xlinker", "--allow-shlib-undefined"]);
        }
        line.extend(more);
        run_watched(self.command(place, &line), each)
    }

    /// Builds a program of the package in `place`, optimised, and gives the command that runs it with the library in
    /// `folder`. `library` is the one that it is linked with.
    pub(crate) fn program(&self, place: &Path, product: &str, library: &Path, folder: &Path) -> Result<Command> {
        // Beside the build of the tests, which is another one.
        let name = format!("{}-{product}", place.file_name().unwrap_or_default().to_string_lossy());
        let more = ["--configuration", "release", "--product", product];
        let status = self.build(&[], "build", place, &name, library, &more, |_| ())?;
        succeeded(&Command::new("swift build"), status)?;
        let program = self.scratch.join(&name).join("release").join(product).display().to_string();
        Ok(self.command(place, &["env", &format!("LD_LIBRARY_PATH={}", folder.display()), &program]))
    }
}

/// The folder with Debian's compiler, made if need be.
fn unpacked() -> Result<PathBuf> {
    let cache = cache().context("failed to find a folder for Swift: set HOME or XDG_CACHE_HOME")?;
    let folder = cache.join("pocketcoach/swift").join(RELEASE);
    if folder.join(COMPLETE).is_file() {
        return Ok(folder);
    }
    let debian = Path::new("/etc/debian_version").exists();
    let root = works("sh", &["-c", "test \"$(id -u)\" = 0"]);
    if let Some(advice) = advice(debian, root, &folder) {
        bail!("failed to find Swift 6; {advice}");
    }
    setup::ensure(&[setup::DEBOOTSTRAP])?;
    println!("unpacking Debian's Swift into {}: 3.1 GB, some minutes, once", folder.display());
    // What an earlier run left half done is of no use.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let log = folder.with_extension("log");
    let status = Command::new("unshare")
        .args(["--mount", "--propagation", "private", "debootstrap", "--variant=minbase"])
        .arg(format!("--include={PACKAGES}"))
        .arg(RELEASE)
        .arg(&folder)
        .stdout(fs::File::create(&log)?)
        .stderr(fs::File::create(log.with_extension("errors"))?)
        .status()
        .context("failed to start debootstrap")?;
    if !status.success() {
        let told = fs::read_to_string(&log).unwrap_or_default();
        let last = told.lines().last().unwrap_or("it said nothing");
        bail!("failed to unpack Swift with debootstrap: {last} (all of it is in {})", log.display());
    }
    // Nothing is installed later, and the packages are a fifth of the folder.
    let packages = folder.join("var/cache/apt/archives");
    if packages.is_dir() {
        fs::remove_dir_all(packages)?;
    }
    fs::write(folder.join(COMPLETE), PACKAGES)?;
    Ok(folder)
}

fn cache() -> Option<PathBuf> {
    let given = std::env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    given.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))
}

/// What to tell a person for whom nothing can be unpacked; nothing when it can be.
fn advice(debian: bool, root: bool, folder: &Path) -> Option<String> {
    match (debian, root) {
        (true, true) => None,
        (true, false) => Some(format!(
            "run this once as root, which unpacks Debian's compiler (3.1 GB) into {}, or put your own on the PATH",
            folder.display()
        )),
        (false, _) => Some("put it on the PATH (https://www.swift.org/install) and try again".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swift(way: Way) -> Swift {
        Swift { way, scratch: "/t/swift".into(), shared: vec!["/clone".into(), "/t".into()] }
    }

    fn words(command: &Command) -> Vec<String> {
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_command_sees_the_clone_and_the_target_under_their_own_paths() {
        let namespace = words(
            &swift(Way::Namespace("/cache/trixie".into(), &["--mount"]))
                .command(Path::new("/clone/a"), &["swift", "x"]),
        );
        assert_eq!(namespace[..3], ["unshare", "--mount", "--propagation"]);
        assert!(namespace.contains(&"/clone:/t".to_owned()), "{namespace:?}");
        assert_eq!(namespace[namespace.len() - 2..], ["swift", "x"]);
    }

    #[test]
    fn a_compiler_of_the_machine_is_used_as_it_is() {
        let command = swift(Way::Here).command(Path::new("/clone/a"), &["swift", "build"]);
        assert_eq!(words(&command), ["swift", "build"]);
        assert_eq!(command.get_current_dir(), Some(Path::new("/clone/a")));
    }

    #[test]
    fn whoever_may_not_unpack_is_told_what_to_do() {
        assert_eq!(advice(true, true, Path::new("/c")), None);
        assert!(advice(true, false, Path::new("/c")).unwrap().contains("as root"));
        assert!(!advice(false, true, Path::new("/c")).unwrap().contains("root"));
    }
}
