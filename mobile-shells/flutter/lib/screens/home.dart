import 'dart:async';

import 'package:file_selector/file_selector.dart';
import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

import '../models.dart';
import 'chat.dart';
import 'live.dart';
import 'parts.dart';
import 'sync.dart';

/// The six screens.
class Home extends StatefulWidget {
  const Home({super.key, required this.coach});

  final Coach coach;

  @override
  State<Home> createState() => _HomeState();
}

class _HomeState extends State<Home> {
  int _place = 0;

  @override
  Widget build(BuildContext context) => Scaffold(
        body: switch (_place) {
          0 => TodayScreen(coach: widget.coach),
          1 => ChatScreen(coach: widget.coach),
          2 => PlanScreen(coach: widget.coach),
          3 => LogScreen(coach: widget.coach),
          4 => LiveScreen(coach: widget.coach),
          _ => SettingsScreen(coach: widget.coach),
        },
        bottomNavigationBar: NavigationBar(
          selectedIndex: _place,
          onDestinationSelected: (place) => setState(() => _place = place),
          destinations: const [
            NavigationDestination(icon: Icon(Icons.today), label: 'Today'),
            NavigationDestination(icon: Icon(Icons.chat), label: 'Coach'),
            NavigationDestination(icon: Icon(Icons.calendar_month), label: 'Plan'),
            NavigationDestination(icon: Icon(Icons.edit_note), label: 'Log'),
            NavigationDestination(icon: Icon(Icons.directions_run), label: 'Live'),
            NavigationDestination(icon: Icon(Icons.settings), label: 'Settings'),
          ],
        ),
      );
}

class TodayScreen extends StatelessWidget {
  const TodayScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<TodayModel>(
        title: 'Today',
        make: () => TodayModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => LoadingView<Today>(
          state: model.day,
          builder: (day) => ListView(
            children: [
              for (final session in day.plan) ListTile(leading: const Icon(Icons.fitness_center), title: Text(session.title)),
              for (final (title, answer) in [
                ('Readiness', day.readiness),
                ('Sleep', day.sleep),
                ('Training load', day.load),
                ('Activity', day.day),
                ('Food', day.intake),
              ]) ...[
                ListTile(title: Text(title, style: Theme.of(context).textTheme.titleMedium)),
                for (final figure in answer.figures) FigureTile(figure),
                // What is not there is said, never shown as a zero.
                for (final gap in answer.gaps) ListTile(dense: true, title: Text('${gap.what}: ${gap.reason}')),
              ],
            ],
          ),
        ),
      );
}

class PlanScreen extends StatelessWidget {
  const PlanScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<PlanModel>(
        title: 'Plan',
        make: () => PlanModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => LoadingView<Plan>(
          state: model.plan,
          builder: (plan) => ListView(
            children: [
              Note(model),
              if (plan.suspended case final suspended?) ListTile(leading: const Icon(Icons.back_hand), title: Text(suspended.detail)),
              if (plan.sessions.isEmpty) ListTile(title: Text(plan.text)),
              for (final session in plan.sessions)
                ExpansionTile(
                  title: Text(session.title),
                  subtitle: Text(session.date),
                  children: [for (final block in session.blocks) ListTile(dense: true, title: Text(block.name))],
                ),
              TextButton(onPressed: () => unawaited(model.create(const PlanRequest())), child: const Text('New plan')),
            ],
          ),
        ),
      );
}

class LogScreen extends StatelessWidget {
  const LogScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<LogModel>(
        title: 'Log',
        make: () => LogModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => ListView(
          padding: const EdgeInsets.all(16),
          children: [
            Note(model),
            Entry(label: 'Weight in kilograms', onDone: model.weight),
            Entry(label: 'Meal, in your words', onDone: model.meal),
            Entry(label: 'Pain: where', onDone: (place) => model.pain(place, 3)),
            Row(
              children: [
                for (var mood = 1; mood <= 5; mood++)
                  Expanded(child: TextButton(onPressed: () => unawaited(model.mood(mood)), child: Text('$mood'))),
              ],
            ),
            if (model.entries case Loaded(:final value))
              for (final entry in value)
                ListTile(
                  title: Text(entry.kind),
                  trailing: IconButton(icon: const Icon(Icons.delete), onPressed: () => unawaited(model.remove(entry))),
                ),
          ],
        ),
      );
}

/// A line to write in, emptied once it was taken.
class Entry extends StatefulWidget {
  const Entry({super.key, required this.label, required this.onDone});

  final String label;
  final Future<void> Function(String text) onDone;

  @override
  State<Entry> createState() => _EntryState();
}

class _EntryState extends State<Entry> {
  final TextEditingController _text = TextEditingController();

  @override
  void dispose() {
    _text.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) => TextField(
        controller: _text,
        decoration: InputDecoration(labelText: widget.label),
        onSubmitted: (text) {
          _text.clear();
          unawaited(widget.onDone(text));
        },
      );
}

class SettingsScreen extends StatelessWidget {
  const SettingsScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<SettingsModel>(
        title: 'Settings',
        make: () => SettingsModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => ListView(
          children: [
            Note(model),
            ListTile(
              leading: const Icon(Icons.file_open),
              title: const Text('Bring an export'),
              onTap: () => unawaited(_import(model)),
            ),
            if (model.progress case final progress?)
              ListTile(
                title: LinearProgressIndicator(
                  value: progress.bytesTotal == 0 ? null : progress.bytesDone / progress.bytesTotal,
                ),
                trailing: IconButton(icon: const Icon(Icons.stop), onPressed: model.stopImport),
              ),
            ListTile(
              leading: const Icon(Icons.sync),
              title: const Text('Sync'),
              onTap: () => unawaited(
                Navigator.push(context, MaterialPageRoute<void>(builder: (context) => SyncScreen(coach: coach))),
              ),
            ),
            if (model.shares case Loaded(:final value))
              for (final share in value)
                SwitchListTile(
                  title: Text(share.covers),
                  subtitle: const Text('Shared with models elsewhere'),
                  value: share.shared,
                  onChanged: (shared) => unawaited(model.share(share, shared)),
                ),
          ],
        ),
      );

  Future<void> _import(SettingsModel model) async {
    final file = await openFile();
    if (file != null) await model.import(file.path);
  }
}
