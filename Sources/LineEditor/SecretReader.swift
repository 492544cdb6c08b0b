import Glibc

extension Terminal {
  /// Asks at the controlling terminal without showing what is typed. The caller wipes the bytes.
  public static func readSecret(prompt: String) throws(LineEditorError) -> [UInt8] {
    try Question(prompt, isShown: false).ask()
  }

  /// Asks at the controlling terminal, as for a confirmation; standard input stays untouched.
  public static func ask(prompt: String) throws(LineEditorError) -> String {
    String(decoding: try Question(prompt, isShown: true).ask(), as: UTF8.self)
  }
}

/// One question on `/dev/tty`, with keys taken one by one: neither libedit nor the terminal keeps the answer.
private struct Question {
  private let prompt: String
  private let isShown: Bool

  init(_ prompt: String, isShown: Bool) {
    self.prompt = prompt
    self.isShown = isShown
  }

  func ask() throws(LineEditorError) -> [UInt8] {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    var mode = termios()
    guard terminal >= 0, tcgetattr(terminal, &mode) == 0 else {
      if terminal >= 0 { close(terminal) }
      throw .noTerminal
    }
    Signals.shared.install()
    Self.setKeyMode(terminal, mode)
    Descriptor.write(prompt.printable.utf8, to: terminal)
    defer {
      Descriptor.write("\n".utf8, to: terminal)
      _ = tcsetattr(terminal, TCSADRAIN, &mode)
      close(terminal)
    }
    return try answer(on: terminal)
  }

  /// Without ISIG Ctrl-C comes as a key, so no signal can leave the terminal without echo.
  private static func setKeyMode(_ terminal: Int32, _ mode: termios) {
    var silent = mode
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    _ = tcsetattr(terminal, TCSAFLUSH, &silent)
  }

  private func answer(on terminal: Int32) throws(LineEditorError) -> [UInt8] {
    // Reserved, so that growing leaves no copies of a secret behind.
    var answer: [UInt8] = []
    answer.reserveCapacity(1 << 14)
    while let byte = try nextByte(on: terminal) {
      switch byte {
      case 0x03: throw .interrupted
      case 0x04 where answer.isEmpty: throw .endOfInput
      case 0x0a, 0x0d, 0x04: return answer
      case 0x08, 0x7f: eraseLast(&answer, on: terminal)
      case 0x15: while !answer.isEmpty { eraseLast(&answer, on: terminal) }
      case 0x20...: append(byte, to: &answer, on: terminal)
      default: continue
      }
    }
    throw .endOfInput
  }

  private func append(_ byte: UInt8, to answer: inout [UInt8], on terminal: Int32) {
    guard answer.count < 1 << 14 else { return }
    answer.append(byte)
    if isShown { Descriptor.write([byte], to: terminal) }
  }

  private func eraseLast(_ answer: inout [UInt8], on terminal: Int32) {
    guard let start = answer.lastIndex(where: { $0 & 0xc0 != 0x80 }) else {
      return answer.removeAll(keepingCapacity: true)
    }
    let cells = Terminal.cells(String(decoding: answer[start...], as: UTF8.self))
    answer.removeSubrange(start...)
    if isShown { Descriptor.write(String(repeating: "\u{8} \u{8}", count: cells).utf8, to: terminal) }
  }

  private func nextByte(on terminal: Int32) throws(LineEditorError) -> UInt8? {
    let interrupts = Signals.shared.interrupts
    // The signals themselves may go to another thread's watcher, so their counters are looked at ten times a second.
    while Descriptor.wait([terminal], milliseconds: 100).isEmpty {
      if Signals.shared.interrupts != interrupts { throw .interrupted }
      if Signals.shared.termination != nil { throw .endOfInput }
    }
    return Descriptor.read(terminal, limit: 1)?.first
  }
}
