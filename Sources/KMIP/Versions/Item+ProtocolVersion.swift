public import TTLV

extension Item {
  /// What the header of a message says; none if this is no message.
  public var protocolVersion: ProtocolVersion? {
    let header = self[.requestHeader] ?? self[.responseHeader]
    return header?[.protocolVersion].flatMap { try? ProtocolVersion($0.value) }
  }

  /// The operation of a batch item.
  var operation: OperationCode? { self[.operation]?.enumeration.map(OperationCode.init(rawValue:)) }
}

extension OperationCode {
  public func exists(in version: ProtocolVersion) -> Bool { History.since(rawValue, in: .operation) <= version }

  /// True where version 1 has attributes side by side and not in a template (KMIP 1.4 §4).
  var listsAttributes: Bool {
    [.locate, .getAttributes, .import, .export, .put, .notify].contains(self)
  }

  /// True where version 1 has one attribute, by name and index.
  var editsAttribute: Bool { [.addAttribute, .modifyAttribute, .deleteAttribute].contains(self) }
}

/// The structures that hold attributes for a new object, here and in version 1.
let templateTags: [(tag: Tag, former: Tag)] = [
  (.attributes, .templateAttribute), (.commonAttributes, .commonTemplateAttribute),
  (.privateKeyAttributes, .privateKeyTemplateAttribute), (.publicKeyAttributes, .publicKeyTemplateAttribute),
]

extension Item {
  /// A message with the fields of the latest version.
  func raised() throws(KMIPError) -> Item {
    guard let version = protocolVersion, version < .v2_1 else { return self }
    return try Raising(version: version).message(self)
  }
}

extension RequestMessage {
  /// As the version in its header has it.
  ///
  /// - Throws: What this asks for and that version lacks.
  public func lowered() throws(KMIPError) -> Item {
    guard header.protocolVersion < .v2_1 else { return item }
    return try Lowering(version: header.protocolVersion, isRequest: true).message(item)
  }
}

extension ResponseMessage {
  /// As the version in its header has it, without what that lacks.
  public func lowered() -> Item {
    guard header.protocolVersion < .v2_1 else { return item }
    return (try? Lowering(version: header.protocolVersion, isRequest: false).message(item)) ?? item
  }
}
