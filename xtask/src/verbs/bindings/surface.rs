//! What the generated code of a language offers: types with their members, and functions. Names are compared without
//! their case and underscores, since each language writes them its own way.
//!
//! The files are machine-written, so a look at each line and its indentation is enough.

use std::collections::{BTreeMap, BTreeSet};

/// Types with the names of their methods, fields or cases; functions stand under the empty name.
pub(super) type Surface = BTreeMap<String, BTreeSet<String>>;

/// A name without its case and underscores.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters of a name at the beginning of a text, back-ticks left out.
fn leading(text: &str) -> &str {
    let text = text.strip_prefix('`').unwrap_or(text);
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    &text[..end]
}

/// The name behind a word at the beginning of a line.
fn after<'line>(line: &'line str, word: &str) -> Option<&'line str> {
    line.strip_prefix(word).map(leading).filter(|name| !name.is_empty())
}

/// Adds a type, which may have no member.
fn begin(surface: &mut Surface, kind: &str) {
    surface.entry(plain(kind)).or_default();
}

/// Adds a member to a type.
fn add(surface: &mut Surface, kind: &str, member: &str) {
    surface.entry(plain(kind)).or_default().insert(plain(member));
}

/// Names that belong to the generated code itself.
fn is_internal(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("uniffi") || name.starts_with("ffi") || name.starts_with('_')
}

pub(super) fn swift(code: &str) -> Surface {
    let mut surface = Surface::new();
    let mut current: Option<String> = None;
    for line in code.lines() {
        // An error's enum stands on a line of its own behind `public`.
        let headers = ["public protocol ", "public struct ", "public enum ", "enum "];
        let header = headers.iter().find_map(|word| after(line, word));
        if let Some(name) = header {
            let name = name.strip_suffix("Protocol").unwrap_or(name);
            current = Some(name.to_owned()).filter(|name| !is_internal(name) && name != "Foreign");
            current.iter().for_each(|name| begin(&mut surface, name));
        } else if line.starts_with('}') {
            current = None;
        } else if let Some(kind) = &current {
            let member = ["    func ", "    public let ", "    public var ", "    case "];
            let member = member.iter().find_map(|word| after(line, word));
            // A computed property is part of the generated code, not of the record.
            if let Some(member) = member.filter(|_| !(line.contains(" var ") && line.ends_with('{'))) {
                add(&mut surface, kind, member);
            }
        } else if let Some(name) = after(line, "public func ").filter(|name| !is_internal(name)) {
            add(&mut surface, "", name);
        }
    }
    without_methods_of_errors(surface)
}

/// Leaves out the methods of errors, which each language writes at another place.
fn without_methods_of_errors(mut surface: Surface) -> Surface {
    for members in surface.values_mut() {
        members.retain(|name| !["code", "isretryable", "usermessage"].contains(&name.as_str()));
    }
    surface
}

pub(super) fn kotlin(code: &str) -> Surface {
    let mut surface = Surface::new();
    let mut current: Option<(String, &str)> = None;
    let mut constructors = false;
    for line in code.lines() {
        // What an object offers stands in its interface; its class adds the constructors.
        let headers = ["public interface ", "data class ", "enum class ", "sealed class ", "open class "];
        let header = headers.iter().find_map(|word| Some((after(line, word)?, *word)));
        if let Some((name, word)) = header {
            let name = name.strip_suffix("Interface").unwrap_or(name);
            constructors = false;
            let name = name.strip_suffix("Exception").map_or_else(|| name.to_owned(), |name| format!("{name}Error"));
            current = Some((name, word)).filter(|(name, _)| !is_internal(name));
            if word == "open class " {
                continue;
            }
            current.iter().for_each(|(name, _)| begin(&mut surface, name));
        } else if line.starts_with('}') || line.starts_with(')') {
            current = None;
        } else if let Some((kind, word)) = &current {
            let member = match *word {
                "public interface " => ["    fun ", "    suspend fun "].iter().find_map(|word| after(line, word)),
                "open class " => None,
                "data class " => after(line, "    val ").or_else(|| after(line, "    var ")),
                "enum class " => line
                    .strip_prefix("    ")
                    .filter(|rest| rest.ends_with([',', ';']) && rest.starts_with(|first: char| first.is_uppercase()))
                    .map(leading),
                _ => ["    data class ", "    object ", "    class "].iter().find_map(|word| after(line, word)),
            };
            if let Some(member) = member {
                add(&mut surface, kind, member);
            }
        } else if line.starts_with("    companion object {") {
            constructors = true;
        } else if line.starts_with("    ") && !constructors && !line.contains("override") {
            // Functions of the module are indented, behind what they throw or their documentation.
            let function = line.split_once("fun `").filter(|(before, _)| {
                let before = before.trim();
                before.ends_with("*/") || before.is_empty() || before == "suspend" || before.starts_with("@Throws")
            });
            if let Some(name) = function.map(|(_, rest)| leading(rest)).filter(|name| !is_internal(name)) {
                add(&mut surface, "", name);
            }
        }
    }
    without_methods_of_errors(surface)
}

pub(super) fn python(code: &str) -> Surface {
    let mut surface = Surface::new();
    let mut current: Option<String> = None;
    let mut is_enum = false;
    for line in code.lines() {
        if let Some(name) = after(line, "class ") {
            is_enum = line.contains("(enum.Enum)");
            let name = name.strip_suffix("Protocol").unwrap_or(name);
            let repeats = line.contains(&format!("({name}Protocol)")) || line.contains("Impl(");
            let helper = is_internal(name) || name == "InternalError" || name == "NoPointer";
            current = Some(name.to_owned()).filter(|_| !helper && !repeats && !line.contains("(Exception)"));
            current.iter().for_each(|name| begin(&mut surface, name));
        } else if let Some(name) = ["def ", "async def "].iter().find_map(|word| after(line, word)) {
            current = None;
            if !is_internal(name) {
                add(&mut surface, "", name);
            }
        } else if let Some(kind) = &current {
            if let Some(fields) = line.strip_prefix("    def __init__(self, *, ") {
                // What is no name before its colon is the inside of a type.
                let fields = fields.split(", ").filter_map(|part| Some(part.split_once(':')?.0));
                fields.filter(|name| leading(name) == *name).for_each(|field| add(&mut surface, kind, field));
            } else if let Some(name) = after(line, "    class ") {
                add(&mut surface, kind, name);
            } else if is_enum && line.starts_with("    ") && line.contains(" = ") {
                let name = leading(line.trim_start());
                if name.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || letter == '_') {
                    add(&mut surface, kind, name);
                }
            } else if let Some(name) = ["    def ", "    async def "].iter().find_map(|word| after(line, word)) {
                // Tagged enums can be asked for each of their cases; that is Python's alone.
                let case = name.strip_prefix("is_").map(plain);
                let asks = case.is_some_and(|case| surface[&plain(kind)].contains(&case));
                if !name.starts_with('_') && !asks {
                    add(&mut surface, kind, name);
                }
            }
        }
    }
    without_methods_of_errors(surface)
}

/// The page that lists what the library exports, as Swift has it.
pub(super) fn page(swift: &str) -> String {
    let mut kinds: BTreeMap<&str, (&str, Vec<String>)> = BTreeMap::new();
    let mut functions = Vec::new();
    let mut current: Option<&str> = None;
    for line in swift.lines() {
        let headers = [
            ("public protocol ", "object or trait"),
            ("public struct ", "record"),
            ("public enum ", "enum"),
            ("enum ", "error"),
        ];
        let header = headers.iter().find_map(|(word, what)| Some((after(line, word)?, *what)));
        if let Some((name, what)) = header {
            let bare = name.strip_suffix("Protocol").unwrap_or(name);
            let what = if bare == name && what == "object or trait" { "trait that a host implements" } else { what };
            let what = if what == "object or trait" { "object" } else { what };
            current = Some(bare).filter(|name| !is_internal(name) && *name != "Foreign");
            if let Some(name) = current {
                kinds.entry(name).or_insert((what, Vec::new()));
            }
        } else if line.starts_with('}') {
            current = None;
        } else if let Some(kind) = current {
            let member = ["    func ", "    public let ", "    case "].iter().find_map(|word| line.strip_prefix(word));
            if let (Some(member), Some((_, members))) = (member, kinds.get_mut(kind)) {
                members.push(signature(member.trim_end_matches('(')));
            }
        } else if let Some(rest) = line.strip_prefix("public func ") {
            let name = leading(rest);
            if !is_internal(name) && !["code", "isRetryable", "userMessage"].contains(&name) {
                functions.push(signature(rest));
            }
        }
    }
    functions.sort();
    let mut page = String::from(
        "# The surface of the boundary\n\nWritten by `cargo xtask bindings generate`: what the library exports, as Swift \
         has it. Kotlin has the same names (errors end in `Exception`), Python the same in snake case. The documentation \
         stands on every item of the generated code. Objects are made by `Coach.create`, `Coach.open`, `CoachHost`, \
         `LocalModels`, `Probe`, and by what gives them.\n\n## Functions\n\n",
    );
    let list = |page: &mut String, items: &[String]| {
        for item in items {
            page.push_str(&format!("- `{item}`\n"));
        }
    };
    list(&mut page, &functions);
    page.push_str("\n## Types\n");
    for (name, (what, members)) in &kinds {
        page.push_str(&format!("\n### {name}\n\n{what}\n\n"));
        list(&mut page, members);
    }
    page
}

/// A signature on one line, without its body.
fn signature(text: &str) -> String {
    let text = text.split('{').next().unwrap_or(text).replace('`', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(")throws", ") throws").replace(")async", ") async")
}

/// What differs between two languages, one line each.
pub(super) fn differences(names: [&str; 2], surfaces: [&Surface; 2]) -> Vec<String> {
    let mut found = Vec::new();
    let kinds: BTreeSet<&String> = surfaces[0].keys().chain(surfaces[1].keys()).collect();
    for kind in kinds {
        let shown = if kind.is_empty() { "the functions" } else { kind };
        match (surfaces[0].get(kind), surfaces[1].get(kind)) {
            (Some(left), Some(right)) => {
                let missing = |a: &BTreeSet<String>, b: &BTreeSet<String>, name: &str| -> Vec<String> {
                    a.difference(b).map(|member| format!("{name} has no `{member}` of {shown}")).collect()
                };
                found.extend(missing(left, right, names[1]));
                found.extend(missing(right, left, names[0]));
            }
            (Some(_), None) => found.push(format!("{} has no {shown}", names[1])),
            (None, _) => found.push(format!("{} has no {shown}", names[0])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWIFT: &str = "public protocol CoachProtocol: AnyObject, Sendable {\n    func logSet(set: SetEntry) async throws  -> Logged\n}\nopen class Coach: CoachProtocol {\nopen func logSet(set: SetEntry)async throws  -> Logged  {\n}\npublic struct Gap: Equatable {\n    public let whatIs: String\n    public init(whatIs: String) {\n}\npublic enum Sex: Equatable {\n    case female\n    case other(\n        text: String\n    )\n}\npublic func coachExists(dataDir: String)throws  -> Bool  {\n}\npublic func FfiConverterTypeX_lift() {\n}\n";
    const KOTLIN: &str = "public interface CoachInterface {\n    suspend fun `logSet`(`set`: SetEntry): Logged\n}\nopen class Coach: CoachInterface {\n    override suspend fun `logSet`(`set`: SetEntry) : Logged {\n}\ndata class Gap (\n    val `whatIs`: kotlin.String\n){\n    companion object\n}\nsealed class Sex {\n    object Female : Sex()\n    data class Other(\n        val `text`: kotlin.String) : Sex()\n}\n    @Throws(CoachException::class) fun `coachExists`(`dataDir`: kotlin.String): kotlin.Boolean {\n";
    const PYTHON: &str = "class CoachProtocol(typing.Protocol):\n    async def log_set(self, set: SetEntry) -> Logged:\n        pass\nclass Coach(CoachProtocol):\n    async def extra(self):\nclass Gap:\n    def __init__(self, *, what_is:str):\nclass Sex:\n    class FEMALE:\n    class OTHER:\n    def is_FEMALE(self) -> bool:\ndef coach_exists(data_dir: str) -> bool:\ndef _uniffi_x():\n";

    #[test]
    fn three_languages_of_one_library_are_the_same() {
        let (swift, kotlin, python) = (swift(SWIFT), kotlin(KOTLIN), python(PYTHON));
        assert_eq!(differences(["Swift", "Kotlin"], [&swift, &kotlin]), Vec::<String>::new());
        assert_eq!(differences(["Swift", "Python"], [&swift, &python]), Vec::<String>::new());
        assert_eq!(swift.len(), 4);
        assert!(swift[""].contains("coachexists") && swift["coach"].contains("logset"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let (left, right) = (swift(SWIFT), python(&PYTHON.replace("what_is", "what").replace("class OTHER", "pass")));
        let found = differences(["Swift", "Python"], [&left, &right]);
        assert_eq!(
            found,
            ["Python has no `whatis` of gap", "Swift has no `what` of gap", "Python has no `other` of sex"]
        );
    }
}
