import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.17
  static func encrypt(_ kms: KMS, in folder: String) -> Command {
    Command(
      "encrypt", "encrypt data with a key in the KMS",
      discussion: """
        Gives a record that `decrypt` takes back: id, data, and iv and tag where the cipher has them. With file= and \
        to= it encrypts a file of any size into another: the initialization vector, the ciphertext and the tag, one \
        after the other, without more; a vector given as iv= is not in the file. An ML-KEM key takes data=b"" and makes \
        a secret: the record has it as secret, and as data what decrypts to it.
        """,
      effect: .use, operations: ["Encrypt"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a symmetric or public key"),
        CommandParameter(
          "data", dataType, redacted: true, help: "what to encrypt: bytes, text or a secret"),
        FileOptions.file, FileOptions.to, FileOptions.replace,
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
        Example(
          """
          save "hello" to=letter.txt
          let $key = create
          encrypt $key file=letter.txt to=letter.enc
          """, "a file"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let id = try arguments.requiredID("key")
      let parameters = try await kms.completed(CryptographicOptions.parameters(arguments), for: id)
      var request = KMIP.Encrypt(
        uniqueIdentifier: .text(id), cryptographicParameters: parameters, ivCounterNonce: arguments.bytes("iv"),
        authenticatedEncryptionAdditionalData: arguments.data("aad"))
      var record: Record
      if let (input, output) = try arguments.files(in: folder) {
        record = try await kms.encrypt(request, input, to: output, replacing: arguments.bool("replace") ?? false)
      } else {
        request.data = try arguments.requiredData()
        record = try await kms.encrypt(request)
      }
      for name in ["mode", "padding", "hash"] {
        if let word = arguments.word(name) { record[name] = .enumeration(word) }
      }
      return .record(record)
    }
  }
}

extension KMS {
  private func makesSecrets(_ id: String) async throws -> Bool {
    let algorithm = try await attributes(of: id).cryptographicAlgorithm
    return algorithm.map { [.mlKEM512, .mlKEM768, .mlKEM1024].contains($0) } ?? false
  }

  fileprivate func encrypt(_ request: KMIP.Encrypt) async throws -> Record {
    try await checkSize(request.data, for: .encrypt)
    let answer = try await perform(request)
    let id = request.uniqueIdentifier?.description ?? ""
    // A key that makes secrets took no data: its answer's nonce is what decrypts to the secret.
    if request.data?.isEmpty == true, let sealed = answer.ivCounterNonce, try await makesSecrets(id) {
      let secret = Secret(try answer.data.orMissing("data"))
      return Record([("id", .id(id)), ("data", .bytes(sealed)), ("secret", .secret(secret))])
    }
    var record = Record([("id", .id(id)), ("data", .bytes(try answer.data.orMissing("data")))])
    if let iv = answer.ivCounterNonce ?? request.ivCounterNonce { record["iv"] = .bytes(iv) }
    if let tag = answer.authenticatedEncryptionTag { record["tag"] = .bytes(tag) }
    return record
  }
}
