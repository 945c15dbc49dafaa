use super::super::test_file::{digest, model, no_catalogue};
use super::*;
use proptest::prelude::*;
use tempfile::TempDir;

struct World {
    home: TempDir,
    catalogue: Catalogue,
}

impl World {
    fn new() -> World {
        World { home: TempDir::new().unwrap(), catalogue: no_catalogue() }
    }

    fn folder(&self) -> ModelsFolder {
        ModelsFolder::new(self.home.path())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, path: &Path, expected: Option<Digest>, name: Option<&str>) -> Result<Installed, Error> {
        let import = Import { path, name, expected, catalogue: &self.catalogue, at_ms: 7 };
        self.folder().import(&import, &|_| {}, &CancellationToken::new())
    }

    fn left(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.home.path().join("models")) else { return Vec::new() };
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn an_imported_file_is_copied_checked_verified_and_removed() {
    let world = World::new();
    let body = model(600_000, 1);
    let path = world.write("My Model (1).gguf", &body);
    let installed = world.import(&path, None, None).unwrap();
    assert_eq!((installed.name.as_str(), installed.vouched_by), ("my-model--1-", VouchedBy::Person));
    assert_eq!(installed.from, "My Model (1).gguf", "the name of the file alone, not where it is");
    assert_eq!(std::fs::read(world.folder().path(&installed.name).unwrap()).unwrap(), body);
    assert!(path.exists(), "the person's own file stays");
    assert_eq!(world.left(), [".lock", "installed.json", "my-model--1-.gguf"]);
    let cancel = CancellationToken::new();
    assert_eq!(world.folder().verify(&installed.name, &|_| {}, &cancel).unwrap(), installed);

    // One bit, and it is no longer the same file; the length alone is not enough.
    let copy = world.folder().path(&installed.name).unwrap();
    let mut altered = body.clone();
    altered[300_000] ^= 1;
    std::fs::write(&copy, &altered).unwrap();
    assert!(world.folder().path(&installed.name).is_ok());
    assert!(matches!(world.folder().verify(&installed.name, &|_| {}, &cancel), Err(Error::Altered(_))));
    std::fs::write(&copy, &body[..100]).unwrap();
    assert!(matches!(world.folder().path(&installed.name), Err(Error::Gone(_))));

    assert_eq!(world.folder().remove(&installed.name).unwrap(), installed.size_bytes);
    assert_eq!(world.left(), [".lock", "installed.json"]);
    assert!(matches!(world.folder().remove(&installed.name), Err(Error::Unknown(_))));
}

#[test]
fn a_file_of_the_catalogue_is_known_by_its_hash() {
    let mut world = World::new();
    let body = model(10_000, 1);
    let mut entry = Catalogue::built_in().unwrap().models.remove(0);
    entry.sha256 = Some(digest(&body));
    world.catalogue.models.push(entry.clone());
    let path = world.write("whatever.bin", &body);
    let installed = world.import(&path, None, None).unwrap();
    assert_eq!((installed.name, installed.vouched_by, installed.file), (entry.id, VouchedBy::Catalogue, entry.file));
    let other = world.import(&path, None, Some("mine")).unwrap();
    assert_eq!((other.name.as_str(), other.vouched_by), ("mine", VouchedBy::Person));
}

#[test]
fn names_that_are_taken_or_impossible_change_nothing() {
    let world = World::new();
    let (one, two) = (world.write("one.gguf", &model(1_000, 1)), world.write("two.gguf", &model(1_000, 2)));
    world.import(&one, None, Some("it")).unwrap();
    assert!(matches!(world.import(&two, None, Some("it")), Err(Error::Taken(_))));
    world.import(&one, None, Some("it")).unwrap();
    for name in ["", "..", "../it", "a/b", "A", "-x", ".x", "a b", &"x".repeat(100)] {
        assert!(matches!(world.import(&two, None, Some(name)), Err(Error::Name(_))), "{name}");
        assert!(matches!(world.folder().remove(name), Err(Error::Name(_))), "{name}");
    }
    assert_eq!(world.left(), [".lock", "installed.json", "it.gguf"]);
    assert_eq!(world.folder().installed().unwrap().len(), 1);
}

#[test]
fn a_wrong_hash_or_a_stop_leaves_nothing() {
    let world = World::new();
    let path = world.write("one.gguf", &model(600_000, 1));
    let error = world.import(&path, Some(digest(b"other")), None).unwrap_err();
    assert!(matches!(error, Error::WrongHash { .. }), "{error}");
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let import = Import { path: &path, name: None, expected: None, catalogue: &world.catalogue, at_ms: 7 };
    let stopped = world.folder().import(&import, &move |_| stop.cancel(), &cancel);
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert_eq!(world.left(), [""; 0]);
    let missing = world.home.path().join("missing.gguf");
    assert!(matches!(world.import(&missing, None, None), Err(Error::Disk { .. })));
    assert!(matches!(world.import(world.home.path(), None, None), Err(Error::Disk { .. })));
}

#[test]
fn a_list_that_was_tampered_with_names_no_file_elsewhere() {
    let world = World::new();
    let path = world.write("one.gguf", &model(1_000, 1));
    world.import(&path, None, None).unwrap();
    let index = world.home.path().join("models/installed.json");
    let good = std::fs::read_to_string(&index).unwrap();
    for bad in [
        good.replace("one.gguf\",\n      \"size", "../../one.gguf\",\n      \"size"),
        good.replace("\"name\": \"one\"", "\"name\": \"../one\""),
        good.replace("\"schema\": 1", "\"schema\": 2"),
        good[..good.len() / 2].to_owned(),
        String::new(),
        "null".to_owned(),
    ] {
        assert_ne!(bad, good);
        std::fs::write(&index, &bad).unwrap();
        assert!(matches!(world.folder().installed(), Err(Error::Catalogue(_))), "{bad}");
        assert!(world.folder().remove("one").is_err());
        assert!(world.import(&path, None, None).is_err(), "a list that cannot be read is not overwritten");
        assert_eq!(std::fs::read_to_string(&index).unwrap(), bad);
    }
    assert!(path.exists());
}

#[test]
fn programs_that_install_at_once_lose_no_entry() {
    let world = World::new();
    let writers: Vec<_> = (0..8)
        .map(|index| {
            let path = world.write(&format!("m{index}.gguf"), &model(1_000, index));
            let (folder, catalogue) = (world.folder(), world.catalogue.clone());
            std::thread::spawn(move || {
                let import = Import { path: &path, name: None, expected: None, catalogue: &catalogue, at_ms: 7 };
                folder.import(&import, &|_| {}, &CancellationToken::new()).unwrap();
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    assert_eq!(world.folder().installed().unwrap().len(), 8);
}

#[test]
fn names_of_models_come_from_names_of_files() {
    for (file, name) in [
        ("Qwen3-1.7B-Q4_K_M.gguf", Some("qwen3-1.7b-q4_k_m")),
        ("model.GGUF", Some("model")),
        ("no ending", Some("no-ending")),
        ("Ünïcode.gguf", Some("n-code")),
        ("...gguf", None),
        (".gguf", None),
        ("日本.gguf", None),
        ("", None),
    ] {
        assert_eq!(name_after(file).as_deref(), name, "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A file that is cut, or has bytes changed in its head, is imported only if it is still a whole model; it is never
    /// half installed, and nothing panics.
    #[test]
    fn a_hostile_file_is_refused_or_sound(cut in 0.0..1.2_f64, changes in prop::collection::vec((0..400_usize, any::<u8>()), 0..12)) {
        let world = World::new();
        let mut bytes = model(2_000, 3);
        for (place, byte) in changes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        let path = world.write("hostile.gguf", &bytes);
        match world.import(&path, None, None) {
            Ok(installed) => prop_assert_eq!(std::fs::read(world.folder().path(&installed.name).unwrap()).unwrap(), bytes),
            Err(error) => {
                prop_assert!(matches!(error, Error::NotAModel { .. }), "{}", error);
                prop_assert!(world.left().is_empty());
            }
        }
    }

    #[test]
    fn a_name_out_of_any_file_stays_in_the_folder(file in ".{0,120}") {
        if let Some(name) = name_after(&file) {
            let stays = is_name(&name) && is_file_name(&format!("{name}.gguf"));
            prop_assert!(stays);
        }
    }
}
