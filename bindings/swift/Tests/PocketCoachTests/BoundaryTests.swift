import Foundation
import PocketCoach
import XCTest

/// The boundary itself: streams, cancelling, blocking, panics, handles.
final class BoundaryTests: XCTestCase {
    func testTenThousandPiecesArriveInOrderAndWholeInFewCrossings() async throws {
        let turn = try Probe().stream(pieces: 10_000, pauseUs: 0)
        var (text, crossings) = ("", 0)
        for try await event in turn.events {
            crossings += 1
            if case .text(let piece) = event { text += piece }
        }
        XCTAssertEqual(text, (0..<10_000).map { "\($0) " }.joined())
        XCTAssertLessThanOrEqual(crossings, 700)
    }

    func testAListenerHearsTenThousandPiecesInOrderInFewCrossings() async throws {
        let listener = Listener()
        let turn = try Probe().streamTo(pieces: 10_000, pauseUs: 0, listener: listener)
        _ = try await turn.result()
        let events = try await listener.over()
        XCTAssertEqual(events.text, (0..<10_000).map { "\($0) " }.joined())
        XCTAssertLessThanOrEqual(events.count, 700)
    }

    /// The model of an endless stream stands still after each way of giving it up.
    func testEveryWayOfGivingUpStopsTheModel() async throws {
        let ways: [(String, @Sendable (Turn) async throws -> Void)] = [
            ("handle", { try $0.cancel() }),
            (
                "waiting task",
                { turn in
                    let waiting = Task { try await turn.result() }
                    waiting.cancel()
                    _ = await waiting.result
                }
            ),
            (
                "reading task",
                { turn in
                    let reading = Task { for try await _ in turn.events {} }
                    reading.cancel()
                    _ = await reading.result
                }
            ),
            (
                "text",
                { turn in
                    for try await _ in turn.events.text() { break }
                }
            ),
            ("letting go", { _ in }),
        ]
        for (name, way) in ways {
            let probe = try Probe()
            try await Self.giveUp(probe, way)
            try await Self.standsStill(probe, name)
        }
    }

    private static func giveUp(_ probe: Probe, _ way: @Sendable (Turn) async throws -> Void) async throws {
        let turn = try probe.stream(pieces: -1, pauseUs: 100)
        while try probe.produced() == 0 { try await Task.sleep(for: .milliseconds(1)) }
        try await way(turn)
    }

    private static func standsStill(_ probe: Probe, _ way: String) async throws {
        // At most the piece on its way. How soon it ends, the benchmark measures.
        let then = try probe.produced()
        while try probe.endedUs() == nil { try await Task.sleep(for: .milliseconds(5)) }
        let more = try probe.produced() - then
        XCTAssertLessThanOrEqual(more, 1, way)
    }

    func testOnceACancelIsToldNothingMoreIsWrittenOrHeard() async throws {
        let probe = try Probe()
        let turn = try probe.stream(pieces: -1, pauseUs: 100)
        while try probe.produced() == 0 { try await Task.sleep(for: .milliseconds(1)) }
        try turn.cancel()
        let error = await failure { try await turn.finish() }
        XCTAssertEqual(error, .Cancelled)
        let written = try probe.produced()
        let events = try await turn.events.collected()
        guard case .failed("cancelled", _) = events.last else { return XCTFail("\(events)") }
        XCTAssertEqual(events.filter { if case .failed = $0 { true } else { false } }.count, 1)
        let after = try await turn.nextEvent()
        XCTAssertNil(after)
        XCTAssertEqual(try probe.produced(), written)
    }

    func testACancelledTurnTellsTheHostsModelAtItsNextPiece() async throws {
        let home = try Home()
        let model = EndlessModel()
        try await Coach.creating(home.config, profile: Home.person, host: CoachHost(model: model)) { coach in
            for round in 1...3 {
                let before = model.written.value
                let turn = try await coach.newSession().send(text: "Say that all is well.")
                while model.written.value < before + 3 { try await Task.sleep(for: .milliseconds(1)) }
                try turn.cancel()
                let error = await failure { try await turn.finish() }
                XCTAssertEqual(error, .Cancelled)
                let confirmed = model.written.value
                let events = try await turn.events.collected()
                guard case .failed("cancelled", _) = events.last else { return XCTFail("\(events)") }
                while model.ended.value < round { try await Task.sleep(for: .milliseconds(5)) }
                // The piece on its way, and the one at which it hears of the end.
                XCTAssertLessThanOrEqual(model.written.value - confirmed, 2)
            }
        }
    }

    func testATickerOnTheCallersSideGoesOnDuringABlockingDecode() async throws {
        let probe = try Probe()
        let ticks = Counter()
        let ticking = Task { @MainActor in
            while !Task.isCancelled {
                ticks.add()
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        try await Self.onMain { try await probe.block(milliseconds: 400) }
        ticking.cancel()
        XCTAssertGreaterThan(ticks.value, 10)
    }

    @MainActor private static func onMain(_ body: @Sendable () async throws -> Void) async throws { try await body() }

    func testAPanicIsATypedErrorAndTheLibraryGoesOn() async throws {
        let probe = try Probe()
        let error = await failure { try await probe.panic() }
        XCTAssertEqual(error?.code(), "storage")
        XCTAssertFalse("\(error?.userMessage() ?? "panic")".contains("panic"))
        let answer = try await probe.echoAsync(number: 7)
        XCTAssertEqual(answer, 7)
    }

    func testTextOfEveryKindComesBackAsItWas() throws {
        let probe = try Probe()
        for text in [
            "", "a", "ä", "e\u{301}", "日本語", "🏋🏽‍♀️", "\u{202e}rtl", "a\0b", String(repeating: "x", count: 1_000_000),
        ] {
            XCTAssertEqual(try probe.echoText(text: text), text)
        }
    }

    func testSixteenThreadsGetTheirOwnAnswers() async throws {
        let probe = try Probe()
        let wrong = Counter()
        DispatchQueue.concurrentPerform(iterations: 16) { thread in
            for number in 0..<500 {
                let asked = Int64(thread * 1000 + number)
                if (try? probe.echo(number: asked)) != asked { wrong.add() }
            }
        }
        XCTAssertEqual(wrong.value, 0)
    }

    func testAThousandTurnsAndConversationsLeaveNoHandle() async throws {
        let probe = try Probe()
        for _ in 0..<1000 {
            let turn = try probe.stream(pieces: 2, pauseUs: 0)
            _ = try await turn.events.collected()
        }
        let home = try Home()
        try await Coach.creating(home.config, profile: Home.person) { coach in
            var known: Set<String> = []
            for number in 0..<1000 {
                let session = try await coach.newSession()
                if number % 100 == 0 { try session.send(text: TurnTests.question).cancel() }
                known.insert(session.id())
            }
            XCTAssertEqual(known.count, 1000)
        }
        // Other tests of this process may still be letting go of theirs.
        for _ in 0..<200 {
            if try probe.openTurns() == 0, try probe.openSessions() == 0 { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        XCTAssertEqual(try probe.openTurns(), 0)
        XCTAssertEqual(try probe.openSessions(), 0)
    }
}

/// Writes until it is told to stop.
final class EndlessModel: HostModel, Sendable {
    let written = Counter()
    let ended = Counter()

    func name() throws -> String { "endless" }

    func answer(question: ModelQuestion, reply: ModelReply) throws -> [ModelToolCall] {
        repeat {
            written.add()
            Thread.sleep(forTimeInterval: 0.0002)
        } while try reply.push(piece: "All is well. ")
        ended.add()
        return []
    }
}

/// A number that may be raised from any thread.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func add() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}
