import ActivityKit
import SwiftUI
import WidgetKit

@main
struct PocketCoachWidgets: WidgetBundle {
    var body: some Widget { WorkoutWidget() }
}

/// The workout on the lock screen and in the Dynamic Island.
struct WorkoutWidget: Widget {
    var body: some WidgetConfiguration {
        ActivityConfiguration(for: WorkoutAttributes.self) { context in
            HStack {
                Image(systemName: symbol(context.state))
                Text(context.state.cue.isEmpty ? String(localized: "Workout") : context.state.cue)
                Spacer()
                time(context.state)
            }
            .padding()
            .activityBackgroundTint(context.state.isStopped ? .red.opacity(0.3) : nil)
        } dynamicIsland: { context in
            DynamicIsland {
                DynamicIslandExpandedRegion(.leading) { Image(systemName: symbol(context.state)) }
                DynamicIslandExpandedRegion(.trailing) { time(context.state) }
                DynamicIslandExpandedRegion(.bottom) { Text(context.state.cue) }
            } compactLeading: {
                Image(systemName: symbol(context.state))
            } compactTrailing: {
                time(context.state)
            } minimal: {
                Image(systemName: symbol(context.state))
            }
        }
    }

    private func symbol(_ state: WorkoutAttributes.ContentState) -> String {
        state.isStopped ? "hand.raised.fill" : "figure.run"
    }

    private func time(_ state: WorkoutAttributes.ContentState) -> some View {
        Text(state.startedAt, style: .timer).monospacedDigit().frame(maxWidth: 72)
    }
}
