//! What `coach food` takes.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum FoodCommand {
    /// Foods of the table and of catalogues that were imported, with their figures.
    Search {
        /// Name in any spelling, or a barcode.
        #[arg(required = true)]
        query: Vec<String>,
        /// Highest number of foods.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=20))]
        limit: u32,
    },
    /// One product: from what is kept here, else from Open Food Facts where you allow it.
    Barcode {
        /// Digits under the bars.
        code: String,
        /// Log this weight in grams (or millilitres of a drink) as eaten.
        #[arg(long, value_name = "GRAMS")]
        log: Option<f64>,
        /// When it was eaten, for example 2026-11-19T08:30 [default: now].
        #[arg(long, requires = "log")]
        at: Option<String>,
    },
    /// Allow looking products up at Open Food Facts: each look-up tells it the barcode. Without a word, says how it is.
    Lookups {
        /// On or off.
        #[arg(value_enum)]
        to: Option<Switch>,
        /// Address of a mirror, in place of the association's own server.
        #[arg(long, value_name = "URL", requires = "to")]
        server: Option<String>,
    },
    /// Number of foods that are kept, by catalogue.
    Catalogues,
    /// Remove the foods of a catalogue: fdc or off. Logged meals keep their figures.
    Forget {
        /// Short name of the catalogue.
        catalogue: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    /// Allowed.
    On,
    /// Not allowed.
    Off,
}
