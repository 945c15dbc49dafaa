import Foundation
import PocketCoach
import PocketCoachTesting
import XCTest

/// Sync and pairing through the boundary, against the real relay: stores of this library and `coach-server` on loopback.
final class SyncTests: XCTestCase {
    private static func weights(_ coach: Coach) async throws -> [Double] {
        try await coach.query(
            metric: "body_mass", firstDay: "2000-01-01", lastDay: "2999-12-31", bucket: .raw, source: nil
        ).map(\.value).sorted()
    }

    func testDevicesPairShareAndOneIsPutOut() async throws {
        let (here, there) = (try Home(), try Home())
        let url = try Relay.url()
        try await Coach.creating(here.config, profile: Home.person) { phone in
            try await Coach.creating(there.config, profile: Home.person) { tablet in
                let account = try await phone.syncInit(server: url, deviceName: "phone")
                XCTAssertEqual(account.recoveryWords.count, 24)
                _ = try await phone.logMeasurement(metric: "body_mass", value: 81.5)

                let screen = Joining()
                let join = try tablet.syncJoin(server: url, deviceName: "tablet", screen: screen)
                let code = try await screen.code()
                let pair = try phone.syncPair(code: code, screen: Pairing(other: screen))
                let paired = try await pair.paired()
                XCTAssertEqual(paired.name, "tablet")
                let joined = try await join.joined()
                XCTAssertEqual(joined.alerts, [])
                let come = try await Self.weights(tablet)
                XCTAssertEqual(come, [81.5])

                _ = try await tablet.logMeasurement(metric: "body_mass", value: 80.5)
                _ = try await tablet.syncNow()
                _ = try await phone.syncNow()
                let both = try await Self.weights(phone)
                XCTAssertEqual(both, [80.5, 81.5])

                let devices = try await phone.syncRevoke(id: paired.id)
                XCTAssertEqual(devices.filter(\.revoked).map(\.id), [paired.id])
                let refused = await failure { try await tablet.syncNow() }
                XCTAssertNotNil(refused)
            }
        }
    }

    func testACancelledTaskGivesUpJoining() async throws {
        let home = try Home()
        let url = try Relay.url()
        try await Coach.creating(home.config, profile: Home.person) { phone in
            let screen = Joining()
            let join = try phone.syncJoin(server: url, deviceName: "phone", screen: screen)
            _ = try await screen.code()
            let waiting = Task { try await join.joined() }
            waiting.cancel()
            let outcome = await waiting.result
            XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
            let account = try await phone.syncInit(server: url, deviceName: "phone")
            XCTAssertEqual(account.server, url)
        }
    }
}

/// The screen of a device that wants in.
private final class Joining: JoinScreen, @unchecked Sendable {
    private let lock = NSLock()
    private var shown: (code: String?, words: [String]?)

    func showCode(code: String) throws { lock.withLock { shown.code = code } }
    func showWords(words: [String]) throws { lock.withLock { shown.words = words } }

    func code() async throws -> String {
        while true {
            if let code = lock.withLock({ shown.code }) { return code }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Waits for the words, on a thread that may.
    func words() -> [String] {
        while true {
            if let words = lock.withLock({ shown.words }) { return words }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}

/// A person who looks at the other screen.
private final class Pairing: PairScreen, Sendable {
    private let other: Joining

    init(other: Joining) { self.other = other }

    func sameWords(words: [String]) throws -> Bool { other.words() == words }
}
