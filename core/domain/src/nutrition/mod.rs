//! What people eat and drink: foods with their figures, and meals as people tell them.

pub mod food;
pub mod meal;
pub mod suggest;
