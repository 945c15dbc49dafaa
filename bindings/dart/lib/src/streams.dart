import 'dart:async';

import 'generated/pocketcoach.dart';

/// A turn that ended without an answer.
final class TurnFailure implements Exception {
  const TurnFailure(this.kind, this.reason);

  /// Kind of failure, for example `cancelled`.
  final String kind;

  /// What failed and what to do; reads after "failed to".
  final String reason;

  @override
  String toString() => 'failed to $reason';
}

/// The sentence for the person for anything that a call of this package throws.
String sentenceOf(Object error) => switch (error) {
  final CoachError error => error.userMessage(),
  TurnFailure(:final reason) => 'Failed to $reason.',
  _ => 'Something in the app failed. Try again.',
};

extension TurnStreams on Turn {
  /// The events of the turn in order, from the first that nobody read yet to the last. To be listened to once.
  ///
  /// Cancelling the subscription cancels the turn; a future of Rust's cannot be cancelled from Dart, so this is the way.
  Stream<CoachEvent> get events => _pulled(nextEvent, cancel);

  /// The text of the reply, piece by piece; a turn that fails is an error.
  ///
  /// After a fallback the text begins anew with the answer of another model; [onRestart] is called first.
  Stream<String> text({void Function()? onRestart}) async* {
    await for (final event in events) {
      switch (event) {
        case CoachEventText(:final text):
          yield text;
        case CoachEventFallback():
          onRestart?.call();
        case CoachEventFailed(:final kind, :final reason):
          throw TurnFailure(kind, reason);
        default:
          break;
      }
    }
  }
}

extension ImportStreams on ImportTask {
  /// How far the import has come, until it ends. Cancelling the subscription cancels the import; what it read is kept.
  Stream<ImportProgress> get progress => _pulled(nextProgress, cancel);
}

extension ModelStreams on ModelTask {
  /// How far the work has come, until it ends. Cancelling the subscription cancels it; what was fetched is kept.
  Stream<ModelProgress> get progress => _pulled(nextProgress, cancel);
}

extension HealthResults on HealthTask {
  /// Waits for the report and lets go of the read.
  Future<IngestReport> report() => finish().whenComplete(close);
}

extension JoinResults on JoinTask {
  /// Waits until this device is in and lets go of the handle.
  Future<SyncReport> joined() => finish().whenComplete(close);
}

extension PairResults on PairTask {
  /// Waits until the other device is in and lets go of the handle.
  Future<SyncDevice> paired() => finish().whenComplete(close);
}

extension CoachStreams on Coach {
  /// The number of writes since the coach was opened, after each write or several at once; ends at the shutdown.
  Stream<int> get writes {
    final heard = changes();
    return _pulled(heard.next, heard.close);
  }
}

/// What [next] gives until it gives nothing. [cancel] is called when nobody listens any more before that.
Stream<T> _pulled<T extends Object>(Future<T?> Function() next, void Function() cancel) {
  late final StreamController<T> controller;
  var ended = false;
  Future<void> pull() async {
    try {
      while (!ended) {
        final value = await next();
        if (ended) return;
        if (value == null) break;
        controller.add(value);
        // Whoever pauses gets no more until they go on.
        while (controller.isPaused && !ended) {
          await Future<void>.delayed(const Duration(milliseconds: 10));
        }
      }
    } catch (error, trace) {
      if (!ended) controller.addError(error, trace);
    }
    ended = true;
    await controller.close();
  }

  controller = StreamController<T>(
    onListen: () => unawaited(pull()),
    onCancel: () {
      if (ended) return;
      ended = true;
      cancel();
    },
  );
  return controller.stream;
}
