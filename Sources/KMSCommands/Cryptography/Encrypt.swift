import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.17
  static func encrypt(_ kms: KMS) -> Command {
    Command(
      "encrypt", "encrypt data with a key in the KMS",
      discussion: "Gives a record that `decrypt` takes back: id, data, and iv and tag where the cipher has them.",
      effect: .use, operations: ["Encrypt"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a symmetric or public key"),
        CommandParameter(
          "data", dataType, required: true, redacted: true, help: "what to encrypt: bytes, text or a secret"),
        CryptographicOptions.mode, CryptographicOptions.padding, CryptographicOptions.hash,
        CommandParameter("iv", .bytes, help: "the initialization vector; made at random if left out"),
        CommandParameter(
          "aad", dataType, redacted: true, help: "additional data that is authenticated and not encrypted"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $key = create
          let $sealed = encrypt $key data="hello"
          """, "AES-GCM"),
        Example(
          """
          let $key = create
          encrypt $key data="hello" mode=cbc padding=pkcs5
          """, "AES-CBC"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let id = try arguments.requiredID("key")
      let parameters = try await kms.completed(CryptographicOptions.parameters(arguments), for: id)
      let asked = arguments.bytes("iv")
      let request = KMIP.Encrypt(
        uniqueIdentifier: .text(id), cryptographicParameters: parameters, data: try arguments.requiredData(),
        ivCounterNonce: asked, authenticatedEncryptionAdditionalData: arguments.data("aad"))
      let answer = try await kms.perform(request)
      var record = Record([("id", .id(id)), ("data", .bytes(try answer.data.orMissing("data")))])
      if let iv = answer.ivCounterNonce ?? asked { record["iv"] = .bytes(iv) }
      if let tag = answer.authenticatedEncryptionTag { record["tag"] = .bytes(tag) }
      for name in ["mode", "padding", "hash"] {
        if let word = arguments.word(name) { record[name] = .enumeration(word) }
      }
      return .record(record)
    }
  }

  /// KMIP 2.1 §6.1.11
  static func decrypt(_ kms: KMS) -> Command {
    Command(
      "decrypt", "decrypt data with a key in the KMS; the result is a secret",
      effect: .use, operations: ["Decrypt"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a symmetric or private key"),
        CommandParameter("sealed", .record, .positional, redacted: true, help: "what `encrypt` gave"),
        CommandParameter("data", .bytes, redacted: true, help: "without a record: the ciphertext"),
        CryptographicOptions.mode, CryptographicOptions.padding, CryptographicOptions.hash,
        CommandParameter("iv", .bytes, help: "the initialization vector"),
        CommandParameter("tag", .bytes, help: "the authentication tag"),
        CommandParameter("aad", dataType, redacted: true, help: "the additional data that was given to encrypt"),
      ],
      returns: .secret,
      examples: [
        Example(
          """
          let $key = create
          let $sealed = encrypt $key data="hello"
          let $plain = decrypt $key $sealed
          print size($plain)
          """,
          "the record of encrypt; a secret has a size and no printer"),
        Example(
          """
          let $key = create
          let $sealed = encrypt $key data="hello"
          decrypt $key data=$sealed.data iv=$sealed.iv tag=$sealed.tag
          """,
          "its parts by name"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let sealed = Sealed(arguments)
      let id = try arguments.requiredID("key")
      let request = KMIP.Decrypt(
        uniqueIdentifier: .text(id), cryptographicParameters: try await kms.completed(sealed.parameters, for: id),
        data: try sealed.data(), ivCounterNonce: sealed.bytes("iv"),
        authenticatedEncryptionAdditionalData: arguments.data("aad"), authenticatedEncryptionTag: sealed.bytes("tag"))
      let answer = try await kms.perform(request)
      return .secret(Secret(try answer.data.orMissing("data")))
    }
  }
}

/// Ciphertext and what goes with it: named parameters first, then the record of `encrypt`.
private struct Sealed {
  private let arguments: Arguments
  private let record: Record

  init(_ arguments: Arguments) {
    self.arguments = arguments
    if case .record(let record)? = arguments["sealed"] { self.record = record } else { record = Record() }
  }

  func bytes(_ name: String) -> [UInt8]? {
    if let bytes = arguments.bytes(name) { return bytes }
    if case .bytes(let bytes)? = record[name] { return bytes }
    return nil
  }

  func data() throws -> [UInt8] {
    guard let data = bytes("data") else {
      throw CommandError(.missingParameter, "'data' is missing", hint: "give the record of encrypt, or data=")
    }
    return data
  }

  var parameters: CryptographicParameters? {
    let parameters = CryptographicParameters(
      blockCipherMode: word("mode").flatMap(BlockCipherMode.init(word:)),
      paddingMethod: word("padding").flatMap(PaddingMethod.init(word:)),
      hashingAlgorithm: word("hash").flatMap(HashingAlgorithm.init(word:)))
    return parameters.items.isEmpty ? nil : parameters
  }

  private func word(_ name: String) -> String? { arguments.word(name) ?? record.word(name) }
}
