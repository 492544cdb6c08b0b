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
          "algorithm", .words("algorithm", ["rsa", "ec", "ecdsa", "ecdh", "ed25519"]), required: true,
          help: "the kind of pair"),
        CommandParameter("length", .int, help: "bits of an RSA modulus; 2048 if left out"),
        CommandParameter(
          "curve", .words("curve", ["p256", "p384", "p521"]), help: "of an elliptic-curve pair; p256 if left out"),
      ] + ObjectOptions.parameters,
      returns: .record,
      examples: [
        Example("let $pair = create-pair algorithm=rsa length=2048", "an RSA pair for signing and for encryption"),
        Example("create-pair algorithm=ec curve=p384 name=\"signer\"", "a pair on NIST P-384"),
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
  var common: Attributes
  var privateHalf = Attributes()
  var publicHalf = Attributes()

  init(_ arguments: Arguments, now: Int64) throws {
    common = ObjectOptions.attributes(arguments, now: now)
    let word = arguments.word("algorithm") ?? "rsa"
    let isRSA = word == "rsa"
    guard arguments.word("curve") == nil || (!isRSA && word != "ed25519") else {
      throw CommandError(.invalidArgument, "\(word) has no choice of curves", parameter: "curve")
    }
    guard isRSA || arguments.int("length") == nil || arguments.word("curve") == nil else {
      throw CommandError(.invalidArgument, "both a length and a curve are given", parameter: "length")
    }
    let algorithm = CryptographicAlgorithm(word: word) ?? .rsa
    common.cryptographicAlgorithm = algorithm
    common.cryptographicLength = isRSA ? try arguments.int32("length") ?? 2048 : try arguments.int32("length")
    if !isRSA { try setCurve(arguments.word("curve"), algorithm: algorithm) }
    setUsage(arguments.mask("usage"), algorithm: algorithm)
    privateHalf.uniqueIdentifier = common.uniqueIdentifier
    common.uniqueIdentifier = nil
  }

  private mutating func setCurve(_ word: String?, algorithm: CryptographicAlgorithm) throws {
    if algorithm == .ed25519 {
      guard [nil, 256].contains(common.cryptographicLength) else { throw Self.noCurve("256") }
      common.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: .ed25519)
      common.cryptographicLength = 256
      return
    }
    let curves: [(word: String, curve: RecommendedCurve, length: Int32)] = [
      ("p256", .p256, 256), ("p384", .p384, 384), ("p521", .p521, 521),
    ]
    let length = common.cryptographicLength ?? 256
    guard let row = curves.first(where: { $0.word == word }) ?? curves.first(where: { $0.length == length }) else {
      throw Self.noCurve("256, 384 or 521")
    }
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
      default: [.sign, .certificateSign, .crlSign]
      }
    let publicUsage: CryptographicUsageMask =
      switch algorithm {
      case .rsa: [.verify, .encrypt, .wrapKey]
      case .ecdh: [.keyAgreement, .deriveKey]
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
