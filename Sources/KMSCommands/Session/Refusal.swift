import KMIP
import KMSSyntax

/// What is said of a KMIP reason: its code, and what to try.
struct Refusal {
  let code: DiagnosticCode
  let hint: String?

  init(_ reason: ResultReason) {
    let row = Self.rows.first { $0.reasons.contains(reason) }
    code = row?.code ?? .refused
    hint = row?.hint
  }

  private static let rows: [(reasons: [ResultReason], code: DiagnosticCode, hint: String?)] = [
    (
      [.itemNotFound, .objectNotFound], .itemNotFound,
      "check the id with find; a server says the same where you have no right to see the object"
    ),
    ([.permissionDenied, .notAuthorised], .permissionDenied, "ask its owner for the right, or use another profile"),
    (
      [.wrongKeyLifecycleState], .wrongKeyLifecycleState,
      "look at its state with show; activate a pre-active key, revoke an active one before you destroy it"
    ),
    ([.objectDestroyed], .objectDestroyed, nil),
    ([.operationCanceledByRequester], .cancelled, nil),
    ([.objectAlreadyExists], .objectAlreadyExists, "choose another id, or write replace=true"),
    (
      [.incompatibleCryptographicUsageMask], .usageMaskRefused, "look at what it may be used for with show"
    ),
    ([.operationNotSupported], .operationNotSupported, "query lists what the server does"),
    ([.featureNotSupported], .featureNotSupported, nil),
    ([.invalidField, .invalidAttribute, .invalidAttributeValue], .invalidField, nil),
    ([.missingData], .missingData, nil),
    ([.cryptographicFailure], .cryptographicFailure, nil),
    (
      [.badCryptographicParameters, .unsupportedCryptographicParameters], .badCryptographicParameters,
      "check algorithm, length and curve; mode, padding and hash may be left out"
    ),
    ([.keyFormatTypeNotSupported], .keyFormatNotSupported, "try another format, or leave it out"),
    ([.sensitive, .notExtractable], .notExtractable, "export it wrapped: export … wrap-with=…"),
    (
      [.readOnlyAttribute, .attributeReadOnly, .attributeSingleValued, .attributeNotFound, .unsupportedAttribute],
      .attributeRefused, nil
    ),
    ([.objectArchived], .objectArchived, nil),
    ([.responseTooLarge], .responseTooLarge, "ask for less, for example with limit="),
    ([.invalidMessage], .invalidMessage, nil),
    ([.usageLimitExceeded], .usageLimitExceeded, nil),
    ([.authenticationNotSuccessful], .authenticationRefused, "check the profile's token or certificate"),
    ([.generalFailure, .internalServerError], .serverFailure, "the server's own log says more"),
  ]
}
