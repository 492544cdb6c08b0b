public import KMIP

/// A managed object at rest: who owns it, what is said about it and, where it was asked for, the object itself.
public struct StoredObject: Hashable, Sendable {
  public let id: String
  public let type: ObjectType
  public var owner: String
  public var attributes: Attributes
  public var content: Content

  public init(id: String, owner: String, attributes: Attributes, object: ManagedObject) {
    self.id = id
    type = object.type
    self.owner = owner
    self.attributes = attributes
    content = .present(object)
  }

  public init(id: String, type: ObjectType, owner: String, attributes: Attributes, content: Content) {
    self.id = id
    self.type = type
    self.owner = owner
    self.attributes = attributes
    self.content = content
  }

  public enum Content: Hashable, Sendable {
    /// Not read; an update leaves it as it is.
    case unread
    case present(ManagedObject)
    /// The object is destroyed; its attributes stay.
    case absent
  }

  public var object: ManagedObject? {
    if case .present(let object) = content { object } else { nil }
  }
}
