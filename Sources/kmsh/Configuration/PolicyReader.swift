import KMSInterpreter
import Rehearsal
import TOMLKit

/// Reads what a profile allows: `read-only`, `rules`, `max-destroys`, `export`, `reveal`, `approvals`, …
struct PolicyReader {
  static let rows: [(key: String, takes: String, help: String)] = [
    ("read-only", "true or false", "refuse what changes an object"),
    ("rules", "list", "what is allowed or denied, such as { deny = \"destructive\", id = \"prod-*\" }"),
    ("max-destroys", "number", "how many objects one session may destroy"),
    ("export", "true or false", "whether key material may leave the server"),
    ("reveal", "true or false", "whether secrets may be shown"),
    ("approvals", "number", "how many people must approve a plan"),
    ("approvers", "list", "public keys of those who may"),
    ("runner-approves", "true or false", "whether who runs a plan may be one of them"),
  ]

  /// Of the configuration, for messages.
  let path: String

  func read(_ key: String, _ value: any TOMLValueConvertible, at place: String, into policy: inout Policy) throws {
    switch key {
    case "read-only": policy.isReadOnly = try flag(value, place)
    case "export": policy.allowsExport = try flag(value, place)
    case "reveal": policy.allowsReveal = try flag(value, place)
    case "runner-approves": policy.countsRunner = try flag(value, place)
    case "max-destroys": policy.maxDestroys = try count(value, place)
    case "approvals": policy.approvals = try count(value, place)
    case "approvers": policy.approvers = try elements(value, place).map { try approver($0, place) }
    default: policy.rules = try elements(value, place).map { try rule($0, place) }
    }
  }

  /// What only the whole profile tells.
  func check(_ policy: Policy, of profile: String) throws {
    let keys = Set(policy.approvers).count
    guard policy.approvals > keys else { return }
    throw ConfigurationError(
      "\(path): 'profiles.\(profile).approvals' is \(policy.approvals), and 'approvers' lists \(keys) keys",
      hint: "kmsh approve --public-key prints a person's key for the list")
  }

  private func rule(_ value: any TOMLValueConvertible, _ place: String) throws -> Policy.Rule {
    guard let table = value.table else { throw notRule(place) }
    var rule = Policy.Rule(allows: true)
    var verdicts = 0
    for (key, value) in table {
      guard let text = value.string else { throw notRule(place) }
      switch key {
      case "allow", "deny":
        verdicts += 1
        rule.allows = key == "allow"
        rule.effect = try effect(text, place)
      case "command": rule.command = text
      case "id": rule.id = text
      default: throw notRule(place)
      }
    }
    guard verdicts == 1 else { throw notRule(place) }
    return rule
  }

  private func effect(_ text: String, _ place: String) throws -> Command.Effect? {
    guard text != "*" else { return nil }
    guard let effect = Command.Effect(rawValue: text) else {
      let known = Command.Effect.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError("\(path): '\(place)': '\(text)' is no effect", hint: "effects: \(known), or *")
    }
    return effect
  }

  private func approver(_ value: any TOMLValueConvertible, _ place: String) throws -> String {
    guard let text = value.string, text.utf8.count == 64, text.utf8.allSatisfy(Self.digits.contains) else {
      throw ConfigurationError(
        "\(path): '\(place)' lists public keys of 64 hexadecimal digits", hint: "kmsh approve --public-key prints one")
    }
    return text
  }

  private static let digits = Set("0123456789abcdef".utf8)

  private func flag(_ value: any TOMLValueConvertible, _ place: String) throws -> Bool {
    guard let flag = value.bool else { throw ConfigurationError("\(path): '\(place)' takes true or false") }
    return flag
  }

  private func count(_ value: any TOMLValueConvertible, _ place: String) throws -> Int {
    guard let count = value.int, count >= 0 else {
      throw ConfigurationError("\(path): '\(place)' takes a number from 0")
    }
    return count
  }

  private func elements(_ value: any TOMLValueConvertible, _ place: String) throws -> [any TOMLValueConvertible] {
    guard let array = value.array else { throw ConfigurationError("\(path): '\(place)' takes a list") }
    return array.map { $0 }
  }

  private func notRule(_ place: String) -> ConfigurationError {
    ConfigurationError(
      "\(path): '\(place)' is a list of rules with allow or deny, command and id",
      hint: #"such as  rules = [{ deny = "destructive", id = "prod-*" }]"#)
  }
}
