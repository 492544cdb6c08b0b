import Foundation
import TTLV

/// The bytes of digits between which anything else may stand.
func hex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

func problem(_ body: () throws -> Item) -> TTLVError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? TTLVError
  }
}

/// The bits of `message` that make another message of it, but one whose encoding differs from the bytes.
func bitsThatDecodeToSomethingElse(_ message: [UInt8]) -> [Int] {
  (0..<message.count * 8).filter { bit in
    var flipped = message
    flipped[bit / 8] ^= 1 << (bit % 8)
    guard let item = try? Item(decoding: flipped) else { return false }
    return item.encoded() != flipped
  }
}

enum Sample {
  /// A DiscoverVersions request.
  static let discover = Item(
    Tag(0x420078),
    [
      Item(
        Tag(0x420077),
        [
          Item(Tag(0x420069), [Item(Tag(0x42006A), .integer(2)), Item(Tag(0x42006B), .integer(1))]),
          Item(Tag(0x42000D), .integer(1)),
        ]),
      Item(Tag(0x42000F), [Item(Tag(0x42005C), .enumeration(0x1E)), Item(Tag(0x420079), [])]),
    ])

  /// An attribute of KMIP 1.x, as `SmallVocabulary` knows it.
  static func attribute(_ name: String, _ value: Item.Value) -> Item {
    Item(Tag(0x420125), [Item(Tag(0x420055), .textString(name)), Item(Tag(0x42000B), value)])
  }

  /// Every type, at its bounds.
  static let everyType = Item(
    Tag(0x420125),
    [
      Item(Tag(0x42002A), .integer(.min)), Item(Tag(0x42002A), .integer(.max)),
      Item(Tag(0x540001), .longInteger(.min)), Item(Tag(0x540001), .longInteger(.max)),
      Item(Tag(0x540002), .bigInteger(hex("FF FF FF FF FF FF FF FE"))),
      Item(Tag(0x540002), .bigInteger(hex("00 00 00 00 00 00 00 80 00 00 00 00 00 00 00 00"))),
      Item(Tag(0x42002C), .integer(12)), Item(Tag(0x42002C), .integer(.min + 1)), Item(Tag(0x42002C), .integer(0)),
      Item(Tag(0x420028), .enumeration(3)), Item(Tag(0x420028), .enumeration(.max)),
      Item(Tag(0x540003), .boolean(true)), Item(Tag(0x540003), .boolean(false)),
      Item(Tag(0x420055), .textString("")), Item(Tag(0x420055), .textString("Schlüssel \"\\\" \u{1}\n\u{1F511}")),
      Item(Tag(0x540004), .byteString([])), Item(Tag(0x540004), .byteString([0, 0xAB, 0xFF])),
      Item(Tag(0x540005), .dateTime(1_769_853_600)), Item(Tag(0x540005), .dateTime(.min)),
      Item(Tag(0x540005), .dateTime(.max)), Item(Tag(0x540005), .dateTime(-1)),
      Item(Tag(0x540006), .interval(0)), Item(Tag(0x540006), .interval(.max)),
      Item(Tag(0x540007), .dateTimeExtended(1_769_853_600_123_456)), Item(Tag(0x540007), .dateTimeExtended(.min)),
      Item(Tag(0x540008), [Item(Tag(0x540008), [])]),
    ])
}

/// Files beside the package that are not part of it.
enum Shared {
  static func files(_ folder: String, ending: String) -> [URL] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.deletingLastPathComponent().appending(path: "shared/kmip/\(folder)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if names.isEmpty { print("skipped: no files in \(folder.path)") }
    return names.sorted().filter { $0.hasSuffix(ending) }.map { folder.appending(path: $0) }
  }

  static func messages(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    try files(folder, ending: ".ttlv").map {
      ($0.deletingPathExtension().lastPathComponent, [UInt8](try Data(contentsOf: $0)))
    }
  }
}
