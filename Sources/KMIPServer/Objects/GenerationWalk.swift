import KMIP
import KMIPCrypto
import KeyStore

/// Which keys a request tries in turn: one, or the generations of a key set from the newest to the oldest.
struct GenerationWalk {
  let ids: [String]

  var isOfMany: Bool { ids.count > 1 }

  /// More than this are not tried, and so many are worth a word to whoever runs the server.
  static let limit = 100
  static let noted = 10

  /// - Returns: The first answer that is accepted, else the answer or the failure of the newest.
  func first<Answer>(
    where accepts: (Answer) -> Bool = { _ in true }, trying attempt: (String) async throws -> Answer
  ) async throws -> Answer {
    var outcome: Result<Answer, any Error> = .failure(OperationFailure(.itemNotFound, "the key set has no key"))
    for (place, id) in ids.enumerated() {
      do {
        let answer = try await attempt(id)
        if accepts(answer) { return answer }
        if place == 0 { outcome = .success(answer) }
      } catch let failure as OperationFailure where isOfMany {
        if place == 0 { outcome = .failure(failure) }
      }
    }
    return try outcome.get()
  }
}

extension Context {
  func walk(_ identifier: UniqueIdentifier?, for use: CryptographicUse) async throws -> GenerationWalk {
    let id = try self.identifier(identifier)
    guard let reference = keySetReference(id), reference.version == .unsaid else {
      return GenerationWalk(ids: [try await key(named: identifier, for: use)])
    }
    let access = access
    let found = try await store.read { store in
      try KeySets(access: access, store: store).generations(of: reference.name, atMost: GenerationWalk.limit)
    }
    if found.count > GenerationWalk.noted {
      report("key set \(reference.name) has \(found.count) generations or more: trying them all takes its time")
    }
    return GenerationWalk(ids: found.isEmpty ? [id] : found.map { use.half(of: $0) })
  }
}

/// With some ciphers a wrong key gives wrong bytes, and nothing tells: there the key has to be named.
func requireAuthentication(
  _ walk: GenerationWalk, _ key: CryptographicKey, _ parameters: CryptographicParameters?
) throws(OperationFailure) {
  let unchecked: Set<BlockCipherMode> = [.cbc, .ecb, .pcbc, .cfb, .ofb, .ctr, .xts]
  let isUnchecked =
    parameters?.blockCipherMode.map(unchecked.contains) ?? false || key.algorithm == .chaCha20
    || (key.algorithm == .rsa && parameters?.paddingMethod == .pkcs1V15)
  guard walk.isOfMany, isUnchecked else { return }
  throw OperationFailure(
    .invalidField, "this cipher cannot tell a wrong key: name the generation that is meant, such as name@3")
}
