import CLibEdit
import Glibc

extension LibEdit {
  func add(_ function: KeyFunction) { _ = cle_add(editor, function.name, function.help, function.action) }

  func bind(_ key: String, to name: String) { _ = cle_bind(editor, key, name) }

  func bindCommandMode(_ key: String, to name: String) { _ = cle_bind_command_mode(editor, key, name) }

  var isVi: Bool { cle_editor(editor).map { String(cString: $0) } == "vi" }

  func useVi(_ isVi: Bool) { _ = cle_set_editor(editor, isVi ? "vi" : "emacs") }

  /// Runs one line of `.editrc`.
  func run(_ words: [String]) {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var arguments = copies.map { UnsafePointer($0) } + [nil]
    _ = el_parse(editor, Int32(clamping: words.count), &arguments)
  }

  func setHistory(_ entries: some Sequence<String>) {
    _ = cle_history_clear(events)
    for entry in entries { _ = cle_history_enter(events, entry) }
  }
}
