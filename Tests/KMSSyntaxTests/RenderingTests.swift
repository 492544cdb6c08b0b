import Testing

@testable import KMSSyntax

@Suite struct RenderingTests {
  private func span(_ source: Source, of part: String) -> Span {
    guard let range = source.text.range(ofFirst: part) else { return Span(source, 0..<0) }
    return Span(source, range)
  }

  private func render(_ text: String, _ part: String, label: String? = nil, width: Int = 80) -> [String] {
    let source = Source(name: "a.kms", text: text)
    let diagnostic = Diagnostic(.unexpected, "no", at: span(source, of: part), label: label)
    return DiagnosticRenderer(color: false, width: width).render(diagnostic).split(separator: "\n").dropFirst(2).map(
      String.init)
  }

  @Test func aRefusalHasTheShapeOfTheLanguagePage() {
    let source = Source(name: "reap.kms", text: String(repeating: "\n", count: 8) + "  destroy $key\n")
    let diagnostic = Diagnostic(
      .wrongKeyLifecycleState, "the server refused destroy: Wrong Key Lifecycle State",
      at: span(source, of: "destroy $key"),
      label: "\"billing-signer\" 7c1d…, active since 2026-01-04", notes: ["the key is unchanged"],
      hint: "revoke it first:  revoke 7c1d… reason=cessation-of-operation")
    #expect(
      DiagnosticRenderer(color: false, width: 100).render(diagnostic) == """
        error[K0413]: the server refused destroy: Wrong Key Lifecycle State
          --> reap.kms:9:3
        9 |   destroy $key
          |   ^^^^^^^^^^^^ "billing-signer" 7c1d…, active since 2026-01-04
          = the key is unchanged
          = revoke it first:  revoke 7c1d… reason=cessation-of-operation
        """)
  }

  @Test func withoutAPlaceTheNotesStandUnderTheMessage() {
    let text = DiagnosticRenderer(color: false, width: 80).render(
      Diagnostic(.configuration, "no", notes: ["a"], hint: "b"))
    #expect(text == "error[K0701]: no\n  = a\n  = b")
  }

  @Test func caretsStandUnderTheirWords() {
    #expect(render("a\tb", "b") == ["1 | a   b", "  |     ^"])
    #expect(render("鍵鍵 b", "b") == ["1 | 鍵鍵 b", "  |      ^"])
    #expect(render("x 鍵", "鍵", label: "here") == ["1 | x 鍵", "  |   ^^ here"])
    #expect(render("e\u{301}x b", "b") == ["1 | e\u{301}x b", "  |    ^"])
    #expect(render("x \u{1b}[31m b", "b") == ["1 | x \\u{1b}[31m b", "  |              ^"])
  }

  @Test func severalLinesShowTheirEnds() {
    #expect(
      render("x {\n  a\n  b\n}", "{\n  a\n  b\n}", label: "here") == [
        "1 | x {", "  |   ^", "  | …", "4 | }", "  | ^ here",
      ])
    #expect(render("x {\n  }", "{\n  }") == ["1 | x {", "  |   ^", "2 |   }", "  |   ^"])
  }

  @Test func aLongLineIsCutRoundItsCaret() {
    let line = String(repeating: "ab ", count: 40) + "HERE" + String(repeating: " cd", count: 40)
    let rows = render(line, "HERE", width: 50)
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("1 | …") && rows[0].hasSuffix("…") && rows[0].count <= 50)
    let caret = rows[1].prefix { $0 != "^" }.count
    #expect(rows[0].dropFirst(caret).hasPrefix("HERE"))
    #expect(rows[1].hasSuffix(" ^^^^"))
  }

  @Test func parseFaultsInFull() {
    let rows: [(String, String)] = [
      (
        "let $k = create x > y",
        """
        error[K0101]: found '>', wanted an argument
          --> a.kms:1:19
        1 | let $k = create x > y
          |                   ^
          = files are named by parameters: to=out.pem
        """
      ),
      (
        "let $k =;",
        """
        error[K0101]: found the end of the line, wanted a value
          --> a.kms:1:9
        1 | let $k =;
          |         ^
        """
      ),
    ]
    for (text, rendered) in rows {
      guard case .failed(let diagnostics) = Parser.parse(Source(name: "a.kms", text: text)),
        let first = diagnostics.first
      else {
        Issue.record("\(text) did not fail")
        continue
      }
      #expect(DiagnosticRenderer(color: false, width: 80).render(first) == rendered)
    }
  }

  @Test func coloursComeOnlyWhenAsked() {
    let diagnostic = Diagnostic(.failed, "no", hint: "x")
    #expect(
      DiagnosticRenderer(color: true, width: 80).render(diagnostic).hasPrefix("\u{1b}[1;31merror[K0303]\u{1b}[0m"))
    #expect(!DiagnosticRenderer(color: false, width: 80).render(diagnostic).contains("\u{1b}"))
  }

  @Test func aMarkBehindACharacterWiderThanTheWindowIsShown() {
    let wide = "b" + String(repeating: "\u{200c}", count: 10)
    let line = String(repeating: "a", count: 60) + wide + "鍵" + String(repeating: "c", count: 60)
    let rows = render(line, "鍵", width: 40)
    #expect(rows.count == 2)
    #expect(rows.last?.contains("^") == true)
  }

  @Test func messagesCannotSteerTheTerminal() {
    let text = DiagnosticRenderer(color: false, width: 80).render(Diagnostic(.refused, "a\u{1b}[2Jb\nc"))
    #expect(text == "error[K0400]: a\\u{1b}[2Jb\n  c")
  }
}

extension String {
  /// UTF-8 offsets.
  func range(ofFirst part: String) -> Range<Int>? {
    let (text, part) = (Array(utf8), Array(part.utf8))
    return (0..<text.count).first { text[$0...].starts(with: part) }.map { $0..<$0 + part.count }
  }
}
