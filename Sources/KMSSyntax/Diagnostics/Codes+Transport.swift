/// What happened between here and the server.
extension DiagnosticCode {
  public static var cannotResolve: Self { Self(rawValue: 501) }
  public static var cannotConnect: Self { Self(rawValue: 502) }
  public static var tlsFailed: Self { Self(rawValue: 503) }
  public static var sendFailed: Self { Self(rawValue: 504) }
  public static var serverStatus: Self { Self(rawValue: 505) }
  public static var undecodableAnswer: Self { Self(rawValue: 506) }
  public static var deadlineExceeded: Self { Self(rawValue: 507) }
  public static var authenticationFailed: Self { Self(rawValue: 508) }
  public static var inDoubt: Self { Self(rawValue: 509) }

  static var transportRows: [Explanation] {
    [
      Explanation(
        .cannotResolve, "the server's name cannot be resolved",
        """
        Check the host in the profile and the name service.
        """),
      Explanation(
        .cannotConnect, "cannot connect",
        """
        Nothing answers at the address and port, or something between refuses.
        """),
      Explanation(
        .tlsFailed, "no secure connection",
        """
        The certificate, its name, its trust or the protocol version does not fit. Nothing was sent.
        """),
      Explanation(
        .sendFailed, "the request could not be sent",
        """
        The connection broke before the request was complete.
        """),
      Explanation(
        .serverStatus, "the server answered with an error status",
        """
        The server, or a proxy before it, answered without a KMIP response.
        """),
      Explanation(
        .undecodableAnswer, "the answer cannot be decoded",
        """
        The bytes that came back are no KMIP response. For a write the outcome is in doubt.
        """),
      Explanation(
        .deadlineExceeded, "no answer in time",
        """
        The deadline passed before the answer came. For a write the outcome is in doubt.
        """),
      Explanation(
        .authenticationFailed, "not authenticated",
        """
        The server or the proxy wants other credentials: a client certificate, a token or a password.
        """),
      Explanation(
        .inDoubt, "whether it was applied is not known",
        """
        The request was sent and no answer says what became of it. Look at the object before repeating a \
        write.
        """),
    ]
  }
}
