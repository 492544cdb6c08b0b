import Testing

@testable import KMSSyntax

@Suite struct HostileInputTests {
  @Test(arguments: [
    "(", "[", "{a: ", "-", "not ", "f(", "\"{", "$a[", "if $a { ", "for $x in $y {", "try {", "a | b (", "1 + (",
    "step 'x' {", "a x=(",
  ])
  func deepNestingIsAFault(opener: String) {
    let text = (opener == "{a: " ? "let $x = " : "") + String(repeating: opener, count: 100_000 / opener.count)
    #expect(Outline.of(text).contains("nested too deep"))
  }

  @Test(arguments: [" + 1", ".a", "[0]", " ?? 1", " and $b"])
  func aTowerOfOperatorsIsAFault(link: String) {
    #expect(Outline.of("let $x = $a" + String(repeating: link, count: 100_000)).contains("nested too deep"))
  }

  @Test func whatAPersonNestsIsNotTooDeep() {
    let text = String(repeating: "(", count: 50) + "1" + String(repeating: ")", count: 50)
    #expect(Outline.of("let $x = \(text)") == "(let x 1)")
    let blocks = String(repeating: "if $a { ", count: 50) + "b" + String(repeating: " }", count: 50)
    #expect(Outline.of(blocks).hasPrefix("(if $a {(if"))
  }

  @Test func whatIsWideIsNotDeep() {
    let list = (0..<20_000).map { "$a.b + \($0)" }.joined(separator: ", ")
    #expect(Outline.of("x [\(list)]").hasPrefix("(call x [(+ (. $a b) 0)"))
    let stages = String(repeating: " | take 1", count: 5000)
    #expect(Outline.of("$t" + stages).hasPrefix("(pipe"))
    let branches = String(repeating: "else if $a { b } ", count: 5000)
    #expect(Outline.of("if $a { b } " + branches).hasPrefix("(if"))
  }

  @Test func manyEmptyLinesTakeNoTime() {
    #expect(Outline.of("a" + String(repeating: "\n# comment\n", count: 100_000) + "b") == "(call a); (call b)")
    #expect(Outline.of(String(repeating: "^\n", count: 10_000)).split(separator: ";").count == Parser.diagnosticLimit)
  }

  @Test func noCutOfTheExampleTraps() {
    let bytes = Array(example.utf8)
    for count in 0..<bytes.count {
      let source = Source(name: "cut.kms", text: String(decoding: bytes.prefix(count), as: UTF8.self))
      if case .failure(let failure) = Parser.parseFile(source) { render(failure.diagnostics) }
    }
  }

  @Test func theExampleMayBeTypedLineByLine() {
    var typed = ""
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      typed += line
      let outline = Outline.of(typed)
      #expect(!outline.hasPrefix("failed"), "\(line)")
      typed += "\n"
    }
  }

  @Test func noBytesTrap() {
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "let ", "$x", " = ", "\"", "{", "}", "(", ")", "[", "]", "\n", ";", "|", "where ", "sort ", "a", "=", "1", "-",
      ".", "'", "\\", "#", "\"\"\"", "hex\"", "if ", "for ", " in ", "step ", "else", "assert ", "fails(", ",", ":",
      "é", "\u{202e}", "2026-01-31", "T10:00", "9999999999999999999", "0x", "not ", "and ", "\t", "\0", "kms 1",
      "param a: b", "🔑", "u{", "%", "@", "!", "require a>=", "wait until ", "def f(", "yield ", "??", "return", "skip ",
    ]
    for _ in 0..<4000 {
      let text = (0..<random(24)).map { _ in pieces[random(pieces.count)] }.joined()
      if case .failed(let diagnostics) = Parser.parse(Source(name: "random.kms", text: text)) { render(diagnostics) }
    }
    for _ in 0..<1000 {
      let text = String(decoding: (0..<random(40)).map { _ in UInt8(random(256)) }, as: UTF8.self)
      if case .failed(let diagnostics) = Parser.parse(Source(name: "random.kms", text: text)) { render(diagnostics) }
    }
  }

  private func render(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { #expect(!DiagnosticRenderer(color: false, width: 40).render(diagnostic).isEmpty) }
  }
}
