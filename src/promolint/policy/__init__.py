"""What a message of a kind may carry, why, and what follows for the links that the judge has seen."""
