/// What a configuration says of a server against what is known of its kind.
public struct ServerOverrides: Hashable, Sendable {
  private var settings: [String: ServerTrait.Setting] = [:]

  public static let none = ServerOverrides()

  public init() {}

  /// - Returns: False if the trait takes no such setting.
  public mutating func set(_ trait: ServerTrait, _ setting: ServerTrait.Setting) -> Bool {
    var trial = ServerProfile.generic
    guard trait.set(&trial, setting) else { return false }
    settings[trait.key] = setting
    return true
  }

  public func names(_ trait: ServerTrait) -> Bool { settings[trait.key] != nil }

  public func applied(to profile: ServerProfile) -> ServerProfile {
    var profile = profile
    for trait in ServerTrait.all { if let setting = settings[trait.key] { _ = trait.set(&profile, setting) } }
    return profile
  }
}
