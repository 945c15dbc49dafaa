#if canImport(HealthKit)
    import CoreLocation
    import Foundation
    import HealthKit
    import HealthKitMapping
    import PocketCoach

    /// HealthKit behind `HealthStore`: what only the system can do, and nothing else.
    public final class HealthKitStore: HealthStore, @unchecked Sendable {
        private let store = HKHealthStore()

        public init() {}

        public static var isAvailable: Bool { HKHealthStore.isHealthDataAvailable() }

        /// Asks the person for what the streams need. HealthKit never tells what was refused.
        public func askPermission(for streams: [HealthStream]) async throws {
            let types = Set(streams.flatMap(\.permissions).compactMap { Self.type(named: $0) })
            try await store.requestAuthorization(toShare: [], read: types)
        }

        /// The earliest moment that the person allows to be read; `distantPast` when everything is.
        public var earliestPermitted: Date { store.earliestPermittedSampleDate() }

        /// Begins to hear of changes, also while the app is in the background. To be called at every launch, before it
        /// ends, or the system's wake-up finds nobody.
        public func observe(
            _ streams: [HealthStream],
            woken: @escaping @Sendable (HealthStream, @escaping @Sendable () -> Void) -> Void
        ) {
            for stream in streams {
                guard let type = Self.sampleType(of: stream) else { continue }
                let query = HKObserverQuery(sampleType: type, predicate: nil) { _, completion, error in
                    let done = UncheckedDone(call: completion)
                    // An observer that failed is called once more with nothing to read; the handler is due all the same.
                    if error == nil { woken(stream) { done.call() } } else { done.call() }
                }
                store.execute(query)
                // How often is the system's to decide; this is a wish.
                store.enableBackgroundDelivery(for: type, frequency: .immediate) { _, _ in }
            }
        }

        public func read(_ stream: HealthStream, after anchor: Data?, limit: Int) throws -> HealthObjects {
            guard let type = Self.sampleType(of: stream) else { throw HealthStoreFailure.failed(code: 0) }
            let from: HKQueryAnchor?
            do {
                from = try anchor.map { try Self.unarchived($0) }
            } catch {
                throw HealthStoreFailure.anchorUnreadable
            }
            let (samples, deleted, next) = try waiting { finish in
                HKAnchoredObjectQuery(type: type, predicate: nil, anchor: from, limit: limit) {
                    _, samples, deleted, anchor, error in
                    if let error { return finish(.failure(Self.failure(error))) }
                    guard let anchor else { return finish(.failure(.failed(code: 0))) }
                    finish(.success((samples ?? [], deleted ?? [], anchor)))
                }
            }
            let archived = try NSKeyedArchiver.archivedData(withRootObject: next, requiringSecureCoding: true)
            return HealthObjects(
                added: try samples.compactMap { try record(of: $0, in: stream) },
                deleted: deleted.map(\.uuid),
                anchor: archived,
                more: samples.count + deleted.count >= limit)
        }

        private func record(of sample: HKSample, in stream: HealthStream) throws -> PlatformRecord? {
            guard let content = try content(of: sample, in: stream) else { return nil }
            let device = sample.device.map {
                PlatformDevice(
                    name: $0.name, manufacturer: $0.manufacturer, model: $0.model, hardware: $0.hardwareVersion,
                    software: $0.softwareVersion)
            }
            return PlatformRecord(
                id: sample.uuid, start: sample.startDate, end: sample.endDate,
                source: sample.sourceRevision.source.name, device: device,
                metadata: (sample.metadata ?? [:]).compactMapValues(Self.text), content: content)
        }

        private func content(of sample: HKSample, in stream: HealthStream) throws -> PlatformRecord.Content? {
            switch sample {
            case let sample as HKQuantitySample:
                let unit = HKUnit(from: stream.unit)
                guard sample.quantity.is(compatibleWith: unit) else { return nil }
                if sample.count > 1, sample.quantityType.aggregationStyle != .cumulative {
                    return .series(try series(of: sample, unit: unit))
                }
                return .quantity(sample.quantity.doubleValue(for: unit))
            case let sample as HKCategorySample:
                return .category(sample.value)
            case let sample as HKCorrelation:
                let unit = HKUnit(from: stream.unit)
                func value(_ name: HKQuantityTypeIdentifier) -> Double? {
                    let parts = sample.objects(for: HKQuantityType(name)).compactMap { $0 as? HKQuantitySample }
                    return parts.first?.quantity.doubleValue(for: unit)
                }
                guard let systolic = value(.bloodPressureSystolic), let diastolic = value(.bloodPressureDiastolic)
                else { return nil }
                return .bloodPressure(systolic: systolic, diastolic: diastolic)
            case let workout as HKWorkout:
                return .workout(try self.workout(workout))
            default:
                return nil
            }
        }

        private func workout(_ workout: HKWorkout) throws -> PlatformWorkout {
            func sum(_ name: HKQuantityTypeIdentifier, _ unit: HKUnit) -> Double? {
                workout.statistics(for: HKQuantityType(name))?.sumQuantity()?.doubleValue(for: unit)
            }
            let distances: [HKQuantityTypeIdentifier] = [
                .distanceWalkingRunning, .distanceCycling, .distanceSwimming, .distanceWheelchair,
                .distanceDownhillSnowSports,
            ]
            let heart = workout.statistics(for: HKQuantityType(.heartRate))
            let rate = HKUnit.count().unitDivided(by: .minute())
            return PlatformWorkout(
                activity: workout.workoutActivityType.rawValue,
                activeSeconds: workout.duration,
                metres: distances.compactMap { sum($0, .meter()) }.first,
                activeKilocalories: sum(.activeEnergyBurned, .kilocalorie()),
                basalKilocalories: sum(.basalEnergyBurned, .kilocalorie()),
                meanHeartRate: heart?.averageQuantity()?.doubleValue(for: rate),
                lowestHeartRate: heart?.minimumQuantity()?.doubleValue(for: rate),
                highestHeartRate: heart?.maximumQuantity()?.doubleValue(for: rate),
                route: try route(of: workout))
        }

        private func series(of sample: HKQuantitySample, unit: HKUnit) throws -> [PlatformRecord.Point] {
            let points = Collected<PlatformRecord.Point>()
            return try waiting { finish in
                HKQuantitySeriesSampleQuery(
                    quantityType: sample.quantityType, predicate: HKQuery.predicateForObject(with: sample.uuid)
                ) { _, quantity, interval, _, done, error in
                    if let error { return finish(.failure(Self.failure(error))) }
                    if let quantity, let interval {
                        points.add([
                            PlatformRecord.Point(
                                start: interval.start, end: interval.end, value: quantity.doubleValue(for: unit))
                        ])
                    }
                    if done { finish(.success(points.all)) }
                }
            }
        }

        private func route(of workout: HKWorkout) throws -> [HealthPoint] {
            let routes: [HKWorkoutRoute] = try waiting { finish in
                HKSampleQuery(
                    sampleType: HKSeriesType.workoutRoute(), predicate: HKQuery.predicateForObjects(from: workout),
                    limit: HKObjectQueryNoLimit, sortDescriptors: nil
                ) { _, samples, error in
                    // A route that may not be read is no reason to lose the workout.
                    finish(.success(error == nil ? samples?.compactMap { $0 as? HKWorkoutRoute } ?? [] : []))
                }
            }
            return try routes.flatMap { route in
                let points = Collected<HealthPoint>()
                return try waiting { finish in
                    HKWorkoutRouteQuery(route: route) { _, locations, done, error in
                        if let error { return finish(.failure(Self.failure(error))) }
                        points.add(
                            (locations ?? []).map {
                                HealthPoint(
                                    atMs: $0.timestamp.milliseconds, latitude: $0.coordinate.latitude,
                                    longitude: $0.coordinate.longitude,
                                    elevationM: $0.verticalAccuracy >= 0 ? $0.altitude : nil)
                            })
                        if done { finish(.success(points.all)) }
                    }
                } as [HealthPoint]
            }
        }

        /// Runs a query and waits for what it gives, on a thread of the library's that may wait.
        private func waiting<Value>(
            _ query: (@escaping @Sendable (Result<Value, HealthStoreFailure>) -> Void) -> HKQuery
        ) throws -> Value {
            let answer = Answer<Value>()
            store.execute(query { answer.give($0) })
            return try answer.taken().get()
        }

        private static func failure(_ error: any Error) -> HealthStoreFailure {
            guard let error = error as? HKError else { return .failed(code: (error as NSError).code) }
            switch error.code {
            case .errorDatabaseInaccessible: return .locked
            case .errorAuthorizationDenied, .errorAuthorizationNotDetermined: return .notAllowed
            case .errorInvalidArgument: return .anchorUnreadable
            default: return .failed(code: error.errorCode)
            }
        }

        private static func unarchived(_ data: Data) throws -> HKQueryAnchor {
            guard let anchor = try NSKeyedUnarchiver.unarchivedObject(ofClass: HKQueryAnchor.self, from: data) else {
                throw HealthStoreFailure.anchorUnreadable
            }
            return anchor
        }

        private static func text(_ value: Any) -> String? {
            switch value {
            case let text as String: text
            case let number as NSNumber: number.stringValue
            default: nil
            }
        }

        private static func sampleType(of stream: HealthStream) -> HKSampleType? {
            switch stream.form {
            case .quantity: HKObjectType.quantityType(forIdentifier: HKQuantityTypeIdentifier(rawValue: stream.name))
            case .category: HKObjectType.categoryType(forIdentifier: HKCategoryTypeIdentifier(rawValue: stream.name))
            case .bloodPressure: HKObjectType.correlationType(forIdentifier: .bloodPressure)
            case .workout: HKObjectType.workoutType()
            }
        }

        private static func type(named name: String) -> HKObjectType? {
            switch name {
            case "HKWorkoutTypeIdentifier": HKObjectType.workoutType()
            case "HKWorkoutRouteTypeIdentifier": HKSeriesType.workoutRoute()
            case let name where name.hasPrefix("HKCategory"):
                HKObjectType.categoryType(forIdentifier: HKCategoryTypeIdentifier(rawValue: name))
            case let name: HKObjectType.quantityType(forIdentifier: HKQuantityTypeIdentifier(rawValue: name))
            }
        }
    }

    /// The system's completion handler, which it allows to be called from anywhere but does not say so.
    private struct UncheckedDone: @unchecked Sendable {
        let call: () -> Void
    }

    /// An answer that comes once, from another thread; later ones are ignored.
    private final class Answer<Value>: @unchecked Sendable {
        private let lock = NSLock()
        private let given = DispatchSemaphore(value: 0)
        private var result: Result<Value, HealthStoreFailure>?

        func give(_ result: Result<Value, HealthStoreFailure>) {
            let first = lock.withLock {
                defer { if self.result == nil { self.result = result } }
                return self.result == nil
            }
            if first { given.signal() }
        }

        func taken() -> Result<Value, HealthStoreFailure> {
            given.wait()
            return lock.withLock { result } ?? .failure(.failed(code: 0))
        }
    }

    /// What comes piece by piece from another thread.
    private final class Collected<Element>: @unchecked Sendable {
        private let lock = NSLock()
        private var elements: [Element] = []

        func add(_ more: [Element]) { lock.withLock { elements += more } }
        var all: [Element] { lock.withLock { elements } }
    }
#endif
