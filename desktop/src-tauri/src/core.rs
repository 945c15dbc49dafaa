//! The coach of this app: opened beside the window, made at the first start, and told of when it cannot be opened.

use coach_api::{Coach, CoachConfig, CoachError, Profile};
use coach_web::{Inside, Problem};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long a failure to open stands before another question tries again. The page asks many at once.
const STANDS: Duration = Duration::from_secs(2);

/// The coach of this app.
pub(crate) struct Core(Mutex<State>);

enum State {
    Closed,
    Open(Open),
    Failed(Problem, Instant),
    /// The app ends, or everything was erased.
    Over,
}

/// An open coach and its routes.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) coach: Coach,
    pub(crate) inside: Arc<Inside>,
}

impl Core {
    pub(crate) fn new() -> Self {
        Core(Mutex::new(State::Closed))
    }

    /// The coach, which is opened if it is not yet.
    ///
    /// # Errors
    /// Why it cannot be opened, for the person; asked again later, it is tried again.
    pub(crate) async fn open(&self) -> Result<Open, Problem> {
        let mut state = self.0.lock().await;
        match &*state {
            State::Open(open) => return Ok(open.clone()),
            State::Failed(problem, since) if since.elapsed() < STANDS => return Err(problem.clone()),
            State::Over => return Err(CoachError::Closed.into()),
            State::Closed | State::Failed(..) => {}
        }
        match open().await {
            Ok(open) => {
                *state = State::Open(open.clone());
                Ok(open)
            }
            Err(error) => {
                let problem = Problem::from(error);
                *state = State::Failed(problem.clone(), Instant::now());
                Err(problem)
            }
        }
    }

    /// The coach, if it is open.
    pub(crate) async fn opened(&self) -> Option<Open> {
        match &*self.0.lock().await {
            State::Open(open) => Some(open.clone()),
            _ => None,
        }
    }

    /// Ends work, closes the database, and opens it no more.
    pub(crate) async fn end(&self) {
        let state = std::mem::replace(&mut *self.0.lock().await, State::Over);
        if let State::Open(open) = state {
            open.inside.end().await;
            open.coach.shutdown().await;
        }
    }
}

async fn open() -> Result<Open, CoachError> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // As the command line has it, so that both see the same person.
    let config = CoachConfig::of_this_machine(folder("POCKETCOACH_HOME"), folder("POCKETCOACH_KEY_FILE"))?;
    let coach = if Coach::exists(&config.data_dir) {
        Coach::open(config.clone()).await?
    } else {
        Coach::create(config.clone(), Profile::default()).await?
    };
    let inside = Arc::new(Inside::of(coach.clone(), config));
    Ok(Open { coach, inside })
}
