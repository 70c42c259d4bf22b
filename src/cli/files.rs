//! The files of a command line: those that are named, and those in folders that are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// To be read.
    File(PathBuf),
    /// A folder that cannot be gone through, or has nothing in it; and why, in words.
    Wrong(PathBuf, String),
}

/// The files that are named and those in the folders that are named, at any depth: in the order of the names. Left out are,
/// in folders, names that begin with a dot and what file managers put there, and links to other folders, which may lead round
/// in circles.
pub(super) fn below(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            walk(path, &mut found);
            if found.len() == before {
                found.push(Found::Wrong(
                    path.clone(),
                    "There is no file in this folder.".to_owned(),
                ));
            }
        } else {
            found.push(Found::File(path.clone()));
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<Found>) {
    // folders that are still to be gone through, the next one last
    let mut folders = vec![folder.to_owned()];
    while let Some(path) = folders.pop() {
        // a file stands among the folders, so that all come in the order of their names
        if !path.is_dir() || path != folder && path.is_symlink() {
            if path.is_file() {
                found.push(Found::File(path));
            }
            continue;
        }
        match names(&path) {
            Ok(mut inside) => {
                inside.sort_unstable_by(|a, b| b.cmp(a));
                folders.append(&mut inside);
            }
            Err(error) => {
                let why = match error.kind() {
                    io::ErrorKind::PermissionDenied => {
                        "You may not read this folder. Give yourself the right to.".to_owned()
                    }
                    _ => format!("This folder cannot be read ({error}). Check the disk, then try again."),
                };
                found.push(Found::Wrong(path, why));
            }
        }
    }
}

fn names(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let hidden = name.as_encoded_bytes().starts_with(b".")
            || ["Thumbs.db", "desktop.ini", "__MACOSX"].iter().any(|n| name == *n);
        if !hidden {
            names.push(entry.path());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_gone_through_in_order() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        for folder in ["b/inner", "empty", ".git"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        for file in [
            "c.txt",
            "a.txt",
            "b/2.txt",
            "b/inner/1.txt",
            ".DS_Store",
            ".git/config",
            "b/Thumbs.db",
        ] {
            fs::write(at(file), "x").unwrap();
        }
        let file = |name: &str| Found::File(at(name));
        let all = below(&[place.path().to_owned()]);
        assert_eq!(
            all,
            [file("a.txt"), file("b/2.txt"), file("b/inner/1.txt"), file("c.txt")]
        );
        // what is named itself is taken, in the order it is named
        assert_eq!(
            below(&[at("c.txt"), at(".DS_Store")]),
            [file("c.txt"), file(".DS_Store")]
        );
        let none = below(&[at("empty"), at("nowhere")]);
        assert!(
            matches!(&none[..], [Found::Wrong(path, why), Found::File(_)] if *path == at("empty") && why.contains("no file"))
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_round_in_circles() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        fs::create_dir(at("a")).unwrap();
        fs::write(at("a/1.txt"), "x").unwrap();
        std::os::unix::fs::symlink(place.path(), at("a/round")).unwrap();
        std::os::unix::fs::symlink(at("a/1.txt"), at("a/2.txt")).unwrap();
        assert_eq!(
            below(&[at("a")]),
            [Found::File(at("a/1.txt")), Found::File(at("a/2.txt"))]
        );
    }
}
