// Runs where there is a Dart SDK: `POCKETCOACH_LIBRARY=…/libpocketcoach_ffi.so dart test`.
import 'dart:io';
import 'dart:typed_data';

import 'package:pocketcoach/pocketcoach.dart';
import 'package:test/test.dart';

void main() {
  late Directory folder;
  late CoachConfig config;

  setUpAll(() => coachLibraryPath = Platform.environment['POCKETCOACH_LIBRARY']);

  setUp(() {
    folder = Directory.systemTemp.createTempSync('coach');
    config = CoachConfig(dataDir: '${folder.path}/home', key: KeyChoiceGiven(hex: '5a' * 32));
  });

  tearDown(() => folder.deleteSync(recursive: true));

  Future<void> withCoach(Future<void> Function(Coach coach) body) async {
    final coach = await Coach.create(config, const Profile(name: 'Alex', timeZone: 'UTC', country: 'DE'));
    try {
      await body(coach);
    } finally {
      await coach.shutdown();
      coach.close();
    }
  }

  test('a keychain, a health store and a model answer as futures', () async {
    final keychain = _MapKeychain();
    final services = HostServices(keychain: keychain, health: _OnePage(), model: _Saying());
    final kept = CoachConfig(dataDir: '${folder.path}/hosted', key: const KeyChoiceKeychain());
    final coach = await Coach.create(kept, const Profile(timeZone: 'UTC'), host: services.host);
    expect(keychain.secrets, isNotEmpty);
    expect(coach.modelName(), 'own');
    expect((await coach.readHealth('weight').report()).newRecords, 1);
    final turn = (await coach.newSession()).send('Say that all is well.');
    expect((await turn.finish()).reply, 'All is well.');
    turn.close();
    await coach.shutdown();
    coach.close();
    keychain.locked = true;
    await expectLater(Coach.open(kept, host: services.host), throwsA(isA<CoachErrorLocked>()));
    services.close();
  });

  test('a measurement that is written is found', () => withCoach((coach) async {
        await coach.logMeasurement('body_mass', 81.5);
        final values = await coach.query('body_mass', '2000-01-01', '2999-12-31', Bucket.raw);
        expect(values.map((value) => value.value), [81.5]);
      }));

  test('ten thousand pieces arrive in order', () async {
    final turn = Probe.create().stream(10000, 0);
    final text = await turn.text().join();
    expect(text, [for (var index = 0; index < 10000; index++) '$index '].join());
  });

  test('a listener hears everything and an error ends its hearing alone', () => withCoach((coach) async {
        final listener = _Listener();
        final session = await coach.newSession();
        final turn = session.sendTo('How did I sleep?', listener);
        final result = await turn.finish();
        while (!listener.over) {
          await Future<void>.delayed(const Duration(milliseconds: 5));
        }
        expect(listener.text, result.reply);
      }));

  test('cancelling the subscription stops the model', () async {
    final probe = Probe.create();
    final turn = probe.stream(-1, 100);
    final subscription = turn.events.listen((_) {});
    while (probe.produced() == 0) {
      await Future<void>.delayed(const Duration(milliseconds: 1));
    }
    await subscription.cancel();
    var before = -1;
    while (before != probe.produced()) {
      before = probe.produced();
      await Future<void>.delayed(const Duration(milliseconds: 50));
    }
  });

  test('errors are typed, with a code and a sentence', () => withCoach((coach) async {
        await expectLater(
          coach.query('stepz', '2026-01-01', '2026-01-02', Bucket.day),
          throwsA(isA<CoachErrorNotFound>().having((error) => error.code(), 'code', 'not_found')),
        );
        await expectLater(Probe.create().panic(), throwsA(isA<CoachErrorStorage>()));
      }));

  test('what was closed says so', () async {
    final probe = Probe.create()..close();
    expect(() => probe.echo(1), throwsStateError);
    probe.close();
  });
}

final class _Listener implements EventListener {
  String text = '';
  bool over = false;

  @override
  void onEvent(CoachEvent event) {
    switch (event) {
      case CoachEventText(text: final piece):
        text += piece;
      case CoachEventFinished() || CoachEventFailed():
        over = true;
      default:
        break;
    }
  }
}

final class _MapKeychain implements Keychain {
  final Map<String, Uint8List> secrets = {};
  bool locked = false;

  @override
  Future<Uint8List?> read(String name) async {
    if (locked) throw const HostFailed(HostFailure.locked, 'unlock the phone first');
    return secrets[name];
  }

  @override
  Future<void> write(String name, Uint8List secret) async => secrets[name] = secret;

  @override
  Future<void> delete(String name) async => secrets.remove(name);
}

final class _OnePage implements HealthStore {
  @override
  Future<HealthPage> read(String stream, Uint8List? afterAnchor) async {
    const sample = HealthSample(kind: 'HKQuantityTypeIdentifierBodyMass', startMs: 0, endMs: 0, value: 80, unit: 'kg');
    const record = HealthRecord(id: 'a', source: 'Scales', samples: [sample]);
    const batch = HealthBatch(platform: HealthPlatform.healthKit, records: [record], deleted: []);
    return HealthPage(batch: batch, nextAnchor: Uint8List.fromList([1]), more: false);
  }
}

final class _Saying implements OwnModel {
  @override
  String get name => 'own';

  @override
  Future<List<ModelToolCall>> answer(ModelQuestion question, ModelReply reply) async {
    reply.push('All is well.');
    return const [];
  }
}
