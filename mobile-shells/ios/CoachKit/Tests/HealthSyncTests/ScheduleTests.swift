import Foundation
import HealthKitMapping
import HealthSimulation
import HealthSync
import PocketCoach
import XCTest

/// When which stream is read, and that the system always hears that a wake-up was dealt with.
final class ScheduleTests: XCTestCase {
    private let heart = FileStore.streams[0]
    private let weight = FileStore.streams[1]

    func testEveryWakeUpIsAnsweredOnceAndThoseThatCameMeanwhileShareARead() async throws {
        let coach = FakeCoach()
        let sync = HealthSync(coach, failure: { _ in nil })
        let answered = Answered()
        await sync.woken(heart) { answered.add("first") }
        await coach.begun(1)
        for name in ["second", "third"] { await sync.woken(heart) { answered.add(name) } }
        await sync.woken(weight) { answered.add("weight") }
        XCTAssertEqual(answered.names, [])
        await coach.release(.success(()))
        await coach.begun(2)
        XCTAssertEqual(answered.names, ["first"])
        await coach.release(.success(()))
        await coach.begun(3)
        await coach.release(.success(()))
        await sync.settled()
        XCTAssertEqual(answered.names, ["first", "second", "third", "weight"])
        let read = await coach.read
        XCTAssertEqual(read, [heart.name, heart.name, weight.name])
        let states = await sync.all
        XCTAssertEqual(states, [heart: .current, weight: .current])
    }

    func testALockedPhoneIsReadAfterTheUnlock() async throws {
        let coach = FakeCoach()
        let locked = Flag(true)
        let sync = HealthSync(coach, failure: { _ in locked.value ? .locked : nil })
        let answered = Answered()
        await sync.woken(heart) { answered.add("locked") }
        await coach.begun(1)
        await coach.release(.failure(CoachError.Unavailable(reason: "read it")))
        await sync.settled()
        var states = await sync.all
        XCTAssertEqual(states, [heart: .waitingForUnlock])
        XCTAssertEqual(answered.names, ["locked"])
        locked.value = false
        await sync.unlocked()
        await coach.begun(2)
        await coach.release(.success(()))
        await sync.settled()
        states = await sync.all
        XCTAssertEqual(states, [heart: .current])
        // Nothing waits any more.
        await sync.unlocked()
        await sync.settled()
        let read = await coach.read
        XCTAssertEqual(read.count, 2)
    }

    func testAnAnchorThatMovedIsReadAgainAtOnceButNotForEver() async throws {
        let coach = FakeCoach()
        let sync = HealthSync(coach, failure: { _ in nil })
        await sync.woken(heart)
        for read in 1...3 {
            await coach.begun(read)
            await coach.release(.failure(CoachError.Busy(reason: "write: something else is writing; try again")))
        }
        await sync.settled()
        let read = await coach.read
        XCTAssertEqual(read.count, 3)
        let states = await sync.all
        guard case .failed(let sentence) = states[heart] else { return XCTFail("\(states)") }
        XCTAssertTrue(sentence.hasSuffix("."), sentence)
    }

    func testWhatWasRefusedIsSaidAndIsNoReasonToStop() async throws {
        let coach = FakeCoach()
        let heart = heart
        let sync = HealthSync(coach, failure: { $0 == heart ? .notAllowed : nil })
        await sync.refresh([heart, weight])
        await coach.begun(1)
        await coach.release(.failure(CoachError.NotFound(reason: "read it")))
        await coach.begun(2)
        await coach.release(.success(()))
        await sync.settled()
        let states = await sync.all
        XCTAssertEqual(states, [heart: .notAllowed, weight: .current])
    }

    func testWhenTheTimeIsOverTheReadEndsAndEveryoneIsAnswered() async throws {
        let coach = FakeCoach()
        let sync = HealthSync(coach, failure: { _ in nil })
        let answered = Answered()
        await sync.woken(heart) { answered.add("heart") }
        await sync.woken(weight) { answered.add("weight") }
        await coach.begun(1)
        await sync.expire()
        XCTAssertEqual(Set(answered.names), ["heart", "weight"])
        // The next wake-up is read as if nothing had been.
        await sync.woken(heart)
        await coach.begun(2)
        await coach.release(.success(()))
        await sync.settled()
        let states = await sync.all
        XCTAssertEqual(states[heart], .current)
    }
}

/// The reader between a store that fails and the real coach.
final class StoreReaderTests: XCTestCase {
    private let heart = FileStore.streams[0]

    private func coach<Value: Sendable>(
        over store: any HealthStore, _ body: @Sendable (Coach, StoreReader) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reader-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = StoreReader(store, streams: FileStore.streams, limit: 5)
        let config = CoachConfig(dataDir: folder.path, key: .given(hex: String(repeating: "1c", count: 32)))
        return try await Coach.creating(config, profile: Profile(timeZone: "UTC"), host: CoachHost(health: reader)) {
            try await body($0, reader)
        }
    }

    private func changes(_ count: Int) -> [FileStore.Change] {
        (0..<count).map {
            let at = Date(timeIntervalSince1970: 1_770_000_000 + Double($0) * 60)
            return .init(stream: heart.name, id: UUID(), value: 50 + Double($0), at: at)
        }
    }

    func testALockedStoreIsToldApartAndMovesNothing() async throws {
        let store = FailingStore(.locked)
        try await coach(over: store) { [heart] coach, reader in
            let sync = HealthSync(coach, failure: { reader.failure(of: $0) })
            await sync.refresh([heart])
            await sync.settled()
            let states = await sync.all
            XCTAssertEqual(states, [heart: .waitingForUnlock])
            let anchor = try await coach.anchor(stream: heart.name)
            XCTAssertNil(anchor)
            do {
                _ = try await coach.readAll(of: heart)
                XCTFail("a locked store was read")
            } catch {
                let sentence = CoachError.sentence(for: error) ?? ""
                XCTAssertTrue(sentence.contains("unlock"), sentence)
            }
        }
    }

    func testAnAnchorOfAnotherPhoneIsReadFromTheBeginningAndNothingIsThereTwice() async throws {
        let store = FileStore(changes: changes(23))
        try await coach(over: store) { [heart] coach, _ in
            let first = try await coach.readAll(of: heart)
            XCTAssertEqual(first.newRecords, 23)
            // As a backup of another phone leaves it.
            let anchor = try await coach.anchor(stream: heart.name)
            _ = try await coach.ingest(
                batch: HealthBatch(platform: .healthKit),
                anchor: HealthAnchor(stream: heart.name, after: anchor, next: Data("another phone".utf8)))
            let again = try await coach.readAll(of: heart)
            XCTAssertEqual(again.newRecords, 0)
            let values = try await coach.query(
                metric: "heart_rate", firstDay: "2026-01-01", lastDay: "2026-12-31", bucket: .raw)
            XCTAssertEqual(values.count, 23)
        }
    }

    func testATypeThatThisVersionDoesNotReadIsSaid() async throws {
        try await coach(over: FileStore(changes: [])) { coach, _ in
            do {
                _ = try await coach.readHealth(stream: "HKQuantityTypeIdentifierNew").report()
                XCTFail("an unknown stream was read")
            } catch let error as CoachError {
                XCTAssertEqual(error.code(), "unavailable")
            }
        }
    }
}

private struct FailingStore: HealthStore {
    let failure: HealthStoreFailure

    init(_ failure: HealthStoreFailure) { self.failure = failure }

    func read(_ stream: HealthStream, after anchor: Data?, limit: Int) throws -> HealthObjects { throw failure }
}

/// A coach whose reads end when the test says so.
private actor FakeCoach: HealthCommitting {
    private(set) var read: [String] = []
    private var reading: CheckedContinuation<Void, any Error>?

    func readAll(of stream: HealthStream) async throws -> IngestReport {
        read.append(stream.name)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reading = $0 }
        } onCancel: {
            Task { await self.release(.failure(CancellationError())) }
        }
        return IngestReport(newRecords: 1, duplicates: 0, deleted: 0, skipped: [], repeated: false)
    }

    /// Waits until the read of this number is under way.
    func begun(_ number: Int) async {
        while read.count < number || reading == nil { await Task.yield() }
    }

    func release(_ result: Result<Void, any Error>) {
        reading?.resume(with: result)
        reading = nil
    }
}

private final class Answered: @unchecked Sendable {
    private let lock = NSLock()
    private var answers: [String] = []

    func add(_ name: String) { lock.withLock { answers.append(name) } }
    var names: [String] { lock.withLock { answers } }
}

private final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var set: Bool

    init(_ value: Bool) { set = value }

    var value: Bool {
        get { lock.withLock { set } }
        set { lock.withLock { set = newValue } }
    }
}
