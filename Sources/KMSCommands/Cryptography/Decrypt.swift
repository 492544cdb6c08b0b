import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.11
  static func decrypt(_ kms: KMS, in folder: String) -> Command {
    Command(
      "decrypt", "decrypt data with a key in the KMS; the result is a secret",
      discussion: """
        With file= and to= it decrypts a file that encrypt wrote, of any size, into another (mode 0600), which is not \
        there before the tag of its last byte was right. Where iv= or tag= is given, the file holds none.
        """,
      effect: .use, operations: ["Decrypt"],
      parameters: [
        CommandParameter("key", .id(many: false), .positional, required: true, help: "a symmetric or private key"),
        CommandParameter("sealed", .record, .positional, redacted: true, help: "what `encrypt` gave"),
        CommandParameter("data", .bytes, redacted: true, help: "without a record: the ciphertext"),
        FileOptions.file, FileOptions.to, FileOptions.replace,
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
        Example(
          """
          save "hello" to=letter.txt
          let $key = create
          encrypt $key file=letter.txt to=letter.enc
          decrypt $key file=letter.enc to=letter.txt replace=true
          """,
          "a file"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      let sealed = Sealed(arguments)
      let id = try arguments.requiredID("key")
      var request = KMIP.Decrypt(
        uniqueIdentifier: .text(id), cryptographicParameters: try await kms.completed(sealed.parameters, for: id),
        ivCounterNonce: arguments.bytes("iv"), authenticatedEncryptionAdditionalData: arguments.data("aad"),
        authenticatedEncryptionTag: arguments.bytes("tag"))
      if let (input, output) = try arguments.files(in: folder) {
        try await kms.decrypt(request, input, to: output, replacing: arguments.bool("replace") ?? false)
        return .none
      }
      request.data = try sealed.data()
      request.ivCounterNonce = sealed.bytes("iv")
      request.authenticatedEncryptionTag = sealed.bytes("tag")
      try await kms.checkSize(request.data, for: .decrypt)
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
      throw CommandError(
        .missingParameter, "'data' is missing", hint: "give the record of encrypt, data=, or file= and to=")
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
