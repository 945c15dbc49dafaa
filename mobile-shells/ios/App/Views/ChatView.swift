import CoachModels
import PocketCoach
import SwiftUI

/// The conversation with the coach.
struct ChatView: View {
    @State private var model: ChatModel
    @State private var draft = ""
    @State private var listing = false

    init(coach: Coach) { _model = State(initialValue: ChatModel(coach)) }

    var body: some View {
        NavigationStack {
            ScrollViewReader { scroll in
                ScrollView {
                    LazyVStack(alignment: .leading, spacing: 16) {
                        ForEach(model.messages) { message in
                            MessageView(message: message, approve: model.approve, reject: model.reject).id(message.id)
                        }
                    }
                    .padding()
                }
                .onChange(of: model.messages.last?.text) { scroll.scrollTo(model.messages.last?.id, anchor: .bottom) }
            }
            .safeAreaInset(edge: .bottom) { composer }
            .navigationTitle("Coach")
            .toolbar {
                Button("Conversations", systemImage: "clock.arrow.circlepath") { listing = true }
                Button("New conversation", systemImage: "square.and.pencil", action: model.startOver)
            }
            .sheet(isPresented: $listing) { TalksView(model: model) }
        }
    }

    private var composer: some View {
        VStack(alignment: .leading) {
            NoteRow(note: nil, failure: model.failure)
            HStack {
                TextField("Ask your coach", text: $draft, axis: .vertical).lineLimit(1...5).onSubmit(send)
                if model.isWriting {
                    Button("Stop", systemImage: "stop.circle.fill", action: model.stop)
                } else {
                    Button("Send", systemImage: "arrow.up.circle.fill", action: send).disabled(draft.isEmpty)
                }
            }
            .labelStyle(.iconOnly)
            .font(.title3)
        }
        .padding()
        .background(.bar)
    }

    private func send() {
        let text = draft
        draft = ""
        Task { await model.send(text) }
    }
}

private struct MessageView: View {
    let message: ChatModel.Message
    let approve: (Proposal) async -> Void
    let reject: (Proposal) async -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            if !message.isPerson { Text(message.coach).font(.caption).foregroundStyle(.secondary) }
            ForEach(message.lookups.indices, id: \.self) { place in
                let lookup = message.lookups[place]
                Label(
                    lookup.tool, systemImage: lookup.ok == nil ? "hourglass" : lookup.ok == true ? "checkmark" : "xmark"
                )
                .font(.caption).foregroundStyle(.secondary)
            }
            // Words of a model are text and nothing else: no links, no pictures.
            Text(verbatim: message.text).textSelection(.enabled)
            ForEach(message.interventions.indices, id: \.self) { place in
                Label(message.interventions[place].detail, systemImage: "shield").font(.footnote).foregroundStyle(
                    .orange)
            }
            ForEach(message.proposals, id: \.id) { proposal in
                GroupBox(proposal.summary) {
                    HStack {
                        Button("Approve") { Task { await approve(proposal) } }.buttonStyle(.borderedProminent)
                        Button("Reject", role: .destructive) { Task { await reject(proposal) } }
                    }
                }
            }
            if !message.citations.isEmpty {
                DisclosureGroup("Figures") {
                    ForEach(message.citations.indices, id: \.self) { place in
                        let citation = message.citations[place]
                        LabeledContent(citation.metric, value: "\(citation.text) · \(citation.source)").font(.caption)
                    }
                }
            }
            switch message.state {
            case .writing: ProgressView()
            case .stopped: Text("Stopped").font(.caption).foregroundStyle(.secondary)
            case .failed(let sentence): NoteRow(note: nil, failure: sentence)
            case .complete: EmptyView()
            }
        }
        .frame(maxWidth: .infinity, alignment: message.isPerson ? .trailing : .leading)
    }
}
