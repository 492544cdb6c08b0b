import KMIP
import TTLV

/// A text under which objects are looked for, as the table `term` holds it.
struct Term: Hashable {
  enum Kind: Int {
    case name = 1, link, group, applicationNamespace, application, tag, keySet, generation
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
    return Set(attributes.items.flatMap { terms($0) } + texts.map { Term(.tag, $0) } + generation(of: attributes))
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
    case .name, .link, .objectGroup, .rotateName: term(item).map { [$0] } ?? []
    case .applicationSpecificInformation: [term(item), namespace(item)].compactMap(\.self)
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
    case .rotateName: keySetName(item).map { Term(.keySet, $0) }
    case .applicationSpecificInformation:
      (try? ApplicationSpecificInformation(item.value)).map { information in
        information.applicationData.map { Term(.application, joined(information.applicationNamespace, $0)) }
          ?? Term(.applicationNamespace, information.applicationNamespace)
      }
    default: nil
    }
  }

  // The database ends a text at a zero byte.
  private static func joined(_ one: String, _ other: String) -> String { "\(one.utf8.count):\(one):\(other)" }

  private static func namespace(_ item: Item) -> Term? {
    item[.applicationNamespace]?.text.map { Term(.applicationNamespace, $0) }
  }

  private static func generation(of attributes: Attributes) -> [Term] {
    guard let name = attributes.keySetName else { return [] }
    return [Term(.generation, generation(attributes.rotateGeneration ?? 0, of: name))]
  }

  /// Generations of one set sort by their numbers.
  static func generation(_ number: Int32, of name: String) -> String {
    let digits = String(max(number, 0))
    return joined(name, String(repeating: "0", count: 10 - digits.count) + digits)
  }
}
