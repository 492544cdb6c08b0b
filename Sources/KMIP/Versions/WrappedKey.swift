import TTLV

/// A key that is wrapped without encoding: until 2.0 its material alone is wrapped and stands in a key value that is
/// not (KMIP 1.4 §2.1.4, §2.1.6). Since then the bytes are the key value.
extension Item {
  /// A key block with its wrapped bytes as material.
  var wrappedInside: Item {
    guard isWrappedWithoutEncoding, let bytes = self[.keyValue]?.bytes else { return self }
    return replacing(.keyValue, .structure([Item(.keyMaterial, .byteString(bytes))]))
  }

  /// A key block with its wrapped bytes as key value.
  var wrappedInOne: Item {
    guard isWrappedWithoutEncoding, let value = self[.keyValue], value.children.count == 1,
      let bytes = value[.keyMaterial]?.bytes
    else { return self }
    return replacing(.keyValue, .byteString(bytes))
  }

  private var isWrappedWithoutEncoding: Bool {
    tag == .keyBlock && self[.keyWrappingData]?[.encodingOption]?.enumeration == EncodingOption.noEncoding.rawValue
  }

  private func replacing(_ tag: Tag, _ value: Item.Value) -> Item {
    Item(self.tag, children.map { $0.tag == tag ? Item(tag, value) : $0 })
  }
}
