import Foundation
import PocketCoach
import UserNotifications

/// Shows the coach's notices. What they say and when is the coach's; here they only replace the earlier ones.
final class PlanNotifier: HostNotifier {
    private static let prefix = "plan."

    /// Asks the person once; without a yes nothing is shown.
    static func askPermission() async -> Bool {
        (try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])) ?? false
    }

    func schedule(notices: [Notice]) throws {
        let center = UNUserNotificationCenter.current()
        let waiting = DispatchSemaphore(value: 0)
        // The call comes from a thread of the library's, which may wait.
        center.getPendingNotificationRequests { pending in
            let earlier = pending.map(\.identifier).filter { $0.hasPrefix(Self.prefix) }
            center.removePendingNotificationRequests(withIdentifiers: earlier)
            for notice in notices { center.add(Self.request(notice)) }
            waiting.signal()
        }
        waiting.wait()
    }

    private static func request(_ notice: Notice) -> UNNotificationRequest {
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.body
        content.sound = .default
        let at = Date(timeIntervalSince1970: Double(notice.atMs) / 1000)
        let parts = Calendar.current.dateComponents([.year, .month, .day, .hour, .minute], from: at)
        let trigger = UNCalendarNotificationTrigger(dateMatching: parts, repeats: false)
        return UNNotificationRequest(identifier: prefix + notice.id, content: content, trigger: trigger)
    }
}
