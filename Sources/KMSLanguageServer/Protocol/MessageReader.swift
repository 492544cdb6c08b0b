/// Cuts a stream into the messages that `Content-Length` headers announce.
struct MessageReader {
  enum Event: Equatable {
    case message([UInt8])
    /// Its bytes are passed over.
    case tooLong(Int)
    /// Where the next message begins cannot be known.
    case noLength
  }

  static let longestMessage = 64 << 20
  static let longestHeader = 8192

  private var buffer: [UInt8] = []
  private var start = 0
  private var skipped = 0

  mutating func append(_ bytes: some Collection<UInt8>) {
    if start > 0, start == buffer.count || start > 1 << 20 {
      buffer.removeFirst(start)
      start = 0
    }
    let passed = min(skipped, bytes.count)
    skipped -= passed
    buffer += bytes.dropFirst(passed)
  }

  /// The next message, as far as all of it is here.
  mutating func next() -> Event? {
    guard let headerEnd = end(ofHeaderFrom: start) else {
      return buffer.count - start > Self.longestHeader ? .noLength : nil
    }
    guard let length = Self.length(in: buffer[start..<headerEnd]) else { return .noLength }
    let body = headerEnd + 4
    guard length <= Self.longestMessage else {
      let present = min(length, buffer.count - body)
      skipped = length - present
      start = body + present
      return .tooLong(length)
    }
    guard buffer.count - body >= length else { return nil }
    start = body + length
    return .message(Array(buffer[body..<start]))
  }

  private func end(ofHeaderFrom start: Int) -> Int? {
    let blank: [UInt8] = [13, 10, 13, 10]
    let last = min(buffer.count - blank.count, start + Self.longestHeader)
    guard last >= start else { return nil }
    return (start...last).first { buffer[$0..<$0 + blank.count].elementsEqual(blank) }
  }

  private static func length(in header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].drop { $0 == " " }
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let length = Int(digits) else { return nil }
      return length
    }
    return nil
  }

  /// A message with its header.
  static func framed(_ message: JSON) -> [UInt8] {
    let body = message.encoded
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
