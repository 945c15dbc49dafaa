//! `cargo xtask bindings`: what UniFFI generates for other languages, and the tests in them.
//!
//! The generator reads the built library, so what it writes cannot differ from what it was built from.
//! Generated files are not kept in git: Python's land in `bindings/python/generated` with the library
//! beside them, Kotlin's in `bindings/kotlin/src/main/kotlin/generated`, Swift's in
//! `bindings/swift/generated`.

mod check;
mod surface;

use crate::tool::counts::Counts;
use crate::tool::process::{cargo, run as run_command};
use crate::tool::report::{Checked, Report};
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
    /// Check that generating is reproducible, that every symbol is there, and that all languages offer the same
    Check,
    /// Write the bindings and run their tests
    Test {
        /// This language alone; may be given more than once
        #[arg(long, value_enum)]
        language: Vec<Language>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    Python,
    Kotlin,
    Swift,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut report = Report::default();
    let built = report.check("build", || {
        setup::ensure(&[setup::BUILD])?;
        // The whole workspace, so that the features are those of every other test and nothing is built twice.
        run_command(&mut cargo(&workspace.root, &["build", "--locked", "--workspace"]))?;
        Ok(Checked::Fine(LIBRARY.to_owned()))
    });
    let (tests, chosen) = match &args.action {
        Action::Generate { language } => (false, language),
        Action::Test { language } => (true, language),
        Action::Check => {
            if built {
                check::run(&workspace, &mut report);
            }
            return Ok(report.finish());
        }
    };
    if built && tests && chosen.is_empty() {
        check::run(&workspace, &mut report);
        report.check("scenarios in rust", || {
            run_command(&mut cargo(&workspace.root, &["test", "--locked", "--workspace", "--test", "scenarios"]))?;
            Ok(Checked::Fine("every one".to_owned()))
        });
    }
    for language in
        Language::ALL.into_iter().filter(|language| built && (chosen.is_empty() || chosen.contains(language)))
    {
        let name = language.name();
        // Swift needs a compiler that is rarely there; its tests belong to the Apple package.
        if tests && language != Language::Swift {
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
            python::run_suite(workspace, Path::new("bindings/python"), &variables, counts)
        }
        Language::Kotlin => maven::test(&workspace.root.join("bindings/kotlin"), &["."], &library, counts),
        Language::Swift => anyhow::bail!("the Swift tests run with the Apple package alone"),
    }
}

/// Generates the bindings of `language` from the library of the dev build.
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
    }
    if language == Language::Python {
        let beside = folder.join(library.file_name().unwrap_or_default());
        fs::copy(&library, &beside).with_context(|| format!("failed to put the library into {}", beside.display()))?;
    }
    Ok(())
}

/// Writes the bindings of `language` out of a built library into a folder.
fn generate_into(workspace: &Workspace, language: Language, library: &Path, folder: &Path) -> Result<()> {
    run_command(
        Command::new(workspace.program("dev", "coach-bindgen")?)
            .current_dir(&workspace.root)
            .args(["generate", "--no-format", "--metadata-no-deps", "--language", language.name(), "--out-dir"])
            .arg(folder)
            .arg(library),
    )
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
        Language::Swift => anyhow::bail!("the Swift benchmark runs with the Apple package alone"),
    })
}

impl Language {
    const ALL: [Language; 3] = [Self::Python, Self::Kotlin, Self::Swift];

    fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Python => "bindings/python/generated",
            Self::Kotlin => "bindings/kotlin/src/main/kotlin/generated",
            Self::Swift => "bindings/swift/generated",
        }
    }

    fn needs(self) -> &'static [setup::Need] {
        match self {
            Self::Python => setup::PYTHON,
            Self::Kotlin => setup::KOTLIN,
            Self::Swift => &[],
        }
    }
}
