"""Where text comes from: files of any format in, raw documents out."""
