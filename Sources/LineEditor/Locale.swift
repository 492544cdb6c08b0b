import CLibEdit
import Glibc

/// The character set of the process. In the C locale libedit silently drops what is not ASCII.
enum Locale {
  static func useUTF8() {
    _ = setlocale(LC_CTYPE, "")
    if cle_mb_cur_max() == 1 { _ = setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
