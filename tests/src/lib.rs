#![doc = include_str!("../README.md")]

pub mod apple_export;
pub mod home;
