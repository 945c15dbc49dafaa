//! The screening before the first plan.

use crate::CoachError;
use crate::coach::Coach;
use coach_domain::journal::{Body, Entry};
use coach_domain::safety::screening::{Answers, Screening, screen};

impl Coach {
    /// Screens the person by their answers and keeps the result; plans follow it from now on.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub async fn screen(&self, answers: &Answers) -> Result<Screening, CoachError> {
        let screening = screen(answers);
        let (now_ms, zone) = self.now()?;
        let offset = zone.to_offset(jiff::Timestamp::from_millisecond(now_ms).unwrap_or_default());
        let entry = Entry {
            id: uuid::Uuid::now_v7().to_string(),
            at_ms: now_ms,
            offset_min: i16::try_from(offset.seconds() / 60).unwrap_or(0),
            body: Body::Screening(screening.clone()),
        };
        self.on_store(move |store| Ok(store.put_entry(&entry, "person")?)).await?;
        self.wrote();
        Ok(screening)
    }

    /// The latest screening with what was cleared since; `None` before the first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn screening(&self) -> Result<Option<Screening>, CoachError> {
        let (now_ms, zone) = self.now()?;
        self.on_store(move |store| Ok(store.facts(now_ms, &zone)?.screening)).await
    }
}
