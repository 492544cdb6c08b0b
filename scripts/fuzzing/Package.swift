// swift-tools-version:6.2

import PackageDescription

// Apart from the main package, whose build no fuzzer is to slow down; `scripts/fuzz` builds and runs it.
let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "TTLV"),
    .target(name: "KMSSyntax"),
    .target(name: "KMIP", dependencies: ["TTLV"]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto"),
    .target(
      name: "KMIPCrypto",
      dependencies: [
        "CLibCrypto", "KMIP", "TTLV", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
    .target(
      name: "KeyStore",
      dependencies: [
        "KMIP", "TTLV", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "KMIPServer", dependencies: ["KMIP", "TTLV", "KMIPCrypto", "KeyStore"]),
    .target(name: "Fuzzing"),
    .executableTarget(name: "fuzz", dependencies: ["Fuzzing", "TTLV", "KMIP", "KMSSyntax"]),
    .executableTarget(name: "fuzz-server", dependencies: ["Fuzzing", "TTLV", "KMIP", "KMIPServer", "KeyStore"]),
  ]
)

for target in package.targets where target.type != .system {
  // Coverage of our own code and not of what it depends on.
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer"]),
  ]
  // gold, the driver's own choice, dies of what it has to link here.
  if target.type == .executable { target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])] }
}
