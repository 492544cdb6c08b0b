import CLibEdit
import Glibc

/// A command that keys are bound to, by us or in `.editrc`.
struct KeyFunction {
  let name: String
  let help: String
  /// Keys in emacs mode and in vi's insert mode.
  var keys: [String] = []
  /// Keys in vi's command mode.
  var commandKeys: [String] = []
  let action: @convention(c) (OpaquePointer?, Int32) -> UInt8
}

extension KeyFunction {
  static var all: [KeyFunction] {
    [
      KeyFunction(name: "entry-complete", help: "Complete the word before the cursor", keys: ["^I"]) { editor, _ in
        EditSession.run(editor) { $0.complete() }
      },
      KeyFunction(
        name: "entry-interrupt", help: "Throw the entry away", keys: ["^C"], commandKeys: ["^C"]
      ) { editor, _ in
        EditSession.run(editor) { $0.interrupt() }
      },
      KeyFunction(
        name: "entry-delete-or-end", help: "Delete a character, or leave on an empty line", keys: ["^D"],
        commandKeys: ["^D"]
      ) { editor, _ in
        EditSession.run(editor) { $0.deleteOrEnd() }
      },
      KeyFunction(
        name: "entry-suspend", help: "Stop until the shell continues us", keys: ["^Z"], commandKeys: ["^Z"]
      ) { editor, _ in
        EditSession.run(editor) { $0.suspend() }
      },
      KeyFunction(
        name: "entry-paste", help: "Insert pasted text", keys: [Key.paste.bindable], commandKeys: [Key.paste.bindable]
      ) { editor, _ in
        EditSession.run(editor) { $0.paste() }
      },
      KeyFunction(
        name: "entry-up", help: "Up a line, or to the last entry that begins like this one",
        keys: ["^P", "\\e[A", "\\eOA"], commandKeys: ["k", Key.up.bindable]
      ) { editor, _ in
        EditSession.run(editor) { $0.up() }
      },
      KeyFunction(
        name: "entry-down", help: "Down a line, or to the next entry that begins like this one",
        keys: ["^N", "\\e[B", "\\eOB"], commandKeys: ["j", Key.down.bindable]
      ) { editor, _ in
        EditSession.run(editor) { $0.down() }
      },
      KeyFunction(
        name: "entry-search", help: "Search the history backwards", keys: ["^R"], commandKeys: ["^R"]
      ) { editor, _ in
        EditSession.run(editor) { $0.search() }
      },
      KeyFunction(name: "entry-newline", help: "Insert a newline", keys: ["\\e^M", "\\e^J"]) { editor, _ in
        EditSession.run(editor) { $0.insertNewline() }
      },
    ]
  }

  /// libedit's own commands on the keys where people expect them.
  static var emacsKeys: [(key: String, name: String)] {
    [
      ("^W", "ed-delete-prev-word"), ("^U", "vi-kill-line-prev"), ("\\e[3~", "ed-delete-next-char"),
      ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"), ("\\e[1~", "ed-move-to-beg"),
      ("\\e[F", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"), ("\\e[4~", "ed-move-to-end"),
      ("\\e[1;5D", "ed-prev-word"), ("\\e[1;3D", "ed-prev-word"),
      ("\\e[1;5C", "em-next-word"), ("\\e[1;3C", "em-next-word"),
    ]
  }

  static var viKeys: [(key: Key, name: String)] {
    [
      (.up, "entry-up"), (.down, "entry-down"), (.left, "ed-prev-char"), (.right, "ed-next-char"),
      (.home, "ed-move-to-beg"), (.end, "ed-move-to-end"), (.delete, "ed-delete-next-char"),
      (.wordLeft, "vi-prev-word"), (.wordRight, "vi-next-word"),
    ]
  }
}
