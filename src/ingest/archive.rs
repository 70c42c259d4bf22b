//! The reader for ZIP archives of files.

use super::{
    Refusal,
    packed::{Member, Packed},
    shelf::Shelf,
};

/// Reads every file in it. One that cannot be read is told by its name, and the others go on.
pub(super) fn read(shelf: &mut Shelf, member: Option<&str>, bytes: &[u8]) -> Result<(), Refusal> {
    let mut packed = Packed::open(bytes, "archive")?;
    let members = packed.members();
    let pages: Vec<String> = members
        .iter()
        .filter_map(|member| {
            member
                .name
                .strip_suffix(".html")
                .or_else(|| member.name.strip_suffix(".htm"))
        })
        .map(|page| format!("{page}_files/"))
        .collect();
    for Member { name, index } in members {
        if is_of_the_system(&name) || pages.iter().any(|folder| name.starts_with(folder.as_str())) {
            continue;
        }
        let name = match member {
            Some(around) => format!("{around}/{name}"),
            None => name,
        };
        let read = packed
            .unpack(index, shelf.left())
            .and_then(|bytes| shelf.open_member(&name, &bytes));
        shelf.note(name, read)?;
    }
    Ok(())
}

/// What systems put into archives for themselves.
fn is_of_the_system(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with("._") || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
