import CoachModels
import Foundation
import HealthKitMapping
import HealthSync
import Observation
import PocketCoach

/// What lives as long as the app: the coach, what it is given, and the reader of Health.
@MainActor @Observable
final class Shell {
    static let shared = Shell()

    let setUp: SetUpModel
    private(set) var health: HealthSync?
    /// How each type of Health stands.
    private(set) var healthStates: [HealthStream: HealthStreamState] = [:]
    private(set) var healthFailure: String?

    let dataDir: String
    private let store = HealthKitStore()
    private let reader: StoreReader
    private let streams: [HealthStream]
    private var watch: DeviceWatch?
    /// Wake-ups that came before the coach was open; the system waits for their handlers.
    private var early: [(HealthStream, @Sendable () -> Void)] = []

    private init() {
        let folder = URL.applicationSupportDirectory.appending(path: "PocketCoach", directoryHint: .isDirectory)
        dataDir = Self.prepared(folder).path(percentEncoded: false)
        streams = HealthStream.all(for: (try? healthKinds(platform: .healthKit)) ?? [])
        reader = StoreReader(store, streams: streams)
        let host = try? CoachHost(keychain: DeviceKeychain(), notifier: PlanNotifier(), health: reader)
        setUp = SetUpModel(CoachConfig(dataDir: dataDir, key: .keychain), host: host)
    }

    /// Health data are in no backup, and readable in the background once the phone was unlocked.
    private static func prepared(_ folder: URL) -> URL {
        var folder = folder
        let manager = FileManager.default
        try? manager.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
        return folder
    }

    /// At every launch, before it ends: whoever is woken by Health must find the observers there.
    func launched() {
        if HealthKitStore.isAvailable, UserDefaults.standard.bool(forKey: Self.asked) { observe() }
        Task {
            await setUp.begin()
            opened()
        }
    }

    /// To be called once there is a coach.
    func opened() {
        guard let coach = setUp.coach, health == nil else { return }
        watch = DeviceWatch(coach)
        let reader = reader
        let sync = HealthSync(coach, failure: { reader.failure(of: $0) })
        health = sync
        let waiting = early
        early = []
        Task {
            for (stream, done) in waiting { await sync.woken(stream, done: done) }
            for await states in await sync.changes() { healthStates = states }
        }
        if UserDefaults.standard.bool(forKey: Self.asked) { Task { await sync.refresh(streams) } }
    }

    private static let asked = "health.asked"

    /// Asks for Health, then reads what is allowed.
    func connectHealth() async {
        healthFailure = nil
        do {
            try await store.askPermission(for: streams)
            UserDefaults.standard.set(true, forKey: Self.asked)
            observe()
            await health?.refresh(streams)
        } catch {
            healthFailure = String(localized: "Health could not be asked. Try again.")
        }
    }

    /// The earliest day that the person allows to be read, when it is not all.
    var healthSince: Date? {
        let earliest = store.earliestPermitted
        return earliest > Date(timeIntervalSince1970: 0) ? earliest : nil
    }

    /// What the device is up to, now and whenever it changes.
    func deviceStates() -> AsyncStream<DeviceState> { watch?.states() ?? AsyncStream { $0.finish() } }

    func unlocked() { Task { await health?.unlocked() } }

    func refresh() { Task { await health?.refresh(streams) } }

    private func observe() {
        store.observe(streams) { stream, done in
            Task { @MainActor in
                if let sync = Shell.shared.health {
                    await sync.woken(stream, done: done)
                } else {
                    Shell.shared.early.append((stream, done))
                }
            }
        }
    }
}
