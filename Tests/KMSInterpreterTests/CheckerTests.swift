import KMSInterpreter
import Testing

@Suite struct CheckerTests {
  @Test(arguments: [
    ("craete aes", "K0201 there is no command 'craete' at `craete`; did you mean 'create'?"),
    ("find | wher", "K0201 there is no command 'wher' at `wher`; did you mean 'where'?"),
    ("create aes lenght=1", "K0202 'create' has no parameter 'lenght' at `lenght`; did you mean 'length'?"),
    ("create", "K0203 'create' wants 'algorithm', one of rsa, ec, aes at `create`; algorithm: the algorithm"),
    ("create aes length=\"2k\"", "K0204 'length' takes a number, found \"2k\" at `\"2k\"`; write length=2048"),
    ("create aes length=90d", "K0204 'length' takes a number, found 90d at `90d`; write length=2048"),
    ("create aes name=billing", "K0204 'name' takes text, found the word 'billing' at `billing`; write \"billing\""),
    ("create aes name=“x”", "K0204 'name' takes text, found the word '“x”' at `“x”`; write straight quotes: \"x\""),
    ("create aes size=20", "K0204 'size' takes a size, found 20 at `20`; write size=64KiB"),
    ("create aez", "K0205 'algorithm' does not know 'aez' at `aez`; did you mean 'aes'?"),
    (
      "create aes rsa",
      "K0214 'create' takes at most 1 value without a name at `rsa`; by name it takes length, name, tags, size"
    ),
    ("print $nmae", "K0206 $nmae is not bound at `$nmae`"),
    ("let $name = 1\nprint $nmae", "K0206 $nmae is not bound at `$nmae`; did you mean '$name'?"),
    ("print cuont([1])", "K0208 there is no function 'cuont' at `cuont`; did you mean 'count'?"),
    ("print count()", "K0214 'count' is given 0 values at `count`; write count(list)"),
    ("print lower(1)", "K0204 'lower' takes text, found a number at `1`"),
    (
      "let $x = 1\nlet $x = 2",
      "K0207 $x is bound already at `$x`; a name is bound once; outer names are read-only: choose another"
    ),
    (
      "let $x = 1\nif true { let $x = 2 }",
      "K0207 $x is bound already at `$x`; a name is bound once; outer names are read-only: choose another"
    ),
    ("def f() { return f() }", "K0216 'f' cannot call itself at `f`"),
    ("def create() { }", "K0207 a command is called 'create' at `create`"),
    ("yield 1", "K0211 'yield' stands in a 'for' at `yield 1`"),
    ("return 1", "K0211 'return' stands in a 'def' at `return 1`"),
    ("if true { def f() { } }", "K0211 'def' stands at the top of a file at `def f() { }`"),
    ("for $x in 5 { }", "K0204 'for' takes a list, found a number at `5`"),
    ("if 1 { }", "K0204 a condition is true or false, found a number at `1`"),
    (
      "let $x = 1 + \"a\"",
      "K0204 '+' cannot take a number and text at `1 + \"a\"`; an interpolation joins any values: \"{$a} {$b}\""
    ),
    ("let $x = 1 == \"a\"", "K0204 a number and text cannot be compared with '==' at `1 == \"a\"`"),
    (
      "let $x = [word]",
      "K0204 'word' is a bare word where a value is wanted at `word`; write \"word\" for text, $word for a variable"
    ),
    ("let $r = {new: 1}\nprint $r.nwe", "K0307 there is no 'nwe' here at `nwe`; did you mean 'new'?"),
    ("let $k = create aes\nprint $k.staet", "K0212 there is no 'staet' here at `staet`; did you mean 'state'?"),
    (
      "assert fails(item_not_fuond) { refuse }",
      "K0205 there is no reason 'item_not_fuond' at `item_not_fuond`; did you mean 'item-not-found'?"
    ),
    ("find | where nmae == \"x\"", "K0212 there is no 'nmae' here at `nmae`; did you mean 'name'?"),
    ("find | where staet == active", "K0212 there is no 'staet' here at `staet`; did you mean 'state'?"),
    ("find | sort aeg", "K0212 there is no 'aeg' here at `aeg`; did you mean 'age'?"),
    ("for $x in [1] parallel=0 { }", "K0204 'parallel' takes a number from 1 to 64 at `0`"),
    (
      "destroy '[\"prod\"]'",
      """
      K0213 'keys' takes an id, found "[\\"prod\\"]" at `'["prod"]'`; \
      find the objects first, look at them, and pass the list
      """
    ),
    (
      "destroy (find)",
      """
      K0213 'destroy' wants ids that were seen, not the answer to a query at `(find)`; \
      bind it, look at it, then pass the variable: let $list = …
      """
    ),
    (
      "find | destroy",
      """
      K0213 'destroy' takes nothing from a pipeline at `destroy`; \
      bind it, look at it, then pass the variable: let $list = …
      """
    ),
  ])
  func finds(script: String, finding: String) throws {
    let found = try findings(script)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(finding) == true, "\(found)")
  }

  @Test(arguments: [
    "print \"{$s}\"", "let $x = $s == $s", "let $x = $s + $s", "print $s", "let $l = [$s]\nprint $l",
    "let $r = {a: {b: $s}}\nprint $r.a", "assert true \"{$s}\"", "fail $s", "let $h = hex($s)", "let $x = $s.length",
    "create aes name=$s", "def f() { return $s }\nprint f()", "let $x = join([$s])",
  ])
  func aSecretThatWouldLeakIsFoundBeforeTheRun(script: String) throws {
    let found = try findings("let $s = secret\n" + script)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("K0209") == true, "\(found)")
  }

  @Test(arguments: [
    "keep $s", "print size($s) same($s, $s) fingerprint($s)", "let $r = {a: $s, b: 1}\nkeep $r.a\nprint $r.b",
    "def f(x: secret) { keep $x }\nlet $y = f($s)",
  ])
  func aSecretMayGoWhereASecretIsTaken(script: String) async throws {
    #expect(try await run("let $s = secret\n" + script).errors == [])
  }

  @Test(arguments: ["print $s", "print \"{$s}\"", "print ($s == 1)", "let $h = hex($s)", "print [[$s]]"])
  func aSecretThatNobodyForesawIsHeldBackAtRunTime(script: String) async throws {
    let ran = try await run("let $s = maybe\n" + script)
    #expect(ran.errors.count == 1)
    #expect(ran.errors.first?.hasPrefix("K0209") == true, "\(ran.errors)")
    #expect(ran.printed == [])
  }

  @Test func everyErrorIsFoundAndNothingRuns() async throws {
    let ran = try await run("create aes\ncreate aez\nprint $a $b\n")
    #expect(ran.errors.count == 3)
    #expect(ran.host.seen.ran == [])
  }

  @Test func thePromptMayBindANameAgain() async throws {
    let scope = Scope()
    _ = try await run("let $x = 1", prompt: scope)
    _ = try await run("let $x = $x + 1", prompt: scope)
    let ran = try await run("for $x in [$x] { print $x }", prompt: scope)
    #expect(ran.printed == ["2"])
    #expect(scope.variables.map(\.name) == ["x"])
  }

  @Test func aDefinitionAtThePromptKeepsWhatItSaw() async throws {
    let scope = Scope()
    _ = try await run("def f() { return 1 }", prompt: scope)
    _ = try await run("def g() { return f() }", prompt: scope)
    _ = try await run("def f() { return g() + 1 }", prompt: scope)
    #expect(try await run("print f()", prompt: scope).printed == ["2"])
  }
}
