/// Comparison of text scalar by scalar, so that no two different texts are the same.
enum Text {
  static func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  static func order(_ a: String, _ b: String) -> Int {
    if a.utf8.lexicographicallyPrecedes(b.utf8) { return -1 }
    return isSame(a, b) ? 0 : 1
  }

  static func contains(_ whole: String, _ part: String) -> Bool {
    part.isEmpty || pieces(of: whole, by: part).count > 1
  }

  static func starts(_ whole: String, _ part: String) -> Bool { whole.utf8.starts(with: part.utf8) }
  static func ends(_ whole: String, _ part: String) -> Bool { whole.utf8.reversed().starts(with: part.utf8.reversed()) }

  /// The pieces between the separators; an empty separator leaves the text whole.
  static func pieces(of text: String, by separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    guard !mark.isEmpty else { return [text] }
    var pieces: [String] = []
    var start = 0
    var position = 0
    while position + mark.count <= bytes.count {
      guard bytes[position..<position + mark.count].elementsEqual(mark) else {
        position += 1
        continue
      }
      pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
      position += mark.count
      start = position
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
