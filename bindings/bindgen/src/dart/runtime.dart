// Written by coach-bindgen out of the built library. Do not edit: `cargo xtask bindings generate` writes it anew.
//
// ignore_for_file: type=lint, unused_element, unused_import

import 'dart:async';
import 'dart:convert';
import 'dart:ffi';
import 'dart:io' show Platform;
import 'dart:typed_data';

import 'package:ffi/ffi.dart';

/// The boundary itself failed: the library is missing or another version, or it ended in a way that it should not.
final class CoachBoundaryError extends Error {
  CoachBoundaryError._(this.what);

  /// What failed; reads after "failed to". It holds nothing of the person's.
  final String what;

  @override
  String toString() => 'failed to $what';
}

/// Where the library is, when it is not where the platform looks. To be set before the first call.
String? coachLibraryPath;

final DynamicLibrary _library = _checked(_open());

DynamicLibrary _open() {
  final given = coachLibraryPath;
  if (given != null) return DynamicLibrary.open(given);
  // On Apple's systems the library is linked into the app.
  if (Platform.isIOS || Platform.isMacOS) return DynamicLibrary.process();
  if (Platform.isWindows) return DynamicLibrary.open('pocketcoach_ffi.dll');
  return DynamicLibrary.open('libpocketcoach_ffi.so');
}

DynamicLibrary _checked(DynamicLibrary library) {
  final contract = library.lookupFunction<Uint32 Function(), int Function()>(_contractSymbol);
  if (contract() != _contractVersion) {
    throw CoachBoundaryError._('load the library: it speaks another version of the contract; build both anew');
  }
  for (final MapEntry(key: symbol, value: expected) in _checksums.entries) {
    final checksum = library.lookupFunction<Uint16 Function(), int Function()>(symbol);
    if (checksum() != expected) {
      throw CoachBoundaryError._('load the library: it was built from another interface; generate the code anew');
    }
  }
  return library;
}

final class _RustBuffer extends Struct {
  @Uint64()
  external int capacity;

  @Uint64()
  external int len;

  external Pointer<Uint8> data;
}

final class _RustCallStatus extends Struct {
  @Int8()
  external int code;

  external _RustBuffer error_buf;
}

const int _succeeded = 0;
const int _failed = 1;
const int _unexpected = 2;

/// Calls Rust and turns its status into an exception.
T _rustCall<T>(
  T Function(Pointer<_RustCallStatus> status) call, [
  Object Function(_RustBuffer error)? liftError,
]) {
  final status = calloc<_RustCallStatus>();
  try {
    final result = call(status);
    final code = status.ref.code;
    if (code == _succeeded) return result;
    final buffer = status.ref.error_buf;
    if (code == _failed && liftError != null) throw liftError(buffer);
    // The text of a panic is for nobody: it could hold anything.
    _free(buffer);
    throw CoachBoundaryError._(code == _unexpected ? 'finish the call: the library ended it unexpectedly' : 'finish the call: it was cancelled');
  } finally {
    calloc.free(status);
  }
}

/// Drives a future of Rust's from Dart's event loop.
Future<T> _rustFuture<F, T>(
  int future,
  void Function(int future, Pointer<NativeFunction<_RustFutureContinuationCallback>> wake, int data) poll,
  F Function(int future, Pointer<_RustCallStatus> status) complete,
  void Function(int future) free,
  T Function(F value) lift, [
  Object Function(_RustBuffer error)? liftError,
]) async {
  try {
    while (await _Polls.next(future, poll) != _ready) {}
    return lift(_rustCall((status) => complete(future, status), liftError));
  } finally {
    free(future);
  }
}

const int _ready = 0;

/// Waits for futures of Rust's to be worth asking again.
abstract final class _Polls {
  static final Map<int, Completer<int>> _waiting = {};
  static int _last = 0;

  // Rust wakes from any thread, which only a listener may be called from.
  static final NativeCallable<_RustFutureContinuationCallback> _wake =
      NativeCallable<_RustFutureContinuationCallback>.listener(_woken);

  static Future<int> next(
    int future,
    void Function(int, Pointer<NativeFunction<_RustFutureContinuationCallback>>, int) poll,
  ) {
    final data = ++_last;
    final completer = _waiting[data] = Completer<int>();
    // The isolate lives for as long as somebody waits.
    _wake.keepIsolateAlive = true;
    poll(future, _wake.nativeFunction, data);
    return completer.future;
  }

  static void _woken(int data, int result) {
    final completer = _waiting.remove(data);
    _wake.keepIsolateAlive = _waiting.isNotEmpty;
    completer?.complete(result);
  }
}

/// Functions that Rust keeps, and which keep no isolate alive by themselves.
final List<NativeCallable<Function>> _kept = [];

Pointer<NativeFunction<T>> _keep<T extends Function>(NativeCallable<T> callable) {
  callable.keepIsolateAlive = false;
  _kept.add(callable);
  return callable.nativeFunction;
}

/// Host objects that Rust knows by a number. The numbers are odd: even ones are Rust's own.
final class _Handles<T extends Object> {
  final Map<int, T> _held = {};
  int _next = 1;

  int insert(T value) {
    final handle = _next;
    _next += 2;
    _held[handle] = value;
    return handle;
  }

  void remove(int handle) {
    _held.remove(handle);
  }

  int clone(int handle) {
    final value = _held[handle];
    return value == null ? 0 : insert(value);
  }

  T get(int handle) => _held[handle] ?? (throw CoachBoundaryError._('call the host: it was let go of'));

  /// Tells the listener; one that throws hears no more, and what it threw is the app's to handle.
  void hear(int handle, void Function(T listener) tell) {
    final listener = _held[handle];
    if (listener == null) return;
    try {
      tell(listener);
    } catch (error, trace) {
      _held.remove(handle);
      Zone.current.handleUncaughtError(error, trace);
    }
  }
}

/// Runs an async method of the host and sends what it came to.
Future<void> _answer(Future<void> Function() work, void Function(Object error) failed, void Function() send) async {
  try {
    await work();
  } catch (error) {
    failed(error);
  }
  send();
}

_RustBuffer _allocate(Uint8List bytes) {
  final buffer = _rustCall((status) => RUSTBUFFER_ALLOC(bytes.length, status));
  if (bytes.isNotEmpty) buffer.data.asTypedList(bytes.length).setAll(0, bytes);
  buffer.len = bytes.length;
  return buffer;
}

void _free(_RustBuffer buffer) => _rustCall((status) => RUSTBUFFER_FREE(buffer, status));

/// The bytes of a buffer, which is freed.
Uint8List _taken(_RustBuffer buffer) {
  try {
    return buffer.len == 0 ? Uint8List(0) : Uint8List.fromList(buffer.data.asTypedList(buffer.len));
  } finally {
    _free(buffer);
  }
}

int _lowerBool(bool value) => value ? 1 : 0;

bool _liftBool(int value) => value != 0;

_RustBuffer _lowerString(String value) => _allocate(utf8.encode(value));

String _liftString(_RustBuffer buffer) => utf8.decode(_taken(buffer));

_RustBuffer _lowerBuffer<T>(_Codec<T> codec, T value) {
  final into = _Writer();
  codec.write(value, into);
  return _allocate(into.taken());
}

/// An optional value that is not there.
_RustBuffer _lowerNothing() => _allocate(Uint8List(1));

T _liftBuffer<T>(_Codec<T> codec, _RustBuffer buffer) {
  final from = _Reader(_taken(buffer));
  final value = codec.read(from);
  from.end();
  return value;
}

/// Reads what Rust wrote: big-endian, lengths and variants as 32 bits.
final class _Reader {
  _Reader(this._bytes) : _data = ByteData.sublistView(_bytes);

  final Uint8List _bytes;
  final ByteData _data;
  int _at = 0;

  int _step(int size) {
    final at = _at;
    if (size < 0 || at + size > _bytes.length) throw CoachBoundaryError._('read a value: it ends early');
    _at += size;
    return at;
  }

  int uint8() => _data.getUint8(_step(1));
  int int8() => _data.getInt8(_step(1));
  int uint16() => _data.getUint16(_step(2));
  int int16() => _data.getInt16(_step(2));
  int uint32() => _data.getUint32(_step(4));
  int int32() => _data.getInt32(_step(4));
  int int64() => _data.getInt64(_step(8));
  double float32() => _data.getFloat32(_step(4));
  double float64() => _data.getFloat64(_step(8));

  Uint8List bytes() {
    final length = int32();
    final at = _step(length);
    return Uint8List.fromList(Uint8List.sublistView(_bytes, at, at + length));
  }

  /// The place of a variant, from 0.
  int variant(int count) {
    final number = int32();
    if (number < 1 || number > count) throw CoachBoundaryError._('read a variant');
    return number - 1;
  }

  void end() {
    if (_at != _bytes.length) throw CoachBoundaryError._('read a value: something is left over');
  }
}

/// Writes what Rust reads.
final class _Writer {
  final BytesBuilder _bytes = BytesBuilder();
  final ByteData _scratch = ByteData(8);

  void _add(int size) => _bytes.add(Uint8List.fromList(Uint8List.sublistView(_scratch, 0, size)));

  void uint8(int value) => _bytes.addByte(value);

  void uint16(int value) {
    _scratch.setUint16(0, value);
    _add(2);
  }

  void int32(int value) {
    _scratch.setInt32(0, value);
    _add(4);
  }

  void uint32(int value) {
    _scratch.setUint32(0, value);
    _add(4);
  }

  void int64(int value) {
    _scratch.setInt64(0, value);
    _add(8);
  }

  void float32(double value) {
    _scratch.setFloat32(0, value);
    _add(4);
  }

  void float64(double value) {
    _scratch.setFloat64(0, value);
    _add(8);
  }

  void bytes(Uint8List value) {
    int32(value.length);
    _bytes.add(value);
  }

  Uint8List taken() => _bytes.takeBytes();
}

/// How a type is written to bytes and read from them.
abstract base class _Codec<T> {
  const _Codec();

  T read(_Reader from);

  void write(T value, _Writer into);
}

final class _Uint8Codec extends _Codec<int> {
  const _Uint8Codec();

  @override
  int read(_Reader from) => from.uint8();

  @override
  void write(int value, _Writer into) => into.uint8(value);
}

final class _Int8Codec extends _Codec<int> {
  const _Int8Codec();

  @override
  int read(_Reader from) => from.int8();

  @override
  void write(int value, _Writer into) => into.uint8(value & 0xff);
}

final class _Uint16Codec extends _Codec<int> {
  const _Uint16Codec();

  @override
  int read(_Reader from) => from.uint16();

  @override
  void write(int value, _Writer into) => into.uint16(value);
}

final class _Int16Codec extends _Codec<int> {
  const _Int16Codec();

  @override
  int read(_Reader from) => from.int16();

  @override
  void write(int value, _Writer into) => into.uint16(value & 0xffff);
}

final class _Uint32Codec extends _Codec<int> {
  const _Uint32Codec();

  @override
  int read(_Reader from) => from.uint32();

  @override
  void write(int value, _Writer into) => into.uint32(value);
}

final class _Int32Codec extends _Codec<int> {
  const _Int32Codec();

  @override
  int read(_Reader from) => from.int32();

  @override
  void write(int value, _Writer into) => into.int32(value);
}

final class _Uint64Codec extends _Codec<int> {
  const _Uint64Codec();

  @override
  int read(_Reader from) => from.int64();

  @override
  void write(int value, _Writer into) => into.int64(value);
}

final class _Int64Codec extends _Codec<int> {
  const _Int64Codec();

  @override
  int read(_Reader from) => from.int64();

  @override
  void write(int value, _Writer into) => into.int64(value);
}

final class _Float32Codec extends _Codec<double> {
  const _Float32Codec();

  @override
  double read(_Reader from) => from.float32();

  @override
  void write(double value, _Writer into) => into.float32(value);
}

final class _Float64Codec extends _Codec<double> {
  const _Float64Codec();

  @override
  double read(_Reader from) => from.float64();

  @override
  void write(double value, _Writer into) => into.float64(value);
}

final class _BoolCodec extends _Codec<bool> {
  const _BoolCodec();

  @override
  bool read(_Reader from) => from.int8() != 0;

  @override
  void write(bool value, _Writer into) => into.uint8(value ? 1 : 0);
}

final class _StringCodec extends _Codec<String> {
  const _StringCodec();

  @override
  String read(_Reader from) => utf8.decode(from.bytes());

  @override
  void write(String value, _Writer into) => into.bytes(utf8.encode(value));
}

final class _BytesCodec extends _Codec<Uint8List> {
  const _BytesCodec();

  @override
  Uint8List read(_Reader from) => from.bytes();

  @override
  void write(Uint8List value, _Writer into) => into.bytes(value);
}

final class _TimestampCodec extends _Codec<DateTime> {
  const _TimestampCodec();

  @override
  DateTime read(_Reader from) {
    final seconds = from.int64();
    final micros = from.uint32() ~/ 1000;
    // Before 1970 the fraction counts away from it.
    return DateTime.fromMicrosecondsSinceEpoch(seconds * 1000000 + (seconds < 0 ? -micros : micros), isUtc: true);
  }

  @override
  void write(DateTime value, _Writer into) {
    final micros = value.toUtc().microsecondsSinceEpoch;
    into.int64(micros ~/ 1000000);
    into.uint32(micros.remainder(1000000).abs() * 1000);
  }
}

final class _DurationCodec extends _Codec<Duration> {
  const _DurationCodec();

  @override
  Duration read(_Reader from) {
    final seconds = from.int64();
    return Duration(seconds: seconds, microseconds: from.uint32() ~/ 1000);
  }

  @override
  void write(Duration value, _Writer into) {
    into.int64(value.inSeconds);
    into.uint32(value.inMicroseconds.remainder(1000000) * 1000);
  }
}

final class _OptionalCodec<T> extends _Codec<T?> {
  const _OptionalCodec(this._inner);

  final _Codec<T> _inner;

  @override
  T? read(_Reader from) => from.int8() == 0 ? null : _inner.read(from);

  @override
  void write(T? value, _Writer into) {
    into.uint8(value == null ? 0 : 1);
    if (value != null) _inner.write(value, into);
  }
}

final class _ListCodec<T> extends _Codec<List<T>> {
  const _ListCodec(this._inner);

  final _Codec<T> _inner;

  @override
  List<T> read(_Reader from) {
    final length = from.int32();
    return List<T>.unmodifiable([for (var index = 0; index < length; index++) _inner.read(from)]);
  }

  @override
  void write(List<T> value, _Writer into) {
    into.int32(value.length);
    for (final element in value) {
      _inner.write(element, into);
    }
  }
}

final class _SetCodec<T> extends _Codec<Set<T>> {
  const _SetCodec(this._inner);

  final _Codec<T> _inner;

  @override
  Set<T> read(_Reader from) {
    final length = from.int32();
    return Set<T>.unmodifiable({for (var index = 0; index < length; index++) _inner.read(from)});
  }

  @override
  void write(Set<T> value, _Writer into) {
    into.int32(value.length);
    for (final element in value) {
      _inner.write(element, into);
    }
  }
}

final class _MapCodec<K, V> extends _Codec<Map<K, V>> {
  const _MapCodec(this._keys, this._values);

  final _Codec<K> _keys;
  final _Codec<V> _values;

  @override
  Map<K, V> read(_Reader from) {
    final length = from.int32();
    final read = <K, V>{};
    for (var index = 0; index < length; index++) {
      final key = _keys.read(from);
      read[key] = _values.read(from);
    }
    return Map<K, V>.unmodifiable(read);
  }

  @override
  void write(Map<K, V> value, _Writer into) {
    into.int32(value.length);
    for (final MapEntry(:key, :value) in value.entries) {
      _keys.write(key, into);
      _values.write(value, into);
    }
  }
}

/// Whether two values hold the same, lists, sets and maps by their elements.
bool _same(Object? one, Object? other) {
  if (identical(one, other)) return true;
  return switch ((one, other)) {
    (final List<Object?> a, final List<Object?> b) =>
      a.length == b.length && Iterable<int>.generate(a.length).every((index) => _same(a[index], b[index])),
    (final Set<Object?> a, final Set<Object?> b) => a.length == b.length && a.containsAll(b),
    (final Map<Object?, Object?> a, final Map<Object?, Object?> b) =>
      a.length == b.length && a.keys.every((key) => b.containsKey(key) && _same(a[key], b[key])),
    _ => one == other,
  };
}

/// A hash that is the same for what [_same] calls the same.
int _hash(Object? value) => switch (value) {
  final List<Object?> list => Object.hashAll(list.map(_hash)),
  final Set<Object?> set => Object.hashAllUnordered(set.map(_hash)),
  final Map<Object?, Object?> map =>
    Object.hashAllUnordered(map.entries.map((entry) => Object.hash(entry.key, _hash(entry.value)))),
  _ => value.hashCode,
};

