import KMIP
import TTLV

/// The form that the value of an attribute must have for the server to work with it.
enum AttributeValue {
  static func isWellFormed(_ item: Item) -> Bool {
    guard let reader = readers[item.tag] else { return true }
    return reader(item.value)
  }

  private static let readers: [Tag: @Sendable (Item.Value) -> Bool] = [
    .activationDate: reads(DateTime.self), .deactivationDate: reads(DateTime.self),
    .processStartDate: reads(DateTime.self), .protectStopDate: reads(DateTime.self),
    .cryptographicAlgorithm: reads(CryptographicAlgorithm.self), .cryptographicLength: reads(Int32.self),
    .cryptographicUsageMask: reads(CryptographicUsageMask.self), .name: reads(Name.self), .link: reads(Link.self),
    .cryptographicParameters: reads(CryptographicParameters.self),
    .cryptographicDomainParameters: reads(CryptographicDomainParameters.self), .objectGroup: reads(String.self),
    .applicationSpecificInformation: reads(ApplicationSpecificInformation.self), .sensitive: reads(Bool.self),
    .extractable: reads(Bool.self), .usageLimits: reads(UsageLimits.self), .description: reads(String.self),
    .comment: reads(String.self), .contactInformation: reads(String.self), .attribute: reads(VendorAttribute.self),
    .alternativeName: reads(AlternativeName.self), .rotateAutomatic: reads(Bool.self),
    .rotateInterval: isDuration, .rotateOffset: isDuration,
  ]

  // An interval or, as some clients write it, a long integer.
  @Sendable private static func isDuration(_ value: Item.Value) -> Bool {
    Item(.rotateInterval, value).integerValue ?? -1 >= 0
  }

  private static func reads<Value: FieldValue>(_: Value.Type) -> @Sendable (Item.Value) -> Bool {
    { value in (try? Value(value)) != nil }
  }
}
