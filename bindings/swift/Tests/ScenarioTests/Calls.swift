import Foundation
import PocketCoach

extension Coach {
    /// A method by its name in snake case, with a step's arguments.
    func call(_ name: String, _ given: Arguments) async throws -> JSON {
        if let result = try await writing(name, given) { return JSON(showing: result) }
        if let result = try await reading(name, given) { return JSON(showing: result) }
        throw Unfit("\(name) is no step that this runner knows")
    }

    /// A result, where a call gives none.
    private static let nothing = JSON.null

    private func writing(_ name: String, _ given: Arguments) async throws -> Any? {
        switch name {
        case "set_profile":
            try await setProfile(profile: given.record("profile", Profile.init))
            return Self.nothing
        case "screen": return try await screen(answers: given.record("answers", ScreeningAnswers.init))
        case "log_measurement":
            return try await logMeasurement(metric: given.text("metric"), value: given.double("value"))
        case "log_workout": return try await logWorkout(workout: given.record("workout", WorkoutEntry.init))
        case "log_set": return try await logSet(set: given.record("set", SetEntry.init))
        case "log_meal":
            return try await logMeal(
                text: given.text("text"), at: given.maybeText("at"), replaces: given.maybeText("replaces"))
        case "log_pain":
            return try await logPain(
                place: given.text("place"), score: given.maybeInt32("score"), exercise: given.maybeText("exercise"),
                text: given.maybeText("text"))
        case "log_symptom":
            return try await logSymptom(text: given.text("text"), score: given.maybeInt32("score"))
        case "log_mood": return try await logMood(score: given.int32("score"), text: given.maybeText("text"))
        case "log_habit":
            return try await logHabit(
                name: given.text("name"), amount: given.maybeDouble("amount"), unit: given.maybeText("unit"))
        case "log_cleared": return try await logCleared()
        case "log_journal": return try await logJournal(entryJson: given.text("entry_json"))
        case "remove_entry": return try await removeEntry(id: given.text("id"))
        case "approve": return try await approve(id: given.text("id"))
        case "reject": return try await reject(id: given.text("id"))
        case "create_plan": return try await createPlan(request: given.record("request", PlanRequest.init))
        case "change_plan": return try await changePlan(changeJson: given.text("change_json"))
        case "restore_plan": return try await restorePlan(version: given.int32("version"))
        case "write_demo": return try await writeDemo(seed: given.int64("seed"), days: given.int32("days"))
        case "export_to":
            return try await exportTo(
                path: given.text("path"), form: given.maybeWord("form", of: [.json, .csv, .fhir]))
        case "share": return try await share(categories: given.texts("categories"), shared: given.bool("shared"))
        case "set_setting":
            try await setSetting(name: given.text("name"), valueJson: given.maybeText("value_json"))
            return Self.nothing
        case "device_changed":
            try deviceChanged(state: given.record("state", DeviceState.init))
            return Self.nothing
        case "set_product_lookups":
            try await setProductLookups(lookups: given.record("lookups", ProductLookups.init))
            return Self.nothing
        case "forget_foods": return try await forgetFoods(catalogue: given.text("catalogue"))
        case "log_food":
            return try await logFood(
                food: given.text("food"), grams: given.double("grams"), at: given.maybeText("at"))
        case "remove_mcp":
            try await removeMcp(name: given.text("name"))
            return Self.nothing
        case "give_feedback":
            try await giveFeedback(trace: given.text("trace"), feedback: given.record("feedback", Feedback.init))
            return Self.nothing
        case "forget_anchor": return try await forgetAnchor(stream: given.text("stream"))
        case "ingest":
            return try await ingest(
                batch: given.record("batch", HealthBatch.init),
                anchor: given.maybeRecord("anchor", HealthAnchor.init))
        default: return nil
        }
    }

    private func reading(_ name: String, _ given: Arguments) async throws -> Any? {
        switch name {
        case "profile": return try await profile()
        case "screening": return try await screening() as Any
        case "journal":
            return try await journal(
                firstDay: given.text("first_day"), lastDay: given.text("last_day"), kind: given.maybeText("kind"))
        case "proposals": return try await proposals()
        case "plan": return try await plan(version: given.maybeInt32("version"))
        case "planned_session": return try await plannedSession(id: given.text("id"))
        case "plan_versions": return try await planVersions()
        case "plan_diff": return try await planDiff(before: given.int32("before"), after: given.int32("after"))
        case "export_plan": return try await exportPlan(form: given.word("form", of: [.json, .calendar, .fit, .zwo]))
        case "query":
            return try await query(
                metric: given.text("metric"), firstDay: given.text("first_day"), lastDay: given.text("last_day"),
                bucket: given.word("bucket", of: [.raw, .hour, .day, .week, .month]), source: given.maybeText("source"))
        case "chart":
            return try await chart(
                metric: given.text("metric"), firstDay: given.maybeText("first_day"),
                lastDay: given.maybeText("last_day"),
                bucket: given.maybeWord("bucket", of: [.auto, .raw, .hour, .day, .week, .month]),
                source: given.maybeText("source"), points: given.maybeInt32("points") ?? 400)
        case "today": return try await today(day: given.maybeText("day"))
        case "today_date": return try todayDate()
        case "summary": return try await summary(days: given.int32("days"))
        case "sleep": return try await sleep(firstDay: given.text("first_day"), lastDay: given.text("last_day"))
        case "workouts": return try await workouts(firstDay: given.text("first_day"), lastDay: given.text("last_day"))
        case "sources": return try await sources()
        case "audit": return try await audit(most: given.int32("most"))
        case "shares": return try await shares()
        case "interventions": return try await interventions(most: given.int32("most"))
        case "traces": return try await traces(most: given.int32("most"))
        case "notices": return try await notices(days: given.maybeInt32("days") ?? 7)
        case "product": return try await product(barcode: given.text("barcode"))
        case "product_lookups": return try await productLookups()
        case "food_catalogues": return try await foodCatalogues()
        case "outbound": return try await outbound(most: given.int32("most"))
        case "mcp_servers": return try mcpServers()
        case "mcp_tools": return try await mcpTools(server: given.maybeText("server"))
        case "log_entries": return try await logEntries(most: given.int32("most"))
        case "workout_analytics":
            return try await workoutAnalytics(firstDay: given.text("first_day"), lastDay: given.text("last_day"))
        case "ai_quality": return try await aiQuality(turns: given.int32("turns"))
        case "session_traces": return try await sessionTraces(session: given.text("session"))
        case "device_policy": return try devicePolicy(state: given.record("state", DeviceState.init))
        case "setting": return try await setting(name: given.text("name")) as Any
        case "model_name": return try modelName()
        case "sync_status": return try await syncStatus()
        case "training_suspended": return try await trainingSuspended()
        case "search": return try await search(text: given.text("text"), most: given.maybeInt32("most") ?? 20)
        case "anchor": return try await anchor(stream: given.text("stream")) as Any
        case "call_tool":
            return try await callTool(
                server: given.text("server"), tool: given.text("tool"), argumentsJson: given.text("arguments_json"))
        default: return nil
        }
    }
}
