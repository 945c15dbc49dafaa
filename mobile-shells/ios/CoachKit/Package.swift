// swift-tools-version: 6.0
// What the iOS app is made of besides its views: it builds and is tested on Linux too.
import PackageDescription

let coach: Target.Dependency = .product(name: "PocketCoach", package: "PocketCoach")

let package = Package(
    name: "CoachKit",
    platforms: [.iOS(.v17), .macOS(.v14), .watchOS(.v10)],
    products: [
        .library(name: "HealthKitMapping", targets: ["HealthKitMapping"]),
        .library(name: "HealthSync", targets: ["HealthSync"]),
        .library(name: "CoachModels", targets: ["CoachModels"]),
    ],
    dependencies: [.package(name: "PocketCoach", path: "../../../bindings/swift")],
    targets: [
        .target(name: "HealthKitMapping", dependencies: [coach]),
        .target(name: "HealthSync", dependencies: [coach, "HealthKitMapping"]),
        .target(name: "CoachModels", dependencies: [coach]),
        // A health store to read in tests.
        .target(name: "HealthSimulation", dependencies: ["HealthKitMapping", "HealthSync"]),
        // A shell that reads a made-up health store and kills itself at a step that it is told.
        .executableTarget(name: "health-crash", dependencies: ["HealthSimulation", "HealthSync"]),
        .testTarget(name: "HealthKitMappingTests", dependencies: ["HealthKitMapping"]),
        .testTarget(name: "HealthSyncTests", dependencies: ["HealthSimulation", "HealthSync", "health-crash"]),
        .testTarget(
            name: "CoachModelsTests",
            dependencies: ["CoachModels", .product(name: "PocketCoachTesting", package: "PocketCoach")]),
    ]
)
