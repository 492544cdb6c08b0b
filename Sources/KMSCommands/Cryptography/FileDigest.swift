import Crypto
import FoundationEssentials
import KMIP
import KMIPClient
import KMSInterpreter
import KMSSyntax

/// A file's digest, made here, for servers that sign digests and take no data in parts.
enum FileDigest {
  static func digest(of input: FileInput, _ algorithm: HashingAlgorithm) throws -> [UInt8] {
    switch algorithm {
    case .sha256: return try digest(of: input, SHA256())
    case .sha384: return try digest(of: input, SHA384())
    case .sha512: return try digest(of: input, SHA512())
    default:
      throw CommandError(
        .refusedLocally, "\(algorithm.word) digests of large files are not made here",
        hint: "write hash=sha256, sha384 or sha512", parameter: "hash")
    }
  }

  private static func digest(of input: FileInput, _ function: some HashFunction) throws -> [UInt8] {
    var (input, function) = (input, function)
    while input.left > 0 {
      try Task.checkCancellation()
      function.update(data: try input.next(1 << 20))
    }
    return Array(function.finalize())
  }
}

extension KMS {
  /// As `digest(of:for:with:_:)`, of the file that the arguments name; nothing if they name none.
  func digestOfFile(
    _ operation: OperationCode, _ arguments: Arguments, in folder: String, _ asked: CryptographicParameters?
  ) async throws -> (digest: [UInt8], parameters: CryptographicParameters)? {
    guard let file = try arguments.file(in: folder, insteadOf: ["data", "digest"]) else { return nil }
    return try await digest(of: FileInput(file), for: operation, with: arguments.requiredID("key"), asked)
  }

  /// The digest to send in place of a file that this server does not take, and the parameters that name its hash.
  ///
  /// Nothing if the server takes the file.
  func digest(
    of input: FileInput, for operation: OperationCode, with key: String, _ asked: CryptographicParameters?
  ) async throws -> (digest: [UInt8], parameters: CryptographicParameters)? {
    let profile = try await client().profile()
    guard profile.takesDigests, !profile.streams.contains(operation), input.left > Int64(try await dataLimit())
    else { return nil }
    var parameters = asked ?? CryptographicParameters()
    let hash = try await hashToName(parameters, for: key)
    parameters.hashingAlgorithm = hash
    let digest = try FileDigest.digest(of: input, hash)
    StatementTrace.current?.note(bytes: input.left)
    return (digest, parameters)
  }

  // What a server hashes with unasked is known of RSA; keys on curves may sign data and no digest.
  private func hashToName(
    _ asked: CryptographicParameters, for key: String
  ) async throws -> HashingAlgorithm {
    let attributes = try await attributes(of: key)
    let curve = attributes.cryptographicDomainParameters?.recommendedCurve
    guard attributes.cryptographicAlgorithm == .rsa || [.p256, .p384, .p521].contains(curve) else {
      throw CommandError(
        .refusedLocally, "such a large file is signed by its digest, and this key may sign no digests",
        hint: "sign with an RSA key or one on a NIST curve", parameter: "key")
    }
    if let hash = asked.hashingAlgorithm { return hash }
    if attributes.cryptographicAlgorithm == .rsa { return .sha256 }
    throw CommandError(
      .missingParameter, "'hash' is missing: such a large file is signed by its digest", hint: "write hash=sha256",
      parameter: "hash")
  }
}
