import PocketCoach
import SwiftUI

/// The six screens.
struct Screens: View {
    let coach: Coach
    let dataDir: String

    var body: some View {
        TabView {
            TodayView(coach: coach).tabItem { Label("Today", systemImage: "sun.max") }
            ChatView(coach: coach).tabItem { Label("Coach", systemImage: "bubble.left.and.text.bubble.right") }
            PlanView(coach: coach).tabItem { Label("Plan", systemImage: "calendar") }
            LogView(coach: coach).tabItem { Label("Log", systemImage: "square.and.pencil") }
            LiveView(coach: coach).tabItem { Label("Live", systemImage: "figure.run") }
            SettingsView(coach: coach, dataDir: dataDir).tabItem { Label("Settings", systemImage: "gearshape") }
        }
    }
}
