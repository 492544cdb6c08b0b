import NIOCore
import NIOPosix

extension SetupError {
  init?(listeningAt endpoint: Endpoint, _ error: any Error) {
    if error is SocketAddressError.UnknownHost {
      self.init(.addressUnavailable, "the host name \(endpoint.host) is not known")
      return
    }
    guard let error = error as? IOError else { return nil }
    switch error.errnoCode {
    case addressInUse:
      self.init(
        .portTaken, "port \(endpoint.port) of \(endpoint.host) is taken",
        hint: "stop the program that listens there, or choose another port")
    case accessDenied:
      self.init(
        .portForbidden, "port \(endpoint.port) of \(endpoint.host) may not be used",
        hint: "ports below 1024 need more rights; choose a higher one")
    default:
      self.init(
        .addressUnavailable, "cannot listen at \(endpoint): \(errorText(error.errnoCode))",
        hint: "the host must be an address of this machine, such as 127.0.0.1")
    }
  }
}
