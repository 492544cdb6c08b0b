import Testing

@testable import KMSSyntax

@Suite struct LexicalTests {
  @Test(arguments: [
    ("2048", "2048"), ("1_000", "1000"), ("0xff", "255"), ("-5", "-5"), ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"), ("0xFF_FF", "65535"),
    ("500ms", "500ms"), ("30s", "30s"), ("15m", "15m"), ("24h", "1d"), ("90d", "90d"), ("12w", "12w"), ("2y", "2y"),
    ("0d", "0s"), ("64KiB", "64KiB"), ("3GiB", "3GiB"), ("1024B", "1KiB"), ("1%", "1%"),
    ("2026-01-31", "2026-01-31T00:00:00Z"), ("2026-01-31T10:00Z", "2026-01-31T10:00:00Z"),
    ("2026-01-31T10:00:30.5+02:00", "2026-01-31T08:00:30.5Z"), ("2026-01-31T23:30-01:00", "2026-02-01T00:30:00Z"),
    ("true", "true"), ("false", "false"), ("none", "none"), ("now", "now"), ("today", "today"),
    ("'raw \\n {x}'", #""raw \\n \{x}""#), (#""tab\t\u{e9}\{\"\\""#, #""tab\té\{\"\\""#), (#""""#, #""""#),
    (#"hex"00 ff""#, #"hex"00ff""#), (#"base64"AP8=""#, #"hex"00ff""#), (#"base64"""#, #"hex"""#),
    (#"b"probe""#, #"hex"70726f6265""#), (#"b"a\n""#, #"hex"610a""#),
  ])
  func literalsMeanTheSameInAnArgumentAndInAnExpression(text: String, spelling: String) {
    #expect(Outline.of("x \(text)") == "(call x \(spelling))")
    #expect(Outline.of("let $v = \(text)") == "(let v \(spelling))")
  }

  @Test(arguments: [
    "7c1d8e2a-1f0b-4f6e-9d3c-0a1b2c3d4e5f", "prod-db@latest", "hsm::1::k", "b.bin", "./out/x.pem", "../a", "~/k.pem",
    "/etc/keys", "a+b", "50%off", "-", ".", "12345678-1234-1234-1234-123456789012", "private-key", "key_compromise",
    "2.1", "7d1d", "_x", "clé", "1_", "0x", "2026-01-31x",
  ])
  func anArgumentMayBeABareWord(word: String) {
    #expect(Outline.of("show \(word)") == "(call show \(word))")
    #expect(Outline.of("show id=\(word) 1") == "(call show id=\(word) 1)")
  }

  @Test(arguments: [
    ("[7c1d8e2a-1f0b, prod@latest, old, 1]", "[7c1d8e2a-1f0b, prod@latest, old, 1]"),
    ("[1-2, 1 - 2, $a-1]", "[(- 1 2), (- 1 2), $a-1]"), ("[2026-01-31]", "[2026-01-31T00:00:00Z]"),
    ("{state: active, id: hsm::1::k}", "{state: active, id: hsm::1::k}"), ("[]", "[]"), ("[1, 2,]", "[1, 2]"),
    ("[true, none]", "[true, none]"), ("[count($a), -1]", "[count($a), -1]"),
  ])
  func elementsMayBeBareWords(text: String, tree: String) {
    #expect(Outline.of("let $x = \(text)") == "(let x \(tree))")
  }

  @Test(arguments: [
    ("a # words\nb", "(call a); (call b)"), ("a; b;;\n\n;c", "(call a); (call b); (call c)"),
    ("#!/usr/bin/env -S kmsh run\nkms 1", "(kms 1)"), ("\u{feff}kms 1\r\na\r\n", "(kms 1); (call a)"),
    ("a [1,\n 2\n]", "(call a [1, 2])"), ("a (b\n c)", "(call a (call b c))"),
    ("let $x = {a: 1,\n b: 2\n}", "(let x {a: 1, b: 2})"),
    ("a\n  # between\n\n  | count", "(pipe (call a) count)"), ("a |\n count", "(pipe (call a) count)"),
    ("let $x = 1 +\n 2", "(let x (+ 1 2))"), ("let $x =\n 2", "(let x 2)"), ("a b \\\n c", "(call a b c)"),
    ("a b \\  \n c", "(call a b c)"),
    ("if $a { b }\n\n else { c }", "(if $a {(call b)} else {(call c)})"), ("", ""), ("  # nothing", ""),
    ("a | select b,\n c", "(pipe (call a) (select b c))"), ("a {b: 1\n}\nc", "(call a {b: 1}); (call c)"),
  ])
  func linesEndStatementsUnlessTheyGoOn(text: String, tree: String) { #expect(Outline.of(text) == tree) }

  @Test(arguments: [
    (#""a {$x} b""#, #"(text "a " $x " b")"#), (#""{count($x)}""#, "(text count($x))"),
    (#""{join($x, ", ")} {{a: 1}.a}""#, #"(text join($x ", ") " " (. {a: 1} a))"#), (#""\{x}""#, #""\{x}""#),
    ("\"\"\"\n    one\n      two {$x}\n    \"\"\"", #"(text "one\n  two " $x)"#),
    ("\"\"\"\n  one \"quoted\"\n\n  two\n  \"\"\"", #""one \"quoted\"\n\ntwo""#), (#""""one""""#, #""one""#),
    ("\"\"\"\n  a\n b\"\"\"", #"" a\nb""#), ("\"\"\"\n{$x}\n  \\n\n\"\"\"", #"(text $x "\n  \n")"#),
    ("\"\"\"\r\n  a\r\n  \"\"\"", #""a""#), (#""{$a | count}""#, "(text (pipe $a count))"),
  ])
  func textsInterpolate(text: String, tree: String) { #expect(Outline.of("let $t = \(text)") == "(let t \(tree))") }

  @Test(arguments: [
    ("x 9223372036854775808", "K0106 a number beyond 64 bits"),
    ("let $x = 9223372036854775808", "K0106 a number beyond 64 bits"),
    ("x 0x8000000000000000", "K0106 a number beyond 64 bits"), ("x 999999999999y", "K0106 a number beyond 64 bits"),
    ("x 2026-02-30", "K0107 there is no such day"), ("x 2026-01-31T10:00", "K0107 a clock time names its offset"),
    ("let $x = 2026-01-31T25:00Z", "K0107 there is no such time"),
    ("let $x = 7c1d", "K0105 '7c1d' is no number, duration, size or time"),
    (#"x "\q""#, #"K0104 '\q' is no escape"#), (#"x "\é""#, #"K0104 '\é' is no escape"#),
    (#"x "\u{d800}""#, "K0104 no character has this number"),
    (#"x hex"0g""#, "K0108 no hexadecimal digit"), (#"x hex"012""#, "K0108 an odd number of hexadecimal digits: 3"),
    (#"x base64"AP8""#, "K0108 no base64 with its padding"), (#"x base64"AP9=""#, "K0108 no base64 with its padding"),
    (#"x b"é""#, #"K0108 b"…" holds ASCII only"#), ("x \u{7}", "K0103 a control character, 7, stands here"),
    ("x ^", "K0103 '^' begins nothing"), ("x $", "K0101 '$' is followed by a name"),
    ("x \"\u{202e}\"", "K0113 a direction mark hides the order of the text"),
    ("x --force", "K0101 '--force' is no argument"), ("x \\ y", "K0103 '\\' joins lines only at the end of one"),
    (#"x "{}""#, "K0101 found '}', wanted a value"),
  ])
  func faultsAreNamed(text: String, message: String) { #expect(Outline.of(text) == "failed \(message)") }
}
