"""Codec speed of PyKMIP, for scripts/bench: the same messages as kmsh-bench has, in the form of KMIP 1.4 and of 2.0.
Prints a line for each: name, form, bytes, encodings and decodings a second of the processor's time. usage: pykmip-codec.py SECONDS"""
import struct, sys, time

from kmip.core.enums import KMIPVersion
from kmip.core.messages.messages import RequestMessage, ResponseMessage
from kmip.core.utils import BytearrayStream

ID = "3f0d7c1e-6a5b-4e7e-9d41-2f6f4d8e9"


def item(tag, kind, value):
    return struct.pack(">IBI", tag, kind, len(value))[1:] + value + b"\0" * (-len(value) % 8)


def structure(tag, *items): return item(tag, 1, b"".join(items))
def integer(tag, number): return item(tag, 2, struct.pack(">i", number))
def enumeration(tag, code): return item(tag, 5, struct.pack(">I", code))
def text(tag, value): return item(tag, 7, value.encode())
def date(tag, seconds): return item(tag, 9, struct.pack(">q", seconds))
def name(value): return structure(0x420053, text(0x420055, value), enumeration(0x420054, 1))


# The name that KMIP 1.x has for an attribute, and the attribute of 2.0.
CREATE = [("Cryptographic Algorithm", enumeration(0x420028, 3)), ("Cryptographic Length", integer(0x42002A, 256)),
          ("Cryptographic Usage Mask", integer(0x42002C, 12)), ("Name", name("bench-key-0001"))]
PARAMETERS = structure(0x42002B, enumeration(0x420011, 1), enumeration(0x42005F, 3), enumeration(0x420038, 6))
DIGEST = structure(0x420034, enumeration(0x420038, 6), item(0x420035, 8, bytes(range(32))), enumeration(0x420042, 1))
ATTRIBUTES = [("Unique Identifier", text(0x420094, ID + "100")), ("Name", name("bench-key-0001")),
              ("Name", name("alias-of-bench-key")), ("Object Type", enumeration(0x420057, 2)), *CREATE[:2],
              ("Cryptographic Parameters", PARAMETERS), ("Digest", DIGEST), CREATE[2], ("State", enumeration(0x42008D, 2)),
              ("Initial Date", date(0x420039, 1_700_000_000)), ("Activation Date", date(0x420001, 1_700_000_100)),
              ("Last Change Date", date(0x420048, 1_700_000_200)), ("Object Group", text(0x420056, "group-a")),
              ("Contact Information", text(0x420022, "ops@example.invalid")),
              ("Application Specific Information",
               structure(0x420004, text(0x420003, "ssl"), text(0x420002, "www.example.invalid")))]


def attributes(rows, form, holder):
    if form == "2.0":
        return structure(0x420125, *(value for _, value in rows))
    seen, items = {}, []
    for label, value in rows:
        index = seen[label] = seen.get(label, -1) + 1
        place = [integer(0x420009, index)] if index else []
        items.append(structure(0x420008, text(0x42000A, label), *place, b"\x42\x00\x0b" + value[3:]))
    return structure(holder, *items) if holder else b"".join(items)


def header(tag, form, *more):
    major, minor = (int(part) for part in form.split("."))
    version = structure(0x420069, integer(0x42006A, major), integer(0x42006B, minor))
    return structure(tag, version, *more, integer(0x42000D, 1))


def request(form, operation, *payload):
    item = structure(0x42000F, enumeration(0x42005C, operation), structure(0x420079, *payload))
    return RequestMessage, structure(0x420078, header(0x420077, form), item)


def response(form, operation, *payload):
    item = structure(0x42000F, enumeration(0x42005C, operation), enumeration(0x42007F, 0), structure(0x42007C, *payload))
    return ResponseMessage, structure(0x42007B, header(0x42007A, form, date(0x420092, 1_700_000_000)), item)


def messages(form):
    yield "Create request", request(form, 1, enumeration(0x420057, 2), attributes(CREATE, form, 0x420091))
    yield "GetAttributes response", response(
        form, 11, text(0x420094, ID + "100"), attributes(ATTRIBUTES, form, None))
    yield "Locate response, 200 ids", response(form, 8, *(text(0x420094, f"{ID}{100 + n}") for n in range(200)))


def rate(body, seconds):
    body()
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        body()
        count += 1
    return count / (time.process_time() - start)


for form, version in (("1.4", KMIPVersion.KMIP_1_4), ("2.0", KMIPVersion.KMIP_2_0)):
    for label, (kind, data) in messages(form):
        def decode():
            message = kind()
            message.read(BytearrayStream(data), kmip_version=version)
            return message

        def encode(message=decode()):
            message.write(BytearrayStream(), kmip_version=version)

        seconds = float(sys.argv[1])
        print(f"{label}\t{form}\t{len(data)}\t{rate(encode, seconds):.0f}\t{rate(decode, seconds):.0f}", flush=True)
