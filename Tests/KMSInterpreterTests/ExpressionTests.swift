import KMSInterpreter
import KMSSyntax
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("1 + 2 * 3", "= 7"), ("(1 + 2) * 3", "= 9"), ("7 / 2", "= 3"), ("-5 + 2", "= -3"),
    ("90d + 1d", "= 13w"), ("36h", "= 36h"), ("2 * 12h", "= 1d"), ("1d / 12h", "= 2"), ("10% * 50", "= 5"),
    ("today - 1d", "= 2024-10-03T00:00:00Z"), ("now - today", "= 0s"), ("64KiB + 1KiB", "= 65KiB"),
    ("\"a\" + \"b\"", "= \"ab\""), ("[1] + [2, 3]", "= [1, 2, 3]"), ("hex\"00\" + b\"a\"", "= hex\"0061\""),
    ("1 < 2 and not (2 < 1)", "= true"), ("\"abc\" matches \"a*c\"", "= true"), ("\"abc\" matches 'a?'", "= false"),
    ("2 in [1, 2]", "= true"), ("\"b\" in \"abc\"", "= true"), ("none ?? 3", "= 3"), ("none == 3", "= false"),
    ("[1, 2, 3][-1]", "= 3"), ("{a: 1, b: {c: 2}}.b.c", "= 2"), ("\"n = {1 + 1}\"", "= \"n = 2\""),
    ("{key_name: 1}.key-name", "= 1"), ("32 == size(\"x\") * 32", "= true"), ("1KiB == 1024", "= true"),
    ("count([1, 2])", "= 2"), ("sum([1h, 30m])", "= 90m"), ("min([3, 1, 2])", "= 1"), ("max(3, 9)", "= 9"),
    ("keys({a: 1, b: 2})", "= [\"a\", \"b\"]"), ("hex(b\"az\")", "= \"617a\""), ("base64(b\"abcd\")", "= \"YWJjZA==\""),
    ("text(90d)", "= \"90d\""), ("text(b\"hi\")", "= \"hi\""), ("bytes(\"hi\")", "= hex\"6869\""),
    ("time(\"1970-01-02\")", "= 1970-01-02T00:00:00Z"), ("duration(\"3h\")", "= 3h"), ("same(\"a\", \"b\")", "= false"),
    ("fingerprint(b\"abc\")", "= \"fp-3\""), ("concat(\"a\", \"b\", \"c\")", "= \"abc\""),
    ("lower(\"AB\")", "= \"ab\""),
    ("upper(\"ab\")", "= \"AB\""), ("starts(\"abc\", \"ab\")", "= true"), ("ends(\"abc\", \"ab\")", "= false"),
    ("split(\"a,b,,c\", \",\")", "= [\"a\", \"b\", \"\", \"c\"]"), ("join([1, 2], \"-\")", "= \"1-2\""),
    ("format('{} of {}', 1, 2)", "= \"1 of 2\""),
  ])
  func values(expression: String, shown: String) async throws {
    let ran = try await run(expression)
    #expect(ran.printed == [shown])
    #expect(ran.errors == [])
  }

  @Test(arguments: [
    ("9223372036854775807 + 1", "K0304: the result does not fit in 64 bits"),
    ("let $z = 0; 1 / $z", "K0304: a division by zero"),
    ("[1, 2][2]", "K0306: index 2 is outside of a list of 2"),
    ("let $n = create aes | count", "K0204: a pipeline takes a list or a table, found an object"),
    ("let $n = [none, 1]; $n[0] < 1", "K0305: $n[0] is none, which has no order"),
    ("let $n = [\"a\", 1]; $n[0] + $n[1]", "K0308: '+' cannot take \"a\" and 1"),
    ("let $n = [\"a\", 1]; $n[0] == $n[1]", "K0308: \"a\" and 1 cannot be compared"),
    ("let $n = [{a: 1}]; $n[0].b", "K0307: there is no 'b' here"),
    ("format('{}')", "K0312: the pattern has 1 {} and there are 0 values for them"),
    ("time(\"soon\")", "K0312: \"soon\" is no time such as 2026-01-31T10:00Z"),
    ("if [true, 1][1] { }", "K0308: a condition is true or false, found 1"),
  ])
  func failures(script: String, error: String) async throws {
    #expect(try await run(script).errors == [error])
  }

  @Test func globsAreLinearEnough() async throws {
    let stars = String(repeating: "*a", count: 200)
    let text = String(repeating: "a", count: 2000)
    #expect(try await run("\"\(text)b\" matches \"\(stars)c\"").printed == ["= false"])
  }

  @Test func aNumberBesideADurationIsToldItsUnit() async throws {
    let ran = try await run("let $n = [90d, 90]; $n[0] > $n[1]")
    #expect(ran.outcome.diagnostics.map(\.hint) == ["a duration has a unit: 90d, 90h, 90m or 90s"])
  }
}
