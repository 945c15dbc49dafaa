//! Letting a device into an account takes two devices in hand and some time; this is what goes on behind the requests.

use crate::Problem;
use axum::http::StatusCode;
use coach_api::{Coach, CoachError, DeviceView, SyncReport, SyncShown};
use futures::FutureExt as _;
use serde::Serialize;
use std::sync::Mutex;
use tokio::sync::{oneshot, watch};
use tokio_util::sync::CancellationToken;

/// Which side of an enrolment this device is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EnrolmentSide {
    /// It wants in.
    Joins,
    /// It is in and lets another one in.
    LetsIn,
}

/// What an enrolment waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EnrolmentStage {
    /// The server.
    Begun,
    /// A device that is in, which is to be told `code`.
    ShowsCode,
    /// The person, who is to type `words` on the device that is in.
    ShowsWords,
    /// The person, who is to type here the three words that the new device shows.
    AsksWords,
    /// Nothing: the device is in.
    Done,
    /// Nothing: it ended, and `problem` says why.
    Failed,
}

/// An enrolment as a face shows it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub(crate) struct Enrolment {
    /// Which side this device is on.
    pub(crate) side: EnrolmentSide,
    /// What it waits for.
    pub(crate) stage: EnrolmentStage,
    /// The code to be told to a device that is in.
    pub(crate) code: Option<String>,
    /// The code as a QR code: rows from the top, `1` for dark and `0` for light, without a margin.
    pub(crate) picture: Vec<String>,
    /// The three words that the other device asks for.
    pub(crate) words: Vec<String>,
    /// The first sync of this device, once it is in.
    pub(crate) report: Option<SyncReport>,
    /// The device that was let in.
    pub(crate) device: Option<DeviceView>,
    /// Why it ended.
    pub(crate) problem: Option<Problem>,
}

impl Enrolment {
    fn new(side: EnrolmentSide) -> Self {
        Enrolment {
            side,
            stage: EnrolmentStage::Begun,
            code: None,
            picture: Vec::new(),
            words: Vec::new(),
            report: None,
            device: None,
            problem: None,
        }
    }

    fn goes_on(&self) -> bool {
        !matches!(self.stage, EnrolmentStage::Done | EnrolmentStage::Failed)
    }

    fn shows(&mut self, shown: SyncShown) {
        match shown {
            SyncShown::Code(code) => {
                self.picture = picture(&code);
                self.code = Some(code);
                self.stage = EnrolmentStage::ShowsCode;
            }
            SyncShown::Words(words) => {
                self.words = words.into();
                self.stage = EnrolmentStage::ShowsWords;
            }
        }
    }

    fn end<T>(&mut self, result: Result<T, CoachError>, keep: impl FnOnce(&mut Self, T)) {
        // Neither opens anything any more.
        (self.code, self.picture, self.words) = (None, Vec::new(), Vec::new());
        match result {
            Ok(value) => {
                self.stage = EnrolmentStage::Done;
                keep(self, value);
            }
            Err(error) => {
                self.stage = EnrolmentStage::Failed;
                self.problem = Some(error.into());
            }
        }
    }
}

#[derive(Debug)]
struct Current {
    view: watch::Receiver<Enrolment>,
    /// Takes the words that the person typed.
    typed: Option<oneshot::Sender<Vec<String>>>,
    cancel: CancellationToken,
}

/// The enrolment of this server; there is one at a time.
#[derive(Debug, Default)]
pub(crate) struct Enrolments(Mutex<Option<Current>>);

impl Enrolments {
    /// Begins to join an account.
    ///
    /// # Errors
    /// [`CoachError::Busy`] while another enrolment goes on; everything else is in the view.
    pub(crate) fn join(
        &self,
        coach: &Coach,
        server: String,
        name: String,
        stop: &CancellationToken,
    ) -> Result<Enrolment, CoachError> {
        let (sender, first, cancel) = self.begin(EnrolmentSide::Joins, None, stop)?;
        let coach = coach.clone();
        tokio::spawn(async move {
            let shows = sender.clone();
            let work = coach.sync_join(&server, &name, move |shown| shows.send_modify(|view| view.shows(shown)));
            let result = cancel.run_until_cancelled(work).await.unwrap_or(Err(CoachError::Cancelled));
            sender.send_modify(|view| view.end(result, |view, report| view.report = Some(report)));
        });
        Ok(first)
    }

    /// Begins to let a device in by its code.
    ///
    /// # Errors
    /// [`CoachError::Busy`] while another enrolment goes on; everything else is in the view.
    pub(crate) fn let_in(
        &self,
        coach: &Coach,
        code: String,
        stop: &CancellationToken,
    ) -> Result<Enrolment, CoachError> {
        let (typing, typed) = oneshot::channel::<Vec<String>>();
        let (sender, first, cancel) = self.begin(EnrolmentSide::LetsIn, Some(typing), stop)?;
        let coach = coach.clone();
        tokio::spawn(async move {
            let asks = sender.clone();
            // The words are typed rather than shown to be agreed to: who reads them off the new device has to look.
            let confirm = move |words: [String; 3]| {
                asks.send_modify(|view| view.stage = EnrolmentStage::AsksWords);
                async move { typed.await.is_ok_and(|typed| typed.iter().eq(words.iter())) }.boxed()
            };
            let work = coach.sync_pair(&code, confirm);
            let result = cancel.run_until_cancelled(work).await.unwrap_or(Err(CoachError::Cancelled));
            sender.send_modify(|view| view.end(result, |view, device| view.device = Some(device)));
        });
        Ok(first)
    }

    fn begin(
        &self,
        side: EnrolmentSide,
        typed: Option<oneshot::Sender<Vec<String>>>,
        stop: &CancellationToken,
    ) -> Result<(watch::Sender<Enrolment>, Enrolment, CancellationToken), CoachError> {
        let broken = |_| CoachError::Storage("begin: an inner task ended unexpectedly".to_owned());
        let mut current = self.0.lock().map_err(broken)?;
        if current.as_ref().is_some_and(|current| current.view.borrow().goes_on()) {
            return Err(CoachError::Busy("let a device in: another enrolment goes on; cancel it first".to_owned()));
        }
        let first = Enrolment::new(side);
        let (sender, view) = watch::channel(first.clone());
        let cancel = stop.child_token();
        *current = Some(Current { view, typed, cancel: cancel.clone() });
        Ok((sender, first, cancel))
    }

    /// The latest enrolment since this server began.
    ///
    /// # Errors
    /// A problem when there is none.
    pub(crate) fn view(&self) -> Result<Enrolment, Problem> {
        let current = self.0.lock().map_err(|_| Problem::broken())?;
        current.as_ref().map(|current| current.view.borrow().clone()).ok_or_else(none)
    }

    /// Takes the words that the person read off the new device, and waits for what comes of it.
    ///
    /// # Errors
    /// A problem when no enrolment asks for words.
    pub(crate) async fn typed(&self, words: &str) -> Result<Enrolment, Problem> {
        let words = words.split_whitespace().map(str::to_lowercase).collect();
        let mut view = {
            let mut current = self.0.lock().map_err(|_| Problem::broken())?;
            let current = current.as_mut().filter(|current| current.view.borrow().stage == EnrolmentStage::AsksWords);
            let current = current.ok_or_else(none)?;
            let Some(typed) = current.typed.take() else { return Err(none()) };
            let _ = typed.send(words);
            current.view.clone()
        };
        let ended = view.wait_for(|view| !view.goes_on()).await.map_err(|_| Problem::broken())?;
        Ok(ended.clone())
    }

    /// Ends an enrolment that goes on.
    pub(crate) fn cancel(&self) {
        if let Ok(current) = self.0.lock()
            && let Some(current) = current.as_ref()
        {
            current.cancel.cancel();
        }
    }
}

fn none() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not_found",
        "It is not there",
        "Failed to find an enrolment that waits for this; begin one.",
    )
}

/// A code as rows of dark and light; none where it does not fit.
fn picture(code: &str) -> Vec<String> {
    let Ok(drawn) = qrcode::QrCode::new(code.as_bytes()) else { return Vec::new() };
    let (width, modules) = (drawn.width(), drawn.to_colors());
    let sign = |colour: &qrcode::Color| colour.select('1', '0');
    modules.chunks(width.max(1)).map(|row| row.iter().map(sign).collect()).collect()
}
