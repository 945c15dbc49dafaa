import Foundation
import PocketCoach
import XCTest

/// A folder of its own for each coach, gone with the last reference to it.
final class Home: Sendable {
    let folder: URL
    let config: CoachConfig

    init(key: String = Home.freshKey()) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("coach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        config = CoachConfig(dataDir: folder.appendingPathComponent("home").path, key: .given(hex: key))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The same folder with another key.
    func with(key: String) -> CoachConfig { CoachConfig(dataDir: config.dataDir, key: .given(hex: key)) }

    static func freshKey() -> String {
        (0..<32).map { _ in String(format: "%02x", UInt8.random(in: 0...255)) }.joined()
    }

    static let person = Profile(name: "Alex", birthDate: "1990-04-02", timeZone: "UTC", country: "DE")

    /// A new coach with `Export.small` in it.
    func filled<Value: Sendable>(_ body: @Sendable (Coach) async throws -> Value) async throws -> Value {
        let export = try Export.small(in: folder)
        return try await Coach.creating(config, profile: Self.person) { coach in
            _ = try await coach.importFiles(paths: [export.path]).report()
            return try await body(coach)
        }
    }
}

/// What a call failed with; a call that did not fail fails the test.
func failure<Value>(
    of call: () async throws -> Value,
    file: StaticString = #filePath,
    line: UInt = #line
) async -> CoachError? {
    do {
        _ = try await call()
        XCTFail("it did not fail", file: file, line: line)
        return nil
    } catch let error as CoachError {
        return error
    } catch {
        XCTFail("it failed with \(error)", file: file, line: line)
        return nil
    }
}
