/// What a variable holds, a command returns and a printer prints.
public indirect enum Value: Sendable {
  case none
  case bool(Bool)
  case int(Int64)
  case text(String)
  case bytes([UInt8])
  /// Milliseconds.
  case duration(Int64)
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  case time(Int64)
  /// Bytes.
  case size(Int64)
  case percent(Int64)
  /// A word of an enumeration, `_` or `-` normalised to `-`.
  case enumeration(String)
  case id(String)
  case path(String)
  case list([Value])
  case record(Record)
  case object(ManagedObject)
  case table(Table)
  case error(ErrorValue)
  case secret(any Concealed)
}

/// Named values in the order they were given.
public struct Record: Sendable {
  public var fields: [(name: String, value: Value)]

  public init(_ fields: [(name: String, value: Value)] = []) { self.fields = fields }

  public subscript(name: String) -> Value? {
    get { fields.first { $0.name == name }?.value }
    set {
      let index = fields.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): fields[index].value = value
      case (let index?, nil): fields.remove(at: index)
      case (nil, let value?): fields.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

/// A snapshot of a managed object's attributes and the time it was read.
public struct ManagedObject: Sendable {
  public var id: String
  /// `type`, `name`, `state`, `links`, … and every other attribute that the server gave.
  public var attributes: Record
  /// Microseconds since 1970-01-01 00:00:00 UTC.
  public var readAt: Int64

  public init(id: String, attributes: Record, readAt: Int64) {
    self.id = id
    self.attributes = attributes
    self.readAt = readAt
  }
}

/// Rows that share their columns.
public struct Table: Sendable {
  public var columns: [String]
  public var rows: [Record]

  public init(columns: [String], rows: [Record]) {
    self.columns = columns
    self.rows = rows
  }
}

/// Bytes that have no literal, no printer and no `==`.
public protocol Concealed: Sendable {
  /// Bytes.
  var count: Int { get }
  /// Constant time in the contents.
  func isSame(as other: any Concealed) -> Bool
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result
}

/// What `try … else $e` binds.
public struct ErrorValue: Sendable {
  public enum Applied: String, Sendable { case no, yes, unknown }

  public var code: String
  public var phase: String?
  public var operation: String?
  public var id: String?
  /// The KMIP reason in kms words, such as `wrong-key-lifecycle-state`.
  public var reason: String?
  public var message: String
  public var isSent: Bool
  public var applied: Applied
  public var hint: String?

  public init(
    code: String, phase: String? = nil, operation: String? = nil, id: String? = nil, reason: String? = nil,
    message: String, isSent: Bool = false, applied: Applied = .no, hint: String? = nil
  ) {
    self.code = code
    self.phase = phase
    self.operation = operation
    self.id = id
    self.reason = reason
    self.message = message
    self.isSent = isSent
    self.applied = applied
    self.hint = hint
  }
}
