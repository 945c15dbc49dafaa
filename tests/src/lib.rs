#![doc = include_str!("../README.md")]

pub mod apple_export;
pub mod file_server;
pub mod home;
