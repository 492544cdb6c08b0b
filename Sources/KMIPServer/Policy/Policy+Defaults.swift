import KMIP
import KeyStore
import TTLV

extension Policy {
  /// The attributes of a new object, with those that are set for its type and groups and not given.
  func completed(_ given: Attributes, beside others: Attributes? = nil, of type: ObjectType) -> Attributes {
    var attributes = given
    let groups = given.objectGroups + (others?.objectGroups ?? [])
    let fitting = defaults.objectDefaults.filter { $0.isAbout(type, groups) }
    // What is set for a group is truer than what is set for all.
    for row in fitting.filter({ $0.objectGroups != nil }) + fitting.filter({ $0.objectGroups == nil }) {
      let present = Set(attributes.items.map(\.tag)).union((others?.items ?? []).map(\.tag))
      attributes.items += (row.attributes?.items ?? []).filter { !present.contains($0.tag) }
    }
    return attributes
  }
}

extension ObjectDefaults {
  fileprivate func isAbout(_ type: ObjectType, _ groups: [String]) -> Bool {
    objectType == type && objectGroups?.objectGroup.contains(where: groups.contains) ?? true
  }
}

extension Context {
  private static let making: Set<OperationCode> = [
    .certify, .create, .createKeyPair, .createSplitKey, .deriveKey, .import, .joinSplitKey, .reCertify, .reKey,
    .reKeyKeyPair, .register,
  ]

  /// A request that makes an object, with the defaults for it. What takes another's place takes its attributes too.
  mutating func completed(_ payload: [Item], of operation: OperationCode) async throws -> [Item] {
    guard Self.making.contains(operation) else { return payload }
    let owner = identity.name
    policy = try await store.read { try Policy(of: owner, in: $0) }
    guard !policy.defaults.objectDefaults.isEmpty else { return payload }
    switch operation {
    case .reCertify, .reKey, .reKeyKeyPair: return payload
    case .createKeyPair:
      let common = payload.first { $0.tag == .commonAttributes }.flatMap { try? Attributes($0.value) }
      return completed(
        completed(payload, .privateKeyAttributes, .privateKey, beside: common), .publicKeyAttributes, .publicKey,
        beside: common)
    case .certify: return completed(payload, .attributes, .certificate)
    case .createSplitKey: return completed(payload, .attributes, .splitKey)
    default:
      guard let type = payload.first(where: { $0.tag == .objectType })?.enumeration else { return payload }
      return completed(payload, .attributes, ObjectType(rawValue: type))
    }
  }

  private func completed(
    _ payload: [Item], _ tag: Tag, _ type: ObjectType, beside others: Attributes? = nil
  ) -> [Item] {
    let index = payload.firstIndex { $0.tag == tag }
    guard let given = try? index.map({ try Attributes(payload[$0].value) }) ?? Attributes() else { return payload }
    let item = Item(tag, policy.completed(given, beside: others, of: type).itemValue)
    guard item.children.count > given.items.count else { return payload }
    var payload = payload
    if let index { payload[index] = item } else { payload.append(item) }
    return payload
  }
}
