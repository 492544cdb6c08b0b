import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct LintTests {
  private static let files = [
    "lib.kms": "param depth: int = 1\ndef wipe(k: id) { destroy $k }\ndef nothing() { return $depth }"
  ]

  @Test(arguments: [
    ("let $x = 1", "K0220 $x is never used at `$x`; leave it out, or call it $_x if it is to stay"),
    ("for $x in [1] { print 1 }", "K0220 $x is never used at `$x`; leave it out, or call it $_x if it is to stay"),
    (
      "try { find } else $e { print 1 }",
      "K0220 $e is never used at `$e`; leave it out, or call it $_e if it is to stay"
    ),
    (
      "if true { let $x = 1 } else { let $y = 2; print $y }",
      "K0220 $x is never used at `$x`; leave it out, or call it $_x if it is to stay"
    ),
    ("param age: duration = 90d", "K0221 the parameter 'age' is never used at `age`"),
    ("def f(a: int) { return 1 }\nprint f(1)", "K0221 the parameter 'a' is never used at `a`"),
    ("def f() { return 1 }", "K0222 'f' is never called at `f`"),
    ("use \"lib.kms\"", "K0223 nothing of \"lib.kms\" is used at `\"lib.kms\"`"),
    ("for $x in [1] { yield $x; print 2 }", "K0224 this never runs at `print 2`"),
    ("fail \"no\"\nprint 1\nprint 2", "K0224 this never runs at `print 1`"),
    ("if true { fail \"a\" } else { fail \"b\" }\nprint 1", "K0224 this never runs at `print 1`"),
    ("step \"s\" { fail \"a\" }\nprint 1", "K0224 this never runs at `print 1`"),
  ])
  func oversights(script: String, finding: String) throws {
    #expect(try findings(script, host: FakeHost(files: Self.files), lints: true) == [finding])
  }

  @Test(arguments: [
    "destroy abc", "let $k = find | first\ndestroy $k.id", "for $k in [\"a\"] { destroy $k }",
    "step \"s\" { destroy abc }\nconfirm \"late\"", "def f() { destroy abc }\nf", "def f() { destroy abc }\nprint f()",
    "use \"lib.kms\"\nwipe abc", "let $k = create aes\ndestroy $k abc", "as profile=x { destroy abc }",
  ])
  func destructionWithoutAQuestion(script: String) throws {
    let found = try findings(script, host: FakeHost(files: Self.files), lints: true)
    #expect(found.count == 1 && found[0].hasPrefix("K0225"), "\(found)")
  }

  @Test(arguments: [
    "let $_x = 1", "let $x = 1\nprint \"{$x}\"", "param age: duration = 90d\nfind | where age > $age",
    "let $x = 1\ndef f() { return $x }\nprint f()", "def f() { return 1 }\nlet $x = (f)\nprint $x",
    "step \"s\" { let $x = 1 }\nprint $x", "use \"lib.kms\"\nprint nothing()", "use \"lib.kms\"\nprint $depth",
    "fail \"no\"\nstep \"s\" always { print 1 }", "if true { fail \"a\" }\nprint 1",
    "confirm \"go?\"\ndestroy abc", "step \"s\" always { destroy abc }", "assert fails(any) { destroy abc }",
    "let $k = create aes\ndestroy $k", "let $k = create aes\nlet $list = [$k]\nfor $x in $list { destroy $x.id }",
    "let $k = create aes\ndef f(k: id) { confirm \"?\"; destroy $k }\nf $k",
    "let $t = for $x in [1] { yield $x }\nprint $t.value",
  ])
  func nothingToSay(script: String) throws {
    #expect(try findings(script, host: FakeHost(files: Self.files), lints: true) == [])
  }

  @Test func aRunIsNotToldOfThem() throws { #expect(try findings("let $x = 1\ndestroy abc") == []) }

  @Test func theyComeInTheOrderOfTheSourceAndKeepNothingFromRunning() throws {
    let result = Checker(commands: FakeCommands.table, host: FakeHost()).check(
      try parse("destroy abc\nlet $x = 1\nfail \"no\"\nprint 1"), lints: true)
    #expect(result.diagnostics.map(\.code.rawValue) == [225, 220, 224])
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(result.program != nil)
  }
}
