import 'dart:async';

import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

import '../models.dart';
import 'home.dart';
import 'parts.dart';

/// The conversation with the coach.
class ChatScreen extends StatelessWidget {
  const ChatScreen({super.key, required this.coach});

  final Coach coach;

  @override
  Widget build(BuildContext context) => ModelView<ChatModel>(
        title: 'Coach',
        make: () => ChatModel(coach),
        builder: (context, model) => Column(
          children: [
            Note(model),
            OverflowBar(
              children: [
                TextButton(onPressed: () => unawaited(_list(context, model)), child: const Text('Conversations')),
                TextButton(onPressed: model.startOver, child: const Text('New conversation')),
              ],
            ),
            Expanded(
              child: ListView(
                padding: const EdgeInsets.all(16),
                children: [for (final message in model.messages) MessageView(message: message, model: model)],
              ),
            ),
            Padding(
              padding: const EdgeInsets.all(16),
              child: Row(
                children: [
                  Expanded(child: Entry(label: 'Ask your coach', onDone: model.send)),
                  if (model.isWriting) IconButton(icon: const Icon(Icons.stop), onPressed: model.stop),
                ],
              ),
            ),
          ],
        ),
      );
}

Future<void> _list(BuildContext context, ChatModel model) async {
  unawaited(model.loadTalks());
  await showModalBottomSheet<void>(context: context, builder: (context) => TalksView(model: model));
}

/// The conversations so far, and a search through them.
class TalksView extends StatelessWidget {
  const TalksView({super.key, required this.model});

  final ChatModel model;

  @override
  Widget build(BuildContext context) => ListenableBuilder(
        listenable: model,
        builder: (context, _) => ListView(
          padding: const EdgeInsets.all(16),
          children: [
            Entry(label: 'Words to look for', onDone: model.find),
            if (model.found case final found?) ...[
              // Only what was said leads somewhere.
              for (final hit in found) _row(context, hit.snippet, hit.atMs, hit.kind == 'message' ? hit.id : null),
            ] else
              for (final talk in model.talks) _row(context, '${talk.agent}, ${talk.messages} messages', talk.createdMs, talk.id),
          ],
        ),
      );

  Widget _row(BuildContext context, String text, int atMs, String? opens) => ListTile(
        title: Text(text),
        subtitle: Text(DateTime.fromMillisecondsSinceEpoch(atMs).toIso8601String().substring(0, 10)),
        onTap: opens == null
            ? null
            : () {
                unawaited(model.open(opens));
                Navigator.pop(context);
              },
      );
}

class MessageView extends StatelessWidget {
  const MessageView({super.key, required this.message, required this.model});

  final Message message;
  final ChatModel model;

  @override
  Widget build(BuildContext context) => Column(
        crossAxisAlignment: message.isPerson ? CrossAxisAlignment.end : CrossAxisAlignment.start,
        children: [
          if (!message.isPerson) Text(message.coach, style: Theme.of(context).textTheme.labelSmall),
          for (final tool in message.lookups) Text(tool, style: Theme.of(context).textTheme.labelSmall),
          // Words of a model are text and nothing else: no links, no pictures.
          SelectableText(message.text),
          for (final intervention in message.interventions)
            ListTile(leading: const Icon(Icons.shield), title: Text(intervention.detail)),
          for (final proposal in message.proposals)
            Card(
              child: ListTile(
                title: Text(proposal.summary),
                subtitle: OverflowBar(
                  children: [
                    FilledButton(onPressed: () => unawaited(model.approve(proposal)), child: const Text('Approve')),
                    TextButton(onPressed: () => unawaited(model.reject(proposal)), child: const Text('Reject')),
                  ],
                ),
              ),
            ),
          for (final citation in message.citations)
            Text('${citation.text} · ${citation.source}', style: Theme.of(context).textTheme.labelSmall),
          if (message.isWriting) const LinearProgressIndicator(),
          if (message.failure case final failure?) Text(failure, style: TextStyle(color: Theme.of(context).colorScheme.error)),
          const SizedBox(height: 16),
        ],
      );
}
