import PocketCoach

/// Something that a screen shows once it is there.
public enum Loading<Value: Equatable & Sendable>: Equatable, Sendable {
    case loading
    case loaded(Value)
    /// The sentence is the library's, for the person.
    case failed(String)

    /// What is there, if it is.
    public var value: Value? {
        if case .loaded(let value) = self { value } else { nil }
    }

    /// Loads it. A cancelled load leaves the state as it was, since the screen is gone.
    @MainActor
    static func of(_ before: Self, _ load: () async throws -> Value) async -> Self {
        do {
            return .loaded(try await load())
        } catch {
            return CoachError.sentence(for: error).map(Self.failed) ?? before
        }
    }
}
