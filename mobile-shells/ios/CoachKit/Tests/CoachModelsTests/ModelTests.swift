import CoachModels
import Foundation
import PocketCoach
import XCTest

/// What the screens show, over the real coach.
final class ModelTests: XCTestCase {
    func testTodayShowsWhatIsThereAndSaysWhatIsNot() async throws {
        try await withCoach { coach, _ in
            let model = TodayModel(coach)
            XCTAssertEqual(model.day, .loading)
            await model.load()
            let day = try XCTUnwrap(model.day.value)
            XCTAssertEqual(day.cards.map(\.kind), [.readiness, .sleep, .load, .activity, .intake])
            for card in day.cards where card.figures.isEmpty { XCTAssertFalse(card.missing.isEmpty, "\(card.kind)") }
            XCTAssertNil(day.lastData)
            XCTAssertFalse(day.suspended)
        }
        try await withCoach(demo: 60) { coach, _ in
            let model = TodayModel(coach)
            await model.load()
            let day = try XCTUnwrap(model.day.value)
            XCTAssertNotNil(day.lastData)
            XCTAssertFalse(day.cards.flatMap(\.figures).isEmpty)
        }
    }

    func testTodayFollowsWhatIsWritten() async throws {
        try await withCoach { coach, _ in
            let model = TodayModel(coach)
            let following = Task { await model.follow() }
            while model.day.value == nil { await Task.yield() }
            XCTAssertNil(model.day.value?.lastData)
            _ = try await coach.logMeasurement(metric: "body_mass", value: 80)
            while model.day.value?.lastData == nil { try await Task.sleep(for: .milliseconds(5)) }
            following.cancel()
            try await coach.shutdown()
            await following.value
        }
    }

    func testAClosedCoachIsAFailureWithASentence() async throws {
        try await withCoach { coach, _ in
            try await coach.shutdown()
            let model = TodayModel(coach)
            await model.load()
            guard case .failed(let sentence) = model.day else { return XCTFail("\(model.day)") }
            XCTAssertTrue(sentence.hasSuffix("."), sentence)
        }
    }

    func testAConversationShowsTheAnswerItsLookupsAndItsFigures() async throws {
        try await withCoach(demo: 30) { coach, _ in
            let chat = ChatModel(coach)
            await chat.send("   ")
            XCTAssertEqual(chat.messages, [])
            await chat.send("How did I sleep last week?")
            XCTAssertNil(chat.failure)
            XCTAssertEqual(chat.messages.map(\.isPerson), [true, false])
            let answer = chat.messages[1]
            XCTAssertEqual(answer.state, .complete)
            XCTAssertFalse(answer.text.isEmpty)
            XCTAssertFalse(answer.coach.isEmpty)
            XCTAssertFalse(answer.lookups.isEmpty)
            XCTAssertTrue(answer.lookups.allSatisfy { $0.ok == true })
            XCTAssertFalse(answer.citations.isEmpty)
            XCTAssertFalse(chat.isWriting)

            let id = try await coach.sessions()[0].id
            let again = ChatModel(coach)
            await again.open(id)
            XCTAssertEqual(again.messages.map(\.text), chat.messages.map(\.text))

            await again.loadTalks()
            XCTAssertEqual(again.talks.map(\.id), [id])
            await again.find("sleep")
            XCTAssertEqual(again.found?.contains { $0.kind == "message" && $0.id == id }, true)
            await again.find(" ")
            XCTAssertNil(again.found)
            again.startOver()
            XCTAssertEqual(again.messages, [])
            await again.send("hello")
            await again.loadTalks()
            XCTAssertEqual(again.talks.count, 2)
        }
    }

    func testAStoppedAnswerIsStoppedAndTheNextIsWritten() async throws {
        try await withCoach(demo: 10) { coach, _ in
            let chat = ChatModel(coach)
            let sending = Task { await chat.send("How did I sleep last week?") }
            while !chat.isWriting, chat.messages.isEmpty { await Task.yield() }
            chat.stop()
            await sending.value
            XCTAssertTrue([.stopped, .complete].contains(chat.messages[1].state), "\(chat.messages[1].state)")
            await chat.send("hello")
            XCTAssertEqual(chat.messages.last?.state, .complete)
        }
    }

    func testARedFlagIsShownAndSuspendsTheDay() async throws {
        try await withCoach { coach, _ in
            let chat = ChatModel(coach)
            await chat.send("I have crushing chest pain and my left arm is numb")
            let answer = try XCTUnwrap(chat.messages.last)
            XCTAssertEqual(answer.interventions.map(\.rule), ["RED-FLAG"])
            XCTAssertTrue(answer.text.contains("112"), answer.text)
            let today = TodayModel(coach)
            await today.load()
            XCTAssertEqual(today.day.value?.suspended, true)
            let live = LiveModel(coach)
            await live.start()
            XCTAssertEqual(live.phase, .ready)
            XCTAssertNotNil(live.failure)
        }
    }

    func testAPlanIsMadeChangedBackAndShownByDay() async throws {
        try await withCoach { coach, _ in
            let model = PlanModel(coach)
            await model.create(PlanRequest(goal: "health", weeks: 2, days: 3))
            XCTAssertTrue(model.failure?.contains("screening") == true, model.failure ?? "it was made unscreened")
            _ = try await coach.screen(answers: ScreeningAnswers(active: true, intensity: .moderate))
            await model.create(PlanRequest(goal: "health", weeks: 2, days: 3))
            XCTAssertNil(model.failure)
            XCTAssertNotNil(model.note)
            let shown = try XCTUnwrap(model.shown.value)
            XCTAssertFalse(shown.days.isEmpty)
            XCTAssertEqual(shown.days.map(\.date), shown.days.map(\.date).sorted())
            XCTAssertEqual(shown.days.flatMap(\.sessions).count, shown.plan.sessions.count)
            await model.create(PlanRequest(goal: "health", weeks: 3, days: 2))
            XCTAssertNil(model.failure)
            let versions = try XCTUnwrap(model.shown.value?.versions)
            XCTAssertEqual(versions.count, 2)
            guard versions.count == 2 else { return }
            let ordered = versions.sorted { $0.number < $1.number }
            let changes = try await model.changes(from: ordered[0], to: ordered[1])
            XCTAssertFalse(changes.isEmpty)
            await model.restore(ordered[0])
            XCTAssertEqual(model.shown.value?.plan.title, shown.plan.title)
            await model.create(PlanRequest(weeks: 99))
            XCTAssertTrue(model.failure?.hasSuffix(".") == true, model.failure ?? "it was taken")
        }
    }

    func testWhatIsWrittenDownIsInTheJournalAndCanBeTakenOut() async throws {
        try await withCoach { coach, _ in
            let model = LogModel(coach, locale: Locale(identifier: "de_DE"))
            await model.measurement("body_mass", typed: "72,5")
            XCTAssertTrue(model.note?.contains("72") == true, model.note ?? model.failure ?? "")
            await model.measurement("body_mass", typed: "heavy")
            XCTAssertTrue(model.failure?.contains("72,5") == true)
            await model.meal("two eggs and a slice of bread")
            XCTAssertNil(model.failure)
            await model.mood(4)
            await model.pain("left knee", score: 2)
            let entries = try XCTUnwrap(model.entries.value)
            XCTAssertEqual(Set(entries.map(\.kind)), ["meal", "mood", "pain"])
            await model.remove(entries[0])
            XCTAssertEqual(model.entries.value?.count, entries.count - 1)
            await model.mood(9)
            XCTAssertNotNil(model.failure)
        }
    }

    func testNumbersAreReadAsPeopleTypeThem() async throws {
        try await withCoach { coach, _ in
            let german = LogModel(coach, locale: Locale(identifier: "de_DE"))
            let english = LogModel(coach, locale: Locale(identifier: "en_GB"))
            XCTAssertEqual(german.number(" 72,5 "), 72.5)
            XCTAssertEqual(german.number("72.5"), 72.5)
            XCTAssertEqual(english.number("72.5"), 72.5)
            for typed in ["", "72,5", "1.2.3", "nan", "inf", "0x10", "٧٢", "1e3", "72 kg"] {
                XCTAssertNil(english.number(typed), typed)
            }
        }
    }

    func testALiveWorkoutStopsAtAHighHeartRateAndTheLockScreenShowsNoFigure() async throws {
        try await withCoach { coach, _ in
            var time = Date(timeIntervalSince1970: 1_790_000_000)
            let model = LiveModel(coach, clock: { time })
            var glances: [LiveModel.Glance?] = []
            model.onGlance = { glances.append($0) }
            await model.start()
            XCTAssertEqual(model.phase, .running)
            func train(_ bpm: Double, seconds: Int) async {
                for _ in 0..<seconds {
                    time += 1
                    await model.sample(bpm, at: time)
                    await model.tick()
                }
            }
            await train(130, seconds: 60)
            XCTAssertNotNil(model.zone)
            XCTAssertEqual(model.phase, .running)
            await train(200, seconds: 60)
            guard case .stopped(let reason, let coolDown, _) = model.phase else { return XCTFail("\(model.phase)") }
            XCTAssertFalse(reason.isEmpty)
            XCTAssertFalse(coolDown.isEmpty)
            XCTAssertEqual(glances.last??.isStopped, true)
            for glance in glances { XCTAssertFalse(glance?.cue.contains("200") == true) }
            await model.finish()
            guard case .finished(let summary) = model.phase else { return XCTFail("\(model.phase)") }
            XCTAssertEqual(summary.maxBpm, 200)
            XCTAssertNil(glances.last ?? nil)
            XCTAssertFalse(summary.interventions.isEmpty)
        }
    }

    func testASessionOfThePlanIsToldByTheClock() async throws {
        try await withCoach { coach, _ in
            let model = LiveModel(coach)
            await model.load()
            XCTAssertNil(model.next)
            _ = try await coach.screen(answers: ScreeningAnswers(active: true, intensity: .moderate))
            _ = try await coach.createPlan(request: PlanRequest(goal: "running", weeks: 2, days: 3))
            await model.load()
            let next = try XCTUnwrap(model.next)
            await model.start(next)
            XCTAssertEqual(model.planned, next)
            XCTAssertTrue(model.cue.hasPrefix("Now: "), model.cue)
            await model.finish()
            guard case .finished = model.phase else { return XCTFail("\(model.phase)") }
        }
    }

    func testTheFirstStartAsksScreensAndOpensAgain() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("setup-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let config = CoachConfig(dataDir: folder.path, key: .given(hex: String(repeating: "77", count: 32)))
        try await Self.firstStart(config)
        try await Self.secondStart(config)
        let wrong = CoachConfig(dataDir: folder.path, key: .given(hex: String(repeating: "78", count: 32)))
        try await Self.wrongKey(wrong)
    }

    @MainActor private static func firstStart(_ config: CoachConfig) async throws {
        let model = SetUpModel(config, host: nil)
        await model.begin()
        XCTAssertEqual(model.step, .profile)
        await model.create(Profile(name: "Alex", timeZone: "UTC"))
        XCTAssertEqual(model.step, .screening)
        XCTAssertGreaterThan(model.questions.count, 5)
        let sign = try XCTUnwrap(model.questions.first { $0.kind == .sign })
        await model.answer([sign.id], intensity: .vigorous)
        guard case .ready(let screening?) = model.step else { return XCTFail("\(model.step)") }
        XCTAssertEqual(screening.outcome, .clinicianFirst)
        try await model.coach?.shutdown()
    }

    @MainActor private static func secondStart(_ config: CoachConfig) async throws {
        let model = SetUpModel(config, host: nil)
        await model.begin()
        guard case .ready(let screening?) = model.step else { return XCTFail("\(model.step)") }
        XCTAssertEqual(screening.outcome, .clinicianFirst)
        try await model.coach?.shutdown()
    }

    @MainActor private static func wrongKey(_ config: CoachConfig) async throws {
        let model = SetUpModel(config, host: nil)
        await model.begin()
        guard case .failed(let sentence) = model.step else { return XCTFail("\(model.step)") }
        XCTAssertTrue(sentence.contains("key"), sentence)
    }

    func testSettingsShowAndChangeAndExport() async throws {
        try await withCoach { coach, folder in
            let model = SettingsModel(coach, dataDir: folder.appendingPathComponent("home").path)
            await model.load()
            let shown = try XCTUnwrap(model.shown.value, "\(model.shown)")
            XCTAssertEqual(shown.profile.name, "Alex")
            XCTAssertTrue(shown.shares.allSatisfy { !$0.shared })
            let category = try XCTUnwrap(shown.shares.first?.category)
            await model.share(category, true)
            XCTAssertEqual(model.shown.value?.shares.filter(\.shared).map(\.category), [category])
            await model.save(Profile(name: "Robin", timeZone: "UTC"))
            XCTAssertEqual(model.shown.value?.profile.name, "Robin")
            model.took(DeviceState(thermal: .nominal, battery: 0.05))
            XCTAssertEqual(model.pause?.contains("battery"), true)
            model.took(DeviceState(thermal: .nominal, battery: 0.05, charging: true))
            XCTAssertNil(model.pause)
            let file = folder.appendingPathComponent("all.jsonl")
            let written = await model.export(to: file)
            XCTAssertTrue(written)
            XCTAssertTrue(try String(contentsOf: file, encoding: .utf8).contains("Robin"))
            let again = await model.export(to: folder.appendingPathComponent("no/such/folder.jsonl"))
            XCTAssertFalse(again)
            XCTAssertNotNil(model.failure)
        }
    }
}
