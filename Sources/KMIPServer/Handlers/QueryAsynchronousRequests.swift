import KMIP

extension QueryAsynchronousRequests: Handled {
  func response(in context: inout Context) async throws -> Response {
    let values = asynchronousCorrelationValues?.asynchronousCorrelationValue
    let codes = operations?.operation
    let requests = context.kms.requests.list(of: context.identity.name).filter { request in
      (values?.contains(request.asynchronousCorrelationValue) ?? true) && (codes?.contains(request.operation) ?? true)
    }
    return Response(asynchronousRequest: requests)
  }
}
