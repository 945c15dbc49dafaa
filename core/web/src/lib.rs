#![doc = include_str!("../README.md")]

mod assets;
mod enrolment;
mod events;
mod extract;
mod guard;
mod inside;
mod jobs;
mod live;
mod metrics;
mod openapi;
mod problem;
mod routes;
mod server;
mod state;
mod uploads;

pub use assets::page;
pub use inside::{Inside, Question, Reply, Sending};
pub use openapi::openapi_json;
pub use problem::Problem;
pub use server::{ServeOptions, Server};
