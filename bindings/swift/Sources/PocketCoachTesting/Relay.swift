import Foundation

/// The real `coach-server`, on loopback and for the time of the tests; `cargo xtask` starts it.
public enum Relay {
    /// There is no relay to test with.
    public struct Missing: Error, CustomStringConvertible {
        public let description = "POCKETCOACH_RELAY does not say where a relay listens"
    }

    /// Its address. Whoever needs an account makes one of their own.
    public static func url() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["POCKETCOACH_RELAY"] else { throw Missing() }
        return url
    }
}
