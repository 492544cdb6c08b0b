// usage: kmsh-bench
// Codec speed of the three messages that others measure too, one thread: typed message to bytes, and back.

let seconds = 1.0
for sample in Sample.all {
  let encode = rate(for: seconds) { sample.encode() }
  let decode = rate(for: seconds) { sample.decode() }
  print("\(sample.name) (\(sample.size) bytes): \(encode) encoded, \(decode) decoded a second")
}
