import KMIP
import KMSInterpreter
import TTLV

extension Value {
  /// An attribute's value in the language's types.
  init(_ item: Item) {
    switch item.value {
    case .structure(let items): self = .record(Record(items.map { ($0.tag.word, Value($0)) }))
    case .integer(let number): self = Self.number(number, of: item.tag)
    case .longInteger(let number): self = .int(number)
    case .bigInteger(let bytes), .byteString(let bytes): self = .bytes(bytes)
    case .enumeration(let code): self = .enumeration(item.tag.word(of: code))
    case .boolean(let flag): self = .bool(flag)
    case .textString(let text): self = .text(text)
    case .dateTime(let seconds): self = .time(DateTime(seconds: seconds).microseconds)
    case .interval(let seconds): self = .duration(Int64(seconds) * 1000)
    case .dateTimeExtended(let microseconds): self = .time(microseconds)
    }
  }

  private static func number(_ number: Int32, of tag: Tag) -> Value {
    tag.words(of: number).map { .list($0.map(Value.enumeration)) } ?? .int(Int64(number))
  }
}
