"""Damage at random from fixed seeds; what comes of it is counted without any code of the importer."""
