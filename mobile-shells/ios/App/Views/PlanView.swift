import CoachModels
import PocketCoach
import SwiftUI

/// The training plan, day by day.
struct PlanView: View {
    @State private var model: PlanModel
    @State private var asking = false

    init(coach: Coach) { _model = State(initialValue: PlanModel(coach)) }

    var body: some View {
        NavigationStack {
            LoadingView(state: model.shown, retry: model.load) { shown in
                List {
                    NoteRow(note: model.note, failure: model.failure)
                    if let suspended = shown.plan.suspended {
                        Label(suspended.detail, systemImage: "hand.raised.fill").foregroundStyle(.red)
                    }
                    if shown.days.isEmpty { Text(shown.plan.text) }
                    ForEach(shown.days) { day in
                        Section(day.date) {
                            ForEach(day.sessions, id: \.id) { session in
                                NavigationLink(session.title) { SessionView(session: session) }
                            }
                        }
                    }
                    if shown.versions.count > 1 {
                        Section("Versions") {
                            ForEach(shown.versions, id: \.number) { version in
                                Button("\(version.number): \(version.title)") {
                                    Task { await model.restore(version) }
                                }
                            }
                        }
                    }
                }
            }
            .navigationTitle("Plan")
            .toolbar { Button("New plan", systemImage: "plus") { asking = true } }
            .sheet(isPresented: $asking) {
                PlanRequestView { request in
                    asking = false
                    Task { await model.create(request) }
                }
            }
        }
        .task { await model.load() }
    }
}

/// One session with every set and target.
struct SessionView: View {
    let session: PlannedSession

    var body: some View {
        List {
            ForEach(session.blocks.indices, id: \.self) { place in
                let block = session.blocks[place]
                Section(block.name) {
                    Text("\(block.minutes, format: .number.precision(.fractionLength(0))) min")
                    ForEach(block.sets.indices, id: \.self) { Text(verbatim: words(block.sets[$0])) }
                    if let low = block.heartRateLowBpm, let high = block.heartRateHighBpm {
                        Text("Heart rate \(low) to \(high)")
                    }
                    if let note = block.note { Text(note).font(.footnote).foregroundStyle(.secondary) }
                }
            }
        }
        .navigationTitle(session.title)
    }

    private func words(_ set: PlannedSet) -> String {
        var parts: [String] = []
        if let reps = set.reps { parts.append("× \(reps)") }
        if let seconds = set.seconds { parts.append("\(Int(seconds)) s") }
        if let weight = set.weightKg { parts.append(Measurement(value: weight, unit: UnitMass.kilograms).formatted()) }
        return parts.joined(separator: " ")
    }
}

private struct PlanRequestView: View {
    let done: (PlanRequest) -> Void
    @State private var weeks = 4
    @State private var days = 3
    @State private var minutes = 45

    var body: some View {
        NavigationStack {
            Form {
                Stepper("Weeks: \(weeks)", value: $weeks, in: 1...26)
                Stepper("Days a week: \(days)", value: $days, in: 1...7)
                Stepper("Minutes: \(minutes)", value: $minutes, in: 15...120, step: 5)
            }
            .navigationTitle("New plan")
            .toolbar {
                Button("Make") {
                    done(PlanRequest(weeks: Int32(weeks), days: Int32(days), minutes: Int32(minutes)))
                }
            }
        }
    }
}
