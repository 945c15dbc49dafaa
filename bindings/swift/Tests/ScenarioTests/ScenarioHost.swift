import Foundation
import PocketCoach

/// What a scenario's host brings.
final class ScenarioHost: Sendable {
    let host: CoachHost?
    let hasKeychain: Bool
    let hasModel: Bool
    let notifier = Notifier()

    init(_ given: JSON?) throws {
        guard let given else {
            (host, hasKeychain, hasModel) = (nil, false, false)
            return
        }
        let parts = try Arguments(given, of: "host")
        hasKeychain = parts.bool("keychain")
        hasModel = parts.json("model") != nil
        host = try CoachHost(
            keychain: hasKeychain ? Keychain() : nil,
            clock: parts.maybeInt64("clock_ms").map(Clock.init),
            notifier: parts.bool("notifier") ? notifier : nil,
            health: parts.json("health")?.list.map(Health.init),
            model: parts.json("model")?.list.map(Model.init))
        try parts.checkAllWereAsked()
    }
}

/// A value that may be read and changed from any thread.
final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func with<Result>(_ use: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try use(&value) }
    }
    var now: Value { with { $0 } }
}

final class Keychain: HostKeychain {
    private let secrets = Guarded<[String: Data]>([:])

    func read(name: String) throws -> Data? { secrets.now[name] }
    func write(name: String, secret: Data) throws { secrets.with { $0[name] = secret } }
    func delete(name: String) throws { secrets.with { $0[name] = nil } }
}

final class Clock: HostClock {
    private let still: Int64

    init(_ still: Int64) { self.still = still }

    func nowMs() throws -> Int64 { still }
}

final class Notifier: HostNotifier {
    private let last = Guarded<[Notice]?>(nil)

    func schedule(notices: [Notice]) throws { last.with { $0 = notices } }

    /// The last notices, once there was one.
    func heard() async throws -> [Notice] {
        for _ in 0..<1000 {
            if let notices = last.now, !notices.isEmpty { return notices }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Unfit("no notice was heard")
    }
}

final class Health: HostHealthReader {
    private let pages: [JSON]

    init(_ pages: [JSON]) { self.pages = pages }

    func read(stream: String, afterAnchor: Data?) throws -> HealthPage {
        let after = afterAnchor.map { JSON.text(String(decoding: $0, as: UTF8.self)) } ?? .null
        guard let found = pages.first(where: { $0["stream"] == .text(stream) && ($0["after"] ?? .null) == after })
        else {
            throw HostError.Failed(reason: "there is no page for this")
        }
        return try Arguments(found, of: "page").record("page", HealthPage.init)
    }
}

struct Canary: Error, CustomStringConvertible { let description = "canary of a model" }

final class Model: HostModel {
    private let answers: Guarded<[JSON]>

    init(_ answers: [JSON]) { self.answers = Guarded(answers) }

    func name() throws -> String { "scenario" }

    func answer(question: ModelQuestion, reply: ModelReply) throws -> [ModelToolCall] {
        let next = answers.with { $0.isEmpty ? JSON.object(["throws": .bool(true)]) : $0.removeFirst() }
        let answer = try Arguments(next, of: "answer")
        if answer.bool("throws") { throw Canary() }
        if answer.bool("hangs") {
            while try !reply.isCancelled() { Thread.sleep(forTimeInterval: 0.005) }
            return []
        }
        for _ in 0..<Int(answer.maybeDouble("pieces") ?? 0) where try !reply.push(piece: try answer.text("piece")) {
            return []
        }
        for word in Self.words(of: answer.maybeText("text") ?? "") { _ = try reply.push(piece: word) }
        return try answer.records("calls") {
            ModelToolCall(name: try $0.text("name"), argumentsJson: ($0.json("arguments") ?? .object([:])).written)
        }
    }

    /// Each word with the space behind it.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        for letter in text {
            if let last = words.last?.last, !last.isWhitespace || letter.isWhitespace {
                words[words.count - 1].append(letter)
            } else {
                words.append(String(letter))
            }
        }
        return words
    }
}

final class Listener: EventListener {
    private let heard = Guarded<[CoachEvent]>([])

    func onEvent(event: CoachEvent) throws { heard.with { $0.append(event) } }

    /// All events, once the turn is over.
    func over() async throws -> [CoachEvent] {
        for _ in 0..<6000 {
            switch heard.now.last {
            case .finished, .failed: return heard.now
            default: try await Task.sleep(for: .milliseconds(10))
            }
        }
        throw Unfit("the listener did not hear of the end")
    }
}
