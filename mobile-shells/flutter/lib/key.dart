import 'dart:convert';
import 'dart:typed_data';

import 'package:flutter_secure_storage/flutter_secure_storage.dart';
import 'package:pocketcoach/pocketcoach.dart';

/// The platform's keystore: the coach keeps the key of its database there, in no backup.
final class DeviceKeychain implements Keychain {
  const DeviceKeychain();

  static const FlutterSecureStorage _storage = FlutterSecureStorage(
    aOptions: AndroidOptions(encryptedSharedPreferences: true),
    iOptions: IOSOptions(accessibility: KeychainAccessibility.first_unlock_this_device),
  );

  @override
  Future<Uint8List?> read(String name) async {
    final kept = await _storage.read(key: name);
    return kept == null ? null : base64.decode(kept);
  }

  @override
  Future<void> write(String name, Uint8List secret) => _storage.write(key: name, value: base64.encode(secret));

  @override
  Future<void> delete(String name) => _storage.delete(key: name);
}
