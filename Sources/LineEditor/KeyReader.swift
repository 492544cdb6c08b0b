import CLibEdit
import Glibc

/// Bytes from the terminal as characters for libedit, and signals in between.
final class KeyReader {
  enum Event {
    case scalar(UInt32)
    case signal(Signal)
    case end
  }

  private let descriptor: Int32
  private var pending: ArraySlice<UInt8> = []
  /// In vi mode Escape must stand alone, so there every sequence we know becomes one `Key`.
  var translatesAllKeys = false

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Whether more input waits, so that drawing can be left for later.
  var hasInput: Bool { !pending.isEmpty || !Descriptor.wait([descriptor], milliseconds: 0).isEmpty }

  func next() -> Event {
    while true {
      if let key = takeKey() { return .scalar(key.rawValue) }
      if let scalar = UTF8Decoder.takeScalar(&pending) { return .scalar(scalar.value) }
      if let event = fill() { return event }
    }
  }

  /// Waits for bytes; `nil` when there are some.
  private func fill() -> Event? {
    while true {
      if let signal = Signals.shared.take() { return .signal(signal) }
      let ready = Descriptor.wait([descriptor, Signals.shared.descriptor], milliseconds: -1)
      if ready.contains(descriptor) { return readMore() ? nil : .end }
    }
  }

  private func readMore() -> Bool {
    guard let bytes = Descriptor.read(descriptor), !bytes.isEmpty else { return false }
    pending = ArraySlice(pending + bytes)
    return true
  }
}

extension KeyReader {
  private static let escape: UInt8 = 0x1b

  private func takeKey() -> Key? {
    guard pending.first == Self.escape else { return nil }
    completeSequence()
    for (sequence, key) in Key.sequences where key == .paste || translatesAllKeys {
      if pending.dropFirst().starts(with: sequence.utf8) {
        pending.removeFirst(1 + sequence.utf8.count)
        return key
      }
    }
    return nil
  }

  /// Terminals send a sequence at once; after a lone Escape nothing follows within this time.
  private func completeSequence() {
    while mayContinue, !Descriptor.wait([descriptor], milliseconds: 25).isEmpty {
      guard readMore() else { return }
    }
  }

  private var mayContinue: Bool {
    let rest = Array(pending.dropFirst())
    return Key.sequences.contains { $0.sequence.utf8.count > rest.count && $0.sequence.utf8.starts(with: rest) }
  }

  /// The rest of a bracketed paste. Ctrl-C ends it too, should its end never come.
  func readPaste() -> String {
    let end = Array("\u{1b}[201~".utf8)
    var text: [UInt8] = []
    while true {
      if let byte = pending.popFirst() {
        if byte == UInt8(Key.interrupt) { break }
        text.append(byte)
        if byte == end.last, text.suffix(end.count).elementsEqual(end) {
          text.removeLast(end.count)
          break
        }
      } else if case .end = fill() {
        break
      }
    }
    return Self.pasted(text)
  }

  /// Newlines and tabs stay, other control characters would be keys; a newline at the end is left to Enter.
  static func pasted(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { last = scalar }
      if scalar == "\r" || (scalar == "\n" && last != "\r") { text.append("\n") }
      if scalar == "\t" || !scalar.isControl { text.append(scalar) }
    }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
