package weights

// Features are 64-bit hashes. No feature is ever stored as text: a weight file
// can't be read back into the words it was trained on.

const (
	mulA = 0x9e3779b97f4a7c15
	mulB = 0xd6e8feb86659fd93
)

// Mix turns x into a well-mixed hash; different x give different results.
func Mix(x uint64) uint64 {
	x ^= x >> 32
	x *= mulB
	x ^= x >> 32
	x *= mulB
	x ^= x >> 32
	return x
}

// Bytes hashes s.
func Bytes[T string | []byte](s T) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return Mix(h)
}

// Join returns the hash of feature template t filled with a, a hash made by
// Mix, Bytes or Join.
func Join(t, a uint64) uint64 {
	x := (a ^ t*mulA) * mulB
	return x ^ x>>32
}

// Join2 returns the hash of template t filled with a and b, in this order.
func Join2(t, a, b uint64) uint64 {
	x := (a ^ t*mulA) * mulB
	x ^= x >> 32
	x = (x ^ b) * mulA
	return x ^ x>>32
}

// Join3 returns the hash of template t filled with a, b and c, in this order.
func Join3(t, a, b, c uint64) uint64 {
	x := (a ^ t*mulA) * mulB
	x ^= x >> 32
	x = (x ^ b) * mulA
	x ^= x >> 32
	x = (x ^ c) * mulB
	return x ^ x>>32
}
