import PocketCoachGenerated

extension CoachError {
    /// The sentence of the library for any error that a call of this package throws; a cancelled task gives nothing.
    ///
    /// Show this, and nothing else: `localizedDescription` of a generated error is a dump of its fields.
    public static func sentence(for error: any Error) -> String? {
        switch error {
        case let error as CoachError: error.userMessage()
        case let error as TurnFailure: "Failed to \(error.reason)."
        case is CancellationError: nil
        default: "Something in the app failed. Try again."
        }
    }
}
