//! Entities: read from each file, then checked together.

use super::load::RawFile;
use super::model::Entity;
use super::shared::{Clash, SharedWords, folded};
use super::word_lists::RawWordList;
use crate::claim::Lang;
use crate::diagnostic::written::{Item, Mistakes, Place, Spot};
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::id::{EntityId, Id, IdVec};
use crate::pattern::{Pattern, fold};
use crate::span::{InToml, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub(super) const KEYS: [&str; 5] = ["kind", "names", "refers", "part_of", "topic"];

/// An entity as written in one file.
#[derive(Debug)]
pub(super) struct RawEntity {
    id: Spot<String>,
    kind: Option<String>,
    /// Whether a kind was written that could not be read.
    kind_unclear: bool,
    names: RawWordList,
    refers: RawWordList,
    part_of: Option<Spot<String>>,
    is_topic: bool,
}

impl RawEntity {
    /// The entity that it is part of.
    pub fn whole(&self) -> Option<Named> {
        self.part_of.as_ref().map(|id| Named::Entity(id.value.clone()))
    }

    /// Returns true if it is named by its id or its kind.
    pub fn is_one_of(&self, named: &BTreeSet<Named>) -> bool {
        let by_kind = self.kind.as_ref().is_some_and(|kind| named.contains(&Named::Kind(kind.clone())));
        by_kind || self.kind_unclear || named.contains(&Named::Entity(self.id.value.clone()))
    }
}

/// How a file refers to entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// By id.
    Entity(String),
    /// By kind.
    Kind(String),
}

/// All entities of a run, and which information about them is missing.
#[derive(Debug, Default)]
pub(super) struct Entities {
    /// Sorted by id.
    pub list: IdVec<EntityId, Entity>,
    /// Whether a header could not be read; an entity that seems undeclared may then be declared.
    pub incomplete: bool,
    /// Whether a kind could not be read.
    pub kinds_incomplete: bool,
}

impl Entities {
    /// Returns the entity with the id `id`.
    pub fn index_of(&self, id: &str) -> Option<EntityId> {
        self.list.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(EntityId::at)
    }

    /// Returns all ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.list.iter().map(|entity| entity.id.as_str())
    }

    /// Returns the id of the entity with this name.
    pub fn called(&self, name: &str) -> Option<&str> {
        let name = fold(name);
        let has = |entity: &&Entity| entity.names.patterns.iter().any(|(_, pattern)| is_called(pattern, &name));
        self.list.iter().find(has).map(|entity| entity.id.as_str())
    }
}

/// Reads `[entity.<id>]`. Even if it has mistakes, its id counts as declared.
pub(super) fn read(item: Item<'_>, languages: &[Lang], mistakes: &mut Mistakes) -> RawEntity {
    check_id(item.key, item.key_span, mistakes);
    let mut entity = RawEntity {
        id: Spot { value: item.key.to_owned(), span: item.key_span },
        kind: None,
        kind_unclear: false,
        names: RawWordList::default(),
        refers: RawWordList::default(),
        part_of: None,
        is_topic: false,
    };
    let Some(table) = item.table("write `[entity.some-id]`, and its `names` below", mistakes) else { return entity };
    let whose = format!("the entity `{}`", item.key);
    table.only(&KEYS, &[], &whose, mistakes);
    if let Some(kind) = table.get("kind") {
        entity.kind = kind.text(mistakes).map(|kind| kind.value.to_owned());
    }
    entity.kind_unclear = entity.kind.is_none() && (table.get("kind").is_some() || mistakes.is_broken(table, "kind"));
    if let Some(names) = table.need("names", &whose, "list what it is called: names = [\"…\"]", mistakes) {
        entity.names = RawWordList::read(names, languages, mistakes);
    }
    if let Some(refers) = table.get("refers") {
        entity.refers = RawWordList::read(refers, languages, mistakes);
    }
    if let Some(part_of) = table.get("part_of") {
        entity.part_of = part_of.text(mistakes).map(|id| Spot { value: id.value.to_owned(), span: id.span });
    }
    if let Some(topic) = table.get("topic") {
        entity.is_topic = topic.yes_or_no(mistakes).unwrap_or_default();
    }
    entity
}

/// Reports an id with characters other than lower-case letters, digits and hyphens.
pub(super) fn check_id(id: &str, span: Span<InToml>, mistakes: &mut Mistakes) {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(fits) || id.starts_with('-') || id.ends_with('-') {
        let what = if id.is_empty() { "an id is empty".to_owned() } else { format!("`{id}` cannot be an id") };
        let bad = mistakes
            .error(Code::BadId, span, what)
            .help("ids are small letters without accents, digits and hyphens between them: `federal-police`");
        mistakes.push(bad);
    }
}

/// Checks the entities of all files together. If an id is used twice, the first entity counts.
pub(super) fn resolve(files: &mut [RawFile]) -> Entities {
    let mut declared: BTreeMap<String, (usize, RawEntity)> = BTreeMap::new();
    let mut places: HashMap<String, Place> = HashMap::new();
    let mut shared = SharedWords::default();
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    for (index, file) in files.iter_mut().enumerate() {
        for entity in std::mem::take(&mut file.entities) {
            let id = entity.id.value.clone();
            if let Some(first) = places.get(&id) {
                let twice = file
                    .mistakes
                    .error(Code::DuplicateId, entity.id.span, format!("the entity `{id}` is declared twice"))
                    .help(format!("write all its names under the first, at {first}, or give this one another id"));
                found.push((index, first.beside(twice, "the first is here")));
                continue;
            }
            found.extend(shared_names(&mut shared, &entity, &file.mistakes).into_iter().map(|diagnostic| (index, diagnostic)));
            places.insert(id.clone(), file.mistakes.place(entity.id.span));
            declared.insert(id, (index, entity));
        }
    }
    let mut entities = Entities {
        list: IdVec::default(),
        incomplete: files.iter().any(|file| file.mistakes.lost),
        kinds_incomplete: declared.values().any(|(_, entity)| entity.kind_unclear),
    };
    let ids: BTreeMap<&str, EntityId> =
        declared.keys().enumerate().map(|(index, id)| (id.as_str(), EntityId::at(index))).collect();
    let mut parents = IdVec::default();
    for (index, entity) in declared.values() {
        let parent = entity.part_of.as_ref().and_then(|part_of| ids.get(part_of.value.as_str()).copied());
        if let (Some(part_of), None, false) = (&entity.part_of, parent, entities.incomplete) {
            let name = fold(&part_of.value);
            let has = |(_, (_, other)): &(&String, &(usize, RawEntity))| {
                other.names.0.iter().any(|(_, pattern)| is_called(&pattern.value, &name))
            };
            let called = declared.iter().find(has).map(|(id, _)| id.as_str());
            found.push((*index, unknown_entity(part_of.as_ref(), ids.keys().copied(), called, &files[*index].mistakes)));
        }
        parents.push(parent);
    }
    let (roots, cycles) = roots(&parents);
    let all: IdVec<EntityId, _> = declared.values().collect();
    for cycle in cycles {
        let first = cycle.iter().filter_map(|member| {
            let (file, entity) = all.get(*member)?;
            Some((*file, entity.part_of.as_ref()?.span, *member))
        });
        let Some((file, span, first)) = first.min_by_key(|(file, span, _)| (*file, span.start)) else { continue };
        let name = |member: EntityId| all.get(member).map_or("", |(_, entity)| entity.id.value.as_str());
        let start = cycle.iter().position(|member| *member == first).unwrap_or_default();
        let round = cycle.iter().cycle().skip(start).take(cycle.len().min(8) + 1).map(|member| format!("`{}`", name(*member)));
        let help = format!("{}; leave out one of these `part_of`", round.collect::<Vec<_>>().join(" is part of "));
        let message = format!("`{}` is part of itself", name(first));
        found.push((file, files[file].mistakes.error(Code::PartOfCycle, span, message).help(help)));
        for member in cycle {
            parents[member] = None;
        }
    }
    for ((id, (file, raw)), (part_of, root)) in declared.into_iter().zip(parents.iter().zip(&roots)) {
        entities.list.push(Entity {
            name: raw.names.0.first().map_or_else(|| id.clone(), |(_, name)| readable(&name.value.written)),
            id,
            kind: raw.kind,
            names: raw.names.into_words(),
            refers: raw.refers.into_words(),
            part_of: *part_of,
            root: *root,
            is_topic: raw.is_topic,
            file: Arc::clone(&files[file].mistakes.file),
        });
    }
    for (file, diagnostic) in found {
        files[file].mistakes.push(diagnostic);
    }
    entities
}

/// Makes the mistake of naming an undeclared entity; `called` is the id of an entity with this name, if there is one.
pub(super) fn unknown_entity<'i>(
    id: Spot<&str>,
    known: impl Iterator<Item = &'i str> + Clone,
    called: Option<&str>,
    mistakes: &Mistakes,
) -> Diagnostic {
    let help = match (called, closest(id.value, known)) {
        (Some(called), _) => format!("did you mean `{called}`? \"{}\" is one of its names", id.value),
        (None, Some(meant)) => format!("did you mean `{meant}`?"),
        (None, None) => format!("declare it: `[entity.{}]`, with its `names`", as_id(id.value)),
    };
    mistakes.error(Code::UnknownEntity, id.span, format!("no entity is called `{}`", id.value)).help(help)
}

/// Makes an id from words: `the-zoo`.
fn as_id(words: &str) -> String {
    let folded = fold(words);
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    if id.is_empty() { "some-id".to_owned() } else { id }
}

/// Returns true if a name in a pattern is `name`, which is folded.
fn is_called(pattern: &Pattern, name: &str) -> bool {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // An apostrophe ends a word.
    folded(pattern).iter().any(|phrase| phrase.trim_end_matches('*').replace("' ", "'") == name)
}

/// Returns the root of each entity's tree, and the cycles, each in order.
fn roots(parents: &IdVec<EntityId, Option<EntityId>>) -> (Vec<EntityId>, Vec<Vec<EntityId>>) {
    let mut roots: IdVec<EntityId, Option<EntityId>> = vec![None; parents.len()].into();
    let mut walk_of: IdVec<EntityId, Option<EntityId>> = vec![None; parents.len()].into();
    let mut cycles = Vec::new();
    for start in parents.ids() {
        let (mut walk, mut at) = (Vec::new(), start);
        let root = loop {
            if let Some(root) = roots[at] {
                break root;
            }
            if walk_of[at] == Some(start) {
                let first = walk.iter().position(|step| *step == at).unwrap_or_default();
                let cycle = walk.split_off(first);
                // Each entity in a cycle is its own root, so that no later step loops for ever.
                cycle.iter().for_each(|member| roots[*member] = Some(*member));
                cycles.push(cycle);
                break at;
            }
            walk_of[at] = Some(start);
            walk.push(at);
            match parents[at] {
                Some(parent) => at = parent,
                None => break at,
            }
        };
        walk.iter().for_each(|step| roots[*step] = Some(root));
    }
    (roots.enumerate().map(|(id, root)| root.unwrap_or(id)).collect(), cycles)
}

/// Returns a name without the special characters of a pattern; the first of its alternatives.
fn readable(written: &str) -> String {
    let mut name = String::new();
    // For each open bracket, whether its first alternative is complete.
    let mut brackets: Vec<bool> = Vec::new();
    let mut hidden = 0;
    for letter in written.chars() {
        match letter {
            '(' => brackets.push(false),
            ')' => hidden -= usize::from(brackets.pop() == Some(true)),
            '|' => {
                if let Some(over @ false) = brackets.last_mut() {
                    *over = true;
                    hidden += 1;
                }
            }
            '*' => {}
            _ if hidden == 0 => name.push(letter),
            _ => {}
        }
    }
    name.trim().to_owned()
}

/// Reports names that already belong to another entity.
fn shared_names(shared: &mut SharedWords, entity: &RawEntity, mistakes: &Mistakes) -> Vec<Diagnostic> {
    let id = &entity.id.value;
    let kind = entity.kind.as_deref();
    let clashes = shared.add((id, kind), &entity.names, mistakes).into_iter();
    let diagnostics = clashes.map(|Clash { words, span, owner, at }| {
        let message = format!("the name `{words}` already belongs to the entity `{owner}`");
        let error = mistakes
            .error(Code::SharedName, span, message)
            .label(format!("no text can tell `{id}` from `{owner}`"))
            .help(format!("keep the name in one of the two; the first is at {at}"));
        at.beside(error, "the first is here")
    });
    diagnostics.collect()
}

impl Spot<String> {
    /// The same, borrowed.
    pub fn as_ref(&self) -> Spot<&str> {
        Spot { value: &self.value, span: self.span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_have_roots_and_circles_are_told() {
        // 0 → 1 → 2; 3 ↔ 4, and 5 is part of one of them; 6 is part of itself.
        let parents = [Some(1), Some(2), None, Some(4), Some(3), Some(3), Some(6)];
        let (roots, cycles) = roots(&parents.iter().map(|parent| parent.map(EntityId::at)).collect());
        assert_eq!(roots.iter().map(|root| root.index()).collect::<Vec<_>>(), [2, 2, 2, 3, 4, 3, 6]);
        assert_eq!(cycles, [vec![EntityId::at(3), EntityId::at(4)], vec![EntityId::at(6)]]);
    }

    #[test]
    fn any_words_are_an_id() {
        let ids = ["the zoo", "L'Été ", "federal-police", "警察"].map(as_id);
        assert_eq!(ids, ["the-zoo", "l-ete", "federal-police", "some-id"]);
    }

    #[test]
    fn names_are_readable() {
        for (written, read) in [
            ("police fédérale", "police fédérale"),
            ("(Police|Politie) fédérale*", "Police fédérale"),
            ("a ((b|c) d|e) f", "a b d f"),
            ("a|b)", "ab"),
        ] {
            assert_eq!(readable(written), read);
        }
    }
}
