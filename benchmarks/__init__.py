"""How fast promolint is beside other linters: a made folder of templates, and one run that measures all."""
