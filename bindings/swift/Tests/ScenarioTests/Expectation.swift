import Foundation

/// A result that is not what was expected.
struct Unfit: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Compares a result with what a scenario expects of it; the rules stand in the README of the scenarios.
enum Expectation {
    static func check(_ expected: JSON, _ value: JSON, _ place: String) throws {
        guard case .object(let words) = expected else { return try same(expected, value, place) }
        if words.count == 1, let exact = words["is"] { return try same(exact, value, place) }
        for (word, wanted) in words { try check(word, wanted, value, place) }
    }

    static func fits(_ expected: JSON, _ value: JSON) -> Bool { (try? check(expected, value, "")) != nil }

    private static func check(_ word: String, _ wanted: JSON, _ value: JSON, _ place: String) throws {
        func demand(_ holds: Bool) throws {
            if !holds { throw Unfit("\(place): \(word) \(wanted.written) does not hold for \(value.written)") }
        }
        switch (word, value) {
        case ("contains", .text(let text)):
            try demand(text.contains(try self.word(of: wanted, place)))
        case ("contains", .list(let list)):
            try demand(list.contains { fits(wanted, $0) })
        case ("lacks", .text(let text)):
            try demand(!text.contains(try self.word(of: wanted, place)))
        case ("lacks", .list(let list)):
            try demand(!list.contains { fits(wanted, $0) })
        case ("at_least", .number(let number)):
            try demand(number >= wanted.number ?? .infinity)
        case ("at_most", .number(let number)):
            try demand(number <= wanted.number ?? -.infinity)
        case ("any", _):
            try demand((wanted.list ?? []).contains { fits($0, value) })
        case ("empty", .text(let text)):
            try demand(text.isEmpty == wanted.bool)
        case ("empty", .list(let list)):
            try demand(list.isEmpty == wanted.bool)
        case ("null", _):
            try demand(value.isNull == wanted.bool)
        case ("json", .text(let text)):
            try check(wanted, JSON(parsing: text), "\(place) as JSON")
        case ("length", .text(let text)):
            try check(wanted, .number(Double(text.unicodeScalars.count)), "\(place).length")
        case ("length", .list(let list)):
            try check(wanted, .number(Double(list.count)), "\(place).length")
        case (_, .list(let list)):
            guard let given = Int(word) else { throw Unfit("\(place): \(word) does not apply to a list") }
            let index = given < 0 ? list.count + given : given
            guard list.indices.contains(index) else { throw Unfit("\(place): no element \(word) of \(list.count)") }
            try check(wanted, list[index], "\(place).\(word)")
        case (_, .object(let object)):
            guard let field = object[word] else {
                throw Unfit("\(place): there is no \(word) in \(object.keys.sorted())")
            }
            try check(wanted, field, "\(place).\(word)")
        default:
            throw Unfit("\(place): \(word) does not apply to \(value.written)")
        }
    }

    private static func word(of wanted: JSON, _ place: String) throws -> String {
        guard let text = wanted.text else { throw Unfit("\(place): \(wanted.written) is no text") }
        return text
    }

    private static func same(_ expected: JSON, _ value: JSON, _ place: String) throws {
        if !equal(expected, value) {
            throw Unfit("\(place): \(value.written) instead of \(expected.written)")
        }
    }

    private static func equal(_ one: JSON, _ other: JSON) -> Bool {
        switch (one, other) {
        case (.number(let a), .number(let b)): abs(a - b) <= 1e-9
        case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy(equal)
        case (.object(let a), .object(let b)):
            a.count == b.count && a.allSatisfy { key, value in b[key].map { equal(value, $0) } ?? false }
        default: one == other
        }
    }
}
