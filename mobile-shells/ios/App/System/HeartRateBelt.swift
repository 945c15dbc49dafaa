import CoachModels
@preconcurrency import CoreBluetooth
import Foundation

/// A heart-rate belt or watch that broadcasts over Bluetooth. It finds the first one near, and finds it again when it is
/// lost; meanwhile it says that there is no heart rate.
@MainActor
final class HeartRateBelt: NSObject {
    /// Beats a minute, or nothing when the sensor is lost or off the skin.
    var onSample: (Double?) -> Void = { _ in }
    private static let service = CBUUID(string: "180D")
    private static let measurement = CBUUID(string: "2A37")
    private var manager: CBCentralManager?
    private var belt: CBPeripheral?

    func start() { manager = manager ?? CBCentralManager(delegate: self, queue: .main) }

    func stop() {
        manager?.stopScan()
        if let belt { manager?.cancelPeripheralConnection(belt) }
        (belt, manager) = (nil, nil)
    }
}

extension HeartRateBelt: @preconcurrency CBCentralManagerDelegate, @preconcurrency CBPeripheralDelegate {
    func centralManagerDidUpdateState(_ central: CBCentralManager) {
        guard central.state == .poweredOn else { return onSample(nil) }
        central.scanForPeripherals(withServices: [Self.service])
    }

    func centralManager(
        _ central: CBCentralManager, didDiscover peripheral: CBPeripheral, advertisementData: [String: Any],
        rssi: NSNumber
    ) {
        guard belt == nil else { return }
        belt = peripheral
        peripheral.delegate = self
        central.stopScan()
        central.connect(peripheral)
    }

    func centralManager(_ central: CBCentralManager, didConnect peripheral: CBPeripheral) {
        peripheral.discoverServices([Self.service])
    }

    func centralManager(
        _ central: CBCentralManager, didDisconnectPeripheral peripheral: CBPeripheral, error: (any Error)?
    ) {
        onSample(nil)
        // The system goes on trying until it is there again.
        central.connect(peripheral)
    }

    func peripheral(_ peripheral: CBPeripheral, didDiscoverServices error: (any Error)?) {
        for service in peripheral.services ?? [] {
            peripheral.discoverCharacteristics([Self.measurement], for: service)
        }
    }

    func peripheral(
        _ peripheral: CBPeripheral, didDiscoverCharacteristicsFor service: CBService, error: (any Error)?
    ) {
        for characteristic in service.characteristics ?? [] { peripheral.setNotifyValue(true, for: characteristic) }
    }

    func peripheral(
        _ peripheral: CBPeripheral, didUpdateValueFor characteristic: CBCharacteristic, error: (any Error)?
    ) {
        guard let data = characteristic.value, let measured = HeartRateMeasurement(data) else { return }
        onSample(measured.beatsPerMinute)
    }
}
