import KMIP
import KeyStore
import TTLV

/// Adds, changes and deletes attributes of an object as a client may (KMIP 2.1 §4).
struct AttributeEditor {
  var object: StoredObject
  let now: DateTime

  mutating func add(_ item: Item) throws(OperationFailure) {
    try checkGiven(item)
    let present = object.attributes.items(of: AttributeReference(naming: item))
    if item.tag == .name, present.contains(item) {
      throw OperationFailure(.nonUniqueNameAttribute, "object \(object.id) has this name already")
    }
    if isRepeated(item) {
      guard !present.contains(item) else {
        throw OperationFailure(.invalidAttributeValue, "\(item.tag.name) has this value already")
      }
    } else if !present.isEmpty {
      throw OperationFailure(.attributeSingleValued, "DENIED: \(item.tag.name) already exists: it has one value only")
    }
    object.attributes.items.append(item)
    changed(item)
  }

  mutating func set(_ item: Item) throws(OperationFailure) {
    try checkChanged(item)
    replace(item)
    changed(item)
  }

  /// - Parameter current: Which instance is meant of an attribute that stands more than once.
  mutating func modify(_ current: Item?, to item: Item) throws(OperationFailure) {
    try checkChanged(item)
    let present = object.attributes.items(of: AttributeReference(naming: item))
    guard let found = current ?? present.first, present.contains(found) else {
      let reason: ResultReason = present.isEmpty ? .attributeNotFound : .attributeInstanceNotFound
      throw OperationFailure(reason, "object \(object.id) has no such \(item.tag.name) to modify")
    }
    if let index = object.attributes.items.firstIndex(of: found) { object.attributes.items[index] = item }
    changed(item)
  }

  mutating func delete(_ items: [Item], _ name: String) throws(OperationFailure) {
    guard let first = items.first else {
      throw OperationFailure(.attributeNotFound, "object \(object.id) has no such \(name) to delete")
    }
    try AttributePermission.checkDeletable(first.tag)
    if first.tag == .usageLimits { try AttributePermission.checkUnused(object.attributes) }
    object.attributes.items.removeAll { items.contains($0) }
    object.attributes.lastChangeDate = now
  }

  private func isRepeated(_ item: Item) -> Bool {
    AttributeRules(item.tag)?.contains(.repeats) == true
  }

  /// The item stands in place of all that it speaks of; a link, in place of those of its type.
  private mutating func replace(_ item: Item) {
    let replaced = object.attributes.items(of: AttributeReference(naming: item)).filter { present in
      item.tag != .link || present[.linkType] == item[.linkType]
    }
    let place = replaced.first.flatMap { object.attributes.items.firstIndex(of: $0) }
    object.attributes.items.removeAll { replaced.contains($0) }
    object.attributes.items.insert(item, at: place ?? object.attributes.items.endIndex)
  }

  private func checkGiven(_ item: Item) throws(OperationFailure) {
    try GivenAttributes.known(item)
    try AttributePermission.checkGiven(item, object, at: now)
  }

  private func checkChanged(_ item: Item) throws(OperationFailure) {
    try GivenAttributes.known(item)
    try AttributePermission.checkChanged(item, object, at: now)
  }

  /// What follows from a change.
  private mutating func changed(_ item: Item) {
    object.attributes.lastChangeDate = now
    switch item.tag {
    case .sensitive where item.boolean == false: object.attributes.alwaysSensitive = false
    case .extractable where item.boolean == true: object.attributes.neverExtractable = false
    case .rotateInterval where item.integerValue ?? 0 > 0: object.attributes.rotateAutomatic = true
    case .rotateName where object.attributes.rotateGeneration == nil:
      object.attributes.rotateGeneration = 0
      object.attributes.rotateLatest = object.attributes.link(.replacementObjectLink) == nil
    case .usageLimits:
      guard var limits = object.attributes.usageLimits else { return }
      limits.usageLimitsCount = limits.usageLimitsTotal
      object.attributes.usageLimits = limits
    default: break
    }
    object = object.settled(at: now)
  }
}
