import Foundation
import XCTest

/// Scenarios as data: every file of `tests/scenarios`, word for word. What the fields mean stands in its README.
final class ScenarioTests: XCTestCase {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../../../tests/scenarios").standardized

    func testEveryScenario() async throws {
        let files = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        XCTAssertGreaterThan(files.count, 10, "the scenarios were not found")
        var played = 0
        for file in files {
            do {
                try await Scenario(JSON(parsing: String(contentsOf: file, encoding: .utf8))).play()
                played += 1
                print("scenario \(file.lastPathComponent) played")
            } catch {
                XCTFail("\(file.lastPathComponent): \(error)")
            }
        }
        XCTAssertEqual(played, files.count)
    }

    /// The runner itself: an expectation that does not hold is found.
    func testExpectationsCanFail() throws {
        let value = try JSON(parsing: #"{"a": [1, 2, {"b": "text"}], "n": null, "t": "{\"x\": 1}"}"#)
        let holding = [
            #"{"a": {"length": 3, "0": 1, "-1": {"b": {"contains": "ex"}}}}"#, #"{"n": {"null": true}}"#,
            #"{"t": {"json": {"x": {"at_least": 1, "at_most": 1}}}}"#,
            #"{"a": {"contains": {"b": "text"}, "lacks": 3}}"#,
            #"{"a": {"0": {"any": [7, 1]}}}"#, #"{"a": {"empty": false}}"#, #"{"a": {"0": {"is": 1}}}"#,
        ]
        let failing = [
            #"{"a": {"length": 2}}"#, #"{"a": {"3": 1}}"#, #"{"n": {"null": false}}"#, #"{"missing": 1}"#,
            #"{"t": {"json": {"x": 2}}}"#, #"{"a": {"contains": 9}}"#, #"{"a": {"lacks": 2}}"#, #"{"a": 1}"#,
            #"{"a": {"0": {"any": [7]}}}"#, #"{"a": {"0": {"at_most": 0}}}"#, #"{"a": {"0": true}}"#,
        ]
        for text in holding { XCTAssertTrue(Expectation.fits(try JSON(parsing: text), value), text) }
        for text in failing { XCTAssertFalse(Expectation.fits(try JSON(parsing: text), value), text) }
    }
}
