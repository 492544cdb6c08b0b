/// One thing that is known of a kind of server: how a configuration writes it, and how it is shown.
public struct ServerTrait: Sendable {
  public enum Setting: Hashable, Sendable {
    case flag(Bool)
    case number(Int)
    case text(String)
    case words([String])
  }

  public let key: String
  /// What it takes, such as `true or false`.
  public let takes: String
  public let help: String
  let shown: @Sendable (ServerProfile) -> String
  /// False if it takes no such setting.
  let set: @Sendable (inout ServerProfile, Setting) -> Bool

  public func text(of profile: ServerProfile) -> String { shown(profile) }
}

extension ServerTrait {
  static func flag(
    _ key: String, _ field: any WritableKeyPath<ServerProfile, Bool> & Sendable, _ help: String
  ) -> ServerTrait {
    ServerTrait(key: key, takes: "true or false", help: help) {
      $0[keyPath: field] ? "true" : "false"
    } set: { profile, setting in
      guard case .flag(let flag) = setting else { return false }
      profile[keyPath: field] = flag
      return true
    }
  }

  /// - Parameter parse: Nil if the text is not one of them.
  static func text<Value>(
    _ key: String, _ field: any WritableKeyPath<ServerProfile, Value?> & Sendable, takes: String, _ help: String,
    absent: String = "none", show: @escaping @Sendable (Value) -> String,
    parse: @escaping @Sendable (String) -> Value?
  ) -> ServerTrait {
    ServerTrait(key: key, takes: takes, help: help) {
      $0[keyPath: field].map(show) ?? absent
    } set: { profile, setting in
      guard case .text(let text) = setting else { return false }
      let value = parse(text)
      guard value != nil || text == absent else { return false }
      profile[keyPath: field] = value
      return true
    }
  }

  static func words<Value>(
    _ key: String, _ field: any WritableKeyPath<ServerProfile, [Value]> & Sendable, takes: String, _ help: String,
    show: @escaping @Sendable (Value) -> String, parse: @escaping @Sendable (String) -> Value?
  ) -> ServerTrait {
    ServerTrait(key: key, takes: takes, help: help) { profile in
      let words = profile[keyPath: field].map(show)
      return words.isEmpty ? "none" : words.joined(separator: ", ")
    } set: { profile, setting in
      guard case .words(let words) = setting else { return false }
      let values = words.compactMap(parse)
      guard values.count == words.count else { return false }
      profile[keyPath: field] = values
      return true
    }
  }
}
