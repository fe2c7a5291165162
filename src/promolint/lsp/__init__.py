"""The language server: what promolint finds, shown in an editor while somebody types. Needs the extra “lsp”."""
