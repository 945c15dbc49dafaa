import BackgroundTasks
import CoachModels
import SwiftUI
import UIKit

@main
struct PocketCoachApp: App {
    @UIApplicationDelegateAdaptor(Delegate.self) private var delegate
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            RootView()
                .environment(Shell.shared)
        }
        .onChange(of: phase) { _, phase in
            if phase == .active { Shell.shared.refresh() }
        }
    }
}

final class Delegate: NSObject, UIApplicationDelegate {
    private static let refresh = "app.pocketcoach.refresh"

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        Shell.shared.launched()
        BGTaskScheduler.shared.register(forTaskWithIdentifier: Self.refresh, using: .main) { task in
            Task { @MainActor in
                task.expirationHandler = { Task { await Shell.shared.health?.expire() } }
                Shell.shared.refresh()
                await Shell.shared.health?.settled()
                task.setTaskCompleted(success: true)
                Self.plan()
            }
        }
        Self.plan()
        return true
    }

    func applicationProtectedDataDidBecomeAvailable(_ application: UIApplication) { Shell.shared.unlocked() }

    /// A second way beside Health's own wake-ups, which the system may hold back.
    private static func plan() {
        let request = BGProcessingTaskRequest(identifier: refresh)
        request.requiresNetworkConnectivity = false
        try? BGTaskScheduler.shared.submit(request)
    }
}

/// The first start, or the six screens.
struct RootView: View {
    @Environment(Shell.self) private var shell

    var body: some View {
        switch shell.setUp.step {
        case .ready:
            if let coach = shell.setUp.coach {
                Screens(coach: coach, dataDir: shell.dataDir).onAppear { shell.opened() }
            }
        default: SetUpView(model: shell.setUp)
        }
    }
}
