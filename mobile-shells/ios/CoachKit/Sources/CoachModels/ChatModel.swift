import Observation
import PocketCoach

/// A conversation with the coach.
@MainActor @Observable
public final class ChatModel {
    /// One message.
    public struct Message: Equatable, Sendable, Identifiable {
        public let id: Int
        public let isPerson: Bool
        /// The coach who says it.
        public internal(set) var coach: String = ""
        public internal(set) var text: String
        /// What the coach looked up, in order.
        public internal(set) var lookups: [Lookup] = []
        /// The figures that stand behind the numbers.
        public internal(set) var citations: [Citation] = []
        /// What the safety envelope did.
        public internal(set) var interventions: [Intervention] = []
        /// Writes that wait for the person.
        public internal(set) var proposals: [Proposal] = []
        public internal(set) var state: State = .complete
    }

    /// A tool that was called.
    public struct Lookup: Equatable, Sendable {
        public let tool: String
        /// Nothing while it is under way.
        public internal(set) var ok: Bool?
    }

    public enum State: Equatable, Sendable {
        case writing, complete, stopped
        case failed(String)
    }

    public private(set) var messages: [Message] = []
    /// The conversations so far, as far as they were read.
    public private(set) var talks: [Conversation] = []
    /// What was looked for, once something was.
    public private(set) var found: [SearchHit]?
    /// Why the conversation itself could not be begun or read.
    public private(set) var failure: String?
    /// A turn is under way.
    public var isWriting: Bool { turn != nil }

    private let coach: Coach
    private var session: Session?
    private var turn: Turn?

    public init(_ coach: Coach) { self.coach = coach }

    /// Reads the conversations so far, newest first.
    public func loadTalks() async { await noting { talks = try await coach.sessions() } }

    /// Looks for words in what was said and written down.
    public func find(_ words: String) async {
        await noting { found = words.allSatisfy(\.isWhitespace) ? nil : try await coach.search(text: words) }
    }

    /// Begins a new conversation with the next message.
    public func startOver() {
        stop()
        (session, messages) = (nil, [])
    }

    /// Goes on with a conversation, and with a turn in it that was interrupted by the end of the app.
    public func open(_ id: String) async {
        await noting {
            let session = try await coach.session(id: id)
            self.session = session
            _ = try await session.resume()
            messages = try await session.history().enumerated().map { place, said in
                Message(
                    id: place, isPerson: said.isPerson, coach: said.coach, text: said.text,
                    citations: said.citations, interventions: said.interventions,
                    state: said.status == "complete" ? .complete : .stopped)
            }
        }
    }

    /// Sends a message and shows the answer as it comes. `personality` is nothing to let the question decide.
    public func send(_ text: String, personality: String? = nil) async {
        guard turn == nil, !text.allSatisfy(\.isWhitespace) else { return }
        failure = nil
        do {
            let session = try await currentSession()
            let turn = try session.send(text: text, coach: personality)
            self.turn = turn
            messages.append(Message(id: messages.count, isPerson: true, text: text))
            messages.append(Message(id: messages.count, isPerson: false, text: "", state: .writing))
            let place = messages.count - 1
            defer { self.turn = nil }
            do {
                for try await event in turn.events { take(event, at: place) }
                if messages[place].state == .writing { messages[place].state = .stopped }
            } catch {
                messages[place].state = CoachError.sentence(for: error).map(State.failed) ?? .stopped
            }
        } catch {
            failure = CoachError.sentence(for: error)
        }
    }

    /// Ends the answer that is being written.
    public func stop() { try? turn?.cancel() }

    /// Carries out what the coach proposed.
    public func approve(_ proposal: Proposal) async {
        await noting {
            _ = try await coach.approve(id: proposal.id)
            settle(proposal)
        }
    }

    /// Turns down what the coach proposed.
    public func reject(_ proposal: Proposal) async {
        await noting {
            _ = try await coach.reject(id: proposal.id)
            settle(proposal)
        }
    }

    private func settle(_ proposal: Proposal) {
        for place in messages.indices { messages[place].proposals.removeAll { $0.id == proposal.id } }
    }

    private func currentSession() async throws -> Session {
        if let session { return session }
        let session = try await coach.newSession()
        self.session = session
        return session
    }

    private func noting(_ work: () async throws -> Void) async {
        failure = nil
        do { try await work() } catch { failure = CoachError.sentence(for: error) }
    }

    private func take(_ event: CoachEvent, at place: Int) {
        switch event {
        case .started(let agent, _): messages[place].coach = agent
        case .agentChanged(_, let agent, _): messages[place].coach = agent
        case .text(let text): messages[place].text += text
        case .toolStarted(_, let tool, _): messages[place].lookups.append(Lookup(tool: tool))
        case .toolFinished(_, let tool, let ok, _):
            if let open = messages[place].lookups.firstIndex(where: { $0.tool == tool && $0.ok == nil }) {
                messages[place].lookups[open].ok = ok
            }
        case .safety(let intervention): messages[place].interventions.append(intervention)
        case .proposed(let proposal): messages[place].proposals.append(proposal)
        case .cited(let citations): messages[place].citations = citations
        // What the first model wrote no longer counts.
        case .fallback: messages[place].text = ""
        case .finished(let result):
            messages[place].text = result.reply
            messages[place].coach = result.coach
            messages[place].citations = result.citations
            messages[place].state = .complete
        case .failed(let kind, let reason):
            messages[place].state = kind == "cancelled" ? .stopped : .failed("Failed to \(reason).")
        }
    }
}
