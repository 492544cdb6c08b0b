/// Reads entries of one or more lines: edited at a terminal, plain otherwise. To be used from one thread.
public final class LineEditor {
  public enum Input: Hashable, Sendable {
    /// A complete entry; it may hold newlines.
    case line(String)
    /// Ctrl-C at the prompt: the entry was thrown away.
    case interrupted
    /// Ctrl-D on an empty entry, the end of the file, or a signal that asks to leave (`Signals.termination`).
    case endOfInput
  }

  public let history: History
  private let source: Source

  private enum Source {
    case edited(EditSession)
    case plain(PlainReader)
  }

  public init(_ configuration: Configuration) throws(LineEditorError) {
    Signals.shared.install()
    history = History(path: configuration.isEdited ? configuration.historyFile : nil, limit: configuration.historyLimit)
    if configuration.isEdited {
      source = .edited(try EditSession(configuration, history: history))
    } else {
      source = .plain(PlainReader(descriptor: 0))
    }
  }

  /// Whether keys are edited, which needs a terminal on both sides.
  public var isEdited: Bool {
    switch source {
    case .edited: true
    case .plain: false
    }
  }

  /// Reads one entry.
  ///
  /// After each line `isComplete` is asked about the entry so far; while it says no, the next line is read into the
  /// same entry.
  public func read(
    isComplete: (String) -> Bool, completions: (CompletionRequest) -> [Completion] = { _ in [] }
  ) -> Input {
    if Signals.shared.termination != nil { return .endOfInput }
    return switch source {
    case .plain(let reader): reader.read(isComplete: isComplete)
    case .edited(let session): edit(in: session, isComplete: isComplete, completions: completions)
    }
  }

  private func edit(
    in session: EditSession, isComplete: (String) -> Bool, completions: (CompletionRequest) -> [Completion]
  ) -> Input {
    history.reload()
    let input = withoutActuallyEscaping(completions) { completions in
      session.completions = completions
      defer { session.completions = { _ in [] } }
      return session.read(isComplete: isComplete)
    }
    if case .line(let entry) = input { history.append(entry) }
    return input
  }
}
