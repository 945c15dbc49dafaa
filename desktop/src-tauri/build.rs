//! Names the commands of the page, so that each has to be allowed in `capabilities`, and checks `tauri.conf.json`.

/// Everything that the page may ask of the shell.
const COMMANDS: &[&str] = &[
    "ask",
    "stream",
    "upload",
    "piece",
    "talk",
    "say",
    "cancel",
    "arrivals",
    "desk",
    "set_desk",
    "check_update",
    "install_update",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error=failed to prepare the desktop app: {error:#}");
    }
}
