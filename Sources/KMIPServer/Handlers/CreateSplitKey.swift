import KMIP
import KMIPCrypto
import KeyStore

extension CreateSplitKey: Handled {
  func response(in context: inout Context) async throws -> Response {
    guard [.splitKey, .symmetricKey, .privateKey, .secretData].contains(objectType) else {
      throw OperationFailure(.invalidObjectType, "Create Split Key makes parts of keys, not \(objectType)")
    }
    let source = try await source(in: context)
    let parts = try SplitKeyShape(self).sharing().split(source.secret)
    let ids = try identifiers()
    let objects = try zip(ids, parts).enumerated().map { index, part in
      var object = try stored(part.0, splitKey(part.1, Int32(clamping: index + 1), source), source, in: context)
      link(&object, ids, index, source)
      return object
    }
    try await context.insert(objects)
    if let first = ids.first { context.leave(first, as: .createSplitKey) }
    return Response(uniqueIdentifier: ids.map { .text($0) })
  }

  private func source(in context: Context) async throws -> SplitSource {
    guard uniqueIdentifier != nil else { return try SplitSource(attributes) }
    return try SplitSource(
      try await context.objectWithMaterial(try context.identifier(uniqueIdentifier), missing: .itemNotFound))
  }

  /// One after another, from the one that the client may have chosen.
  private func identifiers() throws(OperationFailure) -> [String] {
    let id = try NewObject.identifier(attributes)
    var ids: [String] = []
    for number in 1...max(1, splitKeyParts) { ids.append(try NewObject.checked("\(id)_\(number)")) }
    return ids
  }

  private func splitKey(_ part: Secret, _ number: Int32, _ source: SplitSource) -> SplitKey {
    SplitKey(
      splitKeyParts: splitKeyParts, keyPartIdentifier: number, splitKeyThreshold: splitKeyThreshold,
      splitKeyMethod: splitKeyMethod, primeFieldSize: primeFieldSize,
      keyBlock: KeyBlock(
        keyFormatType: source.format, keyValue: .plain(.bytes(part), attributes: nil),
        cryptographicAlgorithm: source.algorithm, cryptographicLength: source.length))
  }

  // A part gives no more away than the whole does.
  private func stored(
    _ id: String, _ part: SplitKey, _ source: SplitSource, in context: Context
  ) throws -> StoredObject {
    var given = attributes
    given.uniqueIdentifier = nil
    if source.isSensitive { given.sensitive = true }
    if !source.isExtractable { given.extractable = false }
    return try NewObject(id: id, object: .splitKey(part), given: given).stored(in: context)
  }

  private func link(_ object: inout StoredObject, _ ids: [String], _ index: Int, _ source: SplitSource) {
    if let base = source.id { object.attributes.setLink(.parentLink, base) }
    if index > 0 { object.attributes.setLink(.previousLink, ids[index - 1]) }
    if index + 1 < ids.count { object.attributes.setLink(.nextLink, ids[index + 1]) }
  }
}
