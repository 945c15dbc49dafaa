import Observation
import PocketCoach

/// The training plan with its versions.
@MainActor @Observable
public final class PlanModel {
    /// The sessions of one local day.
    public struct Day: Equatable, Sendable, Identifiable {
        public let date: String
        public let sessions: [PlannedSession]
        public var id: String { date }
    }

    /// What the screen shows.
    public struct Shown: Equatable, Sendable {
        public let plan: Plan
        public let days: [Day]
        public let versions: [PlanVersion]
    }

    public private(set) var shown: Loading<Shown> = .loading
    /// The line about what was last written.
    public private(set) var note: String?
    public private(set) var failure: String?
    private let coach: Coach

    public init(_ coach: Coach) { self.coach = coach }

    public func load() async {
        let coach = coach
        shown = await .of(shown) {
            let plan = try await coach.plan(version: nil)
            let days = Dictionary(grouping: plan.sessions, by: \.date).sorted { $0.key < $1.key }
            return Shown(
                plan: plan, days: days.map { Day(date: $0.key, sessions: $0.value) },
                versions: try await coach.planVersions())
        }
    }

    /// Has a plan written, in place of the present one.
    public func create(_ request: PlanRequest) async {
        await write { try await $0.createPlan(request: request) }
    }

    /// Makes an earlier version the present one again.
    public func restore(_ version: PlanVersion) async {
        await write { try await $0.restorePlan(version: version.number) }
    }

    /// What changed from one version to another.
    public func changes(from before: PlanVersion, to after: PlanVersion) async throws -> [PlanChange] {
        try await coach.planDiff(before: before.number, after: after.number)
    }

    private func write(_ work: (Coach) async throws -> Logged) async {
        (note, failure) = (nil, nil)
        do { note = try await work(coach).text } catch { failure = CoachError.sentence(for: error) }
        await load()
    }
}
