import KMIP
import KMSInterpreter
import TTLV

extension Command {
  /// KMIP 2.1 §6.1.21
  static func show(_ kms: KMS) -> Command {
    Command(
      "show", "read an object's attributes",
      effect: .read, operations: ["Get Attributes"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to read")
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $key = create
          show $key
          """, "everything that the server tells of a key"),
        Example(
          """
          let $key = create
          print (show $key).state
          """, "one attribute"),
      ]
    ) { invocation in
      .object(try await kms.object(try invocation.arguments.requiredID("object")))
    }
  }

  /// KMIP 2.1 §6.1.21
  static func attributes(_ kms: KMS) -> Command {
    Command(
      "attributes", aliases: ["get-attributes"], "read attributes by name, as a record",
      effect: .read, operations: ["Get Attributes"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to read"),
        CommandParameter(
          "names", .list(of: .words("attribute", AttributeWords.all)), .rest,
          help: "KMIP attribute names such as activation-date; all if none is named"),
      ],
      returns: .record,
      examples: [
        Example(
          """
          let $key = create
          attributes $key state activation-date
          """, "two attributes"),
        Example(
          """
          let $key = create
          attributes $key
          """, "all of them"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let references = invocation.arguments.words("names").compactMap { Tag(word: $0) }.map(AttributeReference.tag)
      guard !references.isEmpty else { return .record(try await kms.attributes(of: id).byName) }
      let answer = try await kms.perform(GetAttributes(id, references))
      return .record(answer.attributes.byName)
    }
  }

  /// KMIP 2.1 §6.1.22
  static func attributeList(_ kms: KMS) -> Command {
    Command(
      "attribute-list", aliases: ["get-attribute-list"], "list the names of an object's attributes",
      effect: .read, operations: ["Get Attribute List"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to look at")
      ],
      returns: .list(of: .text),
      examples: [
        Example(
          """
          let $key = create
          attribute-list $key
          """, "names of what is set"),
        Example(
          """
          let $key = create
          attribute-list $key | count
          """, "how many there are"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let answer = try await kms.perform(GetAttributeList(uniqueIdentifier: .text(id)))
      return .list(answer.attributeReference.map { .text($0.word) })
    }
  }
}

enum AttributeWords {
  static let all = AttributeRules.attributes.map(\.word)
  /// What objects have beside the specification's names.
  static let fields = [
    "id", "type", "name", "algorithm", "length", "state", "age", "usage", "created", "activated", "tags", "links",
  ]
}

extension AttributeReference {
  var word: String {
    switch self {
    case .tag(let tag): tag.word
    case .vendor(let identification, let name): name.hasPrefix("x-") ? name : identification + "." + name
    }
  }
}

extension Attributes {
  /// By KMIP name; an attribute with several instances is a list.
  fileprivate var byName: Record {
    var record = Record()
    for item in items where item.tag != .attribute {
      switch record[item.tag.word] {
      case nil: record[item.tag.word] = Value(item)
      case .list(let values)? where AttributeRules(item.tag)?.contains(.repeats) == true:
        record[item.tag.word] = .list(values + [Value(item)])
      case let value?: record[item.tag.word] = .list([value, Value(item)])
      }
    }
    for vendor in vendorAttributes { record[vendor.word] = Value(Item(.attributeValue, vendor.attributeValue)) }
    return record
  }
}
