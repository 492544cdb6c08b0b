import AuditLog
import KMIP

/// The name of one write of one statement of one run: the same however often the run is taken up again.
struct Correlation: Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  /// The unique identifier for what the write makes, on servers that let the client choose.
  ///
  /// A UUID of version 8 (RFC 9562 §5.8) out of the correlation's SHA-256, so that a request that was sent twice asks
  /// for the same object, and the second is refused.
  var identifier: String {
    var digits = Array(HashValue.of(Array(text.utf8)).description.prefix(32))
    digits[12] = "8"
    digits[16] = "a"
    var uuid = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { uuid.append("-") }
      uuid.append(digit)
    }
    return uuid
  }

  /// Marks what the write makes, on servers that choose identifiers themselves (KMIP 2.1 §4.3).
  var marker: ApplicationSpecificInformation {
    ApplicationSpecificInformation(applicationNamespace: "kmsh", applicationData: text)
  }
}
