//! The thin program around the library.

use std::{io, process::ExitCode};

fn main() -> ExitCode {
    // only the filter so far
    match claimbook::cli::extract::filter(io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}
