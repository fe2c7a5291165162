"""What each link is for: folding, vocabulary, structure, features, the model and the verdict."""
