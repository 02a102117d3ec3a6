"""The guided way back from a store that is damaged, missing or older than it should be."""
