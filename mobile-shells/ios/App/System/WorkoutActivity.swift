import ActivityKit
import Foundation

/// What the lock screen and the Dynamic Island show of a workout: its time and the coach's words, no heart rate.
struct WorkoutAttributes: ActivityAttributes {
    struct ContentState: Codable, Hashable {
        var startedAt: Date
        var cue: String
        var isStopped: Bool
    }
}
