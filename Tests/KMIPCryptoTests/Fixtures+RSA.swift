/// "message" under the RSA key, with hashes that differ, made with OpenSSL.
extension Fixtures {
  static let rsaOAEPSHA512 = base64(
    """
    SEyTPEqXaEcfCKdy19w7Tn5I60sNhqWxzZne4UIA0+EyqaIYBZl/1oef6lTtDQd+OtSRnVYQvKDtmegZm0npraGrmVRLJU+T6uK/\
    OjP6OXNzEKFDdlsYY+lsIzY/giJfQz3266TkXUdWQ6umoTpPIYeAD+gIOSWbihr3e35ATp2JNIbIX/R/QW8aAinLJvGLdW72gqHr\
    Z/6w/Y86mU+9dO7xQOGEP8rDVko2wmXSUsGhpm1KVmA5Rv4+BQpqg3xZJQcGhfqQsmau99Lgpl4dXF7NHMbojpaXnpqJN3n25JJK\
    z6jlKUNkfh23rG9Kk3l9T4yqfJE7VIF9PqAqJAOpOQ==
    """)
  /// SHA-256 with a mask of SHA-1 and the label "label".
  static let rsaOAEPLabel = base64(
    """
    Ibya60qfqPBe+PFr3RXHRbQiWHycFtOcTijcnPmGLCv0qGM/BAscdxsxiHrxZUe9x1gL17RZzefib0fH5d2J0z1LUPezLDduDVnp\
    Ll5Paae6wWYpVeWCA28/wWq95oNX3u+qZlKdarKkD/6tooZ2xNOc5lPFtJ5P0T3pmB7rVud+OJc4dcbzxpX2MrKdgUjpmT0+oxKe\
    ZhVzLo+pQqii5omNpVklNkeSqwsz5BB1kLisxLt9ZI23yjFM+WUhXDbd0e+GfnMATxGQp3C5O36cJk+4u22WqDHR+E7nnjyRjr8K\
    3rY3QyTfpF1uH/9gQ3EbSibIjrSccbd53jR5Xgawbg==
    """)
  /// SHA-512 with a mask of SHA-1 and a salt of 20 bytes.
  static let rsaPSSSignature = base64(
    """
    LmOKbTH/UFOvZVUiLDD0nYW4CKyQVw3KmDpKLpm+wA3DsxVPl+89PbwdS7LoD6QKVfqzqo4b4fpwBMuwAqOvv7YRd72VUEsuir/K\
    EOb/0yuRHTz/LPZne8D5Vmsi7HIjkEVVV2zul8j6lNhmP9Jxk+4Nt1spchS8dvKNnux45Qi6rRqwOYgiz8MFMsNYqZFo8dbbXKsg\
    rdguqbSUdF6I/3Medy8R+OKEHqDvdVkNiaPXpzegLDffBJR7UfBEqHp5Rug6aKPek7gMKVQiHTgx8q4rXsmtLChaHnt20M+rV7kS\
    10WbL0MRp0CgGMdE70Mv27hmGLHF+tO0iGFC16WOPQ==
    """)
}
