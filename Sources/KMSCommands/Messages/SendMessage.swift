import KMIP
import KMSInterpreter
import KMSSyntax
import TTLV

extension Command {
  /// KMIP 2.1 §6.1: whatever has no command of its own.
  static func kmip(_ kms: KMS) -> Command {
    let operation = CommandParameter(
      "operation", .words("operation", OperationCode.ofClients.map(\.word)), .positional, required: true,
      help: "such as Get or obtain-lease")
    return Command(
      "kmip", "send any message of the KMIP specification",
      discussion: """
        The fields are the request's in the specification's tables, in any spelling: unique-identifier, \
        UniqueIdentifier or "Unique Identifier". Enumerations and masks are words or numbers, structures are records, \
        repeated fields are lists, intervals are durations. The answer is a record; key material and what is decrypted \
        are secrets in it. The effect is that of the operation: Get and Export are exports, Revoke and Destroy \
        destructive.
        """,
      effect: .write,
      parameters: [
        operation, CommandParameter("fields", .record, .positional, redacted: true, help: "such as {data: b\"seed\"}"),
      ],
      returns: .record,
      examples: [
        Example("kmip Query { query-function: [query-operations, query-objects] }", "what the server does"),
        Example(
          """
          let $key = create
          kmip GetAttributes { unique-identifier: $key, attribute-reference: [state, activation-date] }
          """, "two attributes"),
        Example(
          """
          kmip Create {
            object-type: symmetric-key,
            attributes: {
              cryptographic-algorithm: aes, cryptographic-length: 128,
              cryptographic-usage-mask: [encrypt, decrypt]
            }
          }
          """, "a key, field by field"),
      ],
      variant: { word in OperationCode(word: word).flatMap { kmip($0, operation, kms) } }
    ) { _ in
      throw CommandError(
        .unknownWord, "the operation is not known", hint: "help kmip lists them", parameter: "operation")
    }
  }

  private static func kmip(_ code: OperationCode, _ operation: CommandParameter, _ kms: KMS) -> Command? {
    guard OperationCode.ofClients.contains(code), let fields = code.requestFields,
      let type = operationTypes.first(where: { $0.code == code })
    else { return nil }
    let shape = RecordShape(code.name, fields)
    return Command(
      "kmip", "send \(code.name)", effect: Effect(of: code), operations: [code.name],
      parameters: [
        operation,
        CommandParameter(
          "fields", .fields(shape), .positional, required: shape.fields.contains(where: \.isRequired),
          help: "the fields of the request"),
      ],
      returns: .record, keepsValue: code != .rngRetrieve
    ) { invocation in
      var record = Record()
      if case .record(let given)? = invocation.arguments["fields"] { record = given }
      let items = try Items(of: code.name).items(record, fields)
      let ids = invocation.arguments.idsOfFields("fields")
      let answer = try await kms.send(type, items, on: ids)
      note(answer, of: code)
      return .record(Answer(to: code).record(answer))
    }
  }

  /// On record: what the answer names.
  private static func note(_ answer: [Item], of code: OperationCode) {
    guard code != .locate else { return }
    let type = answer.first { $0.tag == .objectType }.flatMap { try? ObjectType($0.value) }
    for item in answer {
      guard case .identifier = item.tag.form, case .textString(let id) = item.value else { continue }
      StatementTrace.current?.note(entity: id, type: type?.name)
    }
  }
}

extension KMS {
  fileprivate func send<Request: KMIP.Operation>(
    _ type: Request.Type, _ items: [Item], on ids: [String]
  ) async throws -> [Item] {
    let request: Request
    do throws(KMIPError) { request = try Request(items: items) } catch {
      throw CommandError(.invalidArgument, error.description, parameter: "fields")
    }
    return try await perform(request, on: ids).items
  }
}

extension Command.Effect {
  /// What a message does to the world.
  init(of code: OperationCode) {
    self =
      switch code {
      case .revoke, .destroy: .destructive
      case .get, .export: .export
      case .encrypt, .decrypt, .sign, .mac, .hash, .rngRetrieve: .use
      default: code.isWrite ? .write : .read
      }
  }
}
