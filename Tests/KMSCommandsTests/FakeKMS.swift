import KMIP
import KMIPClient
import Synchronization
import TTLV

/// A server in the test's hands: it keeps objects, and the test may answer, fail or look in its place.
final class FakeKMS: Transport {
  /// Answers in place of the server; nothing leaves the item to it.
  typealias Rule = @Sendable (RequestBatchItem) async throws(TransportError) -> ResponseBatchItem?

  let encoding = WireEncoding.binary
  let address = "fake"
  let cap: Int?
  let filters: Bool
  let hidesTags: Bool
  private let rule: Rule
  private let watcher = Mutex<(@Sendable (RequestMessage) async -> Void)?>(nil)
  private let state = Mutex(State())

  struct State {
    var messages: [RequestMessage] = []
    var ids: [String] = []
    var objects: [String: Object] = [:]
  }

  struct Object {
    var type: ObjectType
    var attributes: Attributes
    var material = Secret([UInt8](repeating: 7, count: 32))
  }

  init(cap: Int? = nil, filters: Bool = true, hidesTags: Bool = false, rule: @escaping Rule = { _ in nil }) {
    self.cap = cap
    self.filters = filters
    self.hidesTags = hidesTags
    self.rule = rule
  }

  var messages: [RequestMessage] { state.withLock { $0.messages } }
  /// Each item's operation and the identifier that it names, such as `Destroy k1`.
  var heard: [String] {
    messages.flatMap(\.items).map { item in
      ([item.operation.name] + [item.payload.identifier].compactMap { $0 }).joined(separator: " ")
    }
  }

  /// Runs at each request, before anything comes of it.
  func watch(_ body: @escaping @Sendable (RequestMessage) async -> Void) { watcher.withLock { $0 = body } }

  @discardableResult
  func add(
    _ type: ObjectType, state: KMIP.State = .active, algorithm: CryptographicAlgorithm? = .aes,
    id: String? = nil, _ change: (inout Attributes) -> Void = { _ in }
  ) -> String {
    var attributes = Attributes()
    attributes.cryptographicAlgorithm = algorithm
    attributes.state = state
    change(&attributes)
    return add(Object(type: type, attributes: attributes), id: id)
  }

  private func add(_ object: Object, id: String? = nil) -> String {
    state.withLock { state in
      let id = id ?? "k\(state.ids.count + 1)"
      var object = object
      object.attributes.objectType = object.type
      state.ids.append(id)
      state.objects[id] = object
      return id
    }
  }

  func exchange(_ request: [UInt8]) async throws(TransportError) -> [UInt8] {
    guard let item = try? Item(decoding: request), let message = try? RequestMessage(item) else {
      throw TransportError(.decode, isUnsent: true, "not a message")
    }
    state.withLock { $0.messages.append(message) }
    await watcher.withLock { $0 }?(message)
    var answers: [ResponseBatchItem] = []
    for item in message.items {
      var answer = try await rule(item) ?? usual(item)
      answer.uniqueBatchItemID = item.uniqueBatchItemID
      answers.append(answer)
    }
    let header = ResponseHeader(
      protocolVersion: message.header.protocolVersion, batchCount: Int32(clamping: answers.count))
    return ResponseMessage(header: header, items: answers).lowered().encoded()
  }

  func close() async {}

  private func usual(_ item: RequestBatchItem) -> ResponseBatchItem {
    do { return success(item.operation, try answer(item)) } catch let failure as OperationFailure {
      return refusal(failure.reason, failure.message, of: item.operation)
    } catch { return refusal(.invalidMessage, "\(error)", of: item.operation) }
  }

  private func answer(_ item: RequestBatchItem) throws -> any Structure {
    let id = item.payload.identifier ?? ""
    let named = UniqueIdentifier(id)
    switch item.operation {
    case .create: return try create(Create(items: item.payload))
    case .createKeyPair: return try createPair(CreateKeyPair(items: item.payload))
    case .register:
      let request = try Register(items: item.payload)
      var object = Object(type: request.objectType, attributes: request.attributes ?? Attributes())
      if case .plain(.bytes(let secret), _)? = request.object.keyBlock?.keyValue { object.material = secret }
      return Register.Response(uniqueIdentifier: .text(add(object)))
    case .import:
      let request = try Import(items: item.payload)
      return Import.Response(
        uniqueIdentifier: .text(
          add(Object(type: request.objectType, attributes: request.attributes ?? Attributes()), id: id)))
    case .locate: return try locate(Locate(items: item.payload))
    case .getAttributes: return try attributes(GetAttributes(items: item.payload), of: id)
    case .activate: return try change(id, to: .active, Activate.Response(uniqueIdentifier: named))
    case .revoke: return try change(id, to: .deactivated, Revoke.Response(uniqueIdentifier: named))
    case .destroy: return try change(id, to: .destroyed, Destroy.Response(uniqueIdentifier: named))
    case .setAttribute:
      let attribute = try SetAttribute(items: item.payload).newAttribute
      try update(id) { $0.attributes.set(attribute.item) }
      return SetAttribute.Response(uniqueIdentifier: named)
    case .get:
      let object = try object(id)
      return Get.Response(objectType: object.type, uniqueIdentifier: named, object: object.managed)
    case .export:
      let object = try object(id)
      return Export.Response(
        objectType: object.type, uniqueIdentifier: named, attributes: object.attributes, object: object.managed)
    case .encrypt:
      _ = try object(id)
      let data = try Encrypt(items: item.payload).data ?? []
      return Encrypt.Response(uniqueIdentifier: named, data: data.map { $0 ^ 0x5A }, ivCounterNonce: [1, 2, 3])
    case .decrypt:
      let data = try Decrypt(items: item.payload).data ?? []
      return Decrypt.Response(uniqueIdentifier: named, data: data.map { $0 ^ 0x5A })
    case .sign: return Sign.Response(uniqueIdentifier: named, signatureData: [0xAA, 0xBB])
    case .signatureVerify: return SignatureVerify.Response(uniqueIdentifier: named, validityIndicator: .valid)
    case .mac: return MAC.Response(uniqueIdentifier: named, macData: [0xCC])
    case .macVerify: return MACVerify.Response(uniqueIdentifier: named, validityIndicator: .valid)
    case .hash: return Hash.Response(data: [0xAB])
    case .query: return Query.Response(operation: [.create], vendorIdentification: "fake")
    default: throw OperationFailure(reason: .operationNotSupported, message: "")
    }
  }

  private func create(_ request: Create) throws -> any Structure {
    let id = add(Object(type: request.objectType, attributes: request.attributes.dated))
    return Create.Response(objectType: request.objectType, uniqueIdentifier: .text(id))
  }

  private func createPair(_ request: CreateKeyPair) throws -> any Structure {
    let common = (request.commonAttributes ?? Attributes()).dated
    let privateID = add(Object(type: .privateKey, attributes: common))
    let publicID = add(Object(type: .publicKey, attributes: common))
    try update(privateID) { $0.attributes.setLink(.publicKeyLink, publicID) }
    try update(publicID) { $0.attributes.setLink(.privateKeyLink, privateID) }
    return CreateKeyPair.Response(
      privateKeyUniqueIdentifier: .text(privateID), publicKeyUniqueIdentifier: .text(publicID))
  }

  private func locate(_ request: Locate) throws -> any Structure {
    let wanted = filters ? request.attributes ?? Attributes() : Attributes()
    let found = state.withLock { state in
      state.ids.filter { id in
        guard let object = state.objects[id] else { return false }
        return wanted.items.allSatisfy { $0.tag == .attribute || object.attributes.items.contains($0) }
      }
    }
    let limit = min(cap ?? .max, request.maximumItems.map(Int.init) ?? .max)
    return Locate.Response(uniqueIdentifier: found.prefix(limit).map { .text($0) })
  }

  private func attributes(_ request: GetAttributes, of id: String) throws -> any Structure {
    let all = try object(id).attributes
    let shown =
      request.attributeReference.isEmpty
      ? all.items.filter { !hidesTags || $0.tag != .attribute } : all.items.filter { $0.tag == .attribute }
    return GetAttributes.Response(uniqueIdentifier: .text(id), attributes: Attributes(shown))
  }

  private func change(_ id: String, to state: KMIP.State, _ response: any Structure) throws -> any Structure {
    try update(id) { $0.attributes.state = state }
    return response
  }

  func object(_ id: String) throws -> Object {
    guard let object = state.withLock({ $0.objects[id] }) else {
      throw OperationFailure(reason: .itemNotFound, message: "no object \(id)")
    }
    return object
  }

  private func update(_ id: String, _ body: (inout Object) -> Void) throws {
    var object = try object(id)
    body(&object)
    state.withLock { $0.objects[id] = object }
  }
}

extension FakeKMS.Object {
  fileprivate var managed: ManagedObject {
    .symmetricKey(
      SymmetricKey(
        keyBlock: KeyBlock(
          keyFormatType: .raw, keyValue: .plain(.bytes(material), attributes: nil), cryptographicAlgorithm: .aes,
          cryptographicLength: 256)))
  }
}

extension Attributes {
  /// With the state that the activation date asks for.
  fileprivate var dated: Attributes {
    var copy = self
    copy.state = activationDate == nil ? .preActive : .active
    return copy
  }
}

extension [Item] {
  var identifier: String? {
    if case .textString(let id)? = first(where: { $0.tag == .uniqueIdentifier })?.value { id } else { nil }
  }
}

func success(_ operation: OperationCode, _ payload: any Structure) -> ResponseBatchItem {
  ResponseBatchItem(operation: operation, resultStatus: .success, payload: payload.items)
}

func refusal(_ reason: ResultReason, _ text: String? = nil, of operation: OperationCode) -> ResponseBatchItem {
  ResponseBatchItem(
    operation: operation, resultStatus: .operationFailed, resultReason: reason, resultMessage: text)
}

let unsent = TransportError(.connect, isUnsent: true, "nothing listens at fake")
let cut = TransportError(.receive, isUnsent: false, "fake closed the connection without an answer")
