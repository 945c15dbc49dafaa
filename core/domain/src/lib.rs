#![doc = include_str!("../README.md")]

pub mod chart;
pub mod citation;
pub mod evidence;
pub mod exercise;
pub mod figure;
mod fold;
pub mod formulas;
pub mod journal;
pub mod metric;
pub mod nutrition;
pub mod person;
pub mod plan;
pub mod planner;
pub mod privacy;
pub mod record;
pub mod safety;
pub mod sleep;
pub mod time;
pub mod track;
pub mod unit;
