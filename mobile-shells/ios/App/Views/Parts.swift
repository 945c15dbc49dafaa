import CoachModels
import PocketCoach
import SwiftUI

/// What a screen shows while it loads and when it could not.
struct LoadingView<Value: Equatable & Sendable, Content: View>: View {
    let state: Loading<Value>
    let retry: () async -> Void
    @ViewBuilder let content: (Value) -> Content

    var body: some View {
        switch state {
        case .loading: ProgressView().frame(maxWidth: .infinity, maxHeight: .infinity)
        case .loaded(let value): content(value)
        case .failed(let sentence):
            ContentUnavailableView {
                Label(sentence, systemImage: "exclamationmark.triangle")
            } actions: {
                Button("Try again") { Task { await retry() } }
            }
        }
    }
}

/// A figure with its source and dates, which stand behind every number.
struct FigureRow: View {
    let figure: Figure

    var body: some View {
        LabeledContent(figure.label) {
            VStack(alignment: .trailing) {
                Text(figure.text).font(.body.monospacedDigit())
                Text(origin).font(.caption).foregroundStyle(.secondary)
            }
        }
        .accessibilityElement(children: .combine)
    }

    private var origin: String {
        [figure.source, figure.lastDay].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

/// What was written or why it was not.
struct NoteRow: View {
    let note: String?
    let failure: String?

    var body: some View {
        if let failure {
            Label(failure, systemImage: "exclamationmark.triangle").foregroundStyle(.red)
        } else if let note, !note.isEmpty {
            Label(note, systemImage: "checkmark.circle").foregroundStyle(.green)
        }
    }
}
