"""What is packed to be taken home, and what came along with a canvas that was brought in."""

from exports.models.bundle import JOB, KEPT, MOST_A_DAY, Bundle, BundleRefused, Piece, Work
from exports.models.provenance import EarlierChange, Provenance

__all__ = ["JOB", "KEPT", "MOST_A_DAY", "Bundle", "BundleRefused", "EarlierChange", "Piece", "Provenance", "Work"]
