//! What several tests of models on the device need.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

pub mod gguf_writer;
pub mod schemas;
pub mod tiny_bert;
pub mod tiny_llama;
