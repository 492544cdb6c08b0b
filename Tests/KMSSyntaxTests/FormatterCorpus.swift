enum FormatterCorpus {
  /// What is written, and how it is laid out.
  static let rows: [(String, String)] = [
    ("", ""), ("\n\n", ""), ("# c", "# c\n"), ("\u{feff}print 1", "print 1\n"),
    ("#!/usr/bin/env -S kmsh run\nkms   1", "#!/usr/bin/env -S kmsh run\nkms 1\n"),
    ("let   $x=1+2*-3", "let $x = 1 + 2 * -3\n"), ("let $x=-$y -1", "let $x = -$y - 1\n"),
    ("let $x=$y-1", "let $x = $y-1\n"),
    ("print 1;print 2", "print 1\nprint 2\n"), ("print 1; # one", "print 1  # one\n"),
    ("a\n\n\n\nb", "a\n\nb\n"), ("a\r\n\r\nb\r\n", "a\n\nb\n"), ("print 1   # c  \n", "print 1  # c\n"),
    ("if  $a{print 1}else{print 2}", "if $a { print 1 } else { print 2 }\n"),
    ("if $a{\nprint 1}\nelse if $b {print 2}", "if $a {\n  print 1\n} else if $b {\n  print 2\n}\n"),
    ("if $a {print 1; print 2}", "if $a {\n  print 1\n  print 2\n}\n"),
    (
      "for $n in [1,2] {if $n==2{skip \"even\"}; print $n}",
      "for $n in [1, 2] {\n  if $n == 2 { skip \"even\" }\n  print $n\n}\n"
    ),
    ("step \"x\"{}", "step \"x\" { }\n"), ("step \"x\" { # why\n\n\n}", "step \"x\" {  # why\n}\n"),
    ("step \"x\" {\n\n  # why\n\n  print 1\n\n}", "step \"x\" {\n  # why\n\n  print 1\n}\n"),
    ("if $a { print 1 }\n# c\nelse { print 2 }", "if $a {\n  print 1\n}\n# c\nelse {\n  print 2\n}\n"),
    ("if $a { print 1 } # c\nelse { print 2 }", "if $a {\n  print 1\n}  # c\nelse {\n  print 2\n}\n"),
    ("try{fail 'x'}else $e{print $e.message}", "try { fail 'x' } else $e { print $e.message }\n"),
    ("find type=x|where a>1|count", "find type=x | where a > 1 | count\n"),
    ("find type=x\n|where a>1|count", "find type=x\n  | where a > 1\n  | count\n"),
    ("find type=x |\nwhere a>1", "find type=x\n  | where a > 1\n"),
    (
      "find type=x # all\n  # old ones\n| where a>1 # done",
      "find type=x  # all\n  # old ones\n  | where a > 1  # done\n"
    ),
    ("let $l=[ 1,2 , 3, ]", "let $l = [1, 2, 3]\n"), ("let $l=[\n1,2,3]", "let $l = [\n  1,\n  2,\n  3,\n]\n"),
    ("let $l=[1, # one\n2]", "let $l = [\n  1,  # one\n  2,\n]\n"),
    ("let $l=[# first\n1]", "let $l = [\n  # first\n  1\n]\n"), ("let $l = [ # none\n]", "let $l = [\n  # none\n]\n"),
    ("let $r={a:1,'b c' :[ 2]}", "let $r = {a: 1, 'b c': [2]}\n"), ("print $x [0]", "print $x [0]\n"),
    ("print $x[ 0 ].a", "print $x[0].a\n"), ("print ( count( $x ) )", "print (count($x))\n"),
    ("let $x=not($a)and($b)", "let $x = not ($a) and ($b)\n"), ("print \\\n  1", "print 1\n"),
    ("def f( a:int ,b:text=\"x\" ){return $a}", "def f(a: int, b: text = \"x\") { return $a }\n"),
    ("let $x = f(a=1,b=-2)", "let $x = f(a=1, b=-2)\n"), ("show -1 a-b prod@latest", "show -1 a-b prod@latest\n"),
    ("require server>=\"2.1\" operations=[ Create,Get ]", "require server>=\"2.1\" operations=[Create, Get]\n"),
    ("wait until  $x.state==active timeout=5m every=1s", "wait until $x.state == active timeout=5m every=1s\n"),
    ("as profile=ops{ping}", "as profile=ops { ping }\n"),
    (
      "for $k in $l parallel=8 canary=[ 1,10 ] budget=1%{ping}",
      "for $k in $l parallel=8 canary=[1, 10] budget=1% { ping }\n"
    ),
    ("assert fails( any ,item_not_found ){show x}", "assert fails(any, item_not_found) { show x }\n"),
    (
      "param a:int=1 \"one\"\nparam long_name:text \"two\"",
      "param a: int = 1       \"one\"\nparam long_name: text  \"two\"\n"
    ),
    ("print \"a{ $x+1 }b\"", "print \"a{ $x+1 }b\"\n"),
    ("let $t = \"\"\"\n    a\n      b\n    \"\"\"", "let $t = \"\"\"\n    a\n      b\n    \"\"\"\n"),
    (
      "find type=private-key algorithm=rsa state=active tag=prod | where age > 90d and links.replacement == none | count",
      """
      find type=private-key algorithm=rsa state=active tag=prod
        | where age > 90d and links.replacement == none
        | count

      """
    ),
    (
      "let $all = [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\", {c: \"cccccccccccccccccccccc\"}]",
      """
      let $all = [
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        {c: "cccccccccccccccccccccc"},
      ]

      """
    ),
    (
      "for $row in $a_long_name_of_a_list | where outcome == done and another_field == something | sort name { ping }",
      """
      for $row in $a_long_name_of_a_list
          | where outcome == done and another_field == something
          | sort name {
        ping
      }

      """
    ),
  ]

  /// Comments, line ends and signs where nobody would put them.
  static let hostile: [String] = [
    example, "let $x = 1 + # one\n  2 # two", "let $x = # c\n  1", "let $x = 1 +\n 2", "let $x = (1 # c\n)",
    "let $x = (# c\n1)",
    "let $x = f(# c\n)", "let $x = f(1 # c\n, # d\n2 # e\n)", "let $x = {# c\n}", "let $x = {a # c\n: # d\n1}",
    "let $x = $y[# c\n0 # d\n]", "find | # c\n where a # d\n| count # e", "find |\n\n\n# c\n\n where a\n\n\n| count",
    "let $x = (find # c\n| where a > 1 # d\n)", "let $x = (find | select a, # c\n b)", "find | select a, # c\n b, c\n",
    "print 1 \\\n  2 \\\n\n", "print 1 \\\n # c\nprint 2", "print \\\n\\\n 1",
    "if $a { # c\nprint 1 # d\n} # e\n# f\nelse if $b { # h\n} # i",
    "if $a {}\n\n\nelse {}", "try {} # c\n", "try {# c\n} else $e { # d\n}",
    "step \"a\" { step \"b\" { step \"c\" { print 1 } } }",
    "step \"a\" { # c\n# d\n}", "let $d = for $x in $l { yield $x } # c\nprint $d",
    "let $d = for $x in [1, # c\n2] parallel=2 { yield $x }",
    ";;;print 1;;; # c\n;;", "print 1;# c\nprint 2", "print '# no comment' # one", "print \"# {count($x)} # no\" # one",
    "print \"\"\"\n  # no\n  {\"{1}\"}\n  \"\"\" # c", "if $a { print \"\"\"\n    x\n  \"\"\"\n}",
    "print hex\"00 ff\"b\"x\"'y'", "x a\"b\"",
    "print a -1 - $x -$x", "let $x = 1 -1", "let $x = 1 - -1", "let $x = - - $y", "let $x = - 1 - - 64KiB.a",
    "let $x = - 2026-01-31[0]", "let $x = -9223372036854775808",
    "let $x = [a-1, a -1, 1-1, $a-1, 2026-01-31, 1/2, a/b, ../x]",
    "let $x = [0b7c1d2e-0000-4000-8000-000000000000, 12ab]",
    "find | where(a)and not(b)|sort(a)desc|select(a).b c", "print ($x).y[0].z", "let $x = $y ?? 0d", "print (find)[0]",
    "def f(a: list = [1, 2], b: record = {a: (1)}) {\n}", "def f (a: int) { return ($a) }", "return",
    "if $a { return }", "return # c",
    "for $x in find tag=a | where b parallel=2 { ping }", "assert $x # c\nassert $y \"why\" # d",
    "assert $a \\\n \"why\"",
    "kms 1 # c\nparam a: int = 1 \"x\" # c\nparam b: text\n# d\nparam c: text = \"x\"\nparam dd: text = \"y\" \"why\"",
    "param a: int =\n 1\nparam b: text 'why'", "a\r\nb # c\r\n\r\n\r\n# d\r", "# only\r\n", "\u{feff}#!/x\nprint 1",
    "#!/x", "  # in\n    print 1",
    "require server>=\"2.1\"\nrequire server >= \"2.1\" operations=[a,\nb]",
    "wait until (find | count) > 1 timeout=1m # c",
    "as profile=x { # c\nping }", "kmip Create { A: 1, B: { C: [1,2] } }", "let $é = \"é🔑\" # 鍵", "print {a: 1} {b: 2}",
    "yield_x {a: 1}",
    "create name=\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" \\\n  tag=\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\" \\\n  length=256",
    "create a=[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"] b=[\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"] c=[d]",
    "let $x = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" +\n  \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\" +\n \"c\"",
    "print (find type=private-key algorithm=rsa state=active tag=prod | where age > 90d and links.replacement == none | count)",
    "let $x = f(g(h(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\")), \"ccccccccccccccccccccccccc\")[0].a",
    "if (find type=private-key algorithm=rsa state=active tag=prod | where age > 90d and links.replacement == none | count) > 0 { ping }",
    "assert fails(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccc, ddddd) { x }",
    String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60),
    "let $x = " + String(repeating: "[", count: 60) + "1, 2" + String(repeating: "]", count: 60),
  ]
}
