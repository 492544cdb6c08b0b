import KMIP
import KMIPClient
import TTLV

// The value tells.
extension Evidence {
  fileprivate func attribute(
    of id: UniqueIdentifier?, isAsWanted: (Attributes) -> Bool
  ) async throws -> Resolution<Void> {
    let id = id?.description ?? ""
    let names = profile.hiddenAttributes
    guard var attributes = try await attributes(of: id) else {
      return .unknown("\(id) is not there, or may not be seen")
    }
    if !names.isEmpty {
      attributes.items += try await client.perform(GetAttributes(id, names), correlation: correlation.text).attributes
        .items
    }
    return isAsWanted(attributes) ? .applied(()) : .notApplied
  }
}

extension SetAttribute: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.attribute(of: uniqueIdentifier) { $0.holds(newAttribute.item) }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension ModifyAttribute: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.attribute(of: uniqueIdentifier) { $0.holds(newAttribute.item) }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension AddAttribute: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.attribute(of: uniqueIdentifier) { $0.holds(newAttribute.item) }
      .answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension DeleteAttribute: Resolvable {
  func resolution(_ evidence: Evidence) async throws -> Resolution<Response> {
    try await evidence.attribute(of: uniqueIdentifier) { attributes in
      switch (currentAttribute, attributeReference) {
      case (let current?, _): !attributes.holds(current.item)
      case (nil, .tag(let tag)?): !attributes.contains(tag)
      case (nil, .vendor(let vendor, let name)?): attributes.vendor(vendor, name) == nil
      case (nil, nil): false
      }
    }.answered(Response(uniqueIdentifier: uniqueIdentifier ?? .text("")))
  }
}

extension Attributes {
  fileprivate func holds(_ item: Item) -> Bool { items.contains(item) }
}
