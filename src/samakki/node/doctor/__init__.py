"""What ``samakki doctor`` looks at. Each inspection is a function that yields findings; a finding says what to do."""
