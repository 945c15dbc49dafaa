import Foundation
import PocketCoach
import XCTest

/// What the app brings: a keychain, notifications, a log; also ones that fail.
final class HostTests: XCTestCase {
    func testTheKeyLivesInTheAppsKeychainAndErasingTakesItAway() async throws {
        let home = try Home()
        let keychain = MemoryKeychain()
        let host = try CoachHost(keychain: keychain)
        let config = CoachConfig(dataDir: home.config.dataDir, key: .keychain)
        try await Coach.creating(config, profile: Home.person, host: host) { _ in }
        XCTAssertEqual(keychain.names.count, 1)
        let name = try await Coach.with(config, host: host) { try await $0.profile().name }
        XCTAssertEqual(name, "Alex")
        let gone = try await erase(config: config, host: host)
        XCTAssertFalse(gone.isEmpty)
        XCTAssertEqual(keychain.names, [])
    }

    func testALockedKeychainIsToldAndNothingIsMade() async throws {
        let home = try Home()
        let keychain = MemoryKeychain()
        keychain.failure = HostError.Locked(reason: "the phone is locked; unlock it")
        let config = CoachConfig(dataDir: home.config.dataDir, key: .keychain)
        let error = await failure {
            try await Coach.create(config: config, profile: Home.person, host: CoachHost(keychain: keychain))
        }
        XCTAssertTrue(error?.userMessage().contains("unlock it") == true, "\(String(describing: error))")
        XCTAssertFalse(try coachExists(dataDir: config.dataDir))
    }

    func testWhatAKeychainThrowsUnexpectedlyIsRepeatedNowhere() async throws {
        let home = try Home()
        let keychain = MemoryKeychain()
        keychain.failure = Broken()
        let config = CoachConfig(dataDir: home.config.dataDir, key: .keychain)
        let error = await failure {
            try await Coach.create(config: config, profile: Home.person, host: CoachHost(keychain: keychain))
        }
        XCTAssertNotNil(error)
        XCTAssertFalse("\(error?.userMessage() ?? "canary") \(String(describing: error))".contains("canary"))
    }

    /// The log of a session full of canaries holds none of them: not the key, not the message, not a value.
    func testNoKeyMessageOrHealthValueIsInTheLog() async throws {
        let log = MemoryLog()
        try setLogSink(sink: log, level: .debug)
        defer { try? setLogSink(sink: nil) }
        let key = Home.freshKey()
        let home = try Home(key: key)
        try await Coach.creating(home.config, profile: Profile(name: "Canary Name", timeZone: "UTC")) { coach in
            _ = try await coach.logMeasurement(metric: "body_mass", value: 81.4172)
            _ = try? await coach.logMeal(text: "canary soup")
            let session = try await coach.newSession()
            _ = try await session.send(text: "canary message: how heavy am I?").result()
            _ = await failure { try await coach.query(metric: "canary", firstDay: "x", lastDay: "y", bucket: .day) }
            _ = try Probe().echoText(text: "canary echo")
            _ = await failure { try await Probe().panic() }
        }
        _ = await failure { try await Coach.open(config: home.with(key: "canary-key")) }
        XCTAssertFalse(log.lines.isEmpty)
        let lines = log.lines.joined(separator: "\n")
        for canary in ["canary", "Canary", "81.4172", key] { XCTAssertFalse(lines.contains(canary), lines) }
    }
}

/// A keychain in memory, which may be told to fail.
final class MemoryKeychain: HostKeychain, @unchecked Sendable {
    private let lock = NSLock()
    private var secrets: [String: Data] = [:]
    private var told: (any Error)?

    var names: [String] { lock.withLock { secrets.keys.sorted() } }

    var failure: (any Error)? {
        get { lock.withLock { told } }
        set { lock.withLock { told = newValue } }
    }

    func read(name: String) throws -> Data? {
        if let failure { throw failure }
        return lock.withLock { secrets[name] }
    }

    func write(name: String, secret: Data) throws {
        if let failure { throw failure }
        lock.withLock { secrets[name] = secret }
    }

    func delete(name: String) throws {
        if let failure { throw failure }
        _ = lock.withLock { secrets.removeValue(forKey: name) }
    }
}

/// Keeps every line of the library's log.
final class MemoryLog: LogSink, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String] = []

    var lines: [String] { lock.withLock { kept } }

    func log(line: LogLine) throws { lock.withLock { kept.append("\(line.target) \(line.text)") } }
}
