// swift-tools-version: 6.0
// PocketCoach for Swift: the generated code of the Rust library, and a layer over it for Swift concurrency.
//
// `cargo xtask bindings generate --language swift` writes `generated/` out of the built library first.
import PackageDescription

#if os(Linux)
    // The C interface of the library; where the library lies is said with `-Xlinker -L…`.
    let library: Target = .systemLibrary(name: "PocketCoachFFI", path: "generated/ffi")
#else
    // Made by `cargo xtask bindings package apple`.
    let library: Target = .binaryTarget(name: "PocketCoachFFI", path: "generated/PocketCoachFFI.xcframework")
#endif

let package = Package(
    name: "PocketCoach",
    platforms: [.iOS(.v17), .macOS(.v14), .watchOS(.v10)],
    products: [
        .library(name: "PocketCoach", targets: ["PocketCoach"]),
        .library(name: "PocketCoachTesting", targets: ["PocketCoachTesting"]),
    ],
    targets: [
        library,
        .target(
            name: "PocketCoachGenerated",
            dependencies: ["PocketCoachFFI"],
            path: "generated/sources",
            // What the generator of this version writes is not checked in mode 6 for async foreign traits.
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [.linkedLibrary("pocketcoach_ffi", .when(platforms: [.linux]))]
        ),
        .target(name: "PocketCoach", dependencies: ["PocketCoachGenerated"]),
        .executableTarget(name: "boundary-bench", dependencies: ["PocketCoach"]),
        // What tests of this package and of apps over it need.
        .target(name: "PocketCoachTesting"),
        .testTarget(name: "PocketCoachTests", dependencies: ["PocketCoach", "PocketCoachTesting"]),
        .testTarget(name: "ScenarioTests", dependencies: ["PocketCoach"]),
    ]
)
