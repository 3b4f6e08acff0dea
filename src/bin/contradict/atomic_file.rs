//! Writes the user's files: each write is all or nothing, and one process writes at a time.

use crate::{print_diagnostics, user_files};
use anyhow::{Context, bail};
use contradict::diagnostic::UserFile;
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The byte order mark.
const MARK: &str = "\u{FEFF}";

/// The longest chain of symbolic links that is followed; a longer one is a cycle.
const LINKS: usize = 40;

/// Passes the file to `change` and replaces it with the text that `change` returns. If `change` returns none, the file stays as
/// it is.
///
/// The new text is written to a temporary file, which is then renamed. Readers therefore see all of the old text or all of the
/// new text, even after a crash. Other callers of this function wait until it is done.
///
/// # Errors
/// If the file cannot be read or written, or if `change` fails; the file is then unchanged. The message names the file as it was
/// typed.
pub fn change(path: &Path, change: impl FnOnce(&Arc<UserFile>) -> anyhow::Result<Option<String>>) -> anyhow::Result<()> {
    let typed = path.display().to_string();
    let path = real_place(path);
    let _lock = lock(&path, &typed)?;
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{typed}`")),
    };
    let mut mistakes = Vec::new();
    let Some(file) = user_files::decoded(&typed, &bytes, &mut mistakes) else {
        print_diagnostics::all(&mistakes);
        bail!("nothing was written: mend `{typed}` first");
    };
    let Ok(before) = String::from_utf8(bytes) else {
        bail!("`{typed}` is UTF-16, which is read but not written to: save it as UTF-8");
    };
    // As everywhere else, a byte order mark is not part of the text. If the file had one, it is kept.
    let mark = if before.starts_with(MARK) { MARK } else { "" };
    match change(&file)? {
        Some(text) if text != file.text => {
            replace(&path, &format!("{mark}{text}")).with_context(|| format!("cannot write `{typed}`"))
        }
        _ => Ok(()),
    }
}

/// Writes a file by renaming a temporary file over it. Another hard link to the old file keeps the old text. Pipes and devices
/// are written to directly.
///
/// # Errors
/// If it cannot be written; the file is then unchanged.
pub fn write(path: &Path, text: &str) -> std::io::Result<()> {
    // The system's links to pipes have no real path.
    if std::fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        return std::fs::write(path, text);
    }
    let path = real_place(path);
    match std::fs::metadata(&path) {
        Ok(_) => {
            // A read-only file is not replaced either.
            File::options().write(true).open(&path)?;
            replace(&path, text)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => replace(&path, text),
        Err(error) => Err(error),
    }
}

fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let known = std::fs::metadata(path).ok();
    let folder = folder_of(path);
    let named =
        tempfile::Builder::new().prefix(".contradict-").suffix(".tmp").make_in(folder, |place| create(place, known.as_ref()));
    let mut beside = named?;
    let file = beside.as_file_mut();
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // The new file gets the permissions of the old one.
    if let Some(known) = known {
        file.set_permissions(known.permissions())?;
    }
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Creates a temporary file. It has the default permissions of this user, or those of the `known` file that it replaces, which
/// may be private.
fn create(place: &Path, known: Option<&Metadata>) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if known.is_some() {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = known;
    options.open(place)
}

/// Returns the real path of the file, even if it does not exist yet: symbolic links are followed and kept. Every way to write the
/// path gives the same result.
pub fn real_place(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(real) = path.canonicalize() {
            return real;
        }
        let Ok(target) = std::fs::read_link(&path) else { break };
        path = folder_of(&path).join(target);
    }
    let folder = folder_of(&path);
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| path.clone(), |name| folder.join(name))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Waits until nobody else changes files in the folder of `path`. The file itself cannot be locked, because it is replaced. The
/// lock is released when the process ends.
#[cfg(unix)]
fn lock(path: &Path, typed: &str) -> anyhow::Result<File> {
    let cannot = || format!("cannot lock the folder of `{typed}`");
    let folder = File::open(folder_of(path)).with_context(cannot)?;
    folder.lock().with_context(cannot)?;
    Ok(folder)
}

/// If folders cannot be locked, a file outside of the user's folders is locked instead.
#[cfg(not(unix))]
fn lock(path: &Path, typed: &str) -> anyhow::Result<File> {
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    let place = std::env::temp_dir().join(format!("contradict-{}.lock", hash.get(..16).unwrap_or_default()));
    let cannot = || format!("cannot lock `{typed}`");
    let file = File::options().create(true).truncate(false).write(true).open(&place).with_context(cannot)?;
    file.lock().with_context(cannot)?;
    Ok(file)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn every_link_of_a_chain_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        symlink("b.toml", at("a.toml")).expect("a link");
        symlink(at("c.toml"), at("b.toml")).expect("a link");
        // At first the end of the chain does not exist, then it is a file.
        for text in ["one", "two"] {
            change(&at("a.toml"), |_| Ok(Some(text.to_owned()))).expect("written");
            assert!(at("a.toml").is_symlink() && at("b.toml").is_symlink() && !at("c.toml").is_symlink());
            assert_eq!(std::fs::read_to_string(at("c.toml")).expect("a text"), text);
        }
        assert_eq!(real_place(&at("a.toml")), real_place(&at("c.toml")));
        symlink("y", at("x")).expect("a link");
        symlink("x", at("y")).expect("a link");
        assert!(write(&at("x"), "a circle leads nowhere").is_err());
    }

    #[test]
    fn another_name_of_a_file_keeps_the_old_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("source.txt"), "evidence").expect("a file");
        std::fs::hard_link(at("source.txt"), at("hard.txt")).expect("a link");
        write(&at("hard.txt"), "a report").expect("written");
        assert_eq!(std::fs::read_to_string(at("source.txt")).expect("a text"), "evidence");
        assert_eq!(std::fs::read_to_string(at("hard.txt")).expect("a text"), "a report");
    }

    #[test]
    fn a_file_stays_as_readable_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mode = |name: &str| std::fs::metadata(at(name)).expect("a file").permissions().mode() & 0o777;
        std::fs::write(at("other"), "").expect("a file");
        write(&at("new"), "1").expect("written");
        assert_eq!(mode("new"), mode("other"), "as any new file");
        for private in [0o600, 0o640] {
            std::fs::set_permissions(at("new"), PermissionsExt::from_mode(private)).expect("set");
            write(&at("new"), "2").expect("written");
            assert_eq!(mode("new"), private);
        }
    }

    #[test]
    fn no_message_names_what_nobody_typed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("none/resolutions.toml");
        let error = change(&path, |_| Ok(Some("x".to_owned()))).expect_err("no such folder");
        assert!(!format!("{error:#}").contains(".contradict"), "{error:#}");
        let error = write(&path, "x").expect_err("no such folder");
        assert!(!error.to_string().contains("none") && !error.to_string().contains(".contradict"), "{error}");
    }
}
