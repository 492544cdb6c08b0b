public import KMIP
import TTLV

/// What Locate asks for.
public struct LocateQuery: Sendable {
  /// Objects of this owner, and those that others let it see.
  public var owner: String
  /// All of them must match (KMIP 2.1 §6.1.27).
  public var attributes: Attributes
  /// Destroyed objects as well; a State among the attributes says so too.
  public var includesDestroyed: Bool
  public var maximumItems: Int?
  public var offsetItems: Int

  public init(
    owner: String, attributes: Attributes = Attributes(), includesDestroyed: Bool = false, maximumItems: Int? = nil,
    offsetItems: Int = 0
  ) {
    self.owner = owner
    self.attributes = attributes
    self.includesDestroyed = includesDestroyed
    self.maximumItems = maximumItems
    self.offsetItems = offsetItems
  }

  public struct Answer: Hashable, Sendable {
    /// In order of creation, those of the page.
    public var ids: [String]
    /// Of all pages.
    public var total: Int
  }
}
