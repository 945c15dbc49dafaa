import 'dart:async';

import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

import '../models.dart';
import 'home.dart';
import 'parts.dart';

/// A workout that is going on.
class LiveScreen extends StatelessWidget {
  const LiveScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<LiveModel>(
        title: 'Live',
        make: () => LiveModel(coach),
        begin: (model) => model.load(),
        builder: (context, model) => Padding(
          padding: const EdgeInsets.all(24),
          child: Column(
            children: [
              Note(model),
              if (model.stopReason case final reason?) ...[
                Icon(Icons.back_hand, size: 64, color: Theme.of(context).colorScheme.error),
                Text(reason),
              ],
              Text(model.cue, style: Theme.of(context).textTheme.headlineSmall),
              if (model.summary?.maxBpm case final highest?) Text('Highest heart rate ${highest.round()}'),
              if (model.next case final session? when !model.isRunning)
                FilledButton(onPressed: () => unawaited(model.start(session)), child: Text('Begin: ${session.title}')),
              if (!model.isRunning) FilledButton(onPressed: () => unawaited(model.start()), child: const Text('Begin workout')),
              if (model.isRunning) ...[
                Entry(label: 'Say how it feels', onDone: model.said),
                if (model.mayResume) TextButton(onPressed: () => unawaited(model.resume()), child: const Text('Go on')),
                TextButton(onPressed: () => unawaited(model.finish()), child: const Text('Finish')),
              ],
            ],
          ),
        ),
      );
}
