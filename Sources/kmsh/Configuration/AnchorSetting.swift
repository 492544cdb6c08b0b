/// Where `audit.anchor` puts the checkpoints of the audit log.
enum AnchorSetting: Hashable, Sendable {
  case file(String)
  /// A private key in the KMS that signs them.
  case kms(String)

  /// - Parameter absolute: Completes a path.
  init(_ text: String, absolute: (String) -> String) throws {
    if text.hasPrefix("file:"), text != "file:" {
      self = .file(absolute(String(text.dropFirst("file:".count))))
    } else if text.hasPrefix("kms:"), text != "kms:" {
      self = .kms(String(text.dropFirst("kms:".count)))
    } else {
      throw ConfigurationError(
        "\"\(text)\" is no anchor", hint: "write file:PATH, or kms: and the identifier of a private key")
    }
  }
}
