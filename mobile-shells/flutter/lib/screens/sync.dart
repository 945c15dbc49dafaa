import 'dart:async';

import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

import '../models.dart';
import 'home.dart';
import 'parts.dart';

/// The account and its devices.
class SyncScreen extends StatelessWidget {
  const SyncScreen({super.key, required this.coach});

  final Coach coach;
  static const String _name = 'phone';

  @override
  Widget build(BuildContext context) => ModelView<SyncModel>(
        title: 'Sync',
        make: () => SyncModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => ListView(
          padding: const EdgeInsets.all(16),
          children: [
            Note(model),
            if (model.account case final account?) ...[
              SelectableText(account.recoveryWords.join(' ')),
              const Text('These words bring everything back. They are shown once and kept nowhere.'),
              FilledButton(onPressed: model.wordsKept, child: const Text('I have written them down')),
            ],
            if (model.code case final code?) ListTile(title: const Text('Code for the device that is in'), subtitle: SelectableText(code)),
            if (model.words case final words?) ...[
              ListTile(title: const Text('Both devices show'), subtitle: Text(words.join(' '))),
              if (model.code == null) ...[
                FilledButton(onPressed: () => model.compared(true), child: const Text('They are the same')),
                TextButton(onPressed: () => model.compared(false), child: const Text('They are not')),
              ],
            ],
            if (model.code != null || model.words != null) TextButton(onPressed: model.cancel, child: const Text('Give up')),
            if (model.status == null) ..._outside(model) else ..._inside(model),
          ],
        ),
      );

  List<Widget> _outside(SyncModel model) => [
        const Text('The server keeps what it cannot read. Without sync everything works on this phone alone.'),
        Entry(label: 'Server for a new account', onDone: (server) => model.begin(server, _name)),
        Entry(label: 'Server of an account to join', onDone: (server) => model.join(server, _name)),
      ];

  List<Widget> _inside(SyncModel model) => [
        FilledButton(onPressed: () => unawaited(model.syncNow()), child: const Text('Sync now')),
        for (final device in model.devices)
          ListTile(
            title: Text(device.name ?? device.id),
            subtitle: device.isThis ? const Text('this phone') : (device.revoked ? const Text('put out') : null),
            trailing: device.isThis || device.revoked
                ? null
                : TextButton(onPressed: () => unawaited(model.revoke(device)), child: const Text('Put out')),
          ),
        Entry(label: 'Code of a device to let in', onDone: model.pair),
      ];
}
