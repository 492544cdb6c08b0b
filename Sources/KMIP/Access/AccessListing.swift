/// Who may do what with an object of one's own.
public struct ListAccess: AccessOperation {
  public var uniqueIdentifier: UniqueIdentifier

  public init(uniqueIdentifier: UniqueIdentifier) { self.uniqueIdentifier = uniqueIdentifier }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    uniqueIdentifier = try reader.required(.uniqueIdentifier)
  }

  public func write(to writer: inout FieldWriter) { writer.write(.uniqueIdentifier, uniqueIdentifier) }

  public static var code: OperationCode { .listAccess }

  public struct Response: Structure {
    public var grants: [AccessGrant]

    public init(grants: [AccessGrant]) { self.grants = grants }

    public init(from reader: inout FieldReader) throws(KMIPError) { grants = try reader.repeated(.right) }
    public func write(to writer: inout FieldWriter) { writer.write(.right, grants) }
  }
}

extension AccessGrant: Structure {
  public init(from reader: inout FieldReader) throws(KMIPError) {
    user = try reader.required(.username)
    let operations: [OperationCode] = try reader.repeated(.operation)
    rights = Set(operations.compactMap { AccessRight($0) })
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.username, user)
    writer.write(.operation, rights.sorted().map(\.operation))
  }
}

/// What others let this user do.
public struct ListObtainedAccess: AccessOperation {
  public init() {}
  public init(from reader: inout FieldReader) throws(KMIPError) {}
  public func write(to writer: inout FieldWriter) {}

  public static var code: OperationCode { .listObtainedAccess }

  public struct Response: Structure {
    public var objects: [ObtainedAccess]

    public init(objects: [ObtainedAccess]) { self.objects = objects }

    public init(from reader: inout FieldReader) throws(KMIPError) { objects = try reader.repeated(.right) }
    public func write(to writer: inout FieldWriter) { writer.write(.right, objects) }
  }
}

/// An object of another's, and what one may do with it.
public struct ObtainedAccess: Structure {
  public var uniqueIdentifier: UniqueIdentifier
  public var owner: String
  public var state: State?
  public var operations: [OperationCode]

  public init(uniqueIdentifier: UniqueIdentifier, owner: String, state: State?, operations: [OperationCode]) {
    self.uniqueIdentifier = uniqueIdentifier
    self.owner = owner
    self.state = state
    self.operations = operations
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    uniqueIdentifier = try reader.required(.uniqueIdentifier)
    owner = try reader.required(.username)
    state = try reader.optional(.state)
    operations = try reader.repeated(.operation)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.uniqueIdentifier, uniqueIdentifier)
    writer.write(.username, owner)
    writer.write(.state, state)
    writer.write(.operation, operations)
  }
}
