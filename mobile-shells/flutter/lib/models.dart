import 'dart:async';

import 'package:flutter/foundation.dart';
import 'package:pocketcoach/pocketcoach.dart';

/// Something that a screen shows once it is there.
sealed class Loading<T> {
  const Loading();
}

final class Waiting<T> extends Loading<T> {
  const Waiting();
}

final class Loaded<T> extends Loading<T> {
  const Loaded(this.value);

  final T value;
}

final class Failed<T> extends Loading<T> {
  const Failed(this.sentence);

  /// The library's, for the person.
  final String sentence;
}

/// What every screen's model does: it holds a state, and says when it has changed, unless the screen is gone.
abstract class Model extends ChangeNotifier {
  Model(this.coach);

  final Coach coach;
  bool _gone = false;

  /// What was last written.
  String? note;

  /// Why the last thing failed.
  String? failure;

  @protected
  void changed() {
    if (!_gone) notifyListeners();
  }

  /// Does something and keeps the sentence when it fails.
  @protected
  Future<void> doing(Future<String?> Function() work) async {
    note = failure = null;
    try {
      note = await work();
    } catch (error) {
      failure = sentenceOf(error);
    }
    changed();
  }

  @protected
  Future<Loading<T>> loading<T>(Future<T> Function() load) async {
    try {
      return Loaded<T>(await load());
    } catch (error) {
      return Failed<T>(sentenceOf(error));
    }
  }

  @override
  void dispose() {
    _gone = true;
    super.dispose();
  }
}

/// The day at a glance, kept up to date with what is written.
final class TodayModel extends Model {
  TodayModel(super.coach) {
    _writes = coach.writes.listen((_) => unawaited(load()), onError: (Object _) {});
  }

  Loading<Today> day = const Waiting();
  late final StreamSubscription<int> _writes;

  Future<void> load() async {
    day = await loading(() => coach.today());
    changed();
  }

  @override
  void dispose() {
    unawaited(_writes.cancel());
    super.dispose();
  }
}

/// One message of a conversation.
final class Message {
  Message({required this.isPerson, this.text = ''});

  final bool isPerson;
  String coach = '';
  String text;
  final List<String> lookups = [];
  List<Citation> citations = const [];
  final List<Intervention> interventions = [];
  final List<Proposal> proposals = [];
  bool isWriting = false;
  String? failure;
}

/// A conversation with the coach.
final class ChatModel extends Model {
  ChatModel(super.coach);

  final List<Message> messages = [];

  /// The conversations so far, as far as they were read.
  List<Conversation> talks = const [];

  /// What was looked for, once something was.
  List<SearchHit>? found;
  Session? _session;
  Turn? _turn;

  bool get isWriting => _turn != null;

  Future<void> send(String text, {String? personality}) async {
    if (isWriting || text.trim().isEmpty) return;
    await doing(() async {
      final session = _session ??= await coach.newSession();
      final turn = session.send(text, coach: personality);
      _turn = turn;
      messages.add(Message(isPerson: true, text: text));
      final answer = Message(isPerson: false)..isWriting = true;
      messages.add(answer);
      changed();
      try {
        await for (final event in turn.events) {
          _take(event, answer);
          changed();
        }
      } catch (error) {
        answer.failure = sentenceOf(error);
      } finally {
        answer.isWriting = false;
        _turn = null;
        turn.close();
      }
      return null;
    });
  }

  /// Ends the answer that is being written.
  void stop() => _turn?.cancel();

  /// Reads the conversations so far, newest first.
  Future<void> loadTalks() => doing(() async {
        talks = await coach.sessions();
        return null;
      });

  /// Looks for words in what was said and written down.
  Future<void> find(String words) => doing(() async {
        found = words.trim().isEmpty ? null : await coach.search(words);
        return null;
      });

  /// Begins a new conversation with the next message.
  void startOver() {
    stop();
    _session?.close();
    _session = null;
    messages.clear();
    changed();
  }

  /// Goes on with a conversation, and with a turn in it that was interrupted by the end of the app.
  Future<void> open(String id) => doing(() async {
        startOver();
        final session = _session = await coach.session(id);
        await session.resume();
        for (final said in await session.history()) {
          final message = Message(isPerson: said.isPerson, text: said.text)
            ..coach = said.coach
            ..citations = said.citations;
          message.interventions.addAll(said.interventions);
          messages.add(message);
        }
        return null;
      });

  Future<void> approve(Proposal proposal) => doing(() async {
        final logged = await coach.approve(proposal.id);
        _settle(proposal);
        return logged.text;
      });

  Future<void> reject(Proposal proposal) => doing(() async {
        await coach.reject(proposal.id);
        _settle(proposal);
        return null;
      });

  void _settle(Proposal proposal) {
    for (final message in messages) {
      message.proposals.removeWhere((one) => one.id == proposal.id);
    }
  }

  void _take(CoachEvent event, Message answer) {
    switch (event) {
      case CoachEventStarted(:final agent):
        answer.coach = agent;
      case CoachEventAgentChanged(:final toAgent):
        answer.coach = toAgent;
      case CoachEventText(:final text):
        answer.text += text;
      case CoachEventToolStarted(:final tool):
        answer.lookups.add(tool);
      case CoachEventToolFinished():
        break;
      case CoachEventSafety(:final intervention):
        answer.interventions.add(intervention);
      case CoachEventProposed(:final proposal):
        answer.proposals.add(proposal);
      case CoachEventCited(:final citations):
        answer.citations = citations;
      // What the first model wrote no longer counts.
      case CoachEventFallback():
        answer.text = '';
      case CoachEventFinished(:final result):
        answer
          ..text = result.reply
          ..coach = result.coach
          ..citations = result.citations;
      case CoachEventFailed(:final kind, :final reason):
        answer.failure = kind == 'cancelled' ? null : 'Failed to $reason.';
    }
  }
}

/// The training plan with its versions.
final class PlanModel extends Model {
  PlanModel(super.coach);

  Loading<Plan> plan = const Waiting();

  Future<void> load() async {
    plan = await loading(() => coach.plan(null));
    changed();
  }

  Future<void> create(PlanRequest request) async {
    await doing(() async => (await coach.createPlan(request)).text);
    await load();
  }
}

/// What the person writes down.
final class LogModel extends Model {
  LogModel(super.coach);

  Loading<List<JournalEntry>> entries = const Waiting();

  Future<void> load() async {
    entries = await loading(() {
      final today = DateTime.parse(coach.todayDate());
      final first = today.subtract(const Duration(days: 14));
      return coach.journal(first.toIso8601String().substring(0, 10), coach.todayDate());
    });
    changed();
  }

  Future<void> weight(String typed) => _write(() {
        final kilograms = number(typed);
        if (kilograms == null) throw const CoachErrorInvalidInput(reason: 'read the weight: type a number such as 72.5');
        return coach.logMeasurement('body_mass', kilograms);
      });

  Future<void> meal(String words) => _write(() => coach.logMeal(words));

  Future<void> mood(int score) => _write(() => coach.logMood(score));

  Future<void> pain(String place, int score) => _write(() => coach.logPain(place, score: score));

  Future<void> remove(JournalEntry entry) async {
    await doing(() async {
      await coach.removeEntry(entry.id);
      return null;
    });
    await load();
  }

  /// A number as people type it, with a comma or a point.
  static double? number(String typed) {
    final plain = typed.trim().replaceAll(',', '.');
    return RegExp(r'^-?\d+(\.\d+)?$').hasMatch(plain) ? double.parse(plain) : null;
  }

  Future<void> _write(Future<Logged> Function() work) async {
    await doing(() async => (await work()).text);
    await load();
  }
}

/// A workout that is going on.
final class LiveModel extends Model {
  LiveModel(super.coach);

  LiveWorkout? _workout;
  Timer? _ticking;
  String cue = '';
  String? stopReason;
  bool mayResume = false;
  LiveSummary? summary;

  bool get isRunning => _workout != null;

  /// The next session of the plan, if there is one.
  PlannedSession? next;

  /// Looks for the next session of the plan.
  Future<void> load() => doing(() async {
        final plan = await coach.plan(null);
        final today = coach.todayDate();
        final coming = plan.sessions.where((session) => session.date.compareTo(today) >= 0);
        next = plan.suspended == null ? coming.firstOrNull : null;
        return null;
      });

  /// Begins, unless training is suspended. A session of the plan is told by the clock.
  Future<void> start([PlannedSession? session]) => doing(() async {
        summary = stopReason = null;
        cue = '';
        _workout = await coach.startLive(session: session?.id);
        _ticking = Timer.periodic(const Duration(seconds: 1), (_) => unawaited(_push(LiveInputTick(tMs: _now))));
        return null;
      });

  /// A sample of the sensor; nothing when it has lost the heart.
  Future<void> sample(double? bpm) => _push(LiveInputSample(tMs: _now, heartRateBpm: bpm));

  Future<void> said(String words) => _push(LiveInputSaid(text: words));

  Future<void> resume() => _push(LiveInputConfirm(tMs: _now, effort: null));

  Future<void> finish() => _push(LiveInputFinish(tMs: _now));

  int get _now => DateTime.now().millisecondsSinceEpoch;

  Future<void> _push(LiveInput input) async {
    final workout = _workout;
    if (workout == null) return;
    try {
      (await workout.push(input)).forEach(_take);
    } catch (error) {
      failure = sentenceOf(error);
    }
    changed();
  }

  void _take(LiveEvent event) {
    switch (event) {
      case LiveEventBegan(:final text):
        cue = text ?? cue;
      case LiveEventZone(:final text) || LiveEventCue(:final text) || LiveEventGap(:final text) || LiveEventNotResumed(:final text):
        cue = text;
      case LiveEventStop(:final reason, :final coolDownText):
        stopReason = reason;
        cue = coolDownText;
        mayResume = false;
      case LiveEventMayResume():
        mayResume = true;
      case LiveEventResumed():
        stopReason = null;
        mayResume = false;
      case LiveEventPain(:final question):
        cue = question ?? cue;
      case LiveEventFinished(summary: final done):
        summary = done;
        _end();
      case LiveEventSeenAgain() || LiveEventArtefact() || LiveEventMissing() || LiveEventClockChanged():
        break;
    }
  }

  void _end() {
    _ticking?.cancel();
    _ticking = null;
    _workout?.close();
    _workout = null;
  }

  @override
  void dispose() {
    _end();
    super.dispose();
  }
}

/// Bringing an export, and taking everything along.
final class SettingsModel extends Model {
  SettingsModel(super.coach);

  Loading<List<Share>> shares = const Waiting();
  ImportProgress? progress;
  ImportTask? _task;

  Future<void> load() async {
    shares = await loading(coach.shares);
    changed();
  }

  Future<void> share(Share share, bool shared) async {
    await doing(() async {
      await coach.share([share.category], shared);
      return null;
    });
    await load();
  }

  Future<void> import(String path) => doing(() async {
        final task = coach.importFiles([path]);
        _task = task;
        try {
          await for (final news in task.progress) {
            progress = news;
            changed();
          }
          final report = await task.finish();
          return '${report.newRecords} new, ${report.duplicates} known';
        } finally {
          progress = _task = null;
          task.close();
        }
      });

  void stopImport() => _task?.cancel();

  Future<void> export(String path) => doing(() async {
        await coach.exportTo(path);
        return null;
      });
}

/// The account: making one, letting this device in, letting another one in, putting one out.
final class SyncModel extends Model {
  SyncModel(super.coach);

  /// Nothing outside an account.
  SyncStatus? status;
  List<SyncDevice> devices = const [];

  /// The words of a new account, which are shown once.
  SyncAccount? account;

  /// What the other device needs, while this one joins.
  String? code;

  /// The words that both devices show, while they are compared.
  List<String>? words;
  Completer<bool>? _compared;
  void Function()? _cancel;

  Future<void> load() async {
    try {
      status = await coach.syncStatus();
      devices = await coach.syncDevices();
    } on CoachErrorSetUp {
      status = null;
      devices = const [];
    } catch (error) {
      failure = sentenceOf(error);
    }
    changed();
  }

  Future<void> begin(String server, String deviceName) => _doing(() async {
        account = await coach.syncInit(server, deviceName);
        return null;
      });

  /// The words are written down; they are shown no more.
  void wordsKept() {
    account = null;
    changed();
  }

  /// Lets this device into an account, beside a device that is in.
  Future<void> join(String server, String deviceName) => _doing(() async {
        final task = coach.syncJoin(server, deviceName, _Joining(this));
        _cancel = task.cancel;
        return (await task.joined()).alerts.join(' ');
      });

  /// Lets another device in by the code that it shows.
  Future<void> pair(String code) => _doing(() async {
        final task = coach.pairComparing(code, (shown) {
          words = shown;
          changed();
          return (_compared = Completer<bool>()).future;
        });
        _cancel = task.cancel;
        return (await task.paired()).name;
      });

  /// What the person says of the words on both screens.
  void compared(bool same) {
    _compared?.complete(same);
    _compared = null;
  }

  /// Gives up joining or pairing.
  void cancel() => _cancel?.call();

  Future<void> syncNow() => _doing(() async {
        final report = await coach.syncNow();
        return [...report.alerts, ...report.interventions].join(' ');
      });

  Future<void> recover(String server, String typed, String deviceName) => _doing(() async {
        return (await coach.syncRecover(server, typed, deviceName)).report.alerts.join(' ');
      });

  Future<void> revoke(SyncDevice device) => _doing(() async {
        await coach.syncRevoke(device.id);
        return null;
      });

  void _show({String? code, List<String>? words}) {
    this.code = code ?? this.code;
    this.words = words ?? this.words;
    changed();
  }

  Future<void> _doing(Future<String?> Function() work) async {
    await doing(work);
    code = null;
    words = null;
    _compared = null;
    _cancel = null;
    await load();
  }
}

/// Shows what the library has for the person.
final class _Joining implements JoinScreen {
  _Joining(this.model);

  final SyncModel model;

  @override
  void showCode(String code) => model._show(code: code);

  @override
  void showWords(List<String> words) => model._show(words: words);
}
