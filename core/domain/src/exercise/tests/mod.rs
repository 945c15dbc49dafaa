//! What the table, the resolver and the choice of alternatives promise.

mod catalogue;
mod choice;
mod more_names;
mod names;
mod resolver;
