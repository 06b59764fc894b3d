"""Passing pages on: links without anybody's script, pictures for shared links, short links."""
