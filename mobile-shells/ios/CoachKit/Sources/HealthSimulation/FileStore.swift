import Foundation
import HealthKitMapping
import HealthSync
import PocketCoach

/// A health store in a file, with HealthKit's ways: an anchor for each type, objects that never change, and an object
/// that was added and deleted since the anchor given as deleted alone.
public struct FileStore: HealthStore {
    /// Something that happened in the store.
    public struct Change: Codable, Equatable, Sendable {
        public let stream: String
        public let id: UUID
        /// Nothing for a deletion.
        public let value: Double?
        public let at: Date

        public init(stream: String, id: UUID, value: Double?, at: Date) {
            self.stream = stream
            self.id = id
            self.value = value
            self.at = at
        }
    }

    /// The types that it holds.
    public static let streams = HealthStream.all(for: [
        HealthKind(kind: "HKQuantityTypeIdentifierHeartRate", metric: "heart_rate", unit: "count/min"),
        HealthKind(kind: "HKQuantityTypeIdentifierBodyMass", metric: "body_mass", unit: "kg"),
    ]).filter { $0.form == .quantity }

    public let changes: [Change]

    public init(changes: [Change]) { self.changes = changes }

    public init(file: URL) throws {
        changes = try JSONDecoder().decode([Change].self, from: Data(contentsOf: file))
    }

    public func write(to file: URL) throws { try JSONEncoder().encode(changes).write(to: file, options: .atomic) }

    /// How many changes an anchor is past.
    public static func place(of anchor: Data) -> Int? { String(data: anchor, encoding: .utf8).flatMap(Int.init) }

    public func read(_ stream: HealthStream, after anchor: Data?, limit: Int) throws -> HealthObjects {
        var from = 0
        if let anchor {
            guard let place = Self.place(of: anchor) else { throw HealthStoreFailure.anchorUnreadable }
            from = place
        }
        let own = changes.filter { $0.stream == stream.name }
        guard from <= own.count else { throw HealthStoreFailure.anchorUnreadable }
        let page = own[from...].prefix(limit)
        let gone = Set(own.filter { $0.value == nil }.map(\.id))
        let added = page.compactMap { change -> PlatformRecord? in
            guard let value = change.value, !gone.contains(change.id) else { return nil }
            return PlatformRecord(
                id: change.id, start: change.at, end: change.at, source: "Watch", content: .quantity(value))
        }
        return HealthObjects(
            added: added,
            deleted: page.filter { $0.value == nil }.map(\.id),
            anchor: Data("\(from + page.count)".utf8),
            more: from + page.count < own.count)
    }
}

/// Counts steps down and ends the process at the last one, as the system does: nothing is flushed, nobody is told.
public final class Countdown: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    private let last: Int

    public init(from last: Int) { self.last = last }

    public var taken: Int { lock.withLock { count } }

    public func step() {
        let now = lock.withLock {
            count += 1
            return count
        }
        if now == last { kill(getpid(), SIGKILL) }
    }
}

/// A store between whose calls the process may end.
public struct DyingStore: HealthStore {
    let inner: any HealthStore
    let countdown: Countdown

    public init(inner: any HealthStore, countdown: Countdown) {
        self.inner = inner
        self.countdown = countdown
    }

    public func read(_ stream: HealthStream, after anchor: Data?, limit: Int) throws -> HealthObjects {
        countdown.step()
        let objects = try inner.read(stream, after: anchor, limit: limit)
        countdown.step()
        return objects
    }
}
