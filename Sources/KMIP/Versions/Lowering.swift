import TTLV

/// Writes a message of the latest version as an older one has it.
struct Lowering {
  let version: ProtocolVersion
  /// True for a request, which asks for all that it holds or not at all. From an answer falls out what the version
  /// has no place for: its reader could read none of it.
  let isRequest: Bool

  func message(_ item: Item) throws(KMIPError) -> Item {
    try mapped(item) { child throws(KMIPError) in
      switch child.tag {
      case .requestHeader, .responseHeader: [header(child)]
      case .batchItem: [try batchItem(child)]
      default: [child]
      }
    }
  }

  // What a version does not have in its header asks for nothing that could be missed.
  private func header(_ item: Item) -> Item {
    let children = item.children.filter { History.since($0.tag, in: item.tag) <= version }.map { child in
      guard child.tag == .asynchronousIndicator, version.namesAttributes, let code = child.enumeration else {
        return child
      }
      return Item(child.tag, .boolean(AsynchronousIndicator(rawValue: code) != .prohibited))
    }
    return Item(item.tag, children)
  }

  private func batchItem(_ item: Item) throws(KMIPError) -> Item {
    let operation = item.operation
    if isRequest, let operation, History.since(operation.rawValue, in: .operation) > version {
      throw KMIPError(.youngerThan(version, operation.name))
    }
    return try mapped(item) { child throws(KMIPError) in
      switch child.tag {
      case .requestPayload, .responsePayload: [try payload(child, of: operation)]
      case .resultReason:
        child.enumeration.map { [Item(child.tag, former(ResultReason(rawValue: $0)))] } ?? [child]
      // An answer repeats the operation that was asked for, known or not.
      case .operation: [child]
      default: list(try field(child, in: item.tag))
      }
    }
  }

  private func former(_ reason: ResultReason) -> Item.Value { History.reason(reason, in: version).itemValue }

  private func payload(_ item: Item, of operation: OperationCode?) throws(KMIPError) -> Item {
    guard version.namesAttributes else {
      return try mapped(item) { child throws(KMIPError) in list(try field(child, in: item.tag)) }
    }
    let index = item[.attributeIndex]
    return try mapped(item) { child throws(KMIPError) in
      try formerField(child, in: item.tag, of: operation, index: index)
    }
  }

  /// The field without what the version lacks; none if it lacks the field.
  func field(_ item: Item, in parent: Tag) throws(KMIPError) -> Item? {
    guard History.since(item.tag, in: parent) <= version else { return try absent(item.tag.name) }
    switch item.value {
    case .enumeration(let code):
      guard item.tag != .attributeReference, History.since(code, in: item.tag) > version else { return item }
      return try absent("\(item.tag.name) \(item.tag.word(of: code))")
    case .structure(let children):
      if item.tag == .keyValue, version.namesAttributes { return try keyValue(item) }
      var fields: [Item] = []
      for child in item.tag == .keyBlock ? item.wrappedInside.children : children {
        if let field = try field(child, in: item.tag) {
          fields.append(field)
        } else if item.tag.requires(child.tag) {
          return nil
        }
      }
      return Item(item.tag, fields)
    default: return item
    }
  }

  func list(_ item: Item?) -> [Item] { item.map { [$0] } ?? [] }

  /// - Throws: What a request asks for in vain.
  func absent(_ name: String) throws(KMIPError) -> Item? {
    if isRequest { throw KMIPError(.youngerThan(version, name)) }
    return nil
  }

  func mapped(_ item: Item, _ change: (Item) throws(KMIPError) -> [Item]) throws(KMIPError) -> Item {
    guard case .structure(let children) = item.value else { return item }
    var changed: [Item] = []
    changed.reserveCapacity(children.count)
    for child in children { changed += try change(child) }
    return Item(item.tag, changed)
  }
}

extension Tag {
  /// True if the structure under this tag is none without that field.
  fileprivate func requires(_ field: Tag) -> Bool {
    guard case .structure(let rows) = form else { return false }
    return rows.contains { $0.count == .one && $0.tags.contains(field) }
  }
}
