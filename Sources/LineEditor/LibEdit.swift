import CLibEdit
import Glibc

/// One libedit editor, in Swift's types. Its calls go through here and nowhere else.
final class LibEdit {
  let editor: OpaquePointer
  let events: OpaquePointer
  private var promptText: UnsafeMutablePointer<CChar>?
  private var rightPromptText: UnsafeMutablePointer<CChar>?

  init(application: String, historyLimit: Int) throws(LineEditorError) {
    Locale.useUTF8()
    guard let editor = cle_init(application) else { throw .terminalUnusable }
    guard let events = history_init() else {
      el_end(editor)
      throw .terminalUnusable
    }
    (self.editor, self.events) = (editor, events)
    _ = cle_set_signals(editor, 0)
    _ = cle_history_size(events, Int32(clamping: historyLimit))
    _ = cle_set_history(editor, events)
    // Ctrl-C, Ctrl-Z, Ctrl-\, Ctrl-S and Ctrl-Q come as keys while a line is edited.
    for key in ["-intr", "-susp", "-quit", "-stop", "-start"] { _ = cle_unset_key(editor, key) }
  }

  deinit {
    el_end(editor)
    history_end(events)
    free(promptText)
    free(rightPromptText)
  }

  /// Makes `session` the context of the callbacks, which must not outlive it.
  func connect(_ session: EditSession) {
    _ = cle_set_client(editor, Unmanaged.passUnretained(session).toOpaque())
    _ = cle_set_prompt(editor) { EditSession.of($0)?.drawnPrompt() }
    _ = cle_set_reader(editor) { editor, character in EditSession.of(editor)?.nextCharacter(into: character) ?? -1 }
  }

  func connectRightPrompt() {
    _ = cle_set_right_prompt(editor) { EditSession.of($0)?.drawnRightPrompt() }
  }

  /// Keeps `text` until the next call, as libedit wants it.
  func keepPrompt(_ text: String) -> UnsafeMutablePointer<CChar>? {
    free(promptText)
    promptText = strdup(text)
    return promptText
  }

  func keepRightPrompt(_ text: String) -> UnsafeMutablePointer<CChar>? {
    free(rightPromptText)
    rightPromptText = strdup(text)
    return rightPromptText
  }
}

extension LibEdit {
  /// Reads a line without its newline; `nil` at the end, or on an empty line that a key function ended.
  func readLine() -> String? {
    var count: Int32 = 0
    guard let line = el_wgets(editor, &count), count > 0 else { return nil }
    let text = String(wide: UnsafeBufferPointer(start: line, count: Int(count)))
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  var text: String {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer, let end = line.lastchar else { return "" }
    return String(wide: UnsafeBufferPointer(start: start, count: max(0, end - start)))
  }

  var textBeforeCursor: String {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer, let end = line.cursor else { return "" }
    return String(wide: UnsafeBufferPointer(start: start, count: max(0, end - start)))
  }

  @discardableResult
  func insert(_ text: String) -> Bool { text.isEmpty || el_insertstr(editor, text) == 0 }

  func deleteBeforeCursor(_ count: Int) {
    if count > 0 { el_deletestr(editor, Int32(clamping: count)) }
  }

  /// Replaces the whole line and puts the cursor behind `text.prefix(scalars)`.
  func replace(_ text: String, cursor scalars: Int? = nil) {
    moveCursor(to: 0)
    _ = el_replacestr(editor, text)
    moveCursor(to: scalars ?? Int(Int32.max))
  }

  func moveCursor(to scalars: Int) {
    _ = el_cursor(editor, -(Int32.max / 2))
    _ = el_cursor(editor, Int32(clamping: min(scalars, Int(Int32.max / 2))))
  }

  /// Draws the line from where the terminal's cursor stands.
  func redraw() { _ = cle_refresh(editor) }

  func takeSize() { el_resize(editor) }

  func beep() { el_beep(editor) }

  func push(_ keys: String) { el_push(editor, keys) }

  func readCharacter() -> UInt32? {
    var character: wchar_t = 0
    return el_wgetc(editor, &character) == 1 ? UInt32(bitPattern: character) : nil
  }

  /// Switches between the modes for editing and for commands.
  func prepareTerminal(forEditing isEditing: Bool) { _ = cle_prepare_terminal(editor, isEditing ? 1 : 0) }
}

extension String {
  init(wide: some Sequence<wchar_t>) {
    var scalars = String.UnicodeScalarView()
    for character in wide { scalars.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{fffd}") }
    self.init(scalars)
  }
}
