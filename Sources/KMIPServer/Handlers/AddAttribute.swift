import KMIP
import KeyStore
import TTLV

extension AddAttribute: Handled {
  func response(in context: inout Context) async throws -> Response {
    let id = try context.identifier(uniqueIdentifier)
    let item = newAttribute.item
    try await context.edit(id) { try $0.add(item) }
    context.noteEdited(item, at: try await context.lastIndex(of: item, on: id))
    return Response(uniqueIdentifier: .text(id))
  }
}

extension Context {
  /// Version 1 answers with the attribute that was edited (KMIP 1.4 §4.14).
  mutating func noteEdited(_ item: Item?, at index: Int?) {
    guard version.namesAttributes, let item else { return }
    edited = [Item(.newAttribute, [item])]
    guard let index, AttributeRules(item.tag)?.contains(.repeats) == true else { return }
    edited.append(Item(.attributeIndex, .integer(Int32(clamping: index))))
  }

  func lastIndex(of item: Item, on id: String) async throws -> Int? {
    guard version.namesAttributes else { return nil }
    return try await object(id).attributes.items(of: AttributeReference(naming: item)).lastIndex(of: item)
  }

  /// Which instance of an attribute version 1 means.
  var editedIndex: Int? { version.namesAttributes ? extensions.attributeIndex ?? 0 : nil }

  /// The instance of an attribute that version 1 names by its index; none in later versions.
  func instance(of reference: AttributeReference, on id: String) async throws -> Item? {
    guard let index = editedIndex else { return nil }
    let present = try await object(id).attributes.items(of: reference)
    guard present.indices.contains(index) else {
      throw OperationFailure(
        present.isEmpty ? .attributeNotFound : .attributeInstanceNotFound,
        "object \(id) has \(present.count) instances of this attribute, index \(index) is none of them")
    }
    return present[index]
  }

  func edit(_ id: String, _ body: @escaping @Sendable (inout AttributeEditor) throws -> Void) async throws {
    let (access, owner) = (access, identity.name)
    try await change(id) { object, writer in
      var editor = AttributeEditor(object: object, now: access.now)
      try body(&editor)
      let changed = Attributes(editor.object.attributes.items.filter { !object.attributes.items.contains($0) })
      try Policy(of: owner, in: writer.reader).check(
        changed, of: object.type, groups: editor.object.attributes.objectGroups)
      object = try access.edited(object, as: editor.object, writer)
    }
  }
}
