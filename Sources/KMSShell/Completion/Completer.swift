public import KMSInterpreter
public import LineEditor

/// Answers Tab by the slot in which the cursor stands. It reads unfinished text.
public struct Completer: Sendable {
  public struct Entry: Sendable {
    public let name: String
    public let isDirectory: Bool

    public init(name: String, isDirectory: Bool) {
      self.name = name
      self.isDirectory = isDirectory
    }
  }

  let commands: CommandTable
  let names: any CompletionNames
  let seenIDs: SeenIDs
  let entries: @Sendable (_ directory: String) -> [Entry]

  /// `entries` lists a directory, named as it was typed: `""` is the working directory.
  public init(
    commands: CommandTable, scope names: any CompletionNames, seenIDs: SeenIDs,
    entries: @escaping @Sendable (_ directory: String) -> [Entry] = { _ in [] }
  ) {
    self.commands = commands
    self.names = names
    self.seenIDs = seenIDs
    self.entries = entries
  }

  public func completions(_ request: CompletionRequest) -> [Completion] {
    let bytes = Array(request.text.utf8)
    var tokens = Scanner.tokens(request.text)
    guard !Self.isInsideText(tokens, bytes) else { return [] }
    let stem = Stem(takingFrom: &tokens, bytes)
    if tokens.last?.kind == .comment, tokens.last?.range.upperBound == bytes.count { return [] }
    if let path = stem.memberPath { return members(of: path, stem) }
    if stem.text.hasPrefix("$") { return variables(stem, fitting: .any) }
    return answers(SlotFinder(tokens, bytes, commands: commands).slot, stem)
  }

  /// Behind an interpolation in a text that goes on, where nothing can be foreseen.
  private static func isInsideText(_ tokens: [ScannedToken], _ bytes: [UInt8]) -> Bool {
    guard let last = tokens.last, last.kind == .text(isClosed: false), let first = bytes[last.range].first else {
      return false
    }
    return first != UInt8(ascii: "\"") && first != UInt8(ascii: "'")
  }

  private func answers(_ slot: Slot, _ stem: Stem) -> [Completion] {
    switch slot {
    case .start(let isStatement) where !stem.isQuoted: begins(stem, isStatement: isStatement)
    case .argument(let command, let used, let positionals):
      arguments(of: command, used: used, positionals: positionals, stem)
    case .value(let parameter, let command): values(parameter, of: command, stem)
    case .stage where !stem.isQuoted: stages(stem)
    case .field(let variable) where !stem.isQuoted: fields(of: variable, stem)
    case .expression where !stem.isQuoted: operands(stem)
    case .reason where !stem.isQuoted: (["any"] + commands.reasons).compactMap { answer($0, stem) }
    case .start, .stage, .field, .expression, .reason, .free: []
    }
  }
}
