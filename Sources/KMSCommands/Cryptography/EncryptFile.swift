import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

extension KMS {
  /// - Parameter request: Without data.
  /// - Returns: What is known of the file, its bytes aside.
  func encrypt(_ request: KMIP.Encrypt, _ input: LocalFile, to output: LocalFile, replacing: Bool) async throws
    -> Record
  {
    let id = request.uniqueIdentifier?.description ?? ""
    let layout = try await layout(of: id, request.cryptographicParameters)
    let input = try FileInput(input)
    let writer = try FileWriter(output.path, replacing: replacing)
    var vector = request.ivCounterNonce
    var tag: [UInt8]?
    let next = KMIP.Encrypt(uniqueIdentifier: request.uniqueIdentifier)
    _ = try await perform(request, then: next, over: input) { answer in
      if vector == nil, layout.vector > 0 {
        vector = try checked(answer.ivCounterNonce, layout.vector, "initialization vector")
        try writer.write(vector ?? [])
      }
      try writer.write(answer.data ?? [])
      tag = answer.authenticatedEncryptionTag ?? tag
    }
    if layout.tag > 0 { try writer.write(checked(tag, layout.tag, "tag")) }
    try writer.commit()
    var record = Record([("id", .id(id)), ("file", .path(output.name))])
    if let vector { record["iv"] = .bytes(vector) }
    if let tag { record["tag"] = .bytes(tag) }
    return record
  }

  // Whoever decrypts the file finds its parts by their lengths.
  private func checked(_ part: [UInt8]?, _ length: Int, _ name: String) throws -> [UInt8] {
    let part = try part.orMissing(name)
    guard part.count == length else {
      throw CommandError(.undecodableAnswer, "the answer's \(name) has \(part.count) bytes, wanted \(length)")
    }
    return part
  }

  /// - Parameter request: Without data; with the vector or the tag where the file holds none.
  func decrypt(_ request: KMIP.Decrypt, _ input: LocalFile, to output: LocalFile, replacing: Bool) async throws {
    let id = request.uniqueIdentifier?.description ?? ""
    let layout = try await layout(of: id, request.cryptographicParameters)
    let (vector, tag) = (
      request.ivCounterNonce == nil ? layout.vector : 0, request.authenticatedEncryptionTag == nil ? layout.tag : 0
    )
    let input = try FileInput(input, head: vector, tail: tag)
    var request = request
    if vector > 0 { request.ivCounterNonce = try input.head() }
    if tag > 0 { request.authenticatedEncryptionTag = try input.tail(tag) }
    // Not in its place before the last part has proved the tag.
    let writer = try FileWriter(output.path, replacing: replacing)
    let next = KMIP.Decrypt(uniqueIdentifier: request.uniqueIdentifier)
    _ = try await perform(request, then: next, over: input) { try writer.write($0.data ?? []) }
    try writer.commit()
  }
}

extension Arguments {
  /// The files of `file=` and `to=`, which go together, in place of `data=`.
  func files(in folder: String) throws -> (input: LocalFile, output: LocalFile)? {
    switch (try file(in: folder), path("to")) {
    case (let input?, let output?): return (input, LocalFile(output, in: folder))
    case (nil, nil): return nil
    case (_?, nil):
      throw CommandError(.missingParameter, "'to' is missing", hint: "file=… wants to=…, the file to write")
    case (nil, _?):
      throw CommandError(
        .missingParameter, "'file' is missing", hint: "to=… wants file=…; save writes what is no file to one")
    }
  }
}
