import Observation
import PocketCoach

/// The account: making one, letting this phone in, letting another device in, putting one out, bringing it all back.
@MainActor @Observable
public final class SyncModel {
    public enum Step: Equatable, Sendable {
        case idle
        /// The words of a new account, which are shown once.
        case account(SyncAccount)
        /// This phone waits for a device that is in; the code is for that device, then the words are compared.
        case joining(code: String?, words: [String]?)
        /// Another device is let in; the person compares the words once they are there.
        case pairing(words: [String]?)
    }

    public private(set) var step: Step = .idle
    /// Nothing outside an account.
    public private(set) var status: SyncStatus?
    public private(set) var devices: [SyncDevice] = []
    /// What was done, or what the person should know.
    public private(set) var note: String?
    public private(set) var failure: String?
    private let coach: Coach
    private var work: (any Cancellable)?
    private var question: (desk: HostQuestions, id: Int64)?

    public init(_ coach: Coach) { self.coach = coach }

    public func load() async {
        do {
            status = try await coach.syncStatus()
            devices = try await coach.syncDevices()
        } catch CoachError.SetUp {
            (status, devices) = (nil, [])
        } catch {
            failure = CoachError.sentence(for: error)
        }
    }

    /// Makes an account with this phone in it, and shows its words.
    public func begin(server: String, deviceName: String) async {
        await doing { step = .account(try await $0.syncInit(server: server, deviceName: deviceName)) }
    }

    /// The words are written down; they are shown no more.
    public func wordsKept() { step = .idle }

    /// Lets this phone into an account, beside a device that is in.
    public func join(server: String, deviceName: String) async {
        await doing { coach in
            step = .joining(code: nil, words: nil)
            let screen = Screen(self)
            let task = try coach.syncJoin(server: server, deviceName: deviceName, screen: screen)
            work = task
            tell(try await task.joined())
        }
    }

    /// Lets another device in by the code that it shows.
    public func pair(code: String) async {
        await doing { coach in
            step = .pairing(words: nil)
            let desk = try HostQuestions()
            let task = try coach.syncPairAsking(code: code, questions: desk)
            work = task
            let asking = Task {
                while let asked = try await desk.next() {
                    guard case .compareWords(let id, let words) = asked else { continue }
                    question = (desk, id)
                    step = .pairing(words: words)
                }
            }
            defer {
                // It fails never; whoever waits for a question hears that there will be none.
                try? desk.closeDesk()
                asking.cancel()
                question = nil
            }
            let device = try await task.paired()
            note = device.name
        }
    }

    /// What the person says of the words on both screens.
    public func compared(same: Bool) {
        guard let (desk, id) = question else { return }
        question = nil
        _ = try? desk.answer(id: id, answer: .same(same: same))
    }

    /// Gives up joining or pairing.
    public func cancel() { try? work?.cancel() }

    /// Brings an account back on this phone with its 24 words.
    public func recover(server: String, words: String, account: String?, deviceName: String) async {
        await doing { coach in
            let recovered = try await coach.syncRecover(
                server: server, words: words, deviceName: deviceName, account: account)
            tell(recovered.report)
        }
    }

    public func syncNow() async { await doing { tell(try await $0.syncNow()) } }

    /// Puts a lost device out.
    public func revoke(_ device: SyncDevice) async { await doing { devices = try await $0.syncRevoke(id: device.id) } }

    /// Erases the account on the server; what is on this phone stays.
    public func erase() async { await doing { _ = try await $0.syncErase() } }

    fileprivate func show(code: String? = nil, words: [String]? = nil) {
        guard case .joining(let shown, _) = step else { return }
        step = .joining(code: code ?? shown, words: words)
    }

    private func tell(_ report: SyncReport) {
        note = (report.alerts + report.interventions).joined(separator: "\n")
    }

    private func doing(_ body: (Coach) async throws -> Void) async {
        (note, failure) = (nil, nil)
        do { try await body(coach) } catch CoachError.Cancelled {
            // The person gave up.
        } catch {
            failure = CoachError.sentence(for: error)
        }
        work = nil
        switch step {
        case .joining, .pairing: step = .idle
        case .idle, .account: break
        }
        await load()
    }
}

/// Shows what the library has for the person, on the main actor.
private final class Screen: JoinScreen, Sendable {
    private let model: SyncModel

    init(_ model: SyncModel) { self.model = model }

    func showCode(code: String) throws { Task { @MainActor in model.show(code: code) } }
    func showWords(words: [String]) throws { Task { @MainActor in model.show(words: words) } }
}
