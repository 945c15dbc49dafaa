import Foundation
import PocketCoach
import XCTest

/// A coach in a folder of its own.
func withCoach<Value: Sendable>(
    demo days: Int32? = nil, _ body: @MainActor @Sendable (Coach, URL) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("models-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let config = CoachConfig(
        dataDir: folder.appendingPathComponent("home").path, key: .given(hex: String(repeating: "3d", count: 32)))
    let person = Profile(
        name: "Alex", birthDate: "1990-04-02", heightCm: 175, weightKg: 75, goal: "get stronger", timeZone: "UTC",
        country: "DE")
    return try await Coach.creating(config, profile: person) { coach in
        if let days { _ = try await coach.writeDemo(seed: 3, days: days) }
        return try await body(coach, folder)
    }
}
