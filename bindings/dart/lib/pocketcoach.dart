/// PocketCoach for Dart and Flutter: the generated code of the Rust library, and streams over it.
library;

export 'src/generated/pocketcoach.dart';
export 'src/host.dart';
export 'src/streams.dart';
