import PocketCoachGenerated

/// Work in the library that can be told to end soon. Letting go of it tells it as well.
public protocol Cancellable: AnyObject, Sendable {
    /// Ends the work soon. Safe to call again and after its end.
    func cancel() throws
}

extension Turn: Cancellable {}
extension ImportTask: Cancellable {}
extension ModelTask: Cancellable {}
extension HealthTask: Cancellable {}
extension JoinTask: Cancellable {}
extension PairTask: Cancellable {}

/// Waits for `wait`, and tells `work` to end as soon as the waiting task is cancelled, or when it was already.
///
/// The library learns nothing of a cancelled Swift task by itself (UniFFI has no way for it), so this is the one place
/// where the two meet. The wait itself is given up only once the library has let go of it; that is soon after.
func cancelling<Value: Sendable>(
    _ work: some Cancellable,
    _ wait: @Sendable () async throws -> Value
) async throws -> Value {
    try await withTaskCancellationHandler {
        try Task.checkCancellation()
        do {
            return try await wait()
        } catch CoachError.Cancelled where Task.isCancelled {
            throw CancellationError()
        }
    } onCancel: {
        // It fails only once there is nothing left to cancel.
        try? work.cancel()
    }
}
