import CLibEdit
import Glibc

/// One entry being edited at the terminal: what the key functions share.
///
/// libedit calls back while `read` runs, on the same thread, with the session as its client data.
final class EditSession {
  let libedit: LibEdit
  let history: History
  let configuration: LineEditor.Configuration
  let keys = KeyReader(descriptor: 0)

  var completions: (CompletionRequest) -> [Completion] = { _ in [] }
  /// The lines of this entry that are already given.
  var earlier: [EarlierLine] = []
  var outcome = Outcome.line
  var browsing: HistoryBrowsing?
  var lastCompletion: CompletionRequest?
  var searchPrompt: Prompt?
  private var syncedEntries: [String] = []

  struct EarlierLine {
    let prompt: String
    let text: String
  }

  enum Outcome {
    case line, interrupted, end
  }

  init(_ configuration: LineEditor.Configuration, history: History) throws(LineEditorError) {
    self.configuration = configuration
    self.history = history
    libedit = try LibEdit(application: configuration.application, historyLimit: configuration.historyLimit)
    libedit.connect(self)
    if configuration.rightPrompt != nil { libedit.connectRightPrompt() }
    bindKeys()
  }

  func read(isComplete: (String) -> Bool) -> LineEditor.Input {
    earlier = []
    while true {
      switch readLine() {
      case .interrupted, .endOfInput: return isUnfinished ? unfinished() : ended()
      case .line(let line):
        let entry = (earlier.map(\.text) + [line]).joined(separator: "\n")
        if isComplete(entry) { return .line(entry) }
        earlier.append(EarlierLine(prompt: prompt.plain, text: line))
      }
    }
  }

  private var isUnfinished: Bool { !earlier.isEmpty && outcome == .end && Signals.shared.termination == nil }

  private func ended() -> LineEditor.Input { outcome == .interrupted ? .interrupted : .endOfInput }

  /// Ctrl-D below an open block hands it over, so that its reader can say what is missing.
  private func unfinished() -> LineEditor.Input { .line(earlier.map(\.text).joined(separator: "\n")) }

  private func readLine() -> LineEditor.Input {
    (outcome, browsing, lastCompletion) = (.line, nil, nil)
    syncHistory()
    setBracketedPaste(true)
    let line = libedit.readLine()
    setBracketedPaste(false)
    switch outcome {
    case .interrupted: return .interrupted
    case .end: return .endOfInput
    case .line: return line.map { .line($0) } ?? .endOfInput
    }
  }

  /// libedit's own list serves vi's `/` and the commands a user may bind.
  private func syncHistory() {
    guard history.entries != syncedEntries else { return }
    libedit.setHistory(history.entries)
    syncedEntries = history.entries
  }

  func setBracketedPaste(_ isOn: Bool) { write("\u{1b}[?2004\(isOn ? "h" : "l")") }

  func write(_ text: String) { Descriptor.write(text.utf8, to: 1) }
}

extension EditSession {
  static func of(_ editor: OpaquePointer?) -> EditSession? {
    editor.flatMap(cle_client).map { Unmanaged<EditSession>.fromOpaque($0).takeUnretainedValue() }
  }

  static func run(_ editor: OpaquePointer?, _ action: (EditSession) -> Int32) -> UInt8 {
    UInt8(clamping: of(editor).map(action) ?? CC_ERROR)
  }

  /// What libedit reads instead of the terminal.
  func nextCharacter(into character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    highlightIfIdle()
    while true {
      switch keys.next() {
      case .scalar(let value):
        character?.pointee = wchar_t(bitPattern: value)
        return 1
      case .signal(.interrupt):
        character?.pointee = wchar_t(bitPattern: Key.interrupt)
        return 1
      case .signal(.windowChange): resize()
      case .signal(.terminate), .signal(.hangUp), .end:
        leaveLine(showing: "")
        outcome = .end
        return 0
      }
    }
  }
}
