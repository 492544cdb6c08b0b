import FoundationEssentials
import KMIP
import TTLV

/// Tags as Cosmian keeps them: a vendor attribute that holds a JSON list of texts.
extension VendorAttribute {
  static let tagVendor = "cosmian"
  static let tagName = "tag"

  var isTags: Bool { vendorIdentification == Self.tagVendor && attributeName == Self.tagName }

  /// The key under which an object is kept wrapped.
  static func wrappingKey(_ id: String) -> VendorAttribute {
    VendorAttribute(vendorIdentification: tagVendor, attributeName: "wrapping_key_id", attributeValue: .textString(id))
  }

  /// As the language names it: `x-ticket` as it stands, another vendor's with the vendor before it.
  var word: String {
    attributeName.hasPrefix("x-") ? attributeName : vendorIdentification + "." + attributeName
  }

  static func tags(_ tags: [String]) -> VendorAttribute {
    let list = (try? JSONEncoder().encode(tags)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    return VendorAttribute(
      vendorIdentification: tagVendor, attributeName: tagName, attributeValue: .textString(list))
  }
}

extension Attributes {
  /// Without those that the server gives by itself, which begin with `_`.
  var tags: [String] {
    get { allTags.filter { !$0.hasPrefix("_") } }
    set {
      vendorAttributes = vendorAttributes.filter { !$0.isTags } + (newValue.isEmpty ? [] : [.tags(newValue)])
    }
  }

  private var allTags: [String] {
    guard case .textString(let list)? = vendor(VendorAttribute.tagVendor, VendorAttribute.tagName) else { return [] }
    return (try? JSONDecoder().decode([String].self, from: Data(list.utf8))) ?? []
  }
}
