public import KMIP
public import KMSInterpreter

extension Secret: Concealed {
  public func isSame(as other: any Concealed) -> Bool {
    withBytes { left in other.withBytes { right in constantTimeEqual(left, right) } }
  }
}
