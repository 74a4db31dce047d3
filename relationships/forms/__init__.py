"""What people may send about relationships and strategy; everything typed is cleaned and bounded here."""
