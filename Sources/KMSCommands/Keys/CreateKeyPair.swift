import KMIP
import KMSInterpreter
import KMSSyntax

extension Command {
  /// KMIP 2.1 §6.1.9
  static func createPair(_ kms: KMS) -> Command {
    Command(
      "create-pair", aliases: ["create-key-pair"], "make a key pair in the KMS",
      discussion: """
        Gives a record with the two halves: `$pair.private` and `$pair.public`. The halves are linked to each other.
        """,
      effect: .write, operations: ["Create Key Pair"],
      parameters: [
        CommandParameter(
          "algorithm", .words("algorithm", PairRequest.algorithms), required: true, help: "the kind of pair"),
        CommandParameter("length", .int, help: "bits of an RSA modulus; 2048 if left out"),
        CommandParameter(
          "curve", .words("curve", PairRequest.curves.map(\.word)),
          help: "of an elliptic-curve pair; p256 if left out"),
      ] + ObjectOptions.parameters,
      returns: .record,
      examples: [
        Example("let $pair = create-pair algorithm=rsa length=2048", "an RSA pair for signing and for encryption"),
        Example("create-pair algorithm=ec curve=p384 name=\"signer\"", "a pair on NIST P-384"),
        Example("create-pair algorithm=ml-dsa-65", "a pair whose signatures withstand quantum computers"),
      ]
    ) { invocation in
      let request = try PairRequest(invocation.arguments, now: kms.clock())
      let answer = try await kms.making(
        request.common, ids: { [$0.privateKeyUniqueIdentifier, $0.publicKeyUniqueIdentifier] }
      ) { try await kms.perform(request.operation(common: $0)) }
      return .record(request.record(answer.privateKeyUniqueIdentifier, answer.publicKeyUniqueIdentifier, kms))
    }
  }
}

/// What `create-pair` asks for, split as KMIP splits it: common attributes and those of each half.
private struct PairRequest {
  static let algorithms = [
    "rsa", "ec", "ecdsa", "ecdh", "ed25519", "ed448", "ml-kem-768", "ml-kem-1024", "ml-dsa-65", "ml-dsa-87",
  ]
  static let curves: [(word: String, curve: RecommendedCurve, length: Int32)] = [
    ("p256", .p256, 256), ("p384", .p384, 384), ("p521", .p521, 521), ("p224", .p224, 224),
    ("secp256k1", .secp256k1, 256), ("brainpoolp256r1", .brainpoolp256r1, 256),
    ("brainpoolp384r1", .brainpoolp384r1, 384), ("brainpoolp512r1", .brainpoolp512r1, 512),
    ("curve25519", .curve25519, 256), ("curve448", .curve448, 448),
  ]
  // They are what their algorithm says: no curve and no length.
  private static let lattices: Set<CryptographicAlgorithm> = [.mlKEM768, .mlKEM1024, .mlDSA65, .mlDSA87]

  var common: Attributes
  var privateHalf = Attributes()
  var publicHalf = Attributes()

  init(_ arguments: Arguments, now: Int64) throws {
    common = ObjectOptions.attributes(arguments, now: now)
    let word = arguments.word("algorithm") ?? "rsa"
    let isRSA = word == "rsa"
    let algorithm = CryptographicAlgorithm(word: word) ?? .rsa
    let isElliptic = [.ec, .ecdsa, .ecdh].contains(algorithm)
    guard arguments.word("curve") == nil || isElliptic else {
      throw CommandError(.invalidArgument, "\(word) has no choice of curves", parameter: "curve")
    }
    guard isRSA || arguments.int("length") == nil || arguments.word("curve") == nil else {
      throw CommandError(.invalidArgument, "both a length and a curve are given", parameter: "length")
    }
    guard arguments.int("length") == nil || !Self.lattices.contains(algorithm) else {
      throw CommandError(.invalidArgument, "\(word) has no choice of lengths", parameter: "length")
    }
    common.cryptographicAlgorithm = algorithm
    common.cryptographicLength = isRSA ? try arguments.int32("length") ?? 2048 : try arguments.int32("length")
    if !isRSA, !Self.lattices.contains(algorithm) { try setCurve(arguments.word("curve"), algorithm: algorithm) }
    setUsage(arguments.mask("usage"), algorithm: algorithm)
    privateHalf.uniqueIdentifier = common.uniqueIdentifier
    common.uniqueIdentifier = nil
  }

  private mutating func setCurve(_ word: String?, algorithm: CryptographicAlgorithm) throws {
    if algorithm == .ed25519 || algorithm == .ed448 {
      let length: Int32 = algorithm == .ed25519 ? 256 : 448
      guard [nil, length].contains(common.cryptographicLength) else { throw Self.noCurve("\(length)") }
      common.cryptographicDomainParameters = CryptographicDomainParameters(
        recommendedCurve: algorithm == .ed25519 ? .ed25519 : .curve448)
      common.cryptographicLength = length
      return
    }
    let length = common.cryptographicLength ?? 256
    // A length alone means the NIST curve.
    let row = Self.curves.first { word == nil ? $0.length == length && $0.word.hasPrefix("p") : $0.word == word }
    guard let row else { throw Self.noCurve("224, 256, 384 or 521") }
    common.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: row.curve)
    common.cryptographicLength = row.length
  }

  private static func noCurve(_ lengths: String) -> CommandError {
    CommandError(.invalidArgument, "no curve has that length", hint: "it is \(lengths)", parameter: "length")
  }

  private mutating func setUsage(_ asked: CryptographicUsageMask?, algorithm: CryptographicAlgorithm) {
    let privateUsage: CryptographicUsageMask =
      switch algorithm {
      case .rsa: [.sign, .decrypt, .unwrapKey, .certificateSign, .crlSign]
      case .ecdh: [.keyAgreement, .deriveKey]
      case .mlKEM768, .mlKEM1024: .decrypt
      case .mlDSA65, .mlDSA87: .sign
      default: [.sign, .certificateSign, .crlSign]
      }
    let publicUsage: CryptographicUsageMask =
      switch algorithm {
      case .rsa: [.verify, .encrypt, .wrapKey]
      case .ecdh: [.keyAgreement, .deriveKey]
      case .mlKEM768, .mlKEM1024: .encrypt
      default: [.verify]
      }
    privateHalf.cryptographicUsageMask = asked.map { $0.intersection(.privateSide) } ?? privateUsage
    publicHalf.cryptographicUsageMask = asked.map { $0.intersection(.publicSide) } ?? publicUsage
  }

  func operation(common: Attributes) -> CreateKeyPair {
    CreateKeyPair(commonAttributes: common, privateKeyAttributes: privateHalf, publicKeyAttributes: publicHalf)
  }

  func record(_ privateID: UniqueIdentifier, _ publicID: UniqueIdentifier, _ kms: KMS) -> Record {
    var privateKey = merged(privateHalf)
    privateKey.setLink(.publicKeyLink, publicID.description)
    var publicKey = merged(publicHalf)
    publicKey.setLink(.privateKeyLink, privateID.description)
    return Record([
      ("private", .object(kms.snapshot(of: privateID, type: .privateKey, privateKey))),
      ("public", .object(kms.snapshot(of: publicID, type: .publicKey, publicKey))),
    ])
  }

  private func merged(_ half: Attributes) -> Attributes {
    var attributes = common
    for item in half.items { attributes.set(item) }
    return attributes
  }
}

extension RecommendedCurve {
  // Not in the specification's table; the code is Cosmian's.
  static let ed25519 = RecommendedCurve(rawValue: 0x8000_0001)
}

extension CryptographicUsageMask {
  fileprivate static let privateSide: Self = [
    .sign, .decrypt, .unwrapKey, .certificateSign, .crlSign, .keyAgreement, .deriveKey,
  ]
  fileprivate static let publicSide: Self = [.verify, .encrypt, .wrapKey, .keyAgreement, .deriveKey]
}
