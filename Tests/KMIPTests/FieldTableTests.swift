import KMIP
import TTLV
import Testing

@Suite struct FieldTableTests {
  @Test func everyOperationOfClientsHasItsFields() {
    #expect(OperationCode.ofClients.count == operationTypes.count - 2)
    for code in OperationCode.ofClients { #expect(code.requestFields != nil, "\(code.name)") }
    #expect(OperationCode.get.requestFields?.first == OperationCode.check.requestFields?.first)
    #expect(OperationCode.rngRetrieve.requestFields?.map(\.count) == [.one])
    #expect(OperationCode.validate.requestFields?.map(\.count) == [.many, .many, .optional])
  }

  @Test func whereAnObjectStandsItMayBeAnyOfNine() {
    let rows = OperationCode.register.requestFields ?? []
    #expect(rows.filter { $0.tags.count == 9 }.count == 1)
  }

  @Test func everyFieldOfEveryTableHasAKnownForm() {
    var seen: Set<TTLV.Tag> = []
    for code in OperationCode.ofClients { look(code.requestFields ?? [], &seen) }
    #expect(seen.count > 150)
    let open = seen.filter { if case .any = $0.form { true } else { false } }
    #expect(Set(open.map(\.word)) == ["adjustment-value", "attribute-value", "key-material"])
  }

  /// Ends, so no table holds itself.
  private func look(_ tag: TTLV.Tag, _ seen: inout Set<TTLV.Tag>) {
    guard seen.insert(tag).inserted else { return }
    switch tag.form {
    case .structure(let rows), .keyValue(let rows): look(rows, &seen)
    case .attributes: for attribute in AttributeRules.attributes { look(attribute, &seen) }
    default: return
    }
  }

  private func look(_ rows: [FieldRow], _ seen: inout Set<TTLV.Tag>) {
    for tag in rows.flatMap(\.tags) { look(tag, &seen) }
  }
}
