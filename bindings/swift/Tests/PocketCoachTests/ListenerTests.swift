import Foundation
import PocketCoach
import XCTest

/// Asking: events that are pushed to a listener, which may be slow, may fail and may call the coach.
final class ListenerTests: XCTestCase {
    func testAListenerHearsEverythingInOrder() async throws {
        let home = try Home()
        try await home.filled { coach in
            let listener = Listener()
            let result = try await coach.newSession().sendTo(text: TurnTests.question, listener: listener).result()
            let events = try await listener.over()
            XCTAssertEqual(events.last, .finished(result: result))
            XCTAssertEqual(events.text, result.reply)
        }
    }

    func testASlowListenerHoldsUpNeitherTheTurnNorOtherCalls() async throws {
        let home = try Home()
        try await home.filled { coach in
            let gate = DispatchSemaphore(value: 0)
            let listener = Listener(before: { _ in
                gate.wait()
                gate.signal()
            })
            let result = try await coach.newSession().sendTo(text: TurnTests.question, listener: listener).result()
            let steps = try await coach.steps("steps", Export.yesterday, Export.yesterday)
            XCTAssertEqual(steps.first?.value, Export.steps(of: Export.days - 1))
            XCTAssertEqual(listener.heard, [])
            gate.signal()
            let events = try await listener.over()
            XCTAssertEqual(events.text, result.reply)
        }
    }

    func testAListenerMayCallTheCoach() async throws {
        let home = try Home()
        try await home.filled { coach in
            let listener = Listener(before: { _ in
                let done = DispatchSemaphore(value: 0)
                Task.detached {
                    _ = try await coach.profile()
                    done.signal()
                }
                guard done.wait(timeout: .now() + 60) == .success else { throw Broken() }
            })
            let result = try await coach.newSession().sendTo(text: TurnTests.question, listener: listener).result()
            let events = try await listener.over()
            XCTAssertEqual(events.text, result.reply)
        }
    }

    func testAListenerThatThrowsHearsNoMoreAndTheTurnIsFinished() async throws {
        let home = try Home()
        try await home.filled { coach in
            for error: any Error in [Broken(), ListenerError.Failed] {
                let listener = Listener(after: { _ in throw error })
                let session = try await coach.newSession()
                let result = try await session.sendTo(text: TurnTests.question, listener: listener).result()
                XCTAssertFalse(result.reply.isEmpty)
                // It runs on a thread of its own: an answer to a second question shows that the first is long over.
                let second = Listener()
                _ = try await session.sendTo(text: TurnTests.question, listener: second).result()
                _ = try await second.over()
                XCTAssertEqual(listener.heard.count, 1)
            }
        }
    }
}

struct Broken: Error, CustomStringConvertible { let description = "canary" }

/// Keeps what it hears, and does what it was made with before and after.
final class Listener: EventListener, @unchecked Sendable {
    typealias Act = @Sendable (CoachEvent) throws -> Void

    private let lock = NSLock()
    private var events: [CoachEvent] = []
    private let before: Act
    private let after: Act

    init(before: @escaping Act = { _ in }, after: @escaping Act = { _ in }) {
        self.before = before
        self.after = after
    }

    var heard: [CoachEvent] { lock.withLock { events } }

    func onEvent(event: CoachEvent) throws {
        try before(event)
        lock.withLock { events.append(event) }
        try after(event)
    }

    /// Everything that was heard, once the turn is over.
    func over() async throws -> [CoachEvent] {
        while true {
            let events = heard
            switch events.last {
            case .finished, .failed: return events
            default: try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}
