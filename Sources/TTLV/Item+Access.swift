extension Tag {
  @inlinable
  public init(_ rawValue: UInt32) { self.init(rawValue: rawValue) }
}

extension Item {
  public init(_ tag: Tag, _ children: [Item]) {
    self.init(tag, .structure(children))
  }

  /// The children with `tag`, in order.
  public func children(_ tag: Tag) -> [Item] { children.filter { $0.tag == tag } }

  /// The number of any numeric leaf but a big integer; servers differ on which numeric type a field has.
  public var integerValue: Int64? {
    switch value {
    case .integer(let number): Int64(number)
    case .longInteger(let number), .dateTime(let number), .dateTimeExtended(let number): number
    case .enumeration(let number), .interval(let number): Int64(number)
    case .structure, .bigInteger, .boolean, .textString, .byteString: nil
    }
  }

  /// The code of an enumeration, or of an integer that stands where one belongs.
  public var enumeration: UInt32? {
    switch value {
    case .enumeration(let code): code
    case .integer(let number): UInt32(exactly: number)
    default: nil
    }
  }

  public var boolean: Bool? {
    if case .boolean(let flag) = value { flag } else { nil }
  }

  public var text: String? {
    if case .textString(let text) = value { text } else { nil }
  }

  /// The bytes of a byte string or of a big integer.
  public var bytes: [UInt8]? {
    switch value {
    case .byteString(let bytes), .bigInteger(let bytes): bytes
    default: nil
    }
  }
}
