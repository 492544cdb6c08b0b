/// What the characters of a position count.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// Bytes, if the client takes them; what every client takes otherwise.
  init(offered encodings: [String]) { self = encodings.contains(Self.utf8.rawValue) ? .utf8 : .utf16 }

  /// How much a character counts whose first byte in UTF-8 this is.
  func length(ofScalar first: UInt8) -> Int {
    switch self {
    case .utf8: Self.bytes(ofScalar: first)
    case .utf16: first >= 0xf0 ? 2 : 1
    }
  }

  static func bytes(ofScalar first: UInt8) -> Int {
    switch first {
    case 0xf0...: 4
    case 0xe0...: 3
    case 0xc0...: 2
    default: 1
    }
  }
}
