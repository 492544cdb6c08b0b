#ifndef CLIBCRYPTO_SHIM_H
#define CLIBCRYPTO_SHIM_H

// OpenSSL 3's ciphers that take their data in parts.

#include <openssl/evp.h>

#endif
