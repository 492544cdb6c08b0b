import Foundation
import Testing

@testable import KMSSyntax

@Suite struct GrammarPageTests {
  @Test func everyRuleIsDefinedAndReached() throws {
    let grammar = try GrammarPage().grammar()
    var reached: Set<String> = ["script"]
    var next = ["script"]
    while let name = next.popLast() {
      for used in grammar.rules[name]?.usedRules ?? [] where reached.insert(used).inserted { next.append(used) }
    }
    #expect(reached == Set(grammar.names))
  }

  @Test func theWordsAreThoseOfTheParser() throws {
    let grammar = try GrammarPage().grammar()
    let terminals = grammar.rules.values.reduce(into: Set<String>()) { $0.formUnion($1.terminals) }
    let words = terminals.filter { $0.first?.isLetter == true }
    let expected = try ParserWords.all().union(["hex", "base64", "b"])
    #expect(words.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(words).sorted() == [])
  }

  @Test func theSignsAreThoseOfTheParser() throws {
    let grammar = try GrammarPage().grammar()
    let terminals = grammar.rules.values.reduce(into: Set<String>()) { $0.formUnion($1.terminals) }
    let signs = terminals.filter { $0.first?.isLetter != true }
    #expect(signs == Set(Symbol.allCases.map(\.rawValue)).union(["$", ";", "1"]))
  }

  @Test func everyStatementIsNamedByItsFirstWord() throws {
    let grammar = try GrammarPage().grammar()
    let heads = grammar.rules["statement"]?.usedRules.subtracting(["command-pipeline"]).map { name -> String in
      guard case .sequence(let parts)? = grammar.rules[name], case .terminal(let word)? = parts.first else {
        return name
      }
      return word
    }
    #expect(Set(heads ?? []) == Set(Keyword.allCases.map(\.rawValue)).subtracting(["else"]))
  }

  @Test(arguments: [
    ("disjunction", Precedence.or), ("conjunction", .and), ("comparison", .comparison), ("sum", .sum),
    ("product", .product), ("fallback", .orElse),
  ])
  func operatorsBindAsTheGrammarSays(rule: String, precedence: Precedence) throws {
    let grammar = try GrammarPage().grammar()
    let signs = rule == "comparison" ? grammar.rules["comparison-sign"]?.terminals ?? [] : []
    let operators = Operator.allCases.filter { $0.precedence == precedence }.map(\.rawValue)
    #expect((grammar.rules[rule]?.terminals ?? []).union(signs) == Set(operators))
  }

  /// What the grammar lets one write, the parser reads, and the formatter lays out.
  @Test(arguments: 1...4)
  func sentencesOfTheGrammarParse(seed: UInt64) throws {
    var writer = SentenceWriter(grammar: try GrammarPage().grammar(), seed: seed)
    for _ in 0..<40 {
      let text = writer.sentence("statement")
      guard case .failure(let failure) = Parser.parseFile(Source(name: "", text: text)) else {
        try FormatterTests.expectSafe(text)
        continue
      }
      // A grammar without context cannot forbid a name twice.
      let faults = failure.diagnostics.filter { $0.code != .duplicateName }
      try #require(faults.isEmpty, "\(text)\n\(faults.map(\.message))")
    }
  }

  @Test func examplesParseAndAreLaidOut() throws {
    let examples = try GrammarPage().blocks("kms")
    #expect(examples.count > 2)
    for example in examples {
      #expect(try Formatter.formatted(Source(name: "LANGUAGE.md", text: example)).get() == example)
    }
  }
}

/// Every word that means something to the parser, from its own tables and from its own code.
enum ParserWords {
  static func all() throws -> Set<String> {
    let keywords = Keyword.allCases.map(\.rawValue)
    let operators = Operator.allCases.map(\.rawValue).filter { $0.first?.isLetter == true }
    let options =
      LoopOption.allCases.map(\.rawValue) + StepOption.allCases.map(\.rawValue) + WaitOption.allCases.map(\.rawValue)
      + IdentityOption.allCases.map(\.rawValue)
    return Set(keywords + operators + options + Stage.words + constants).union(try inCode())
  }

  static let constants = ["none", "true", "false", "now", "today"]

  /// Words that the parser compares with where they stand.
  static func inCode() throws -> Set<String> {
    let folder = FormatterTests.root.appending(path: "Sources/KMSSyntax/Parser")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var words: Set<String> = []
    for file in files {
      let code = try String(contentsOf: file, encoding: .utf8)
      for match in code.matches(of: #/(?:word:|word ==|text ==) "([a-z]+)"/#) { words.insert(String(match.1)) }
    }
    return words
  }
}

/// Writes sentences of a grammar, the same ones for the same seed.
struct SentenceWriter {
  let grammar: Grammar
  private var state: UInt64
  private var count = 0
  /// How many rules each rule needs at least, one in the other.
  private var heights: [String: Int] = [:]
  private static let depth = 12

  init(grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    state = seed
    for _ in grammar.names {
      for name in grammar.names { heights[name] = grammar.rules[name].map { min(99, height($0) + 1) } }
    }
  }

  private func height(_ part: Grammar.Part) -> Int {
    switch part {
    case .rule(let name): heights[name] ?? 99
    case .choice(let parts): parts.map(height).min() ?? 0
    case .sequence(let parts): parts.map(height).max() ?? 0
    case .terminal, .prose, .touch, .optional, .repeated: 0
    }
  }

  mutating func sentence(_ rule: String) -> String {
    var text = ""
    var touches = true
    write(.rule(rule), depth: 0, &text, &touches)
    return text
  }

  private mutating func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, limit)))
  }

  private mutating func write(_ part: Grammar.Part, depth: Int, _ text: inout String, _ touches: inout Bool) {
    switch part {
    case .touch: touches = true
    case .terminal(let word):
      text += (touches ? "" : " ") + word
      touches = false
    case .prose: break
    case .rule(let name):
      // `[a | select b, c]` is a list of one.
      if name == "element", random(2) == 0 { return write(.rule("expression"), depth: depth + 1, &text, &touches) }
      if let sample = sample(name) { return write(.terminal(sample), depth: depth, &text, &touches) }
      if let part = grammar.rules[name] { write(part, depth: depth + 1, &text, &touches) }
    case .sequence(let parts): for part in parts { write(part, depth: depth, &text, &touches) }
    case .choice(let parts):
      // Deep down what ends soonest.
      let soonest = parts.min { height($0) < height($1) } ?? parts[0]
      write(depth < Self.depth ? parts[random(parts.count)] : soonest, depth: depth, &text, &touches)
    case .optional(let part): if depth < Self.depth, random(2) == 0 { write(part, depth: depth, &text, &touches) }
    case .repeated(let part):
      for _ in 0..<(depth < Self.depth ? random(3) : 0) { write(part, depth: depth, &text, &touches) }
    }
  }

  /// What stands for a rule that is said in words.
  private mutating func sample(_ rule: String) -> String? {
    count += 1
    switch rule {
    case "end": return ["; ", "\n"][random(2)]
    case "head": return ["$x == 1", "({a: 1}).a", "not $x"][random(3)]
    case "source": return ["find a=1 | take 2", "[1, {a: 2}]", "$x"][random(3)]
    case "condition": return ["age > 1d", "not (a in [b])"][random(2)]
    case "number": return ["1", "90d", "64KiB", "1%", "2026-01-31"][random(5)]
    case "bytes": return ["hex\"00\"", "b\"a\"", "base64\"AA==\""][random(3)]
    case "text": return ["\"a\"", "'a'", "\"{$x | count} b\"", "\"\"\"\n  a\n  \"\"\""][random(4)]
    case "plain-text": return ["\"a\"", "'b{}'"][random(2)]
    case "version-text": return "\"2.1\""
    case "name": return "n\(count)"
    case "option-value": return ["5m", "[1, 10]", "$x", "({a: 1})"][random(4)]
    case "element", "bare-word": return ["w\(count)", "a-b@c", "../x"][random(3)]
    // A word that begins a pipeline is a command.
    case "slot-word": return "$w"
    default: return nil
    }
  }
}
