import CLibEdit
import Glibc

extension EditSession {
  /// Our bindings first, the user's after them, so that the user wins.
  func bindKeys() {
    let rc = configuration.editrc.flatMap(Self.read).map { EditRC($0, application: configuration.application) }
    let isVi = rc?.wantsVi ?? false
    libedit.useVi(isVi)
    keys.translatesAllKeys = isVi
    for function in KeyFunction.all { bind(function, isVi: isVi) }
    if isVi {
      for (key, name) in KeyFunction.viKeys {
        libedit.bind(key.bindable, to: name)
        libedit.bindCommandMode(key.bindable, to: name)
      }
    } else {
      for (key, name) in KeyFunction.emacsKeys { libedit.bind(key, to: name) }
    }
    rc?.commands.forEach(libedit.run)
  }

  private func bind(_ function: KeyFunction, isVi: Bool) {
    libedit.add(function)
    // In vi mode a binding that begins with Escape would make Escape wait for the next key.
    for key in function.keys where !(isVi && key.hasPrefix("\\e")) { libedit.bind(key, to: function.name) }
    if isVi {
      for key in function.commandKeys { libedit.bindCommandMode(key, to: function.name) }
    }
  }

  private static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Descriptor.read(descriptor, limit: 1 << 16).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension EditSession {
  func interrupt() -> Int32 {
    leaveLine(showing: "^C")
    outcome = .interrupted
    return CC_NEWLINE
  }

  func deleteOrEnd() -> Int32 {
    if libedit.text.isEmpty {
      leaveLine(showing: "")
      outcome = .end
      return CC_EOF
    }
    let before = libedit.textBeforeCursor.unicodeScalars.count
    libedit.moveCursor(to: before + 1)
    libedit.deleteBeforeCursor(libedit.textBeforeCursor.unicodeScalars.count - before)
    return CC_REFRESH
  }

  func suspend() -> Int32 {
    setBracketedPaste(false)
    libedit.prepareTerminal(forEditing: false)
    _ = kill(0, SIGTSTP)
    libedit.prepareTerminal(forEditing: true)
    setBracketedPaste(true)
    libedit.takeSize()
    write("\r\u{1b}[J")
    libedit.redraw()
    return CC_NORM
  }

  func paste() -> Int32 {
    libedit.insert(keys.readPaste()) ? CC_REFRESH : CC_REFRESH_BEEP
  }

  func insertNewline() -> Int32 {
    libedit.insert("\n") ? CC_REFRESH : CC_ERROR
  }
}
