//! The pages, and the server around them.

pub mod error;
pub mod guard;
pub mod serve;
