"""The title as a verifiable credential (SD-JWT VC, RFC 9901 and its VC profile), for the holder's wallet or by file."""
