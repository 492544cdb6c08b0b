/// What the audit trail cannot do.
extension DiagnosticCode {
  public static var auditUnwritable: Self { Self(rawValue: 601) }
  public static var auditUnreadable: Self { Self(rawValue: 602) }

  public static var otherRun: Self { Self(rawValue: 603) }

  static var auditRows: [Explanation] {
    [
      Explanation(
        .auditUnwritable, "the audit trail cannot be written",
        """
        Nothing is sent that cannot be put on record first. Check the disk and the folder's rights.
        """),
      Explanation(
        .auditUnreadable, "the audit trail cannot be read",
        """
        The store cannot be opened, or its entries do not hold together. `audit verify` says where.
        """),
      Explanation(
        .otherRun, "the run is not the one on record",
        """
        A run is taken up again only as it was begun: the same script and files, parameters, server and identity, and
        from there the same statements in the same order. Something differs, so nothing is sent.
        """),
    ]
  }
}
