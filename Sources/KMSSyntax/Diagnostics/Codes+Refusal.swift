/// What a server refused.
extension DiagnosticCode {
  public static var refused: Self { Self(rawValue: 400) }
  public static var itemNotFound: Self { Self(rawValue: 401) }
  public static var permissionDenied: Self { Self(rawValue: 402) }
  public static var invalidField: Self { Self(rawValue: 403) }
  public static var missingData: Self { Self(rawValue: 404) }
  public static var operationNotSupported: Self { Self(rawValue: 405) }
  public static var featureNotSupported: Self { Self(rawValue: 406) }
  public static var cryptographicFailure: Self { Self(rawValue: 407) }
  public static var keyFormatNotSupported: Self { Self(rawValue: 408) }
  public static var objectArchived: Self { Self(rawValue: 409) }
  public static var objectDestroyed: Self { Self(rawValue: 410) }
  public static var objectAlreadyExists: Self { Self(rawValue: 411) }
  public static var usageMaskRefused: Self { Self(rawValue: 412) }
  public static var wrongKeyLifecycleState: Self { Self(rawValue: 413) }
  public static var attributeRefused: Self { Self(rawValue: 414) }
  public static var badCryptographicParameters: Self { Self(rawValue: 415) }
  public static var notExtractable: Self { Self(rawValue: 416) }
  public static var responseTooLarge: Self { Self(rawValue: 417) }
  public static var invalidMessage: Self { Self(rawValue: 418) }
  public static var usageLimitExceeded: Self { Self(rawValue: 419) }
  public static var serverFailure: Self { Self(rawValue: 420) }
  public static var authenticationRefused: Self { Self(rawValue: 421) }
  public static var refusedLocally: Self { Self(rawValue: 450) }

  static var refusalRows: [Explanation] {
    [
      Explanation(
        .refused, "the server refused",
        """
        The server answered with a failure that has no row of its own. Its reason and message are shown \
        as they came.
        """),
      Explanation(
        .itemNotFound, "item not found",
        """
        No object has this id, or this identity may not see it: servers say the same for both.
        """),
      Explanation(
        .permissionDenied, "permission denied",
        """
        This identity lacks the right for the operation on this object.
        """),
      Explanation(
        .invalidField, "invalid field",
        """
        A field of the request has a value that the server does not accept.
        """),
      Explanation(
        .missingData, "missing data",
        """
        The server wants a field that the request does not carry.
        """),
      Explanation(
        .operationNotSupported, "operation not supported",
        """
        The server does not offer the operation, or failed in a way that it reports like this; see its \
        message. `query` lists what it offers.
        """),
      Explanation(
        .featureNotSupported, "feature not supported",
        """
        The server knows the operation, not this use of it.
        """),
      Explanation(
        .cryptographicFailure, "cryptographic failure",
        """
        The cryptographic operation itself failed: a wrong key, a wrong tag or damaged data.
        """),
      Explanation(
        .keyFormatNotSupported, "key format or wrapping not supported",
        """
        The server cannot give or take the key in this format, compression or wrapping.
        """),
      Explanation(
        .objectArchived, "the object is archived",
        """
        It must be recovered first; kmsh has no command for that.
        """),
      Explanation(
        .objectDestroyed, "the object is destroyed",
        """
        Its material is gone for good; only attributes may be left.
        """),
      Explanation(
        .objectAlreadyExists, "an object with this id or name exists",
        """
        Ids and names are unique on the server.
        """),
      Explanation(
        .usageMaskRefused, "the key may not be used for this",
        """
        The usage mask of the key does not allow the operation.
        """),
      Explanation(
        .wrongKeyLifecycleState, "wrong key lifecycle state",
        """
        The state of the key does not allow the operation: only an active key encrypts, signs and wraps; \
        an active key must be revoked before it is destroyed.
        """),
      Explanation(
        .attributeRefused, "the attribute cannot be set like this",
        """
        The attribute is read-only, single-valued, missing or not supported.
        """),
      Explanation(
        .badCryptographicParameters, "bad cryptographic parameters",
        """
        The algorithm, mode, padding, hash or length do not go together.
        """),
      Explanation(
        .notExtractable, "the material may not leave",
        """
        The object is sensitive or not extractable, or must be wrapped to be exported.
        """),
      Explanation(
        .responseTooLarge, "the response would be too large",
        """
        Ask for less, or raise the limit.
        """),
      Explanation(
        .invalidMessage, "the server does not understand the message",
        """
        The request is malformed or of another protocol version in the server's eyes.
        """),
      Explanation(
        .usageLimitExceeded, "a usage limit is exceeded",
        """
        The key's or the server's limit is used up.
        """),
      Explanation(
        .serverFailure, "general failure of the server",
        """
        The server failed inside. Look at its log.
        """),
      Explanation(
        .authenticationRefused, "authentication not successful",
        """
        The server does not accept these credentials in the message.
        """),
      Explanation(
        .refusedLocally, "refused before anything was sent",
        """
        A rule on this side keeps the request back: an active key is revoked before it is destroyed, and \
        material leaves only where that was asked for.
        """),
    ]
  }
}
