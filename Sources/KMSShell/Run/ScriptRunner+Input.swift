public import KMSSyntax
import LineEditor

extension ScriptRunner {
  /// All of standard input as one script; nothing if a signal ended the reading, so that no half of one runs.
  public static func standardInput() -> Source? {
    let interrupts = Signals.shared.interrupts
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    guard Signals.shared.interrupts == interrupts, Signals.shared.termination == nil else { return nil }
    return Source(name: "<standard input>", text: text)
  }
}
