import Foundation
import PocketCoach

/// An object of HealthKit's in plain values, so that what is made of it can be tested where there is no HealthKit.
public struct PlatformRecord: Equatable, Sendable {
    /// What an object holds.
    public enum Content: Equatable, Sendable {
        /// One value over its whole time.
        case quantity(Double)
        /// A series: HealthKit keeps many heart rates as one object.
        case series([Point])
        /// HealthKit's own number of a state, such as a stage of sleep.
        case category(Int)
        case bloodPressure(systolic: Double, diastolic: Double)
        case workout(PlatformWorkout)
    }

    /// A value of a series.
    public struct Point: Equatable, Sendable {
        public let start: Date
        public let end: Date
        public let value: Double

        public init(start: Date, end: Date, value: Double) {
            self.start = start
            self.end = end
            self.value = value
        }
    }

    public let id: UUID
    public let start: Date
    public let end: Date
    /// Name of the app or device that wrote it, as people know it.
    public let source: String
    public let device: PlatformDevice?
    /// HealthKit's metadata that is text, a number or a truth, as text.
    public let metadata: [String: String]
    public let content: Content

    public init(
        id: UUID, start: Date, end: Date, source: String, device: PlatformDevice? = nil,
        metadata: [String: String] = [:], content: Content
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.source = source
        self.device = device
        self.metadata = metadata
        self.content = content
    }
}

/// A device as HealthKit describes it.
public struct PlatformDevice: Equatable, Sendable {
    public let name: String?
    public let manufacturer: String?
    public let model: String?
    public let hardware: String?
    public let software: String?

    public init(
        name: String? = nil, manufacturer: String? = nil, model: String? = nil, hardware: String? = nil,
        software: String? = nil
    ) {
        self.name = name
        self.manufacturer = manufacturer
        self.model = model
        self.hardware = hardware
        self.software = software
    }

    /// In the words of Apple's export, so that a device is the same however its records came; nothing when nothing is
    /// known.
    var described: String? {
        let parts = [
            ("name", name), ("manufacturer", manufacturer), ("model", model), ("hardware", hardware),
            ("software", software),
        ]
        let known = parts.compactMap { key, value in value.map { "\(key):\($0)" } }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }
}

/// A workout in plain values, in metres, kilocalories and beats per minute.
public struct PlatformWorkout: Equatable, Sendable {
    /// HealthKit's number of the activity.
    public let activity: UInt
    /// Seconds without pauses.
    public let activeSeconds: Double
    public let metres: Double?
    public let activeKilocalories: Double?
    public let basalKilocalories: Double?
    public let meanHeartRate: Double?
    public let lowestHeartRate: Double?
    public let highestHeartRate: Double?
    public let route: [HealthPoint]

    public init(
        activity: UInt, activeSeconds: Double, metres: Double? = nil, activeKilocalories: Double? = nil,
        basalKilocalories: Double? = nil, meanHeartRate: Double? = nil, lowestHeartRate: Double? = nil,
        highestHeartRate: Double? = nil, route: [HealthPoint] = []
    ) {
        self.activity = activity
        self.activeSeconds = activeSeconds
        self.metres = metres
        self.activeKilocalories = activeKilocalories
        self.basalKilocalories = basalKilocalories
        self.meanHeartRate = meanHeartRate
        self.lowestHeartRate = lowestHeartRate
        self.highestHeartRate = highestHeartRate
        self.route = route
    }
}

extension HealthRecord {
    /// What HealthKit has, in its own words, as the coach takes it. What it means is decided there.
    public init(_ record: PlatformRecord, of stream: HealthStream) {
        func sample(_ kind: String, _ start: Date, _ end: Date, _ value: Double) -> HealthSample {
            HealthSample(
                kind: kind, startMs: start.milliseconds, endMs: end.milliseconds, value: value, unit: stream.unit)
        }
        var samples: [HealthSample] = []
        var workout: HealthWorkout?
        switch record.content {
        case .quantity(let value):
            samples = [sample(stream.name, record.start, record.end, value)]
        case .series(let points):
            samples = points.map { sample(stream.name, $0.start, $0.end, $0.value) }
        case .category(let state):
            samples = [sample(stream.name, record.start, record.end, Double(state))]
        case .bloodPressure(let systolic, let diastolic):
            samples = [
                sample(HealthStream.systolic, record.start, record.end, systolic),
                sample(HealthStream.diastolic, record.start, record.end, diastolic),
            ]
        case .workout(let done):
            workout = HealthWorkout(done, from: record.start, to: record.end)
        }
        let zone = record.metadata["HKTimeZone"]
        self.init(
            id: record.id.uuidString,
            source: record.source,
            samples: samples,
            workout: workout,
            device: record.device?.described,
            timeZone: zone,
            userEntered: record.metadata["HKWasUserEntered"] == "1",
            metadata: record.metadata.filter { $0.key.hasPrefix("HK") && $0.key != "HKTimeZone" }
        )
    }
}

extension HealthWorkout {
    init(_ workout: PlatformWorkout, from start: Date, to end: Date) {
        self.init(
            kind: WorkoutActivity.name(of: workout.activity),
            startMs: start.milliseconds,
            endMs: end.milliseconds,
            activeS: workout.activeSeconds,
            distanceM: workout.metres,
            energyActiveKcal: workout.activeKilocalories,
            energyBasalKcal: workout.basalKilocalories,
            heartRateMeanBpm: workout.meanHeartRate,
            heartRateMinBpm: workout.lowestHeartRate,
            heartRateMaxBpm: workout.highestHeartRate,
            route: workout.route
        )
    }
}

extension Date {
    /// Milliseconds since 1970 UTC, to the nearest; dates that no clock shows are held at the ends.
    public var milliseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1000).rounded()
        // A date of HealthKit's may be `distantPast` or worse, and a conversion out of range ends the program.
        return Int64(exactly: max(min(exact, 9e15), -9e15)) ?? 0
    }
}
