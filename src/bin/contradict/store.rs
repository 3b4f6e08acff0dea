//! Changing a file of the user's: all of it or nothing, and one at a time.

use anyhow::Context;
use contradict::diagnostic::UserFile;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The mark of the byte order.
const MARK: &str = "\u{FEFF}";

/// Gives the file to `change`, and writes what comes of it in its place. None leaves it as it is.
///
/// The new text is written beside the file and then takes its name, so that whoever reads it, also after a crash, sees all of the
/// old text or all of the new. Others who change it by this function wait.
///
/// # Errors
/// When the file cannot be read or written, or `change` fails; then it is as it was.
pub fn change(path: &Path, change: impl FnOnce(&Arc<UserFile>) -> anyhow::Result<Option<String>>) -> anyhow::Result<()> {
    let path = real_place(path);
    let _lock = lock(&path)?;
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    };
    // As everywhere else, the mark that some editors put first is no part of the text. It stays where it was.
    let (mark, before) = before.strip_prefix(MARK).map_or(("", before.as_str()), |text| (MARK, text));
    let file = Arc::new(UserFile::new(path.display().to_string(), before.to_owned()));
    match change(&file)? {
        Some(text) if text != file.text => replace(&path, &format!("{mark}{text}")),
        _ => Ok(()),
    }
}

fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", path.display());
    let folder = folder_of(path);
    let mut beside = tempfile::Builder::new().prefix(".contradict-").suffix(".tmp").tempfile_in(folder).with_context(cannot)?;
    beside.write_all(text.as_bytes()).and_then(|()| beside.as_file().sync_all()).with_context(cannot)?;
    // A temporary file is private; the decisions are as readable as they were, or as any new file.
    let permissions = match std::fs::metadata(path) {
        Ok(known) => Some(known.permissions()),
        Err(_) => usual_permissions(),
    };
    if let Some(permissions) = permissions {
        beside.as_file().set_permissions(permissions).with_context(cannot)?;
    }
    beside.persist(path).map_err(|error| error.error).with_context(cannot)?;
    Ok(())
}

#[cfg(unix)]
fn usual_permissions() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<std::fs::Permissions> {
    None
}

/// Where the file is, or will be: a link stays a link, and what it leads to is changed. The same for every way to write it down.
fn real_place(path: &Path) -> PathBuf {
    let path = std::fs::read_link(path).map_or_else(|_| path.to_owned(), |target| folder_of(path).join(target));
    let folder = folder_of(&path);
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| path.clone(), |name| folder.join(name))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Waits until nobody else changes files in the folder of `path`. The file itself cannot be locked, as it is replaced. The lock goes
/// with the process that holds it.
#[cfg(unix)]
fn lock(path: &Path) -> anyhow::Result<File> {
    let cannot = || format!("cannot lock the folder of `{}`", path.display());
    let folder = File::open(folder_of(path)).with_context(cannot)?;
    folder.lock().with_context(cannot)?;
    Ok(folder)
}

/// Where folders cannot be locked, a file outside of the user's folders stands for this one.
#[cfg(not(unix))]
fn lock(path: &Path) -> anyhow::Result<File> {
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    let place = std::env::temp_dir().join(format!("contradict-{}.lock", hash.get(..16).unwrap_or_default()));
    let cannot = || format!("cannot lock `{}`", path.display());
    let file = File::options().create(true).truncate(false).write(true).open(&place).with_context(cannot)?;
    file.lock().with_context(cannot)?;
    Ok(file)
}
