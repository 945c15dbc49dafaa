//! `{ domain, wire } → { store, llm, mcp } → { sources, servers, agent, sync } → api → web → { cli, bindings, desktop, server }`
//!
//! A crate imports only crates to its left, never one in the same pair of braces, and a face imports
//! the façade alone. `web` is a face too, the one that other faces may serve. The server also imports `wire`, the
//! language that it and devices speak: a relay that is blind has no use for a coach. Dependencies for tests count
//! too. `tests` and `xtask` stand outside: they may
//! look everywhere, and nothing may import them.

use Place::{Aside, Layer};

/// A member of the workspace: its folder, and what it imports.
pub(super) struct Room {
    pub(super) path: String,
    pub(super) edges: Vec<Edge>,
}

/// One dependency that a manifest declares.
pub(super) struct Edge {
    pub(super) name: String,
    /// Its folder, when it is a path dependency.
    pub(super) room: Option<String>,
    /// Declared under `[dev-dependencies]`.
    pub(super) for_tests: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Layer(u8),
    Aside,
}

const API: u8 = 3;
/// The HTTP face: it imports the façade alone, and other faces may serve it.
const WEB: u8 = 4;
const FACES: u8 = 5;

/// Libraries that only some rooms may use, each with the reason.
struct Reserved {
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
    what: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        crates: &[
            "rusqlite",
            "rusqlite_migration",
            "sqlite-vec",
            "sqlx",
            "tokio-postgres",
            "deadpool-postgres",
            "refinery",
        ],
        rooms: &["core/store", "server"],
        what: "SQL stays in the store and the server",
    },
    Reserved {
        crates: &["reqwest", "ureq", "hyper", "hyper-util", "axum", "tower-http", "tokio-tungstenite"],
        rooms: &["core/llm", "core/mcp", "core/sources", "core/sync", "core/web", "server"],
        what: "HTTP stays in llm, mcp, sources, sync, web and the server",
    },
    Reserved {
        crates: &[
            "redis",
            "async-nats",
            "opentelemetry",
            "opentelemetry_sdk",
            "opentelemetry-otlp",
            "tracing-opentelemetry",
        ],
        rooms: &["server"],
        what: "brokers and collectors are the server's alone",
    },
    Reserved {
        crates: &["llama-cpp-2", "llama-cpp-sys-2", "llguidance"],
        rooms: &["core/llm"],
        what: "the engine for models on the device stays in llm",
    },
    Reserved { crates: &["tauri", "webkit2gtk"], rooms: &["desktop"], what: "windows stay in the desktop app" },
    Reserved {
        crates: &["uniffi", "uniffi_bindgen"],
        rooms: &["core/api", "bindings"],
        what: "UniFFI stays in api and bindings",
    },
];

/// What `domain` must not even have at hand: input and output, randomness, async.
const IMPURE: &[&str] = &[
    "async-std",
    "async-trait",
    "fastrand",
    "futures",
    "futures-util",
    "getrandom",
    "rand",
    "rand_chacha",
    "smol",
    "tokio",
    "tokio-util",
    "uuid",
    "walkdir",
];

/// Whether the room is one in which nothing may touch the outside world.
pub(super) fn is_pure(path: &str) -> bool {
    ["core/domain", "core/wire"].contains(&path)
}

/// Every dependency that the drawing does not allow, in words.
pub(super) fn crossings(rooms: &[Room]) -> Vec<String> {
    rooms.iter().flat_map(crossings_of).collect()
}

fn crossings_of(room: &Room) -> Vec<String> {
    let path = room.path.as_str();
    let Some(place) = place(path) else {
        return vec![format!("{path} is not drawn in the layers: give it a place there or move it")];
    };
    let Layer(own) = place else { return Vec::new() };
    let mut found = Vec::new();
    for edge in &room.edges {
        let reason = match &edge.room {
            Some(to) => forbidden_import(own, path, to),
            None => misplaced_library(path, edge),
        };
        if let Some(reason) = reason {
            let to = edge.room.as_ref().unwrap_or(&edge.name);
            let tests = if edge.for_tests { " for its tests" } else { "" };
            found.push(format!("{path} imports {to}{tests}: {reason}"));
        }
    }
    found
}

fn forbidden_import(own: u8, path: &str, to: &str) -> Option<String> {
    match place(to) {
        None => Some(format!("{to} is not drawn in the layers")),
        Some(Aside) => Some(format!("nothing imports {to}")),
        Some(Layer(other)) if other > own => Some(format!("{to} stands to the right of {path}")),
        Some(Layer(other)) if other == own => Some("they stand side by side".to_owned()),
        Some(_) if path == "server" && to == "core/wire" => None,
        Some(Layer(other)) if own >= WEB && other != API && other != WEB => {
            Some("a face uses the façade core/api alone, or serves core/web".to_owned())
        }
        Some(Layer(_)) => None,
    }
}

fn misplaced_library(path: &str, edge: &Edge) -> Option<String> {
    if is_pure(path) && !edge.for_tests && IMPURE.contains(&edge.name.as_str()) {
        return Some("no input, output, clock, randomness or async in domain and wire".to_owned());
    }
    let reserved = RESERVED.iter().find(|reserved| reserved.crates.contains(&edge.name.as_str()))?;
    let allowed = reserved.rooms.iter().any(|room| is_within(path, room));
    (!allowed).then(|| reserved.what.to_owned())
}

fn place(path: &str) -> Option<Place> {
    let place = match path {
        "core/domain" | "core/wire" => Layer(0),
        "core/store" | "core/llm" | "core/mcp" => Layer(1),
        "core/sources" | "core/servers" | "core/agent" | "core/sync" => Layer(2),
        "core/api" => Layer(API),
        "core/web" => Layer(WEB),
        _ if ["cli", "bindings", "desktop", "server"].iter().any(|face| is_within(path, face)) => Layer(FACES),
        _ if ["tests", "xtask"].iter().any(|aside| is_within(path, aside)) => Aside,
        _ => return None,
    };
    Some(place)
}

fn is_within(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(path: &str, imports: &[&str]) -> Room {
        let edge = |to: &&str| Edge { name: (*to).to_owned(), room: Some((*to).to_owned()), for_tests: false };
        Room { path: path.to_owned(), edges: imports.iter().map(edge).collect() }
    }

    fn using(path: &str, library: &str, for_tests: bool) -> Vec<String> {
        let edges = vec![Edge { name: library.to_owned(), room: None, for_tests }];
        crossings(&[Room { path: path.to_owned(), edges }])
    }

    const LAYERS: &[&[&str]] = &[
        &["core/domain", "core/wire"],
        &["core/store", "core/llm", "core/mcp"],
        &["core/sources", "core/servers", "core/agent", "core/sync"],
        &["core/api"],
        &["core/web"],
        &["cli", "bindings/ffi", "desktop/src-tauri", "server"],
    ];

    #[test]
    fn every_pair_of_crates_is_judged_as_drawn() {
        for (left, from_layer) in LAYERS.iter().enumerate() {
            for (right, to_layer) in LAYERS.iter().enumerate() {
                for (from, to) in from_layer.iter().flat_map(|from| to_layer.iter().map(move |to| (from, to))) {
                    let speaks = (*from, *to) == ("server", "core/wire");
                    let allowed = match left {
                        4 => right == 3,
                        5 => right == 3 || right == 4 || speaks,
                        _ => right < left,
                    };
                    let found = crossings(&[room(from, &[to])]);
                    assert_eq!(found.is_empty(), allowed, "{from} -> {to}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn test_dependencies_count() {
        let mut agent = room("core/agent", &["core/servers"]);
        agent.edges[0].for_tests = true;
        assert_eq!(crossings(&[agent]), ["core/agent imports core/servers for its tests: they stand side by side"]);
    }

    #[test]
    fn tests_and_xtask_may_look_anywhere_and_be_imported_nowhere() {
        assert!(crossings(&[room("tests", &["core/store", "core/api"]), room("xtask", &["core/domain"])]).is_empty());
        assert_eq!(crossings(&[room("core/api", &["tests"])]).len(), 1);
        assert_eq!(crossings(&[room("cli", &["xtask"])]).len(), 1);
    }

    #[test]
    fn a_room_that_nobody_drew_is_refused_in_both_directions() {
        assert_eq!(crossings(&[room("core/telepathy", &[])]).len(), 1);
        assert_eq!(crossings(&[room("core/api", &["core/telepathy"])]).len(), 1);
        assert_eq!(crossings(&[room("clipboard", &[])]).len(), 1, "a name that begins like a face is no face");
    }

    #[test]
    fn libraries_stay_where_they_belong() {
        for (library, home, elsewhere) in [
            ("rusqlite", "core/store", "core/agent"),
            ("tokio-postgres", "server", "cli"),
            ("reqwest", "core/llm", "core/api"),
            ("axum", "core/mcp", "cli"),
            ("llama-cpp-2", "core/llm", "core/agent"),
            ("uniffi", "bindings/ffi", "core/agent"),
            ("tauri", "desktop/src-tauri", "core/web"),
        ] {
            assert!(using(home, library, false).is_empty(), "{library} in {home}");
            assert_eq!(using(elsewhere, library, false).len(), 1, "{library} in {elsewhere}");
            assert_eq!(using(elsewhere, library, true).len(), 1, "{library} in the tests of {elsewhere}");
            assert!(using("tests", library, false).is_empty());
        }
    }

    #[test]
    fn the_domain_takes_nothing_impure_except_for_its_tests() {
        assert_eq!(using("core/domain", "tokio", false).len(), 1);
        assert_eq!(using("core/domain", "rand", false).len(), 1);
        assert!(using("core/domain", "rand", true).is_empty());
        assert!(using("core/domain", "serde", false).is_empty());
        assert!(using("core/agent", "tokio", false).is_empty());
    }
}
