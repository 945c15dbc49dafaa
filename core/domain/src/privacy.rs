//! What a person may share with a service outside their device, by kind, and what each tool's answer holds of it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A kind of personal data, as a person decides about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// What the person writes to the coach and what it answers. Without it nothing can be asked.
    Conversation,
    /// Name (as a token), units, first and last day with data, and what follows from level, goal and equipment.
    Profile,
    /// Heart rate, its variability, oxygen, temperature, blood pressure and recovery.
    Biometrics,
    /// Nights and naps.
    Sleep,
    /// Steps, distances, active energy.
    Activity,
    /// Workouts with their heart rate, sets, training load, and the plan.
    Workouts,
    /// Meals, intake and targets for it.
    Nutrition,
    /// Weight and body composition.
    Body,
    /// Pain, symptoms, mood, habits and what else is written in the journal.
    Journal,
    /// What the person's own further MCP servers answer.
    FurtherServers,
}

impl Category {
    /// Every category.
    pub const ALL: [Category; 10] = [
        Category::Conversation,
        Category::Profile,
        Category::Biometrics,
        Category::Sleep,
        Category::Activity,
        Category::Workouts,
        Category::Nutrition,
        Category::Body,
        Category::Journal,
        Category::FurtherServers,
    ];

    /// The stable name, for example `further_servers`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Category::Conversation => "conversation",
            Category::Profile => "profile",
            Category::Biometrics => "biometrics",
            Category::Sleep => "sleep",
            Category::Activity => "activity",
            Category::Workouts => "workouts",
            Category::Nutrition => "nutrition",
            Category::Body => "body",
            Category::Journal => "journal",
            Category::FurtherServers => "further_servers",
        }
    }

    /// What it covers, for people.
    #[must_use]
    pub const fn covers(self) -> &'static str {
        match self {
            Category::Conversation => "what you write to the coach",
            Category::Profile => {
                "units, first and last day with data, level and equipment; your name leaves as a token"
            }
            Category::Biometrics => "heart rate, its variability, oxygen, temperature, blood pressure, recovery",
            Category::Sleep => "nights and naps",
            Category::Activity => "steps, distances, active energy",
            Category::Workouts => "workouts, sets, training load and the plan",
            Category::Nutrition => "meals, intake and its targets",
            Category::Body => "weight and body composition",
            Category::Journal => "pain, symptoms, mood, habits",
            Category::FurtherServers => "answers of your own further MCP servers",
        }
    }

    /// The category of a stable name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.id() == name)
    }
}

/// What a person shares. Nothing, until they say otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Consent(BTreeSet<Category>);

impl Consent {
    /// Consent to everything.
    #[must_use]
    pub fn to_all() -> Self {
        Self(Category::ALL.into())
    }

    /// Whether a category is shared.
    #[must_use]
    pub fn allows(&self, category: Category) -> bool {
        self.0.contains(&category)
    }

    /// Whether every one of these is shared.
    #[must_use]
    pub fn allows_all(&self, categories: &[Category]) -> bool {
        categories.iter().all(|category| self.allows(*category))
    }

    /// Shares a category, or no longer.
    pub fn set(&mut self, category: Category, shared: bool) {
        if shared {
            self.0.insert(category);
        } else {
            self.0.remove(&category);
        }
    }

    /// What is shared.
    pub fn iter(&self) -> impl Iterator<Item = Category> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Category> for Consent {
    fn from_iter<I: IntoIterator<Item = Category>>(categories: I) -> Self {
        Self(categories.into_iter().collect())
    }
}

/// What the answer of one of the coach's own tools may hold; `None` for a tool that is not the coach's. A tool stands
/// with everything that it reads, also where an answer shows it only at times: exercises that open pain excludes tell
/// of the pain.
#[must_use]
pub fn categories_of_tool(tool: &str) -> Option<&'static [Category]> {
    use Category::{Activity, Biometrics, Body, Journal, Nutrition, Profile, Sleep, Workouts};
    Some(match tool {
        "getCurrentBiometrics" => &[Biometrics, Body],
        "getRecoveryScore" => &[Biometrics, Sleep, Workouts],
        "getHeartRateData" => &[Biometrics, Workouts],
        "getHRVTrends" => &[Biometrics],
        "getSleepData" => &[Sleep],
        "getRecentActivity" => &[Activity, Workouts],
        "getDailySummary" => &[Profile, Biometrics, Sleep, Activity, Workouts, Nutrition, Body, Journal],
        "logMealNaturalLanguage" | "getMeals" | "searchFoods" => &[Nutrition],
        "getMacroProgress" | "suggestHealthyMeals" => &[Profile, Nutrition, Body, Activity, Journal],
        "analyzeStrengthProgression" | "getStrengthProgression" => &[Workouts, Body],
        "analyzeProgressData" => &[Biometrics, Sleep, Activity, Workouts, Nutrition, Body],
        "getWorkoutHistory" | "logWorkout" => &[Workouts],
        "getTrainingLoad" => &[Biometrics, Workouts],
        "celebrateAchievements" => &[Activity, Workouts, Body],
        "setTarget" => &[Profile, Biometrics, Activity, Nutrition, Body, Journal],
        "getJournal" | "logJournal" => &[Journal],
        "searchExercises" | "getScientificExercises" | "getExercise" | "suggestAlternatives" => &[Profile, Journal],
        "createWorkoutPlan" | "modifyWorkout" | "getWorkoutPlan" => &[Profile, Biometrics, Workouts, Journal],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.id()), Some(category));
            assert_eq!(serde_json::to_value(category).unwrap(), category.id());
        }
        assert_eq!(Category::parse("everything"), None);
    }

    #[test]
    fn nothing_is_shared_until_it_is_said() {
        let mut consent = Consent::default();
        assert!(Category::ALL.iter().all(|category| !consent.allows(*category)));
        consent.set(Category::Sleep, true);
        assert!(consent.allows(Category::Sleep) && !consent.allows_all(&[Category::Sleep, Category::Body]));
        consent.set(Category::Sleep, false);
        assert_eq!(consent, Consent::default());
    }
}
