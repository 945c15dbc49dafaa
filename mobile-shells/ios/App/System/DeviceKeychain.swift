import Foundation
import PocketCoach
import Security

/// The phone's keychain. Secrets stay on this phone, in no backup, and can be read once it was unlocked after a start,
/// since Health wakes the app in the background.
final class DeviceKeychain: HostKeychain {
    private static let service = "app.pocketcoach"

    private func query(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: Self.service, kSecAttrAccount: name]
    }

    func read(name: String) throws -> Data? {
        var found: CFTypeRef?
        let asked = query(name).merging([kSecReturnData: true, kSecMatchLimit: kSecMatchLimitOne]) { $1 }
        switch SecItemCopyMatching(asked as CFDictionary, &found) {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        case let status: throw Self.failure(status)
        }
    }

    func write(name: String, secret: Data) throws {
        let value: [CFString: Any] = [
            kSecValueData: secret, kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(query(name) as CFDictionary, value as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(query(name).merging(value) { $1 } as CFDictionary, nil)
        }
        guard status == errSecSuccess else { throw Self.failure(status) }
    }

    func delete(name: String) throws {
        let status = SecItemDelete(query(name) as CFDictionary)
        guard status == errSecSuccess || status == errSecItemNotFound else { throw Self.failure(status) }
    }

    private static func failure(_ status: OSStatus) -> HostError {
        status == errSecInteractionNotAllowed
            ? .Locked(reason: "the phone has not been unlocked since it started; unlock it")
            : .Failed(reason: "the keychain answered with error \(status); start the phone anew")
    }
}
