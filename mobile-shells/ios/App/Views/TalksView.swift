import CoachModels
import PocketCoach
import SwiftUI

/// The conversations so far, and a search through them.
struct TalksView: View {
    let model: ChatModel
    @Environment(\.dismiss) private var dismiss
    @State private var words = ""

    var body: some View {
        NavigationStack {
            List {
                if let found = model.found {
                    ForEach(found.indices, id: \.self) { place in
                        let hit = found[place]
                        // Only what was said leads somewhere.
                        row(hit.snippet, hit.atMs, opens: hit.kind == "message" ? hit.id : nil)
                    }
                } else {
                    ForEach(model.talks, id: \.id) { talk in
                        row("\(talk.agent), \(talk.messages) messages", talk.createdMs, opens: talk.id)
                    }
                }
            }
            .searchable(text: $words)
            .onSubmit(of: .search) { Task { await model.find(words) } }
            .onChange(of: words) { if words.isEmpty { Task { await model.find("") } } }
            .navigationTitle("Conversations")
        }
        .task { await model.loadTalks() }
    }

    private func row(_ text: String, _ atMs: Int64, opens id: String?) -> some View {
        Button {
            guard let id else { return }
            Task { await model.open(id) }
            dismiss()
        } label: {
            LabeledContent(text) {
                Text(Date(timeIntervalSince1970: Double(atMs) / 1000), format: .dateTime.day().month().year())
            }
        }
        .disabled(id == nil)
    }
}
