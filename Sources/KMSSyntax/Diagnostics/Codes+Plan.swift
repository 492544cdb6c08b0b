/// What a policy or a plan does not let through.
extension DiagnosticCode {
  public static var policyDenied: Self { Self(rawValue: 801) }
  public static var notPlanned: Self { Self(rawValue: 802) }
  public static var changedSincePlan: Self { Self(rawValue: 803) }
  public static var planDenied: Self { Self(rawValue: 804) }
  public static var planUnusable: Self { Self(rawValue: 805) }

  static var planRows: [Explanation] {
    [
      Explanation(
        .policyDenied, "the profile's policy does not allow it",
        """
        The profile has rules in the configuration: read-only, deny, max-destroys, export, reveal, approvals. \
        The statement was refused here; nothing was sent.
        """),
      Explanation(
        .notPlanned, "the plan does not list this write",
        """
        `kmsh apply` does no write that its plan did not list: the same statement with the same operation on the same \
        objects. Something that the script looks at is not as it was; plan again.
        """),
      Explanation(
        .changedSincePlan, "an object has changed since the plan",
        """
        Its attributes (state, dates, links, usage, names, tags, …) are not those that the plan was made on. \
        In a loop its item is skipped and reported, elsewhere the run stops. Look at the object, then plan again.
        """),
      Explanation(
        .planDenied, "the plan must not be applied",
        """
        It has expired, is for another script, server or identity, or lacks approvals that the profile asks for. \
        Nothing was sent.
        """),
      Explanation(
        .planUnusable, "the plan cannot be used",
        """
        The file is missing, is no plan, was changed after it was made, or a key for approvals cannot be used.
        """),
    ]
  }
}
