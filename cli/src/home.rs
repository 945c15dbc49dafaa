//! Where the data and the key are, from flags, the environment or the platform.

use crate::arguments::{Arguments, Choice};
use crate::failure::Failure;
use coach_api::{Coach, CoachConfig, ModelChoice};

/// The folder and key that this command works with.
pub(crate) fn config(arguments: &Arguments) -> Result<CoachConfig, Failure> {
    CoachConfig::of_this_machine(arguments.data_dir.clone(), arguments.key_file.clone())
        .map_err(|error| Failure::Usage(error.user_message()))
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
