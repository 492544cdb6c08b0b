import KMIP
public import KMSInterpreter

/// Every command of the KMS and of the audit trail. The shell adds its own.
public enum Catalog {
  /// - Parameter folder: Where relative paths of files begin.
  public static func commands(
    _ kms: KMS, _ journal: Journal, _ console: any Console, folder: String = "."
  ) -> [Command] {
    reading(kms, console) + changing(kms, console) + using(kms) + local(journal, console, folder)
  }

  /// Words that `where`, `sort` and `select` may use of an object.
  public static var fields: [String] { AttributeWords.fields + AttributeWords.all }

  /// Words that `assert fails(…)` may name.
  public static var reasons: [String] { ResultReason.words }

  /// Words that `where` may compare a field of an object with.
  public static var fieldWords: [String: ValueType.Words] {
    [
      "type": ValueType.Words("object type", ObjectType.words), "state": ValueType.Words("state", State.words),
      "algorithm": ValueType.Words("algorithm", CryptographicAlgorithm.words),
      "usage": ValueType.Words("usage", CryptographicUsageMask.words),
    ]
  }

  /// Commands of the language that are still to come.
  public static let later: Set<String> = [
    "archive", "check-key", "derive", "grant", "kmip", "recertify", "recover", "reveal", "rewrap", "rights", "rng-seed",
    "save-session", "secret", "timeline", "ungrant",
  ]

  private static func reading(_ kms: KMS, _ console: any Console) -> [Command] {
    [
      .ping(kms), .query(kms), .discoverVersions(kms), .find(kms, console), .locate(kms), .show(kms), .attributes(kms),
      .attributeList(kms), .tree(kms), .get(kms), .export(kms), .validate(kms), .verify(kms), .macVerify(kms),
    ]
  }

  private static func changing(_ kms: KMS, _ console: any Console) -> [Command] {
    [
      .create(kms), .createPair(kms), .register(kms), .importObject(kms), .rekey(kms), .rekeyPair(kms), .certify(kms),
      .activate(kms), .set(kms), .unset(kms), .revoke(kms), .destroy(kms), .retire(kms, console),
    ]
  }

  private static func using(_ kms: KMS) -> [Command] {
    [.encrypt(kms), .decrypt(kms), .sign(kms), .mac(kms), .hash(kms), .random(kms)]
  }

  private static func local(_ journal: Journal, _ console: any Console, _ folder: String) -> [Command] {
    [.print(console), .report(console), .read(in: folder), .save(in: folder), .audit(journal), .session(journal)]
  }
}
