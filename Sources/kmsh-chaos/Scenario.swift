/// What is done to many objects under fire: what is there before, the runbook, and what has to hold afterwards.
struct Scenario: Sendable {
  let name: String
  /// Statements that make one object, named `$item`.
  let setUp: String
  let list: String
  /// Statements for one item of the list.
  let body: String
  /// Assertions that hold once all is done; `$count` says how many there are.
  let proof: String

  /// For a server that keeps no tags, and nothing of what is destroyed.
  var withoutTags: Scenario {
    func plain(_ text: String) -> String { text.replacing(" tag=\"chaos\"", with: "") }
    let gone = "assert count((find type=symmetric-key)) == 0 \"a key is left of {$count}\""
    return Scenario(
      name: name, setUp: plain(setUp), list: plain(list), body: plain(body), proof: name == "destroy" ? gone : proof)
  }

  static let all = [rekeyPair, create, certify, revoke, destroy, set, register, importing]

  var setUpScript: String {
    """
    kms 1
    param names: text
    param algorithm: text = "rsa"
    for $item in split($names, ",") parallel=8 {
    \(setUp)
    }
    """
  }

  var runbook: String {
    """
    kms 1
    param names: text
    param count: int
    step "prepare" {
    \(list)
    assert count($list) == $count "the list holds {count($list)} objects, not {$count}"
    }
    step "change" {
    let $done = for $item in $list parallel=8 {
    \(body)
    }
    assert count(($done | where outcome == done)) == $count "not every item is done"
    }
    """
  }

  var proofScript: String {
    """
    kms 1
    param count: int
    \(proof)
    """
  }

  private static let keys = "let $list = find type=symmetric-key tag=\"chaos\" | sort name"
  private static let key = "create name=$item tag=\"chaos\""

  static let rekeyPair = Scenario(
    name: "rekey-pair",
    setUp: """
      if $algorithm == "rsa" { create-pair algorithm=rsa name=$item tag="chaos" }
      else { create-pair algorithm=ec name=$item tag="chaos" }
      """,
    list: "let $list = find type=private-key tag=\"chaos\" state=active | sort name",
    body: """
      let $new = rekey-pair $item
      yield {old: $item.id, new: $new.private.id}
      """,
    proof: """
      let $keys = find type=private-key
      let $new = $keys | where links.replaced != none
      assert count($keys) == 2 * $count "there are {count($keys)} private keys, not twice {$count}"
      assert count($new) == $count "there are {count($new)} successors, not {$count}"
      assert count(($new | distinct links.replaced)) == $count "a key has two successors"
      assert count(($keys | where state == deactivated and links.replacement != none)) == $count "an old key is not deactivated"
      assert count((find type=public-key)) == 2 * $count "there are {count((find type=public-key))} public keys"
      """)

  static let create = Scenario(
    name: "create", setUp: "", list: "let $list = split($names, \",\")",
    body: """
      let $new = create name=$item tag="chaos"
      yield $new.id
      """,
    proof: """
      let $keys = find type=symmetric-key
      assert count($keys) == $count "there are {count($keys)} keys, not {$count}"
      assert count(($keys | distinct name)) == $count "a name is there twice"
      """)

  static let certify = Scenario(
    name: "certify", setUp: "create-pair algorithm=ec name=$item tag=\"chaos\"",
    list: "let $list = find type=public-key tag=\"chaos\" | sort name",
    body: """
      let $new = certify $item subject="CN={$item.name}"
      yield $new.id
      """,
    proof: """
      let $certificates = find type=certificate
      assert count($certificates) == $count "there are {count($certificates)} certificates, not {$count}"
      assert count(($certificates | distinct links.public-key)) == $count "a key is certified twice"
      """)

  static let revoke = Scenario(
    name: "revoke", setUp: key, list: keys, body: "revoke $item reason=superseded",
    proof: """
      let $keys = find type=symmetric-key
      assert count($keys) == $count
      assert count(($keys | where state == deactivated)) == $count "a key is not deactivated"
      """)

  static let destroy = Scenario(
    name: "destroy", setUp: "create name=$item tag=\"chaos\" activate=false", list: keys, body: "destroy $item",
    proof: """
      let $keys = find type=symmetric-key state=destroyed
      assert count($keys) == $count "{count($keys)} keys are destroyed, not {$count}"
      """)

  static let set = Scenario(
    name: "set", setUp: key, list: keys, body: "set $item description=\"under fire\" x={ticket: \"OPS-1\"}",
    proof: """
      let $keys = find type=symmetric-key
      assert count($keys) == $count
      assert count(($keys | where description == "under fire" and x-ticket == "OPS-1")) == $count "a value is not set"
      """)

  static let register = madeOutside(
    "register",
    "register type=symmetric-key algorithm=aes data=hex\"000102030405060708090a0b0c0d0e0f\" name=$item")

  /// Under an identifier of the script's own choice.
  static let importing = madeOutside(
    "import",
    "import id=$item type=symmetric-key algorithm=aes data=hex\"000102030405060708090a0b0c0d0e0f\" name=$item")

  private static func madeOutside(_ name: String, _ statement: String) -> Scenario {
    Scenario(
      name: name, setUp: "", list: "let $list = split($names, \",\")",
      body: """
        let $new = \(statement)
        yield $new.id
        """,
      proof: """
        let $keys = find type=symmetric-key
        assert count($keys) == $count "there are {count($keys)} keys, not {$count}"
        assert count(($keys | distinct name)) == $count "a name is there twice"
        """)
  }
}
