import 'dart:math';

import 'package:flutter_secure_storage/flutter_secure_storage.dart';
import 'package:pocketcoach/pocketcoach.dart';

/// The database's key, in the platform's keystore; made at the first start and never in a backup.
///
/// The library could ask for it itself through `HostKeychain`, but it waits for the answer, which Dart cannot give from
/// another thread. So the app reads it first and hands it over.
Future<KeyChoice> databaseKey() async {
  const storage = FlutterSecureStorage(
    aOptions: AndroidOptions(encryptedSharedPreferences: true),
    iOptions: IOSOptions(accessibility: KeychainAccessibility.first_unlock_this_device),
  );
  const name = 'database.key';
  final kept = await storage.read(key: name);
  if (kept != null) return KeyChoiceGiven(hex: kept);
  final random = Random.secure();
  final made = [for (var index = 0; index < 32; index++) random.nextInt(256).toRadixString(16).padLeft(2, '0')].join();
  // Kept before it is used: a key that is lost takes the data with it.
  await storage.write(key: name, value: made);
  return KeyChoiceGiven(hex: made);
}
