import CoachModels
import PocketCoach
import SwiftUI

/// The day at a glance.
struct TodayView: View {
    @State private var model: TodayModel

    init(coach: Coach) { _model = State(initialValue: TodayModel(coach)) }

    var body: some View {
        NavigationStack {
            LoadingView(state: model.day, retry: model.load) { day in
                List {
                    if day.suspended {
                        Label("Training rests until a doctor has cleared you.", systemImage: "hand.raised.fill")
                            .foregroundStyle(.red)
                    }
                    if day.lastData == nil {
                        Text("Nothing is here yet. Connect Health in Settings, or bring an export.")
                    }
                    if !day.sessions.isEmpty {
                        Section("Planned") {
                            ForEach(day.sessions, id: \.id) { session in
                                NavigationLink(session.title) { SessionView(session: session) }
                            }
                        }
                    }
                    ForEach(day.cards) { card in
                        Section(title(card.kind)) {
                            ForEach(card.figures, id: \.name) { FigureRow(figure: $0) }
                            ForEach(card.missing, id: \.self) { Text($0).font(.footnote).foregroundStyle(.secondary) }
                        }
                    }
                }
                .refreshable { await model.load() }
            }
            .navigationTitle("Today")
        }
        .task { await model.follow() }
    }

    private func title(_ kind: TodayModel.Card.Kind) -> LocalizedStringKey {
        switch kind {
        case .readiness: "Readiness"
        case .sleep: "Sleep"
        case .load: "Training load"
        case .activity: "Activity"
        case .intake: "Food"
        }
    }
}
