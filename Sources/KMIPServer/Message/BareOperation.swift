public import KMIP
import TTLV

/// The specification's vocabulary, and operations as root tags: `Create` asks and `CreateResponse` answers.
private struct BareVocabulary: Vocabulary {
  private let names = SpecificationVocabulary()
  // Tags that no specification and no server uses.
  private static let request: UInt32 = 0x54_E000
  private static let response: UInt32 = 0x54_F000

  static func operation(_ tag: Tag) -> OperationCode? {
    tag.rawValue & 0xFF_F000 == request ? OperationCode(rawValue: tag.rawValue & 0xFFF) : nil
  }

  static func answer(to operation: OperationCode) -> Tag { Tag(response | operation.rawValue & 0xFFF) }

  func name(of tag: Tag) -> String? {
    guard tag.rawValue & 0xFF_F000 == Self.response else { return names.name(of: tag) }
    let code = tag.rawValue & 0xFFF
    return OperationCode.rows.first { $0.code == code }.map { $0.wire + "Response" }
  }

  func tag(named name: String) -> Tag? {
    names.tag(named: name) ?? OperationCode(word: name).map { Tag(Self.request | $0.rawValue & 0xFFF) }
  }

  func name(of value: UInt32, in tag: Tag) -> String? { names.name(of: value, in: tag) }
  func value(named name: String, in tag: Tag) -> UInt32? { names.value(named: name, in: tag) }
  func maskBit(named name: String, in tag: Tag) -> Int32? { names.maskBit(named: name, in: tag) }
}

extension EmbeddedKMS {
  /// Answers JSON whose root is an operation, such as `{"tag": "Create", …}`; a request message is answered as one.
  public func respondBare(to bytes: [UInt8], as identity: Identity) async -> Result<[UInt8], OperationFailure> {
    do {
      let request = try Item(decodingJSON: bytes, vocabulary: BareVocabulary())
      return .success(try await answer(request, as: identity).encodedJSON(vocabulary: BareVocabulary()))
    } catch { return .failure(OperationFailure(error)) }
  }

  private func answer(_ request: Item, as identity: Identity) async throws -> Item {
    if request.tag == .requestMessage { return await respond(to: try RequestMessage(request), as: identity).item }
    guard let operation = BareVocabulary.operation(request.tag) else {
      throw OperationFailure(.operationNotSupported, "\(request.tag.name) is not an operation")
    }
    var context = context(identity)
    do {
      let answer = try await respond(to: operation, request.children, in: &context)
      return Item(BareVocabulary.answer(to: operation), answer)
    } catch {
      var failure = OperationFailure(error)
      failure.operation = operation
      throw failure
    }
  }
}
