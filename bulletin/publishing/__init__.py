"""From a finished build to the public: staged, verified, swapped in whole, and brought to a host."""
