import KMIP
import KMSInterpreter
import TTLV

/// What `find` and `locate` look for.
struct SearchTerms {
  static let parameters: [CommandParameter] = [
    CommandParameter(
      "type", .word(ObjectType.self, "object type"), help: "such as private-key; every type if left out"),
    CommandParameter("algorithm", .word(CryptographicAlgorithm.self, "algorithm"), help: "such as rsa"),
    CommandParameter("length", .int, help: "bits"),
    CommandParameter("state", .word(State.self, "state"), help: "such as active"),
    CommandParameter("name", .text, help: "the whole name"),
    CommandParameter("tag", .list(of: .text), help: "a tag, or tags that must all be there"),
    CommandParameter("group", .text, help: "an object group"),
    CommandParameter("usage", .usage, help: "uses that must all be allowed"),
  ]

  var attributes: Attributes
  private let usage: CryptographicUsageMask?

  init(_ arguments: Arguments) throws {
    var attributes = Attributes()
    attributes.objectType = arguments.enumeration("type")
    attributes.cryptographicAlgorithm = arguments.enumeration("algorithm")
    attributes.cryptographicLength = try arguments.int32("length")
    attributes.state = arguments.enumeration("state")
    if let name = arguments.text("name") {
      attributes.names = [Name(nameValue: name, nameType: .uninterpretedTextString)]
    }
    if let group = arguments.text("group") { attributes.objectGroups = [group] }
    let tags = arguments.texts("tag")
    if !tags.isEmpty { attributes.tags = tags }
    usage = arguments.mask("usage")
    self.attributes = attributes
  }

  /// Whether an object is what was asked for; a server's own filter may have let others through.
  func match(_ found: Attributes) -> Bool {
    attributes.objectType.matches(found.objectType)
      && attributes.cryptographicAlgorithm.matches(found.cryptographicAlgorithm)
      && attributes.cryptographicLength.matches(found.cryptographicLength) && attributes.state.matches(found.state)
      && attributes.names.allSatisfy { name in found.names.contains { $0.nameValue == name.nameValue } }
      && attributes.objectGroups.allSatisfy(found.objectGroups.contains)
      && attributes.tags.allSatisfy(found.tags.contains)
      && (usage.map { found.cryptographicUsageMask?.isSuperset(of: $0) ?? false } ?? true)
  }

  /// Parts that together cover what is asked, each with a smaller answer; none if it cannot be split further.
  var parts: [SearchTerms] {
    if attributes.objectType == nil { return Self.types.map { type in with { $0.objectType = type } } }
    if attributes.state == nil { return Self.states.map { state in with { $0.state = state } } }
    if attributes.cryptographicAlgorithm == nil, attributes.objectType?.hasAlgorithm == true {
      return Self.algorithms.map { algorithm in with { $0.cryptographicAlgorithm = algorithm } }
    }
    return []
  }

  /// Algorithms are too many to ask for each.
  var partsCoverAll: Bool { attributes.objectType == nil || attributes.state == nil }

  private func with(_ change: (inout Attributes) -> Void) -> SearchTerms {
    var copy = self
    change(&copy.attributes)
    return copy
  }

  private static let types: [ObjectType] = [
    .symmetricKey, .privateKey, .publicKey, .certificate, .secretData, .opaqueObject, .splitKey, .pgpKey,
    .certificateRequest,
  ]
  private static let states: [State] = [
    .preActive, .active, .deactivated, .compromised, .destroyed, .destroyedCompromised,
  ]
  private static let algorithms: [CryptographicAlgorithm] = [
    .aes, .rsa, .ec, .ecdsa, .ecdh, .ed25519, .hmacSHA256, .hmacSHA384, .hmacSHA512, .chaCha20Poly1305, .des3,
  ]
}

extension ObjectType {
  fileprivate var hasAlgorithm: Bool { self == .symmetricKey || self == .privateKey || self == .publicKey }
}

extension Optional where Wrapped: Equatable {
  /// Nothing asked for matches everything.
  fileprivate func matches(_ found: Wrapped?) -> Bool { self == nil || self == found }
}
