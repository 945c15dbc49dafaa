import PocketCoachGenerated

extension Turn {
    /// The events of the turn in order, from the first that nobody read yet to the last.
    ///
    /// Cancelling the task that reads them cancels the turn: the sequence then ends with `CancellationError`.
    /// Leaving the loop early does not; letting go of the turn does.
    public var events: TurnEvents { TurnEvents(turn: self) }

    /// Waits for the result; cancelling the waiting task cancels the turn.
    ///
    /// `finish` by itself would go on waiting, because a cancelled Swift task does not reach the library.
    public func result() async throws -> TurnResult {
        try await cancelling(self) { try await self.finish() }
    }
}

/// The events of one turn. It keeps the turn alive while it is read.
public struct TurnEvents: AsyncSequence, Sendable {
    public typealias Element = CoachEvent

    let turn: Turn

    public func makeAsyncIterator() -> Iterator { Iterator(turn: turn) }

    /// Where a reader is.
    public struct Iterator: AsyncIteratorProtocol {
        let turn: Turn

        public mutating func next() async throws -> CoachEvent? {
            let turn = turn
            return try await cancelling(turn) { try await turn.nextEvent() }
        }
    }
}

extension TurnEvents {
    /// The text of the reply, piece by piece; anything else is left out. A turn that fails throws.
    ///
    /// After `Fallback` the text begins anew with the answer of another model; `onRestart` is told first.
    public func text(onRestart: @escaping @Sendable () -> Void = {}) -> AsyncThrowingStream<String, any Error> {
        AsyncThrowingStream { continuation in
            let reading = Task {
                do {
                    for try await event in self {
                        switch event {
                        case .text(let text): continuation.yield(text)
                        case .fallback: onRestart()
                        case .failed(let kind, let reason): throw TurnFailure(kind: kind, reason: reason)
                        default: break
                        }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in reading.cancel() }
        }
    }
}

/// A turn that ended without an answer.
public struct TurnFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Kind of failure, for example `cancelled`.
    public let kind: String
    /// What failed and what to do; reads after "failed to".
    public let reason: String

    public var description: String { "failed to \(reason)" }
}
