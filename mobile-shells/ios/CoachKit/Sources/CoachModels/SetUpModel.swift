import Observation
import PocketCoach

/// The first start: who the person is, the screening, and the database.
@MainActor @Observable
public final class SetUpModel {
    public enum Step: Equatable, Sendable {
        case opening, profile, screening
        case ready(Screening?)
        case failed(String)
    }

    public private(set) var step: Step = .opening
    public private(set) var coach: Coach?
    public private(set) var questions: [ScreeningQuestion] = []
    private let config: CoachConfig
    private let host: CoachHost?

    public init(_ config: CoachConfig, host: CoachHost?) {
        self.config = config
        self.host = host
    }

    /// Opens the coach that is there, or asks who the person is.
    public func begin() async {
        await noting {
            guard try coachExists(dataDir: config.dataDir) else {
                step = .profile
                return
            }
            let coach = try await Coach.open(config: config, host: host)
            self.coach = coach
            step = .ready(try await coach.screening())
        }
    }

    public func create(_ profile: Profile) async {
        await noting {
            coach = try await Coach.create(config: config, profile: profile, host: host)
            questions = try screeningQuestions()
            step = .screening
        }
    }

    /// Answers by the ids of the questions; those that are left out count as no.
    public func answer(_ yes: Set<String>, intensity: Intensity) async {
        guard let coach else { return }
        let questions = questions
        await noting {
            func said(_ kind: QuestionKind) -> [String] {
                questions.filter { $0.kind == kind && yes.contains($0.id) }.map(\.id)
            }
            let diseases: [String: Disease] = [
                "cardiovascular": .cardiovascular, "metabolic": .metabolic, "renal": .renal,
            ]
            let answers = ScreeningAnswers(
                active: yes.contains("active"), intensity: intensity,
                diseases: said(.disease).compactMap { diseases[$0] }, signs: said(.sign),
                cleared: yes.contains("cleared"))
            step = .ready(try await coach.screen(answers: answers))
        }
    }

    /// Leaves the screening for later; the coach then plans with care.
    public func skipScreening() { step = .ready(nil) }

    private func noting(_ work: () async throws -> Void) async {
        do { try await work() } catch {
            if let sentence = CoachError.sentence(for: error) { step = .failed(sentence) }
        }
    }
}
