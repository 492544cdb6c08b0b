import Foundation
import Spawning
import Testing

@testable import Evidence

@Suite struct ZipTests {
  static func sample() throws -> ZipArchive {
    var archive = ZipArchive()
    try archive.add("manifest.json", Array("{}\n".utf8))
    try archive.add("reports/report.html", Array("zwölf 🔑\r\n".utf8))
    try archive.add("empty", [])
    try archive.add("bytes.bin", (0...255).map { UInt8($0) })
    return archive
  }

  @Test func readsWhatItWrites() throws {
    let archive = try Self.sample()
    #expect(try ZipArchive(archive.packed) == archive)
    #expect(try ZipArchive(ZipArchive().packed).files.isEmpty)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\u{0}", "ü",
    String(repeating: "a", count: 256),
  ])
  func namesThatLeadAwayAreRefused(name: String) {
    #expect(throws: ZipError.name(name)) {
      var archive = ZipArchive()
      try archive.add(name, [])
    }
  }

  @Test func aNameComesOnce() throws {
    var archive = try Self.sample()
    #expect(throws: ZipError.duplicate("empty")) { try archive.add("empty", []) }
  }

  @Test func aForgedNameIsRefusedOnReading() throws {
    var bytes = try Self.sample().packed
    let name = Array("bytes.bin".utf8)
    while let range = bytes.firstRange(of: name) { bytes.replaceSubrange(range, with: Array("../../bin".utf8)) }
    #expect(throws: ZipError.name("../../bin")) { try ZipArchive(bytes) }
  }

  @Test func everyChangedByteIsFound() throws {
    let bytes = try Self.sample().packed
    for place in bytes.indices {
      var forged = bytes
      forged[place] ^= 1 << UInt8(place % 8)
      #expect(throws: ZipError.self) { try ZipArchive(forged) }
    }
  }

  @Test func everyCutAndEveryAddendumIsFound() throws {
    let bytes = try Self.sample().packed
    for count in bytes.indices { #expect(throws: ZipError.self) { try ZipArchive(Array(bytes.prefix(count))) } }
    #expect(throws: ZipError.self) { try ZipArchive(bytes + [0]) }
    #expect(throws: ZipError.self) { try ZipArchive([0] + bytes) }
  }

  @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926)] as [(String, UInt32)])
  func checksumsAreThoseOfTheStandard(text: String, crc: UInt32) { #expect(CRC32.of(Array(text.utf8)) == crc) }

  @Test(arguments: [
    ["python3", "-m", "zipfile", "-t"], ["unzip", "-t"],
  ])
  func othersReadIt(command: [String]) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "kmsh-zip-\(UUID()).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(try Self.sample().packed).write(to: URL(filePath: path))
    guard let outcome = try Tool.run(command + [path]) else {
      print("skipped: \(command[0]) is not on this machine")
      return
    }
    #expect(outcome.status == 0, "\(outcome.output)")
  }
}

/// Other programs.
enum Tool {
  /// - Returns: Nothing if there is no such program.
  static func run(_ command: [String]) throws -> (status: Int32, output: String)? {
    let output = NSTemporaryDirectory() + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: output) }
    let words = ["/bin/sh", "-c", "exec \"$@\" 2>&1", "sh"] + command
    let process = try ChildProcess(words, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], output: output)
    let status = process.terminationStatus
    return status == 127 ? nil : (status, try String(contentsOfFile: output, encoding: .utf8))
  }
}
