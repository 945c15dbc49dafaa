import Foundation
import Observation
import PocketCoach

/// What the person writes down, and the journal of it.
@MainActor @Observable
public final class LogModel {
    public private(set) var entries: Loading<[JournalEntry]> = .loading
    /// The line about what was last written.
    public private(set) var note: String?
    public private(set) var failure: String?
    private let coach: Coach
    /// How the person writes numbers.
    private let locale: Locale

    public init(_ coach: Coach, locale: Locale = .current) {
        self.coach = coach
        self.locale = locale
    }

    /// The journal of the last days, newest first.
    public func load(days: Int = 14) async {
        let coach = coach
        entries = await .of(entries) {
            let last = try coach.todayDate()
            return try await coach.journal(firstDay: Self.day(last, minus: days - 1), lastDay: last)
        }
    }

    /// A measurement as it was typed, in the unit that the coach keeps it in.
    public func measurement(_ metric: String, typed: String) async {
        guard let value = number(typed) else { return refuse("Type a number, such as \(example).") }
        await write { try await $0.logMeasurement(metric: metric, value: value) }
    }

    public func meal(_ words: String) async { await write { try await $0.logMeal(text: words) } }

    public func workout(_ workout: WorkoutEntry) async { await write { try await $0.logWorkout(workout: workout) } }

    public func set(_ set: SetEntry) async { await write { try await $0.logSet(set: set) } }

    public func pain(_ place: String, score: Int?) async {
        await write { try await $0.logPain(place: place, score: score.map(Int32.init)) }
    }

    public func symptom(_ words: String, score: Int?) async {
        await write { try await $0.logSymptom(text: words, score: score.map(Int32.init)) }
    }

    public func mood(_ score: Int) async { await write { try await $0.logMood(score: Int32(score)) } }

    public func habit(_ name: String) async { await write { try await $0.logHabit(name: name) } }

    public func remove(_ entry: JournalEntry) async {
        (note, failure) = (nil, nil)
        do { _ = try await coach.removeEntry(id: entry.id) } catch { failure = CoachError.sentence(for: error) }
        await load()
    }

    /// A number as people type it: with their own decimal mark or a point, and nothing else beside it.
    public func number(_ typed: String) -> Double? {
        let text = typed.trimmingCharacters(in: .whitespaces)
        let plain = text.replacingOccurrences(of: locale.decimalSeparator ?? ".", with: ".")
        // What Swift reads beyond that, such as `nan` or `0x1p3`, no person means.
        guard plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }) else { return nil }
        return Double(plain)
    }

    private var example: String { "72\(locale.decimalSeparator ?? ".")5" }

    private func refuse(_ sentence: String) { (note, failure) = (nil, sentence) }

    private func write(_ work: (Coach) async throws -> Logged) async {
        (note, failure) = (nil, nil)
        do { note = try await work(coach).text } catch { failure = CoachError.sentence(for: error) }
        await load()
    }

    /// A date of the form YYYY-MM-DD, so many days earlier.
    static func day(_ date: String, minus days: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3,
            let start = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2])),
            let earlier = calendar.date(byAdding: .day, value: -days, to: start)
        else { return date }
        let found = calendar.dateComponents([.year, .month, .day], from: earlier)
        return String(format: "%04d-%02d-%02d", found.year ?? 0, found.month ?? 0, found.day ?? 0)
    }
}
