import KMIP
import TTLV

extension Client {
  /// Sets an attribute where the version has no Set Attribute: adds it, or changes the one that is there.
  ///
  /// - Throws: `OperationFailure` if there are several, of which version 1 changes one.
  func setByEditing(
    _ request: SetAttribute, correlation: String?, observer: Exchange.Observer?
  ) async throws -> SetAttribute.Response {
    let reference = AttributeReference(naming: request.newAttribute.item)
    let question = GetAttributes(uniqueIdentifier: request.uniqueIdentifier, attributeReference: [reference])
    let present = try await perform(question, correlation: correlation, observer: observer).attributes.items
    guard present.count <= 1 else {
      throw OperationFailure(
        operation: .setAttribute, reason: .multiValuedAttribute,
        message: "the object has \(present.count) of this attribute and KMIP \(version) changes one of them at a time")
    }
    let id: UniqueIdentifier
    if present.isEmpty {
      let addition = AddAttribute(uniqueIdentifier: request.uniqueIdentifier, newAttribute: request.newAttribute)
      id = try await perform(addition, correlation: correlation, observer: observer).uniqueIdentifier
    } else {
      let change = ModifyAttribute(uniqueIdentifier: request.uniqueIdentifier, newAttribute: request.newAttribute)
      id = try await perform(change, correlation: correlation, observer: observer).uniqueIdentifier
    }
    return SetAttribute.Response(uniqueIdentifier: id)
  }
}
