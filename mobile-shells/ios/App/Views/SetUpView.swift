import CoachModels
import PocketCoach
import SwiftUI

/// The first start: who the person is and the screening.
struct SetUpView: View {
    let model: SetUpModel
    @State private var name = ""
    @State private var born = Calendar.current.date(byAdding: .year, value: -30, to: .now) ?? .now
    @State private var yes: Set<String> = []
    @State private var intensity = Intensity.moderate

    var body: some View {
        NavigationStack {
            switch model.step {
            case .opening: ProgressView()
            case .profile: profile
            case .screening: screening
            case .failed(let sentence):
                ContentUnavailableView {
                    Label(sentence, systemImage: "lock")
                } actions: {
                    Button("Try again") { Task { await model.begin() } }
                }
            case .ready: EmptyView()
            }
        }
    }

    private var profile: some View {
        Form {
            TextField("Name", text: $name)
            DatePicker("Date of birth", selection: $born, in: ...Date.now, displayedComponents: .date)
            Button("Go on") {
                let day = born.formatted(.iso8601.year().month().day())
                Task {
                    await model.create(
                        Profile(
                            name: name.isEmpty ? nil : name, birthDate: day, timeZone: TimeZone.current.identifier,
                            country: Locale.current.region?.identifier))
                }
            }
        }
        .navigationTitle("Welcome")
    }

    private var screening: some View {
        Form {
            Section {
                ForEach(model.questions.filter { $0.kind != .intensity }, id: \.id) { question in
                    Toggle(
                        isOn: Binding(
                            get: { yes.contains(question.id) },
                            set: { if $0 { yes.insert(question.id) } else { yes.remove(question.id) } })
                    ) {
                        Text(question.text)
                        Text(question.why).font(.caption).foregroundStyle(.secondary)
                    }
                }
            }
            Picker("How hard you want to train", selection: $intensity) {
                Text("Light").tag(Intensity.light)
                Text("Moderate").tag(Intensity.moderate)
                Text("Vigorous").tag(Intensity.vigorous)
            }
            Button("Done") { Task { await model.answer(yes, intensity: intensity) } }
            Button("Later") { model.skipScreening() }
        }
        .navigationTitle("Before you train")
    }
}
