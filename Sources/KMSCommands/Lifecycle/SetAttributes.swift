import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

extension Command {
  /// KMIP 2.1 §6.1.53
  static func set(_ kms: KMS) -> Command {
    Command(
      "set", "set attributes of an object",
      discussion: "Each attribute is one request. Vendor attributes go into a record: `x={ticket: \"OPS-1\"}`.",
      effect: .write, operations: ["Set Attribute"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to change")
      ] + SettableAttribute.all.map { CommandParameter($0.word, $0.type, help: $0.help) } + [
        CommandParameter("tag", .list(of: .text), help: "the tags that it shall have, in place of those it has"),
        CommandParameter("x", .record, help: "vendor attributes, such as {ticket: \"OPS-1\"}, read as x-ticket"),
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $key = create
          set $key name="billing" description="for invoices"
          """, "two attributes"),
        Example(
          """
          let $key = create
          set $key x={ticket: "OPS-1"}
          print (show $key).x-ticket
          """, "one of your own"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let attributes = try invocation.arguments.attributesToSet()
      guard !attributes.isEmpty else { throw CommandError(.missingParameter, "no attribute is given") }
      for attribute in attributes {
        _ = try await kms.perform(SetAttribute(uniqueIdentifier: .text(id), newAttribute: attribute), on: [id])
      }
      return .object(try await kms.object(id))
    }
  }

  /// KMIP 2.1 §6.1.14
  static func unset(_ kms: KMS) -> Command {
    Command(
      "unset", "delete attributes of an object",
      effect: .write, operations: ["Delete Attribute"],
      parameters: [
        CommandParameter("object", .id(many: false), .positional, required: true, help: "what to change"),
        CommandParameter(
          "names", .list(of: .words("attribute", [])), .rest, required: true,
          help: "attribute names; x-… for one of your own"),
      ],
      returns: .object,
      examples: [
        Example(
          """
          let $key = create description="draft"
          unset $key description
          """, "one attribute"),
        Example(
          """
          let $key = create
          set $key x={ticket: "OPS-1"}
          unset $key x-ticket
          """, "one of your own"),
      ]
    ) { invocation in
      let id = try invocation.arguments.requiredID("object")
      let references = try invocation.arguments.words("names").map(AttributeReference.init(word:))
      for reference in references {
        let request = DeleteAttribute(uniqueIdentifier: .text(id), attributeReference: reference)
        _ = try await kms.perform(request, on: [id])
      }
      return .object(try await kms.object(id))
    }
  }
}

/// Vendor attributes that a user names `x-…`.
let ownVendor = "kmsh"

extension AttributeReference {
  fileprivate init(word: String) throws {
    if word.hasPrefix("x-") {
      self = .vendor(identification: ownVendor, name: word)
    } else if word == "tags" || word == "tag" {
      self = .vendor(identification: VendorAttribute.tagVendor, name: VendorAttribute.tagName)
    } else if let tag = Tag(word: word), AttributeRules(tag) != nil {
      self = .tag(tag)
    } else {
      throw CommandError(.unknownWord, "'\(word)' is no attribute", hint: "help set lists them", parameter: "names")
    }
  }
}
