import 'package:flutter/material.dart';
import 'package:pocketcoach/pocketcoach.dart';

import '../models.dart';

/// Builds a screen of a model, which lives as long as the screen.
class ModelView<M extends Model> extends StatefulWidget {
  const ModelView({super.key, required this.make, required this.title, required this.builder, this.begin});

  final M Function() make;
  final Future<void> Function(M model)? begin;
  final String title;
  final Widget Function(BuildContext context, M model) builder;

  @override
  State<ModelView<M>> createState() => _ModelViewState<M>();
}

class _ModelViewState<M extends Model> extends State<ModelView<M>> {
  late final M _model = widget.make();

  @override
  void initState() {
    super.initState();
    widget.begin?.call(_model);
  }

  @override
  void dispose() {
    _model.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) => Scaffold(
        appBar: AppBar(title: Text(widget.title)),
        body: ListenableBuilder(listenable: _model, builder: (context, _) => widget.builder(context, _model)),
      );
}

/// What was written, or why it was not.
class Note extends StatelessWidget {
  const Note(this.model, {super.key});

  final Model model;

  @override
  Widget build(BuildContext context) {
    final (note, failure) = (model.note, model.failure);
    if (failure != null) {
      return ListTile(leading: const Icon(Icons.warning), title: Text(failure), textColor: Theme.of(context).colorScheme.error);
    }
    return note == null || note.isEmpty ? const SizedBox.shrink() : ListTile(leading: const Icon(Icons.check), title: Text(note));
  }
}

/// What is there, or a circle, or the sentence.
class LoadingView<T> extends StatelessWidget {
  const LoadingView({super.key, required this.state, required this.builder});

  final Loading<T> state;
  final Widget Function(T value) builder;

  @override
  Widget build(BuildContext context) => switch (state) {
        Waiting<T>() => const Center(child: CircularProgressIndicator()),
        Loaded<T>(:final value) => builder(value),
        Failed<T>(:final sentence) => Center(child: Text(sentence)),
      };
}

/// A figure with its source and dates.
class FigureTile extends StatelessWidget {
  const FigureTile(this.figure, {super.key});

  final Figure figure;

  @override
  Widget build(BuildContext context) => ListTile(
        title: Text(figure.label),
        subtitle: Text([figure.source, figure.lastDay].nonNulls.where((part) => part.isNotEmpty).join(', ')),
        trailing: Text(figure.text),
      );
}
