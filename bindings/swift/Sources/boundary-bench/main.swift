// What crossing the boundary costs in Swift, and how soon a model stops. Prints one JSON object.
import Foundation
import PocketCoach

final class Counting: EventListener, @unchecked Sendable {
    var heard = 0

    func onEvent(event: CoachEvent) throws { heard += 1 }
}

func microseconds(_ work: () async throws -> Void) async rethrows -> Double {
    let took = try await ContinuousClock().measure(work).components
    return Double(took.seconds) * 1e6 + Double(took.attoseconds) / 1e12
}

func eachUs(_ times: Int, _ work: () async throws -> Void) async rethrows -> Double {
    try await microseconds { for _ in 0..<times { try await work() } } / Double(times)
}

func nowUs() -> Int64 { Int64(Date().timeIntervalSince1970 * 1e6) }

/// The longest time in milliseconds from a turn's giving up to the end of its model, of some rounds.
func cancelMs(_ giveUp: (Turn) async throws -> Void) async throws -> Double {
    var longest: Int64 = 0
    for _ in 0..<40 {
        let probe = try Probe()
        let begun = try await givenUp(probe, giveUp)
        while try probe.endedUs() == nil { try await Task.sleep(for: .milliseconds(1)) }
        longest = max(longest, try (probe.endedUs() ?? 0) - begun)
    }
    return Double(longest) / 1e3
}

/// Lets go of the turn on return.
func givenUp(_ probe: Probe, _ giveUp: (Turn) async throws -> Void) async throws -> Int64 {
    let turn = try probe.stream(pieces: -1, pauseUs: 1000)
    while try probe.produced() < 5 { try await Task.sleep(for: .milliseconds(1)) }
    let begun = nowUs()
    try await giveUp(turn)
    return begun
}

/// The longest time in milliseconds between two ticks of a clock of ten, while the library is busy.
@MainActor func tickerGapMs() async throws -> Double {
    let probe = try Probe()
    let busy = Task { @MainActor in try await probe.block(milliseconds: 500) }
    var (longest, last) = (Int64(0), nowUs())
    for _ in 0..<50 {
        try await Task.sleep(for: .milliseconds(10))
        longest = max(longest, nowUs() - last)
        last = nowUs()
    }
    try await busy.value
    return Double(longest) / 1e3
}

let probe = try Probe()
let listener = Counting()
let callbacks = 20_000
_ = try await eachUs(1_000) { _ = try probe.echo(number: 1) }
let figures = [
    "call_us": try await eachUs(100_000) { _ = try probe.echo(number: 1) },
    "async_call_us": try await eachUs(5_000) { _ = try await probe.echoAsync(number: 1) },
    "callback_us": try await microseconds { _ = try probe.callBack(listener: listener, times: Int64(callbacks)) }
        / Double(callbacks),
    "series_of_10000_us": try await eachUs(50) {
        let series = try probe.series(points: 10_000)
        precondition(series.count == 10_000)
    },
    "cancel_handle_ms": try await cancelMs { try $0.cancel() },
    "cancel_drop_ms": try await cancelMs { _ in },
    "cancel_task_ms": try await cancelMs { turn in
        let reading = Task { for try await _ in turn.events {} }
        reading.cancel()
        _ = await reading.result
    },
    "ticker_gap_ms": try await tickerGapMs(),
]
precondition(listener.heard == callbacks)
print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
