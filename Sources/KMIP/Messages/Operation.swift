/// A request payload and, as `Response`, the payload that answers it.
public protocol Operation: Structure {
  associatedtype Response: Structure
  static var code: OperationCode { get }
}
