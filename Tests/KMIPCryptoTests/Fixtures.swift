import FoundationEssentials

/// Made with OpenSSL 3.0.
enum Fixtures {
  struct Key: Sendable {
    let pkcs8: [UInt8]
    let spki: [UInt8]
    /// PKCS#1 or SEC 1.
    let traditional: [UInt8]?
    /// Of the text "message".
    let signature: [UInt8]?
  }

  static let rsa = Key(
    pkcs8: base64(
      """
      MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCbzRbTyVUOrQroe9ko2IukfTUb3l7wVCNi4OqA52LYAKmeq9aI\
      rYu4kbwZTYDszyas/gLUxpRXHE2BdF+jheHZs+FjyjKhoUnyMJ7Tdx/BYiBmp5WT4GAI5pwx+PeofHJQq7MFhbW6fP/VaKK8pcC7\
      Yn5Fh0BPQBTOtLUm/1pvZOZb12IAo3Nbka4ETbt4FGUV9nb+MlSzfG03+46ZGF4jB7TU/wWQDWfOZi3XB25P2b6qaBqxOTAkIcN1\
      Euyqx2hgPRkYIUCFRfvjnmxUfhHB+52PXJjhIxlEMb6o1eizFfJmMa52ql6scoh6g7ug2pLQ8ZpAUTD0inXTxnlBtb1hAgMBAAEC\
      ggEAHLEPJB9ul45MdPXhzwDZ7ofUUPaJm06TWbE73lM+Q7MTiZHxpyf2lB3aevpn5LRdVfxNPyv2w3gF2fI5bp7IMdRLjJn+6v8N\
      5BkKFr1YTr+oYd84z4vBg8IcP6Ou0Ati7fJAvKKcDeTZJE7psT4BGUERKfK3aCDP9CUZOz5JRDwR0gG0Lub6hvWGKCrl4h98NkiR\
      GwtuL4qrjSvoXVAea+aGWrJ6Un3y8SC31v4Qnspn7/Pmk5R/1kFxdEFiumxQeryhb6vemInU4+nfCgAz4EZhtNnzKTajg8TGYNgm\
      WdZV17hChkHNiQHzKvrmvja+dC1xSyTb6sLaB3IZBbb9VQKBgQDZVgrcFcrGCAUQxupJ+zuE+5M4AH/IKlbfoO/iGS9XyZtNOrLz\
      LNuAJtEXgHWQ2t1A82gpxeYyaE5o5jWPlOCcZzc0JzdAvvhBqyDlk2r2JWmHSJxbkXGBS7PPs/w/cFBc38D67Z9KXYvB3z8Ihi/G\
      zluKa6mAhBrtvuUBJ1NcDwKBgQC3hJxOPvIvasDgZsq4awWU9MNubYib9P0EJMqbcOdP880JzST1KKrCEQKUvisKYr50HqRW1GSh\
      Uip0KqT2gu1U+dOkEf9PlZffjt464kPq9rwV/uTkeYFtqqPbMg4XbtWgbTe+XQXSxOPYTFxQUgS9e2MaJe8K/6N2IWSLpIifjwKB\
      gAmH5m4EXqIUk/RKZNfdtpx8U9Zu3yut/6VK73og1Jyq8K6QVmynmPCjwyOetIknr/A7PGQok5G+VUHwZoTnaHozZI5a8eda+JQY\
      pxaqQlSNC3WtT34MgMfExBvlrrgxerS380SNyyB9vbVAzwjWqZ20SvtlAUfrgyrN5kkIqnUtAoGAKSynpSaaT+kzvSVS9m2Mow8H\
      ig8pR1SAMB3RF28NdvLMXhaY5Chrp38JhTXlkj71XDhDxveAXHGC9O1cdbKKbTZgNb+T+NcnbBEx6yQ4+M7DBGxcDqb0UxamDNf+\
      MWO8qnHWv+8/Dzr9o9n+HEdKqPi2E3fPWjhhBHAZjvsrbCECgYEAl8HGzR6eM+suZT3crQoGAsQ17o4aCXP4xbCwScayRH1aAC6f\
      C5gr+C9wcRQInViIzD7chg/LLW6uOlmseXhjK5CM+6e6OT/wixlPYW0uL1M4K8OjAYBJRsUNOwqxsLu/JtvVLFom4JzTioHGriIp\
      8/eEgi0kdKyiXzWSYHPzfgg=
      """),
    spki: base64(
      """
      MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAm80W08lVDq0K6HvZKNiLpH01G95e8FQjYuDqgOdi2ACpnqvWiK2LuJG8\
      GU2A7M8mrP4C1MaUVxxNgXRfo4Xh2bPhY8oyoaFJ8jCe03cfwWIgZqeVk+BgCOacMfj3qHxyUKuzBYW1unz/1WiivKXAu2J+RYdA\
      T0AUzrS1Jv9ab2TmW9diAKNzW5GuBE27eBRlFfZ2/jJUs3xtN/uOmRheIwe01P8FkA1nzmYt1wduT9m+qmgasTkwJCHDdRLsqsdo\
      YD0ZGCFAhUX7455sVH4Rwfudj1yY4SMZRDG+qNXosxXyZjGudqperHKIeoO7oNqS0PGaQFEw9Ip108Z5QbW9YQIDAQAB
      """),
    traditional: base64(
      """
      MIIEowIBAAKCAQEAm80W08lVDq0K6HvZKNiLpH01G95e8FQjYuDqgOdi2ACpnqvWiK2LuJG8GU2A7M8mrP4C1MaUVxxNgXRfo4Xh\
      2bPhY8oyoaFJ8jCe03cfwWIgZqeVk+BgCOacMfj3qHxyUKuzBYW1unz/1WiivKXAu2J+RYdAT0AUzrS1Jv9ab2TmW9diAKNzW5Gu\
      BE27eBRlFfZ2/jJUs3xtN/uOmRheIwe01P8FkA1nzmYt1wduT9m+qmgasTkwJCHDdRLsqsdoYD0ZGCFAhUX7455sVH4Rwfudj1yY\
      4SMZRDG+qNXosxXyZjGudqperHKIeoO7oNqS0PGaQFEw9Ip108Z5QbW9YQIDAQABAoIBAByxDyQfbpeOTHT14c8A2e6H1FD2iZtO\
      k1mxO95TPkOzE4mR8acn9pQd2nr6Z+S0XVX8TT8r9sN4BdnyOW6eyDHUS4yZ/ur/DeQZCha9WE6/qGHfOM+LwYPCHD+jrtALYu3y\
      QLyinA3k2SRO6bE+ARlBESnyt2ggz/QlGTs+SUQ8EdIBtC7m+ob1higq5eIffDZIkRsLbi+Kq40r6F1QHmvmhlqyelJ98vEgt9b+\
      EJ7KZ+/z5pOUf9ZBcXRBYrpsUHq8oW+r3piJ1OPp3woAM+BGYbTZ8yk2o4PExmDYJlnWVde4QoZBzYkB8yr65r42vnQtcUsk2+rC\
      2gdyGQW2/VUCgYEA2VYK3BXKxggFEMbqSfs7hPuTOAB/yCpW36Dv4hkvV8mbTTqy8yzbgCbRF4B1kNrdQPNoKcXmMmhOaOY1j5Tg\
      nGc3NCc3QL74Qasg5ZNq9iVph0icW5FxgUuzz7P8P3BQXN/A+u2fSl2Lwd8/CIYvxs5bimupgIQa7b7lASdTXA8CgYEAt4ScTj7y\
      L2rA4GbKuGsFlPTDbm2Im/T9BCTKm3DnT/PNCc0k9SiqwhEClL4rCmK+dB6kVtRkoVIqdCqk9oLtVPnTpBH/T5WX347eOuJD6va8\
      Ff7k5HmBbaqj2zIOF27VoG03vl0F0sTj2ExcUFIEvXtjGiXvCv+jdiFki6SIn48CgYAJh+ZuBF6iFJP0SmTX3bacfFPWbt8rrf+l\
      Su96INScqvCukFZsp5jwo8MjnrSJJ6/wOzxkKJORvlVB8GaE52h6M2SOWvHnWviUGKcWqkJUjQt1rU9+DIDHxMQb5a64MXq0t/NE\
      jcsgfb21QM8I1qmdtEr7ZQFH64MqzeZJCKp1LQKBgCksp6Ummk/pM70lUvZtjKMPB4oPKUdUgDAd0RdvDXbyzF4WmOQoa6d/CYU1\
      5ZI+9Vw4Q8b3gFxxgvTtXHWyim02YDW/k/jXJ2wRMeskOPjOwwRsXA6m9FMWpgzX/jFjvKpx1r/vPw86/aPZ/hxHSqj4thN3z1o4\
      YQRwGY77K2whAoGBAJfBxs0enjPrLmU93K0KBgLENe6OGglz+MWwsEnGskR9WgAunwuYK/gvcHEUCJ1YiMw+3IYPyy1urjpZrHl4\
      YyuQjPunujk/8IsZT2FtLi9TOCvDowGASUbFDTsKsbC7vybb1SxaJuCc04qBxq4iKfP3hIItJHSsol81kmBz834I
      """),
    signature: base64(
      """
      DLFywKXWkTxXcIVRlz+kDHC+ycMBdHNEPLU8+Y23NK/ICZfUbjSsTVrmnvfOxHjQmg0F4g5g2FTxk3lzLSe63g1Fgk14cDpVP7EM\
      4Eif3UY8x7HGcT58uTSB4EOCGRPHibh9R6QcFXBv41hEnmWQCvnD9+9ZBMZiKpoXuOO64k5f6FXgy/td0eZw8D+KZV1bCNmaZIyk\
      fypUGh38Si+KLJtZgO/82NjmyBoVyar3lGwjAewcQZdlVjzLT49xVSeve27MUR+vrvZ/qIG0Q0M/8OZW5vZLM9mowBbbQz7rR+iz\
      62spwYJqjgX45bDhlkq4k3Qrsmrz82RqRP74YXioNw==
      """))

  static let p256 = Key(
    pkcs8: base64(
      """
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpRiCH39tiEvHiJyclVsN3OhArsSNtn6tluK0G+Z0742hRANCAATL\
      C5+weanJSv/NLi+RU3px3+RjCT5sGcO2qYyNtlOv2SkAKeclNi9lS0tHkzB4A33OZM6M2QGuxX/0Siep054T
      """),
    spki: base64(
      """
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEywufsHmpyUr/zS4vkVN6cd/kYwk+bBnDtqmMjbZTr9kpACnnJTYvZUtLR5MweAN9\
      zmTOjNkBrsV/9EonqdOeEw==
      """),
    traditional: base64(
      """
      MHcCAQEEIKUYgh9/bYhLx4icnJVbDdzoQK7EjbZ+rZbitBvmdO+NoAoGCCqGSM49AwEHoUQDQgAEywufsHmpyUr/zS4vkVN6cd/k\
      Ywk+bBnDtqmMjbZTr9kpACnnJTYvZUtLR5MweAN9zmTOjNkBrsV/9EonqdOeEw==
      """),
    signature: base64(
      """
      MEQCIFKDgA5mBHC51wvJ2d90Xj1H0GbLRebYkhKL/gcncZq1AiBWdc54mizFz3yRQcLBUAI+WTz/ZAiSIpAH17942NQR7A==
      """))

  static let p384 = Key(
    pkcs8: base64(
      """
      MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDA+hKZVYW9TFj4MOMAGCT/m/uGxvKq8s6pdMdpQoOdFHwAGjJPd5Uva\
      ZW6dBsEMNhKhZANiAARX/obBdLJmmJ2UZF6xNAK1Uot5tz4mJYVAFcKODw0CwQV9Xb6pmCVoiThuG0hvGwL1oqjKT8Ul4scWvKls\
      FSBY5iRg7WzR8VADR+BuOMrOSzlljB5e/Nw/0ZQ82YsMZI8=
      """),
    spki: base64(
      """
      MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEV/6GwXSyZpidlGResTQCtVKLebc+JiWFQBXCjg8NAsEFfV2+qZglaIk4bhtIbxsC9aKo\
      yk/FJeLHFrypbBUgWOYkYO1s0fFQA0fgbjjKzks5ZYweXvzcP9GUPNmLDGSP
      """),
    traditional: base64(
      """
      MIGkAgEBBDA+hKZVYW9TFj4MOMAGCT/m/uGxvKq8s6pdMdpQoOdFHwAGjJPd5UvaZW6dBsEMNhKgBwYFK4EEACKhZANiAARX/obB\
      dLJmmJ2UZF6xNAK1Uot5tz4mJYVAFcKODw0CwQV9Xb6pmCVoiThuG0hvGwL1oqjKT8Ul4scWvKlsFSBY5iRg7WzR8VADR+BuOMrO\
      SzlljB5e/Nw/0ZQ82YsMZI8=
      """),
    signature: base64(
      """
      MGUCMQCUsQ+WlTekUJd/EcAvaZKaq3s+3mQIog4mer6nefkLxqjgTJXEbCILPKgkU88ueysCMAWH+KdtpoyU4U/m0N7ArCQkDSSW\
      vXTRUHyjvsQdKinc7/Q950IjApigyVbf6pNj4w==
      """))

  static let p521 = Key(
    pkcs8: base64(
      """
      MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAcpS+sc4hkLof0do0MqhpUPC0vRaS0VqsLNmz2q5r0UlNDN9taE96\
      oUHK7zYb3slRAui4L+2XH71Ay4/eRMCYtCehgYkDgYYABABLkNvAAtz/cJiVcEBcWeGpV5lCC1h9xjhiRodlazN46dR8ED0M9JLu\
      BU/Fl0be8P+hSl4EvQyl6j2PcWnyFxFSZwHqqHuYB+BtcIk1DKqtM4YUZoyFNT31wdePsnJCk9EUKkEnRt9dDfm86RH9RC/TfTpC\
      nGEW/X6z4NKBeNJ9IfxYxg==
      """),
    spki: base64(
      """
      MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQAS5DbwALc/3CYlXBAXFnhqVeZQgtYfcY4YkaHZWszeOnUfBA9DPSS7gVPxZdG3vD/\
      oUpeBL0Mpeo9j3Fp8hcRUmcB6qh7mAfgbXCJNQyqrTOGFGaMhTU99cHXj7JyQpPRFCpBJ0bfXQ35vOkR/UQv0306QpxhFv1+s+DS\
      gXjSfSH8WMY=
      """),
    traditional: base64(
      """
      MIHcAgEBBEIAcpS+sc4hkLof0do0MqhpUPC0vRaS0VqsLNmz2q5r0UlNDN9taE96oUHK7zYb3slRAui4L+2XH71Ay4/eRMCYtCeg\
      BwYFK4EEACOhgYkDgYYABABLkNvAAtz/cJiVcEBcWeGpV5lCC1h9xjhiRodlazN46dR8ED0M9JLuBU/Fl0be8P+hSl4EvQyl6j2P\
      cWnyFxFSZwHqqHuYB+BtcIk1DKqtM4YUZoyFNT31wdePsnJCk9EUKkEnRt9dDfm86RH9RC/TfTpCnGEW/X6z4NKBeNJ9IfxYxg==
      """),
    signature: base64(
      """
      MIGIAkIBweJq0lbfnQza8HpWvaRk3pY05l+nSoqnByJDgLJ62pGNTGAxDb3klHc4sdkhyGzk+S/hsvxakCL7qAd8R5ZxgeUCQgHW\
      JI+kvZ0rZes9hT9+uO3BiKCjiWsesVyIqo8n1iYthmAnQTd47nGgB48LjJB0FpFTIaDjYBoFK+NLV0OhwJ21mw==
      """))

  static let ed25519 = Key(
    pkcs8: base64("MC4CAQAwBQYDK2VwBCIEIHVO1OmYxykjTc0uEslEpbKIR/uhLKJXmEfBgF7uPhuR"),
    spki: base64("MCowBQYDK2VwAyEAvVBA3Qz/aqvXBEiCJPo1GtqWi7IUhv9YBhOD6MhkDVA="),
    traditional: nil,
    signature: nil)

  static let x25519 = Key(
    pkcs8: base64("MC4CAQAwBQYDK2VuBCIEIJAeEtbUCav+1hd8rVZ9jfjFdq83LuabJl9wnSJtvL9J"),
    spki: base64("MCowBQYDK2VuAyEAe892V50gyyzYfaZVLx30Ypj1yS49RnwL9yBvhEIJuDg="),
    traditional: nil,
    signature: nil)

  static let rsaPKCS1Public = base64(
    """
    MIIBCgKCAQEAm80W08lVDq0K6HvZKNiLpH01G95e8FQjYuDqgOdi2ACpnqvWiK2LuJG8GU2A7M8mrP4C1MaUVxxNgXRfo4Xh2bPh\
    Y8oyoaFJ8jCe03cfwWIgZqeVk+BgCOacMfj3qHxyUKuzBYW1unz/1WiivKXAu2J+RYdAT0AUzrS1Jv9ab2TmW9diAKNzW5GuBE27\
    eBRlFfZ2/jJUs3xtN/uOmRheIwe01P8FkA1nzmYt1wduT9m+qmgasTkwJCHDdRLsqsdoYD0ZGCFAhUX7455sVH4Rwfudj1yY4SMZ\
    RDG+qNXosxXyZjGudqperHKIeoO7oNqS0PGaQFEw9Ip108Z5QbW9YQIDAQAB
    """)
  static let rsaPKCS1SHA512Signature = base64(
    """
    izbXLSO0WyNhigdTbA3dmGn6PFXLPlqo6YQ9t3bnruMYYhDXjspwhS/vMDIrNK3c76DuplLuXhq6Ii/8teRqAuQBDS5mqH2uXOPw\
    isaYfw2eQGJ3eaWN2g3QEjD4TyvrvkXh7dSGlblzNXdUWg/aqXjCoTtwlaAHQ2XiBzS5vHcOsYw4IP/+xj0zUcc+MTBL97ZaGcPB\
    5NrPUMYvYzYfLJU76TaL8NKKTh+vuZJexAnegjudqMOGipJG0V99dJNGUNUDYDCC5TBnkr9/7TJuc4qikPH24m/5m7KllrTr7pTU\
    7c1VolR8F0uCr9tXdJrraE69a4a3K6foY8D1zc4VsQ==
    """)
  static let rsaPKCS1SHA1Signature = base64(
    """
    ExFsikDFHfi52wiGvsTCe0NbjTJRAzZdbEPFWl2dVlosNxEAs82saYbxPAXUxoj80LlWfMLH/zHKF3QB8AYmDN11tcSC/+4iyjqF\
    uncEMXPzqjnH2PsbDGz3HsJYhSk7z43AUiMq5LuIn1sgH347jNLwTl7wx1TwzqsIbkkakOvj4xAK4tpkCqkrOW2GMLUlDSz0+hIq\
    lbABYxvnCBvh78ri1z8YJ6JX/CNN0te12OKPBeCIsYigfW4f591wz8XklHRJfQhmX5uAqzeeQJOYcvSrvDKhWFWFKtEL47gGjSRA\
    zEinWv+oQXVYoy0EVOubONNTA6YylaYqu3XJpdy+CQ==
    """)
  /// "message" with OAEP and SHA-256.
  static let rsaOAEP = base64(
    """
    hEJTgic+vLgSkmtuGVCARARnJxMmPiiq2EMgSXvZT6Bs8odcLA7PTk6HWNv2Mk+gLKpOogsq4LjrMwU1kj+4OHN77U9MA/IbXiis\
    H7AoObiQ75gtdX8TlmznCmhUqgLZ+ZLkiIj9PeB4kQqI7X/XUXEnMoua9zAqwr1puZFgzTxkIEoCbZowS558Y1ixE8Vgf+kpenrb\
    NYV1V5SHrguB6HImFK6MHb1NWnS2rYOVkkdkkdKsqyf/hl6ShJqzBVYvL/t1+5gppcni8W3MwfH583+PiFfJTj5YBJgbx7J7lwpw\
    a2ofZXZg/R2Ya60cw8hYv+ICU3f0sGh/8XD53LFWcw==
    """)
  static let rsa1024 = base64(
    """
    MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBALHPrfd1bsIXpSX5f0YxllEmlvMAb8Iv9Ql/19uDnVmxieGzoCTG\
    ZeCLnvfMWOdSNyfrc5VkwQbaIZhYn0RbWpjrTWaNkY5GBwKDG8TcfdTs8jdV3k45iYYXkDfS1lTpMaGe4PpD23TAuuQuMxWXpbNr\
    hZW9/4d/WyezCM3R/4sTAgMBAAECgYEAqKKpgDa8m5GnTDOq9JyUzlQF92Mjmwy2nZLE2uihM+7AMPGV4SrUdjiUxLjmXETKEK8q\
    SLZspx37nKv4KPFnImj1v0RBhUzv+3DWKi9vIQTc64Bu04dDccQA7sar3sjY/HfsFo0/poMoK03X5lMPyEJcsd+neeYT1GHkKWj7\
    nCECQQDkH5WbEGrSiFW10+5lzS4mkePmw/XXm6lLjIjsT7qcNHhjyFn3r7ZD290HZC9JRB7n8FFjcoz4iLKvEwTGzXwxAkEAx4os\
    fYM8m0OglAYJZ+LR5ennDEsIcQ6wTfQYPi6jFDRxARoj0MwlJea7cOIAa0tUU7gtKvxxEd8pV9Tv6m9egwJAMhUND0IHcbkkuAqT\
    KB5np2gYFK2o53DxNfjghqDqYyjR1XZC6jHVXgiC+gBwsTEXZ+xGsgKQGHBKak1Omya5wQJAAvf0R32/VhQAfJNGaow+USxUqqMn\
    If908gPypGIvPOq2z6xi4gVXfCPdoAVMukvpmkFAMsaErB5k0BCz7QnxHwJAEIM+XXt583YGNno1tDIyooovwM3axfFNilUtwbgt\
    zfoPBPdA4hSalSRz2n15MdFmuZ/E6Z5ApKVn4DS8eq6Q2g==
    """)

  static func base64(_ text: String) -> [UInt8] { Data(base64Encoded: text).map(Array.init) ?? [] }
}
