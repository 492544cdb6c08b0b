import KMIP
import TTLV

/// A text under which objects are looked for, as the table `term` holds it.
struct Term: Hashable {
  enum Kind: Int {
    case name = 1, link, group, applicationNamespace, application, tag, rotateName
  }

  let kind: Kind
  let text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Every text under which an object with these attributes is found.
  static func all(_ attributes: Attributes) -> Set<Term> {
    let texts = tags(of: attributes) + [attributes.objectType.flatMap(systemTag)].compactMap(\.self)
    return Set(attributes.items.flatMap { terms($0) } + texts.map { Term(.tag, $0) })
  }

  // Every object has the tag of its type.
  private static func systemTag(_ type: ObjectType) -> String? {
    switch type {
    case .symmetricKey: "_kk"
    case .privateKey: "_sk"
    case .publicKey: "_pk"
    case .certificate: "_cert"
    case .secretData: "_sd"
    case .opaqueObject: "_oo"
    default: nil
    }
  }

  private static func terms(_ item: Item) -> [Term] {
    switch item.tag {
    case .name, .link, .objectGroup: term(item).map { [$0] } ?? []
    case .applicationSpecificInformation: [term(item), namespace(item)].compactMap(\.self)
    case .rotateName:
      (item.text ?? item[.rotateNameValue]?.text).map { [Term(.rotateName, $0)] } ?? []
    default: []
    }
  }

  /// The one term that stands for the whole of an attribute.
  static func term(_ item: Item) -> Term? {
    switch item.tag {
    case .name:
      (try? Name(item.value)).map { Term(.name, "\($0.nameType.rawValue):\($0.nameValue)") }
    case .link:
      (try? Link(item.value)).map { Term(.link, "\($0.linkType.rawValue):\($0.linkedObjectIdentifier)") }
    case .objectGroup: item.text.map { Term(.group, $0) }
    case .applicationSpecificInformation:
      (try? ApplicationSpecificInformation(item.value)).map { information in
        information.applicationData.map { Term(.application, "\(information.applicationNamespace)\u{0}\($0)") }
          ?? Term(.applicationNamespace, information.applicationNamespace)
      }
    default: nil
    }
  }

  private static func namespace(_ item: Item) -> Term? {
    item[.applicationNamespace]?.text.map { Term(.applicationNamespace, $0) }
  }
}
