import Foundation
import Testing

@testable import KMSSyntax

/// The grammar that editors colour by.
@Suite struct EditorGrammarTests {
  @Test func itsWordsAreThoseOfTheParser() throws {
    let rules = try Self.rules()
    let statements = try Self.words(of: "keyword", in: rules)
    let stages = try Self.words(of: "stage", in: rules)
    let operators = try Self.words(of: "word-operator", in: rules)
    let inner = try Self.words(of: "inner-word", in: rules)
    #expect(Set(statements) == Set(Keyword.allCases.map(\.rawValue)))
    #expect(Set(stages) == Set(Stage.words))
    #expect(try Set(Self.words(of: "constant", in: rules)) == Set(ParserWords.constants))
    #expect(
      Set(operators) == Set(Operator.allCases.map(\.rawValue).filter { $0.first?.isLetter == true } + ["not"]))
    let options = Set(LoopOption.allCases.map(\.rawValue) + WaitOption.allCases.map(\.rawValue))
    let known = try ParserWords.all().subtracting(options)
    #expect(Set(statements + stages + operators + inner + ParserWords.constants) == known)
  }

  /// A list of commands would go stale.
  @Test func itNamesNoCommand() throws {
    for name in ["command", "call", "argument"] {
      #expect(try Self.words(of: name, in: Self.rules()).allSatisfy { $0 == "in" }, "\(name)")
    }
  }

  @Test(arguments: [
    ("command", "create length=1", "create"), ("command", "let $x = find tag=a", "find"),
    ("command", "x | show", "show"),
    ("command", "$x == y", nil), ("command", "(rekey-pair $k)", "rekey-pair"), ("command", "count($x)", nil),
    ("argument", "create length=1", "length"), ("call", "print (count($x))", "count"),
    ("keyword", "step \"x\" { }", "step"),
    ("keyword", "show step", nil), ("stage", "find | where a", "where"), ("number", "wait 90d", "90d"),
    ("number", "show 7c1d-00", nil), ("id", "show prod-db@latest", "prod-db@latest"), ("variable", "$a-b.c", "$a-b"),
    ("time", "print 2026-01-31T10:00Z", "2026-01-31T10:00Z"), ("constant", "state == none", "none"),
    ("bytes", "x data=b\"a\\\"b\"", "b\"a\\\"b\""), ("word-operator", "a in-doubt", nil),
  ])
  func placesAreColoured(rule: String, text: String, found: String?) throws {
    let pattern = try #require(try Self.rules()[rule]?["match"] as? String)
    let expression = try NSRegularExpression(pattern: pattern)
    let matches = expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).map { match in
      let group = ["command", "argument", "call"].contains(rule) ? 1 : rule == "stage" ? 2 : 0
      return Range(match.range(at: group), in: text).map { text[$0].trimmingCharacters(in: .whitespaces) } ?? ""
    }
    if let found { #expect(matches.contains(found), "\(matches)") } else { #expect(matches.isEmpty, "\(matches)") }
  }

  @Test func everyRuleThatIsIncludedIsThere() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let rules = try Self.rules()
    let included = text.matches(of: #/"include": "\#([a-z-]+)"/#).map { String($0.1) }
    #expect(Set(included).union(["statement"]) == Set(rules.keys))
    for rule in rules.values {
      for key in ["match", "begin", "end"] {
        if let pattern = rule[key] as? String { _ = try NSRegularExpression(pattern: pattern) }
      }
    }
  }

  private static let file = FormatterTests.root.appending(path: "scripts/editor/kms.tmLanguage.json")

  private static func rules() throws -> [String: [String: Any]] {
    let grammar = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    return try #require(grammar?["repository"] as? [String: [String: Any]])
  }

  /// The words among which a pattern chooses.
  private static func words(of rule: String, in rules: [String: [String: Any]]) throws -> [String] {
    let pattern = try #require(rules[rule]?["match"] as? String)
    return pattern.replacing(#/\\./#, with: " ").matches(of: #/[a-z]{2,}/#).map { String($0.0) }
  }
}
