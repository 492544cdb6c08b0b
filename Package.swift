// swift-tools-version:6.2

import PackageDescription

let package = Package(
  name: "kmsh",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kmsh", targets: ["kmsh"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Layer 0
    .target(name: "TTLV"),
    .target(name: "KMSSyntax"),
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "LineEditor", dependencies: ["CLibEdit"]),
    .systemLibrary(
      name: "CLibPQ", pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(name: "AuditLog", dependencies: ["CLibPQ", .grdb, .grdbSQLite, .crypto, .cryptoExtras]),

    // Layer 1
    .target(name: "KMIP", dependencies: ["TTLV"]),
    .target(name: "KMSInterpreter", dependencies: ["KMSSyntax"]),

    // Layer 2
    .target(name: "KMIPClient", dependencies: ["KMIP", "TTLV"]),
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(
      name: "KMIPCrypto",
      dependencies: ["CLibCrypto", "KMIP", "TTLV", .crypto, .cryptoExtras, .x509, .swiftASN1]),
    .target(name: "KeyStore", dependencies: ["KMIP", "TTLV", .grdb, .crypto]),
    .target(name: "KMSShell", dependencies: ["KMSInterpreter", "KMSSyntax", "LineEditor"]),

    // Layer 3
    .target(
      name: "KMIPTransport",
      dependencies: [
        "CLibCrypto", "KMIPClient", "KMIP", "TTLV", .crypto, .nio, .nioPosix, .nioSSL, .nioHTTP1, .httpTypes,
        .hummingbird, .hummingbirdTLS, .hummingbirdCore, .log, .serviceLifecycle, .unixSignals,
      ]),
    .target(name: "KMIPServer", dependencies: ["KMIP", "TTLV", "KMIPCrypto", "KeyStore"]),
    .target(
      name: "KMSCommands",
      dependencies: ["KMSInterpreter", "KMSSyntax", "KMIPClient", "KMIP", "TTLV", "AuditLog", .crypto]),

    .target(name: "KMSLanguageServer", dependencies: ["KMSShell", "KMSInterpreter", "KMSSyntax", "LineEditor"]),
    .target(name: "Evidence", dependencies: ["AuditLog"]),

    // Layer 4
    .target(
      name: "Rehearsal",
      dependencies: [
        "AuditLog", "KMIP", "KMIPClient", "KMIPCrypto", "KMIPServer", "KMSCommands", "KMSInterpreter", "KMSSyntax",
        "KeyStore", "TTLV", .crypto,
      ]),

    .target(name: "OAuth", dependencies: ["KMIP", "KMIPClient", "KMIPTransport", .crypto]),

    // Layer 5
    .executableTarget(
      name: "kmsh",
      dependencies: [
        "AuditLog", "Evidence", "KMIP", "KMIPClient", "KMIPCrypto", "KMIPServer", "KMIPTransport", "KMSCommands",
        "KMSInterpreter",
        "KMSLanguageServer", "KMSShell", "KMSSyntax", "KeyStore", "LineEditor", "OAuth", "Rehearsal", "TTLV",
        .argumentParser, .crypto, .log, .toml,
      ]),

    // Specification tables to KMIP/Generated
    .executableTarget(name: "generate-kmip", exclude: ["kmip-2.1.json"]),

    // Codec speed, for scripts/bench
    .executableTarget(name: "kmsh-bench", dependencies: ["AuditLog", "KMIP", "TTLV", .grdb]),

    // Cuts connections and kills runs, for scripts/chaos
    .executableTarget(name: "kmsh-chaos"),

    // Tests, a target a module
    .target(
      name: "KMIPTesting",
      dependencies: [
        "AuditLog", "KMIPClient", "KMIPServer", "KMIPTransport", "KMSCommands", "KMSInterpreter", "KMSShell",
        "KMSSyntax",
        "KeyStore", .log,
      ], path: "Tests/KMIPTesting"),
    .target(name: "PostgresTesting", dependencies: ["CLibPQ"], path: "Tests/PostgresTesting"),
    .testTarget(name: "AuditLogTests", dependencies: ["AuditLog", "PostgresTesting", .grdb, .crypto, .cryptoExtras]),
    .target(name: "Spawning", path: "Tests/Spawning"),
    .target(
      name: "IdentityProvider", dependencies: [.crypto, .nio, .nioHTTP1, .nioPosix], path: "Tests/IdentityProvider"),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "AuditLog", "Spawning"]),
    .testTarget(name: "GenerateKMIPTests", dependencies: ["generate-kmip"]),
    .testTarget(name: "KMIPClientTests", dependencies: ["KMIPClient", "KMIPServer", "KMIP", "KeyStore", "TTLV"]),
    .testTarget(name: "KMIPCryptoTests", dependencies: ["KMIPCrypto", "KMIP", "Spawning", "TTLV"]),
    .testTarget(name: "KMIPServerTests", dependencies: ["KMIPServer", "KMIP", "KMIPCrypto", "KeyStore", "TTLV"]),
    .testTarget(name: "KMIPTests", dependencies: ["KMIP", "TTLV"]),
    .testTarget(
      name: "KMIPTransportTests",
      dependencies: [
        "KMIPTransport", "KMIPClient", "KMIP", "TTLV", .log, .nio, .nioPosix, .nioSSL, .serviceLifecycle,
      ], exclude: ["Fixtures"]),
    .testTarget(
      name: "KMSCommandsTests",
      dependencies: [
        "KMSCommands", "AuditLog", "KMIP", "KMIPClient", "KMIPServer", "KMIPTesting", "KMSInterpreter", "KMSSyntax",
        "KeyStore", "TTLV", .grdb,
      ]),
    .testTarget(name: "KMSInterpreterTests", dependencies: ["KMSInterpreter", "KMSSyntax"]),
    .testTarget(
      name: "KMSLanguageServerTests", dependencies: ["KMSLanguageServer", "KMSInterpreter", "KMSSyntax"]),
    .testTarget(name: "KMSShellTests", dependencies: ["KMSShell", "KMSInterpreter", "KMSSyntax", "LineEditor"]),
    .testTarget(name: "KMSSyntaxTests", dependencies: ["KMSSyntax"]),
    .testTarget(
      name: "OAuthTests",
      dependencies: ["OAuth", "IdentityProvider", "KMIP", "KMIPClient", "KMIPTransport"]),
    .testTarget(
      name: "kmshTests", dependencies: ["kmsh", "IdentityProvider", "PostgresTesting", "kmsh-chaos", "Spawning"]),
    .testTarget(name: "KeyStoreTests", dependencies: ["KeyStore", "KMIP", "TTLV", .grdb]),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor"]),
    .testTarget(
      name: "RehearsalTests",
      dependencies: [
        "Rehearsal", "AuditLog", "KMIP", "KMIPClient", "KMIPServer", "KMSCommands", "KMSInterpreter", "KMSSyntax",
        "KeyStore", "TTLV",
      ]),
    .testTarget(
      name: "ScriptTests", dependencies: ["KMIPTesting", "KMSInterpreter", "KMSSyntax"]),
    .testTarget(name: "TTLVTests", dependencies: ["TTLV"]),
  ]
)

extension Target.Dependency {
  static var argumentParser: Self { .product(name: "ArgumentParser", package: "swift-argument-parser") }
  static var crypto: Self { .product(name: "Crypto", package: "swift-crypto") }
  static var cryptoExtras: Self { .product(name: "CryptoExtras", package: "swift-crypto") }
  static var grdb: Self { .product(name: "GRDB", package: "GRDB.swift") }
  static var httpTypes: Self { .product(name: "HTTPTypes", package: "swift-http-types") }
  static var grdbSQLite: Self { .product(name: "GRDBSQLite", package: "GRDB.swift") }
  static var hummingbird: Self { .product(name: "Hummingbird", package: "hummingbird") }
  static var hummingbirdCore: Self { .product(name: "HummingbirdCore", package: "hummingbird") }
  static var hummingbirdTLS: Self { .product(name: "HummingbirdTLS", package: "hummingbird") }
  static var log: Self { .product(name: "Logging", package: "swift-log") }
  static var nio: Self { .product(name: "NIOCore", package: "swift-nio") }
  static var nioPosix: Self { .product(name: "NIOPosix", package: "swift-nio") }
  static var nioHTTP1: Self { .product(name: "NIOHTTP1", package: "swift-nio") }
  static var nioSSL: Self { .product(name: "NIOSSL", package: "swift-nio-ssl") }
  static var serviceLifecycle: Self { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
  static var swiftASN1: Self { .product(name: "SwiftASN1", package: "swift-asn1") }
  static var toml: Self { .product(name: "TOMLKit", package: "TOMLKit") }
  static var unixSignals: Self { .product(name: "UnixSignals", package: "swift-service-lifecycle") }
  static var x509: Self { .product(name: "X509", package: "swift-certificates") }
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
