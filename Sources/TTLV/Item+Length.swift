extension Item.Value {
  /// Bytes of the value without its padding.
  var length: Int {
    switch self {
    case .structure(let children): children.reduce(0) { $0 + ItemHeader.size + ($1.value.length + 7) & ~7 }
    case .integer, .enumeration, .interval: 4
    case .longInteger, .boolean, .dateTime, .dateTimeExtended: 8
    case .bigInteger(let bytes): max(8, (bytes.count + 7) & ~7)
    case .textString(let text): text.utf8.count
    case .byteString(let bytes): bytes.count
    }
  }
}
