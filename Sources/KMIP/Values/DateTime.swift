public import TTLV

/// Seconds since 1970-01-01 00:00:00 UTC.
public struct DateTime: FieldValue, Hashable, Comparable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }
  public init(_ value: Item.Value) throws(KMIPError) { seconds = try value.number(.dateTime) }

  public var itemValue: Item.Value { .dateTime(seconds) }
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

/// Microseconds since 1970-01-01 00:00:00 UTC.
public struct DateTimeExtended: FieldValue, Hashable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }
  public init(_ value: Item.Value) throws(KMIPError) { microseconds = try value.number(.dateTimeExtended) }

  public var itemValue: Item.Value { .dateTimeExtended(microseconds) }
}

/// Seconds.
public struct Interval: FieldValue, Hashable {
  public var seconds: UInt32

  public init(seconds: UInt32) { self.seconds = seconds }

  public init(_ value: Item.Value) throws(KMIPError) {
    let number = try value.number(.interval)
    guard let seconds = UInt32(exactly: number) else { throw KMIPError(.outOfRange(number)) }
    self.seconds = seconds
  }

  public var itemValue: Item.Value { .interval(seconds) }
}

/// A number of any length, two's complement, big endian.
public struct BigInteger: FieldValue, Hashable {
  public var bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// A non-negative number from its magnitude, big endian.
  public init(magnitude: some Collection<UInt8>) {
    let digits = magnitude.drop { $0 == 0 }
    let room = (digits.count / 8 + 1) * 8
    bytes = [UInt8](repeating: 0, count: room - digits.count) + digits
  }

  public init(_ value: Item.Value) throws(KMIPError) {
    guard case .bigInteger(let bytes) = value else {
      throw KMIPError(.wrongType(found: value.type, wanted: .bigInteger))
    }
    self.bytes = bytes
  }

  /// Without leading zeros.
  public var magnitude: [UInt8] { Array(bytes.drop { $0 == 0 }) }
  public var itemValue: Item.Value { .bigInteger(bytes) }
}
