public import LineEditor

/// Where the prompt's entries come from.
public protocol LineSource: AnyObject {
  func read(isComplete: (String) -> Bool, completions: (CompletionRequest) -> [Completion]) -> LineEditor.Input
  /// Earlier entries, oldest first.
  var entries: [String] { get }
}

extension LineEditor: LineSource {
  public var entries: [String] { history.entries }
}
