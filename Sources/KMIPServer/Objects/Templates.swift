import KMIP
import KeyStore
import TTLV

extension Context {
  /// The fields of a request with the attributes of the templates that it names; its own go before theirs.
  func withoutTemplates(_ payload: [Item]) async throws -> [Item] {
    guard version.namesAttributes else { return payload }
    var fields = payload
    for index in fields.indices where fields[index].children.contains(where: { $0.tag == .template }) {
      fields[index] = Item(fields[index].tag, try await withoutTemplates(in: fields[index].children))
    }
    return fields
  }

  private func withoutTemplates(in attributes: [Item]) async throws -> [Item] {
    var complete = attributes.filter { $0.tag != .template }
    for name in attributes where name.tag == .template {
      let template = try await template(Item(.name, name.value))
      complete += template.items.filter { item in !complete.contains { $0.tag == item.tag } }
    }
    return complete
  }

  private func template(_ name: Item) async throws -> Attributes {
    let wanted = Attributes([name, Item(.objectType, ObjectType.template.itemValue)])
    let query = LocateQuery(
      owner: identity.name, attributes: wanted, includesDestroyed: false, maximumItems: 1, offsetItems: 0)
    guard let id = try await store.read({ try $0.locate(query) }).ids.first,
      case .template(let attributes)? = try await objectWithMaterial(id).object
    else {
      throw OperationFailure(.itemNotFound, "no template has the name \"\(name[.nameValue]?.text ?? "")\"")
    }
    return attributes
  }
}
