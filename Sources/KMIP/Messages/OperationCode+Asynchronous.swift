extension OperationCode {
  /// True if its answer never waits: what is about the conversation, the server or other answers that wait.
  public var isNeverAsynchronous: Bool { Self.prompt.contains(self) }

  private static let prompt: Set<OperationCode> = [
    .cancel, .delegatedLogin, .discoverVersions, .interop, .login, .logout, .ping, .pkcs11, .poll, .process, .query,
    .queryAsynchronousRequests, .setEndpointRole,
  ]

  /// True if it may take long enough for its answer to wait where the client leaves that to the server.
  public var isLengthy: Bool { [.createKeyPair, .reKeyKeyPair].contains(self) }
}
