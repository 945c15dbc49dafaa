#![doc = include_str!("../README.md")]

pub mod citation;
pub mod figure;
pub mod formulas;
pub mod metric;
pub mod person;
pub mod plan;
pub mod record;
pub mod safety;
pub mod sleep;
pub mod time;
pub mod unit;
