package ingest

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// ErrPrivate says that an address is none of the public internet.
var ErrPrivate = errors.New("not an address of the public internet")

// A guard decides which addresses may be dialled. It sees the address that a
// name was resolved to, at the moment it is dialled, so that no name can stand
// for another one when it is checked.
type guard struct {
	private bool // loopback and the private ranges may be dialled too
}

// control is called with each address just before it is connected to.
func (g guard) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return ErrPrivate
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil || !g.allows(at.Addr()) {
		return fmt.Errorf("%s: %w", address, ErrPrivate)
	}
	return nil
}

// The ranges that are not of the public internet, by the registries for special
// purposes (https://www.iana.org/assignments/iana-ipv4-special-registry,
// iana-ipv6-special-registry). Of IPv6 only 2000::/3 is handed out.
var (
	global6    = netip.MustParsePrefix("2000::/3")
	privateNet = prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "::1/128", "fc00::/7")
	// Link-local has the servers that hand a machine of a cloud its secrets, so
	// no flag opens it.
	forbidden = prefixes("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20", "100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32")
)

// embeds are the ranges of IPv6 that lead to an address of IPv4, with the byte
// that it begins at.
var embeds = []struct {
	netip.Prefix
	at int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4
}

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

func (g guard) allows(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	for _, e := range embeds {
		if e.Contains(ip) {
			b := ip.As16()
			inner, _ := netip.AddrFromSlice(b[e.at : e.at+4])
			return guard{}.allows(inner)
		}
	}
	switch {
	case inAny(ip, forbidden):
		return false
	case inAny(ip, privateNet):
		return g.private
	case ip.Is6():
		return global6.Contains(ip)
	}
	return ip.IsValid()
}

func inAny(ip netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}
