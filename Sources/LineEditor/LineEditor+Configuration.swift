extension LineEditor {
  public struct Configuration {
    /// Names our sections in `~/.editrc` (`kmsh:bind …`).
    public var application = "kmsh"
    /// Asked each time the line is drawn.
    public var prompt: () -> Prompt
    public var continuationPrompt: () -> Prompt = { Prompt("... ", style: .dim) }
    public var rightPrompt: (() -> Prompt)?
    /// No file: the history ends with the process.
    public var historyFile: String?
    public var historyLimit = 10_000
    /// The user's key bindings, read after ours so that they win.
    public var editrc: String?
    public var usesColor = true
    /// Off: no prompt and no escapes, lines are only read.
    public var isEdited = true
    /// Colours the text; it may add SGR escapes and must change nothing else.
    public var highlight: ((String) -> String)?

    public init(prompt: @escaping () -> Prompt) {
      self.prompt = prompt
    }
  }
}

extension LineEditor.Configuration {
  /// Where libedit looks for key bindings: `EDITRC`, else `.editrc` in the home directory.
  public static func editrc(in environment: [String: String]) -> String? {
    if let path = environment["EDITRC"], !path.isEmpty { return path }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.editrc"
  }
}
