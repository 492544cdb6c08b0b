import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

extension Command {
  /// KMIP 2.1 §6.1.20
  static func get(_ kms: KMS) -> Command {
    Command(
      "get", "fetch an object: a public key or certificate as PEM, other material as a secret",
      discussion: """
        Private, symmetric and secret-data material is on record as an export, and does not print. A deactivated key \
        is not fetched: export it.
        """,
      effect: .export, operations: ["Get"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to fetch"),
        CommandParameter(
          "format", .word(KeyFormatType.self, "key format"),
          help: "of a key: raw, pkcs1, pkcs8, x509, ec-private-key, …; the usual one if left out"),
      ],
      returns: .any,
      examples: [
        Example(
          """
          let $pair = create-pair algorithm=ec
          print (get $pair.public)
          """, "a public key as PEM"),
        Example(
          """
          let $key = create
          let $material = get $key
          print size($material)
          """, "a secret has a size and no printer"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let format: KeyFormatType? = invocation.arguments.enumeration("format")
      return try await kms.material(of: id, as: format)
    }
  }
}

extension KMS {
  /// PEM for what is public, a secret for what is not.
  func material(of id: String, as format: KeyFormatType? = nil) async throws -> Value {
    let type = try await attributes(of: id).objectType
    let answer = try await get(id, as: format ?? type?.usualFormat, insists: format != nil)
    StatementTrace.current?.note(entity: id, type: answer.objectType.name)
    return try answer.object.value
  }
}

extension KMS {
  /// A server that cannot convert gives the format that it keeps, unless one was asked for by name.
  fileprivate func get(_ id: String, as format: KeyFormatType?, insists: Bool) async throws -> Get.Response {
    do {
      return try await perform(Get(uniqueIdentifier: .text(id), keyFormatType: format), on: [id])
    } catch let failure as OperationFailure where !insists && failure.reason == .keyFormatTypeNotSupported {
      return try await perform(Get(uniqueIdentifier: .text(id)), on: [id])
    }
  }
}

extension ObjectType {
  fileprivate var usualFormat: KeyFormatType? {
    switch self {
    case .publicKey: .x509
    case .privateKey: .pkcs8
    default: nil
    }
  }
}

extension KMIP.ManagedObject {
  /// What a person may see of it, or a secret.
  var value: Value {
    get throws {
      switch self {
      case .certificate(let certificate): return .text(PEM.text("CERTIFICATE", certificate.certificateValue))
      case .certificateRequest(let request):
        return .text(PEM.text("CERTIFICATE REQUEST", request.certificateRequestValue))
      case .opaqueObject(let object): return .secret(Secret(object.opaqueDataValue))
      case .publicKey(let key): return try key.keyBlock.publicValue
      case .template(let attributes): return .list(attributes.items.map { .text($0.tag.word) })
      case .pgpKey, .privateKey, .secretData, .splitKey, .symmetricKey: return .secret(try secret)
      }
    }
  }

  /// The bytes of its key block.
  var secret: Secret {
    get throws {
      switch keyBlock?.keyValue {
      case .plain(.bytes(let secret), _): return secret
      case .wrapped(let bytes): return Secret(bytes)
      case .plain(.transparent(let material), _):
        if let bytes = material.items.first?.value.onlyBytes, material.items.count == 1 { return Secret(bytes) }
        throw CommandError(
          .keyFormatNotSupported, "the server sent a transparent key", hint: "ask for format=pkcs8 or raw")
      case nil: throw CommandError(.undecodableAnswer, "the server sent no key value")
      }
    }
  }
}

extension KeyBlock {
  fileprivate var publicValue: Value {
    get throws {
      guard case .plain(.bytes(let secret), _)? = keyValue else {
        throw CommandError(.keyFormatNotSupported, "the server sent a transparent key", hint: "ask for format=x509")
      }
      let bytes = secret.withBytes { Array($0) }
      return switch keyFormatType {
      // Cosmian calls a SubjectPublicKeyInfo PKCS#8 as well.
      case .x509, .pkcs8: .text(PEM.text("PUBLIC KEY", bytes))
      case .pkcs1: .text(PEM.text("RSA PUBLIC KEY", bytes))
      default: .bytes(bytes)
      }
    }
  }
}

extension Item.Value {
  fileprivate var onlyBytes: [UInt8]? { if case .byteString(let bytes) = self { bytes } else { nil } }
}
