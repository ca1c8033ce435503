package weights

// A Map holds a value of up to 48 bits for each of a set of hashed keys. A few
// keys in 10,000 that are not in it are found nevertheless.
type Map struct{ table }

// Get returns the value of key, 0 if it has none.
func (m *Map) Get(key uint64) uint64 { return m.find(key) >> 16 }

// BuildMap encodes a Map. Keys whose value is 0 are left out.
func BuildMap(keys, values []uint64) []byte {
	var ks, vs []uint64
	for i, v := range values {
		if v != 0 {
			ks = append(ks, keys[i])
			vs = append(vs, v&(1<<48-1))
		}
	}
	return buildTable(ks, vs)
}

// ReadMap reads a Map in place.
func ReadMap(b []byte) (Map, error) {
	t, err := readTable(b)
	return Map{t}, err
}
