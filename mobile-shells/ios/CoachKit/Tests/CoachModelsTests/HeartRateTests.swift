import CoachModels
import Foundation
import XCTest

/// What belts send.
final class HeartRateTests: XCTestCase {
    func testEightAndSixteenBitsAreRead() {
        XCTAssertEqual(HeartRateMeasurement(Data([0x00, 72]))?.beatsPerMinute, 72)
        XCTAssertEqual(HeartRateMeasurement(Data([0x01, 0x2c, 0x01]))?.beatsPerMinute, 300)
        // Energy and intervals that follow change nothing.
        XCTAssertEqual(HeartRateMeasurement(Data([0x1e, 72, 0x10, 0x00, 0x40, 0x03]))?.beatsPerMinute, 72)
    }

    func testWithoutSkinThereIsNoHeartRate() {
        XCTAssertEqual(HeartRateMeasurement(Data([0x04, 72])), HeartRateMeasurement(Data([0x00, 0])))
        XCTAssertNil(HeartRateMeasurement(Data([0x04, 72]))?.beatsPerMinute)
        XCTAssertEqual(HeartRateMeasurement(Data([0x06, 72]))?.beatsPerMinute, 72)
    }

    func testWhatIsCutOffIsNoMeasurement() {
        for bytes in [[], [0x00], [0x01], [0x01, 72]] as [[UInt8]] { XCTAssertNil(HeartRateMeasurement(Data(bytes))) }
    }
}
