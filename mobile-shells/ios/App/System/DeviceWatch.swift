import PocketCoach
import UIKit

/// Tells the coach what the device is up to, so that models on it take less when it is hot, empty or short of memory.
@MainActor
final class DeviceWatch {
    private let coach: Coach
    private var memoryWarning = false
    private var tokens: [any NSObjectProtocol] = []
    private var last: DeviceState?
    private var listeners: [UUID: AsyncStream<DeviceState>.Continuation] = [:]

    init(_ coach: Coach) {
        self.coach = coach
        UIDevice.current.isBatteryMonitoringEnabled = true
        let watched: [Notification.Name] = [
            ProcessInfo.thermalStateDidChangeNotification, UIDevice.batteryLevelDidChangeNotification,
            UIDevice.batteryStateDidChangeNotification, UIApplication.didEnterBackgroundNotification,
            UIApplication.willEnterForegroundNotification, UIApplication.didReceiveMemoryWarningNotification,
        ]
        for name in watched {
            tokens.append(
                NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { [weak self] note in
                    let name = note.name
                    MainActor.assumeIsolated { self?.tell(name) }
                })
        }
        tell(nil)
    }

    private func tell(_ name: Notification.Name?) {
        if name == UIApplication.didReceiveMemoryWarningNotification { memoryWarning = true }
        if name == UIApplication.willEnterForegroundNotification { memoryWarning = false }
        let device = UIDevice.current
        let thermal: Thermal =
            switch ProcessInfo.processInfo.thermalState {
            case .nominal: .nominal
            case .fair: .fair
            case .serious: .serious
            case .critical: .critical
            @unknown default: .serious
            }
        let state = DeviceState(
            thermal: thermal,
            battery: device.batteryLevel < 0 ? nil : Double(device.batteryLevel),
            charging: device.batteryState == .charging || device.batteryState == .full,
            background: name == UIApplication.didEnterBackgroundNotification
                || UIApplication.shared.applicationState == .background,
            memoryWarning: memoryWarning)
        // It fails only after the shutdown, when nobody needs to know.
        try? coach.deviceChanged(state: state)
        last = state
        for listener in listeners.values { listener.yield(state) }
    }

    /// The state now and whenever it changes.
    func states() -> AsyncStream<DeviceState> {
        let id = UUID()
        let (stream, listener) = AsyncStream.makeStream(of: DeviceState.self, bufferingPolicy: .bufferingNewest(1))
        listener.onTermination = { [weak self] _ in Task { @MainActor in self?.listeners[id] = nil } }
        listeners[id] = listener
        if let last { listener.yield(last) }
        return stream
    }
}
