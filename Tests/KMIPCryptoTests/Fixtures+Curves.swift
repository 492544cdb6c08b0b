/// Of the curves that only OpenSSL has, made with its command line.
extension Fixtures {
  static let p224 = Key(
    pkcs8: base64(
      """
      MHgCAQAwEAYHKoZIzj0CAQYFK4EEACEEYTBfAgEBBBwgEyYJOxbmrX51uqtK0gQow7UgMqUk61SEeX+UoTwDOgAEoZTjj+6qoUmp\
      72+ozMqunn594PiyPGfbgqEyZXeqBjXB43MawMUTTXby7EdQom3Wtgune/J+NCY=
      """),
    spki: base64(
      """
      ME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEoZTjj+6qoUmp72+ozMqunn594PiyPGfbgqEyZXeqBjXB43MawMUTTXby7EdQom3Wtgun\
      e/J+NCY=
      """),
    traditional: base64(
      """
      MGgCAQEEHCATJgk7FuatfnW6q0rSBCjDtSAypSTrVIR5f5SgBwYFK4EEACGhPAM6AAShlOOP7qqhSanvb6jMyq6efn3g+LI8Z9uC\
      oTJld6oGNcHjcxrAxRNNdvLsR1Cibda2C6d78n40Jg==
      """),
    signature: base64("MD0CHQCTyynUb/m9bdmFm+bYZi/974mUH7wToPbVwOITAhw3Y/7E8S3ObBO4DooJj5ekYcg8C103UXSgn49b"))

  static let secp256k1 = Key(
    pkcs8: base64(
      """
      MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgehM8C+zrPS3q5FhxCyilRTxNAWS06KkyGMlz8doQTAKhRANCAAT1ribx\
      ms3ILQgDuRRlx3MuLr0PxmxFgZ9zPcn1+P1yKkksZv3VjQCrdBhx0jaAcbGVdGx4CvvcqBLUzMkNwRgq
      """),
    spki: base64(
      """
      MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE9a4m8ZrNyC0IA7kUZcdzLi69D8ZsRYGfcz3J9fj9cipJLGb91Y0Aq3QYcdI2gHGxlXRs\
      eAr73KgS1MzJDcEYKg==
      """),
    traditional: base64(
      """
      MHQCAQEEIHoTPAvs6z0t6uRYcQsopUU8TQFktOipMhjJc/HaEEwCoAcGBSuBBAAKoUQDQgAE9a4m8ZrNyC0IA7kUZcdzLi69D8Zs\
      RYGfcz3J9fj9cipJLGb91Y0Aq3QYcdI2gHGxlXRseAr73KgS1MzJDcEYKg==
      """),
    signature: base64(
      """
      MEYCIQCIx8nRGgdFwrpvvzEhyYhtMfRY+umfotisfhu/37U5FAIhAKbp7qmq0Lv8w1Lv4cqcU+N3TFJDdCS0y9UwYgcokDGK
      """))

  static let brainpoolP256 = Key(
    pkcs8: base64(
      """
      MIGIAgEAMBQGByqGSM49AgEGCSskAwMCCAEBBwRtMGsCAQEEIAzprGavXGDeJjkDD7Wg5J3Gi2hGgdR8tcSxjCGTX4sJoUQDQgAE\
      dURNLraAHPWm/+lmB0dK2iKNNMHWb8WNTym0PWIchZ0iVtEn/MefUoBij1H1IshEB2vScWdE9OZYI6oGfLX46g==
      """),
    spki: base64(
      """
      MFowFAYHKoZIzj0CAQYJKyQDAwIIAQEHA0IABHVETS62gBz1pv/pZgdHStoijTTB1m/FjU8ptD1iHIWdIlbRJ/zHn1KAYo9R9SLI\
      RAdr0nFnRPTmWCOqBny1+Oo=
      """),
    traditional: base64(
      """
      MHgCAQEEIAzprGavXGDeJjkDD7Wg5J3Gi2hGgdR8tcSxjCGTX4sJoAsGCSskAwMCCAEBB6FEA0IABHVETS62gBz1pv/pZgdHStoi\
      jTTB1m/FjU8ptD1iHIWdIlbRJ/zHn1KAYo9R9SLIRAdr0nFnRPTmWCOqBny1+Oo=
      """),
    signature: base64(
      """
      MEUCIBj+NlHKP3Z1sa2jhtf/eAhp9dSgoFkm4aOsS9Wlm5kHAiEAikbgY7hwqqzCVRRXz7ek93DFG0zFM0Lfj0oUwow0k5A=
      """))

  static let ed448 = Key(
    pkcs8: base64(
      """
      MEcCAQAwBQYDK2VxBDsEOQ+szvFGa+jz/H8CYyRc+ECTDRU/AUV1VVWLvN94rq66A22mWKiJ8B/oYL+ASQ8fe6xVac5sh1gkuA==
      """),
    spki: base64(
      """
      MEMwBQYDK2VxAzoAd6/1M9MiKP9HY8GAokhuEefaO+jyEf5T8pHC2J+LqbWcTV1qQMeFgoRs4qWPNXXhCRv8D7AaIjyA
      """),
    traditional: nil,
    signature: base64(
      """
      1/8MoJntALzXE/gKeNhUs/bqq+q/2V4vcfd8VqeDlw0V/cr6zNUHDV+G0XfcAFhGXq0VhtK5TKyAH/asW4nE6Rs96NJKGZL2+kkD\
      TZaiyTn2ZVjAvMoq/Sonqg4heVEKlH8MwJVWCxj6HIgwrpCqehAA
      """))

  static let x448 = Key(
    pkcs8: base64(
      """
      MEYCAQAwBQYDK2VvBDoEONAgpTGUSxYEaafZ2Ul7qKWoFv25Oo2kgygEdEolfXMEynn4S0KYPqk+YlHiajcTJk5nNvLQABDV
      """),
    spki: base64(
      """
      MEIwBQYDK2VvAzkA162T43Z71D28v8XunRE6B2gGuzCIa3NfryI0A9TS9DbFOPljWe+xtqsLwz4bR3/fsa9TXxNHg+g=
      """),
    traditional: nil,
    signature: nil)

  /// Two keys and what they agree on.
  static let agreement = (
    own: base64("MC4CAQAwBQYDK2VuBCIEICBJR9HeP6ZiEMo7ntOAw7BkN+ur/381qKAHVdMl3rBi"),
    other: base64("MCowBQYDK2VuAyEAgSeO06cRcYghZH3NNRHx6BH3U3ve+LqlUUyavNVbUHg="),
    secret: base64("+JBdhXnhgmKMuErOF+76tEsvJYbi1bY6PERGE2clZzM=")
  )
}
