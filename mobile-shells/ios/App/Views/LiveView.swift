import CoachModels
import PocketCoach
import SwiftUI

/// A workout that is going on.
struct LiveView: View {
    @State private var model: LiveModel
    @State private var belt = HeartRateBelt()
    @State private var lockScreen = LockScreen()
    @State private var words = ""

    init(coach: Coach) { _model = State(initialValue: LiveModel(coach)) }

    var body: some View {
        NavigationStack {
            VStack(spacing: 24) {
                NoteRow(note: nil, failure: model.failure)
                switch model.phase {
                case .ready: ready
                case .running: running
                case .stopped(let reason, let coolDown, let mayResume):
                    stopped(reason, coolDown, mayResume)
                case .finished(let summary): finished(summary)
                }
            }
            .padding()
            .navigationTitle(model.planned?.title ?? String(localized: "Live"))
        }
        .task {
            model.onGlance = lockScreen.show
            await model.load()
            belt.onSample = { bpm in Task { await model.sample(bpm, at: Date()) } }
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await model.tick()
            }
        }
    }

    @ViewBuilder private var ready: some View {
        if let session = model.next {
            GroupBox(session.title) {
                ForEach(session.blocks.indices, id: \.self) { Text(session.blocks[$0].name) }
                Button("Begin this session") { begin(session) }.buttonStyle(.borderedProminent)
            }
        }
        Button("Begin workout") { begin(nil) }
    }

    private var running: some View {
        VStack(spacing: 16) {
            Text(model.heartRate.map { "\(Int($0))" } ?? "–")
                .font(.system(size: 96, weight: .bold).monospacedDigit())
                .accessibilityLabel("Heart rate")
            Text(model.cue).font(.title3).multilineTextAlignment(.center)
            if let question = model.question { Text(question).bold() }
            TextField("Say how it feels", text: $words).textFieldStyle(.roundedBorder).onSubmit {
                let said = words
                words = ""
                Task { await model.said(said) }
            }
            Button("Finish", role: .destructive, action: finish)
        }
    }

    private func stopped(_ reason: String, _ coolDown: String, _ mayResume: Bool) -> some View {
        VStack(spacing: 16) {
            Label("Stop", systemImage: "hand.raised.fill").font(.largeTitle).foregroundStyle(.red)
            Text(reason)
            Text(coolDown).bold()
            if mayResume { Button("Go on") { Task { await model.resume() } } }
            Button("Finish", role: .destructive, action: finish)
        }
    }

    private func finished(_ summary: LiveSummary) -> some View {
        List {
            if let mean = summary.meanBpm { LabeledContent("Mean heart rate", value: "\(Int(mean))") }
            if let highest = summary.maxBpm { LabeledContent("Highest heart rate", value: "\(Int(highest))") }
            ForEach(summary.zones.indices, id: \.self) { place in
                LabeledContent(
                    "\(summary.zones[place].zone)", value: Duration.seconds(summary.zones[place].seconds).formatted())
            }
            Button("Begin workout") { begin(nil) }
        }
    }

    private func begin(_ session: PlannedSession?) {
        belt.start()
        Task { await model.start(session) }
    }

    private func finish() {
        belt.stop()
        Task { await model.finish() }
    }
}
