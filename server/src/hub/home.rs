//! Where a hub lives: its folder, the program that it is, and the token of its link.

use crate::Error;
use crate::gate::hex;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the server's own settings begin with in the environment.
const OWN_SETTINGS: &str = "POCKETCOACH_SERVER_";
/// Where the coach is told its key otherwise.
const KEYS: [&str; 2] = ["POCKETCOACH_KEY", "POCKETCOACH_KEY_FILE"];
/// Digits of a token of 256 bits.
const TOKEN_DIGITS: usize = 64;

/// A hub's folder and program. In the folder are `data`, which is the coach's own, `key`, the key of its database unless
/// the environment names another, and `link`, the token of the dashboard.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
    program: PathBuf,
}

impl Home {
    /// The hub of a server's data folder. Without a `program` it is the `coach` beside this program, else the one on the
    /// search path.
    ///
    /// # Errors
    /// [`Error::Hub`] when there is no such program.
    pub fn of(data_dir: &Path, program: Option<&Path>) -> Result<Home, Error> {
        let missing = |what: &str| Error::Hub(format!("find {what}; name it with --hub-program"));
        let program = match program {
            Some(named) if named.is_file() => named.to_path_buf(),
            Some(named) => return Err(missing(&named.display().to_string())),
            None => found().ok_or_else(|| missing("the program `coach` beside this one or on the search path"))?,
        };
        Ok(Home { folder: data_dir.join("hub"), program })
    }

    /// The coach's program, to be given a command: with the hub's data and key, and without the server's settings, among
    /// which are passwords of databases.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data-dir").arg(self.data());
        if !KEYS.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
            command.arg("--key-file").arg(self.folder.join("key"));
        }
        without_own_settings(&mut command);
        command
    }

    /// The same to be run under the watch of `keeper`, which is this program: see [`keep`](super::keep).
    pub(super) fn kept(&self, keeper: &Path, arguments: &[&str]) -> Command {
        let command = self.command();
        let mut kept = Command::new(keeper);
        kept.arg("keep").arg("--").arg(command.get_program()).args(command.get_args()).args(arguments);
        without_own_settings(&mut kept);
        kept
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Makes the folder, the key and an empty database, unless they are there. The empty database says nothing about
    /// anyone, so joining an account with it changes nothing there. Waits for the disk.
    ///
    /// # Errors
    /// [`Error::Hub`], with what the coach said.
    pub fn prepare(&self) -> Result<(), Error> {
        let failed = |error: std::io::Error| Error::Hub(format!("make {}: {error}", self.folder.display()));
        private_folder(&self.folder).map_err(failed)?;
        let is_empty = |mut entries: std::fs::ReadDir| entries.next().is_none();
        if !std::fs::read_dir(self.data()).map_or(true, is_empty) {
            return Ok(());
        }
        let mut init = self.command();
        init.args(["--json", "init"]).stdin(Stdio::null()).stdout(Stdio::null());
        let done = init.output().map_err(|error| Error::Hub(format!("run {}: {error}", self.program.display())))?;
        if done.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr);
        Err(Error::Hub(format!("make the hub's database: the coach said: {}", said.lines().last().unwrap_or_default())))
    }

    /// The token of the link, which is made once, or anew. It lasts until it is made anew.
    ///
    /// # Errors
    /// [`Error::Hub`] when the file cannot be read or written.
    pub fn link_token(&self, renew: bool) -> Result<String, Error> {
        let place = self.link_file();
        let failed =
            |error: std::io::Error| Error::Hub(format!("keep the link's token in {}: {error}", place.display()));
        if !renew && place.exists() {
            return std::fs::read_to_string(&place).map_err(failed).and_then(|text| {
                token_of(&text).ok_or_else(|| {
                    Error::Hub(format!("read {}: it holds no token; make one with --renew", place.display()))
                })
            });
        }
        private_folder(&self.folder).map_err(failed)?;
        let mut bytes = [0_u8; TOKEN_DIGITS / 2];
        getrandom::fill(&mut bytes).map_err(|error| Error::Hub(format!("make a token: {error}")))?;
        let token = hex(&bytes);
        // Whoever reads meanwhile finds the one or the other, and after a crash, too.
        let fresh = self.folder.join("link.new");
        let _ = std::fs::remove_file(&fresh);
        let write = || -> std::io::Result<()> {
            let mut options = std::fs::File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&fresh)?;
            file.write_all(token.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&fresh, &place)
        };
        write().map_err(failed)?;
        Ok(token)
    }

    /// The file with the token of the link.
    pub(super) fn link_file(&self) -> PathBuf {
        self.folder.join("link")
    }
}

/// A token out of its file.
pub(super) fn token_of(text: &str) -> Option<String> {
    let token = text.trim();
    let holds = token.len() == TOKEN_DIGITS && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    holds.then(|| token.to_owned())
}

fn without_own_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with(OWN_SETTINGS)) {
            command.env_remove(name);
        }
    }
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn found() -> Option<PathBuf> {
    let name = format!("coach{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(&name)));
    let path = std::env::var_os("PATH");
    let on_path = path.as_deref().map(OsStr::to_os_string).unwrap_or_default();
    beside
        .into_iter()
        .chain(std::env::split_paths(&on_path).map(|folder| folder.join(&name)))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_lasts_until_it_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home { folder: folder.path().join("hub"), program: "coach".into() };
        let first = home.link_token(false).unwrap();
        assert_eq!(home.link_token(false).unwrap(), first);
        let second = home.link_token(true).unwrap();
        assert!(second != first && home.link_token(false).unwrap() == second);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&home.folder), mode(&home.link_file())), (0o700, 0o600));
        }
        for broken in ["", "abc", &"g".repeat(64), &"0".repeat(65)] {
            std::fs::write(home.link_file(), broken).unwrap();
            assert!(home.link_token(false).is_err(), "an empty token would let everyone in: {broken}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_said() {
        let error = Home::of(Path::new("data"), Some(Path::new("/nowhere/coach"))).unwrap_err().to_string();
        assert!(error.contains("/nowhere/coach") && error.contains("--hub-program"), "{error}");
    }
}
