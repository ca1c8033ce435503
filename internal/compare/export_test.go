package compare

// NewSpeaker is for tests that make digests.
var NewSpeaker = newSpeaker
