import Testing

@testable import KMSSyntax

@Suite struct StatementTests {
  @Test(arguments: [
    ("param limit:   int      = 500   \"at most\"", "(param limit:int=500 'at most')"),
    ("param ticket:  text 'change'", "(param ticket:text 'change')"), ("param a: id = x@y", "(param a:id=x@y)"),
    ("param a: text = \"b\" \"help\"", "(param a:text=\"b\" 'help')"),
    ("param a: int = 1 + 2", "(param a:int=(+ 1 2))"), ("use \"lib.kms\"", "(use lib.kms)"),
    ("let $x = 1", "(let x 1)"),
    ("if $a { b } else if $c { d } else { e }", "(if $a {(call b)} $c {(call d)} else {(call e)})"),
    ("if (find x | count) > 0 { }", "(if (> (pipe (call find x) count) 0) {})"),
    (
      "for $k in $old parallel=8 canary=[1, 10] budget=1% retry=2 timeout=5m { destroy $k }",
      "(for k $old parallel=8 canary=[1, 10] budget=1% retry=2 timeout=5m {(call destroy $k)})"
    ),
    ("for $k in find type=key parallel=8 { a }", "(for k (call find type=key) parallel=8 {(call a)})"),
    ("for $k in (find x) { a }", "(for k (call find x) {(call a)})"),
    ("for $i in [1, 2] { a }", "(for i [1, 2] {(call a)})"),
    ("for $r in $d | where outcome == done { a }", "(for r (pipe $d (where (== outcome done))) {(call a)})"),
    ("for $r in $d | select a, b parallel=2 { c }", "(for r (pipe $d (select a b)) parallel=2 {(call c)})"),
    ("let $d = for $k in $old { yield {a: $k.id} }", "(let d (for k $old {(yield {a: (. $k id)})}))"),
    ("step \"t\" always timeout=1h { a\n b }", "(step \"t\" always timeout=1h {(call a); (call b)})"),
    ("assert count($x) > 0 \"none {$y}\"", "(assert (> count($x) 0) (text \"none \" $y))"),
    ("assert $x", "(assert $x)"), ("check $x 'why'", "(check $x \"why\")"),
    (
      "assert fails(wrong_key_lifecycle_state, any) { sign $k }", "(fails wrong_key_lifecycle_state,any (call sign $k))"
    ), ("try { a } else $e { b }", "(try {(call a)} $e {(call b)})"),
    ("try { a }\nelse { b }", "(try {(call a)} {(call b)})"),
    ("try { a }", "(try {(call a)})"),
    ("def f(a: id, b: int = 2) { return $a }", "(def f [a:id, b:int=2] {(return $a)})"),
    ("def f() { return }", "(def f [] {(return)})"), ("confirm \"go?\"", "(confirm \"go?\")"),
    ("fail \"no\"", "(fail \"no\")"), ("skip \"no\"", "(skip \"no\")"), ("yield $x | first", "(yield (pipe $x first))"),
    ("wait until $a == b timeout=1m every=1s", "(wait (== $a b) timeout=1m every=1s)"),
    ("wait until true", "(wait true)"), ("wait $a", "failed K0101 found '$a', wanted 'until' and a condition"),
    ("wait until true evry=1s", "failed K0202 there is no option 'evry' here"),
    ("as profile=ops { a }", "(as ops {(call a)})"), ("as profile=\"o p\" { }", "(as o p {})"),
    ("as profile=$x { }", "failed K0101 'profile' takes the name of a profile"),
    ("as { }", "failed K0101 found '{', wanted profile=NAME"),
    ("require server>=\"2.1\" operations=[a, b-c]", "(require server>=\"2.1\" operations=[a, b-c])"),
    ("require operations=[a]\nprint 1", "(require operations=[a]); (call print 1)"),
    ("require server>=2", "failed K0101 a version is wanted here"),
    ("require kms>=\"2\"", "failed K0202 'require' does not know 'kms'"),
    ("require operation=[a]", "failed K0202 'require' does not know 'operation'"),
    ("require operations=[1]", "failed K0101 'operations' takes a list of operations"),
    ("{a: 1}", "{a: 1}"),
    ("kms 1; kms 1", "failed K0110 'kms 1' comes first"), ("kms 2", "failed K0110 this program reads kms 1, not kms 2"),
    ("else { }", "failed K0101 'else' without its 'if' or 'try'"),
    ("for $x in $y paralel=2 { }", "failed K0202 there is no option 'paralel' here"),
    ("assert fails(any) { a; b }", "failed K0101 assert fails takes one statement, found 2"),
    ("def if() { }", "failed K0101 'if' is a word of the language"),
    ("def f(a: id, a: id) { }", "failed K0111 the parameter 'a' stands twice"),
    ("use \"{$x}\"", "failed K0114 a plain text is wanted here"),
    ("if $a b", "failed K0101 found 'b', wanted '{' and a block"),
    ("let x = 1", "failed K0101 found 'x', wanted a variable such as $key"),
  ])
  func statements(text: String, tree: String) { #expect(Outline.of(text) == tree) }

  @Test func theExampleOfTheLanguageParses() throws {
    let script = try Parser.parseFile(Source(name: "rotate.kms", text: example)).get()
    let outlines = script.statements.map(Outline.statement)
    #expect(outlines.count == 8)
    #expect(outlines[1] == "(param max_age:duration=90d 'rotate keys older than this')")
    #expect(
      outlines[4].hasPrefix(
        "(step \"inventory\" {(let old (pipe (call find type=private-key algorithm=rsa state=active tag=prod) (where"))
    #expect(
      outlines[6].contains(
        "(assert (. (call verify (. $new public) data=$probe signature=$signature hash=sha256) valid))"))
    #expect(
      outlines[7].contains(
        "(fails wrong_key_lifecycle_state,permission_denied (call sign (. $row old) data=hex\"70726f6265\""))
  }

  @Test(arguments: [
    "step \"x\" {", "if $a {\n b\n", "a (", "a [1,", "a {b:", "let $x =", "let $x = 1 +", "let $x = $a and",
    "let $x = not", "a |", "a |\n\n", "$t | select b,", "print \"open", "print 'open", "print \"a {$x",
    "print \"\"\"\nopen", "a \\", "a \\\n", "print hex\"00", "def f(a: id,", "x = \"", "if $a { b } else {", "\"{",
    "for $x in $y {\n a; b",
  ])
  func aTextThatGoesOnIsIncomplete(text: String) {
    if text != "x = \"" {
      #expect(Outline.of(text) == "incomplete")
    } else {
      #expect(Outline.of(text).hasPrefix("failed"))
    }
  }

  @Test func aFaultNamesTheTextOfSeveralLinesAroundIt() {
    guard case .failed(let diagnostics) = Parser.parse(Source(name: "", text: "a \"open {\nb ^")) else {
      Issue.record("did not fail")
      return
    }
    #expect(diagnostics.map(\.notes) == [["this is inside the text that begins at 1:3"]])
  }

  @Test func aFileNamesWhatItLeavesOpen() throws {
    guard case .failure(let failure) = Parser.parseFile(Source(name: "a.kms", text: "a\nstep \"x\" {\n  b (c\n")) else {
      Issue.record("parsed")
      return
    }
    #expect(failure.diagnostics.map(\.message) == ["the file ends inside parentheses"])
    #expect(failure.diagnostics.first?.span?.start.description == "3:5")
  }

  @Test(arguments: [
    ("let x = 1\nfoo\nlet $y 2\nb ^\nc", ["1:5", "3:8", "4:3"]),
    ("step \"a\" {\n  let x = 1\n  b\n  c = 2\n}\nd ^", ["2:7", "4:5", "6:3"]),
    ("for x in $y {\n  a\n  }\nd ^", ["1:5", "4:3"]), ("a \"open {\nb ^", ["2:3"]), ("a ^ }\n}\nb ^", ["1:3"]),
  ])
  func severalFaultsAreReportedWhereThatIsSafe(text: String, places: [String]) {
    guard case .failed(let diagnostics) = Parser.parse(Source(name: "a.kms", text: text)) else {
      Issue.record("\(text) did not fail: \(Outline.of(text))")
      return
    }
    #expect(diagnostics.map { $0.span?.start.description ?? "" } == places)
  }
}
