import ActivityKit
import CoachModels

/// Keeps the Live Activity in step with the workout.
@MainActor
final class LockScreen {
    private var activity: Activity<WorkoutAttributes>?

    func show(_ glance: LiveModel.Glance?) {
        guard let glance else {
            let ended = activity
            activity = nil
            Task { await ended?.end(nil, dismissalPolicy: .immediate) }
            return
        }
        let state = WorkoutAttributes.ContentState(
            startedAt: glance.startedAt, cue: glance.cue, isStopped: glance.isStopped)
        let content = ActivityContent(state: state, staleDate: nil)
        if let activity {
            Task { await activity.update(content) }
        } else if ActivityAuthorizationInfo().areActivitiesEnabled {
            activity = try? Activity.request(attributes: WorkoutAttributes(), content: content)
        }
    }
}
