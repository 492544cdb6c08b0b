import KMIP

extension KMIP.Create: Making {
  var attributesOfMade: Attributes {
    get { attributes }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(objectType: objectType, uniqueIdentifier: id))
  }
}

extension CreateKeyPair: Making {
  var attributesOfMade: Attributes {
    get { privateKeyAttributes ?? Attributes() }
    set { privateKeyAttributes = newValue }
  }

  mutating func mark(_ marker: ApplicationSpecificInformation) {
    attributesOfMade.applicationSpecificInformation.append(marker)
    var half = publicKeyAttributes ?? Attributes()
    half.applicationSpecificInformation.append(marker)
    publicKeyAttributes = half
  }

  func makes(_ type: ObjectType?) -> Bool { type == .privateKey }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) async throws -> Resolution<Response> {
    if let half = try await evidence.attributes(of: id.description)?.link(.publicKeyLink) {
      return .applied(Response(privateKeyUniqueIdentifier: id, publicKeyUniqueIdentifier: .text(half)))
    }
    // Some servers link the halves to nothing.
    let halves = try await evidence.marked().filter { $0.attributes.objectType == .publicKey }
    guard let half = halves.first, halves.count == 1 else {
      return .unknown("\(id) was made, and which public key belongs to it cannot be told")
    }
    return .applied(Response(privateKeyUniqueIdentifier: id, publicKeyUniqueIdentifier: half.id))
  }
}

extension KMIP.Register: Making {
  var attributesOfMade: Attributes {
    get { attributes ?? Attributes() }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(uniqueIdentifier: id))
  }
}

extension Certify: Making {
  var attributesOfMade: Attributes {
    get { attributes ?? Attributes() }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(uniqueIdentifier: id))
  }
}

extension DeriveKey: Making {
  var attributesOfMade: Attributes {
    get { attributes ?? Attributes() }
    set { attributes = newValue }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(uniqueIdentifier: id))
  }
}

extension KMIP.Import: Making {
  var attributesOfMade: Attributes {
    get {
      var attributes = attributes ?? Attributes()
      attributes.uniqueIdentifier = uniqueIdentifier.description.isEmpty ? nil : uniqueIdentifier
      return attributes
    }
    set {
      uniqueIdentifier = newValue.uniqueIdentifier ?? uniqueIdentifier
      var rest = newValue
      rest.uniqueIdentifier = nil
      attributes = rest
    }
  }

  func response(made id: UniqueIdentifier, _ evidence: Evidence) -> Resolution<Response> {
    .applied(Response(uniqueIdentifier: id))
  }
}
