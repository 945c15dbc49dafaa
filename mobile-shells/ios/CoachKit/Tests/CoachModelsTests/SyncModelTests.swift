import CoachModels
import Foundation
import PocketCoach
import PocketCoachTesting
import XCTest

/// What the sync screen shows, over two real coaches and the real relay.
final class SyncModelTests: XCTestCase {
    func testTwoPhonesPairByTheWordsThatThePersonCompares() async throws {
        let url = try Relay.url()
        try await withCoach { here, _ in
            try await withCoach { there, _ in try await Self.pairing(url, here, there) }
        }
    }

    @MainActor private static func pairing(_ url: String, _ here: Coach, _ there: Coach) async throws {
        let (old, new) = (SyncModel(here), SyncModel(there))
        await old.load()
        XCTAssertNil(old.status)
        await old.begin(server: url, deviceName: "phone")
        guard case .account(let account) = old.step else { return XCTFail("\(old.step) \(old.failure ?? "")") }
        XCTAssertEqual(account.recoveryWords.count, 24)
        old.wordsKept()
        XCTAssertEqual(old.step, .idle)
        XCTAssertEqual(old.status?.devices, 1)

        // The person says that the words are not the same: nobody comes in.
        try await meet(url, old, new, same: false)
        XCTAssertNotNil(old.failure)
        XCTAssertEqual(old.status?.devices, 1)
        XCTAssertEqual([old.step, new.step], [.idle, .idle])

        try await meet(url, old, new, same: true)
        XCTAssertNil(old.failure)
        XCTAssertEqual(old.note, "tablet")
        await old.syncNow()
        XCTAssertEqual(new.status?.account, account.account)
        XCTAssertEqual(Set(old.devices.compactMap(\.name)), ["phone", "tablet"])

        let tablet = try XCTUnwrap(old.devices.first { $0.name == "tablet" })
        await old.revoke(tablet)
        XCTAssertEqual(old.devices.first { $0.id == tablet.id }?.revoked, true)
        await new.syncNow()
        XCTAssertNotNil(new.failure)
        await old.erase()
        XCTAssertNil(old.failure)
    }

    /// Both sides until both are done. The one who joins gives up when the other does not let it in.
    @MainActor private static func meet(_ url: String, _ old: SyncModel, _ new: SyncModel, same: Bool) async throws {
        let joining = Task { await new.join(server: url, deviceName: "tablet") }
        var code: String?
        while code == nil {
            if case .joining(let shown, _) = new.step { code = shown }
            try await Task.sleep(for: .milliseconds(5))
        }
        let pairing = Task { await old.pair(code: code ?? "") }
        var words: [String]?
        while words == nil {
            if case .pairing(let shown) = old.step { words = shown }
            try await Task.sleep(for: .milliseconds(5))
        }
        // Both screens show the same, since nobody stands in between.
        while case .joining(_, let shown) = new.step, shown != words { try await Task.sleep(for: .milliseconds(5)) }
        old.compared(same: same)
        await pairing.value
        if !same { new.cancel() }
        await joining.value
    }
}
