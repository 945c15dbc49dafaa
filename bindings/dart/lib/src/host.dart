import 'dart:async';
import 'dart:typed_data';

import 'generated/pocketcoach.dart';

/// Keeps secrets: a phone's keychain or keystore. Names are fixed and say nothing about the person.
abstract interface class Keychain {
  /// The secret of a name; nothing when there is none.
  Future<Uint8List?> read(String name);

  /// Keeps a secret in place of an earlier one.
  Future<void> write(String name, Uint8List secret);

  /// Forgets a secret; none of this name is fine.
  Future<void> delete(String name);
}

/// Reads the platform's health store.
abstract interface class HealthStore {
  /// What came after an anchor, or everything without one.
  Future<HealthPage> read(String stream, Uint8List? afterAnchor);
}

/// A model of the app's own, such as one that comes with the system. It must run on this device.
abstract interface class OwnModel {
  /// For example `apple-foundation`.
  String get name;

  /// Writes an answer piece by piece into [reply] and gives the tools to call, none at the end. It stops soon once
  /// `reply.push` says not to go on.
  Future<List<ModelToolCall>> answer(ModelQuestion question, ModelReply reply);
}

/// What a service of the app's fails with, where the coach is to know how.
final class HostFailed implements Exception {
  const HostFailed(this.kind, this.reason);

  final HostFailure kind;

  /// What failed and what to do; no secret and no health value.
  final String reason;

  @override
  String toString() => 'failed to $reason';
}

/// What the app brings, for `Coach.open` and `Coach.create`. The coach's threads cannot ask Dart, so its questions are
/// fetched and answered here, one beside the other.
final class HostServices {
  HostServices({this.keychain, this.health, this.model, HostNotifier? notifier}) {
    host = CoachHost.asking(
      _desk,
      keychain: keychain != null,
      health: health != null,
      model: model?.name,
      notifier: notifier,
    );
    unawaited(_serve(_desk, _answer));
  }

  final Keychain? keychain;
  final HealthStore? health;
  final OwnModel? model;
  final HostQuestions _desk = HostQuestions.create();

  /// What to open the coach with.
  late final CoachHost host;

  /// To be called after the coach's shutdown: nothing is answered from now on.
  void close() => _desk.closeDesk();

  Future<HostAnswer> _answer(HostQuestion question) async {
    final (keychain, health, model) = (this.keychain, this.health, this.model);
    switch (question) {
      case HostQuestionReadSecret(:final name) when keychain != null:
        return HostAnswerSecret(secret: await keychain.read(name));
      case HostQuestionWriteSecret(:final name, :final secret) when keychain != null:
        await keychain.write(name, secret);
        return const HostAnswerDone();
      case HostQuestionDeleteSecret(:final name) when keychain != null:
        await keychain.delete(name);
        return const HostAnswerDone();
      case HostQuestionReadHealth(:final stream, :final afterAnchor) when health != null:
        return HostAnswerPage(page: await health.read(stream, afterAnchor));
      case HostQuestionAskModel(question: final asked, :final reply) when model != null:
        return HostAnswerCalls(calls: await model.answer(asked, reply));
      default:
        throw const HostFailed(HostFailure.failed, 'answer: the app brings no such service');
    }
  }
}

extension PairingByWords on Coach {
  /// Lets a new device in by its code; [same] asks the person whether it shows the same three words.
  PairTask pairComparing(String code, Future<bool> Function(List<String> words) same) {
    final desk = HostQuestions.create();
    final task = syncPairAsking(code, desk);
    unawaited(
      _serve(desk, (question) async {
        return switch (question) {
          HostQuestionCompareWords(:final words) => HostAnswerSame(same: await same(words)),
          _ => throw const HostFailed(HostFailure.failed, 'answer: only words are compared here'),
        };
      }),
    );
    unawaited(task.finish().then<void>((_) {}, onError: (Object _) {}).whenComplete(desk.closeDesk));
    return task;
  }
}

/// Answers questions until the desk is closed. One that takes long holds up no other.
Future<void> _serve(HostQuestions desk, Future<HostAnswer> Function(HostQuestion question) answer) async {
  while (true) {
    final question = await desk.next();
    if (question == null) return;
    unawaited(_answered(question, answer).then((answer) => desk.answer(_idOf(question), answer)));
  }
}

Future<HostAnswer> _answered(HostQuestion question, Future<HostAnswer> Function(HostQuestion question) answer) async {
  try {
    return await answer(question);
  } on HostFailed catch (failed) {
    return HostAnswerFailed(kind: failed.kind, reason: failed.reason);
  } catch (_) {
    // What the app threw may hold anything, so the coach hears of its kind alone.
    return const HostAnswerFailed(kind: HostFailure.failed, reason: 'the app’s own code failed');
  }
}

int _idOf(HostQuestion question) => switch (question) {
  HostQuestionReadSecret(:final id) => id,
  HostQuestionWriteSecret(:final id) => id,
  HostQuestionDeleteSecret(:final id) => id,
  HostQuestionReadHealth(:final id) => id,
  HostQuestionAskModel(:final id) => id,
  HostQuestionCompareWords(:final id) => id,
};
