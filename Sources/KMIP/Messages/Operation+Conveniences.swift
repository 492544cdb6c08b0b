extension CreateKeyPair {
  /// A pair of `length` bits, or on `curve`.
  public init(_ algorithm: CryptographicAlgorithm, length: Int32? = nil, curve: RecommendedCurve? = nil) {
    var common = Attributes()
    common.cryptographicAlgorithm = algorithm
    common.cryptographicLength = length
    if let curve { common.cryptographicDomainParameters = CryptographicDomainParameters(recommendedCurve: curve) }
    self.init(commonAttributes: common)
  }
}

extension Locate {
  public init(_ attributes: Attributes, maximumItems: Int32? = nil) {
    self.init(maximumItems: maximumItems, attributes: attributes)
  }
}

extension GetAttributes {
  /// Every attribute that the server shows without being asked, and `references` beside them if given.
  public init(_ id: String, _ references: [AttributeReference] = []) {
    self.init(uniqueIdentifier: .text(id), attributeReference: references)
  }
}
