extension Entry {
  /// Where a statement stands in a script.
  public struct Source: Hashable, Sendable {
    public var file: String?
    public var sha256: String?
    public var line: Int64?
    public var step: String?
    public var item: String?
    public var attempt: Int64?

    public init(
      file: String? = nil, sha256: String? = nil, line: Int64? = nil, step: String? = nil, item: String? = nil,
      attempt: Int64? = nil
    ) {
      self.file = file
      self.sha256 = sha256
      self.line = line
      self.step = step
      self.item = item
      self.attempt = attempt
    }
  }
}
