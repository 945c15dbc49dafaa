import CoachModels
import HealthSync
import PocketCoach
import SwiftUI

/// The profile, Health, models, sharing, sync, and what may be taken along or erased.
struct SettingsView: View {
    @Environment(Shell.self) private var shell
    @State private var model: SettingsModel
    @State private var exported: URL?

    private let coach: Coach

    init(coach: Coach, dataDir: String) {
        self.coach = coach
        _model = State(initialValue: SettingsModel(coach, dataDir: dataDir))
    }

    var body: some View {
        NavigationStack {
            LoadingView(state: model.shown, retry: model.load) { shown in
                Form {
                    NoteRow(note: model.note, failure: model.failure)
                    health
                    Section("Models") {
                        LabeledContent("Answers now", value: shown.model)
                        if let pause = model.pause {
                            Label(pause, systemImage: "pause.circle").foregroundStyle(.orange)
                        }
                        ForEach(shown.models, id: \.name) { row($0) }
                    }
                    Section {
                        ForEach(shown.shares, id: \.category) { share in
                            Toggle(
                                share.covers,
                                isOn: Binding(
                                    get: { share.shared },
                                    set: { shared in Task { await model.share(share.category, shared) } }))
                        }
                    } header: {
                        Text("Shared with models elsewhere")
                    } footer: {
                        Text("Nothing leaves this phone unless you switch it on here.")
                    }
                    NavigationLink("Sync") { SyncView(coach: coach) }
                    Section("Your data") {
                        Button("Take everything along") { export() }
                        if let exported { ShareLink(item: exported) }
                    }
                    Section { LabeledContent("Version", value: version()) }
                }
            }
            .navigationTitle("Settings")
        }
        .task {
            await model.load()
            for await state in shell.deviceStates() { model.took(state) }
        }
    }

    private var health: some View {
        Section {
            Button("Connect Health") { Task { await shell.connectHealth() } }
            NoteRow(note: nil, failure: shell.healthFailure)
            if let since = shell.healthSince {
                Text("You allow Health to be read since \(since, format: .dateTime.day().month().year()).")
            }
            if shell.healthStates.values.contains(.waitingForUnlock) {
                Text("Some of it is read after the next unlock.")
            }
            ForEach(failures, id: \.self) { Text($0).foregroundStyle(.red) }
        } header: {
            Text("Health")
        } footer: {
            Text("Health does not tell an app what you did not allow. Look there when something is missing.")
        }
    }

    private var failures: [String] {
        let sentences = shell.healthStates.values.compactMap { state -> String? in
            if case .failed(let sentence) = state { sentence } else { nil }
        }
        return Set(sentences).sorted()
    }

    @ViewBuilder private func row(_ local: LocalModel) -> some View {
        VStack(alignment: .leading) {
            Text(local.title.isEmpty ? local.name : local.title)
            Text(local.goodFor).font(.caption).foregroundStyle(.secondary)
            if let pull = model.pulls[local.name] {
                ProgressView(value: Double(pull.bytesDone), total: Double(max(pull.bytesTotal, pull.bytesDone, 1)))
                Button("Stop") { model.stopPull(local) }
            } else if local.isInstalled {
                HStack {
                    Button("Let it answer") { Task { await model.use(local) } }
                    Button("Remove", role: .destructive) { Task { await model.remove(local) } }
                }
                .buttonStyle(.borderless)
            } else {
                Button("Download") { Task { await model.pull(local) } }.disabled(local.fits == .no)
            }
        }
    }

    private func export() {
        let file = URL.temporaryDirectory.appending(path: "pocketcoach.jsonl")
        try? FileManager.default.removeItem(at: file)
        Task { exported = await model.export(to: file) ? file : nil }
    }
}
