import KMIP
public import KMSInterpreter

/// Every command of the KMS and of the audit trail. The shell adds its own.
public enum Catalog {
  /// - Parameters:
  ///   - folder: Where relative paths of files begin.
  ///   - variable: A variable of the environment, for `secret env`.
  public static func commands(
    _ kms: KMS, _ journal: Journal, _ console: any Console, folder: String = ".",
    variable: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> [Command] {
    reading(kms, console, folder) + [.timeline(kms, journal)] + changing(kms, console) + using(kms, folder)
      + local(journal, console, folder) + [.secret(console, in: folder, variable: variable), .reveal(console)]
  }

  /// Words that `where`, `sort` and `select` may use of an object.
  public static var fields: [String] { AttributeWords.fields + AttributeWords.all }

  /// Words that `assert fails(…)` may name.
  public static var reasons: [String] { ResultReason.words }

  /// Words that `require operations=[…]` may name.
  public static var operations: [String] { OperationCode.words }

  /// Words that `where` may compare a field of an object with.
  public static var fieldWords: [String: ValueType.Words] {
    [
      "type": ValueType.Words("object type", ObjectType.words), "state": ValueType.Words("state", State.words),
      "algorithm": ValueType.Words("algorithm", CryptographicAlgorithm.words),
      "usage": ValueType.Words("usage", CryptographicUsageMask.words),
    ]
  }

  /// Commands of the language that are still to come.
  public static let later: Set<String> = []

  private static func reading(_ kms: KMS, _ console: any Console, _ folder: String) -> [Command] {
    [
      .ping(kms), .server(kms), .query(kms), .discoverVersions(kms), .find(kms, console), .locate(kms), .show(kms),
      .attributes(kms), .attributeList(kms), .tree(kms), .get(kms), .export(kms), .validate(kms),
      .verify(kms, in: folder), .macVerify(kms, in: folder), .checkKey(kms), .rights(kms),
    ]
  }

  private static func changing(_ kms: KMS, _ console: any Console) -> [Command] {
    [
      .create(kms), .createPair(kms), .register(kms), .importObject(kms), .rekey(kms), .rekeyPair(kms), .rewrap(kms),
      .certify(kms),
      .activate(kms), .set(kms), .unset(kms), .revoke(kms), .destroy(kms), .retire(kms, console),
      .derive(kms), .splitKey(kms), .joinKey(kms), .recertify(kms), .archive(kms), .recover(kms), .rngSeed(kms),
      .kmip(kms), .grant(kms), .ungrant(kms),
    ]
  }

  private static func using(_ kms: KMS, _ folder: String) -> [Command] {
    [
      .encrypt(kms, in: folder), .decrypt(kms, in: folder), .sign(kms, in: folder), .mac(kms, in: folder),
      .hash(kms, in: folder), .random(kms),
    ]
  }

  private static func local(_ journal: Journal, _ console: any Console, _ folder: String) -> [Command] {
    [.print(console), .report(console), .read(in: folder), .save(in: folder), .audit(journal), .session(journal)]
  }
}
