/// A request for which KMIP has no message: it goes beside it, as an access call over HTTP.
///
/// Its code is none of the specification's and its fields are on no wire in this form.
public protocol AccessOperation: Operation {}

extension OperationCode {
  public var isAccessCall: Bool {
    [.grantAccess, .revokeAccess, .listAccess, .listObtainedAccess].contains(self)
  }
}

/// Gives rights to an object away.
public struct GrantAccess: AccessOperation {
  /// None for the right to create objects.
  public var uniqueIdentifier: UniqueIdentifier?
  public var user: String
  public var operations: [OperationCode]

  public init(uniqueIdentifier: UniqueIdentifier?, user: String, operations: [OperationCode]) {
    self.uniqueIdentifier = uniqueIdentifier
    self.user = user
    self.operations = operations
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    uniqueIdentifier = try reader.optional(.uniqueIdentifier)
    user = try reader.required(.username)
    operations = try reader.repeated(.operation)
  }

  public func write(to writer: inout FieldWriter) {
    writer.write(.uniqueIdentifier, uniqueIdentifier)
    writer.write(.username, user)
    writer.write(.operation, operations)
  }

  public static var code: OperationCode { .grantAccess }
  public typealias Response = AccessChanged
}

/// Takes rights to an object back.
public struct RevokeAccess: AccessOperation {
  /// None for the right to create objects.
  public var uniqueIdentifier: UniqueIdentifier?
  public var user: String
  public var operations: [OperationCode]

  public init(uniqueIdentifier: UniqueIdentifier?, user: String, operations: [OperationCode]) {
    self.uniqueIdentifier = uniqueIdentifier
    self.user = user
    self.operations = operations
  }

  public init(from reader: inout FieldReader) throws(KMIPError) {
    let same = try GrantAccess(from: &reader)
    self.init(uniqueIdentifier: same.uniqueIdentifier, user: same.user, operations: same.operations)
  }

  public func write(to writer: inout FieldWriter) {
    GrantAccess(uniqueIdentifier: uniqueIdentifier, user: user, operations: operations).write(to: &writer)
  }

  public static var code: OperationCode { .revokeAccess }
  public typealias Response = AccessChanged
}

/// That it was done is all that is answered.
public struct AccessChanged: Structure {
  public init() {}
  public init(from reader: inout FieldReader) throws(KMIPError) {}
  public func write(to writer: inout FieldWriter) {}
}
