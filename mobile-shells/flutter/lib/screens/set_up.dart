import 'dart:async';

import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

/// The first start: who the person is.
class SetUp extends StatefulWidget {
  const SetUp({super.key, required this.onDone});

  final Future<void> Function(Profile profile) onDone;

  @override
  State<SetUp> createState() => _SetUpState();
}

class _SetUpState extends State<SetUp> {
  final TextEditingController _name = TextEditingController();
  DateTime? _born;

  @override
  void dispose() {
    _name.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) => Scaffold(
        appBar: AppBar(title: const Text('Welcome')),
        body: ListView(
          padding: const EdgeInsets.all(24),
          children: [
            TextField(controller: _name, decoration: const InputDecoration(labelText: 'Name')),
            ListTile(
              title: const Text('Date of birth'),
              trailing: Text(_born?.toIso8601String().substring(0, 10) ?? ''),
              onTap: () => unawaited(_pick()),
            ),
            FilledButton(
              onPressed: () => unawaited(
                widget.onDone(
                  Profile(
                    name: _name.text.isEmpty ? null : _name.text,
                    birthDate: _born?.toIso8601String().substring(0, 10),
                    country: Localizations.localeOf(context).countryCode,
                  ),
                ),
              ),
              child: const Text('Go on'),
            ),
          ],
        ),
      );

  Future<void> _pick() async {
    final now = DateTime.now();
    final born = await showDatePicker(context: context, firstDate: DateTime(1900), lastDate: now, initialDate: DateTime(now.year - 30));
    if (born != null && mounted) setState(() => _born = born);
  }
}
