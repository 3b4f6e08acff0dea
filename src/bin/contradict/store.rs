//! Changing a file of the user's: all of it or nothing, and one at a time.

use anyhow::Context;
use contradict::diagnostic::UserFile;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Gives the file to `change`, and writes what comes of it in its place. None leaves it as it is.
///
/// The new text is written beside the file and then takes its name, so that whoever reads it, also after a crash, sees all of the
/// old text or all of the new. Others who change it by this function wait.
///
/// # Errors
/// When the file cannot be read or written, or `change` fails; then it is as it was.
pub fn change(path: &Path, change: impl FnOnce(&Arc<UserFile>) -> anyhow::Result<Option<String>>) -> anyhow::Result<()> {
    // A link stays a link: what it leads to is changed.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let _lock = lock(&path)?;
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    };
    let file = Arc::new(UserFile::new(path.display().to_string(), before));
    match change(&file)? {
        Some(text) if text != file.text => replace(&path, &text),
        _ => Ok(()),
    }
}

fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write `{}`", path.display());
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".resolutions-").suffix(".tmp").tempfile_in(folder).with_context(cannot)?;
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

/// Waits until nobody else changes the file. The lock is a file of its own outside of the user's folders, as the file itself is
/// replaced, and goes with the process that holds it.
fn lock(path: &Path) -> anyhow::Result<File> {
    let place = lock_place(path);
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&place);
    // Somebody else's lock can be taken without writing to it.
    let file = open.or_else(|_| File::open(&place)).with_context(|| format!("cannot lock `{}`", path.display()))?;
    file.lock().with_context(|| format!("cannot lock `{}`", path.display()))?;
    Ok(file)
}

fn lock_place(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let hash = blake3::hash(absolute.as_os_str().as_encoded_bytes()).to_hex();
    std::env::temp_dir().join(format!("contradict-{}.lock", hash.get(..16).unwrap_or_default()))
}
