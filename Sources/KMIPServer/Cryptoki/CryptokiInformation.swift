/// `CK_INFO` as it travels: numbers big endian, texts padded with blanks (PKCS#11 2.40 §3.1).
struct CryptokiInformation {
  let manufacturer: String
  let library: String

  var bytes: [UInt8] {
    let (version, flags, libraryVersion): ([UInt8], [UInt8], [UInt8]) = (
      [2, 40], .init(repeating: 0, count: 8), [1, 0]
    )
    return version + padded(manufacturer) + flags + padded(library) + libraryVersion
  }

  private func padded(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(32))
    return bytes + [UInt8](repeating: UInt8(ascii: " "), count: 32 - bytes.count)
  }
}
