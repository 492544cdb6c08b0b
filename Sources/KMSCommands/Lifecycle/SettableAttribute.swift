import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

/// An attribute that `set` has a parameter for.
struct SettableAttribute {
  let word: String
  let tag: Tag
  let type: ValueType
  let help: String
  private let make: @Sendable (Value) -> Item.Value?

  func attribute(_ value: Value) -> Attribute? { make(value).map { Attribute(Item(tag, $0)) } }

  static let all: [SettableAttribute] = [
    SettableAttribute("name", .name, .text, "a name, in place of those it has") { value in
      text(value).map { Name(nameValue: $0, nameType: .uninterpretedTextString).itemValue }
    },
    SettableAttribute("description", .description, .text, "free text", textItem),
    SettableAttribute("comment", .comment, .text, "free text", textItem),
    SettableAttribute("contact-information", .contactInformation, .text, "whom to ask", textItem),
    SettableAttribute("group", .objectGroup, .text, "an object group", textItem),
    SettableAttribute("activation-date", .activationDate, .time, "when it becomes active", timeItem),
    SettableAttribute("deactivation-date", .deactivationDate, .time, "when it ends to be active", timeItem),
    SettableAttribute("process-start-date", .processStartDate, .time, "when decryption may begin", timeItem),
    SettableAttribute("protect-stop-date", .protectStopDate, .time, "when encryption must end", timeItem),
    SettableAttribute("sensitive", .sensitive, .bool, "material leaves only wrapped", boolItem),
    SettableAttribute("extractable", .extractable, .bool, "false: material never leaves", boolItem),
    SettableAttribute("rotate-interval", .rotateInterval, .duration, "how often it is replaced", durationItem),
    SettableAttribute("rotate-offset", .rotateOffset, .duration, "how long until a new one is active", durationItem),
    SettableAttribute("rotate-name", .rotateName, .text, "the name of its key set", textItem),
    SettableAttribute("usage", .cryptographicUsageMask, .usage, "what it may be used for") { value in
      guard case .list(let values) = value else { return nil }
      let words = values.compactMap { if case .enumeration(let word) = $0 { word } else { nil } }
      return CryptographicUsageMask(words.compactMap(CryptographicUsageMask.init(word:))).itemValue
    },
  ]

  private init(
    _ word: String, _ tag: Tag, _ type: ValueType, _ help: String, _ make: @escaping @Sendable (Value) -> Item.Value?
  ) {
    self.word = word
    self.tag = tag
    self.type = type
    self.help = help
    self.make = make
  }
}

private func text(_ value: Value) -> String? { if case .text(let text) = value { text } else { nil } }
private func textItem(_ value: Value) -> Item.Value? { text(value).map(Item.Value.textString) }

private func boolItem(_ value: Value) -> Item.Value? {
  if case .bool(let flag) = value { .boolean(flag) } else { nil }
}

private func timeItem(_ value: Value) -> Item.Value? {
  if case .time(let microseconds) = value { .dateTime(microseconds / 1_000_000) } else { nil }
}

private func durationItem(_ value: Value) -> Item.Value? {
  guard case .duration(let milliseconds) = value else { return nil }
  return UInt32(exactly: milliseconds / 1000).map(Item.Value.interval)
}

extension Arguments {
  /// What `set` was given, in the order of the rows.
  func attributesToSet() throws -> [Attribute] {
    let named = try SettableAttribute.all.compactMap { row -> Attribute? in
      guard let value = self[row.word] else { return nil }
      guard let attribute = row.attribute(value) else {
        throw CommandError(.invalidArgument, "'\(row.word)' is out of range", parameter: row.word)
      }
      return attribute
    }
    let tags = self["tag"].map { _ in [Attribute(.attribute, VendorAttribute.tags(texts("tag")))] } ?? []
    return named + tags + (try ownAttributes())
  }

  private func ownAttributes() throws -> [Attribute] {
    guard case .record(let record)? = self["x"] else { return [] }
    return try record.fields.map { field in
      guard let value = field.value.vendorValue else {
        throw CommandError(.wrongType, "'\(field.name)' takes text, a number, a bool, bytes or a time", parameter: "x")
      }
      return Attribute(
        .attribute,
        VendorAttribute(vendorIdentification: ownVendor, attributeName: "x-" + field.name, attributeValue: value))
    }
  }
}

extension Value {
  fileprivate var vendorValue: Item.Value? {
    switch self {
    case .text(let text), .enumeration(let text), .id(let text), .path(let text): .textString(text)
    case .int(let number): .longInteger(number)
    case .bool(let flag): .boolean(flag)
    case .bytes(let bytes): .byteString(bytes)
    case .time(let microseconds): .dateTime(microseconds / 1_000_000)
    default: nil
    }
  }
}
