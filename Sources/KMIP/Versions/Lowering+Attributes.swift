public import TTLV

/// Attributes as version 1 writes them: by name and index, in templates or side by side.
extension Lowering {
  func formerField(
    _ item: Item, in parent: Tag, of operation: OperationCode?, index: Item?
  ) throws(KMIPError) -> [Item] {
    switch item.tag {
    case .attributeIndex: return []
    case .attributes where operation?.listsAttributes == true: return try attributes(item.children)
    case .newAttribute:
      guard let child = item.children.first else { return [] }
      return list(try attribute(child, index: index))
    case .currentAttribute: return try current(item, of: operation, index)
    case .attributeReference:
      let reference = try AttributeReference(item.value)
      guard let name = name(reference) else { return list(try absent(reference.word)) }
      return [Item(.attributeName, .textString(name))] + list(index)
    case .template: return [Item(item.tag, try attributes(item.children))]
    case .certificateRequestValue: return [Item(.certificateRequest, item.value)]
    case .uniqueIdentifier, .privateKeyUniqueIdentifier: return try identifier(item)
    default:
      if let row = templateTags.first(where: { $0.tag == item.tag }) {
        return [Item(row.former, try attributes(item.children))]
      }
      return list(try field(item, in: parent))
    }
  }

  func keyValue(_ item: Item) throws(KMIPError) -> Item {
    try mapped(item) { child throws(KMIPError) in
      child.tag == .attributes ? try attributes(child.children) : [child]
    }
  }

  // The place holder is meant where no identifier stands (KMIP 1.4 §4).
  private func identifier(_ item: Item) throws(KMIPError) -> [Item] {
    switch try UniqueIdentifier(item.value) {
    case .text: return [item]
    case .integer(let number): return [Item(item.tag, .textString(String(number)))]
    case .enumeration(.idPlaceholder): return []
    case .enumeration(let result): throw KMIPError(.youngerThan(version, "\(item.tag.name) \(result.name)"))
    }
  }

  private func attributes(_ items: [Item]) throws(KMIPError) -> [Item] {
    var counts: [String: Int32] = [:]
    var attributes: [Item] = []
    for item in items {
      guard item.tag != .template else {
        attributes.append(Item(.name, item.value))
        continue
      }
      let key = item.tag == .attribute ? item[.attributeName]?.text ?? "" : item.tag.name
      let index = counts[key, default: 0]
      counts[key] = index &+ 1
      let shows = !isRequest && AttributeRules(item.tag)?.contains(.repeats) == true
      if let attribute = try attribute(item, index: shows ? Item(.attributeIndex, .integer(index)) : nil) {
        attributes.append(attribute)
      }
    }
    return attributes
  }

  /// Version 1 tells by its index which one is meant.
  private func current(
    _ item: Item, of operation: OperationCode?, _ index: Item?
  ) throws(KMIPError) -> [Item] {
    guard let child = item.children.first, let name = name(AttributeReference(naming: child)) else {
      return list(try absent(item.tag.name))
    }
    guard index != nil || AttributeRules(child.tag)?.contains(.repeats) != true else {
      throw KMIPError(.youngerThan(version, "\(item.tag.name), and which \(name) is meant is not known"))
    }
    guard operation == .deleteAttribute else { return [] }
    return [Item(.attributeName, .textString(name))] + list(index)
  }

  private func attribute(_ item: Item, index: Item?) throws(KMIPError) -> Item? {
    guard let name = name(AttributeReference(naming: item)) else { return try absent(item.tag.name) }
    return try attribute(item, name, index)
  }

  private func attribute(_ item: Item, _ name: String, _ index: Item?) throws(KMIPError) -> Item? {
    let value = item.tag == .attribute ? item[.attributeValue]?.value : try field(item, in: .attributes)?.value
    guard let value else { return nil }
    let head = [Item(.attributeName, .textString(name))] + list(index)
    return Item(.attribute, head + [Item(.attributeValue, value)])
  }

  /// None for an attribute that the version lacks.
  private func name(_ reference: AttributeReference) -> String? {
    if case .tag(let tag) = reference, History.since(attribute: tag) > version { return nil }
    return AttributeNaming.name(of: reference)
  }
}

extension AttributeReference {
  /// What names an attribute that stands among others.
  public init(naming item: Item) {
    if item.tag == .attribute, let vendor = item[.vendorIdentification]?.text, let name = item[.attributeName]?.text {
      self = .vendor(identification: vendor, name: name)
    } else {
      self = .tag(item.tag)
    }
  }

  fileprivate var word: String {
    switch self {
    case .tag(let tag): tag.name
    case .vendor(_, let name): name
    }
  }
}
