//! `cargo xtask bindings`: what UniFFI generates for other languages, and the tests in them.
//!
//! The generator reads the built library, so what it writes cannot differ from what it was built from.
//! Generated files are not kept in git: Python's land in `bindings/python/generated` with the library
//! beside them, Kotlin's in `bindings/kotlin/src/main/kotlin/generated`, Swift's in
//! `bindings/swift/generated`, Dart's in `bindings/dart/lib/src/generated`.

mod check;
mod relay;
mod surface;

use self::relay::Relay;
use super::{apple, parity};
use crate::tool::counts::Counts;
use crate::tool::process::{cargo, run as run_command};
use crate::tool::report::{Checked, Report};
use crate::tool::swift::Swift;
use crate::tool::workspace::Workspace;
use crate::tool::{maven, python, setup};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Name of the library that the bindings are generated from.
pub(crate) const LIBRARY: &str = "pocketcoach_ffi";

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Write the bindings from the built library
    Generate {
        /// This language alone; may be given more than once
        #[arg(long, value_enum)]
        language: Vec<Language>,
    },
    /// Write every language's bindings and hold them against the library and each other
    Check,
    /// Make the package of a platform out of the library
    Package {
        /// Whose
        #[arg(value_enum)]
        platform: Platform,
    },
    /// Write the bindings and run their tests
    Test {
        /// This language alone; may be given more than once
        #[arg(long, value_enum)]
        language: Vec<Language>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Platform {
    /// An XCFramework for iOS and macOS; needs Xcode
    Apple,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    Python,
    Kotlin,
    Swift,
    Dart,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut report = Report::default();
    if let Action::Package { platform: Platform::Apple } = args.action {
        report.check("package for Apple", || Ok(Checked::Fine(apple::package(&workspace)?.display().to_string())));
        return Ok(report.finish());
    }
    let built = report.check("build", || {
        setup::ensure(&[setup::BUILD])?;
        // The whole workspace, so that the features are those of every other test and nothing is built twice.
        run_command(&mut cargo(&workspace.root, &["build", "--locked", "--workspace"]))?;
        Ok(Checked::Fine(LIBRARY.to_owned()))
    });
    let (tests, chosen): (bool, &[Language]) = match &args.action {
        Action::Generate { language } => (false, language),
        Action::Test { language } => (true, language),
        Action::Check | Action::Package { .. } => {
            if built {
                check(&workspace, &mut report);
            }
            return Ok(report.finish());
        }
    };
    if built && tests && chosen.is_empty() {
        check(&workspace, &mut report);
        report.check("scenarios in rust", || {
            run_command(&mut cargo(&workspace.root, &["test", "--locked", "--workspace", "--test", "scenarios"]))?;
            Ok(Checked::Fine("every one".to_owned()))
        });
    }
    for language in
        Language::ALL.into_iter().filter(|language| built && (chosen.is_empty() || chosen.contains(language)))
    {
        let name = language.name();
        // What there is to test of Dart is the check, which has run unless one language was asked for.
        if tests && language == Language::Dart && chosen.is_empty() {
            continue;
        }
        if tests {
            report.suite(name, |counts| {
                setup::ensure(&[language.needs()])?;
                test(&workspace, language, counts)
            });
        } else {
            report.check(name, || {
                generate(&workspace, language)?;
                Ok(Checked::Fine(format!("generated into {}", language.folder())))
            });
        }
    }
    Ok(report.finish())
}

/// Generates the bindings of `language` from the library of the dev build, and runs their tests.
pub(crate) fn test(workspace: &Workspace, language: Language, counts: &mut Counts) -> Result<()> {
    generate(workspace, language)?;
    let library = workspace.library("dev", LIBRARY)?;
    match language {
        Language::Python => {
            let modules = workspace.root.join(language.folder());
            let variables = [("PYTHONPATH", modules), ("POCKETCOACH_LIBRARY", library)];
            python::lint(workspace, Path::new("bindings/python"), &["bindings/python", "bindings/parity"])?;
            python::run_suite(workspace, Path::new("bindings/python"), &variables, counts)
        }
        Language::Kotlin => maven::test(&workspace.root.join("bindings/kotlin"), &["."], &library, counts),
        Language::Swift => swift(workspace, &library, counts),
        // No Dart SDK is in any registry: Dart is checked, not run.
        Language::Dart => parity::test(workspace, counts),
    }
}

/// Writes the bindings of `language` from the library of the dev build.
pub(crate) fn generate(workspace: &Workspace, language: Language) -> Result<()> {
    let library = workspace.library("dev", LIBRARY)?;
    let folder = workspace.root.join(language.folder());
    // A file of an earlier shape of the library must not linger.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    generate_into(workspace, language, &library, &folder)?;
    ensure!(fs::read_dir(&folder)?.next().is_some(), "failed to generate anything for {}", language.name());
    if language == Language::Swift {
        check::write_page(workspace, &folder)?;
        for_swift_package(&folder)?;
    }
    if language == Language::Python {
        let beside = folder.join(library.file_name().unwrap_or_default());
        fs::copy(&library, &beside).with_context(|| format!("failed to put the library into {}", beside.display()))?;
    }
    Ok(())
}

/// Writes the bindings of `language` out of a built library into a folder.
fn generate_into(workspace: &Workspace, language: Language, library: &Path, folder: &Path) -> Result<()> {
    let mut command = Command::new(workspace.program("dev", "coach-bindgen")?);
    command.current_dir(&workspace.root);
    if language == Language::Dart {
        // UniFFI knows no Dart: its generator is ours.
        command.arg("dart").arg(library).arg(folder.join("pocketcoach.dart"));
    } else {
        command
            .args(["generate", "--no-format", "--metadata-no-deps", "--language", language.name(), "--out-dir"])
            .arg(folder)
            .arg(library);
    }
    run_command(&mut command)
}

/// Holds the generated code of every language against the library and against each other.
pub(crate) fn check(workspace: &Workspace, report: &mut Report) {
    check::run(workspace, report);
    report.suite("types and Dart", |counts| {
        setup::ensure(&[setup::PYTHON])?;
        parity::test(workspace, counts)
    });
}

/// Puts the generated files where `bindings/swift/Package.swift` looks: the C interface apart from the Swift source.
fn for_swift_package(folder: &Path) -> Result<()> {
    for (file, place) in [
        ("PocketCoach.swift", "sources/PocketCoach.swift"),
        ("PocketCoachFFI.h", "ffi/PocketCoachFFI.h"),
        ("PocketCoachFFI.modulemap", "ffi/module.modulemap"),
    ] {
        let place = folder.join(place);
        fs::create_dir_all(place.parent().unwrap_or(folder))?;
        fs::rename(folder.join(file), &place).with_context(|| format!("failed to find the generated {file}"))?;
    }
    Ok(())
}

/// Tests the package over the library, then the packages of the iOS shell over that. The app itself needs Apple's
/// systems: here it is parsed.
fn swift(workspace: &Workspace, library: &Path, counts: &mut Counts) -> Result<()> {
    let swift = Swift::find(workspace)?;
    let relay = Relay::start(workspace)?;
    for package in ["bindings/swift", "mobile-shells/ios/CoachKit"] {
        let before = counts.passed + counts.failed;
        swift.test(&workspace.root.join(package), library, &relay.url, counts)?;
        ensure!(counts.passed + counts.failed > before, "failed to run a test of {package}");
    }
    swift.lint(&workspace.root.join("mobile-shells/ios"), &["App", "Widgets"])
}

/// A shell command that measures what crossing the boundary costs in a language, with a library of any build.
pub(crate) fn measuring(workspace: &Workspace, language: Language, library: &Path) -> Result<String> {
    setup::ensure(&[language.needs()])?;
    run_command(&mut cargo(&workspace.root, &["build", "--locked", "--workspace"]))?;
    generate(workspace, language)?;
    let folder = workspace.root.join(language.folder());
    let place = library.parent().unwrap_or(library).display().to_string();
    Ok(match language {
        Language::Python => {
            fs::copy(library, folder.join(library.file_name().unwrap_or_default()))?;
            let program = workspace.root.join("bindings/python/bench.py");
            format!("PYTHONPATH='{}' python3 '{}'", folder.display(), program.display())
        }
        Language::Kotlin => {
            let project = workspace.root.join("bindings/kotlin");
            let classes = project.join("target/classpath.txt");
            let mut command = Command::new("mvn");
            command
                .current_dir(&project)
                .args(["--batch-mode", "--no-transfer-progress", "--quiet", "test-compile"])
                .args(["dependency:build-classpath", "-Dmdep.includeScope=test"])
                .arg(format!("-Dmdep.outputFile={}", classes.display()));
            run_command(&mut command)?;
            let jars = fs::read_to_string(&classes)?;
            let target = project.join("target");
            format!(
                "java -Djna.library.path='{place}' -cp '{0}/classes:{0}/test-classes:{1}' app.pocketcoach.sdk.BenchProgramKt",
                target.display(),
                jars.trim()
            )
        }
        Language::Swift => {
            let package = workspace.root.join("bindings/swift");
            let linked = workspace.library("dev", LIBRARY)?;
            let folder = library.parent().unwrap_or(library);
            shell_line(&Swift::find(workspace)?.program(&package, "boundary-bench", &linked, folder)?)
        }
        Language::Dart => anyhow::bail!("there is no benchmark of {}", language.name()),
    })
}

/// A command as a line for a shell.
fn shell_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| format!("'{}'", word.to_string_lossy().replace('\'', r"'\''"))).collect::<Vec<_>>().join(" ")
}

impl Language {
    pub(crate) const ALL: [Self; 4] = [Self::Python, Self::Kotlin, Self::Swift, Self::Dart];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
            Self::Dart => "dart",
        }
    }

    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Python => "bindings/python/generated",
            Self::Kotlin => "bindings/kotlin/src/main/kotlin/generated",
            Self::Swift => "bindings/swift/generated",
            Self::Dart => "bindings/dart/lib/src/generated",
        }
    }

    fn needs(self) -> &'static [setup::Need] {
        match self {
            Self::Python | Self::Dart => setup::PYTHON,
            Self::Kotlin => setup::KOTLIN,
            Self::Swift => &[],
        }
    }
}
