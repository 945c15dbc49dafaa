import Foundation

/// A notification of a heart-rate belt or watch over Bluetooth: the Heart Rate Measurement characteristic (0x2A37) of the
/// Bluetooth SIG's Heart Rate Service 1.0.
public struct HeartRateMeasurement: Equatable, Sendable {
    /// Beats a minute; nothing while the sensor says that it does not touch skin, or reads 0.
    public let beatsPerMinute: Double?

    /// Reads a notification; nothing when it is none.
    public init?(_ data: Data) {
        let bytes = [UInt8](data)
        guard let flags = bytes.first else { return nil }
        let value: UInt16
        if flags & 1 == 0 {
            guard bytes.count >= 2 else { return nil }
            value = UInt16(bytes[1])
        } else {
            guard bytes.count >= 3 else { return nil }
            value = UInt16(bytes[1]) | UInt16(bytes[2]) << 8
        }
        // Bit 2 says that the sensor can tell contact, bit 1 that there is some.
        let offSkin = flags & 0b110 == 0b100
        beatsPerMinute = offSkin || value == 0 ? nil : Double(value)
    }
}
