import Synchronization
import TTLV

/// A few of the specification's names, with spellings of both dialects.
struct SmallVocabulary: Vocabulary {
  private static let tags: [String: UInt32] = [
    "RequestMessage": 0x420078, "RequestHeader": 0x420077, "ProtocolVersion": 0x420069,
    "ProtocolVersionMajor": 0x42006A, "ProtocolVersionMinor": 0x42006B, "BatchCount": 0x42000D, "BatchItem": 0x42000F,
    "Operation": 0x42005C, "RequestPayload": 0x420079, "Attributes": 0x420125, "CryptographicAlgorithm": 0x420028,
    "CryptographicLength": 0x42002A, "CryptographicUsageMask": 0x42002C, "NameValue": 0x420055,
    "AttributeReference": 0x42013B, "KeyMaterial": 0x420043, "ActivationDate": 0x420001, "Modulus": 0x420052,
    "AttributeValue": 0x42000B, "Fresh": 0x42002B, "LeaseTime": 0x420049, "HashingAlgorithm": 0x420038,
  ]
  private static let values: [UInt32: [(name: String, value: UInt32)]] = [
    0x420028: [("AES", 3), ("DES3", 2), ("THREE_DES", 2)],
    0x420038: [("SHA_256", 6), ("SHA256", 6)],
    0x42005C: [("DiscoverVersions", 0x1E)],
  ]
  private static let bits: [String: Int32] = ["Sign": 1, "Verify": 2, "Encrypt": 4, "Decrypt": 8]

  func name(of tag: Tag) -> String? { Self.tags.first { $0.value == tag.rawValue }?.key }
  func tag(named name: String) -> Tag? { Self.tags[name].map { Tag($0) } }

  func name(of value: UInt32, in tag: Tag) -> String? {
    Self.values[tag.rawValue]?.first { $0.value == value }?.name
  }

  func value(named name: String, in tag: Tag) -> UInt32? {
    Self.values[tag.rawValue]?.first { $0.name == name }?.value
  }

  func maskBit(named name: String, in tag: Tag) -> Int32? {
    tag == Tag(0x42002C) ? Self.bits[name] : nil
  }

  func name(ofMaskBit bit: Int32, in tag: Tag) -> String? {
    tag == Tag(0x42002C) ? Self.bits.first { $0.value == bit }?.key : nil
  }

  /// A value may be of the attribute that a Name Value before it names.
  func subject(of tag: Tag, after siblings: ArraySlice<Item>) -> Tag {
    guard tag == Tag(0x42000B), let name = siblings.last(where: { $0.tag == Tag(0x420055) })?.text else { return tag }
    return self.tag(named: name) ?? tag
  }
}

/// Gives a number to every name that it is asked for, and remembers it.
final class OpenVocabulary: Vocabulary {
  private let names = Mutex<[String]>([])

  private func number(of name: String) -> UInt32 {
    names.withLock { names in
      if let index = names.firstIndex(of: name) { return 0x540000 + UInt32(index) }
      names.append(name)
      return 0x540000 + UInt32(names.count - 1)
    }
  }

  private func name(of number: UInt32) -> String? {
    names.withLock { names in
      let index = Int(number) - 0x540000
      return names.indices.contains(index) ? names[index] : nil
    }
  }

  func name(of tag: Tag) -> String? { name(of: tag.rawValue) }
  func tag(named name: String) -> Tag? { Tag(number(of: name)) }
  func name(of value: UInt32, in tag: Tag) -> String? { name(of: value) }
  func value(named name: String, in tag: Tag) -> UInt32? { number(of: name) }
  func maskBit(named name: String, in tag: Tag) -> Int32? { nil }
}

struct NoVocabulary: Vocabulary {
  func name(of tag: Tag) -> String? { nil }
  func tag(named name: String) -> Tag? { nil }
  func name(of value: UInt32, in tag: Tag) -> String? { nil }
  func value(named name: String, in tag: Tag) -> UInt32? { nil }
  func maskBit(named name: String, in tag: Tag) -> Int32? { nil }
}

/// Has the name of a tag among the values of an enumeration.
struct ClashingVocabulary: Vocabulary {
  func name(of tag: Tag) -> String? { tag == Tag(0x42002A) ? "Key" : nil }
  func tag(named name: String) -> Tag? { name == "Key" ? Tag(0x42002A) : nil }
  func name(of value: UInt32, in tag: Tag) -> String? { value == 1 ? "Key" : nil }
  func value(named name: String, in tag: Tag) -> UInt32? { name == "Key" ? 1 : nil }
  func maskBit(named name: String, in tag: Tag) -> Int32? { nil }
}
