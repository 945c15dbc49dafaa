import PocketCoachGenerated

extension ImportTask {
    /// How far the import has come, until it ends. Cancelling the task that reads it cancels the import.
    public var progress: News<ImportProgress> { News(of: self) { try await $0.nextProgress() } }

    /// Waits for the report; cancelling the waiting task cancels the import, and what it has read is kept.
    public func report() async throws -> ImportReport {
        try await cancelling(self) { try await self.finish() }
    }
}

extension ModelTask {
    /// How far the work has come, until it ends. Cancelling the task that reads it cancels the work.
    public var progress: News<ModelProgress> { News(of: self) { try await $0.nextProgress() } }

    /// Waits for the report; cancelling the waiting task cancels the work, and what was fetched is kept.
    public func report() async throws -> ModelReport {
        try await cancelling(self) { try await self.finish() }
    }
}

extension HealthTask {
    /// Waits for the report; cancelling the waiting task ends the read after its page, and what was committed stays.
    public func report() async throws -> IngestReport {
        try await cancelling(self) { try await self.finish() }
    }
}

extension JoinTask {
    /// Waits until this device is in; cancelling the waiting task gives up.
    public func joined() async throws -> SyncReport {
        try await cancelling(self) { try await self.finish() }
    }
}

extension PairTask {
    /// Waits until the other device is in; cancelling the waiting task gives up.
    public func paired() async throws -> SyncDevice {
        try await cancelling(self) { try await self.finish() }
    }
}

extension Coach {
    /// The number of writes since the coach was opened, after each write or several at once; ends at the shutdown.
    ///
    /// A reader that is cancelled hears of it at the next write; nothing of the coach's waits for it.
    public func writes() throws -> AsyncThrowingStream<Int64, any Error> {
        let changes = try changes()
        return AsyncThrowingStream { try await changes.next() }
    }
}

/// The latest news of a piece of work each time, never an old one. It keeps the work alive while it is read.
public struct News<Element: Sendable>: AsyncSequence, Sendable {
    private let step: @Sendable () async throws -> Element?

    init<Work: Cancellable>(of work: Work, _ next: @escaping @Sendable (Work) async throws -> Element?) {
        step = { try await cancelling(work) { try await next(work) } }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(step: step) }

    /// Where a reader is.
    public struct Iterator: AsyncIteratorProtocol {
        let step: @Sendable () async throws -> Element?

        public mutating func next() async throws -> Element? { try await step() }
    }
}
