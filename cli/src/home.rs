//! Where the data and the key are, from flags, the environment or the platform.

use crate::arguments::{Arguments, Choice};
use crate::failure::Failure;
use coach_api::{Coach, CoachConfig, KeySource, ModelChoice};
use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use std::path::PathBuf;

/// The folder and key that this command works with.
pub(crate) fn config(arguments: &Arguments) -> Result<CoachConfig, Failure> {
    let data_dir = match &arguments.data_dir {
        Some(folder) => folder.clone(),
        None => platform_folder()?,
    };
    let key = match (&arguments.key_file, std::env::var("POCKETCOACH_KEY")) {
        (Some(path), _) => KeySource::File(path.clone()),
        (None, Ok(key)) if !key.is_empty() => KeySource::Given(key.into()),
        _ => KeySource::Keyring,
    };
    Ok(CoachConfig { data_dir, key })
}

/// Opens the coach of this command.
pub(crate) async fn open(arguments: &Arguments) -> Result<Coach, Failure> {
    Ok(Coach::open(config(arguments)?).await?)
}

/// Opens the coach of this command with the model that was chosen.
pub(crate) async fn open_with(arguments: &Arguments, choice: &Choice) -> Result<Coach, Failure> {
    let model = ModelChoice::Named(choice.model.clone());
    model.check().map_err(|error| Failure::Usage(error.user_message()))?;
    Ok(Coach::open_with_model(config(arguments)?, model).await?)
}

fn platform_folder() -> Result<PathBuf, Failure> {
    let strategy = choose_native_strategy(AppStrategyArgs {
        top_level_domain: "app".to_owned(),
        author: "PocketCoach".to_owned(),
        app_name: "PocketCoach".to_owned(),
    })
    .map_err(|_| Failure::Usage("There is no home folder; name a data folder with --data-dir.".to_owned()))?;
    Ok(strategy.data_dir())
}
