import Foundation
import PocketCoach

/// A JSON document, or a result of the boundary as one.
enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(parsing text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var list: [JSON]? { if case .list(let list) = self { list } else { nil } }
    var object: [String: JSON]? { if case .object(let object) = self { object } else { nil } }
    var isNull: Bool { self == .null }

    subscript(name: String) -> JSON? { object?[name] }
}

extension JSON: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let bool): try container.encode(bool)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }

    /// The document as text.
    var written: String {
        let data = (try? JSONEncoder().encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

extension JSON {
    /// A result of the boundary: records by their fields in snake case, enums without fields by their name.
    init(showing value: Any) {
        switch value {
        case let value as JSON: self = value
        case let value as String: self = .text(value)
        case let value as Bool: self = .bool(value)
        case let value as Int32: self = .number(Double(value))
        case let value as Int64: self = .number(Double(value))
        case let value as Int: self = .number(Double(value))
        case let value as Double: self = .number(value)
        case let value as Data: self = .text(String(decoding: value, as: UTF8.self))
        default: self = JSON.reflected(value)
        }
    }

    private static func reflected(_ value: Any) -> JSON {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.map { JSON(showing: $0.value) } ?? .null
        case .collection, .set:
            return .list(mirror.children.map { JSON(showing: $0.value) })
        case .dictionary:
            let pairs = mirror.children.map { pair -> (String, JSON) in
                let parts = Array(Mirror(reflecting: pair.value).children)
                return ("\(parts[0].value)", JSON(showing: parts[1].value))
            }
            return .object(Dictionary(uniqueKeysWithValues: pairs))
        case .enum:
            guard let payload = mirror.children.first else { return .text(snake("\(value)")) }
            return fields(of: payload.value, named: payload.label)
        case .tuple where mirror.children.isEmpty:
            return .null
        default:
            return fields(of: value, named: nil)
        }
    }

    private static func fields(of value: Any, named name: String?) -> JSON {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .tuple || mirror.displayStyle == .struct || name == nil else {
            return .object([snake(name ?? ""): JSON(showing: value)])
        }
        let pairs = mirror.children.map { (snake($0.label ?? ""), JSON(showing: $0.value)) }
        return .object(Dictionary(uniqueKeysWithValues: pairs))
    }

    /// The name of the case of an enum of the boundary, in snake case.
    static func kind(of event: Any) -> String {
        snake(Mirror(reflecting: event).children.first?.label ?? "\(event)")
    }

    /// `lowerCamel` as `snake_case`.
    static func snake(_ name: String) -> String {
        name.reduce(into: "") { made, letter in
            if letter.isUppercase {
                if !made.isEmpty { made.append("_") }
                made.append(Character(letter.lowercased()))
            } else {
                made.append(letter)
            }
        }
    }
}
