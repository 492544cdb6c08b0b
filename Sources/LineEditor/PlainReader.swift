/// Lines from a pipe, a file or a dumb terminal: no prompt, no escapes.
final class PlainReader {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  private enum Line {
    case text(String)
    case end
    case interrupted
  }

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  func read(isComplete: (String) -> Bool) -> LineEditor.Input {
    var lines: [String] = []
    while true {
      switch nextLine() {
      case .interrupted: return .interrupted
      // What is unfinished is handed over, so that its reader can say what is missing.
      case .end: return lines.isEmpty ? .endOfInput : .line(lines.joined(separator: "\n"))
      case .text(let line):
        lines.append(line)
        let entry = lines.joined(separator: "\n")
        if isComplete(entry) { return .line(entry) }
      }
    }
  }

  private func nextLine() -> Line {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) { return .text(takeLine(upTo: end)) }
      searched = buffer.count
      if isAtEnd { return buffer.isEmpty ? .end : .text(takeLine(upTo: buffer.count)) }
      if let stop = waitForInput() { return stop }
      let bytes = Descriptor.read(descriptor, limit: 1 << 16) ?? []
      isAtEnd = bytes.isEmpty
      buffer += bytes
    }
  }

  private func takeLine(upTo end: Int) -> String {
    var line = buffer[..<end]
    if line.last == 0x0d { line.removeLast() }
    let text = String(decoding: line, as: UTF8.self)
    buffer.removeSubrange(..<min(end + 1, buffer.count))
    return text
  }

  private func waitForInput() -> Line? {
    while true {
      while let signal = Signals.shared.take() {
        if signal == .interrupt { return .interrupted }
        if signal.asksToLeave { return .end }
      }
      let ready = Descriptor.wait([descriptor, Signals.shared.descriptor], milliseconds: -1)
      if ready.contains(descriptor) && !ready.contains(Signals.shared.descriptor) { return nil }
    }
  }
}
