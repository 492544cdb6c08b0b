import Testing

@testable import KMSSyntax

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("$a or $b and not $c == 1 + 2 * 3 ?? -$d", "(or $a (and $b (not (== $c (+ 1 (* 2 (?? 3 (neg $d))))))))"),
    ("1 - 2 - 3", "(- (- 1 2) 3)"), ("1 / 2 * 3", "(* (/ 1 2) 3)"), ("$a ?? $b ?? 1", "(?? (?? $a $b) 1)"),
    ("not not $a", "(not (not $a))"), ("$a and not $b or $c", "(or (and $a (not $b)) $c)"), ("3 -1", "(- 3 1)"),
    ("- 1", "(neg 1)"),
    ("--1", "(neg -1)"), ("$a.b.links.public-key", "(. (. (. $a b) links) public-key)"),
    ("$a[0][-1].x", "(. (at (at $a 0) -1) x)"),
    ("(1 + 2) * 3", "(* (+ 1 2) 3)"), ("$a in [1, 2]", "(in $a [1, 2])"),
    (#"$n matches "prod-*""#, #"(matches $n "prod-*")"#),
    ("count($a) > 0", "(> count($a) 0)"), ("round(1, digits=2)", "round(1 digits=2)"), ("f()", "f()"),
    ("$row.outcome == done", "(== (. $row outcome) done)"),
    ("(verify $k signature=$s).valid", "(. (call verify $k signature=$s) valid)"), ("-5.5", "failed"),
    ("1 < 2 < 3", "failed"), ("1 == 2 != 3", "failed"),
    ("now - 90d", "(- now 90d)"), ("count($a | where b == c)", "count((pipe $a (where (== b c))))"),
    ("{a: 1, 'b c': $x.y}", "{a: 1, b c: (. $x y)}"), ("{a: 1, a: 2}", "failed"), ("$a.b [0]", "failed"),
  ])
  func operatorsBindInTheirOrder(text: String, tree: String) {
    let outline = Outline.of("let $x = \(text)")
    #expect(tree == "failed" ? outline.hasPrefix("failed") : outline == "(let x \(tree))")
  }

  @Test(arguments: [
    ("find type=private-key state=active", "(call find type=private-key state=active)"), ("count($x)", "count($x)"),
    ("count $x", "(call count $x)"),
    ("$x", "$x"), ("1 + 1", "(+ 1 1)"), ("let $x = now", "(let x now)"), ("let $x = ping", "(let x (call ping))"),
    ("not $x", "(not $x)"), ("(find a | count) > 0", "(> (pipe (call find a) count) 0)"),
    ("show (1 + 2) $a.b[0] [c] {d: e}", "(call show (+ 1 2) (at (. $a b) 0) [c] {d: e})"),
    ("show $a [b]", "(call show $a [b])"), ("show $a .b", "(call show $a .b)"),
    ("show count($x) hex($y)", "(call show count($x) hex($y))"),
    ("sign $new.private data=b\"x\" hash=sha256", "(call sign (. $new private) data=hex\"78\" hash=sha256)"),
    ("secret prompt \"pass\"", "(call secret prompt \"pass\")"),
    ("secret env NAME", "(call secret env NAME)"),
    ("kmip Create { object-type: 2, Attributes: {a: b} }", "(call kmip Create {object-type: 2, Attributes: {a: b}})"),
    ("check-key $k", "(call check-key $k)"), ("a x=(b c | first).id", "(call a x=(. (pipe (call b c) first) id))"),
    ("a x=-1 -2", "(call a x=-1 -2)"),
    ("save $s to=./out/x.pem", "(call save $s to=./out/x.pem)"),
    ("set $k x-owner=\"a\"", "(call set $k x-owner=\"a\")"),
  ])
  func aWordBeginsACommandUnlessAParenthesisTouchesIt(text: String, tree: String) { #expect(Outline.of(text) == tree) }

  @Test(arguments: [
    ("where age > $m and links.replacement == none", "(where (and (> age $m) (== (. links replacement) none)))"),
    ("where (a or b) and not c", "(where (and (or a b) (not c)))"),
    ("where starts(name, \"x\")", "(where starts(name \"x\"))"), ("where tags[0] == p", "(where (== (at tags 0) p))"),
    ("where state in [active, pre-active]", "(where (in state [active, pre-active]))"),
    ("sort age desc", "(sort age desc)"), ("sort links.x", "(sort (. links x))"),
    ("sort age asc", "(sort age)"), ("take $n", "(take $n)"), ("take 2 + 1", "(take (+ 2 1))"), ("skip 3", "(skip 3)"),
    ("select id, links.public-key", "(select id (. links public-key))"),
    ("group state algorithm", "(group state algorithm)"), ("distinct", "(distinct)"), ("distinct id", "(distinct id)"),
    ("count", "count"), ("first", "first"), ("last", "last"),
    ("report columns=[a, b]", "(call report columns=[a, b])"), ("each-value", "(call each-value)"),
    ("where if == 1", "(where (== if 1))"),
  ])
  func stagesReadFieldsOfTheRow(stage: String, tree: String) {
    #expect(Outline.of("$t | \(stage)") == "(pipe $t \(tree))")
  }

  @Test(arguments: [
    ("a = 1", "K0101 found '=', wanted an argument"), ("$x = 1", "K0101 found '=', wanted the end of the statement"),
    ("a to= b", "K0101 'to=' has no value"),
    ("a to=", "K0101 'to=' has no value"), ("a x=1 x=2", "K0111 the argument 'x' stands twice"),
    ("a > b", "K0101 found '>', wanted an argument"), ("a + b", "K0101 a command's arguments are no expressions"),
    ("count(find x)", "K0101 found 'x', wanted ',' or ')'"),
    ("prod@latest", "K0101 'prod@latest' is no command's name"),
    ("let $x = try { a }", "K0112 'try' has no value here"),
    ("a, b", "K0101 found ',', wanted the end of the statement"), ("}", "K0101 found '}', wanted a value"),
    ("a )", "K0101 found ')', wanted the end of the statement"),
    ("$t | 5", "K0101 found '5', wanted where, sort, select or a command"),
    ("$t | sort", "K0101 found the end, wanted a field of the row"),
  ])
  func faultsAreNamed(text: String, message: String) { #expect(Outline.of(text) == "failed \(message)") }

  @Test func aMisspelledStageIsNamed() {
    guard case .failed(let diagnostics) = Parser.parse(Source(name: "", text: "find | wher age == 1")) else {
      Issue.record("it parses")
      return
    }
    #expect(diagnostics.map(\.hint) == ["did you mean 'where'?"])
  }

  @Test func anExpressionReadsBackAsItsSpelling() {
    let texts = [
      "(1 + 2) * -$x ?? ($y and f(1, a=b))", "find type=private-key name=\"a\" [x, y@z] {k: v}",
      "$t | where a == b | sort c desc | select d, e.f | count",
      #""a {$x.y} \{""#, "(verify $a).valid", "$x[0].y", "show (1 + 2) \"true\" \"90d\" (find x | first)",
    ]
    for text in texts {
      guard case .complete(let script) = Parser.parse(Source(name: "", text: "let $v = \(text)")),
        let statement = script.statements.first
      else {
        Issue.record("\(text) does not parse")
        continue
      }
      #expect(Outline.of(Unparser.statement(statement)) == Outline.of("let $v = \(text)"))
    }
  }
}
