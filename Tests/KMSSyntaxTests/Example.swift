/// The runbook that the language page shows.
let example = #"""
  #!/usr/bin/env -S kmsh run
  kms 1
  param max_age: duration = 90d   "rotate keys older than this"
  param limit:   int      = 500   "at most this many in one run"
  param ticket:  text             "change ticket, kept in the audit trail"

  step "inventory" {
    let $old = find type=private-key algorithm=rsa state=active tag=prod
      | where age > $max_age and links.replacement == none
      | sort age desc
      | take $limit
    assert count($old) > 0 "no active RSA key is older than {$max_age}"
  }

  confirm "rotate {count($old)} RSA key pairs, ticket {$ticket}"

  step "rotate" {
    let $done = for $key in $old parallel=8 canary=[1, 10] budget=1% {
      let $new = rekey-pair $key
      let $probe = random 32
      let $signature = sign $new.private data=$probe hash=sha256
      assert (verify $new.public data=$probe signature=$signature hash=sha256).valid
      yield {old: $key.id, new: $new.private}
    }
    report $done columns=[old, new, outcome, error, took]
  }

  step "old keys no longer sign" always {
    for $row in $done | where outcome == done {
      assert fails(wrong_key_lifecycle_state, permission_denied) { sign $row.old data=b"probe" hash=sha256 }
    }
  }
  """#
