//! What several tests of models on the device need.
#![allow(dead_code, unreachable_pub, clippy::pedantic)]

pub mod gguf_writer;
pub mod schemas;
pub mod tiny_llama;
