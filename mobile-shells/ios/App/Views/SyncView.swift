import CoachModels
import PocketCoach
import SwiftUI

/// The account and its devices.
struct SyncView: View {
    @State private var model: SyncModel
    @State private var server = "https://"
    @State private var code = ""
    @State private var words = ""
    @State private var erasing = false

    init(coach: Coach) { _model = State(initialValue: SyncModel(coach)) }

    var body: some View {
        Form {
            NoteRow(note: model.note, failure: model.failure)
            switch model.step {
            case .account(let account): kit(account)
            case .joining(let code, let words): joining(code, words)
            case .pairing(let words): pairing(words)
            case .idle:
                if let status = model.status { member(status) } else { outside }
            }
        }
        .navigationTitle("Sync")
        .task { await model.load() }
    }

    private var name: String { UIDevice.current.name }

    @ViewBuilder private var outside: some View {
        Section {
            TextField("Address of the server", text: $server)
                .textInputAutocapitalization(.never)
                .autocorrectionDisabled()
            Button("Make an account") { Task { await model.begin(server: server, deviceName: name) } }
            Button("Join a device that is in") { Task { await model.join(server: server, deviceName: name) } }
        } footer: {
            Text("The server keeps what it cannot read. Without sync everything works on this phone alone.")
        }
        Section("Bring an account back") {
            TextField("The 24 words", text: $words, axis: .vertical).textInputAutocapitalization(.never)
            Button("Bring it back") {
                Task { await model.recover(server: server, words: words, account: nil, deviceName: name) }
            }
            .disabled(words.split(separator: " ").count != 24)
        }
    }

    private func kit(_ account: SyncAccount) -> some View {
        Section {
            Text(account.recoveryWords.joined(separator: " ")).font(.body.monospaced()).privacySensitive()
            Button("I have written them down", action: model.wordsKept)
        } header: {
            Text("These words bring everything back")
        } footer: {
            Text("They are shown once and kept nowhere. Whoever has them can read your data.")
        }
    }

    @ViewBuilder private func joining(_ code: String?, _ words: [String]?) -> some View {
        Section("On the device that is in") {
            if let code { LabeledContent("Code", value: code) } else { ProgressView() }
            if let words { LabeledContent("Compare", value: words.joined(separator: " ")) }
            Button("Give up", role: .cancel, action: model.cancel)
        }
    }

    @ViewBuilder private func pairing(_ words: [String]?) -> some View {
        Section("Does the new device show the same words?") {
            if let words {
                Text(words.joined(separator: " ")).font(.title3.bold())
                Button("They are the same") { model.compared(same: true) }
                Button("They are not", role: .destructive) { model.compared(same: false) }
            } else {
                ProgressView()
            }
            Button("Give up", role: .cancel, action: model.cancel)
        }
    }

    @ViewBuilder private func member(_ status: SyncStatus) -> some View {
        Section {
            LabeledContent("Server", value: status.server)
            LabeledContent("Waiting to be sent", value: "\(status.unsent + status.unsentBlobs)")
            ForEach(status.alerts, id: \.self) { Text($0).foregroundStyle(.orange) }
            Button("Sync now") { Task { await model.syncNow() } }
        }
        Section("Devices") {
            ForEach(model.devices, id: \.id) { device in
                HStack {
                    Text(device.name ?? device.id)
                    Spacer()
                    if device.isThis {
                        Text("this phone").foregroundStyle(.secondary)
                    } else if device.revoked {
                        Text("put out").foregroundStyle(.secondary)
                    } else {
                        Button("Put out", role: .destructive) { Task { await model.revoke(device) } }
                    }
                }
            }
        }
        Section("Let a device in") {
            TextField("The code that it shows", text: $code)
                .textInputAutocapitalization(.never)
                .autocorrectionDisabled()
            Button("Let it in") { Task { await model.pair(code: code) } }.disabled(code.isEmpty)
        }
        Section {
            Button("Erase the account on the server", role: .destructive) { erasing = true }
                .confirmationDialog("What is on your devices stays.", isPresented: $erasing) {
                    Button("Erase", role: .destructive) { Task { await model.erase() } }
                }
        }
    }
}
