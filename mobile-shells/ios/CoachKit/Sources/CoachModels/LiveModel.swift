import Foundation
import Observation
import PocketCoach

/// A workout that is going on. The coach watches; this shows what it says and passes on what the sensor and the person say.
@MainActor @Observable
public final class LiveModel {
    public enum Phase: Equatable, Sendable {
        case ready
        case running
        /// Training stops; with what to do now, and whether the person may go on.
        case stopped(reason: String, coolDown: String, mayResume: Bool)
        case finished(LiveSummary)
    }

    /// What the lock screen may show: no heart rate, since anyone can read it.
    public struct Glance: Codable, Hashable, Sendable {
        public var startedAt: Date
        public var cue: String
        public var isStopped: Bool
    }

    public private(set) var phase: Phase = .ready
    /// The next session of the plan, if there is one.
    public private(set) var next: PlannedSession?
    /// The session that is being done.
    public private(set) var planned: PlannedSession?
    public private(set) var zone: LiveZone?
    public private(set) var heartRate: Double?
    /// The latest words of the coach.
    public private(set) var cue = ""
    public private(set) var failure: String?
    /// A question of the coach's about pain that is still open.
    public private(set) var question: String?
    /// Called when what the lock screen shows changes.
    @ObservationIgnored public var onGlance: @MainActor (Glance?) -> Void = { _ in }

    private let coach: Coach
    private let clock: @MainActor () -> Date
    private var workout: LiveWorkout?
    private var startedAt = Date.distantPast
    private var glance: Glance?

    public init(_ coach: Coach, clock: @escaping @MainActor () -> Date = { Date() }) {
        self.coach = coach
        self.clock = clock
    }

    /// Looks for the next session of the plan.
    public func load() async {
        // Without a plan a workout can be begun all the same.
        guard let plan = try? await coach.plan(version: nil), plan.suspended == nil, let today = try? coach.todayDate()
        else { return }
        next = plan.sessions.first { $0.date >= today }
    }

    /// Begins, unless training is suspended. A session of the plan is told by the clock.
    public func start(_ session: PlannedSession? = nil) async {
        guard workout == nil else { return }
        failure = nil
        do {
            workout = try await coach.startLive(session: session?.id)
            (startedAt, phase, cue, planned) = (clock(), .running, "", session)
            await push(.tick(tMs: now))
        } catch {
            failure = CoachError.sentence(for: error)
        }
    }

    /// A sample of the sensor; nothing when it has lost the heart.
    public func sample(_ bpm: Double?, at time: Date) async {
        heartRate = bpm
        await push(.sample(tMs: Self.milliseconds(time), heartRateBpm: bpm))
    }

    /// Time passes; to be called about once a second.
    public func tick() async { await push(.tick(tMs: now)) }

    /// Words of the person.
    public func said(_ words: String) async {
        question = nil
        await push(.said(text: words))
    }

    /// The person wants to go on after a stop.
    public func resume(effort: Int? = nil) async { await push(.confirm(tMs: now, effort: effort.map(Int32.init))) }

    public func finish() async { await push(.finish(tMs: now)) }

    private var now: Int64 { Self.milliseconds(clock()) }

    private static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

    private func push(_ input: LiveInput) async {
        guard let workout else { return }
        do {
            for event in try await workout.push(input: input) { take(event) }
        } catch {
            failure = CoachError.sentence(for: error)
        }
        show()
    }

    private func take(_ event: LiveEvent) {
        switch event {
        case .began(_, _, _, _, let text): cue = text ?? cue
        case .zone(_, let zone, _, let text): (self.zone, cue) = (zone, text)
        case .cue(_, let text), .gap(_, _, let text), .notResumed(_, _, let text): cue = text
        case .stop(_, _, let reason, let coolDown):
            phase = .stopped(reason: reason, coolDown: coolDown, mayResume: false)
            cue = coolDown
        case .mayResume:
            if case .stopped(let reason, let coolDown, _) = phase {
                phase = .stopped(reason: reason, coolDown: coolDown, mayResume: true)
            }
        case .resumed: (phase, cue) = (.running, "")
        case .pain(_, _, _, let question): self.question = question
        case .finished(_, let summary):
            (phase, workout, zone, heartRate) = (.finished(summary), nil, nil, nil)
        case .seenAgain, .artefact, .missing, .clockChanged: break
        }
    }

    private func show() {
        var next: Glance?
        switch phase {
        case .ready, .finished: next = nil
        case .running: next = Glance(startedAt: startedAt, cue: cue, isStopped: false)
        case .stopped: next = Glance(startedAt: startedAt, cue: cue, isStopped: true)
        }
        if next != glance {
            glance = next
            onGlance(next)
        }
    }
}
