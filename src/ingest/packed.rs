//! Files packed into a ZIP archive, and how much is unpacked of them.

use super::{LARGEST, Refusal};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most members an archive may have.
const MEMBERS: usize = 20_000;

/// An archive whose table of contents has been read.
pub(super) struct Packed<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// What it is, for those it is refused to: "Word document".
    what: &'static str,
}

/// A member's name and where it stands.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) index: usize,
}

impl<'b> Packed<'b> {
    /// Reads the table of contents.
    pub(super) fn open(bytes: &'b [u8], what: &'static str) -> Result<Packed<'b>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged(what))?;
        if archive.len() > MEMBERS {
            return Err(Refusal::TooMuch);
        }
        Ok(Packed { archive, what })
    }

    /// Its files, without folders, in the order they stand in it.
    pub(super) fn members(&mut self) -> Vec<Member> {
        let names = (0..self.archive.len()).filter_map(|index| {
            let file = self.archive.by_index_raw(index).ok()?;
            let name = file.name().ok()?.replace('\\', "/");
            (!file.is_dir() && !name.ends_with('/')).then_some(Member { name, index })
        });
        names.collect()
    }

    /// Unpacks a member: at most [`LARGEST`] bytes of it, whatever size it says it has, and no more than is `left`, from
    /// which it is taken.
    pub(super) fn unpack(&mut self, index: usize, left: &mut usize) -> Result<Vec<u8>, Refusal> {
        let damaged = Refusal::Damaged(self.what);
        if self.archive.by_index_raw(index).is_ok_and(|file| file.encrypted()) {
            return Err(Refusal::Locked("archive"));
        }
        let file = self.archive.by_index(index).map_err(|_| damaged.clone())?;
        let mut bytes = Vec::new();
        file.take(LARGEST as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged)?;
        if bytes.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
        *left = left.checked_sub(bytes.len()).ok_or(Refusal::TooMuch)?;
        Ok(bytes)
    }

    /// The XML in the member of that name; `None`: there is no such member.
    pub(super) fn xml(&mut self, name: &str, left: &mut usize) -> Result<Option<String>, Refusal> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let bytes = self.unpack(index, left)?;
        let text = super::decode::decode(&bytes).ok_or(Refusal::Damaged(self.what))?;
        Ok(Some(text.into_owned()))
    }
}
