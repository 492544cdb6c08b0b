import CLibCrypto
import KMIP

/// What OpenSSL finds wrong with a path (RFC 5280 §6): signatures, constraints of names and of length, and revocation
/// by the lists that are at hand. An authority without a list has revoked nothing that is known here.
struct PathVerification {
  /// From the leaf to the root.
  let path: [X509Certificate]
  let revocationLists: [RevocationList]
  let date: DateTime

  var reasons: [String] {
    do { return try verify() } catch let failure as OperationFailure { return [failure.message] } catch { return [] }
  }

  private func verify() throws -> [String] {
    guard let leaf = path.first, let root = path.last else { return [] }
    let trusted = try OpenSSLStack.certificates([root.der])
    let others = try OpenSSLStack.certificates(path.dropFirst().map(\.der))
    let lists = try OpenSSLStack.revocationLists(revocationLists.map(\.der))
    let certificate = try OpenSSL.certificate(leaf.der)
    defer { X509_free(certificate) }
    guard let store = X509_STORE_new() else { throw OpenSSL.failure("out of memory") }
    defer { X509_STORE_free(store) }
    guard let context = X509_STORE_CTX_new() else { throw OpenSSL.failure("out of memory") }
    defer { X509_STORE_CTX_free(context) }
    guard X509_STORE_CTX_init(context, store, certificate, others.pointer) == 1 else {
      throw OpenSSL.failure("the path cannot be looked at")
    }
    X509_STORE_CTX_set0_trusted_stack(context, trusted.pointer)
    X509_STORE_CTX_set0_crls(context, lists.pointer)
    let parameters = X509_STORE_CTX_get0_param(context)
    X509_VERIFY_PARAM_set_time(parameters, time_t(date.seconds))
    if !revocationLists.isEmpty {
      X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL))
    }
    X509_STORE_CTX_set_verify_cb(context) { isGood, context in
      X509_STORE_CTX_get_error(context) == X509_V_ERR_UNABLE_TO_GET_CRL ? 1 : isGood
    }
    defer { OpenSSL.forgetErrors() }
    return X509_verify_cert(context) == 1 ? [] : [reason(context)]
  }

  private func reason(_ context: OpaquePointer) -> String {
    let code = X509_STORE_CTX_get_error(context)
    let depth = Int(X509_STORE_CTX_get_error_depth(context))
    let subject = path.indices.contains(depth) ? "\(path[depth].subject)" : "the path"
    if code == X509_V_ERR_CERT_REVOKED { return "\(subject) is revoked by its issuer's list" }
    return "\(subject): \(String(cString: X509_verify_cert_error_string(Int(code))))"
  }
}
