// Reads a made-up health store into a coach, and ends as a phone ends an app: without a word, at the step that it was
// told. Arguments: folder of the coach, key, file of the store, objects a page, step to die at (0 for none).
import Foundation
import HealthKitMapping
import HealthSimulation
import HealthSync
import PocketCoach

let arguments = CommandLine.arguments
guard arguments.count == 6, let limit = Int(arguments[4]), let step = Int(arguments[5]) else { exit(2) }
let fatal = Countdown(from: step)
let store = DyingStore(inner: try FileStore(file: URL(fileURLWithPath: arguments[3])), countdown: fatal)
let streams = FileStore.streams
let host = try CoachHost(health: StoreReader(store, streams: streams, limit: limit))
let config = CoachConfig(dataDir: arguments[1], key: .given(hex: arguments[2]))
let coach = try await Coach.open(config: config, host: host)
fatal.step()
for stream in streams {
    _ = try await coach.readAll(of: stream)
    fatal.step()
}
try await coach.shutdown()
fatal.step()
// How many steps there were, for whoever runs this again.
print(fatal.taken)
