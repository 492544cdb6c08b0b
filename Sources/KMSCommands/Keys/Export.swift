import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.19
  static func export(_ kms: KMS) -> Command {
    Command(
      "export", "take an object out of the KMS, wrapped with another key or as a secret",
      discussion: """
        Gives a record: id, type, algorithm, length, usage, format and material. Wrapped material is bytes that may be \
        kept anywhere, and `import` takes the record back as it is. Without wrap-with the material is a secret, which \
        `import` takes by name: data=$copy.material. format=pkcs12 gives a private key with its certificates as a \
        PKCS#12 file, sealed with the password that secret data in the KMS holds.
        """,
      effect: .export, operations: ["Export"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to take out"),
        CommandParameter("wrap-with", .id(many: false), help: "the key in the KMS that wraps it (RFC 3394)"),
        CommandParameter("format", .word(KeyFormatType.self, "key format"), help: "without wrap-with: the key format"),
        CommandParameter(
          "password", .id(many: false), help: "with format=pkcs12: the secret data in the KMS that seals the file"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $kek = create
          let $key = create
          let $backup = export $key wrap-with=$kek
          """, "a wrapped copy"),
        Example(
          """
          let $key = create
          let $plain = export $key
          save $plain.material to=key.bin
          """, "a secret, into a file"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          certify $pair.public subject="CN=host"
          let $word = register type=secret-data data="correct horse"
          let $file = export $pair.private format=pkcs12 password=$word
          save $file.material to=host.p12
          """, "a key and its certificate, as a PKCS#12 file"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let wrappingKey = invocation.arguments.id("wrap-with")
      let password = invocation.arguments.id("password")
      let request = KMIP.Export(
        uniqueIdentifier: .text(id), keyFormatType: invocation.arguments.enumeration("format"),
        keyWrappingSpecification: try KeyWrappingSpecification(wrappingKey: wrappingKey, password: password))
      let answer = try await kms.perform(request, on: [id])
      StatementTrace.current?.note(entity: id, type: answer.objectType.name)
      return .record(try answer.record(wrappingKey: wrappingKey))
    }
  }

  /// KMIP 2.1 §6.1.28
  static func importObject(_ kms: KMS) -> Command {
    Command(
      "import", "put an exported object back under its identifier",
      effect: .write, operations: ["Import"],
      parameters: [
        CommandParameter("backup", .record, .positional, redacted: true, help: "what `export` gave"),
        CommandParameter("type", .words("type", MaterialOptions.types), help: "without a backup: what it is"),
        CommandParameter("data", dataType, redacted: true, help: "without a backup: bytes, PEM text or a secret"),
        CommandParameter("replace", .bool, help: "true overwrites an object that is there"),
      ] + MaterialOptions.parameters + ObjectOptions.parameters,
      returns: .object,
      examples: [
        Example(
          """
          let $kek = create
          let $key = create
          let $backup = export $key wrap-with=$kek
          import $backup replace=true
          """,
          "put a wrapped copy back"),
        Example(
          "import id=restored-1 type=symmetric-key algorithm=aes data=hex\"000102030405060708090a0b0c0d0e0f\"",
          "under an identifier of your own"),
        Example(
          """
          let $pair = create-pair algorithm=ec
          let $word = register type=secret-data data="correct horse"
          let $file = export $pair.private format=pkcs12 password=$word
          import id=host-2 type=private-key format=pkcs12 data=$file.material password=$word
          """, "a PKCS#12 file: the key, its public key and its certificates"),
      ]
    ) { invocation in
      let arguments = invocation.arguments
      var backup = Record()
      if case .record(let record)? = arguments["backup"] { backup = record }
      let material = try MaterialOptions(arguments, now: kms.clock(), backup: backup)
      let id = arguments.id("id") ?? backup.id("id") ?? ""
      let request = KMIP.Import(
        uniqueIdentifier: .text(id), objectType: material.type, replaceExisting: arguments.bool("replace"),
        keyWrapType: material.unwraps ? .notWrapped : nil, attributes: material.attributes,
        object: try material.object())
      let answer = try await kms.perform(request, on: id.isEmpty ? [] : [id])
      return .object(kms.snapshot(of: answer.uniqueIdentifier, type: material.type, material.attributes))
    }
  }
}

extension KeyWrappingSpecification {
  fileprivate init?(wrappingKey: String?, password: String?) throws {
    switch (wrappingKey, password) {
    case (let key?, nil): self.init(wrappingWith: key)
    case (nil, let password?):
      self.init(
        wrappingMethod: .encrypt, encryptionKeyInformation: EncryptionKeyInformation(uniqueIdentifier: .text(password)))
    case (nil, nil): return nil
    default: throw CommandError(.invalidArgument, "wrap-with and password do not go together", parameter: "password")
    }
  }

  private init(wrappingWith key: String) {
    self.init(
      wrappingMethod: .encrypt,
      encryptionKeyInformation: EncryptionKeyInformation(
        uniqueIdentifier: .text(key), cryptographicParameters: CryptographicParameters(blockCipherMode: .nistKeyWrap)),
      encodingOption: .noEncoding)
  }
}

extension KMIP.Export.Response {
  fileprivate func record(wrappingKey: String?) throws -> Record {
    let attributes = self.attributes ?? Attributes()
    var record = attributes.record
    let kept = ["type", "name", "algorithm", "length", "usage"]
    record.fields = [("id", .id(uniqueIdentifier.description))] + record.fields.filter { kept.contains($0.name) }
    record["type"] = .enumeration(objectType.word)
    record["format"] = object.keyBlock.map { Value.enumeration($0.keyFormatType.word) } ?? Value.none
    if let wrappingKey {
      guard case .wrapped(let bytes)? = object.keyBlock?.keyValue else {
        throw CommandError(.undecodableAnswer, "the server did not wrap the key", hint: "it sent the material in clear")
      }
      record["wrapped-with"] = .id(wrappingKey)
      record["material"] = .bytes(bytes)
    } else {
      record["material"] = try object.value
    }
    return record
  }
}
