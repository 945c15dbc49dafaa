import PocketCoach

/// What one anchored query reads, and how far it was read is kept by its name.
public struct HealthStream: Hashable, Sendable {
    /// What kind of objects HealthKit gives.
    public enum Form: Hashable, Sendable {
        case quantity, category, bloodPressure, workout
    }

    /// Name in the coach: HealthKit's identifier of the type. It never changes, since the anchor hangs on it.
    public let name: String
    public let form: Form
    /// HealthKit's unit to ask for, as `HKUnit(from:)` reads it; empty where there is none.
    public let unit: String
    /// HealthKit's identifiers of what the person is asked to let be read.
    public let permissions: [String]

    static let systolic = "HKQuantityTypeIdentifierBloodPressureSystolic"
    static let diastolic = "HKQuantityTypeIdentifierBloodPressureDiastolic"

    public static let workouts = HealthStream(
        name: "HKWorkoutTypeIdentifier", form: .workout, unit: "",
        permissions: ["HKWorkoutTypeIdentifier", "HKWorkoutRouteTypeIdentifier"])

    /// The streams for the types that the coach understands, workouts last: what they consist of is there by then.
    ///
    /// Both values of a blood pressure come as one correlation, so that they stay a pair.
    public static func all(for kinds: [HealthKind]) -> [HealthStream] {
        var streams: [HealthStream] = []
        var pressure = false
        for kind in kinds {
            switch kind.kind {
            case systolic, diastolic:
                if !pressure { streams.append(bloodPressure(unit: kind.unit)) }
                pressure = true
            case let name where name.hasPrefix("HKCategoryTypeIdentifier"):
                streams.append(HealthStream(name: name, form: .category, unit: "", permissions: [name]))
            case let name:
                streams.append(HealthStream(name: name, form: .quantity, unit: kind.unit, permissions: [name]))
            }
        }
        return streams + [workouts]
    }

    private static func bloodPressure(unit: String) -> HealthStream {
        // The correlation itself cannot be asked for; its parts can.
        HealthStream(
            name: "HKCorrelationTypeIdentifierBloodPressure", form: .bloodPressure, unit: unit,
            permissions: [systolic, diastolic])
    }
}
