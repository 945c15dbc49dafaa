import Foundation
import PocketCoach
import XCTest

/// Making, opening and closing a coach, and what goes wrong on the way.
final class StoreTests: XCTestCase {
    func testTheVersionIsTheLibrarys() {
        XCTAssertEqual(version().split(separator: ".").count, 3)
    }

    func testANewCoachKnowsThePersonAndStillDoesWhenOpenedAgain() async throws {
        let home = try Home()
        try await Coach.creating(home.config, profile: Home.person) { coach in
            let name = try await coach.profile().name
            XCTAssertEqual(name, "Alex")
            try await coach.setProfile(profile: Profile(name: "Robin", birthDate: "1990-04-02", heightCm: 171.5))
        }
        let profile = try await Coach.with(home.config) { try await $0.profile() }
        XCTAssertEqual(profile.name, "Robin")
        XCTAssertEqual(profile.heightCm, 171.5)
        XCTAssertEqual(profile.conditions, [])
    }

    func testAMeasurementThatIsWrittenIsFound() async throws {
        let home = try Home()
        let values = try await Coach.creating(home.config, profile: Home.person) { coach in
            let sentence = try await coach.logMeasurement(metric: "body_mass", value: 81.5).text
            XCTAssertTrue(sentence.contains("81.5"), sentence)
            return try await coach.query(
                metric: "body_mass", firstDay: Export.yesterday, lastDay: "2999-12-31", bucket: .raw)
        }
        XCTAssertEqual(values.map(\.value), [81.5])
        XCTAssertEqual(values.map(\.unit), ["kg"])
    }

    func testAWrongKeyIsLockedAndNotRepeated() async throws {
        let home = try Home()
        try await Coach.creating(home.config, profile: Home.person) { _ in }
        let key = Home.freshKey()
        let error = await failure { try await Coach.open(config: home.with(key: key)) }
        XCTAssertEqual(error?.code(), "locked")
        XCTAssertEqual(error?.isRetryable(), false)
        let sentence = try XCTUnwrap(CoachError.sentence(for: XCTUnwrap(error)))
        XCTAssertTrue(sentence.contains("key") && sentence.hasSuffix("."), sentence)
        XCTAssertFalse(sentence.contains(key))

        let bad = await failure { try await Coach.open(config: home.with(key: "canary")) }
        XCTAssertEqual(bad?.code(), "locked")
        XCTAssertFalse("\(bad?.userMessage() ?? "canary")".contains("canary"))
    }

    func testADatabaseIsMadeOnceAndOpenedOnlyWhenItIsThere() async throws {
        let home = try Home()
        let missing = await failure { try await Coach.open(config: home.config) }
        XCTAssertEqual(missing?.code(), "set_up")
        try await Coach.creating(home.config, profile: Home.person) { _ in }
        let twice = await failure { try await Coach.create(config: home.config, profile: Home.person) }
        XCTAssertEqual(twice?.code(), "set_up")
    }

    func testWhatMakesNoSenseIsRefusedWithASentence() async throws {
        let home = try Home()
        try await Coach.creating(home.config, profile: Home.person) { coach in
            let calls: [(String, @Sendable () async throws -> Void)] = [
                ("not_found", { _ = try await coach.steps("stepz", "2026-01-01", "2026-01-02") }),
                ("invalid_input", { _ = try await coach.steps("steps", "1 May", "2026-01-02") }),
                ("invalid_input", { _ = try await coach.steps("steps", "2026-02-01", "2026-01-01") }),
                ("invalid_input", { try await coach.setProfile(profile: Profile(heightCm: 7)) }),
                ("invalid_input", { try await coach.setProfile(profile: Profile(birthDate: "yesterday")) }),
                ("invalid_input", { _ = try await coach.writeDemo(seed: 1, days: -3) }),
                ("not_found", { _ = try await coach.session(id: "nobody") }),
                ("not_found", { _ = try await coach.approve(id: "nothing") }),
            ]
            for (code, call) in calls {
                let error = await failure(of: call)
                XCTAssertEqual(error?.code(), code)
                XCTAssertEqual(error?.userMessage().hasSuffix("."), true)
            }
        }
    }

    func testShuttingDownTwiceIsFineAndEveryCallAfterItIsClosed() async throws {
        let home = try Home()
        let coach = try await Coach.create(config: home.config, profile: Home.person)
        let session = try await coach.newSession()
        try await coach.shutdown()
        try await coach.shutdown()
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await coach.profile() },
            { try await coach.setProfile(profile: Home.person) },
            { _ = try await coach.steps("steps", "2026-01-01", "2026-01-02") },
            { _ = try await coach.newSession() },
            { _ = try await coach.logMeasurement(metric: "body_mass", value: 80) },
            { _ = try await coach.proposals() },
            { _ = try await coach.exportTo(path: "nowhere.jsonl") },
            { _ = try coach.importFiles(paths: ["nowhere.xml"]) },
            { _ = try session.send(text: "hello") },
        ]
        for call in calls {
            let error = await failure(of: call)
            XCTAssertEqual(error, .Closed)
        }
    }

    func testManyCallersAtOnceGetTheirOwnAnswers() async throws {
        let home = try Home()
        let answers = try await home.filled { coach in
            try await withThrowingTaskGroup(of: (Int, Double?).self) { group in
                for (day, date) in Export.dates.enumerated() {
                    group.addTask { (day, try await coach.steps("steps", date, date).first?.value) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        XCTAssertEqual(answers.count, Export.days)
        for (day, value) in answers { XCTAssertEqual(value, Export.steps(of: day)) }
    }

    func testEverythingCanBeTakenAlong() async throws {
        let home = try Home()
        let target = home.folder.appendingPathComponent("all.jsonl")
        try await Coach.creating(home.config, profile: Home.person) { coach in
            let bytes = try await coach.exportTo(path: target.path)
            XCTAssertGreaterThan(bytes, 0)
        }
        XCTAssertTrue(try String(contentsOf: target, encoding: .utf8).contains("\"Alex\""))
        let permissions = try FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions] as? NSNumber
        XCTAssertEqual((permissions?.intValue ?? 0o777) & 0o077, 0)
    }
}

extension Coach {
    func steps(_ metric: String, _ first: String, _ last: String) async throws -> [BucketValue] {
        try await query(metric: metric, firstDay: first, lastDay: last, bucket: .day)
    }
}
