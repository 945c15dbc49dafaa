import Foundation
import PocketCoach
import XCTest

/// Imports: progress, the report, cancelling, letting go.
final class ImportTests: XCTestCase {
    func testAnImportTellsItsProgressAndAddsNothingTheSecondTime() async throws {
        let home = try Home()
        let export = try Export.small(in: home.folder)
        try await Coach.creating(home.config, profile: Home.person) { coach in
            let task = try coach.importFiles(paths: [export.path])
            let seen = try await task.progress.collected()
            let first = try await task.report()
            let again = try await coach.importFiles(paths: [export.path]).report()
            XCTAssertEqual(seen.last?.stage, "building figures")
            XCTAssertEqual(first.format, "apple_health")
            XCTAssertEqual(first.newRecords, Int64(Export.records))
            XCTAssertEqual(first.firstDay, Export.dates[0])
            XCTAssertEqual(first.lastDay, Export.yesterday)
            XCTAssertFalse(first.partial)
            XCTAssertEqual(again.newRecords, 0)
            let days = try await coach.steps("steps", Export.dates[0], Export.yesterday)
            XCTAssertEqual(days.map(\.value), (0..<Export.days).map(Export.steps(of:)))
        }
    }

    func testACancelledTaskCancelsTheImportAndTheNextOneIsTaken() async throws {
        let home = try Home()
        let (big, small) = (try Export.big(in: home.folder, records: 200_000), try Export.small(in: home.folder))
        try await Coach.creating(home.config, profile: Home.person) { coach in
            let task = try coach.importFiles(paths: [big.path])
            let watching = Task {
                for try await progress in task.progress where progress.records > 0 {
                    XCTAssertLessThan(progress.bytesDone, progress.bytesTotal)
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            let outcome = await watching.result
            XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
            let error = await failure { try await task.finish() }
            XCTAssertEqual(error, .Cancelled)
            let report = try await coach.importFiles(paths: [small.path]).report()
            XCTAssertEqual(report.newRecords, Int64(Export.records))
        }
    }

    func testLettingGoOfAnImportEndsIt() async throws {
        let home = try Home()
        let big = try Export.big(in: home.folder, records: 200_000)
        try await Coach.creating(home.config, profile: Home.person) { coach in
            do {
                let task = try coach.importFiles(paths: [big.path])
                _ = try await task.nextProgress()
            }
            // An import that still ran would hold the writer, or put in everything.
            _ = try await coach.logMeasurement(metric: "body_mass", value: 80)
            let days = try await coach.steps("heart_rate", "2024-01-01", "2024-12-31")
            XCTAssertLessThan(days.reduce(0) { $0 + $1.count }, 200_000)
        }
    }

    func testWhatIsNoExportIsSaidWhenTheImportEnds() async throws {
        let home = try Home()
        let junk = home.folder.appendingPathComponent("notes.xml")
        try "not an export at all".write(to: junk, atomically: true, encoding: .utf8)
        try await Coach.creating(home.config, profile: Home.person) { coach in
            for (path, code) in [(junk.path, "invalid_input"), ("/missing.xml", "not_found")] {
                let error = await failure { try await coach.importFiles(paths: [path]).report() }
                XCTAssertEqual(error?.code(), code)
            }
        }
    }
}
