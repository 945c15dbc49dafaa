import CoachModels
import PocketCoach
import SwiftUI

/// What the person writes down.
struct LogView: View {
    @State private var model: LogModel
    @State private var weight = ""
    @State private var meal = ""
    @State private var place = ""
    @State private var score = 0.0
    @State private var symptom = ""

    init(coach: Coach) { _model = State(initialValue: LogModel(coach)) }

    var body: some View {
        NavigationStack {
            Form {
                NoteRow(note: model.note, failure: model.failure)
                Section("Weight") {
                    TextField("Kilograms", text: $weight).keyboardType(.decimalPad)
                    write(!weight.isEmpty) { await model.measurement("body_mass", typed: weight) }
                }
                Section("Meal") {
                    TextField("Two eggs and a slice of bread", text: $meal, axis: .vertical)
                    write(!meal.isEmpty) { await model.meal(meal) }
                }
                Section("Mood") {
                    HStack {
                        ForEach(1...5, id: \.self) { mood in
                            Button("\(mood)") { Task { await model.mood(mood) } }.frame(maxWidth: .infinity)
                        }
                    }
                    .buttonStyle(.bordered)
                }
                Section("Pain") {
                    TextField("Where", text: $place)
                    Slider(value: $score, in: 0...10, step: 1) { Text("How strong") }
                    write(!place.isEmpty) { await model.pain(place, score: Int(score)) }
                }
                Section("Symptom") {
                    TextField("What you notice", text: $symptom, axis: .vertical)
                    write(!symptom.isEmpty) { await model.symptom(symptom, score: nil) }
                }
                Section("Journal") {
                    ForEach(model.entries.value ?? [], id: \.id) { entry in
                        LabeledContent(entry.kind) {
                            Text(Date(timeIntervalSince1970: Double(entry.atMs) / 1000), style: .date)
                        }
                        .swipeActions { Button("Remove", role: .destructive) { Task { await model.remove(entry) } } }
                    }
                }
            }
            .navigationTitle("Log")
        }
        .task { await model.load() }
    }

    private func write(_ enabled: Bool, _ work: @escaping () async -> Void) -> some View {
        Button("Write down") { Task { await work() } }.disabled(!enabled)
    }
}
