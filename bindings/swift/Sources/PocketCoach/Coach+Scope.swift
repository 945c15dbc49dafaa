import PocketCoachGenerated

extension Coach {
    /// Opens the coach in `config` for the time of `body`, and shuts it down whatever comes of it.
    public static func with<Value: Sendable>(
        _ config: CoachConfig,
        host: CoachHost? = nil,
        _ body: @Sendable (Coach) async throws -> Value
    ) async throws -> Value {
        try await scoped(try await Coach.open(config: config, host: host), body)
    }

    /// Makes a coach for `profile` in `config` for the time of `body`, and shuts it down whatever comes of it.
    public static func creating<Value: Sendable>(
        _ config: CoachConfig,
        profile: Profile,
        host: CoachHost? = nil,
        _ body: @Sendable (Coach) async throws -> Value
    ) async throws -> Value {
        try await scoped(try await Coach.create(config: config, profile: profile, host: host), body)
    }

    private static func scoped<Value: Sendable>(
        _ coach: Coach,
        _ body: @Sendable (Coach) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(coach)
            try await coach.shutdown()
            return value
        } catch {
            try? await coach.shutdown()
            throw error
        }
    }
}
