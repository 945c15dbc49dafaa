//! What the machine must have. On Debian, root installs what is missing; anyone else is told the command.

use super::process::{run, works};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// A program or library that a step needs, and how to know that it is there.
pub(crate) struct Need {
    what: &'static str,
    why: &'static str,
    program: &'static str,
    probe: &'static [&'static str],
    packages: &'static [&'static str],
}

/// What building the Rust crates needs. OpenSSL inside SQLCipher is configured with perl and built with make; llama.cpp
/// inside the command line is built with CMake.
pub(crate) const BUILD: &[Need] = &[
    Need {
        what: "a C compiler",
        why: "SQLCipher, OpenSSL and zstd are compiled from source",
        program: "cc",
        probe: &["--version"],
        packages: &["gcc", "libc6-dev"],
    },
    Need { what: "make", why: "OpenSSL is built with it", program: "make", probe: &["--version"], packages: &["make"] },
    Need {
        what: "perl with its core modules",
        why: "OpenSSL is configured with it",
        program: "perl",
        probe: &["-MIPC::Cmd", "-MFile::Compare", "-MFindBin", "-MTime::Piece", "-e", "1"],
        packages: &["perl"],
    },
    Need {
        what: "a C++ compiler",
        why: "llama.cpp is compiled from source",
        program: "c++",
        probe: &["--version"],
        packages: &["g++"],
    },
    Need {
        what: "CMake",
        why: "llama.cpp is built with it",
        program: "cmake",
        probe: &["--version"],
        packages: &["cmake"],
    },
    Need {
        what: "libclang",
        why: "it reads the headers of llama.cpp, so that Rust can call it",
        program: "sh",
        probe: &[
            "-c",
            "test -n \"$LIBCLANG_PATH\" && exit 0
             for library in /usr/lib/llvm-*/lib/libclang.so* /usr/lib/llvm-*/lib/libclang-[0-9]*.so* \\
                 /usr/lib/*/libclang-[0-9]*.so* /usr/lib*/libclang.so* /usr/local/lib/libclang.*; do
                 test -e \"$library\" && exit 0
             done
             command -v llvm-config || xcrun --find clang",
        ],
        packages: &["libclang-dev"],
    },
];

/// What the Python suites need.
pub(crate) const PYTHON: &[Need] = &[Need {
    what: "python3 with venv",
    why: "the Python tests run in an environment of their own",
    program: "python3",
    probe: &["-c", "import venv, ensurepip"],
    packages: &["python3", "python3-venv"],
}];

/// What the suites need whose peers are npm packages.
pub(crate) const NODE: &[Need] = &[Need {
    what: "npm",
    why: "the MCP conformance suite and a model service for tests are npm packages, which bring the Node they run on",
    program: "npm",
    probe: &["--version"],
    packages: &["npm"],
}];

/// What it takes to see that nothing leaves.
pub(crate) const STRACE: &[Need] = &[Need {
    what: "strace",
    why: "a test lists every network call that the program makes",
    program: "strace",
    probe: &["-V"],
    packages: &["strace"],
}];

/// What the tests of the relay's storage and of its replicas need.
pub(crate) const POSTGRES: &[Need] = &[
    Need {
        what: "PostgreSQL",
        why: "the relay's storage is tested on a real one",
        program: "sh",
        probe: &["-c", "ls /usr/lib/postgresql/*/bin/initdb || command -v initdb"],
        packages: &["postgresql"],
    },
    Need {
        what: "openssl",
        why: "it makes the certificates with which the line to PostgreSQL is tested",
        program: "openssl",
        probe: &["version"],
        packages: &["openssl"],
    },
];

/// What the tests of replicas need besides PostgreSQL, and `cargo xtask server`.
pub(crate) const BROKERS: &[Need] = &[
    Need {
        what: "Redis",
        why: "replicas of the relay count limits together in a real one",
        program: "redis-server",
        probe: &["--version"],
        packages: &["redis-server"],
    },
    Need {
        what: "NATS",
        why: "replicas of the relay send news and jobs over a real one",
        program: "nats-server",
        probe: &["--version"],
        packages: &["nats-server"],
    },
];

/// What measuring the relay under load needs.
pub(crate) const LOAD: &[Need] = &[
    Need {
        what: "wrk",
        why: "it makes the load",
        program: "sh",
        // It ends badly even when it only says its version.
        probe: &["-c", "command -v wrk"],
        packages: &["wrk"],
    },
    Need {
        what: "pgbench",
        why: "durable writes are held against PostgreSQL's own",
        program: "sh",
        probe: &["-c", "ls /usr/lib/postgresql/*/bin/pgbench || command -v pgbench"],
        packages: &["postgresql"],
    },
    Need {
        what: "HAProxy",
        why: "a replica is killed behind a balancer",
        program: "haproxy",
        probe: &["-v"],
        packages: &["haproxy"],
    },
];

/// What the suite of the interface needs besides npm, which brings the Node it runs on.
pub(crate) const BROWSER: &[Need] = &[Need {
    what: "Chromium",
    why: "the interface is tested in a browser",
    program: "chromium",
    probe: &["--version"],
    packages: &["chromium"],
}];

/// What building the desktop app needs, and with it the whole workspace.
pub(crate) const DESKTOP: &[Need] = &[Need {
    what: "WebKitGTK and the library for trays",
    why: "the desktop app shows its window and its tray with them",
    program: "sh",
    probe: &["-c", "pkg-config --exists webkit2gtk-4.1 ayatana-appindicator3-0.1"],
    packages: &["pkg-config", "libwebkit2gtk-4.1-dev", "libayatana-appindicator3-dev"],
}];

/// What the suite of the desktop app needs besides npm: a display, what draws windows on it, a session bus, and the
/// engine's driver.
pub(crate) const SCREEN: &[Need] = &[
    Need {
        what: "Xvfb",
        why: "the app is tested on a display in memory",
        program: "sh",
        probe: &["-c", "command -v Xvfb"],
        packages: &["xvfb"],
    },
    Need {
        what: "openbox",
        why: "a window is brought to the front by a window manager",
        program: "openbox",
        probe: &["--version"],
        packages: &["openbox"],
    },
    Need {
        what: "dbus-run-session",
        why: "a second start finds the first one over a session bus",
        program: "dbus-run-session",
        probe: &["--version"],
        packages: &["dbus"],
    },
    Need {
        what: "WebKitWebDriver",
        why: "the tests drive the app's own engine",
        program: "sh",
        // It has no option that ends well.
        probe: &["-c", "command -v WebKitWebDriver"],
        packages: &["webkit2gtk-driver"],
    },
    Need {
        what: "xdotool",
        why: "the tests press keys and drag files as a hand does",
        program: "sh",
        // It says not even its version without a screen.
        probe: &["-c", "command -v xdotool"],
        packages: &["xdotool"],
    },
    Need {
        what: "Debian's Python with GTK",
        why: "the tests put a tray, notifications and a file to drag around the app",
        program: "/usr/bin/python3",
        probe: &["-c", "import gi; gi.require_version('Gtk', '3.0')"],
        packages: &["python3-gi", "gir1.2-gtk-3.0"],
    },
];

/// What the Kotlin suite needs.
pub(crate) const KOTLIN: &[Need] = &[
    Need {
        what: "a JDK",
        why: "the Kotlin tests run on the JVM",
        program: "javac",
        probe: &["-version"],
        packages: &["default-jdk-headless"],
    },
    Need {
        what: "Maven",
        why: "it builds and runs the Kotlin tests",
        program: "mvn",
        probe: &["--version"],
        packages: &["maven"],
    },
];

/// What unpacks Debian's Swift compiler, where the machine has none.
pub(crate) const DEBOOTSTRAP: &[Need] = &[Need {
    what: "debootstrap",
    why: "it unpacks the Swift compiler of a newer Debian",
    program: "sh",
    probe: &["-c", "command -v debootstrap"],
    packages: &["debootstrap"],
}];

/// What drawing the Android screens needs: Skia links to these, though it draws without a screen.
pub(crate) const SKIA: &[Need] = &[Need {
    what: "libGL, libX11, fontconfig and fonts with Arabic and Chinese letters",
    why: "the screens of the Android app are drawn to pictures in tests",
    program: "sh",
    probe: &[
        "-c",
        "for library in libGL.so.1 libX11.so.6 libfontconfig.so.1; do
             ldconfig -p | grep -q \"$library\" || test -e /usr/lib/*/\"$library\" || exit 1
         done
         fc-list :lang=ar | grep -q . && fc-list :lang=zh | grep -q .",
    ],
    packages: &["libgl1", "libx11-6", "libfontconfig1", "fontconfig", "fonts-noto-core", "fonts-noto-cjk"],
}];

/// Makes sure that everything in `needs` is there, installing it where that is possible.
pub(crate) fn ensure(needs: &[&[Need]]) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    for need in &missing {
        println!("missing: {} ({})", need.what, need.why);
    }
    let packages = packages(&missing);
    let debian = Path::new("/etc/debian_version").exists();
    let root = works("sh", &["-c", "test \"$(id -u)\" = 0"]);
    if let Some(advice) = advice(debian, root, &packages) {
        bail!("failed to find what the build needs; {advice}");
    }
    println!("installing {} with apt-get", packages.join(", "));
    run(Command::new("apt-get").args(["-qq", "update"]))?;
    run(Command::new("apt-get")
        .args(["-qq", "install", "-y", "--no-install-recommends"])
        .args(&packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))?;
    match self::missing(needs).first() {
        None => Ok(()),
        Some(need) => bail!("failed to find {} although its package was installed; is it on the PATH?", need.what),
    }
}

/// Makes sure that rustfmt and clippy are there, which a minimal toolchain leaves out.
pub(crate) fn ensure_rust_components() -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if !works(program, &["--version"]) {
            println!("installing {component} with rustup");
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// What to tell a person for whom nothing can be installed; nothing when it can be.
fn advice(debian: bool, root: bool, packages: &[&str]) -> Option<String> {
    match (debian, root) {
        (true, true) => None,
        (true, false) => Some(format!("run: sudo apt-get install -y {}", packages.join(" "))),
        (false, _) => Some("install it with your system's package manager and try again".to_owned()),
    }
}

fn missing<'a>(needs: &[&'a [Need]]) -> Vec<&'a Need> {
    needs.iter().flat_map(|group| group.iter()).filter(|need| !works(need.program, need.probe)).collect()
}

fn packages(missing: &[&Need]) -> Vec<&'static str> {
    missing.iter().flat_map(|need| need.packages.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_asked_for() {
        let needs = &[
            Need { what: "a shell", why: "", program: "sh", probe: &["-c", "exit 0"], packages: &["dash"] },
            Need { what: "a wish", why: "", program: "no-such-program", probe: &[], packages: &["wish", "star"] },
            Need { what: "half a tool", why: "", program: "sh", probe: &["-c", "exit 1"], packages: &["half"] },
        ];
        assert_eq!(packages(&missing(&[needs])), ["wish", "star", "half"]);
        assert!(missing(&[&needs[..1]]).is_empty());
    }

    #[test]
    fn whoever_may_not_install_is_told_the_one_command() {
        assert_eq!(advice(true, true, &["make"]), None);
        let told = advice(true, false, &["make", "perl"]).unwrap();
        assert_eq!(told, "run: sudo apt-get install -y make perl");
        assert!(!advice(false, true, &["make"]).unwrap().contains("apt-get"));
    }
}
