import Foundation

/// What stands in `LANGUAGE.md`.
struct GrammarPage {
  let text: String

  init() throws {
    text = try String(contentsOf: FormatterTests.root.appending(path: "LANGUAGE.md"), encoding: .utf8)
  }

  /// The fenced blocks of a language.
  func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }

  func grammar() throws -> Grammar { try Grammar(blocks("ebnf").joined()) }
}

/// Rules in EBNF.
struct Grammar {
  indirect enum Part {
    case terminal(String)
    case rule(String)
    case prose(String)
    case sequence([Part])
    case choice([Part])
    case optional(Part)
    case repeated(Part)
    /// What stands on both sides of `&` touches.
    case touch
  }

  struct Fault: Error { let message: String }

  private(set) var rules: [String: Part] = [:]
  private(set) var names: [String] = []
  private var tokens: [Substring]

  init(_ text: String) throws {
    let token = #/"[^"]+"|\?[^?]+\?|[A-Za-z][A-Za-z-]*|[=|;&\[\](){}]/#
    // `??` is a terminal; between quotes a question mark begins no prose.
    tokens = text.matches(of: token).map(\.output)
    while !tokens.isEmpty {
      let name = String(try take())
      guard try take() == "=" else { throw Fault(message: "no = behind \(name)") }
      guard rules[name] == nil else { throw Fault(message: "\(name) has two rules") }
      rules[name] = try choice()
      names.append(name)
      guard try take() == ";" else { throw Fault(message: "no ; behind \(name)") }
    }
  }

  private mutating func take() throws -> Substring {
    guard !tokens.isEmpty else { throw Fault(message: "the grammar ends early") }
    return tokens.removeFirst()
  }

  private mutating func choice() throws -> Part {
    var parts = [try sequence()]
    while tokens.first == "|" {
      tokens.removeFirst()
      parts.append(try sequence())
    }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> Part {
    var parts: [Part] = []
    while let token = tokens.first, !["|", ";", ")", "]", "}"].contains(token) { parts.append(try part(take())) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func part(_ token: Substring) throws -> Part {
    switch token {
    case "&": return .touch
    case "(": return try closed(by: ")") { $0 }
    case "[": return try closed(by: "]") { .optional($0) }
    case "{": return try closed(by: "}") { .repeated($0) }
    case _ where token.hasPrefix("\""): return .terminal(String(token.dropFirst().dropLast()))
    case _ where token.hasPrefix("?"): return .prose(String(token))
    case _ where token.first?.isLetter == true: return .rule(String(token))
    default: throw Fault(message: "'\(token)' stands where it may not")
    }
  }

  private mutating func closed(by end: Substring, _ wrap: (Part) -> Part) throws -> Part {
    let inner = try choice()
    guard try take() == end else { throw Fault(message: "no \(end)") }
    return wrap(inner)
  }
}

extension Grammar.Part {
  var children: [Grammar.Part] {
    switch self {
    case .sequence(let parts), .choice(let parts): parts
    case .optional(let part), .repeated(let part): [part]
    case .terminal, .rule, .prose, .touch: []
    }
  }

  var terminals: Set<String> {
    if case .terminal(let text) = self { return [text] }
    return children.reduce(into: []) { $0.formUnion($1.terminals) }
  }

  var usedRules: Set<String> {
    if case .rule(let name) = self { return [name] }
    return children.reduce(into: []) { $0.formUnion($1.usedRules) }
  }
}
