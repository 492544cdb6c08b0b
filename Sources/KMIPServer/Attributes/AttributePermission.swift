import KMIP
import KeyStore
import TTLV

/// Who may give, change and delete an attribute, and until when.
enum AttributePermission {
  // The rotation policy and what a key is for may be set after its creation too, as other servers let clients do.
  private static let settable: Set<Tag> = [.cryptographicUsageMask, .rotateInterval, .rotateOffset, .rotateAutomatic]

  static func checkGiven(_ item: Item, _ object: StoredObject, at now: DateTime) throws(OperationFailure) {
    let rules = rules(item.tag)
    guard rules.contains(.givenByClient) || settable.contains(item.tag) else { throw readOnly(item.tag) }
    try checkValue(item, object, at: now)
  }

  static func checkChanged(_ item: Item, _ object: StoredObject, at now: DateTime) throws(OperationFailure) {
    guard isChangeable(item.tag) else { throw readOnly(item.tag) }
    try checkValue(item, object, at: now)
  }

  static func isChangeable(_ tag: Tag) -> Bool { rules(tag).contains(.changedByClient) || settable.contains(tag) }

  static func checkDeletable(_ tag: Tag) throws(OperationFailure) {
    guard rules(tag).contains(.deletedByClient) || [.rotateInterval, .rotateOffset, .rotateAutomatic].contains(tag)
    else {
      throw readOnly(tag)
    }
  }

  private static func rules(_ tag: Tag) -> AttributeRules {
    if tag == .attribute { return [.givenByClient, .changedByClient, .deletedByClient] }
    return AttributeRules(tag) ?? []
  }

  private static func readOnly(_ tag: Tag) -> OperationFailure {
    OperationFailure(.attributeReadOnly, "DENIED: this attribute is server-managed: \(tag.name)")
  }

  private static func checkValue(_ item: Item, _ object: StoredObject, at now: DateTime) throws(OperationFailure) {
    let attributes = object.attributes
    switch item.tag {
    case .activationDate: try check(item, object, in: [.preActive])
    case .deactivationDate: try check(item, object, in: [.preActive, .active])
    case .processStartDate:
      try check(item, object, in: [.preActive, .active], before: attributes.processStartDate, now)
    case .protectStopDate: try check(item, object, in: [.preActive, .active], before: attributes.protectStopDate, now)
    case .attribute: try GivenAttributes.checkTags(item)
    case .rotateName: try checkRotateName(item)
    case .usageLimits: try checkUnused(attributes)
    default: break
    }
  }

  private static func check(
    _ item: Item, _ object: StoredObject, in states: [State], before date: DateTime? = nil, _ now: DateTime? = nil
  ) throws(OperationFailure) {
    guard states.contains(object.state) else {
      throw OperationFailure(
        .wrongKeyLifecycleState, "DENIED: \(item.tag.name) cannot change: the state is \(object.state.name)")
    }
    if let date, let now, date <= now {
      throw OperationFailure(.wrongKeyLifecycleState, "DENIED: \(item.tag.name) cannot change: it was reached")
    }
  }

  /// What is used up stays so: the limits change only while nothing was spent (KMIP 2.1 §4.59).
  static func checkUnused(_ attributes: Attributes) throws(OperationFailure) {
    guard let limits = attributes.usageLimits, limits.left != limits.usageLimitsTotal else { return }
    throw OperationFailure(
      .attributeReadOnly,
      "DENIED: the usage limits cannot change: \(limits.left) of \(limits.usageLimitsTotal) are left")
  }

  static func checkRotateName(_ item: Item) throws(OperationFailure) {
    guard (item.text ?? item[.rotateNameValue]?.text)?.contains("@") == true else { return }
    throw OperationFailure(.invalidAttributeValue, "a rotate name must not contain '@'")
  }
}
