import TTLV

/// Reads a message of an older version as one of the latest.
///
/// Nothing is lost: what has no place there stays as an item of its own. A template that is named stands among the
/// attributes as `Template`, the index of an attribute beside it as `AttributeIndex`.
struct Raising {
  let version: ProtocolVersion

  func message(_ item: Item) throws(KMIPError) -> Item {
    try mapped(item) { child throws(KMIPError) in
      switch child.tag {
      case .requestHeader: header(child)
      case .batchItem: try batchItem(child)
      default: child
      }
    }
  }

  private func header(_ item: Item) -> Item {
    let children = item.children.map { child in
      guard child.tag == .asynchronousIndicator, let isWanted = child.boolean else { return child }
      let indicator: AsynchronousIndicator = isWanted ? .optional : .prohibited
      return Item(child.tag, indicator.itemValue)
    }
    return Item(item.tag, children)
  }

  private func batchItem(_ item: Item) throws(KMIPError) -> Item {
    guard let operation = item.operation else { return item }
    return try mapped(item) { child throws(KMIPError) in
      guard child.tag == .requestPayload || child.tag == .responsePayload else { return child }
      return try payload(child, of: operation)
    }
  }

  private func payload(_ item: Item, of operation: OperationCode) throws(KMIPError) -> Item {
    guard version.namesAttributes else { return try object(item) }
    var fields: [Item] = []
    for child in item.children {
      if child.tag == .attribute, !operation.editsAttribute {
        append(try attribute(child), to: &fields)
      } else {
        fields += try field(child)
      }
    }
    // The one answer in which they may not be missing.
    if operation == .getAttributes, item.tag == .responsePayload, !fields.contains(where: { $0.tag == .attributes }) {
      fields.append(Item(.attributes, []))
    }
    return Item(item.tag, fields)
  }

  private func field(_ item: Item) throws(KMIPError) -> [Item] {
    if let row = templateTags.first(where: { $0.former == item.tag }) { return [try template(item, as: row.tag)] }
    switch item.tag {
    case .attribute: return [Item(.newAttribute, [try attribute(item)])] + item.children(.attributeIndex)
    case .attributeName:
      return [Item(.attributeReference, AttributeNaming.reference(named: item.text ?? "").itemValue)]
    // A request for a certificate had the tag that the managed object has since.
    case .template: return [try template(item, as: item.tag)]
    case .certificateRequest where item.bytes != nil: return [Item(.certificateRequestValue, item.value)]
    default: return [try object(item)]
    }
  }

  private func template(_ item: Item, as tag: Tag) throws(KMIPError) -> Item {
    try mapped(Item(tag, item.value)) { child throws(KMIPError) in
      switch child.tag {
      case .attribute: try attribute(child)
      case .name: Item(.template, child.value)
      default: child
      }
    }
  }

  private func attribute(_ item: Item) throws(KMIPError) -> Item {
    guard let name = item[.attributeName]?.text else { throw KMIPError(.missing(.attributeName), path: [item.tag]) }
    guard let value = item[.attributeValue]?.value else {
      throw KMIPError(.missing(.attributeValue), path: [item.tag])
    }
    return AttributeNaming.item(named: name, value)
  }

  /// A key value may hold attributes, however deep it stands.
  private func object(_ item: Item) throws(KMIPError) -> Item {
    guard case .structure(let children) = item.value else { return item }
    guard item.tag == .keyValue, version.namesAttributes else {
      return try mapped(item) { child throws(KMIPError) in try object(child) }.wrappedInOne
    }
    var fields: [Item] = []
    for child in children {
      if child.tag == .attribute { append(try attribute(child), to: &fields) } else { fields.append(child) }
    }
    return Item(item.tag, fields)
  }

  /// Attributes that stand side by side come together where the first one stood.
  private func append(_ attribute: Item, to fields: inout [Item]) {
    guard let index = fields.firstIndex(where: { $0.tag == .attributes }) else {
      return fields.append(Item(.attributes, [attribute]))
    }
    fields[index] = Item(.attributes, fields[index].children + [attribute])
  }

  private func mapped(_ item: Item, _ change: (Item) throws(KMIPError) -> Item) throws(KMIPError) -> Item {
    guard case .structure(let children) = item.value else { return item }
    var changed: [Item] = []
    changed.reserveCapacity(children.count)
    for child in children { changed.append(try change(child)) }
    return Item(item.tag, changed)
  }
}
