import 'dart:async';

import 'package:flutter/material.dart';
import 'package:path_provider/path_provider.dart';
import 'package:pocketcoach/pocketcoach.dart';

import 'key.dart';
import 'screens/home.dart';
import 'screens/set_up.dart';

void main() => runApp(const PocketCoachApp());

class PocketCoachApp extends StatelessWidget {
  const PocketCoachApp({super.key});

  @override
  Widget build(BuildContext context) => MaterialApp(
        title: 'PocketCoach',
        theme: ThemeData(colorSchemeSeed: Colors.teal),
        darkTheme: ThemeData(colorSchemeSeed: Colors.teal, brightness: Brightness.dark),
        home: const Root(),
      );
}

/// The first start, or the six screens.
class Root extends StatefulWidget {
  const Root({super.key});

  @override
  State<Root> createState() => _RootState();
}

class _RootState extends State<Root> {
  final HostServices _services = HostServices(keychain: const DeviceKeychain());
  Coach? _coach;
  CoachConfig? _config;
  bool _isNew = false;
  String? _failure;

  @override
  void initState() {
    super.initState();
    unawaited(_begin());
  }

  Future<void> _begin() async {
    setState(() => _failure = null);
    try {
      final folder = await getApplicationSupportDirectory();
      final config = CoachConfig(dataDir: '${folder.path}/coach', key: const KeyChoiceKeychain());
      final isNew = !coachExists(config.dataDir);
      final coach = isNew ? null : await Coach.open(config, host: _services.host);
      if (!mounted) return;
      setState(() {
        _config = config;
        _isNew = isNew;
        _coach = coach;
      });
    } catch (error) {
      if (mounted) setState(() => _failure = sentenceOf(error));
    }
  }

  Future<void> _create(Profile profile) async {
    final config = _config;
    if (config == null) return;
    try {
      final coach = await Coach.create(config, profile, host: _services.host);
      if (mounted) setState(() => _coach = coach);
    } catch (error) {
      if (mounted) setState(() => _failure = sentenceOf(error));
    }
  }

  @override
  void dispose() {
    final coach = _coach;
    if (coach != null) unawaited(coach.shutdown().whenComplete(coach.close).whenComplete(_services.close));
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final (coach, failure) = (_coach, _failure);
    if (failure != null) {
      return Scaffold(
        body: Center(
          child: Column(
            mainAxisSize: MainAxisSize.min,
            children: [Text(failure), TextButton(onPressed: _begin, child: const Text('Try again'))],
          ),
        ),
      );
    }
    if (coach != null) return Home(coach: coach);
    if (_isNew) return SetUp(onDone: _create);
    return const Scaffold(body: Center(child: CircularProgressIndicator()));
  }
}
