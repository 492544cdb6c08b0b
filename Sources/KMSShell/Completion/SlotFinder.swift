import KMSInterpreter

/// Walks the tokens before the cursor and keeps what each open bracket is about.
struct SlotFinder {
  private struct Frame {
    var slot: Slot
    /// The word that began the statement, if it is one of the language.
    var keyword: String?
    /// The first variable of a pipeline.
    var variable: String?
    let opener: Unicode.Scalar?
    /// Whether the bracket as a whole is a value: no index, call, block or interpolation.
    var isValue = true
    /// What the command got before its present `name=`.
    var given: (names: Set<String>, positionals: Int) = ([], 0)
  }

  private let commands: CommandTable
  private var frames = [Frame(slot: .start(isStatement: true), opener: nil)]
  private var previous: ScannedToken?
  private var lastWord: String?

  init(_ tokens: some Sequence<ScannedToken>, _ bytes: [UInt8], commands: CommandTable) {
    self.commands = commands
    for token in tokens { pass(token, String(decoding: bytes[token.range], as: UTF8.self)) }
  }

  var slot: Slot { top.slot }

  private var top: Frame {
    get { frames.last ?? Frame(slot: .start(isStatement: true), opener: nil) }
    set { if frames.isEmpty { frames = [newValue] } else { frames[frames.count - 1] = newValue } }
  }

  private mutating func pass(_ token: ScannedToken, _ text: String) {
    let isAdjacent = previous?.range.upperBound == token.range.lowerBound
    switch token.kind {
    case .comment: return
    case .newline: newline()
    case .symbol("("), .symbol("["), .symbol("{"):
      open(text.unicodeScalars.first ?? "(", behind: isAdjacent ? previous?.kind : nil)
    case .symbol(")"), .symbol("]"), .symbol("}"): close()
    case .symbol("|"): top.slot = .stage
    case .symbol("="): top.slot = top.keyword == "let" ? .start(isStatement: false) : .expression
    case .symbol: operate(text)
    case .argument: name(String(text.dropLast()))
    case .variable: value(variable: String(text.dropFirst()))
    case .word where isAdjacent && previous?.kind == .symbol("."): break
    case .word: word(text)
    // A text goes on behind an interpolation.
    case .text where isAdjacent && previous?.kind == .symbol("}"): break
    case .number, .text: value()
    }
    previous = token
    lastWord = token.kind == .word ? text : nil
  }

  /// A line's end means nothing inside round and square brackets.
  private mutating func newline() {
    guard top.opener == nil || top.opener == "{" else { return }
    top = Frame(slot: .start(isStatement: true), opener: top.opener, isValue: top.isValue)
  }

  private static let blockKeywords: Set<String> = ["if", "for", "step", "try", "def", "else", "assert"]

  /// - Parameter neighbour: what stands right before the bracket, without a space.
  private mutating func open(_ opener: Unicode.Scalar, behind neighbour: ScannedToken.Kind?) {
    var frame = Frame(slot: .expression, opener: opener)
    switch (opener, neighbour) {
    case ("(", .word?) where lastWord == "fails": (frame.slot, frame.isValue) = (.reason, false)
    case ("(", .word?), ("[", .variable?), ("[", .symbol?): frame.isValue = false
    case ("{", .text?): frame.isValue = false
    case ("(", _): frame.slot = isField ? top.slot : .start(isStatement: false)
    case ("[", _): if case .start = top.slot {} else { frame.slot = top.slot }
    case _ where Self.blockKeywords.contains(top.keyword ?? ""):
      (frame.slot, frame.isValue) = (.start(isStatement: true), false)
    default: frame.slot = .free
    }
    frame.variable = isField ? top.variable : nil
    frames.append(frame)
  }

  private mutating func close() {
    guard frames.count > 1 else { return }
    if frames.removeLast().isValue { value() } else if case .start = top.slot { top.slot = .expression }
  }

  private var isField: Bool { if case .field = top.slot { true } else { false } }

  private mutating func operate(_ sign: String) {
    switch (top.slot, sign) {
    case (.start, _), (.free, ":"): top.slot = .expression
    case (.expression, ",") where top.opener == "{": top.slot = .free
    default: return
    }
  }

  private mutating func name(_ name: String) {
    guard case .argument(let command, var used, let positionals) = top.slot else { return }
    used.insert(name.normalWord)
    guard let parameter = command.parameters.first(where: { $0.name.normalWord == name.normalWord }) else {
      return top.slot = .argument(command, used: used, positionals: positionals)
    }
    top.slot = .value(parameter, of: command)
    top.given = (used, positionals)
  }

  private mutating func value(variable: String? = nil) {
    // In a list the slot is that of each element.
    if top.opener == "[" { return }
    switch top.slot {
    case .argument(let command, let used, let positionals):
      top.slot = .argument(command, used: used, positionals: positionals + 1)
    case .value(_, let command):
      top.slot = .argument(command, used: top.given.names, positionals: top.given.positionals)
    case .start: (top.variable, top.slot) = (variable, .expression)
    case .free, .stage, .field, .expression, .reason: return
    }
  }

  private mutating func word(_ word: String) {
    switch top.slot {
    case .start(let isStatement): begin(word, isStatement: isStatement)
    case .stage: stage(word)
    case .expression where word == "in" && top.keyword == "for": top.slot = .start(isStatement: false)
    case .expression where word == "else": top.keyword = word
    case .argument, .value: value()
    // A record's field.
    case .free where word.hasSuffix(":"): top.slot = .expression
    case .field, .expression, .free, .reason: return
    }
  }

  private mutating func begin(_ word: String, isStatement: Bool) {
    if isStatement, LanguageWord.statementNames.contains(word) || word == "else" {
      top.keyword = word
      top.slot = ["let", "param", "def", "kms", "use"].contains(word) ? .free : .expression
    } else if word == "for", top.keyword == "let" {
      (top.keyword, top.slot) = (word, .expression)
    } else if let command = commands[word] {
      top.slot = .argument(command, used: [], positionals: 0)
    } else {
      top.slot = .expression
    }
  }

  private mutating func stage(_ word: String) {
    switch word {
    case "where", "sort", "select", "group", "distinct": top.slot = .field(of: top.variable)
    case "take", "skip", "count", "first", "last": top.slot = .expression
    default:
      guard let command = commands[word] else { return top.slot = .expression }
      // The pipeline fills the first slot without a name.
      top.slot = .argument(command, used: [], positionals: 1)
    }
  }
}
