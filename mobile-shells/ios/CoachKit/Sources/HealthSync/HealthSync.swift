import Foundation
import HealthKitMapping
import PocketCoach

/// What commits what a stream brings. The coach; in tests also one that fails.
public protocol HealthCommitting: Sendable {
    /// Reads a stream until there is no more.
    func readAll(of stream: HealthStream) async throws -> IngestReport
}

extension Coach: HealthCommitting {
    public func readAll(of stream: HealthStream) async throws -> IngestReport {
        try await readHealth(stream: stream.name).report()
    }
}

/// How a stream stands.
public enum HealthStreamState: Equatable, Sendable {
    /// It was not read since the app began.
    case unread
    case reading
    /// Up to date, as far as the system has told.
    case current
    /// The phone is locked; it is read after the next unlock.
    case waitingForUnlock
    case notAllowed
    /// The sentence is for the person.
    case failed(String)
}

/// Decides when which stream is read.
///
/// Streams are read one after the other, since the coach has one writer and a wake-up in the background has seconds. A
/// stream that is woken while it is read is read once more. The system's completion handler is called once for each
/// wake-up, whatever became of it: without that, the system stops waking the app.
public actor HealthSync {
    public typealias Done = @Sendable () -> Void

    private let coach: any HealthCommitting
    private let failure: @Sendable (HealthStream) -> HealthStoreFailure?
    /// Times that a stream is read again at once, when something else has moved its anchor in the meantime.
    private static let attempts = 3

    private var queue: [HealthStream] = []
    private var waiting: [HealthStream: [Done]] = [:]
    private var states: [HealthStream: HealthStreamState] = [:]
    private var running: Task<Void, Never>?
    private var watchers: [UUID: AsyncStream<[HealthStream: HealthStreamState]>.Continuation] = [:]

    public init(
        _ coach: any HealthCommitting,
        failure: @escaping @Sendable (HealthStream) -> HealthStoreFailure?
    ) {
        self.coach = coach
        self.failure = failure
    }

    /// How every stream that was asked for stands.
    public var all: [HealthStream: HealthStreamState] { states }

    /// The system says that a stream has something new. `done` is its completion handler.
    public func woken(_ stream: HealthStream, done: @escaping Done = {}) {
        waiting[stream, default: []].append(done)
        if !queue.contains(stream) { queue.append(stream) }
        start()
    }

    /// Reads these streams, as at launch and when the app comes to the front.
    public func refresh(_ streams: [HealthStream]) {
        for stream in streams where !queue.contains(stream) { queue.append(stream) }
        start()
    }

    /// The phone was unlocked: what waited for that is read.
    public func unlocked() {
        refresh(states.filter { $0.value == .waitingForUnlock }.map(\.key).sorted { $0.name < $1.name })
    }

    /// The system's time for work in the background is over: ends the read after its page. What was committed stays, and
    /// the next wake-up goes on from there.
    public func expire() async {
        running?.cancel()
        await running?.value
    }

    /// Waits until nothing is left to read.
    public func settled() async { while let running { await running.value } }

    /// Hears of every change of the states, the present ones first.
    public func changes() -> AsyncStream<[HealthStream: HealthStreamState]> {
        AsyncStream { continuation in
            let id = UUID()
            watchers[id] = continuation
            continuation.yield(states)
            continuation.onTermination = { _ in Task { await self.forget(id) } }
        }
    }

    private func forget(_ id: UUID) { watchers[id] = nil }

    private func start() {
        guard running == nil, !queue.isEmpty else { return }
        running = Task { await self.drain() }
    }

    private func drain() async {
        while let stream = queue.first, !Task.isCancelled {
            queue.removeFirst()
            // Who is woken from here on is told after another read, since this one may be past what is new.
            let told = waiting.removeValue(forKey: stream) ?? []
            set(stream, .reading)
            set(stream, await read(stream))
            for done in told { done() }
        }
        if Task.isCancelled {
            let left = waiting.values.flatMap { $0 }
            waiting = [:]
            queue = []
            for done in left { done() }
        }
        running = nil
        // One may have come while this one was ending.
        start()
    }

    private func read(_ stream: HealthStream) async -> HealthStreamState {
        for attempt in 1...Self.attempts {
            do {
                _ = try await coach.readAll(of: stream)
                return .current
            } catch CoachError.Busy where attempt < Self.attempts {
                continue
            } catch is CancellationError {
                return .unread
            } catch {
                switch failure(stream) {
                case .locked: return .waitingForUnlock
                case .notAllowed: return .notAllowed
                default: return .failed(CoachError.sentence(for: error) ?? "")
                }
            }
        }
        return .unread
    }

    private func set(_ stream: HealthStream, _ state: HealthStreamState) {
        states[stream] = state
        for watcher in watchers.values { watcher.yield(states) }
    }
}
