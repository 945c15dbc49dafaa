import Foundation
import HealthKitMapping
import PocketCoach
import XCTest

/// What HealthKit has, as the coach takes it, and that the coach understands it.
final class MappingTests: XCTestCase {
    private let start = Date(timeIntervalSince1970: 1_790_000_000.25)
    private let id = UUID()

    private func stream(_ name: String) throws -> HealthStream {
        try XCTUnwrap(HealthStream.all(for: healthKinds(platform: .healthKit)).first { $0.name == name })
    }

    private func record(_ content: PlatformRecord.Content, _ metadata: [String: String] = [:]) -> PlatformRecord {
        PlatformRecord(
            id: id, start: start, end: start.addingTimeInterval(60), source: "Ana’s Apple Watch", metadata: metadata,
            content: content)
    }

    func testEveryTypeOfTheCoachIsReadOnceAndABloodPressureAsAPair() throws {
        let kinds = try healthKinds(platform: .healthKit)
        let streams = HealthStream.all(for: kinds)
        XCTAssertEqual(Set(streams.map(\.name)).count, streams.count)
        let pressure = streams.filter { $0.form == .bloodPressure }
        XCTAssertEqual(pressure.count, 1)
        XCTAssertEqual(pressure.first?.permissions.count, 2)
        XCTAssertEqual(streams.last, .workouts)
        let covered = Set(streams.flatMap(\.permissions))
        for kind in kinds { XCTAssertTrue(covered.contains(kind.kind), kind.kind) }
        XCTAssertGreaterThan(streams.count, 30)
    }

    func testAShareGoesOverAsHealthKitHasIt() throws {
        let stream = try stream("HKQuantityTypeIdentifierOxygenSaturation")
        let made = HealthRecord(record(.quantity(0.97)), of: stream)
        XCTAssertEqual(made.samples.map(\.value), [0.97])
        XCTAssertEqual(made.samples.first?.unit, "%")
        XCTAssertEqual(made.samples.first?.startMs, 1_790_000_000_250)
        XCTAssertEqual(made.samples.first?.endMs, 1_790_000_060_250)
        XCTAssertEqual(made.id, id.uuidString)
        XCTAssertEqual(made.source, "Ana’s Apple Watch")
    }

    func testASeriesIsOneRecordWithEveryValue() throws {
        let points = (0..<3).map {
            PlatformRecord.Point(start: start + Double($0), end: start + Double($0), value: 60 + Double($0))
        }
        let made = HealthRecord(record(.series(points)), of: try stream("HKQuantityTypeIdentifierHeartRate"))
        XCTAssertEqual(made.samples.map(\.value), [60, 61, 62])
        XCTAssertEqual(Set(made.samples.map(\.startMs)).count, 3)
    }

    func testABloodPressureStaysAPair() throws {
        let stream = try stream("HKCorrelationTypeIdentifierBloodPressure")
        let made = HealthRecord(record(.bloodPressure(systolic: 121, diastolic: 79)), of: stream)
        XCTAssertEqual(made.samples.map(\.value), [121, 79])
        XCTAssertEqual(made.samples.map(\.unit), ["mmHg", "mmHg"])
    }

    func testZoneAndEnteredByHandAreSaidAndOtherAppsMetadataIsNot() throws {
        let metadata = [
            "HKTimeZone": "Europe/Lisbon", "HKWasUserEntered": "1", "HKIndoorWorkout": "1", "com.other.secret": "x",
        ]
        let made = HealthRecord(record(.quantity(80), metadata), of: try stream("HKQuantityTypeIdentifierBodyMass"))
        XCTAssertEqual(made.timeZone, "Europe/Lisbon")
        XCTAssertTrue(made.userEntered)
        XCTAssertEqual(Set(made.metadata.keys), ["HKWasUserEntered", "HKIndoorWorkout"])
    }

    func testADeviceIsSaidInTheWordsOfTheExport() throws {
        let device = PlatformDevice(name: "Apple Watch", manufacturer: "Apple Inc.", hardware: "Watch6,12")
        let worn = PlatformRecord(
            id: id, start: start, end: start, source: "W", device: device, content: .quantity(1))
        let nameless = PlatformRecord(
            id: id, start: start, end: start, source: "W", device: PlatformDevice(), content: .quantity(1))
        let stream = try stream("HKQuantityTypeIdentifierHeartRate")
        XCTAssertEqual(
            HealthRecord(worn, of: stream).device, "name:Apple Watch, manufacturer:Apple Inc., hardware:Watch6,12")
        XCTAssertNil(HealthRecord(nameless, of: stream).device)
    }

    func testDatesThatNoClockShowsEndNothing() throws {
        let beyond = [Double.nan, .infinity, -.infinity].map { Date(timeIntervalSince1970: $0) }
        for date in [Date.distantPast, .distantFuture] + beyond {
            let record = PlatformRecord(id: id, start: date, end: date, source: "W", content: .quantity(1))
            XCTAssertEqual(
                HealthRecord(record, of: try stream("HKQuantityTypeIdentifierStepCount")).samples.count, 1)
        }
    }

    func testAWorkoutKeepsWhatWasMeasuredAndNothingElse() throws {
        let workout = PlatformWorkout(activity: 37, activeSeconds: 1800, metres: 5000, meanHeartRate: 150)
        let made = try XCTUnwrap(HealthRecord(record(.workout(workout)), of: .workouts).workout)
        XCTAssertEqual(made.kind, "HKWorkoutActivityTypeRunning")
        XCTAssertEqual(made.activeS, 1800)
        XCTAssertEqual(made.distanceM, 5000)
        XCTAssertNil(made.energyActiveKcal)
        let unknown = PlatformWorkout(activity: 4711, activeSeconds: 1)
        XCTAssertEqual(
            HealthRecord(record(.workout(unknown)), of: .workouts).workout?.kind, "HKWorkoutActivityType4711")
    }

    /// Every type, in its own unit, is taken by the real coach; nothing is skipped as unknown.
    func testTheCoachTakesEveryTypeInItsUnit() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapping-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = String(repeating: "5a", count: 32)
        let config = CoachConfig(dataDir: folder.path, key: .given(hex: key))
        let metrics = Dictionary(uniqueKeysWithValues: try metrics().map { ($0.id, $0) })
        try await Coach.creating(config, profile: Profile(timeZone: "UTC")) { coach in
            for kind in try healthKinds(platform: .healthKit) {
                let stream = try XCTUnwrap(
                    HealthStream.all(for: [kind]).first, "no stream for \(kind.kind)")
                let metric = try XCTUnwrap(metrics[kind.metric])
                let at = Date(timeIntervalSince1970: 1_780_000_000)
                let middle = (metric.low + metric.high) / 2
                // A fraction where HealthKit has one; a state that exists; else a value that the metric may have.
                let value = kind.unit == "%" ? 0.5 : kind.unit == "m" && metric.unit == "cm" ? middle / 100 : middle
                let content: PlatformRecord.Content =
                    switch stream.form {
                    case .category: .category(1)
                    case .bloodPressure: .bloodPressure(systolic: 120, diastolic: 80)
                    default: .quantity(value)
                    }
                let record = PlatformRecord(
                    id: UUID(), start: at, end: at + 60, source: "Watch", content: content)
                let report = try await coach.ingest(
                    batch: HealthBatch(platform: .healthKit, records: [HealthRecord(record, of: stream)]))
                XCTAssertEqual(
                    report.skipped.map(\.reason).filter { $0 != "implausible_value" }, [],
                    "\(kind.kind) in \(kind.unit)")
                XCTAssertGreaterThan(report.newRecords + Int64(report.skipped.count), 0, kind.kind)
            }
        }
    }
}
