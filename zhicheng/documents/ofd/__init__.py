"""The OFD edition (GB/T 33190) of a certificate: the same facts as the PDF, written by hand, without a seal yet."""
