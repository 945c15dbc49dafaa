// Runs where there is a Flutter SDK: `POCKETCOACH_LIBRARY=…/libpocketcoach_ffi.so flutter test`.
import 'dart:io';

import 'package:flutter_test/flutter_test.dart';
import 'package:pocketcoach/pocketcoach.dart';
import 'package:pocketcoach_flutter/models.dart';

void main() {
  late Directory folder;
  late Coach coach;

  setUpAll(() => coachLibraryPath = Platform.environment['POCKETCOACH_LIBRARY']);

  setUp(() async {
    folder = Directory.systemTemp.createTempSync('flutter');
    final config = CoachConfig(dataDir: '${folder.path}/home', key: KeyChoiceGiven(hex: '3d' * 32));
    coach = await Coach.create(config, const Profile(name: 'Alex', timeZone: 'UTC', country: 'DE'));
  });

  tearDown(() async {
    await coach.shutdown();
    coach.close();
    folder.deleteSync(recursive: true);
  });

  test('numbers are read as people type them', () {
    expect(LogModel.number(' 72,5 '), 72.5);
    expect(LogModel.number('72.5'), 72.5);
    for (final typed in ['', 'nan', '1.2.3', '0x10', '72 kg']) {
      expect(LogModel.number(typed), isNull, reason: typed);
    }
  });

  test('what is written down is in the journal', () async {
    final model = LogModel(coach);
    await model.meal('two eggs');
    expect(model.failure, isNull);
    await model.weight('heavy');
    expect(model.failure, contains('72.5'));
    final entries = model.entries;
    expect(entries, isA<Loaded<List<JournalEntry>>>());
    model.dispose();
  });

  test('a red flag is shown with the local emergency number', () async {
    final chat = ChatModel(coach);
    await chat.send('I have crushing chest pain and my left arm is numb');
    expect(chat.messages.last.text, contains('112'));
    expect(chat.messages.last.interventions.single.rule, 'RED-FLAG');
    chat.dispose();
  });

  test('a live workout can be begun and finished', () async {
    final live = LiveModel(coach);
    await live.start();
    expect(live.isRunning, isTrue);
    await live.sample(120);
    await live.finish();
    expect(live.isRunning, isFalse);
    expect(live.summary?.maxBpm, 120);
    live.dispose();
  });
}
