import Foundation
import PocketCoach

/// One scenario: its steps, one after the other, on a coach of its own.
actor Scenario {
    private let steps: [JSON]
    private let folder: URL
    private let key: String
    private let given: ScenarioHost
    private var kept: [String: JSON] = [:]
    var coach: Coach?
    private var session: Session?
    private var workout: LiveWorkout?

    init(_ document: JSON) throws {
        guard let steps = document["steps"]?.list, !steps.isEmpty else { throw Unfit("it has no steps") }
        self.steps = steps
        given = try ScenarioHost(document["host"])
        key = Self.freshKey()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private static func freshKey() -> String {
        (0..<32).map { _ in String(format: "%02x", UInt8.random(in: 0...255)) }.joined()
    }

    func play() async throws {
        var failed: (any Error)?
        do {
            for (number, step) in steps.enumerated() { _ = try await self.step(filled(step), "step \(number)") }
        } catch {
            failed = error
        }
        try? await coach?.shutdown()
        coach = nil
        try? FileManager.default.removeItem(at: folder)
        if let failed { throw failed }
    }

    // MARK: One step

    func step(_ step: JSON, _ place: String) async throws -> JSON {
        let arguments = try Arguments(step, of: place)
        let name = try arguments.text("do")
        let place = "\(place), \(name)"
        let (expect, fails) = (arguments.json("expect"), arguments.maybeText("fails"))
        let (keep, retryable) = (arguments.json("keep")?.object ?? [:], arguments.json("retryable")?.bool)
        let result: JSON
        do {
            result = try await call(name, arguments)
            try arguments.checkAllWereAsked()
        } catch let error as CoachError {
            try check(error, fails, retryable, place)
            return .null
        }
        if let fails { throw Unfit("\(place): did not fail with \(fails): \(result.written)") }
        if let expect { try Expectation.check(expect, result, place) }
        for (name, path) in keep { kept[name] = try Self.part(of: result, at: path.text ?? "") }
        return result
    }

    private func check(_ error: CoachError, _ code: String?, _ retryable: Bool?, _ place: String) throws {
        let sentence = error.userMessage()
        guard error.code() == code else { throw Unfit("\(place): failed with \(error.code()): \(sentence)") }
        guard let last = sentence.last, ".?!".contains(last), !sentence.contains("CoachError"), !sentence.contains(key)
        else { throw Unfit("\(place): \(sentence)") }
        if let retryable, error.isRetryable() != retryable { throw Unfit("\(place): retryable is not \(retryable)") }
    }

    private static func part(of value: JSON, at path: String) throws -> JSON {
        try path.split(separator: ".").reduce(value) { value, step in
            if let list = value.list, let index = Int(step), list.indices.contains(index) { return list[index] }
            guard let field = value[String(step)] else { throw Unfit("there is no \(path) to keep") }
            return field
        }
    }

    // MARK: Names in a step

    private func filled(_ value: JSON) throws -> JSON {
        switch value {
        case .object(let object):
            return .object(
                try Dictionary(uniqueKeysWithValues: object.map { ($0, $0 == "keep" ? $1 : try filled($1)) }))
        case .list(let list): return .list(try list.map(filled))
        case .text(let text) where text.contains("$"): return try filled(text)
        default: return value
        }
    }

    private func filled(_ text: String) throws -> JSON {
        let name = try Regex("\\$([A-Z][A-Z_]*)([+-][0-9]+)?")
        if let whole = try name.wholeMatch(in: text), whole.output[2].substring == nil,
            let found = whole.output[1].substring, let value = kept[String(found)]
        {
            return value
        }
        var failed: Unfit?
        let made = text.replacing(name) { match in
            let found = String(match.output[1].substring ?? "")
            let added = match.output[2].substring.map(String.init)
            if found == "DIR" { return folder.path + (added ?? "") }
            if found == "TODAY" { return Self.day(Int(added ?? "0") ?? 0) }
            guard let value = kept[found] else {
                failed = Unfit("$\(found) was not kept")
                return ""
            }
            return (value.text ?? value.written) + (added ?? "")
        }
        if let failed { throw failed }
        return .text(made)
    }

    /// The UTC day with days added.
    static func day(_ days: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date().addingTimeInterval(Double(days) * 86_400))
    }

    // MARK: What is not one call

    private func config(key other: String? = nil) -> CoachConfig {
        CoachConfig(
            dataDir: folder.path + "/home", key: given.hasKeychain ? .keychain : .given(hex: other ?? key))
    }

    private func open() throws -> Coach {
        guard let coach else { throw Unfit("no coach was made or opened") }
        return coach
    }

    private func conversation() async throws -> Session {
        if let session { return session }
        let made = try await open().newSession()
        session = made
        return made
    }

    private func call(_ name: String, _ given: Arguments) async throws -> JSON {
        switch name {
        case "create":
            coach = try await Coach.create(
                config: config(), profile: given.record("profile", Profile.init), host: self.given.host)
            return .null
        case "open":
            let other = given.bool("other_key") ? Self.freshKey() : nil
            coach = try await Coach.open(config: config(key: other), host: self.given.host)
            return .null
        case "erase": return JSON(showing: try await erase(config: config(), host: self.given.host))
        case "diagnose": return JSON(showing: try await diagnose(config: config(), host: self.given.host))
        case "shutdown":
            try await open().shutdown()
            return .null
        case "write_export":
            try Self.writeExport(
                to: given.text("path"), days: Int(given.double("days")), steps: Int(given.double("steps_a_day")))
            return .null
        case "import":
            let task = try open().importFiles(paths: given.texts("paths"))
            for try await _ in task.progress {}
            return JSON(showing: try await task.report())
        case "import_cancelled":
            let task = try open().importFiles(paths: given.texts("paths"))
            try task.cancel()
            do {
                _ = try await task.finish()
                return .object(["ended": .text("finished")])
            } catch CoachError.Cancelled {
                return .object(["ended": .text("cancelled")])
            }
        case "ask":
            let turn = try await conversation().send(text: given.text("text"), coach: given.maybeText("coach"))
            var events: [CoachEvent] = []
            for try await event in turn.events { events.append(event) }
            return Self.told(try await turn.result(), events)
        case "ask_listening":
            let listener = Listener()
            let turn = try await conversation().sendTo(
                text: given.text("text"), listener: listener, coach: given.maybeText("coach"))
            let result = try await turn.result()
            return Self.told(result, try await listener.over())
        case "ask_cancelled":
            let turn = try await conversation().send(text: given.text("text"))
            var events: [CoachEvent] = []
            reading: while self.given.hasModel, let event = try await turn.nextEvent() {
                events.append(event)
                switch event {
                case .text, .started: break reading
                default: break
                }
            }
            try turn.cancel()
            return Self.told(try await turn.finish(), events)
        case "new_session":
            session = nil
            return .null
        case "history":
            return JSON(showing: try await conversation().history())
        case "live":
            return try await live(given.list("inputs").map(Self.input), session: given.maybeText("session"))
        case "live_ramp":
            let (start, seconds) = (try given.int64("from_ms"), Int(try given.double("seconds")))
            let (from, to) = (try given.double("from_bpm"), try given.double("to_bpm"))
            return try await live(
                (0..<seconds).map { second in
                    let bpm = from + (to - from) * Double(second) / Double(max(seconds - 1, 1))
                    return .sample(
                        tMs: start + Int64(second) * 1000, heartRateBpm: bpm.rounded(.toNearestOrEven))
                })
        case "read_health":
            return JSON(showing: try await open().readHealth(stream: given.text("stream")).report())
        case "notices_heard":
            return JSON(showing: try await self.given.notifier.heard())
        case "threads":
            let (count, each) = (Int(try given.double("count")), given.json("each") ?? .null)
            let tasks = (0..<count).map { place in Task { try await step(each, "task \(place)") } }
            var results: [JSON] = []
            for task in tasks { results.append(try await task.value) }
            return .list(results)
        case "shutdown_during":
            let turn = try await open().newSession().send(text: given.text("text"))
            try await open().shutdown()
            do { _ = try await turn.finish() } catch let error as CoachError {
                return .object(["ended": .text(error.code())])
            }
            return .object(["ended": .text("answered")])
        case "echo": return .text(try Probe().echoText(text: given.text("text")))
        case "panic":
            try await Probe().panic()
            return .null
        default:
            return try await open().call(name, given)
        }
    }

    private static func told(_ result: TurnResult, _ events: [CoachEvent]) -> JSON {
        let kinds = events.map(JSON.kind)
        let apart = kinds.enumerated().filter { $0 == 0 || kinds[$0 - 1] != $1 }.map { JSON.text($1) }
        let text = events.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
        return .object([
            "result": JSON(showing: result), "text": .text(text), "events": .list(apart),
            "crossings": .number(Double(events.count)),
        ])
    }

    private func live(_ inputs: [LiveInput], session: String? = nil) async throws -> JSON {
        let workout: LiveWorkout
        if let going = self.workout { workout = going } else { workout = try await open().startLive(session: session) }
        self.workout = workout
        var events: [JSON] = []
        for input in inputs {
            for event in try await workout.push(input: input) {
                var fields = JSON(showing: event).object ?? [:]
                fields["event"] = .text(JSON.kind(of: event))
                events.append(.object(fields))
            }
        }
        return .object(["events": .list(events), "stopped": .bool(try await workout.isStopped())])
    }

    private static func input(_ given: JSON) throws -> LiveInput {
        guard let (kind, value) = given.object?.first else { throw Unfit("\(given.written) is no input") }
        func number(_ json: JSON?) throws -> Int64 {
            guard let number = json?.number else { throw Unfit("\(given.written) has no time") }
            return Int64(number)
        }
        switch kind {
        case "sample": return .sample(tMs: try number(value.list?.first), heartRateBpm: value.list?.last?.number)
        case "tick": return .tick(tMs: try number(value))
        case "said": return .said(text: value.text ?? "")
        case "confirm":
            return .confirm(tMs: try number(value.list?.first), effort: value.list?.last?.number.map { Int32($0) })
        case "finish": return .finish(tMs: try number(value))
        default: throw Unfit("\(kind) is no input")
        }
    }

    private static func writeExport(to path: String, days: Int, steps: Int) throws {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"en_DE\">\n"
        text += " <ExportDate value=\"2026-11-26 12:00:00 +0000\"/>\n"
        for number in 0..<days {
            let day = day(number - days)
            text += " <Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"Alex’s iPhone\" unit=\"count\""
            text += " creationDate=\"\(day) 10:30:00 +0000\" startDate=\"\(day) 10:00:00 +0000\""
            text += " endDate=\"\(day) 10:30:00 +0000\" value=\"\(steps + number)\"/>\n"
        }
        try (text + "</HealthData>\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
