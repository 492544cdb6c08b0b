import KMIP
import KeyStore

extension SetDefaults: Handled {
  func response(in context: inout Context) async throws -> Response {
    for row in defaultsInformation?.objectDefaults ?? [] {
      guard row.objectType.isKept else {
        throw OperationFailure(.invalidObjectType, "objects of type \(row.objectType.name) are not kept here")
      }
      try GivenAttributes.check(row.attributes ?? Attributes())
    }
    let value = defaultsInformation.map { Policy.encode($0, .defaultsInformation) }
    try await context.set(Policy.defaultsName, to: value)
    return Response()
  }
}

extension ObjectType {
  /// Those that a client may bring, or have made.
  static let kept: [ObjectType] = [
    .certificate, .symmetricKey, .privateKey, .publicKey, .secretData, .opaqueObject, .splitKey, .pgpKey,
    .certificateRequest, .template,
  ]

  /// Version 1 has templates, version 2 has certificate requests.
  static func kept(in version: ProtocolVersion) -> [ObjectType] {
    kept.filter { $0 != (version.namesAttributes ? .certificateRequest : .template) }
  }

  var isKept: Bool { Self.kept.contains(self) }
}

extension Context {
  /// Sets something for the requester's objects, up to a size that is read with ease at every making.
  func set(_ name: String, to value: [UInt8]?) async throws {
    guard scope?.rights == nil else {
      throw OperationFailure(.permissionDenied, "DENIED: a ticket with rights sets nothing for its issuer")
    }
    guard value?.count ?? 0 <= 65536 else {
      throw OperationFailure(.serverLimitExceeded, "the \(name) take more than 65536 bytes")
    }
    let setting = Setting(name, of: identity.name)
    try await store.transaction { try $0.set(setting, to: value) }
  }
}
