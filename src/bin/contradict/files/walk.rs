//! Walks from the user's paths to the files that they lead to.

use super::{Input, METADATA_FILE, Unread, input, name_of};
use anyhow::Context;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file that will become an [`Input`].
pub(super) struct Found {
    pub(super) file: Input,
    /// Its name in the real path of its directory.
    pub(super) place: PathBuf,
    /// Its real path: the same for each path to the same file.
    pub(super) identity: PathBuf,
    /// Whether the user named it, instead of it being found in a directory.
    pub(super) named: bool,
    /// Whether it was found in a directory and is a pipe, a socket or a device instead of a regular file. Reading it may never
    /// end.
    pub(super) is_special: bool,
}

/// What the user's paths lead to.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) files: Vec<Found>,
    /// Each `sources.toml` beside a file that is named, or in a directory.
    pub(super) metadata: Vec<Found>,
    /// By real path.
    pub(super) unread: BTreeMap<PathBuf, Unread>,
}

impl Walked {
    /// Adds `root`, or every file in it. Links to files are followed; links to directories are not, because they could form a
    /// cycle.
    pub(super) fn walk(&mut self, root: &Path) -> anyhow::Result<()> {
        let cannot = |path: &Path| format!("cannot read `{}`", name_of(path));
        let real = root.canonicalize().with_context(|| cannot(root))?;
        if !root.is_dir() {
            let directory = root.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
            let directory = directory.canonicalize().with_context(|| cannot(root))?;
            let place = root.file_name().map_or_else(|| real.clone(), |name| directory.join(name));
            self.find_metadata(root.with_file_name(METADATA_FILE), place.with_file_name(METADATA_FILE));
            self.files.push(Found { file: input(root.to_owned()), place, identity: real, named: true, is_special: false });
            return Ok(());
        }
        // A user's personal settings must not decide what is read; files beside the sources may.
        for entry in WalkBuilder::new(root).require_git(false).git_global(false).git_exclude(false).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.cannot_read(path_of(&error).unwrap_or(root), &error);
                    continue;
                }
            };
            let Some(kind) = entry.file_type() else { continue };
            let path = entry.into_path();
            let place = path.strip_prefix(root).map_or_else(|_| path.clone(), |relative| real.join(relative));
            if kind.is_dir() {
                self.find_metadata(path.join(METADATA_FILE), place.join(METADATA_FILE));
                continue;
            }
            // Only links need another look at the disk. A broken link is kept, so that it is reported.
            let target = if kind.is_symlink() { path.metadata().ok().map(|target| target.file_type()) } else { Some(kind) };
            if target.is_some_and(|target| target.is_dir()) {
                continue;
            }
            let identity = if kind.is_symlink() { path.canonicalize().ok() } else { None };
            self.files.push(Found {
                identity: identity.unwrap_or_else(|| place.clone()),
                place,
                file: input(path),
                named: false,
                is_special: target.is_some_and(|target| !target.is_file()),
            });
        }
        Ok(())
    }

    /// Adds the `sources.toml` at `path`, if there is one. The walk itself may miss it if version control ignores it.
    fn find_metadata(&mut self, path: PathBuf, place: PathBuf) {
        if path.is_file() {
            self.metadata.push(Found { file: input(path), identity: place.clone(), place, named: false, is_special: false });
        }
    }

    pub(super) fn cannot_read(&mut self, path: &Path, error: &ignore::Error) {
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        let unread = Unread { file: input(path.to_owned()), why };
        let kept = self.unread.entry(path.canonicalize().unwrap_or_else(|_| path.to_owned())).or_insert_with(|| unread.clone());
        if unread.file < kept.file {
            *kept = unread;
        }
    }
}

/// Returns the path that an error of the walk is about.
pub(super) fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
