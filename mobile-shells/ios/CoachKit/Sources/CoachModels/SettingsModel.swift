import Foundation
import Observation
import PocketCoach

/// The profile, models, sharing, and what the person may take along or erase.
@MainActor @Observable
public final class SettingsModel {
    /// What the screen shows.
    public struct Shown: Equatable, Sendable {
        public let profile: Profile
        public let model: String
        public let models: [LocalModel]
        public let shares: [Share]
    }

    public private(set) var shown: Loading<Shown> = .loading
    /// How far a model that is being fetched has come, by its name.
    public private(set) var pulls: [String: ModelProgress] = [:]
    /// Why models on this phone write nothing for now.
    public private(set) var pause: String?
    public private(set) var note: String?
    public private(set) var failure: String?
    private let coach: Coach
    private let dataDir: String
    private var tasks: [String: ModelTask] = [:]

    public init(_ coach: Coach, dataDir: String) {
        self.coach = coach
        self.dataDir = dataDir
    }

    public func load() async {
        let (coach, dataDir) = (coach, dataDir)
        shown = await .of(shown) {
            Shown(
                profile: try await coach.profile(), model: try coach.modelName(),
                models: try await LocalModels(dataDir: dataDir).list(), shares: try await coach.shares())
        }
    }

    public func save(_ profile: Profile) async { await doing { try await $0.setProfile(profile: profile) } }

    public func share(_ category: String, _ shared: Bool) async {
        await doing { _ = try await $0.share(categories: [category], shared: shared) }
    }

    /// Fetches a model and shows how far it has come; the person may stop it, and what was fetched stays.
    public func pull(_ model: LocalModel) async {
        guard tasks[model.name] == nil else { return }
        await doing { _ in
            let task = try LocalModels(dataDir: dataDir).pull(request: ModelRequest(what: model.name))
            tasks[model.name] = task
            defer { (tasks[model.name], pulls[model.name]) = (nil, nil) }
            for try await progress in task.progress { pulls[model.name] = progress }
            _ = try await task.report()
        }
    }

    public func stopPull(_ model: LocalModel) { try? tasks[model.name]?.cancel() }

    public func remove(_ model: LocalModel) async {
        await doing { _ in _ = try await LocalModels(dataDir: dataDir).remove(name: model.name) }
    }

    /// Lets a model on this phone answer, from the next opening on; the built-in coach stands behind it.
    public func use(_ model: LocalModel) async {
        await doing { try await $0.setModelOrder(order: ["llama:\(model.name)"]) }
        if failure == nil { note = "\(model.title) answers from the next start on." }
    }

    /// What the device is up to; models on it may have to pause.
    public func took(_ state: DeviceState) {
        pause = (try? devicePolicy(state: state))?.advice.map { "Models on this phone pause: \($0)." }
    }

    /// Writes everything to a file, which the person may then hand on.
    public func export(to file: URL, form: ExportForm = .json) async -> Bool {
        await doing { _ = try await $0.exportTo(path: file.path, form: form) }
        return failure == nil
    }

    /// Who read or wrote what, newest first.
    public func audit(most: Int32 = 200) async throws -> [AuditEntry] { try await coach.audit(most: most) }

    /// What left this device, newest first.
    public func outbound(most: Int32 = 200) async throws -> [OutboundEntry] { try await coach.outbound(most: most) }

    private func doing(_ work: (Coach) async throws -> Void) async {
        (note, failure) = (nil, nil)
        do { try await work(coach) } catch { failure = CoachError.sentence(for: error) }
        await load()
    }
}
