import Foundation
import PocketCoach
import XCTest

/// Asking: events that are pulled as a sequence, cancelling in every way, red flags.
final class TurnTests: XCTestCase {
    static let question = "How many steps did I take yesterday?"

    func testAQuestionStreamsToolCallsFiguresAndTextThatAddUpToTheReply() async throws {
        let home = try Home()
        try await home.filled { coach in
            let session = try await coach.newSession()
            let turn = try session.send(text: Self.question)
            let events = try await turn.events.collected()
            let result = try await turn.result()
            let again = try await turn.result()
            XCTAssertEqual(result, again)
            let more = try await turn.nextEvent()
            XCTAssertNil(more)

            guard case .started(_, let trace) = events.first else { return XCTFail("it began with no start") }
            XCTAssertEqual(events.last, .finished(result: result))
            XCTAssertEqual(events.text, result.reply)
            XCTAssertEqual(result.traceId, trace)
            XCTAssertEqual(result.sessionId, session.id())
            let called = events.compactMap { if case .toolStarted(_, let tool, _) = $0 { tool } else { nil } }
            XCTAssertFalse(called.isEmpty)
            XCTAssertEqual(called, result.toolCalls.map(\.tool))
            let steps = Export.steps(of: Export.days - 1)
            XCTAssertTrue(result.citations.contains { $0.value == steps && $0.metric == "steps" })
            XCTAssertTrue(result.reply.replacingOccurrences(of: ",", with: "").contains("\(Int(steps))"))
        }
    }

    func testTheTextAloneIsTheReply() async throws {
        let home = try Home()
        try await home.filled { coach in
            let turn = try await coach.newSession().send(text: Self.question)
            var text = ""
            for try await piece in turn.events.text() { text += piece }
            let reply = try await turn.result().reply
            XCTAssertEqual(text, reply)
        }
    }

    func testTheResultDoesNotWaitForReadersAndReadersLoseNothing() async throws {
        let home = try Home()
        try await home.filled { coach in
            let turn = try await coach.newSession().send(text: Self.question)
            let result = try await turn.result()
            let events = try await turn.events.collected()
            XCTAssertEqual(events.text, result.reply)
        }
    }

    func testATurnThatIsCancelledByItsHandleFailsWithCancelledAndTheNextIsAnswered() async throws {
        let home = try Home()
        try await home.filled { coach in
            let session = try await coach.newSession()
            let turn = try session.send(text: Self.question)
            try turn.cancel()
            let error = await failure { try await turn.finish() }
            XCTAssertEqual(error, .Cancelled)
            XCTAssertEqual(error?.isRetryable(), true)
            let reply = try await session.send(text: Self.question).result().reply
            XCTAssertFalse(reply.isEmpty)
        }
    }

    func testACancelledTaskCancelsTheTurnThatItWaitsFor() async throws {
        let home = try Home()
        try await home.filled { coach in
            let session = try await coach.newSession()
            let turn = try session.send(text: Self.question)
            let waiting = Task {
                // Cancelled before it asks: the turn must hear of it all the same.
                withUnsafeCurrentTask { $0?.cancel() }
                return try await turn.result()
            }
            let outcome = await waiting.result
            XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
            let error = await failure { try await turn.finish() }
            XCTAssertEqual(error, .Cancelled)
            let events = try await turn.events.collected()
            XCTAssertFalse(events.contains { if case .finished = $0 { true } else { false } })
        }
    }

    func testACancelledReaderOfEventsCancelsTheTurn() async throws {
        let home = try Home()
        try await home.filled { coach in
            let session = try await coach.newSession()
            let turn = try session.send(text: Self.question)
            let reading = Task {
                for try await event in turn.events {
                    if case .started = event { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            let outcome = await reading.result
            XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
            // The conversation is free again, whether the turn had got to its end by then or not.
            _ = try? await turn.finish()
            let reply = try await session.send(text: Self.question).result().reply
            XCTAssertFalse(reply.isEmpty)
        }
    }

    func testLettingGoOfATurnCancelsIt() async throws {
        let home = try Home()
        try await home.filled { coach in
            let session = try await coach.newSession()
            _ = try session.send(text: Self.question)
            // A turn that still ran would make the conversation busy for as long as it took.
            while true {
                do {
                    let reply = try await session.send(text: Self.question).result().reply
                    XCTAssertFalse(reply.isEmpty)
                    return
                } catch CoachError.Busy {
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
        }
    }

    func testARedFlagStopsTheTurnWithTheLocalEmergencyNumber() async throws {
        let home = try Home()
        try await home.filled { coach in
            let turn = try await coach.newSession().send(text: "I have crushing chest pain and my left arm is numb")
            let events = try await turn.events.collected()
            let result = try await turn.result()
            XCTAssertEqual(result.interventions.map(\.rule), ["RED-FLAG"])
            XCTAssertTrue(result.reply.contains("112"), result.reply)
            XCTAssertEqual(result.toolCalls, [])
            XCTAssertEqual(events.text, result.reply)
        }
    }

    func testShuttingDownInTheMiddleOfTurnsEndsThem() async throws {
        let home = try Home()
        try await home.filled { coach in
            var turns: [Turn] = []
            for _ in 0..<8 { turns.append(try await coach.newSession().send(text: Self.question)) }
            try await coach.shutdown()
            var codes: [String] = []
            for turn in turns {
                do {
                    _ = try await turn.finish()
                    codes.append("answered")
                } catch let error as CoachError {
                    codes.append(error.code())
                }
                _ = try await turn.events.collected()
            }
            XCTAssertTrue(Set(codes).isSubset(of: ["answered", "cancelled", "closed"]), "\(codes)")
        }
    }
}

extension AsyncSequence where Self: Sendable, Element: Sendable {
    func collected() async throws -> [Element] {
        var all: [Element] = []
        for try await element in self { all.append(element) }
        return all
    }
}

extension [CoachEvent] {
    /// The text of all events, joined.
    var text: String { compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() }
}
