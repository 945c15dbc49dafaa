import Foundation
import HealthKitMapping
import HealthSimulation
import HealthSync
import PocketCoach
import XCTest

/// The app is killed between every two steps of reading, and in the middle of them, while the store goes on changing.
/// Nothing is lost, nothing is there twice, and no anchor is ahead of the data.
final class CrashTests: XCTestCase {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("crash-\(UUID().uuidString)")
    private let key = String(repeating: "a7", count: 32)
    private var config: CoachConfig {
        CoachConfig(dataDir: folder.appendingPathComponent("home").path, key: .given(hex: key))
    }
    private var file: URL { folder.appendingPathComponent("store.json") }

    override func setUp() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await Coach.creating(config, profile: Profile(timeZone: "UTC")) { _ in }
    }

    override func tearDown() async throws { try FileManager.default.removeItem(at: folder) }

    func testKilledBetweenEveryTwoSteps() async throws {
        var world = World(seed: 7)
        world.happen(120)
        var step = 1
        var deaths = 0
        while true {
            try FileStore(changes: world.changes).write(to: file)
            let ended = try run(dyingAt: step)
            try await check(world.changes)
            guard ended == .killed else {
                XCTAssertEqual(ended, .finished)
                break
            }
            deaths += 1
            // Sometimes something new happens while the app is gone, and sometimes not.
            if step % 3 == 0 { world.happen(11) }
            step += 1
        }
        XCTAssertGreaterThan(deaths, 10)
        try await checkEverythingIsThere(world.changes)
    }

    func testKilledAtAnyMoment() async throws {
        var world = World(seed: 11)
        var killed = 0
        for round in 0..<14 {
            world.happen(60)
            try FileStore(changes: world.changes).write(to: file)
            if try run(dyingAt: 0, killAfter: Double(round) * 0.012) == .killed { killed += 1 }
            try await check(world.changes)
        }
        XCTAssertGreaterThan(killed, 0)
        XCTAssertEqual(try run(dyingAt: 0), .finished)
        try await checkEverythingIsThere(world.changes)
    }

    private enum End: Equatable {
        case finished, killed
        case failed(Int32)
    }

    private func run(dyingAt step: Int, killAfter seconds: Double? = nil) throws -> End {
        let process = Process()
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = own.appendingPathComponent("health-crash")
        process.arguments = [config.dataDir, key, file.path, "10", "\(step)"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        if let seconds {
            Thread.sleep(forTimeInterval: seconds)
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { return .killed }
        return process.terminationStatus == 0 ? .finished : .failed(process.terminationStatus)
    }

    /// What is there is what the anchors say, stream by stream: not less, not more, nothing twice.
    private func check(_ changes: [FileStore.Change]) async throws {
        try await Coach.with(config) { coach in
            for stream in FileStore.streams {
                let anchor = try await coach.anchor(stream: stream.name)
                let place = anchor.flatMap(FileStore.place) ?? 0
                let own = changes.filter { $0.stream == stream.name }
                XCTAssertLessThanOrEqual(place, own.count)
                let there = try await Self.values(of: stream, in: coach)
                XCTAssertEqual(Set(there).count, there.count, "something is there twice")
                // What was deleted later may or may not have come; what is alive must be there up to the anchor.
                let alive = Self.alive(own)
                let read = Set(own.prefix(place).compactMap(\.value))
                XCTAssertEqual(Set(there).subtracting(read), [], "more than the anchor says")
                XCTAssertEqual(read.intersection(alive).subtracting(there), [], "less than the anchor says")
            }
        }
    }

    private func checkEverythingIsThere(_ changes: [FileStore.Change]) async throws {
        try await Coach.with(config) { coach in
            for stream in FileStore.streams {
                let there = try await Self.values(of: stream, in: coach)
                XCTAssertEqual(there.sorted(), Self.alive(changes.filter { $0.stream == stream.name }).sorted())
            }
        }
    }

    private static func alive(_ changes: [FileStore.Change]) -> Set<Double> {
        let gone = Set(changes.filter { $0.value == nil }.map(\.id))
        return Set(changes.filter { !gone.contains($0.id) }.compactMap(\.value))
    }

    private static func values(of stream: HealthStream, in coach: Coach) async throws -> [Double] {
        let metric = stream.name.hasSuffix("Rate") ? "heart_rate" : "body_mass"
        return try await coach.query(metric: metric, firstDay: "2026-01-01", lastDay: "2026-12-31", bucket: .raw)
            .map(\.value)
    }
}

/// Additions and deletions in an order that a seed decides; every value occurs once.
private struct World {
    private(set) var changes: [FileStore.Change] = []
    private var state: UInt64
    private var alive: [(stream: String, id: UUID)] = []

    init(seed: UInt64) { state = seed }

    private mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    mutating func happen(_ times: Int) {
        for _ in 0..<times {
            if alive.count > 10, number(below: 4) == 0 {
                let gone = alive.remove(at: number(below: alive.count))
                changes.append(.init(stream: gone.stream, id: gone.id, value: nil, at: .distantPast))
            } else {
                let stream = FileStore.streams[number(below: FileStore.streams.count)].name
                let count = changes.count
                let at = Date(timeIntervalSince1970: 1_770_000_000 + Double(count) * 61)
                // In eighths, which are the same however they are rounded.
                changes.append(.init(stream: stream, id: UUID(), value: 45 + Double(count) * 0.125, at: at))
                alive.append((stream, changes[count].id))
            }
        }
    }
}
