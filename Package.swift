// swift-tools-version: 6.1
import PackageDescription

/// What the rooms of the heap and of the evaluator are built with for release: small functions are inlined across rooms, and the checks for
/// overlapping access, which the debug builds of the tests have, are left out of the inner loops. One pass of the compiler is left out as
/// well: it takes `(p - 1).pointee = a; p.initialize(to: b)` for two stores to one place and drops the first.
let optimized: [SwiftSetting] = [
    .unsafeFlags(
        [
            "-cross-module-optimization", "-enforce-exclusivity=unchecked",
            "-Xllvm", "-sil-disable-pass=dead-store-elimination",
        ],
        .when(configuration: .release))
]

let package = Package(
    name: "holdfast",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "holdfast", targets: ["holdfast"]),
        .executable(name: "holdfast-benchmarks", targets: ["HoldfastBenchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The heap and the Python object model.
        .target(name: "HeapEngine", swiftSettings: optimized),
        .target(
            name: "PythonObjects",
            dependencies: ["HeapEngine", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: optimized),

        // Python source.
        .target(name: "PythonSyntax"),
        .target(name: "RegularExpressions", swiftSettings: optimized),
        .target(
            name: "PythonInterpreter",
            dependencies: [
                "PythonSyntax", "PythonObjects", "RegularExpressions", "Locking",
                .product(name: "BigInt", package: "BigInt"),
            ],
            exclude: ["Library"], swiftSettings: optimized),

        // Programs of heap operations, answered as CPython answers them.
        .target(
            name: "Oracle", dependencies: ["PythonInterpreter", "PythonObjects", "OrderedJSON"],
            resources: [.embedInCode("answering.py")]),

        // One small lock that several rooms share.
        .target(name: "Locking"),

        // Algorithms over a heap.
        .target(name: "HeapAnalysis", dependencies: ["HeapEngine"], swiftSettings: optimized),

        // Sessions and their histories.
        .target(name: "OrderedJSON"),
        .target(
            name: "HistoryStore",
            dependencies: [
                "Locking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Sessions",
            dependencies: [
                "PythonInterpreter", "PythonObjects", "HeapAnalysis", "HistoryStore", "OrderedJSON",
                "Locking",
                .product(name: "BigInt", package: "BigInt"),
            ]),

        // HTTP.
        .target(name: "HTTPWire"),
        .target(name: "HTTPServer", dependencies: ["HTTPWire", "Locking"]),
        .target(
            name: "IntrospectionAPI",
            dependencies: ["Sessions", "HTTPServer", "OrderedJSON", "Locking"],
            resources: [.embedInCode("Resources/openapi.yaml")]),

        // Commands.
        .executableTarget(
            name: "holdfast",
            dependencies: [
                "IntrospectionAPI", "Oracle", "Sessions", "PythonInterpreter", "PythonObjects", "Locking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "HoldfastBenchmarks",
            dependencies: [
                "HeapEngine", "PythonObjects", "PythonInterpreter", "Sessions", "HistoryStore", "OrderedJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests mirror the targets.
        .target(name: "TestSupport", dependencies: ["HeapEngine"], path: "Tests/TestSupport"),
        .testTarget(
            name: "HeapEngineTests", dependencies: ["HeapEngine", "TestSupport"],
            resources: [.copy("Recordings")]),
        .testTarget(name: "HeapAnalysisTests", dependencies: ["HeapAnalysis", "HeapEngine"]),
        .testTarget(
            name: "PythonObjectsTests", dependencies: ["PythonObjects", "TestSupport"],
            resources: [.copy("Recordings")]),
        .testTarget(
            name: "PythonSyntaxTests", dependencies: ["PythonSyntax", "TestSupport"],
            resources: [.copy("Recordings")]),
        .testTarget(name: "RegularExpressionsTests", dependencies: ["RegularExpressions"]),
        .testTarget(
            name: "PythonInterpreterTests",
            dependencies: [
                "PythonInterpreter", "PythonSyntax", "PythonObjects", "HeapEngine", "TestSupport",
                .product(name: "BigInt", package: "BigInt"),
            ],
            resources: [
                .copy("Programs"), .copy("MemoryPrograms"), .copy("VersionPrograms"), .copy("Regressions"),
                .copy("Recordings"),
            ]),
        .testTarget(name: "OracleTests", dependencies: ["Oracle"], resources: [.copy("Recordings")]),
        .testTarget(name: "OrderedJSONTests", dependencies: ["OrderedJSON"]),
        .testTarget(name: "HistoryStoreTests", dependencies: ["HistoryStore", "TestSupport"]),
        .testTarget(name: "SessionsTests", dependencies: ["Sessions", "Locking", "TestSupport"]),
        .testTarget(name: "HTTPWireTests", dependencies: ["HTTPWire"]),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "TestSupport"]),
        .testTarget(
            name: "IntrospectionAPITests",
            dependencies: ["IntrospectionAPI", "TestSupport", .product(name: "Yams", package: "Yams")]),
        .testTarget(
            name: "holdfastTests",
            dependencies: [
                "holdfast", "HTTPServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Targets for libFuzzer, which no build sees that does not ask for them: `make fuzz`.
if Context.environment["HOLDFAST_FUZZING"] != nil {
    package.targets += [
        .target(name: "FuzzDriver", path: "Fuzzing/FuzzDriver"),
        .executableTarget(
            name: "FuzzParser", dependencies: ["FuzzDriver", "PythonSyntax", "PythonInterpreter"],
            path: "Fuzzing/FuzzParser"),
        .executableTarget(
            name: "FuzzEvaluator", dependencies: ["FuzzDriver", "PythonInterpreter"],
            path: "Fuzzing/FuzzEvaluator"),
    ]
}
