"""What makes the embedded Italian model from the corpora. Never imported by `pipeline`."""
