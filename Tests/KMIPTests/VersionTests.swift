import KMIP
import TTLV
import Testing

/// A message of an older version is read as one of the latest and written back as it came.
@Suite struct VersionTests {
  private static let v1_2 = ProtocolVersion(1, 2)

  private static func request(
    _ version: ProtocolVersion, _ operation: OperationCode, _ payload: [Item], header: [Item] = []
  ) -> Item {
    Item(
      .requestMessage,
      [
        Item(
          .requestHeader,
          [Item(.protocolVersion, version.itemValue)] + header + [Item(.batchCount, .integer(1))]),
        Item(.batchItem, [Item(.operation, operation.itemValue), Item(.requestPayload, payload)]),
      ])
  }

  private static func attribute(_ name: String, _ value: Item.Value, index: Int32? = nil) -> Item {
    let head = [Item(.attributeName, .textString(name))] + (index.map { [Item(.attributeIndex, .integer($0))] } ?? [])
    return Item(.attribute, head + [Item(.attributeValue, value)])
  }

  private static let name = Name(nameValue: "a", nameType: .uninterpretedTextString)

  private static let requests: [Item] = [
    request(
      v1_2, .create,
      [
        Item(.objectType, .enumeration(2)),
        Item(
          .templateAttribute,
          [
            Item(.name, name.itemValue), attribute("Cryptographic Algorithm", .enumeration(3)),
            attribute("Name", name.itemValue), attribute("x-ID", .textString("i")), attribute("y-b", .integer(1)),
            attribute("x-acme:colour", .textString("red")), attribute("Unheard Of", .boolean(true)),
          ]),
      ], header: [Item(.asynchronousIndicator, .boolean(true))]),
    request(
      v1_2, .createKeyPair,
      [
        Item(.commonTemplateAttribute, [attribute("Cryptographic Length", .integer(2048))]),
        Item(.privateKeyTemplateAttribute, [attribute("Cryptographic Usage Mask", .integer(1))]),
        Item(.publicKeyTemplateAttribute, []),
      ]),
    request(
      v1_2, .register,
      [
        Item(.objectType, .enumeration(2)), Item(.templateAttribute, []),
        Item(
          .symmetricKey,
          [
            Item(
              .keyBlock,
              [
                Item(.keyFormatType, .enumeration(1)),
                Item(
                  .keyValue,
                  [
                    Item(.keyMaterial, .byteString([1, 2])), attribute("State", .enumeration(2)),
                    attribute("x-ID", .textString("i")),
                  ]),
              ])
          ]),
      ]),
    request(.v1_0, .register, [Item(.template, [attribute("Cryptographic Length", .integer(128))])]),
    request(v1_2, .locate, [attribute("State", .enumeration(2)), attribute("Object Group", .textString("g"))]),
    request(v1_2, .getAttributes, [Item(.attributeName, .textString("X.509 Certificate Subject"))]),
    request(v1_2, .addAttribute, [Item(.uniqueIdentifier, .textString("1")), attribute("x-ID", .textString("i"))]),
    request(v1_2, .modifyAttribute, [attribute("Name", name.itemValue, index: 3)]),
    request(v1_2, .deleteAttribute, [Item(.attributeName, .textString("Name")), Item(.attributeIndex, .integer(1))]),
    request(v1_2, .certify, [Item(.certificateRequest, .byteString([48, 0])), Item(.templateAttribute, [])]),
  ]

  @Test(arguments: requests)
  func requestsComeBack(item: Item) throws {
    #expect(try RequestMessage(item).lowered() == item)
  }

  @Test func attributesBecomeFields() throws {
    let create = try Create(items: RequestMessage(Self.requests[0]).items[0].payload)
    #expect(create.attributes.cryptographicAlgorithm == .aes)
    #expect(create.attributes.names == [Self.name])
    #expect(create.attributes.vendor("x", "ID") == .textString("i"))
    #expect(create.attributes.vendor("acme", "colour") == .textString("red"))
    #expect(create.attributes.items.first == Item(.template, Self.name.itemValue))
    #expect(try RequestMessage(Self.requests[0]).header.asynchronousIndicator == .optional)
  }

  @Test func anAttributeWithoutNameOrValueIsRefused() {
    for part in [Item(.attributeName, .textString("State")), Item(.attributeValue, .enumeration(1))] {
      let item = Self.request(Self.v1_2, .locate, [Item(.attribute, [part])])
      #expect(throws: KMIPError.self) { try RequestMessage(item) }
    }
  }

  private func message(_ version: ProtocolVersion, _ request: some Operation) -> RequestMessage {
    RequestMessage(
      header: RequestHeader(protocolVersion: version, clientCorrelationValue: "c", batchCount: 1),
      items: [RequestBatchItem(request)])
  }

  /// What is asked for in vain, and by which versions.
  @Test func aRequestAsksForAllOrNothing() {
    var sensitive = Attributes()
    sensitive.sensitive = true
    var algorithm = Attributes()
    algorithm.cryptographicAlgorithm = .chaCha20
    var parent = Attributes()
    parent.setLink(.wrappingKeyLink, "k")
    let rows: [(ProtocolVersion, any KMIP.Operation, String)] = [
      (Self.v1_2, Create(objectType: .symmetricKey, attributes: sensitive), "KMIP 1.2 has no Sensitive"),
      (Self.v1_2, Create(objectType: .symmetricKey, attributes: algorithm), "KMIP 1.2 has no CryptographicAlgorithm "),
      (.v1_4, Create(objectType: .symmetricKey, attributes: parent), "KMIP 1.4 has no LinkType wrapping-key-link"),
      (Self.v1_2, Locate(offsetItems: 1), "KMIP 1.2 has no OffsetItems"),
      (.v1_0, Encrypt(data: [1]), "KMIP 1.0 has no Encrypt"),
      (.v1_4, Ping(), "KMIP 1.4 has no Ping"), (.v2_0, Ping(), "KMIP 2.0 has no Ping"),
      (.v1_4, Get(uniqueIdentifier: .enumeration(.create)), "KMIP 1.4 has no UniqueIdentifier Create"),
      (
        .v1_4, DeleteAttribute(currentAttribute: Attribute(.name, Self.name)),
        "KMIP 1.4 has no CurrentAttribute, and which Name is meant is not known"
      ),
    ]
    for (version, request, text) in rows {
      let error = #expect(throws: KMIPError.self) { try message(version, request).lowered() }
      #expect(error?.description.hasPrefix(text) == true, "\(error?.description ?? "none") for \(text)")
    }
  }

  @Test func whatEveryVersionHasIsAskedForInEach() throws {
    for version in ProtocolVersion.spoken where version < .v2_1 {
      let item = try message(version, Get(uniqueIdentifier: .enumeration(.idPlaceholder))).lowered()
      let payload = item[.batchItem]?[.requestPayload]
      #expect(payload?.children.isEmpty == version.namesAttributes)
      #expect((item[.requestHeader]?[.clientCorrelationValue] == nil) == (version < .v1_4))
    }
  }

  private func answer(_ version: ProtocolVersion, _ item: ResponseBatchItem) -> Item? {
    ResponseMessage(header: ResponseHeader(protocolVersion: version, batchCount: 1), items: [item])
      .lowered()[.batchItem]
  }

  private func success(_ operation: OperationCode, _ payload: some Structure) -> ResponseBatchItem {
    ResponseBatchItem(operation: operation, resultStatus: .success, payload: payload.items)
  }

  @Test func fromAnAnswerFallsWhatItsReaderCannotRead() throws {
    var attributes = Attributes()
    attributes.names = [Self.name, Name(nameValue: "b", nameType: .uninterpretedTextString)]
    attributes.sensitive = false
    attributes.keyFormatType = .raw
    attributes.rotateInterval = Interval(seconds: 1)
    let response = GetAttributes.Response(uniqueIdentifier: "1", attributes: attributes)
    func shown(_ version: ProtocolVersion) -> [Item] {
      answer(version, success(.getAttributes, response))?[.responsePayload]?.children ?? []
    }
    let names = attributes.names.enumerated().map {
      Self.attribute("Name", $1.itemValue, index: Int32($0))
    }
    let id = Item(.uniqueIdentifier, .textString("1"))
    #expect(shown(Self.v1_2) == [id] + names)
    #expect(shown(.v1_4) == [id] + names + [Self.attribute("Sensitive", .boolean(false))])
    #expect(shown(.v2_0).last?.children.map(\.tag) == [.name, .name, .sensitive, .keyFormatType])
  }

  @Test func listsHoldWhatTheVersionKnows() {
    let query = Query.Response(
      operation: [.create, .encrypt, .ping], objectType: [.pgpKey],
      profileInformation: [
        ProfileInformation(profileName: .baselineServer)
      ])
    let payload = answer(.v1_0, success(.query, query))?[.responsePayload]
    #expect(payload?.children == [Item(.operation, .enumeration(1))])
    // The profile has no name that 1.3 knows: a profile without one is none.
    let later = answer(ProtocolVersion(1, 3), success(.query, query))?[.responsePayload]
    #expect(later?.children.map(\.tag) == [.operation, .operation, .objectType])
  }

  @Test(arguments: [
    (ResultReason.objectNotFound, ProtocolVersion.v1_0, ResultReason.itemNotFound),
    (.objectNotFound, .v2_0, .objectNotFound),
    (.wrongKeyLifecycleState, .v2_0, .permissionDenied), (.internalServerError, .v1_4, .generalFailure),
    (.sensitive, .v1_4, .sensitive), (.sensitive, v1_2, .permissionDenied),
    (.constraintViolation, .v2_1, .constraintViolation),
  ])
  func anOlderReasonStandsForAYounger(reason: ResultReason, version: ProtocolVersion, former: ResultReason) {
    let failed = ResponseBatchItem(operation: .get, resultStatus: .operationFailed, resultReason: reason)
    #expect(answer(version, failed)?[.resultReason] == Item(.resultReason, former.itemValue))
  }

  @Test(arguments: [ProtocolVersion.v1_0, .v1_4, .v2_0])
  func aKeyWrappedWithoutEncodingIsMaterialUntil2(version: ProtocolVersion) throws {
    let wrapping = KeyWrappingData(wrappingMethod: .encrypt, encodingOption: .noEncoding)
    let block = KeyBlock(keyFormatType: .raw, keyValue: .wrapped([1, 2, 3]), keyWrappingData: wrapping)
    let response = Get.Response(
      objectType: .symmetricKey, uniqueIdentifier: "1", object: .symmetricKey(SymmetricKey(keyBlock: block)))
    let message = ResponseMessage(
      header: ResponseHeader(protocolVersion: version, batchCount: 1), items: [success(.get, response)])
    let value = message.lowered()[.batchItem]?[.responsePayload]?[.symmetricKey]?[.keyBlock]?[.keyValue]
    // Without the encoding option, which 1.0 has not, the bytes say what they are by their place.
    if version > .v1_0 { #expect(value?.children == [Item(.keyMaterial, .byteString([1, 2, 3]))]) }
    #expect(try ResponseMessage(message.lowered()).items.first?.payload?.count == 3)
  }

  @Test func theLatestVersionIsWrittenAsItIs() throws {
    let message = message(.v2_1, Get(uniqueIdentifier: .enumeration(.create)))
    #expect(try message.lowered() == message.item)
  }
}
