import Foundation
import HealthKitMapping
import PocketCoach

/// What an anchored query gives at once.
public struct HealthObjects: Sendable {
    /// Objects that were added and are still there.
    public let added: [PlatformRecord]
    /// Ids of objects that are gone.
    public let deleted: [UUID]
    /// The anchor that comes after them, as bytes.
    public let anchor: Data
    /// There may be more at once.
    public let more: Bool

    public init(added: [PlatformRecord], deleted: [UUID], anchor: Data, more: Bool) {
        self.added = added
        self.deleted = deleted
        self.anchor = anchor
        self.more = more
    }
}

/// Why a platform's store could not be read.
public enum HealthStoreFailure: Error, Equatable, Sendable {
    /// The phone is locked and its data with it; after the next unlock it works.
    case locked
    /// The person has not been asked yet, or has taken everything back. HealthKit does not tell of single types.
    case notAllowed
    /// The anchor is no anchor of this store, as after a move to another phone.
    case anchorUnreadable
    /// Anything else, by the system's number; its words may quote data.
    case failed(code: Int)
}

/// A platform's health store. Calls block, and come from a thread of the library's.
public protocol HealthStore: Sendable {
    /// Reads what came after an anchor, or everything without one, at most about `limit` objects.
    func read(_ stream: HealthStream, after anchor: Data?, limit: Int) throws -> HealthObjects
}

/// A platform's store as the coach reads it: page by page, each of which the coach commits together with its anchor
/// before it asks for the next one. Nothing is kept here, so nothing can be lost here.
public final class StoreReader: HostHealthReader, @unchecked Sendable {
    private let store: any HealthStore
    private let streams: [String: HealthStream]
    private let limit: Int
    private let lock = NSLock()
    /// What the coach is told of a failure is for the person; this is for the schedule.
    private var failures: [String: HealthStoreFailure] = [:]

    public init(_ store: any HealthStore, streams: [HealthStream], limit: Int = 1000) {
        self.store = store
        self.streams = Dictionary(uniqueKeysWithValues: streams.map { ($0.name, $0) })
        self.limit = limit
    }

    /// Why the last read of a stream failed; nothing when it did not.
    public func failure(of stream: HealthStream) -> HealthStoreFailure? { lock.withLock { failures[stream.name] } }

    public func read(stream: String, afterAnchor: Data?) throws -> HealthPage {
        guard let known = streams[stream] else {
            throw HostError.Failed(reason: "this version of the app does not read this type")
        }
        do {
            let objects = try objects(of: known, after: afterAnchor)
            lock.withLock { failures[stream] = nil }
            return HealthPage(
                batch: HealthBatch(
                    platform: .healthKit,
                    records: objects.added.map { HealthRecord($0, of: known) },
                    deleted: objects.deleted.map(\.uuidString)),
                nextAnchor: objects.anchor,
                more: objects.more)
        } catch {
            let failure = error as? HealthStoreFailure ?? .failed(code: -1)
            lock.withLock { failures[stream] = failure }
            throw HostError(failure)
        }
    }

    private func objects(of stream: HealthStream, after anchor: Data?) throws -> HealthObjects {
        do {
            return try store.read(stream, after: anchor, limit: limit)
        } catch HealthStoreFailure.anchorUnreadable where anchor != nil {
            // Everything again: what is there already is known by its ids and adds nothing.
            return try store.read(stream, after: nil, limit: limit)
        }
    }
}

extension HostError {
    init(_ failure: HealthStoreFailure) {
        switch failure {
        case .locked:
            self = .Locked(reason: "the phone is locked; it goes on after the next unlock")
        case .notAllowed:
            self = .NotAllowed(reason: "it is not allowed; open Settings, Health, Data Access and allow it")
        case .anchorUnreadable:
            self = .Failed(reason: "Health does not know how far it was read; read it again from the beginning")
        case .failed(let code):
            self = .Failed(reason: "Health answered with error \(code); try again later")
        }
    }
}
