"""What people may send about programs; everything typed is cleaned and bounded here."""
