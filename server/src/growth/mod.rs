//! What several replicas share besides the database: limits in Redis, news and jobs over NATS JetStream. Each is left out
//! where there is one replica, and the server goes on without either when it does not answer.

mod broker;
mod limits;
mod window;
mod worker;

pub(crate) use broker::{Broker, replay};
pub(crate) use limits::{Limiter, Windows};
pub(crate) use worker::work;
