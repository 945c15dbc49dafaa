import Observation
import PocketCoach

/// The day at a glance. What the figures are and which come first is the coach's; this keeps them up to date.
@MainActor @Observable
public final class TodayModel {
    /// A part of the day.
    public struct Card: Equatable, Sendable, Identifiable {
        public enum Kind: String, Sendable { case readiness, sleep, load, activity, intake }

        public let kind: Kind
        public let figures: [Figure]
        /// Why something is not there: said, never shown as a zero.
        public let missing: [String]
        public var id: Kind { kind }

        init(_ kind: Kind, _ answer: Answer) {
            self.kind = kind
            figures = answer.figures
            missing = (answer.failure.map { [$0] } ?? []) + answer.gaps.map { "\($0.what): \($0.reason)" }
        }
    }

    /// What the screen shows.
    public struct Day: Equatable, Sendable {
        public let date: String
        public let cards: [Card]
        public let sessions: [PlannedSession]
        /// The last day with any data; nothing before the first import.
        public let lastData: String?
        /// Training is suspended after a red flag.
        public let suspended: Bool
    }

    public private(set) var day: Loading<Day> = .loading
    private let coach: Coach

    public init(_ coach: Coach) { self.coach = coach }

    public func load() async {
        let coach = coach
        day = await .of(day) {
            let today = try await coach.today()
            return Day(
                date: today.date,
                cards: [
                    Card(.readiness, today.readiness), Card(.sleep, today.sleep), Card(.load, today.load),
                    Card(.activity, today.day), Card(.intake, today.intake),
                ],
                sessions: today.plan,
                lastData: today.freshness.map(\.lastDay).max(),
                suspended: try await coach.trainingSuspended())
        }
    }

    /// Loads now and after every write, until the screen's task is cancelled or the coach shut down.
    public func follow() async {
        await load()
        guard let writes = try? coach.writes() else { return }
        do { for try await _ in writes { await load() } } catch {}
    }
}
