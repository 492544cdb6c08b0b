#ifndef CLIBCRYPTO_SHIM_H
#define CLIBCRYPTO_SHIM_H

// OpenSSL 3's large numbers, and its ciphers that take their data in parts.

#include <openssl/bn.h>
#include <openssl/evp.h>

#endif
