import AppIntents
import CoachModels
import PocketCoach

/// “Ask PocketCoach …”: one question, answered with the coach's words.
struct AskCoachIntent: AppIntent {
    static let title: LocalizedStringResource = "Ask the coach"
    static let description = IntentDescription("Asks your coach a question about your training, sleep or food.")
    /// Answers hold health data: not over a locked screen.
    static let authenticationPolicy: IntentAuthenticationPolicy = .requiresAuthentication

    @Parameter(title: "Question") var question: String

    @MainActor
    func perform() async throws -> some IntentResult & ProvidesDialog {
        let chat = ChatModel(try await Shell.shared.openCoach())
        await chat.send(question)
        let answer = chat.messages.last
        if case .failed(let sentence) = answer?.state { return .result(dialog: "\(sentence)") }
        return .result(dialog: "\(chat.failure ?? answer?.text ?? "")")
    }
}

/// “Log my weight in PocketCoach”.
struct LogWeightIntent: AppIntent {
    static let title: LocalizedStringResource = "Log weight"
    static let authenticationPolicy: IntentAuthenticationPolicy = .requiresAuthentication

    @Parameter(title: "Kilograms") var kilograms: Double

    @MainActor
    func perform() async throws -> some IntentResult & ProvidesDialog {
        let coach = try await Shell.shared.openCoach()
        do {
            let logged = try await coach.logMeasurement(metric: "body_mass", value: kilograms)
            return .result(dialog: "\(logged.text)")
        } catch {
            return .result(dialog: "\(CoachError.sentence(for: error) ?? "")")
        }
    }
}

struct CoachShortcuts: AppShortcutsProvider {
    static var appShortcuts: [AppShortcut] {
        AppShortcut(
            intent: AskCoachIntent(), phrases: ["Ask \(.applicationName)"], shortTitle: "Ask the coach",
            systemImageName: "bubble.left.and.text.bubble.right")
        AppShortcut(
            intent: LogWeightIntent(), phrases: ["Log my weight in \(.applicationName)"], shortTitle: "Log weight",
            systemImageName: "scalemass")
    }
}

extension Shell {
    /// The coach, opened for an intent when no screen has opened it.
    func openCoach() async throws -> Coach {
        if setUp.coach == nil { await setUp.begin() }
        opened()
        guard let coach = setUp.coach else {
            throw CoachError.SetUp(reason: "ask the coach: open the app and set it up first")
        }
        return coach
    }
}
