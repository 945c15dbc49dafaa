import Foundation
import PocketCoach

/// The arguments of a step or the fields of a record. One that nothing asked for is a mistake of the scenario or of the
/// runner, and fails.
final class Arguments: Sendable {
    private let given: [String: JSON]
    private let asked = Guarded<Set<String>>([])
    private let what: String

    init(_ given: JSON?, of what: String) throws {
        guard let object = given?.object else { throw Unfit("\(what): \(given?.written ?? "nothing") is no object") }
        self.given = object
        self.what = what
    }

    func checkAllWereAsked() throws {
        let left = Set(given.keys).subtracting(asked.now)
        if !left.isEmpty { throw Unfit("\(what) takes no \(left.sorted())") }
    }

    func json(_ name: String) -> JSON? {
        asked.with { _ = $0.insert(name) }
        let value = given[name]
        return value?.isNull == true ? nil : value
    }

    private func needed<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw Unfit("\(what) needs \(name)") }
        return value
    }

    func text(_ name: String) throws -> String { try needed(name, json(name)?.text) }
    func maybeText(_ name: String) -> String? { json(name)?.text }
    func double(_ name: String) throws -> Double { try needed(name, json(name)?.number) }
    func maybeDouble(_ name: String) -> Double? { json(name)?.number }
    func int64(_ name: String) throws -> Int64 { Int64(try double(name)) }
    func maybeInt64(_ name: String) -> Int64? { maybeDouble(name).map { Int64($0) } }
    func int32(_ name: String) throws -> Int32 { Int32(try double(name)) }
    func maybeInt32(_ name: String) -> Int32? { maybeDouble(name).map { Int32($0) } }
    func bool(_ name: String, or standard: Bool = false) -> Bool { json(name)?.bool ?? standard }
    func texts(_ name: String) -> [String] { (json(name)?.list ?? []).compactMap(\.text) }
    func maybeTexts(_ name: String) -> [String]? { json(name)?.list?.compactMap(\.text) }
    func list(_ name: String) -> [JSON] { json(name)?.list ?? [] }
    func maybeData(_ name: String) -> Data? { maybeText(name).map { Data($0.utf8) } }

    /// A record, which takes all its fields.
    func record<Value>(_ name: String, _ make: (Arguments) throws -> Value) throws -> Value {
        try needed(name, try maybeRecord(name, make))
    }

    func maybeRecord<Value>(_ name: String, _ make: (Arguments) throws -> Value) throws -> Value? {
        try json(name).map { try made($0, name, make) }
    }

    func records<Value>(_ name: String, _ make: (Arguments) throws -> Value) throws -> [Value] {
        try list(name).map { try made($0, name, make) }
    }

    private func made<Value>(_ json: JSON, _ name: String, _ make: (Arguments) throws -> Value) throws -> Value {
        let fields = try Arguments(json, of: name)
        let value = try make(fields)
        try fields.checkAllWereAsked()
        return value
    }

    /// An enum without fields, by its name in snake case.
    func word<Value>(_ name: String, of all: [Value]) throws -> Value { try needed(name, try maybeWord(name, of: all)) }

    func maybeWord<Value>(_ name: String, of all: [Value]) throws -> Value? {
        guard let text = maybeText(name) else { return nil }
        guard let found = all.first(where: { JSON.snake("\($0)") == text }) else {
            throw Unfit("\(what): \(text) is no \(Value.self)")
        }
        return found
    }
}

extension Profile {
    init(_ given: Arguments) throws {
        self.init(
            name: given.maybeText("name"), birthDate: given.maybeText("birth_date"),
            sex: try given.maybeWord("sex", of: [.female, .male, .other]), heightCm: given.maybeDouble("height_cm"),
            weightKg: given.maybeDouble("weight_kg"),
            level: try given.maybeWord("level", of: [.beginner, .intermediate, .advanced]),
            goal: given.maybeText("goal"), maxHrBpm: given.maybeDouble("max_hr_bpm"),
            restingHrBpm: given.maybeDouble("resting_hr_bpm"), conditions: given.texts("conditions"),
            units: try given.maybeWord("units", of: [.metric, .imperial]), timeZone: given.maybeText("time_zone"),
            country: given.maybeText("country"))
    }
}

extension SetEntry {
    init(_ given: Arguments) throws {
        self.init(
            exercise: try given.text("exercise"), weightKg: try given.double("weight_kg"),
            reps: try given.int32("reps"), rpe: given.maybeDouble("rpe"), warmup: given.bool("warmup"))
    }
}

extension WorkoutEntry {
    init(_ given: Arguments) throws {
        self.init(
            kind: try given.text("kind"), durationS: try given.double("duration_s"), start: given.maybeText("start"),
            distanceM: given.maybeDouble("distance_m"), rpe: given.maybeDouble("rpe"), note: given.maybeText("note"),
            sets: try given.records("sets", SetEntry.init))
    }
}

extension PlanRequest {
    init(_ given: Arguments) throws {
        self.init(
            goal: given.maybeText("goal"), weeks: given.maybeInt32("weeks"), days: given.maybeInt32("days"),
            weekdays: given.maybeTexts("weekdays"), minutes: given.maybeInt32("minutes"),
            equipment: given.maybeTexts("equipment"), start: given.maybeText("start"),
            startTime: given.maybeText("start_time"))
    }
}

extension ScreeningAnswers {
    init(_ given: Arguments) throws {
        let diseases = try given.texts("diseases").map { name -> Disease in
            switch name {
            case "cardiovascular": .cardiovascular
            case "metabolic": .metabolic
            case "renal": .renal
            default: throw Unfit("\(name) is no disease")
            }
        }
        self.init(
            active: given.bool("active"),
            intensity: try given.word("intensity", of: [.light, .moderate, .vigorous]), diseases: diseases,
            signs: given.texts("signs"), cleared: given.bool("cleared"))
    }
}

extension DeviceState {
    init(_ given: Arguments) throws {
        self.init(
            thermal: try given.word("thermal", of: [.nominal, .fair, .serious, .critical]),
            battery: given.maybeDouble("battery"), charging: given.bool("charging"),
            background: given.bool("background"), memoryWarning: given.bool("memory_warning"))
    }
}

extension ProductLookups {
    init(_ given: Arguments) throws {
        self.init(allowed: given.bool("allowed"), server: given.maybeText("server"))
    }
}

extension Feedback {
    init(_ given: Arguments) throws {
        self.init(helpful: given.bool("helpful"), note: given.maybeText("note"))
    }
}

extension HealthBatch {
    init(_ given: Arguments) throws {
        self.init(
            platform: try given.word("platform", of: [.healthKit, .healthConnect]),
            records: try given.records("records", HealthRecord.init), deleted: given.texts("deleted"),
            complete: try given.maybeRecord("complete") {
                HealthWindow(kinds: $0.texts("kinds"), fromMs: try $0.int64("from_ms"), toMs: try $0.int64("to_ms"))
            })
    }
}

extension HealthRecord {
    init(_ given: Arguments) throws {
        let samples = try given.records("samples") {
            HealthSample(
                kind: try $0.text("kind"), startMs: try $0.int64("start_ms"), endMs: try $0.int64("end_ms"),
                value: try $0.double("value"), unit: $0.maybeText("unit") ?? "")
        }
        self.init(
            id: try given.text("id"), source: try given.text("source"), samples: samples,
            workout: try given.maybeRecord("workout", HealthWorkout.init), device: given.maybeText("device"),
            timeZone: given.maybeText("time_zone"), offsetMin: given.maybeInt32("offset_min"),
            modifiedMs: given.maybeInt64("modified_ms"), userEntered: given.bool("user_entered"),
            metadata: (given.json("metadata")?.object ?? [:]).compactMapValues(\.text))
    }
}

extension HealthWorkout {
    init(_ given: Arguments) throws {
        let route = try given.records("route") {
            HealthPoint(
                atMs: try $0.int64("at_ms"), latitude: try $0.double("latitude"), longitude: try $0.double("longitude"),
                elevationM: $0.maybeDouble("elevation_m"))
        }
        self.init(
            kind: try given.text("kind"), startMs: try given.int64("start_ms"), endMs: try given.int64("end_ms"),
            activeS: given.maybeDouble("active_s"), distanceM: given.maybeDouble("distance_m"),
            energyActiveKcal: given.maybeDouble("energy_active_kcal"),
            energyBasalKcal: given.maybeDouble("energy_basal_kcal"),
            heartRateMeanBpm: given.maybeDouble("heart_rate_mean_bpm"),
            heartRateMinBpm: given.maybeDouble("heart_rate_min_bpm"),
            heartRateMaxBpm: given.maybeDouble("heart_rate_max_bpm"), rpe: given.maybeDouble("rpe"),
            note: given.maybeText("note"), route: route)
    }
}

extension HealthAnchor {
    init(_ given: Arguments) throws {
        self.init(
            stream: try given.text("stream"), after: given.maybeData("after"), next: Data(try given.text("next").utf8))
    }
}

extension HealthPage {
    init(_ given: Arguments) throws {
        self.init(
            batch: try given.record("batch", HealthBatch.init), nextAnchor: Data(try given.text("next_anchor").utf8),
            more: given.bool("more"))
    }
}
