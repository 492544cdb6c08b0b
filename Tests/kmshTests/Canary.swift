import Foundation

/// A secret that is looked for wherever it must not be.
struct Canary: Hashable, Sendable {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Made so that every spelling differs from every other.
  init(_ name: String) { self.init(name, Array("kanarie-\(name)~~~???~~~-\(name)".utf8)) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What stands for it in each encoding; of base64 the part that is the same whatever stands around it.
  var spellings: [(encoding: String, bytes: [UInt8])] {
    let plain: [(String, [UInt8])] = [
      ("raw", bytes), ("UTF-16 LE", bytes.flatMap { [$0, 0] }), ("UTF-16 BE", bytes.flatMap { [0, $0] }),
      ("hex", bytes.flatMap { Self.digits($0) }), ("HEX", bytes.flatMap { Self.digits($0, isUpper: true) }),
      ("percent", bytes.flatMap { Self.percent($0) }), ("percent of all", bytes.flatMap { [0x25] + Self.digits($0) }),
      ("PERCENT of all", bytes.flatMap { [0x25] + Self.digits($0, isUpper: true) }),
    ]
    let base64 = (0..<3).flatMap { shift in
      let standard = self.base64(behind: shift)
      return [("base64 +\(shift)", standard), ("base64url +\(shift)", standard.map(Self.urlSafe))]
    }
    return plain + base64
  }

  /// The encodings in which it stands in `data`.
  func traces(in data: Data) -> [String] {
    data.withUnsafeBytes { data in spellings.filter { Self.holds(data, $0.bytes) }.map(\.encoding) }
  }

  // Databases are full of zeros, so the first other byte is what is looked for.
  private static func holds(_ data: UnsafeRawBufferPointer, _ wanted: [UInt8]) -> Bool {
    guard let start = data.baseAddress, let mark = wanted.firstIndex(where: { $0 != 0 }) else { return false }
    var place = mark
    while place < data.count, let hit = memchr(start + place, Int32(wanted[mark]), data.count - place) {
      place = UnsafeRawPointer(hit) - start
      let first = place - mark
      if first + wanted.count <= data.count, memcmp(start + first, wanted, wanted.count) == 0 { return true }
      place += 1
    }
    return false
  }

  private func base64(behind shift: Int) -> [UInt8] {
    let around = Array(Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().utf8)
    let whole = (shift + bytes.count) / 3 * 4
    return Array(around[(shift == 0 ? 0 : shift + 1)..<whole])
  }

  private static func urlSafe(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: character
    }
  }

  private static func digits(_ byte: UInt8, isUpper: Bool = false) -> [UInt8] {
    let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func percent(_ byte: UInt8) -> [UInt8] {
    let isPlain = byte < 0x80 && (UnicodeScalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte))
    return isPlain || "-._~".utf8.contains(byte) ? [byte] : [0x25] + digits(byte, isUpper: true)
  }
}
