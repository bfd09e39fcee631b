"""Why it does not learn: findings with their remedies, and the gradient of every layer."""
